"""What lies under each folder, summed up from the leaves of the tree to its root.

Each definition and each import belongs to as many subtrees as its path has folders. Only the
sums of folders whose parent is not finished are kept, so the memory is that of one repository,
not of all its folders.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname

from sphinx_kwindex.analysis.views.catalogue import Catalogue
from sphinx_kwindex.analysis.views.tree import FolderTree, is_within
from sphinx_kwindex.model.repository import Links

_CENTRAL = 10


@dataclass(slots=True)
class Subtree:
    """Sums over a folder and all that lies under it.

    :ivar ranks: the identifiers that it defines, by their rank (see :class:`Ranking`).
    :ivar concepts: those of them that may stand for what the folder is about.
    :ivar imports: folders outside of it that its files import from, with how many imports.
    :ivar importers: folders outside of it whose files import from it, likewise.
    :ivar languages, suffixes: how many files there are of each.
    :ivar central: its most imported files, each as ``(-importers, path)``.
    """

    ranks: set[int] = field(default_factory=set)
    concepts: set[int] = field(default_factory=set)
    imports: Counter[str] = field(default_factory=Counter)
    importers: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    suffixes: Counter[str] = field(default_factory=Counter)
    central: list[tuple[int, str]] = field(default_factory=list)

    def absorb(self, other: Subtree) -> None:
        """Add `other`, which must not be used afterwards."""
        self.ranks = _united(self.ranks, other.ranks)
        self.concepts = _united(self.concepts, other.concepts)
        self.imports = _summed(self.imports, other.imports)
        self.importers = _summed(self.importers, other.importers)
        self.languages.update(other.languages)
        self.suffixes.update(other.suffixes)
        self.central = heapq.nsmallest(_CENTRAL, self.central + other.central)

    def leave(self, folder: str) -> None:
        """Forget the imports that stay within `folder`, for good: every folder above holds it."""
        for counter in (self.imports, self.importers):
            for inner in [other for other in counter if is_within(other, folder)]:
                del counter[inner]


class Ranking:
    """All identifiers by how often the repository names them, most first, then by name."""

    def __init__(self, links: Links) -> None:
        self._places = links.definitions
        self._uses = links.uses
        self.names: tuple[str, ...] = tuple(
            sorted(links.definitions, key=lambda name: (-links.uses.get(name, 0), name))
        )
        self._ranks = {name: rank for rank, name in enumerate(self.names)}

    def rank(self, name: str) -> int:
        return self._ranks[name]

    def uses(self, name: str) -> int:
        return self._uses.get(name, 0)

    def places(self, name: str, folder: str) -> tuple[tuple[str, int], ...]:
        """Where the subtree of `folder` defines `name`, sorted."""
        places = self._places[name]
        if not folder:
            return places
        # Sorted paths under one folder stand together: "0" is the character after "/".
        return places[bisect_left(places, (f"{folder}/",)) : bisect_left(places, (f"{folder}0",))]


def subtrees(catalogue: Catalogue, links: Links, ranking: Ranking) -> Iterator[tuple[str, Subtree]]:
    """Yield each folder with its sums, after all that lies under it.

    The sums belong to the caller until the next step only.
    """
    tree = catalogue.tree
    outgoing, incoming = _folder_imports(links)
    pending: dict[str, Subtree] = {}
    for folder in reversed(tree.folders):
        subtree = pending.pop(folder, None) or Subtree()
        subtree.absorb(_own(folder, tree, catalogue, links, ranking))
        subtree.imports.update(outgoing.pop(folder, {}))
        subtree.importers.update(incoming.pop(folder, {}))
        subtree.leave(folder)
        yield folder, subtree
        if folder:
            above = pending.setdefault(dirname(folder), Subtree())
            above.absorb(subtree)


def _own(
    folder: str, tree: FolderTree, catalogue: Catalogue, links: Links, ranking: Ranking
) -> Subtree:
    """The sums over the files directly in `folder`, without imports."""
    own = Subtree()
    for file in tree.files[folder]:
        for definition in catalogue.definitions.get(file.path, ()):
            rank = ranking.rank(definition.name)
            own.ranks.add(rank)
            if definition.is_concept:
                own.concepts.add(rank)
        if file.language:
            own.languages[file.language] += 1
        own.suffixes[file.source.suffix] += 1
        importers = links.importers.get(file.path, ())
        if importers:
            own.central.append((-len(importers), file.path))
    own.central = heapq.nsmallest(_CENTRAL, own.central)
    return own


def _folder_imports(
    links: Links,
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Imports between different folders: by the folder that imports, and by the imported one."""
    outgoing: defaultdict[str, Counter[str]] = defaultdict(Counter)
    incoming: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path, imports in links.imports.items():
        folder = dirname(path)
        for resolved in imports:
            if resolved is not None and dirname(resolved.path) != folder:
                outgoing[folder][dirname(resolved.path)] += 1
                incoming[dirname(resolved.path)][folder] += 1
    return outgoing, incoming


def most(counts: Mapping[str, int], limit: int) -> tuple[tuple[str, int], ...]:
    """The `limit` highest counts, most first, then by name."""
    return tuple(heapq.nsmallest(limit, counts.items(), key=lambda item: (-item[1], item[0])))


def _united(left: set[int], right: set[int]) -> set[int]:
    small, large = sorted((left, right), key=len)
    large |= small
    return large


def _summed(left: Counter[str], right: Counter[str]) -> Counter[str]:
    small, large = sorted((left, right), key=len)
    large.update(small)
    return large
