"""The A-Z of identifiers, split by longer prefixes until no page lists over 1,000 definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from msgspec import Struct

from sphinx_kwindex.analysis.views.catalogue import Catalogue, Labels, Named
from sphinx_kwindex.analysis.views.tree import PAGE_LIMIT, batches
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.model.repository import Links, Repository
from sphinx_kwindex.model.views import AlphabetPage

#: Prefixes end here: names that share this many characters are split by number instead, so that
#: hostile names cannot make a chain of thousands of pages.
_LONGEST_PREFIX = 40


class _Group(Struct, frozen=True):
    """Identifiers that share a folded prefix, and the page that lists them or their parts."""

    prefix: str
    names: Sequence[str]
    target: Target
    above: _Group | None = None

    @property
    def parent(self) -> Target | None:
        """The page that lists this one."""
        return self.above.target if self.above else None

    @property
    def parent_prefix(self) -> str:
        return self.above.prefix if self.above else ""


class _Row(Struct, frozen=True):
    """One definition as it is listed; sorted by how it reads."""

    name: str
    label: str
    path: str
    definition: Named


def alphabet_pages(
    repository: Repository, links: Links, catalogue: Catalogue | None = None
) -> Iterator[AlphabetPage]:
    """Yield the A-Z of all identifiers that the repository defines, each page before its parts.

    Letters come first, then the underscore, digits and all else. Case does not count, neither for
    the order nor for the prefix; a prefix is shown folded. One identifier with more than 1,000
    definitions is split into numbered parts, in the order of their modules.

    :param catalogue: of this repository, where the caller has one.
    """
    maker = _Maker(repository, links, catalogue or Catalogue.gather(repository, links))
    names = sorted(links.definitions, key=_order)
    groups = [_Group("", names, repository.docnames.alphabet())]
    while groups:
        group = groups.pop()
        if maker.size(group.names) <= PAGE_LIMIT:
            yield maker.leaf(group, maker.rows(group.names))
        else:
            pages, inner = maker.split(group)
            yield from pages
            groups += reversed(inner)


class _Maker:
    def __init__(self, repository: Repository, links: Links, catalogue: Catalogue) -> None:
        self._docnames = repository.docnames
        self._places = links.definitions
        # Asked for again at every length of a prefix.
        self._sizes = {name: len(places) for name, places in links.definitions.items()}
        self._catalogue = catalogue
        self._labels = Labels(repository, links)
        # No identifier holds this run of dots, so that no prefix can be taken for a number.
        runs = (run for name in links.definitions for run in re.findall(r"\.+", name))
        self._separator = "." * (1 + max(map(len, runs), default=0))

    def size(self, names: Sequence[str]) -> int:
        """How many definitions there are of `names`."""
        return sum(map(self._sizes.__getitem__, names))

    def rows(self, names: Sequence[str]) -> list[_Row]:
        """All definitions of `names`, in their order, those of one name sorted."""
        rows: list[_Row] = []
        for name in names:
            named = []
            for path, index in self._places[name]:
                definition = self._catalogue.definitions[path][index]
                named.append(_Row(name, self._labels.label(path, definition), path, definition))
            named.sort(key=lambda row: (row.label, row.path))
            rows += named
        return rows

    def leaf(self, group: _Group, rows: Sequence[_Row]) -> AlphabetPage:
        """A page that lists definitions."""
        return AlphabetPage(
            docname=group.target.docname,
            prefix=group.prefix,
            total=len(rows),
            parts=(),
            entries=tuple(self._labels.entry(row.path, row.definition) for row in rows),
            parent=group.parent,
            toctree=(),
            parent_prefix=group.parent_prefix,
        )

    def split(self, group: _Group) -> tuple[list[AlphabetPage], list[_Group]]:
        """Return the page that lists the parts of `group` with its numbered parts, and the parts
        that go by longer prefixes."""
        numbered, inner = self._divide(group)
        parts: list[tuple[str, int, Target]] = []
        leaves: list[AlphabetPage] = []
        for number, rows in enumerate(batches(self.rows(numbered)) if numbered else (), 1):
            label = f"{group.prefix} ({number})"
            target = self._numbered(group.prefix, number)
            leaf = self.leaf(_Group(label, (), target, group), rows)
            leaves.append(leaf)
            parts.append((f"{label}: {_ends(rows)}", leaf.total, Target(leaf.docname)))
        parts += ((part.prefix, self.size(part.names), part.target) for part in inner)
        page = AlphabetPage(
            docname=group.target.docname,
            prefix=group.prefix,
            total=self.size(group.names),
            parts=tuple(parts),
            entries=(),
            parent=group.parent,
            toctree=tuple(target.docname for _, _, target in parts),
            parent_prefix=group.parent_prefix,
        )
        return [page, *leaves], inner

    def _divide(self, group: _Group) -> tuple[Sequence[str], list[_Group]]:
        """Return the names to be split by number, and the groups by longer prefixes."""
        length = len(group.prefix)
        runs = {
            prefix: list(names)
            for prefix, names in groupby(
                group.names, key=lambda name: name.casefold()[: length + 1]
            )
        }
        if length >= _LONGEST_PREFIX or len(runs) > PAGE_LIMIT:
            return group.names, []
        whole = runs.get(group.prefix, [])
        numbered = whole if self.size(whole) > PAGE_LIMIT else []
        if numbered:
            del runs[group.prefix]
        groups = [self._group(group, prefix, names) for prefix, names in runs.items()]
        # The first letters stay by themselves: that is where a reader begins.
        return numbered, self._packed(groups) if group.prefix else groups

    def _group(self, above: _Group, prefix: str, names: list[str]) -> _Group:
        if prefix == above.prefix:
            return _Group(prefix, names, self._numbered(prefix, 1), above)
        if self.size(names) > PAGE_LIMIT:
            # All share more than one further character: the pages between would have one part.
            ends = zip(names[0].casefold(), names[-1].casefold(), strict=False)
            shared = [a for a, _ in takewhile(lambda pair: pair[0] == pair[1], ends)]
            prefix = "".join(shared[:_LONGEST_PREFIX])
        return _Group(prefix, names, self._docnames.alphabet(prefix), above)

    def _packed(self, groups: list[_Group]) -> list[_Group]:
        """Put neighbours onto one page where they fit: most prefixes have few names."""
        pages: list[list[_Group]] = []
        room = 0
        for group in groups:
            size = self.size(group.names)
            if size > room:
                pages.append([])
                room = PAGE_LIMIT
            pages[-1].append(group)
            room -= size
        return [_joined(page) for page in pages]

    def _numbered(self, prefix: str, number: int) -> Target:
        return self._docnames.alphabet(f"{prefix}{self._separator}{number}")


def _joined(groups: list[_Group]) -> _Group:
    """Neighbours as one group, on the page of the first."""
    first, last = groups[0], groups[-1]
    if first is last:
        return first
    names = [name for group in groups for name in group.names]
    return _Group(f"{first.prefix} - {last.prefix}", names, first.target, first.above)


def _ends(rows: Sequence[_Row]) -> str:
    """The first and the last of `rows`, by name, or where that is the same by label."""
    first, last = rows[0], rows[-1]
    if first.name != last.name:
        return f"{first.name} - {last.name}"
    return " - ".join(dict.fromkeys((first.label, last.label)))


def _order(name: str) -> tuple[int, str, str]:
    folded = name.casefold()
    first = folded[:1]
    classes = (first.isalpha(), first == "_", first.isdigit(), True)
    return classes.index(True), folded, name
