"""What each page shows of others, as a digest.

A page must be written anew, though not read, when the digest is another than when it was
written: a neighbour was added, renamed or removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_kwindex.sphinx_ext.navigation.tree import Branch, Tree

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Sections(Enum):
    """Whose sections a theme's sidebar shows, of hand-written documents."""

    NONE = "none"
    OPEN = "those above the page"
    ALL = "all"


class Digests:
    """The digests of one build, once all documents are read.

    :param tocs: table of contents of each document, whole.
    :param depth: how many levels of folders hand-written pages show below our first page.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        tree: Tree,
        tocs: Mapping[str, nodes.bullet_list],
        depth: int,
        sections: Sections,
    ) -> None:
        self._env = env
        self._tree = tree
        self._tocs = tocs
        self._depth = depth
        self._sections = sections
        self._relations = _relations(env.config.root_doc, tree)
        self._name = lru_cache(maxsize=4096)(self._named)
        self._sidebar = lru_cache(maxsize=1024)(self._shown)
        self._manual = _digest(list(self._hand_written()))

    def digest(self, docname: str) -> str:
        """Return the digest of a page: BLAKE2b, 32 hexadecimal digits."""
        branch = self._tree.branch(docname)
        above, before, after = self._relations.get(docname, ("", "", ""))
        parents = []
        while above:
            parents.append(self._name(above))
            above = self._relations[above][0]
        opened = [
            list(self._contents(name, True))
            for name in self._tree.ancestors(docname)
            if self._sections is Sections.OPEN and self._tree.site.kind(name) is None
        ]
        shown = self._sidebar(branch)
        around = (self._name(before), self._name(after), parents)
        return _digest((around, opened, self._tree.subject(docname), shown, self._manual))

    def _named(self, docname: str) -> tuple[str, str, object]:
        title = self._env.titles.get(docname)
        number = self._env.toc_secnumbers.get(docname, {}).get("")
        return docname, "" if title is None else title.astext(), number

    def _shown(self, branch: Branch | None) -> str:
        depth = self._depth if branch is None else 0
        levels = self._tree.levels(branch, depth)
        site = self._tree.site
        return _digest(
            [
                self._name(site.root),
                [
                    (docname, [(text, self._name(name)) for text, name in entries])
                    for docname, entries in levels.items()
                ],
            ]
        )

    def _hand_written(self) -> Iterator[object]:
        """What sidebars can show of the hand-written documents."""
        root = self._env.config.root_doc
        for docname in sorted(self._tocs):
            if self._tree.site.kind(docname) is None and (
                docname == root or self._tree.parent(docname) is not None
            ):
                sections = self._sections is Sections.ALL
                yield self._name(docname), list(self._contents(docname, sections))

    def _contents(self, docname: str, sections: bool) -> Iterator[object]:
        toc = self._tocs.get(docname)
        for node in () if toc is None else toc.findall():
            if isinstance(node, addnodes.toctree):
                yield node.get("entries"), node.get("caption"), node.get("hidden")
            elif isinstance(node, nodes.reference) and (sections or not node["anchorname"]):
                yield node["anchorname"], node.astext(), node.get("secnumber")


def _relations(root: str, tree: Tree) -> dict[str, tuple[str, str, str]]:
    """The document above, before and after each one, as Sphinx walks through the toctrees."""
    above: dict[str, str] = {}
    waiting = [(root, "")]
    while waiting:
        docname, parent = waiting.pop()
        if docname not in above:
            above[docname] = parent
            waiting += [(child, docname) for child in reversed(tree.includes.get(docname, ()))]
    order = list(above)
    before = ["", *order[:-1]]
    after = [*order[1:], ""]
    return {
        docname: (above[docname], previous, following)
        for docname, previous, following in zip(order, before, after, strict=True)
    }


def _digest(shown: object) -> str:
    return blake2b(repr(shown).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
