"""Notebooks: what cells say, on the lines of the file that they stand on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.files import Reason
from tests.analysis.readers.texts.reading import linked, named, read

PYTHON = {"language_info": {"name": "python"}}


def notebook(*cells: tuple[str, Any], metadata: Any = None, **form: Any) -> str:
    """The JSON of a notebook; a source may be a list of lines or one string."""
    made = [
        {"cell_type": kind, "metadata": {}, "outputs": ["def no(): pass\n"], "source": source}
        for kind, source in cells
    ]
    whole = {"cells": made, "metadata": PYTHON if metadata is None else metadata, "nbformat": 4}
    return json.dumps({**whole, **form}, indent=1) + "\n"


def line_of(text: str, part: str) -> int:
    """The one line that holds `part`."""
    (line,) = (number for number, row in enumerate(text.split("\n"), 1) if part in row)
    return line


#: Source of a cell, and the names that it defines.
CELLS = {
    "def f():\n    pass\n": ["f"],
    "%matplotlib inline\n!ls\nimport os\nx = !ls\ny = 1\nz = %who\nos?\n?os": ["x", "y", "z"],
    "if 1:\n    !ls\na = 1": ["a"],
    "a = (1\n % 2)\nb = 1": ["a", "b"],
    "%%time\nc = 1": ["c"],
    "%%bash\nd = 1": [],
    "%%writefile x.py\ne = 1": [],
    "f = await g()": ["f"],
    "": [],
}


@pytest.mark.parametrize("source", CELLS)
def test_cells(source: str) -> None:
    facts = read("a.ipynb", notebook(("code", source)))
    assert [each.qualname for each in facts.definitions] == CELLS[source]


@pytest.mark.parametrize("indent", [None, 0, 1, 4])
def test_lines_are_those_of_the_file(indent: int | None) -> None:
    cells = [
        ("markdown", ["# A\n", "\n", "[b](c.md)"]),
        ("code", ["import os\n", "\n", "def f():\n", "    return os\n"]),
        ("markdown", "## B\n"),
        ("code", ["class C:\n", " pass"]),
        ("code", ["x", " = 1\ny = 2\n", "", "z = 3"]),
    ]
    whole = json.dumps(json.loads(notebook(*cells)), indent=indent)
    # What is no source is no source, wherever else it stands.
    whole = whole.replace("def no(): pass", "class D: import no", 1)
    facts = read("a.ipynb", whole)
    lines = {each.name: each.line for each in facts.definitions}
    assert set(lines) == {"A", "f", "B", "C", "x", "y", "z"}
    if indent is not None:
        for name, part in (("A", "# A"), ("f", "def f"), ("B", "## B"), ("x", '"x"')):
            assert lines[name] == line_of(whole, part), name
        assert lines["y"] == line_of(whole, "y = 2")
        assert lines["z"] == line_of(whole, "z = 3")
        assert linked(facts) == [
            f"{line_of(whole, 'c.md')} c.md",
            f"{line_of(whole, 'import os' + chr(92))} import os",
        ]
    else:
        assert set(lines.values()) == {1}


def test_names_across_cells() -> None:
    text = notebook(("code", "def f(): 0"), ("markdown", "# f"), ("code", "def f(): 1"))
    facts = read("a.ipynb", text)
    assert [(each.kind, each.anchor) for each in facts.definitions] == [
        ("function", "f"), ("heading", "f~3"), ("function", "f~2")]  # fmt: skip
    assert dict(facts.code_blocks) == {"python": 2}
    assert (facts.summary, facts.reader) == ("f", "astroid")


def test_other_languages_are_not_read_as_python() -> None:
    facts = read("a.ipynb", notebook(("code", "f = 1"), metadata={"kernelspec": {"language": "R"}}))
    assert (named(facts), dict(facts.code_blocks)) == ([], {"r": 1})


def test_a_cell_that_is_no_python_leaves_the_others() -> None:
    facts = analyse("a.ipynb", notebook(("code", "def ("), ("code", "x = 1")).encode())
    assert facts.problem is not None
    assert facts.problem.reason is Reason.SYNTAX
    assert [each.name for each in facts.definitions] == ["x"]


#: Text that is no notebook, and the line of the problem.
BROKEN = {
    "": 1,
    "[]": 1,
    '{"cells": [\n{]}': 2,
    '{"nbformat": 4}\nx': 2,
    notebook(nbformat=3): 0,
    '{"cells": [{"source": ["a"\n': 2,
    "{" * 100: 1,
    '{"nbformat": ' + "[" * 100_000: 0,
    '{"nbformat": ' + "9" * 100_000 + "}": 0,
}


@pytest.mark.parametrize("text", BROKEN)
def test_broken(text: str) -> None:
    problem = analyse("a.ipynb", text.encode()).problem
    assert problem is not None
    assert problem.reason in (Reason.SYNTAX, Reason.LIMIT)
    assert problem.line == BROKEN[text]


#: What may stand where cells, sources and metadata are expected.
ODD = ["null", "1", '"x"', "[]", "{}", "[[]]", "[{}]", '[{"source": 1}]', '[{"source": [1, {}]}]']


@pytest.mark.parametrize("value", ODD)
def test_odd_values_say_nothing(value: str) -> None:
    text = f'{{"cells": {value}, "metadata": {value}, "nbformat": 4}}'
    facts = read("a.ipynb", text)
    assert facts.definitions == ()
