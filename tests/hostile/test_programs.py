"""Programs that nobody wrote, of all that Python's grammar allows, are read as ``ast`` reads them.

They need hypothesmith, which ``tox -e hostile`` installs. ``KWINDEX_PROGRAMS`` says how many; a
program of libcst's nodes takes about half a second to make, one of the grammar a tenth of that.
"""

from __future__ import annotations

import ast
import os
import warnings
from collections import Counter
from collections.abc import Callable

import pytest

from benchmarks.agreement import from_facts, from_tree
from sphinx_kwindex.analysis.worker import analyse
from tests.checks import text_lines

hypothesmith = pytest.importorskip("hypothesmith")
cst = pytest.importorskip("libcst")
hypothesis = pytest.importorskip("hypothesis")

COUNT = int(os.environ.get("KWINDEX_PROGRAMS", "1000"))

#: Of a hundred programs, how many are made of each: of the whole grammar, and of what its programs
#: seldom hold.
SHARES = {
    "grammar": 70,
    "Import": 10,
    "ImportFrom": 6,
    "FunctionDef": 6,
    "ClassDef": 4,
    "Module": 4,
}


@pytest.mark.parametrize("made_of", SHARES)
def test_definitions_and_imports_are_those_of_ast(
    made_of: str, record_property: Callable[[str, object], None]
) -> None:
    if made_of == "grammar":
        programs = hypothesmith.from_grammar()
    else:
        programs = hypothesmith.from_node(getattr(cst, made_of))
    seen = Counter[str]()

    def agree(program: str) -> None:
        data = program.encode("utf-8", "surrogatepass")
        seen["programs"] += 1
        facts = analyse("program.py", data)
        tree = parsed(data)
        assert (tree is None) is (facts.problem is not None), facts.problem
        if tree is not None:
            theirs = Counter(from_tree(tree))
            assert Counter(from_facts(facts)) == theirs
            seen.update(entry[0] for entry in theirs)

    settings = hypothesis.settings(
        max_examples=max(1, COUNT * SHARES[made_of] // 100),
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    settings(hypothesis.given(programs)(agree))()
    for what, count in seen.items():
        record_property(what, count)
    # ``from_node`` makes what it can of a module around the node, so each kind is met.
    expected = {"ClassDef": "class", "FunctionDef": "function"}.get(made_of, "programs")
    assert seen[expected] > 0


def parsed(data: bytes) -> ast.Module | None:
    """What Python makes of a file; nothing where it refuses the file."""
    if text_lines(data, True) is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # As Python reads a file: `ast.parse` itself takes a backslash before a last CR LF.
            return ast.parse(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
        except (SyntaxError, ValueError):
            return None
