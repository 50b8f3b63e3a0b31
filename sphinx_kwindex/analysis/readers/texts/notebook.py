"""Jupyter notebooks: the Python of their code cells, the headings of their texts.

Outputs are not looked at. What IPython adds to Python (magics, commands of the shell, questions:
https://ipython.readthedocs.io/en/stable/interactive/reference.html) is taken out of a cell that
is no Python with it, line by line, so that all other lines stay where they are.
"""

from __future__ import annotations

import json
import re

from msgspec.structs import replace

from sphinx_kwindex.analysis import plain, python
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.python.adapter import Refused, check
from sphinx_kwindex.analysis.readers.texts import cells, markdown
from sphinx_kwindex.analysis.readers.texts.cells import Cell, Notebook
from sphinx_kwindex.analysis.readers.texts.found import Found
from sphinx_kwindex.analysis.text import without_surrogates
from sphinx_kwindex.model import anchors
from sphinx_kwindex.model.facts import Definition, FileFacts, Problem
from sphinx_kwindex.model.files import Reason

#: Magics of a whole cell that run the rest of it as Python; under every other it is something else.
_RUN = frozenset({"time", "timeit", "capture", "prun", "debug"})
_CELL_MAGIC = re.compile(r"\s*%%(\w*)")
_MAGIC = re.compile(r"(?P<indent>[ \t]*)(?:[%!?].*|[\w.\[\]'\"]+\?{1,2}[ \t]*)")
_SIGNS = ("%", "!", "?")
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
    return _facts(notebook, text, language)


def _facts(notebook: Notebook, text: str, language: Language) -> FileFacts:
    found = Found()
    module = _Module()
    for cell in notebook.cells:
        if cell.kind == "markdown":
            _text(found, cell)
        elif cell.kind == "code" and cell.source.strip():
            found.block(notebook.language)
            if notebook.language == "python":
                module.add(cell)
    if not module.lines:
        return found.facts(text, language, "markdown-it-py")
    code = module.facts()
    facts = found.facts(text, language, code.reader or "markdown-it-py")
    return replace(
        facts,
        definitions=_anchored([*facts.definitions, *code.definitions]),
        imports=tuple(sorted([*facts.imports, *code.imports], key=lambda each: each.line)),
        uses=code.uses,
        calls=code.calls,
        observations=code.observations,
        doctests=code.doctests,
        generated=0,
        problem=code.problem,
    )


def _anchored(found: list[Definition]) -> tuple[Definition, ...]:
    """The definitions of code and of texts in the order of lines, each with its id."""
    ordered = sorted(found, key=lambda each: each.line)
    ids = anchors.assign((each.qualname, each.kind.has_body) for each in ordered)
    return tuple(replace(each, anchor=name) for each, name in zip(ordered, ids, strict=True))


class _Module:
    """The Python of a notebook: its code cells one after the other, as they are run.

    :ivar lines: of each line of it, the line of the file.
    """

    def __init__(self) -> None:
        self.lines: list[int] = []
        self._rows: list[str] = []
        self._problem: Problem | None = None

    def add(self, cell: Cell) -> None:
        """Add a cell, without what is no Python; one that is none at all is passed over."""
        source = without_surrogates(cell.source)
        magic = _CELL_MAGIC.match(source)
        if magic is not None and magic[1] not in _RUN:
            return
        rows = source.split("\n")
        if any(row.lstrip()[:1] in _SIGNS or row.rstrip()[-1:] == "?" for row in rows) or (
            _ASSIGNED.search(source)
        ):
            rows = _python(source, rows)
        problem = _problem("\n".join(rows))
        if problem is not None:
            self._problem = self._problem or replace(problem, line=cell.line(problem.line))
            return
        self._rows += rows
        self.lines += (cell.line(number) for number in range(1, len(rows) + 1))

    def facts(self) -> FileFacts:
        """What the cells say, on the lines of the file."""
        facts = python.analyse("\n".join(self._rows))
        problem = facts.problem
        if problem is not None:
            problem = replace(problem, line=self._line(problem.line))
        return replace(
            facts,
            definitions=tuple(
                replace(each, line=self._line(each.line), end_line=self._line(each.end_line))
                for each in facts.definitions
            ),
            imports=tuple(replace(each, line=self._line(each.line)) for each in facts.imports),
            observations=tuple(
                replace(each, line=self._line(each.line)) for each in facts.observations
            ),
            calls=tuple((name, tuple(map(self._line, lines))) for name, lines in facts.calls),
            doctests=tuple(map(self._line, facts.doctests)),
            problem=self._problem or problem,
        )

    def _line(self, number: int) -> int:
        return self.lines[min(max(number, 1), len(self.lines)) - 1]


def _problem(source: str) -> Problem | None:
    try:
        check(source)
    except Refused as refused:
        return refused.problem
    return None


def _python(source: str, rows: list[str]) -> list[str]:
    """The rows of a cell that may hold what IPython adds, as Python where they do."""
    return rows if _problem(source) is None else [_blanked(row) for row in rows]


def _text(found: Found, cell: Cell) -> None:
    """Add what a cell of text says, on the lines of the file."""
    inner = Found()
    inner.paragraph = found.paragraph
    markdown.scan(inner, without_surrogates(cell.source))
    found.paragraph = inner.paragraph
    found.headings += [each._replace(line=cell.line(each.line)) for each in inner.headings]
    for define in inner.definitions:
        define.line = define.end_line = cell.line(define.line)
        found.definitions.append(define)
    found.imports += [replace(each, line=cell.line(each.line)) for each in inner.imports]
    found.languages.update(inner.languages)
    found.places |= inner.places


def _blanked(line: str) -> str:
    """A line of Python that takes the place of one of IPython."""
    if magic := _MAGIC.fullmatch(line):
        return f"{magic['indent']}pass"
    assigned = _ASSIGNED.fullmatch(line)
    return f"{assigned['left']}None" if assigned else line
