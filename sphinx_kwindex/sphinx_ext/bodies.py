"""The body of a page, drawn when it is written.

While Sphinx reads, a page of ours is a frame: its titles, and its toctree. That is all that
Sphinx's collectors look for; the dozens of transforms that it runs over each document when it
reads it, and again when it resolves it, and the pickles that it keeps, cost far more than drawing
a page does, and find nothing in ours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.views import FilePage, KeywordsPage, View
from sphinx_kwindex.sphinx_ext import added, imports, stores

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_kwindex.pages.docstrings import Docstring

#: Attribute of the top section of a page: the name of the document that it is.
_PAGE = "kwindex_page"
#: Attribute of what stands in a frame until the body takes its place.
_FRAME = "kwindex_frame"


class _Drawing(NamedTuple):
    """What draws pages, in the markup that a project writes its docstrings in."""

    draw: Callable[[View, FileFacts | None, Docstring], nodes.section]
    outline: Callable[[View, FileFacts | None], nodes.section]
    docstring: Docstring


@cache
def _drawing(markup: str) -> _Drawing:
    # A third of all that we import: a build that finds nothing changed is spared it.
    with imports.installed_only():
        from sphinx_kwindex.pages.docstrings import renderer
        from sphinx_kwindex.pages.drawing import draw, outline
    return _Drawing(draw, outline, renderer(markup))


def drawn(env: BuildEnvironment, docname: str) -> nodes.section:
    """Draw a page of ours from the store: its top section, with all that it shows.

    :raises KeyError: there is no such page.
    """
    drawing = _drawing(env.config.kwindex_docstrings)
    return drawing.draw(*_shown(env, docname), drawing.docstring)


def _shown(env: BuildEnvironment, docname: str) -> tuple[View, FileFacts | None]:
    store = stores.of(env.doctreedir)
    view = store.view(docname)
    facts: FileFacts | None = None
    if isinstance(view, FilePage | KeywordsPage) and view.facts:
        facts = store.facts(view.facts)
    return view, facts


def frame(env: BuildEnvironment, docname: str) -> nodes.section:
    """Return the frame of a page.

    :raises KeyError: there is no such page.
    """
    section = _drawing(env.config.kwindex_docstrings).outline(*_shown(env, docname))
    framed = _outline(section)
    framed[_PAGE] = docname
    return framed


def page_of(node: nodes.Node) -> str:
    """The name of the page of ours that a node is on; empty where it is on none.

    A document that a builder makes of all has many.
    """
    while (node := node.parent) is not None:
        if isinstance(node, nodes.section) and _PAGE in node:
            return str(node[_PAGE])
    return ""


def frame_section(section: nodes.section) -> nodes.section:
    """Return a section, marked as one of a frame: the body takes its place."""
    section[_FRAME] = True
    return section


def _outline(section: nodes.section) -> nodes.section:
    outline = section.copy()
    for child in section.children:
        if isinstance(child, nodes.title) or _is_toctree(child):
            copy = child.deepcopy()
            # Where it is not known, Sphinx writes each title out to say so to who looks for errors.
            copy.source = copy.source or ""
            outline += copy
        elif isinstance(child, nodes.section):
            outline += frame_section(_outline(child))
    return outline


def _is_toctree(node: nodes.Node) -> bool:
    return isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the bodies into the frames (``doctree-resolved``, before all that looks for links).

    Builders that make one document of all have many frames in one tree, and other documents
    where a frame had its toctree.
    """
    frames = [section for section in doctree.findall(nodes.section) if _PAGE in section]
    for section in frames:
        page = drawn(app.env, section[_PAGE])
        additions = added.taken(section)
        title, *rest = section.children
        kept = [
            child
            for child in rest
            if not (isinstance(child, nodes.section) and _FRAME in child) and child not in additions
        ]
        section.clear()
        section += [title, *content(page)]
        added.put(section, section[_PAGE], additions)
        section += kept


def content(page: nodes.section) -> list[nodes.Node]:
    """Return what a drawn page holds beside its title and its toctree."""
    return [
        child
        for child in page.children
        if not (isinstance(child, nodes.title) or _is_toctree(child))
    ]


def prepare(app: Sphinx) -> None:
    """Import what draws, before processes are forked that would do so each."""
    _drawing(app.config.kwindex_docstrings)


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", fill, priority=50)
