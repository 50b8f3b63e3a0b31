"""Which tests import a file, and which of its names stand in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.parts import ImportingTest, Target
from sphinx_kwindex.model.repository import Links

#: Names of one test, and tests, that are listed.
_NAMES, _TESTS = 10, 50
#: A name that more files define says nothing of which of them is meant.
_DEFINERS = 50
#: Names of what every object has: a method of such a name is told from theirs by nothing.
_COMMON = frozenset(
    name
    for kind in (object, str, bytes, list, dict, set, tuple, int, float, Exception, property)
    for name in dir(kind)
) | {"read", "write", "close", "open", "size", "begin", "end", "data", "push_back", "run", "main"}


class ImportingTests:
    """The tests of a repository, by what they import.

    :param pages: the documentation page of each file that has one.
    :param imported: the files that a file imports.
    """

    def __init__(
        self,
        links: Links,
        pages: Mapping[str, Target],
        imported: Callable[[str], Sequence[str]],
    ) -> None:
        self._links = links
        self._pages = pages
        self._imported = imported
        self._definers = lru_cache(maxsize=4096)(partial(_files_of, links))

    def of(
        self, path: str, facts: FileFacts, callers: Mapping[str, Mapping[str, int]]
    ) -> tuple[tuple[ImportingTest, ...], int]:
        """The tests that import a file or call what it defines, and how many there are.

        A name counts that the test imports from the file; where it imports the whole file, also
        one that stands in the test and that no other file which the test imports defines; and a
        method of a class that counts.

        :param callers: the names that each file calls, with the line.
        """
        tests = self._links.tests
        lines = {test: line for test, line in self._links.importers.get(path, ()) if test in tests}
        for test, called in callers.items():
            if test in tests:
                lines.setdefault(test, min(called.values()))
        lines.pop(path, None)
        shown = [test for test in sorted(lines) if test in self._pages]
        found = []
        for test in shown[:_TESTS]:
            names = sorted(self._names(path, facts, test) | callers.get(test, {}).keys())
            target = Target(self._pages[test].docname, line_anchor(lines[test]))
            found.append(ImportingTest(test, target, tuple(names[:_NAMES]), len(names)))
        return tuple(found), len(shown)

    def _names(self, path: str, facts: FileFacts, test: str) -> set[str]:
        resolved = [each for each in self._links.imports.get(test, ()) if each is not None]
        taken = {each.anchor for each in resolved if each.path == path and each.anchor}
        whole = any(each.path == path and not each.anchor for each in resolved)
        words = self._links.tests[test]
        names = set()
        types = {each.qualname for each in facts.definitions if each.kind.is_type}
        for definition in facts.definitions:
            name = definition.name
            if not definition.is_public or name == definition.parent.rpartition("::")[2]:
                continue  # the second is a constructor, which has the name of its class
            if definition.parent in types:
                counts = definition.parent in names and name not in _COMMON and name in words
            else:
                counts = definition.anchor in taken or (whole and name in words)
                if counts and definition.anchor in taken:
                    names.add(definition.qualname)
                    continue
            if counts and self._is_ours(name, path, test):
                names.add(definition.qualname)
        return names

    def _is_ours(self, name: str, path: str, test: str) -> bool:
        """Whether no other file that the test imports defines the name, nor the test itself."""
        definers = self._definers(name)
        if len(definers) > _DEFINERS:
            return False
        return definers.isdisjoint({*self._imported(test), test} - {path})


def _files_of(links: Links, name: str) -> frozenset[str]:
    """The files that define a name."""
    return frozenset(path for path, _ in links.definitions.get(name, ()))
