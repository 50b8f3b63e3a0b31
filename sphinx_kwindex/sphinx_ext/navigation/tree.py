"""Which entries a sidebar shows of our documents.

The decisions are made on names of documents alone: no titles, no nodes, no theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from sphinx_kwindex.model.views import PageKind
from sphinx_kwindex.pages.i18n import marked_plural, ngettext
from sphinx_kwindex.sphinx_ext.site import Site

#: How many files, or folders beside the one that is open, a level shows.
SIBLINGS = 40
#: How many subfolders the page's own folder shows.
SUBFOLDERS = 100

#: One line of a toctree as Sphinx has it: title or ``None``, document or ``"self"``.
Entry = tuple[str | None, str]

_LISTS = frozenset({PageKind.FOLDER_INDEX, PageKind.REPOSITORY})
_NEVER = frozenset({PageKind.KEYWORDS})
#: A page of these kinds below one of its own kind is a part of it.
_IN_PARTS = frozenset({PageKind.ALPHABET, PageKind.SKIPPED})

_FILES = marked_plural("all {number} file", "all {number} files")
_FOLDERS = marked_plural("all {number} folder", "all {number} folders")
_PARTS = marked_plural("all {number} part", "all {number} parts")


class Branch(Struct, frozen=True):
    """What the sidebars of some pages have in common: the folder that they open.

    :ivar holder: the document whose contents are shown.
    :ivar block: which block of its files, from 0.
    :ivar own: whether the page is `holder` itself.
    """

    holder: str
    block: int = 0
    own: bool = False


class Children(Struct, frozen=True):
    """What stands below one of our documents, by what sidebars make of it.

    :ivar single: pages that are always few: book, A-Z, documentation page, subtree index.
    :ivar folders: indexes of subfolders.
    :ivar files: pages of files; below an A-Z, its parts.
    :ivar places: where each folder and file stands in its list.
    :ivar label: singular and plural of "all N files".
    """

    single: tuple[str, ...]
    folders: tuple[str, ...]
    files: tuple[str, ...]
    places: Mapping[str, int]
    label: tuple[str, str]

    def __bool__(self) -> bool:
        return bool(self.single or self.folders or self.files)


class Tree:
    """The toctrees of a build as they are, and the part of them that a sidebar shows.

    :param includes: documents in the toctrees of each document (``env.toctree_includes``).
    """

    def __init__(self, includes: Mapping[str, Sequence[str]], site: Site) -> None:
        self.includes = includes
        self.site = site
        self._parents: dict[str, str] = {}
        # As Sphinx chooses among several parents once it has sorted them: the last.
        for parent, children in sorted(includes.items()):
            self._parents |= dict.fromkeys(children, parent)
        # Pages are written in the order of their names: those of a folder come together.
        self.children = lru_cache(maxsize=64)(self._children)
        self.levels = lru_cache(maxsize=64)(self._levels)

    def ancestors(self, docname: str) -> Iterator[str]:
        """Yield the document and those above it, but not the root document, as Sphinx does."""
        seen = set()
        while docname in self._parents and docname not in seen:
            yield docname
            seen.add(docname)
            docname = self._parents[docname]

    def parent(self, docname: str) -> str | None:
        """The document whose toctree holds this one."""
        return self._parents.get(docname)

    def subject(self, docname: str) -> str:
        """The document that is marked as current on a page: on a keyword page, its file's."""
        if self.site.kind(docname) in _NEVER:
            return self._parents.get(docname, docname)
        return docname

    def branch(self, docname: str) -> Branch | None:
        """What the sidebar of a page opens; ``None`` where it opens nothing of ours."""
        subject = self.subject(docname)
        if self.site.kind(subject) in _NEVER or self.site.kind(subject) is None:
            return None
        if self.children(subject):
            return Branch(subject, own=subject == docname)
        holder = self._parents.get(subject)
        if holder is None or self.site.kind(holder) is None:
            return None
        children = self.children(holder)
        in_files = self.site.kind(subject) not in _LISTS and subject in children.places
        return Branch(holder, children.places[subject] // SIBLINGS if in_files else 0)

    def _children(self, docname: str) -> Children:
        parted = self.site.kind(docname) if self.site.kind(docname) in _IN_PARTS else None
        single, folders, files = [], [], []
        for child in self.includes.get(docname, ()):
            kind = self.site.kind(child)
            if kind in _LISTS:
                folders.append(child)
            elif kind is PageKind.FILE or (kind is parted and kind is not None):
                files.append(child)
            elif kind is not None and kind not in _NEVER:
                single.append(child)
        return Children(
            tuple(single),
            tuple(folders),
            tuple(files),
            {child: place for group in (folders, files) for place, child in enumerate(group)},
            _FILES if parted is None else _PARTS,
        )

    def _levels(self, branch: Branch | None, depth: int = 0) -> dict[str, tuple[Entry, ...]]:
        """What a sidebar shows below each of our documents that it opens.

        :param branch: of the page; ``None`` for a hand-written one.
        :param depth: how many levels of folders a hand-written page shows below our first.
        """
        if branch is None:
            return dict(self._unfolded(self.site.root, depth))
        levels = {branch.holder: tuple(self._contents(branch))}
        for below, docname in pairwise(self._chain(branch.holder)):
            levels[docname] = tuple(self._passed(docname, below))
        return levels

    def _chain(self, docname: str) -> Iterator[str]:
        """Yield our document and ours above it, the root document included where it is ours."""
        for name in self.ancestors(docname):
            if self.site.kind(name) is None:
                return
            yield name
            docname = self._parents[name]
        if self.site.kind(docname) is not None and docname not in self._parents:
            yield docname

    def _contents(self, branch: Branch) -> Iterator[Entry]:
        """What the page's own folder shows."""
        children = self.children(branch.holder)
        more = not branch.own
        yield from _entries(children.single)
        yield from _window(children.folders, 0, SUBFOLDERS, _FOLDERS, more)
        yield from _window(children.files, branch.block, SIBLINGS, children.label, more)

    def _passed(self, docname: str, below: str) -> Iterator[Entry]:
        """What a folder above that one shows: the way down, and what stands beside it."""
        children = self.children(docname)
        if docname == self.site.root or below in children.single:
            yield from _entries(children.single)
        block = children.places.get(below, 0) // SIBLINGS
        if below in children.files:
            yield from _window(children.files, block, SIBLINGS, children.label)
        else:
            yield from _window(children.folders, block, SIBLINGS, _FOLDERS)

    def _unfolded(self, docname: str, depth: int) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        folders = self.children(docname).folders
        if depth > 0 and folders:
            yield docname, tuple(_window(folders, 0, SUBFOLDERS, _FOLDERS))
            for folder in folders[:SUBFOLDERS]:
                yield from self._unfolded(folder, depth - 1)


def _entries(docnames: Iterable[str]) -> Iterator[Entry]:
    return ((None, docname) for docname in docnames)


def _window(
    docnames: Sequence[str], block: int, size: int, label: tuple[str, str], more: bool = True
) -> Iterator[Entry]:
    """The block of `docnames`, then the way to all of them where they are not all shown."""
    yield from _entries(docnames[block * size : (block + 1) * size])
    if more and len(docnames) > size:
        yield ngettext(*label, len(docnames)), "self"
