"""What a ``use`` of Rust names: a definition or a module, through globs and uses of other modules
(https://doc.rust-lang.org/reference/items/use-declarations.html,
https://doc.rust-lang.org/reference/names/name-resolution.html)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from sphinx_kwindex.analysis.linking import crates
from sphinx_kwindex.analysis.linking.families import Files
from sphinx_kwindex.model.facts import FileFacts, Form, Import, Kind, Scope
from sphinx_kwindex.model.repository import Resolved

#: Uses that are followed one after the other, and parts of one path.
_STEPS, _PARTS = 10, 20


@dataclass(frozen=True, slots=True)
class Items:
    """What linking keeps of a file of Rust.

    :ivar anchors: ids of what it defines, by qualified name; of several the first.
    :ivar modules: name, first and last line of the modules that are written in it.
    """

    anchors: Mapping[str, str]
    modules: tuple[tuple[str, int, int], ...]
    imports: tuple[Import, ...]

    def module(self, line: int) -> str:
        """The innermost module within the file that a line is in; empty for the file itself."""
        around = (name for name, first, last in self.modules if first <= line <= last)
        return max(around, key=len, default="")


def items(facts: FileFacts) -> Items:
    """Pure."""
    anchors: dict[str, str] = {}
    for each in facts.definitions:
        anchors.setdefault(intern(each.qualname), intern(each.anchor))
    modules = tuple(
        (each.qualname, each.line, each.end_line)
        for each in facts.definitions
        if each.kind is Kind.MODULE
    )
    return Items(anchors, modules, facts.imports)


class _Meaning(NamedTuple):
    """A file, or what it defines by its qualified name."""

    path: str
    name: str = ""


class Uses:
    """What uses mean, over all files of Rust. What is not certain is left open.

    :param files: of Rust, by path.
    """

    def __init__(self, known: Mapping[str, Items], files: Files) -> None:
        self._known = known
        self._files = files
        #: Of each file the module that declares it.
        self._parents: dict[str, _Meaning] = {}
        self._found: dict[tuple[_Meaning, str], _Meaning | None] = {}
        self._asked: set[tuple[_Meaning, str]] = set()
        for path, kept in known.items():
            for entry in kept.imports:
                if entry.form is Form.MODULE and (child := crates.module(files, path, entry)):
                    self._parents.setdefault(child, _Meaning(path, kept.module(entry.line)))

    def resolve(self, path: str, entry: Import) -> Resolved | None:
        """What an import names: of a glob, what it takes everything from."""
        stated = crates.module(self._files, path, entry)
        if entry.form is Form.MODULE:
            return Resolved(stated) if stated is not None else None
        words = [word for word in entry.module.split("::") if word]
        if entry.name not in (None, "*"):
            words.append(entry.name or "")
        meaning = self._path(path, self._known[path].module(entry.line), words, entry, _STEPS)
        if meaning is None:
            return Resolved(stated) if stated is not None else None
        anchor = self._known[meaning.path].anchors.get(meaning.name, "")
        return Resolved(meaning.path, anchor)

    def _path(
        self, path: str, module: str, words: list[str], of: Import | None, steps: int
    ) -> _Meaning | None:
        """What a path means in a module of a file.

        :param of: the use that says it, which does not explain itself.
        """
        if not words or len(words) > _PARTS or not steps:
            return None
        meaning = self._first(path, module, words[0], of, steps)
        for word in words[1:]:
            if meaning is None:
                return None
            if word == "super":
                meaning = self._above(meaning)
            else:
                meaning = self._within(meaning, word, None, steps - 1)
        return meaning

    def _first(
        self, path: str, module: str, word: str, of: Import | None, steps: int
    ) -> _Meaning | None:
        here = _Meaning(path, module)
        if word == "self":
            return here
        if word == "super":
            return self._above(here)
        if word == "crate":
            return self._of_file(self._root(path))
        found = self._within(here, word, of, steps - 1)
        if found is not None:
            return found
        entry = Import(word, None, None, 1)
        return self._of_file(crates.module(self._files, path, entry))

    def _root(self, path: str) -> str | None:
        """The root of the crate that a file is of, by what declares it as a module."""
        for _ in range(_PARTS):
            parent = self._parents.get(path)
            if parent is None:
                break
            path = parent.path
        return path if crates.is_root(path) else crates.root(self._files, path)

    def _of_file(self, path: str | None) -> _Meaning | None:
        return _Meaning(path) if path is not None and path in self._known else None

    def _above(self, meaning: _Meaning) -> _Meaning | None:
        if meaning.name:
            return _Meaning(meaning.path, meaning.name.rpartition("::")[0])
        return self._parents.get(meaning.path)

    def _within(
        self, around: _Meaning, word: str, of: Import | None, steps: int
    ) -> _Meaning | None:
        """What a name means in a module or type: what it defines, declares or uses by that name,
        and else what its globs bring in."""
        kept = self._known[around.path]
        qualname = f"{around.name}::{word}" if around.name else word
        if qualname in kept.anchors:
            return _Meaning(around.path, qualname)
        key = (around, word)
        if of is None and key in self._found:
            return self._found[key]
        # What explains itself is left open.
        if not steps or key in self._asked:
            return None
        self._asked.add(key)
        found = self._used(around, qualname, word, of, steps)
        self._asked.remove(key)
        if of is None:
            self._found[key] = found
        return found

    def _used(
        self, around: _Meaning, qualname: str, word: str, of: Import | None, steps: int
    ) -> _Meaning | None:
        kept = self._known[around.path]
        # A name of a type's own is no use of the module around it.
        modules = {name for name, _, _ in kept.modules}
        if around.name and around.name not in modules:
            return None
        named, globs = set[_Meaning | None](), set[_Meaning | None]()
        for entry in self._uses(kept, around.name):
            if entry is of:
                continue
            if entry.form is Form.MODULE:
                declared = (entry.alias or entry.module).replace("/", "::")
                if declared == qualname:
                    named.add(self._of_file(crates.module(self._files, around.path, entry)))
            elif entry.name == "*":
                source = self._source(around, entry, steps)
                if source is not None and source != around:
                    globs.add(self._within(source, word, None, steps - 1))
            elif entry.bound == word:
                words = [*filter(None, entry.module.split("::")), *filter(None, [entry.name])]
                named.add(self._path(around.path, around.name, words, entry, steps - 1))
        found = named or globs - {None}
        return found.pop() if len(found) == 1 else None

    def _source(self, around: _Meaning, entry: Import, steps: int) -> _Meaning | None:
        words = [*filter(None, entry.module.split("::"))]
        return self._path(around.path, around.name, words, entry, steps - 1)

    @staticmethod
    def _uses(kept: Items, module: str) -> Iterator[Import]:
        for entry in kept.imports:
            if entry.scope is not Scope.FUNCTION and kept.module(entry.line) == module:
                yield entry
