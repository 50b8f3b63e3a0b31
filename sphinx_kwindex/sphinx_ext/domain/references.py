"""What the roles lead to: places of our pages, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sphinx_kwindex.analysis.answers import NEAREST, Answer
from sphinx_kwindex.analysis.mentions import Mentions
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.sphinx_ext import imports, stores

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.lookup import Lookup

#: The word of what may be a file, a folder or a definition.
ANY = "any"
#: That of a description whose source is looked for.
CODE = "code"
#: How many of the things that one name means are named.
SHOWN = 5
#: Lines of a file, as an address on a host, as one of ours, or as a range of the former.
_LINES = re.compile(r"(?P<path>.*)#L-?(?P<first>[0-9]{1,9})(?:[-:]L?-?(?P<last>[0-9]{1,9}))?")


class Found(Struct, frozen=True):
    """A place that a role leads to.

    :ivar title: its name in full.
    """

    target: Target
    title: str


class Ambiguous(Struct, frozen=True):
    """A name of more than one thing.

    :ivar names: of these things, in full.
    """

    names: tuple[str, ...]

    def message(self, target: str) -> str:
        rest = len(self.names) - SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        return f"{_quoted(target)} could be {_listed(self.names[:SHOWN])}{more}; write more of it"


class Missing(Struct, frozen=True):
    """A name of nothing.

    :ivar reason: why, where it is more than that nothing is called so.
    """

    reason: str = ""


Meaning = Found | Ambiguous | Missing


class References:
    """Answers for one build.

    :param doctreedir: whose store holds the repository.
    :param docnames: the names of our documents, by path.
    :param pages: which of them this build has.
    """

    def __init__(self, doctreedir: str | Path, docnames: Docnames, pages: frozenset[str]) -> None:
        self._doctreedir = doctreedir
        self.docnames = docnames
        self.pages = pages
        #: Digests of what is shown of the repository, which more than one step of a build asks for.
        self.digests: dict[tuple[str, str], str] = {}

    @property
    def store(self) -> Store:
        """What holds the repository."""
        return stores.of(self._doctreedir)

    @cached_property
    def lookup(self) -> Lookup:
        """What is known of the repository; made when a document first asks."""
        with imports.installed_only():
            from sphinx_kwindex.analysis.lookup import Lookup
        return Lookup(self.store)

    @cached_property
    def mentions(self) -> Mentions:
        """What texts certainly name."""
        return Mentions(self.lookup)

    @cached_property
    def _by_page(self) -> dict[str, str]:
        return {self.docnames.file(path).docname: path for path in self.lookup.files}

    def path(self, docname: str) -> str | None:
        """The file that a page is about."""
        return self._by_page.get(docname)

    def meaning(self, role: str, target: str) -> Meaning:
        """What a role leads to."""
        return _MEANINGS[role](self, target)

    def missing(self, target: str, missing: Missing, role: str = ANY) -> str:
        """Return a sentence that says that a name means nothing, and what is near to it."""
        if missing.reason:
            return f"{missing.reason}: {_quoted(target)}"
        what, near = _WHAT[role]
        lines = lines_of(target)
        names = near(self.lookup, lines[0] if lines is not None else target)
        nearest = f"; the nearest: {_listed(names)}" if names else ""
        return f"no {what} is named {_quoted(target)}{nearest}"

    def _definition(self, target: str) -> Meaning:
        return self._found(self.lookup.definition(target))

    def _file(self, target: str) -> Meaning:
        return self._found(self.lookup.file(target))

    def _folder(self, target: str) -> Meaning:
        answer = self.lookup.folder(target)
        if answer.place is None:
            return Ambiguous(answer.others) if answer.others else Missing()
        path = answer.place.path
        return Found(self.docnames.folder(path).index, clean(path or "/"))

    def _literal(self, target: str) -> Meaning:
        place = self.mentions.certain(target)
        return self._found(Answer(place)) if place is not None else Missing()

    def _code(self, target: str) -> Meaning:
        place = self.mentions.certain(target, in_full=True)
        return self._found(Answer(place)) if place is not None else Missing()

    def _line(self, target: str) -> Meaning:
        lines = lines_of(target)
        if lines is None:
            return Missing("lines are written as path#L10 or path#L10-L20")
        path, first, last = lines
        found = self._found(self.lookup.file(path))
        if not isinstance(found, Found):
            return found
        known = self.lookup.lines(found.title)
        if not 0 < first <= last <= known:
            return Missing(f"no such lines, of {known}")
        return Found(Target(found.target.docname, line_anchor(first)), found.title)

    def _found(self, answer: Answer) -> Meaning:
        if answer.place is None:
            return Ambiguous(answer.others) if answer.others else Missing()
        place = answer.place
        docname = self.docnames.file(place.path).docname
        return Found(Target(docname, place.anchor), place.name)


def lines_of(target: str) -> tuple[str, int, int] | None:
    """Return the path, the first and the last line that a target names. Pure."""
    match = _LINES.fullmatch(target)
    if match is None:
        return None
    return match["path"], int(match["first"]), int(match["last"] or match["first"])


def _near_any(lookup: Lookup, text: str) -> list[str]:
    return (lookup.near_file(text) or lookup.near_definition(text))[:NEAREST]


_MEANINGS = {
    "kw": References._definition,
    "file": References._file,
    "folder": References._folder,
    "line": References._line,
    "literal": References._literal,
    CODE: References._code,
}
_WHAT: Mapping[str, tuple[str, Callable[[Lookup, str], Sequence[str]]]] = {
    "kw": ("definition", lambda lookup, text: lookup.near_definition(text)),
    "file": ("file", lambda lookup, text: lookup.near_file(text)),
    "folder": ("folder", lambda lookup, text: lookup.near_folder(text)),
    "line": ("file", lambda lookup, text: lookup.near_file(text)),
    ANY: ("file, folder or definition", _near_any),
}


def _quoted(text: str) -> str:
    return f"'{clean(text)}'"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(clean(name) for name in names)
