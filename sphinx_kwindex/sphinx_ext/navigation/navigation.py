"""The navigation of one HTML build, from the first document read to the last page written."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import dirname
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.adapters.toctree import document_toc

from sphinx_kwindex.sphinx_ext.navigation import contents, themes
from sphinx_kwindex.sphinx_ext.navigation.digests import Digests
from sphinx_kwindex.sphinx_ext.navigation.fragments import Fragments, Place
from sphinx_kwindex.sphinx_ext.navigation.tree import Tree
from sphinx_kwindex.sphinx_ext.navigation.views import IncludesView, TocsView, Viewpoint
from sphinx_kwindex.sphinx_ext.site import Site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


class Navigation:
    """What is shown of our documents in one build of one HTML builder."""

    def __init__(self, app: Sphinx, site: Site) -> None:
        self._site = site
        self._env = app.env
        self._builder = cast("StandaloneHTMLBuilder", app.builder)
        self._root = app.config.root_doc
        # Sphinx makes sidebars from the toctrees of the root document itself, not of `env.tocs`.
        self._rooted = site.kind(self._root) is not None
        # The first of the levels that the option counts is the entry itself.
        self._depth = max(app.config.kwindex_toctree_depth - 1, int(self._rooted))
        self._sections = themes.sections_shown(app)
        self._digests: Digests | None = None
        self._writing = False
        self._viewpoint: Viewpoint | None = None
        self._fragments = Fragments()
        self._place: Place | None = None
        #: Whether the contents that Sphinx has made for the page have its sections.
        self._has_contents = False
        self._levels = 0

    def shorten(self, docname: str) -> None:
        """Keep little of the table of contents of a document of ours that was read."""
        if self._site.kind(docname) is not None and docname in self._env.tocs:
            self._env.tocs[docname] = contents.shortened(self._env.tocs[docname])

    def digest(self, docname: str) -> str:
        """Return the digest of what a page shows of others."""
        if self._digests is None:
            includes = _whole(self._env.toctree_includes)
            self._digests = Digests(
                self._env,
                Tree(includes, self._site),
                _whole(self._env.tocs),
                self._depth,
                self._sections,
            )
        return self._digests.digest(docname)

    def forget_digests(self) -> None:
        """Documents are about to be read, or the build is over."""
        self._digests = None

    def begin(self) -> None:
        """Writing begins: the environment has been saved.

        The views come with the first page: from here to there Sphinx computes what is before,
        after and above each page, from the whole.
        """
        self.restore()
        self._writing = True

    def enter(self, page: str, doctree: nodes.document | None = None) -> None:
        """Show what a page may see, from now on.

        :param doctree: the page's own, where its context is made.
        """
        if not self._writing:
            return
        if self._viewpoint is None:
            tocs, includes = self._env.tocs, self._env.toctree_includes
            self._viewpoint = Viewpoint(Tree(includes, self._site), tocs, self._depth)
            self._env.tocs = cast("Any", TocsView(tocs, self._viewpoint))
            self._env.toctree_includes = cast("Any", IncludesView(includes, self._viewpoint))
        self._has_contents = doctree is not None and self._viewpoint.knows(page)
        if self._has_contents:
            return
        sections = None
        if doctree is not None and self._site.kind(page) is not None:
            sections = contents.sections(doctree, page)
        self._viewpoint.enter(page, sections)
        if self._rooted:
            document = self._env.master_doctree.copy()
            document += list(self._env.tocs[self._root].findall(addnodes.toctree))
            self._env.master_doctree = document

    def know(self, page: str, doctree: nodes.document) -> None:
        """Show a page its own sections too: its document is resolved, and may be written next.

        What Sphinx makes of its contents need not be made again then.
        """
        if self._viewpoint is None or self._viewpoint.page != page:
            return
        if self._site.kind(page) is not None:
            self._viewpoint.enter(page, contents.sections(doctree, page))

    def restore(self) -> None:
        """Give the environment its mappings back."""
        self._env.tocs = _whole(self._env.tocs)
        self._env.toctree_includes = _whole(self._env.toctree_includes)
        if self._rooted:
            self._env.__dict__.pop("master_doctree", None)
        self._viewpoint = None
        self._fragments = Fragments()
        self._writing = False

    def prepare(self, page: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
        """Put into the context of a page its own contents and the ``toctree()`` that is shared."""
        self._place = None
        viewpoint = self._viewpoint
        if viewpoint is None or self._site.kind(page) is None:
            return
        if doctree is not None and "toc" in context and not self._has_contents:
            toc = document_toc(self._env, page, self._builder.tags)
            context["toc"] = self._builder.render_partial(toc)["fragment"]
        self._place = self._shared(page, viewpoint, context.get("toc", ""))
        self._levels = viewpoint.levels
        if "toctree" in context:

            def draw(plain: Callable[[], str]) -> str:
                with viewpoint.probing():
                    return plain()

            context["toctree"] = themes.toctree(
                context["toctree"], self._levels, self._place, self._fragments, draw
            )

    def _shared(self, page: str, viewpoint: Viewpoint, toc: str) -> Place | None:
        """Where a page stands among those that share its sidebar; ``None`` where it has its own.

        :param toc: HTML of the page's table of contents.
        """
        # With dirhtml, links into a folder that is named like the page depend on the page.
        inside = self._site.kind(f"{page}/index") is not None
        if viewpoint.branch is None or viewpoint.branch.own or inside:
            return None
        uri = self._builder.get_target_uri(page)
        # As a neighbour has it, whatever the builder: links depend on the folder alone.
        entry = self._builder.get_relative_uri(f"{page}-", viewpoint.subject)
        key = (viewpoint.branch, dirname(uri.rstrip("/")))
        if viewpoint.subject == page:
            return Place(key, entry, "#", toc)
        return Place(key, entry, entry)

    def before_theme(self, app: Sphinx, context: dict[str, Any]) -> None:
        """Prepare the context of a page for the handler of the theme."""
        if "furo" in app.extensions and "toctree" in context:
            themes.before_furo(context, self._place, self._fragments)

    def after_theme(self, page: str, context: dict[str, Any]) -> None:
        """Share, or complete, what the handler of the theme left in the context of a page."""
        if self._site.kind(page) is None:
            return
        for name, complete in themes.AFTER.items():
            if name in context:
                complete(context, self._levels, self._place, self._fragments)


def _whole(mapping: Any) -> dict[str, Any]:
    """`mapping` of the environment itself, where a view of it is in its place."""
    return cast("dict[str, Any]", getattr(mapping, "data", mapping))
