"""What lies under each folder, summed up from the leaves of the tree to its root.

Each definition and each import belongs to as many subtrees as its path has folders. Only the
sums of folders whose parent is not finished are kept, so the memory is that of one repository,
not of all its folders.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname
from typing import TypeVar

from sphinx_kwindex.analysis.linking.families import shared
from sphinx_kwindex.analysis.views.catalogue import Catalogue
from sphinx_kwindex.analysis.views.tree import FolderTree, is_within
from sphinx_kwindex.model.facts import Form
from sphinx_kwindex.model.repository import Links

_CENTRAL = 10

_Key = TypeVar("_Key")


@dataclass(slots=True)
class Subtree:
    """Sums over a folder and all that lies under it.

    :ivar ranks: the identifiers that it defines, by their rank (see
        :class:`~sphinx_kwindex.analysis.views.ranking.Ranking`).
    :ivar concepts: those of them that may stand for what the folder is about.
    :ivar named: how often its files name each identifier of the repository, by rank.
    :ivar named_in_all: how often they name any of them.
    :ivar imports: folders outside of it that its files import from, with how many imports.
    :ivar importers: folders outside of it whose files import from it, likewise.
    :ivar suffixes: how many files there are of each.
    :ivar languages: how many files with a page there are of each.
    :ivar lines: how many lines these have.
    :ivar pageless: how many files have no page.
    :ivar skipped: the first of them, or empty.
    :ivar own_tests: those of its files that are tests.
    :ivar tests: the test files of the repository that import from it.
    :ivar central: its most imported files, each as ``(-importers, path)``.
    """

    ranks: set[int] = field(default_factory=set)
    concepts: set[int] = field(default_factory=set)
    named: Counter[int] = field(default_factory=Counter)
    named_in_all: int = 0
    imports: Counter[str] = field(default_factory=Counter)
    importers: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    suffixes: Counter[str] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    pageless: int = 0
    skipped: str = ""
    own_tests: set[str] = field(default_factory=set)
    tests: set[str] = field(default_factory=set)
    central: list[tuple[int, str]] = field(default_factory=list)

    def absorb(self, other: Subtree) -> None:
        """Add `other`, which must not be used afterwards."""
        self.ranks = _united(self.ranks, other.ranks)
        self.concepts = _united(self.concepts, other.concepts)
        self.named = _summed(self.named, other.named)
        self.named_in_all += other.named_in_all
        self.imports = _summed(self.imports, other.imports)
        self.importers = _summed(self.importers, other.importers)
        self.languages.update(other.languages)
        self.suffixes.update(other.suffixes)
        self.lines.update(other.lines)
        self.pageless += other.pageless
        self.skipped = min(filter(None, (self.skipped, other.skipped)), default="")
        self.own_tests = _united(self.own_tests, other.own_tests)
        self.tests = _united(self.tests, other.tests)
        self.central = heapq.nsmallest(_CENTRAL, self.central + other.central)

    def leave(self, folder: str) -> None:
        """Forget the imports that stay within `folder`, for good: every folder above holds it."""
        for counter in (self.imports, self.importers):
            for inner in [other for other in counter if is_within(other, folder)]:
                del counter[inner]


def subtrees(catalogue: Catalogue, links: Links) -> Iterator[tuple[str, Subtree]]:
    """Yield each folder with its sums, after all that lies under it.

    The sums belong to the caller until the next step only.
    """
    tree = catalogue.tree
    outgoing, incoming = _folder_imports(links)
    pending: dict[str, Subtree] = {}
    for folder in reversed(tree.folders):
        subtree = pending.pop(folder, None) or Subtree()
        subtree.absorb(_own(folder, tree, catalogue, links))
        subtree.imports.update(outgoing.pop(folder, {}))
        subtree.importers.update(incoming.pop(folder, {}))
        subtree.leave(folder)
        yield folder, subtree
        if folder:
            above = pending.setdefault(dirname(folder), Subtree())
            above.absorb(subtree)


def _own(folder: str, tree: FolderTree, catalogue: Catalogue, links: Links) -> Subtree:
    """The sums over the files directly in `folder`, without imports."""
    own = Subtree()
    for file in tree.files[folder]:
        path = file.path
        for definition in catalogue.definitions.get(path, ()):
            rank = catalogue.ranking.rank(definition.name) if definition.kind.is_code else None
            if rank is not None:
                own.ranks.add(rank)
                if definition.is_concept:
                    own.concepts.add(rank)
        ranked = catalogue.uses.get(path, ())
        for rank, count in zip(ranked[::2], ranked[1::2], strict=True):
            own.named[rank] += count
        if not file.has_page:
            own.pageless += 1
            own.skipped = own.skipped or path
        elif file.language:
            own.languages[file.language] += 1
            own.lines[file.language] += file.lines
        own.suffixes[file.source.suffix] += 1
        if path in links.tests:
            own.own_tests.add(path)
        importing = links.importing(path)
        own.tests.update(other for other in importing if other in links.tests)
        if importing:
            own.central.append((-len(importing), path))
    own.named_in_all = own.named.total()
    own.central = heapq.nsmallest(_CENTRAL, own.central)
    return own


def _folder_imports(
    links: Links,
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Imports between different folders: by the folder that imports, and by the imported one."""
    outgoing: defaultdict[str, Counter[str]] = defaultdict(Counter)
    incoming: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in links.imports:
        folder = dirname(path)
        for named in links.named(path):
            if links.form(path, named) is Form.LINK:
                continue
            other = dirname(named)
            if other != folder:
                outgoing[folder][other] += 1
                incoming[other][folder] += 1
    return outgoing, incoming


def imports_between(links: Links) -> dict[str, tuple[tuple[str, str, int], ...]]:
    """For each folder, how many imports and includes lead from one of its subfolders to another:
    ``(from, to, number)``, most first."""
    outgoing, _ = _folder_imports(links)
    found: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for folder, others in outgoing.items():
        here = folder.split("/") if folder else []
        for other, count in others.items():
            there = other.split("/") if other else []
            depth = shared(here, there)
            if depth < min(len(here), len(there)):
                ends = "/".join(here[: depth + 1]), "/".join(there[: depth + 1])
                found["/".join(here[:depth])][ends] += count
    return {
        folder: tuple(
            (*ends, count) for ends, count in sorted(counts.items(), key=lambda p: (-p[1], p[0]))
        )
        for folder, counts in found.items()
    }


def most(counts: Mapping[str, int], limit: int) -> tuple[tuple[str, int], ...]:
    """The `limit` highest counts, most first, then by name."""
    return tuple(heapq.nsmallest(limit, counts.items(), key=lambda item: (-item[1], item[0])))


def _united(left: set[_Key], right: set[_Key]) -> set[_Key]:
    small, large = sorted((left, right), key=len)
    large |= small
    return large


def _summed(left: Counter[_Key], right: Counter[_Key]) -> Counter[_Key]:
    small, large = sorted((left, right), key=len)
    large.update(small)
    return large
