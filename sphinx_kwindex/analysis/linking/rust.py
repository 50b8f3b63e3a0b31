"""What a ``use`` of Rust names: a definition or a module, through globs and uses of other modules
(https://doc.rust-lang.org/reference/items/use-declarations.html,
https://doc.rust-lang.org/reference/names/name-resolution.html)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import intern
from typing import NamedTuple

from msgspec import Struct

from sphinx_kwindex.analysis.linking import crates
from sphinx_kwindex.analysis.linking.families import Files
from sphinx_kwindex.model.facts import FileFacts, Form, Import, Kind, Scope
from sphinx_kwindex.model.repository import Resolved

#: Uses that are followed one after the other, and parts of one path.
_STEPS, _PARTS = 10, 20


class Items(Struct, frozen=True):
    """What linking keeps of a file of Rust.

    :ivar anchors: ids of what it defines, by qualified name; of several the first.
    :ivar modules: name, first and last line of the modules that are written in it.
    :ivar declared: the modules in files of their own that it declares, by qualified name.
    """

    anchors: Mapping[str, str]
    modules: tuple[tuple[str, int, int], ...]
    imports: tuple[Import, ...]
    declared: Mapping[str, Import]

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
    declared = {
        (entry.alias or entry.module).replace("/", "::"): entry
        for entry in facts.imports
        if entry.form is Form.MODULE
    }
    return Items(anchors, modules, facts.imports, declared)


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
        module = self._known[path].module(entry.line)
        meaning = self._path(_Meaning(path, module), words, entry, _STEPS)
        if meaning is None:
            return Resolved(stated) if stated is not None else None
        anchor = self._known[meaning.path].anchors.get(meaning.name, "")
        return Resolved(meaning.path, anchor)

    def _path(self, around: _Meaning, words: list[str], of: Import, steps: int) -> _Meaning | None:
        """What the path of a use means, which does not explain itself."""
        if not words or len(words) > _PARTS or not steps:
            return None
        leads = of.name == "*"
        meaning = self._first(around, words[0], of, steps, leads or len(words) > 1)
        for number, word in enumerate(words[1:], 2):
            if meaning is None:
                return None
            if word == "super":
                meaning = self._above(meaning)
            else:
                meaning = self._within(meaning, word, None, steps - 1, leads or number < len(words))
        return meaning

    def _first(
        self, here: _Meaning, word: str, of: Import, steps: int, leads: bool
    ) -> _Meaning | None:
        if word == "self":
            return here
        if word == "super":
            return self._above(here)
        if word == "crate":
            return self._of_file(self._root(here.path))
        found = self._within(here, word, of, steps - 1, leads)
        if found is not None:
            return found
        entry = Import(word, None, None, 1)
        return self._of_file(crates.module(self._files, here.path, entry))

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
        self, around: _Meaning, word: str, of: Import | None, steps: int, leads: bool
    ) -> _Meaning | None:
        """What a name means in a module or type: what it defines, declares or uses by that name,
        and else what its globs bring in.

        :param leads: whether a name within it is asked for, as of a module, and of no function.
        """
        kept = self._known[around.path]
        qualname = f"{around.name}::{word}" if around.name else word
        if leads and qualname in kept.declared:
            return self._declared(around.path, kept.declared[qualname])
        if qualname in kept.anchors:
            return _Meaning(around.path, qualname)
        if qualname in kept.declared:
            return self._declared(around.path, kept.declared[qualname])
        key = (around, word)
        if of is None and key in self._found:
            return self._found[key]
        # What explains itself is left open.
        if not steps or key in self._asked:
            return None
        self._asked.add(key)
        found = self._used(around, word, of, steps)
        self._asked.remove(key)
        if of is None:
            self._found[key] = found
        return found

    def _declared(self, path: str, entry: Import) -> _Meaning | None:
        return self._of_file(crates.module(self._files, path, entry))

    def _used(self, around: _Meaning, word: str, of: Import | None, steps: int) -> _Meaning | None:
        kept = self._known[around.path]
        # A name of a type's own is no use of the module around it.
        if around.name and all(name != around.name for name, _, _ in kept.modules):
            return None
        named, globs = set[_Meaning | None](), set[_Meaning | None]()
        for entry in self._uses(kept, around.name):
            words = [*filter(None, entry.module.split("::"))]
            if entry is of:
                continue
            if entry.name == "*":
                source = self._path(around, words, entry, steps - 1)
                if source is not None and source != around:
                    globs.add(self._within(source, word, None, steps - 1, False))
            elif entry.bound == word:
                words += filter(None, [entry.name])
                named.add(self._path(around, words, entry, steps - 1))
        found = named or globs - {None}
        return found.pop() if len(found) == 1 else None

    @staticmethod
    def _uses(kept: Items, module: str) -> Iterator[Import]:
        for entry in kept.imports:
            is_use = entry.form is not Form.MODULE and entry.scope is not Scope.FUNCTION
            if is_use and kept.module(entry.line) == module:
                yield entry
