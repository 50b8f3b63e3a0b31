"""Where identifiers are defined, how often they are used, and which few files share one."""

from __future__ import annotations

from collections.abc import Mapping
from sys import intern

from sphinx_kwindex.analysis.keywords import PASSED_OVER
from sphinx_kwindex.analysis.uses import are_counted
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.keywords import Keywords

#: A name in more files than this says little about any two of them.
RARE = 4
#: Shorter names coincide.
_LENGTH = 4


def _is_plain(name: str) -> bool:
    return name.replace("$", "_").isidentifier()


class Uses:
    """How often a repository names the identifiers that it defines, counted file by file."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._defined: set[str] = set()
        #: The names that a file defines whose reader does not count names.
        self._uncounted: set[str] = set()
        #: Words that a reader of some file passes over, members of such a name too.
        self._passed_over: set[str] = set()

    def add(self, facts: FileFacts | Keywords) -> None:
        self._passed_over |= PASSED_OVER.get(facts.reader, frozenset())
        defined = {intern(each.name) for each in facts.definitions if each.kind.is_code}
        self._defined |= defined
        if not are_counted(facts):
            self._uncounted |= defined
        for name, count in facts.uses:
            name = intern(name)
            self._counts[name] = self._counts.get(name, 0) + count

    @property
    def names(self) -> list[str]:
        """The defined names, sorted, that no reader passes over and that are plain."""
        return sorted(filter(_is_plain, self._defined - self._passed_over))

    @property
    def counts(self) -> Mapping[str, int]:
        """Of the names that are defined nowhere but where names are counted: of others the count
        would be a part of the truth. What is no plain name, such as an operator, is not counted
        where it is used."""
        counts, uncounted = self._counts, self._uncounted
        return {name: counts.get(name, 0) for name in self.names if name not in uncounted}


class Names:
    """The identifiers of a repository, gathered file by file in the order of paths."""

    def __init__(self) -> None:
        self._definitions: dict[str, list[tuple[str, int]]] = {}
        self._uses = Uses()
        #: The first files that a name occurs in: at most one more than makes it rare.
        self._files: dict[str, tuple[str, ...]] = {}

    def add(self, path: str, facts: FileFacts) -> None:
        self._uses.add(facts)
        occurring = {intern(name) for name, _ in facts.uses}
        counted = are_counted(facts)
        for index, definition in enumerate(facts.definitions):
            if definition.kind.is_code:
                name = intern(definition.name)
                if counted:
                    occurring.add(name)
                self._definitions.setdefault(name, []).append((path, index))
        for name in occurring:
            files = self._files.get(name, ())
            if len(files) <= RARE:
                self._files[name] = (*files, path)

    @property
    def definitions(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return {name: tuple(self._definitions[name]) for name in sorted(self._definitions)}

    @property
    def uses(self) -> Mapping[str, int]:
        return self._uses.counts

    @property
    def shared(self) -> Mapping[str, tuple[str, ...]]:
        """The files of each rare name that is defined in the repository and stands in at least
        two files whose names are counted. Names under four letters and those that Python itself
        calls are left out, and what is no plain name, such as that of a package, which imports
        spell in parts."""
        return {
            name: self._files[name]
            for name in self._uses.names
            if 2 <= len(self._files.get(name, ())) <= RARE
            and len(name) >= _LENGTH
            and not (name.startswith("__") and name.endswith("__"))
        }
