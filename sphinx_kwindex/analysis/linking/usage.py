"""Where what a file defines is called in other files, and which files are tests."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from posixpath import dirname
from sys import intern

from msgspec import Struct

from sphinx_kwindex.analysis.linking.imports import Resolver
from sphinx_kwindex.analysis.linking.outline import Outline
from sphinx_kwindex.analysis.roles import is_example
from sphinx_kwindex.analysis.testfiles import evidence
from sphinx_kwindex.model.facts import FileFacts, Form, Import, Kind
from sphinx_kwindex.model.repository import Call, Resolved

#: Calls of one definition that are kept; while they are gathered, a few times as many.
_KEPT, _GATHERED = 10, 40
#: Lines of the calls of one name that are kept of a file.
_LINES = 3

#: What a name may stand in and be called without an object.
_SCOPES = frozenset({Kind.NAMESPACE, Kind.PACKAGE, Kind.MODULE})

#: By the file that defines, the id of what it defines, and the file that calls.
_Found = dict[str, dict[str, list[Call]]]


class _Calls(Struct, frozen=True):
    """What a file calls.

    :ivar names: each with its place in `lines`, which has three for each, 0 for none: a tuple for
        each name would be most of what a large repository needs.
    """

    names: dict[str, int]
    lines: array[int]

    @classmethod
    def of(cls, facts: FileFacts) -> _Calls:
        """Names that the file defines itself are left out."""
        own = {definition.name for definition in facts.definitions}
        made = cls({}, array("I"))
        for name, lines in facts.calls:
            if name not in own:
                made.names[intern(name)] = len(made.lines)
                made.lines.extend((*lines[:_LINES], 0, 0, 0)[:_LINES])
        return made

    def of_name(self, name: str) -> tuple[int, ...]:
        place = self.names[name]
        return tuple(filter(None, self.lines[place : place + _LINES]))


class Usage:
    """The calls and the tests of a repository, gathered file by file in the order of paths.

    :param test_paths: folders that pytest is told to look in, each with the file that says so.
    """

    def __init__(self, test_paths: tuple[tuple[str, str], ...]) -> None:
        self._test_paths = test_paths
        self._calls: dict[str, _Calls] = {}
        #: Of files in other languages than Python, the ids of what stands in no type, by name.
        self._top: dict[str, dict[str, str]] = {}
        self.tests: dict[str, frozenset[str]] = {}

    def add(self, path: str, facts: FileFacts) -> None:
        if evidence(path, facts, self._test_paths) is not None:
            self.tests[path] = frozenset(intern(name) for name, _ in facts.uses)
        if facts.calls and facts.imports:
            self._calls[path] = _Calls.of(facts)
        if facts.language != "Python" and facts.definitions:
            scopes = {found.qualname for found in facts.definitions if found.kind in _SCOPES}
            self._top[path] = {
                intern(found.name): intern(found.anchor)
                for found in facts.definitions
                if found.kind.has_body
                and found.is_public
                and (not found.parent or found.parent in scopes)
            }

    def calls(
        self,
        resolver: Resolver,
        outlines: Mapping[str, Outline],
        imports: Mapping[str, tuple[Resolved | None, ...]],
        others: Mapping[str, tuple[str, tuple[Import, ...]]],
    ) -> dict[str, dict[str, tuple[Call, ...]]]:
        """The calls of each definition, by the file that holds it and its id.

        A call counts in a file that imports the name, or the module and the name through it;
        of files that are included, where one alone defines the name.
        """
        found: _Found = {}
        for path, called in self._calls.items():
            if path in outlines:
                named = _of_python(resolver, path, outlines[path], imports[path], called)
            elif path in others:
                named = self._of_others(imports[path], others[path][1], called)
            else:
                continue
            for resolved, written, name in dict.fromkeys(named):
                if resolved.path == path:
                    continue
                calls = found.setdefault(resolved.path, {}).setdefault(resolved.anchor, [])
                rank = self._rank(path, resolved.path)
                calls += (Call(path, line, written, rank) for line in called.of_name(name))
                if len(calls) > _GATHERED:
                    calls[:] = _best(calls)
        return {
            path: {anchor: tuple(_best(calls)) for anchor, calls in sorted(by_id.items())}
            for path, by_id in found.items()
        }

    def _rank(self, path: str, defined_in: str) -> int:
        if path in self.tests:
            return 3
        if is_example(path):
            return 1
        return 2 if dirname(path) == dirname(defined_in) else 0

    def _of_others(
        self,
        imports: tuple[Resolved | None, ...],
        entries: tuple[Import, ...],
        called: _Calls,
    ) -> Iterator[tuple[Resolved, str, str]]:
        included = dict.fromkeys(
            resolved.path
            for resolved, entry in zip(imports, entries, strict=True)
            if resolved is not None and entry.form in (Form.INCLUDE, Form.SYSTEM)
        )
        for resolved, entry in zip(imports, entries, strict=True):
            if resolved is None or entry.name is None or entry.form is not Form.IMPORT:
                continue
            anchor = self._top.get(resolved.path, {}).get(entry.name)
            if anchor is not None and entry.bound in called.names:
                yield Resolved(resolved.path, anchor), entry.bound, entry.bound
        for name in called.names if included else ():
            where = [path for path in included if name in self._top.get(path, {})]
            if len(where) == 1:
                resolved = Resolved(where[0], self._top[where[0]][name])
                yield resolved, name, name


def _best(calls: list[Call]) -> list[Call]:
    return sorted(calls, key=lambda call: (call.rank, call.path, call.line))[:_KEPT]


def _of_python(
    resolver: Resolver,
    path: str,
    outline: Outline,
    imports: tuple[Resolved | None, ...],
    called: _Calls,
) -> Iterator[tuple[Resolved, str, str]]:
    for entry, resolved in zip(outline.imports, imports, strict=True):
        if resolved is None:
            continue
        if resolved.anchor:
            if entry.bound in called.names and not resolved.anchor.startswith("_"):
                yield resolved, entry.bound, entry.bound
            continue
        module = resolver.outlines.get(resolved.path)
        if module is None or entry.name == "*":
            continue
        through = entry.alias or entry.name or entry.module
        for name in called.names:
            if (name in module.top or name in module.bound) and not name.startswith("_"):
                meant = resolver.attribute(resolved.path, name)
                if meant is not None and meant.anchor:
                    yield meant, f"{through}.{name}", name
