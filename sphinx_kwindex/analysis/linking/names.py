"""Where identifiers are defined, how often they are used, and which few files share one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from sys import intern

from sphinx_kwindex.analysis.keywords import PASSED_OVER
from sphinx_kwindex.analysis.uses import are_counted
from sphinx_kwindex.model.facts import FileFacts

#: A name in more files than this says little about any two of them.
RARE = 4
#: Shorter names coincide.
_LENGTH = 4


def _is_plain(name: str) -> bool:
    return name.replace("$", "_").isidentifier()


class Names:
    """The identifiers of a repository, gathered file by file in the order of paths; they are asked
    for when all files were added."""

    def __init__(self) -> None:
        self._definitions: dict[str, list[tuple[str, int]]] = {}
        self._counts: dict[str, int] = {}
        #: The names that a file defines whose reader does not count names.
        self._uncounted: set[str] = set()
        #: Words that a reader of some file passes over, members of such a name too.
        self._passed_over: set[str] = set()
        #: The first files that a name occurs in: at most one more than makes it rare.
        self._files: dict[str, tuple[str, ...]] = {}

    def add(self, path: str, facts: FileFacts) -> None:
        self._passed_over |= PASSED_OVER.get(facts.reader, frozenset())
        occurring = set()
        for name, count in facts.uses:
            name = intern(name)
            occurring.add(name)
            self._counts[name] = self._counts.get(name, 0) + count
        known = occurring if are_counted(facts) else self._uncounted
        for index, definition in enumerate(facts.definitions):
            if definition.kind.is_code:
                name = intern(definition.name)
                known.add(name)
                self._definitions.setdefault(name, []).append((path, index))
        for name in occurring:
            files = self._files.get(name, ())
            if len(files) <= RARE:
                self._files[name] = (*files, path)

    @property
    def definitions(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return {name: tuple(self._definitions[name]) for name in sorted(self._definitions)}

    @cached_property
    def _plain(self) -> list[str]:
        """The defined names, sorted, that no reader passes over and that are plain."""
        return sorted(filter(_is_plain, self._definitions.keys() - self._passed_over))

    @property
    def uses(self) -> Mapping[str, int]:
        """How often the names are used that are defined nowhere but where names are counted: of
        others the count would be a part of the truth. What is no plain name, such as an operator,
        is not counted where it is used."""
        counts, uncounted = self._counts, self._uncounted
        return {name: counts.get(name, 0) for name in self._plain if name not in uncounted}

    @property
    def shared(self) -> Mapping[str, tuple[str, ...]]:
        """The files of each rare name that is defined in the repository and stands in at least
        two files whose names are counted. Names under four letters and those that Python itself
        calls are left out, and what is no plain name, such as that of a package, which imports
        spell in parts."""
        return {
            name: self._files[name]
            for name in self._plain
            if 2 <= len(self._files.get(name, ())) <= RARE
            and len(name) >= _LENGTH
            and not (name.startswith("__") and name.endswith("__"))
        }
