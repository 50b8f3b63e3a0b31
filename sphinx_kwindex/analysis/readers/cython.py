"""Cython: what its lines define, by their first words and their indentation.

https://cython.readthedocs.io/en/latest/src/userguide/language_basics.html. Python's parser cannot
read ``cdef``. Comments and strings are blanked before, so that no line in them is taken for code.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.found import Found, one_line
from sphinx_kwindex.analysis.text import shortened
from sphinx_kwindex.analysis.uses import without_definitions
from sphinx_kwindex.model.facts import FileFacts, Form, Kind, Scope

_BLANKED = re.compile(
    r"#[^\n]*|[rRbBuUfFcC]{0,2}(?:'''.*?(?:'''|\Z)|\"\"\".*?(?:\"\"\"|\Z)|'(?:[^'\\\n]|\\.)*'?|\"(?:[^\"\\\n]|\\.)*\"?)",
    re.DOTALL,
)
_VISIBLE = re.compile(r"[^\n]")
_TYPE = re.compile(
    r"(?:(?:cdef|cpdef|ctypedef|api|public|readonly|packed|extern)\s+)*"
    r"(class|struct|union|enum|cppclass|fused)(?:\s+class|\s+struct)?\s+(\w+)\s*(\([^()]*\))?"
)
_FUNCTION = re.compile(
    r"(async\s+def|def|cdef|cpdef)\s+(?:[\w.*&\[\],: ]*?[\s*&])??(\w+)\s*(\(.*)", re.DOTALL
)
_FROM = re.compile(r"from\s+([\w.]+)\s+(c?import)\s+(.+)", re.DOTALL)
_IMPORT = re.compile(r"(?:c?import)\s+(.+)", re.DOTALL)
_INCLUDE = re.compile(r"include\s+[\"'](.+?)[\"']")
_EXTERN = re.compile(r"cdef\s+extern\s+from\s+[\"']<?(.+?)>?[\"']")
_CONSTANT = re.compile(r"(?:DEF\s+)?([A-Z][A-Z0-9_]*)\s*=(?!=)\s*(.+)")
_KINDS = {
    "class": Kind.CLASS,
    "cppclass": Kind.CLASS,
    "struct": Kind.STRUCT,
    "union": Kind.UNION,
    "enum": Kind.ENUM,
    "fused": Kind.TYPE_ALIAS,
}
_WORD = re.compile(r"[^\W\d]\w*")
#: Words that name nothing.
_KEYWORDS = frozenset({*keyword.kwlist, "cdef", "cimport", "cpdef", "ctypedef", "include"})
_PADDED = re.compile(r"(?<=\() | (?=\))")
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
#: Characters of one statement that are looked at, and blocks that are open at once.
_LONGEST = 2_000
_DEEPEST = 50


@dataclass(slots=True)
class _Block:
    """What is open: its indentation, and where it stands among the definitions."""

    margin: int
    name: str
    place: int
    kind: Kind


@dataclass(slots=True)
class _Statement:
    line: int
    last: int
    margin: int
    blanked: str
    written: str


def read(text: str, language: Language) -> FileFacts:
    """Read a file of Cython."""
    found = Found()
    blocks: list[_Block] = []
    ends: dict[int, int] = {}
    for statement in _statements(text):
        while blocks and statement.margin <= blocks[-1].margin:
            blocks.pop()
        for block in blocks[:_DEEPEST]:
            ends[block.place] = statement.last
        around = blocks[-1] if blocks else None
        within = around is not None and around.kind in (Kind.FUNCTION, Kind.METHOD)
        if not _imported(found, statement, Scope.FUNCTION if within else Scope.MODULE):
            opened = _defined(found, statement, around)
            if opened is not None and statement.blanked.rstrip().endswith(":"):
                blocks.append(opened)
    for place, last in ends.items():
        found.extend(place, last)
    facts = found.facts(text, language, "sphinx-kwindex")
    words = Counter(_WORD.findall(_without_text(text)))
    counts = {word: number for word, number in words.items() if word not in _KEYWORDS}
    return replace(facts, uses=without_definitions(counts, facts.definitions))


def _defined(found: Found, statement: _Statement, around: _Block | None) -> _Block | None:
    """Add what a statement defines, and return it as the block that may follow."""
    parent = around.name if around is not None else ""
    line, last, margin = statement.line, statement.last, statement.margin
    place = len(found.definitions)
    if match := _TYPE.match(statement.blanked):
        kind = _KINDS[match[1]]
        bases = tuple(_listed((match[3] or "").strip("()")))
        name = found.define(kind, match[2], line, parent=parent, end_line=last, bases=bases)
        return _Block(margin, name, place, kind)
    if match := _FUNCTION.match(statement.blanked):
        in_class = around is not None and around.kind is Kind.CLASS
        kind = Kind.METHOD if in_class else Kind.FUNCTION
        # Only what opens a body or stands in a .pxd defines; "cdef int x = f(1)" does not.
        end = _end_of_signature(statement.blanked, match.start(3))
        signature = _PADDED.sub("", one_line(statement.written[match.start(3) : end]))
        before = statement.blanked[: match.start(3)]
        if "=" not in before:
            tags = ("async",) if match[1].startswith("async") else ()
            name = found.define(
                kind,
                match[2],
                line,
                parent=parent,
                end_line=last,
                signature=shortened(signature, 200),
                tags=tags,
            )
            return _Block(margin, name, place, kind)
    if around is None and (match := _CONSTANT.match(statement.blanked)):
        value = statement.written[match.start(2) : match.end(2)]
        found.define(Kind.CONSTANT, match[1], line, end_line=last, value=value)
    return None


def _end_of_signature(text: str, start: int) -> int:
    """Where the colon stands after the parenthesis that opens at `start`."""
    depth = 0
    for place, sign in enumerate(text[start:], start):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == ":" and not depth:
            return place
    return len(text)


def _imported(found: Found, statement: _Statement, scope: Scope) -> bool:
    line, written = statement.line, statement.written
    if match := _EXTERN.match(written) or _INCLUDE.match(written):
        found.name(match[1], line, form=Form.INCLUDE, scope=scope)
        return match.re is _INCLUDE
    if match := _FROM.match(statement.blanked):
        for name, alias in _named(match[3]):
            found.name(match[1], line, name=name, alias=alias, scope=scope)
    elif match := _IMPORT.match(statement.blanked):
        for name, alias in _named(match[1]):
            found.name(name, line, alias=alias, scope=scope)
    return match is not None


def _named(listed: str) -> list[tuple[str, str | None]]:
    """``a as b, c`` by names and aliases."""
    pairs = (part.split() for part in _listed(listed.strip("() ;")))
    return [(words[0], _alias(words)) for words in pairs if words]


def _alias(words: list[str]) -> str | None:
    return words[2] if words[1:2] == ["as"] and len(words) > 2 else None


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _without_text(text: str) -> str:
    """The same lines and columns, with blanks for comments and strings."""
    return _BLANKED.sub(lambda match: _VISIBLE.sub(" ", match[0]), text)


def _statements(text: str) -> Iterator[_Statement]:
    """Each statement in one piece: lines within brackets and after a backslash belong to it."""
    blanked = _without_text(text)
    written = iter(text.split("\n"))
    open_one: _Statement | None = None
    depth = 0
    for number, row in enumerate(blanked.split("\n"), 1):
        whole = next(written)
        depth = max(depth + sum(row.count(sign) - row.count(end) for sign, end in _BRACKETS), 0)
        if open_one is not None:
            if len(open_one.blanked) + len(row) < _LONGEST:
                open_one.blanked += f"\n{row}"
                open_one.written += f"\n{whole}"
            open_one.last = number
        elif row.strip():
            margin = len(row) - len(row.lstrip())
            open_one = _Statement(
                number,
                number,
                margin,
                row[margin : margin + _LONGEST],
                whole[margin : margin + _LONGEST],
            )
        if open_one is not None and not depth and not row.endswith("\\"):
            yield open_one
            open_one = None
    if open_one is not None:
        yield open_one
