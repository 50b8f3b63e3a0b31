"""What the roles lead to: places of our pages, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sphinx_kwindex.analysis.lookup import Answer, Lookup
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.sphinx_ext import stores

#: How many of the things that one name means are named.
SHOWN = 5
#: Lines of a file, as an address on a host, as one of ours, or as a range of the former.
_LINES = re.compile(r"(?P<path>.*)#L-?(?P<first>[0-9]{1,9})(?:[-:]L?-?(?P<last>[0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a role leads to.

    :ivar title: its name in full.
    """

    target: Target
    title: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name of more than one thing.

    :ivar names: of these things, in full.
    """

    names: tuple[str, ...]

    def message(self, target: str) -> str:
        rest = len(self.names) - SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        return f"{_quoted(target)} could be {_listed(self.names[:SHOWN])}{more}; write more of it"


@dataclass(frozen=True, slots=True)
class Missing:
    """A name of nothing.

    :ivar lines: how many lines the file has that is too short for a range; else 0.
    """

    lines: int = 0


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

    @property
    def store(self) -> Store:
        """What holds the repository."""
        return stores.of(self._doctreedir)

    @cached_property
    def lookup(self) -> Lookup:
        """What is known of the repository; made when a document first asks."""
        return Lookup(self.store)

    def meaning(self, role: str, target: str) -> Meaning:
        """What a role leads to."""
        return _MEANINGS[role](self, target)

    def missing(self, role: str, target: str) -> str:
        """Return a sentence that says that a name means nothing, and what is near to it."""
        what, near = _WHAT[role]
        meaning = self.meaning(role, target)
        if isinstance(meaning, Missing) and meaning.lines:
            return f"no such lines: {_quoted(target)}; the file has {meaning.lines}"
        match = _LINES.fullmatch(target) if role == "line" else None
        if role == "line" and match is None:
            return f"no lines are named by {_quoted(target)}; write path#L10 or path#L10-L20"
        names = near(self.lookup, match["path"] if match else target)
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

    def _line(self, target: str) -> Meaning:
        match = _LINES.fullmatch(target)
        if match is None:
            return Missing()
        found = self._found(self.lookup.file(match["path"]))
        if not isinstance(found, Found):
            return found
        first = int(match["first"])
        last = int(match["last"] or first)
        lines = self.lookup.lines(found.title)
        if not 0 < first <= last <= lines:
            return Missing(lines)
        return Found(Target(found.target.docname, line_anchor(first)), found.title)

    def _found(self, answer: Answer) -> Meaning:
        if answer.place is None:
            return Ambiguous(answer.others) if answer.others else Missing()
        place = answer.place
        docname = self.docnames.file(place.path).docname
        return Found(Target(docname, place.anchor), place.name)


_MEANINGS = {
    "kw": References._definition,
    "file": References._file,
    "folder": References._folder,
    "line": References._line,
}
_WHAT = {
    "kw": ("definition", Lookup.near_definition),
    "file": ("file", Lookup.near_file),
    "folder": ("folder", Lookup.near_folder),
    "line": ("file", Lookup.near_file),
}


def _quoted(text: str) -> str:
    return f"'{clean(text)}'"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(clean(name) for name in names)
