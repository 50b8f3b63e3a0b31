"""Jupyter notebooks: the Python of their code cells, the headings of their texts.

Outputs are not looked at. What IPython adds to Python (magics, commands of the shell, questions:
https://ipython.readthedocs.io/en/stable/interactive/reference.html) is taken out of a cell that
is no Python with it, line by line, so that all other lines stay where they are.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

from sphinx_kwindex.analysis import plain, python
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.texts import cells, markdown
from sphinx_kwindex.analysis.readers.texts.cells import Cell, Notebook
from sphinx_kwindex.analysis.readers.texts.found import Found, anchored
from sphinx_kwindex.analysis.text import without_surrogates
from sphinx_kwindex.model.facts import FileFacts, Problem
from sphinx_kwindex.model.files import Reason

#: Magics of a whole cell that run the rest of it as Python; under every other it is something else.
_RUN = frozenset({"time", "timeit", "capture", "prun", "debug"})
_CELL_MAGIC = re.compile(r"\s*%%(\w*)")
_MAGIC = re.compile(r"(?P<indent>[ \t]*)(?:[%!?].*|[\w.\[\]'\"]+\?{1,2}[ \t]*)")
_ASSIGNED = re.compile(r"(?P<left>[ \t]*[\w., \t]+=[ \t]*)[!%](?!=).*")

#: The first version of the format whose cells are read.
_FORMAT = 4


def read(text: str, language: Language) -> FileFacts:
    """Read a notebook."""
    try:
        notebook = cells.parse(text)
    except json.JSONDecodeError as error:
        problem = Problem(Reason.SYNTAX, error.msg[:200], error.lineno)
        return FileFacts(lines=plain.lines(text), problem=problem)
    except ValueError as error:  # a number of more digits than Python reads
        problem = Problem(Reason.SYNTAX, str(error)[:200])
        return FileFacts(lines=plain.lines(text), problem=problem)
    if notebook.format < _FORMAT:
        said = f"notebooks of format {notebook.format} are not read, those of format 4 are"
        return FileFacts(lines=plain.lines(text), problem=Problem(Reason.SYNTAX, said))
    return _facts(notebook, text)


def _facts(notebook: Notebook, text: str) -> FileFacts:
    found = Found()
    parts: list[FileFacts] = []
    for cell in notebook.cells:
        if cell.kind == "markdown":
            _text(found, cell)
        elif cell.kind == "code" and cell.source.strip():
            found.block(notebook.language)
            if notebook.language == "python":
                parts.append(_code(cell))
    facts = found.facts(text, "astroid" if notebook.language == "python" else "markdown-it-py")
    definitions = [*facts.definitions, *(each for part in parts for each in part.definitions)]
    imports = [*facts.imports, *(each for part in parts for each in part.imports)]
    uses: Counter[str] = Counter()
    calls: dict[str, list[int]] = {}
    for part in parts:
        uses.update(dict(part.uses))
        for name, lines in part.calls:
            calls.setdefault(name, []).extend(lines)
    return replace(
        facts,
        definitions=anchored(definitions),
        imports=tuple(sorted(imports, key=lambda each: each.line)),
        uses=tuple(sorted(uses.items())),
        calls=tuple((name, tuple(calls[name])) for name in sorted(calls)),
        observations=tuple(each for part in parts for each in part.observations),
        doctests=tuple(line for part in parts for line in part.doctests),
        generated=0,
        problem=next((part.problem for part in parts if part.problem), None),
    )


def _text(found: Found, cell: Cell) -> None:
    """Add what a cell of text says, on the lines of the file."""
    inner = Found()
    inner.paragraph = found.paragraph
    markdown.scan(inner, without_surrogates(cell.source))
    found.paragraph = inner.paragraph
    found.headings += [each._replace(line=cell.line(each.line)) for each in inner.headings]
    for define in inner.definitions:
        line = cell.line(define.line)
        found.definitions.append(replace(define, line=line, end_line=line))
    found.imports += [replace(each, line=cell.line(each.line)) for each in inner.imports]
    found.languages.update(inner.languages)


def _code(cell: Cell) -> FileFacts:
    """Read a cell as Python, and put what it says on the lines of the file."""
    source = without_surrogates(cell.source)
    magic = _CELL_MAGIC.match(source)
    if magic is not None and magic[1] not in _RUN:
        return FileFacts()
    facts = python.analyse(source)
    if facts.problem is not None:
        blanked = "\n".join(map(_blanked, source.split("\n")))
        facts = python.analyse(blanked) if blanked != source else facts
    problem = facts.problem
    return replace(
        facts,
        definitions=tuple(
            replace(each, line=cell.line(each.line), end_line=cell.line(each.end_line))
            for each in facts.definitions
        ),
        imports=tuple(replace(each, line=cell.line(each.line)) for each in facts.imports),
        observations=tuple(replace(each, line=cell.line(each.line)) for each in facts.observations),
        calls=tuple((name, tuple(map(cell.line, lines))) for name, lines in facts.calls),
        doctests=tuple(map(cell.line, facts.doctests)),
        problem=replace(problem, line=cell.line(problem.line)) if problem else None,
    )


def _blanked(line: str) -> str:
    """A line of Python that takes the place of one of IPython."""
    if magic := _MAGIC.fullmatch(line):
        return f"{magic['indent']}pass"
    assigned = _ASSIGNED.fullmatch(line)
    return f"{assigned['left']}None" if assigned else line
