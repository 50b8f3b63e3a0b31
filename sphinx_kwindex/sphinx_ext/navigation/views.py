"""What Sphinx and themes see of ``env.tocs`` and ``env.toctree_includes`` while pages are written.

Every theme takes its navigation from these two mappings, each in its own way. The views give
the whole for hand-written documents, and for ours what the page that is written now may show.
"""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_kwindex.pages.nodes import element
from sphinx_kwindex.sphinx_ext.navigation.contents import item, link, title
from sphinx_kwindex.sphinx_ext.navigation.tree import Branch, Entry, Tree

#: Anchor, and text, of the entries that stand for the sections of any page (see `probing`).
PROBE = "kwindex-probe"
#: How deep they nest.
PROBES = 6

#: Entries without anything below that are kept: those of a folder and of the ones above it.
_KEPT = 512


class SharedName(str):
    """Name of a file's page that is, on its keyword page, the name of that page as well.

    Sphinx marks an entry as current when its document is the page that is written. A keyword page
    is no entry, so its file's takes the mark, and keeps its own link.
    """

    __slots__ = ("_page",)
    _page: str

    def __new__(cls, subject: str, page: str) -> SharedName:
        name = super().__new__(cls, subject)
        name._page = page
        return name

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True or other == self._page

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


class Viewpoint:
    """The page that is written now, and what it shows of others.

    :param tocs: table of contents of each document, whole.
    :param depth: how many levels of folders hand-written pages show below our first page.
    """

    def __init__(self, tree: Tree, tocs: dict[str, nodes.bullet_list], depth: int) -> None:
        self._tree = tree
        self._tocs = tocs
        self._depth = depth
        # Neighbours show the same entries, which Sphinx copies before it changes anything.
        self._closed = lru_cache(maxsize=_KEPT)(self._title_alone)
        self.enter("")

    def enter(self, page: str, sections: list[nodes.list_item] | None = None) -> None:
        """Look from another page.

        :param sections: entries for its own sections, where it is ours and they are known.
        """
        self.page = page
        #: What its sidebar opens; ``None`` for a hand-written page.
        self.branch: Branch | None = self._tree.branch(page)
        #: The document that is marked as current.
        self.subject = self._tree.subject(page)
        self._sections = sections
        self._probing = False

    def knows(self, page: str) -> bool:
        """Whether this is the page that is looked from, with its sections."""
        return self.page == page and self._sections is not None

    @contextmanager
    def probing(self) -> Iterator[None]:
        """Show stand-ins for the sections of the page, which tell how deep they are shown."""
        self._probing = True
        try:
            yield
        finally:
            self._probing = False

    def toc(self, docname: str) -> nodes.bullet_list:
        """What is shown of a document.

        :raises KeyError: there is no such document.
        """
        toc = self._tocs[docname]
        if self._tree.site.kind(docname) is None or not toc.children:
            return toc
        depth = self._depth if self.branch is None else 0
        entries = self._tree.levels(self.branch, depth).get(docname)
        if not entries and docname not in (self.page, self.subject):
            return self._closed(docname)
        below: list[nodes.Element] = []
        if self._probing:
            below += _probes(self.page) if docname == self.subject else []
        elif docname == self.page:
            below += self._sections or []
        if entries:
            below.append(self._toctree(docname, entries, toc))
        reference = title(toc)
        if docname == self.subject != self.page:
            reference["refuri"] = SharedName(docname, self.page)
        return element(nodes.bullet_list, [item(reference, *below)])

    def _title_alone(self, docname: str) -> nodes.bullet_list:
        return element(nodes.bullet_list, [item(title(self._tocs[docname]))])

    @property
    def levels(self) -> int:
        """How many levels of a sidebar lead to the page and to what is shown below it."""
        return len(list(self._tree.ancestors(self.subject))) + 1

    def ways(self) -> dict[str, list[str]]:
        """Each document above the page, with the one of its toctrees' that leads to the page."""
        chain = self._tree.ancestors(self.page)
        return {self._tree.parent(name) or "": [name] for name in chain}

    def _toctree(
        self, docname: str, entries: tuple[Entry, ...], toc: nodes.bullet_list
    ) -> addnodes.toctree:
        found = next(iter(toc.findall(addnodes.toctree)), None)
        toctree = addnodes.toctree() if found is None else found.copy()
        toctree["parent"] = docname
        toctree["entries"] = list(entries)
        toctree["includefiles"] = [name for _, name in entries if name != "self"]
        # A hand-written page shows ours as far as it was asked to, also in its own toctree.
        toctree["hidden"] = self.branch is not None
        return toctree


def _probes(page: str) -> list[nodes.Element]:
    below: list[nodes.Element] = []
    for _ in range(PROBES):
        below = [item(link(page, f"#{PROBE}", nodes.Text(PROBE)), *below)]
    return below


class _View(UserDict[str, Any]):
    """A view of a mapping of the environment: what is written goes through, and it pickles as
    the whole mapping, so that nothing of it outlasts the build."""

    def __init__(self, whole: dict[str, Any], viewpoint: Viewpoint) -> None:
        super().__init__()
        self.data = whole
        self._viewpoint = viewpoint

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self.data,)


class TocsView(_View):
    """``env.tocs`` as the page that is written now may see it."""

    def __getitem__(self, docname: str) -> nodes.bullet_list:
        return self._viewpoint.toc(docname)


class IncludesView(_View):
    """``env.toctree_includes``, of which a walk meets only the way down to the page.

    Sphinx looks for the documents above a page by a walk over the toctrees of all documents.
    """

    def items(self) -> Any:
        return self._viewpoint.ways().items()
