"""The directive ``kwindex-repository``: the first page of the repository inside another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.sphinx_ext import bodies

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class repository_overview(nodes.General, nodes.Element):
    """Stands where the body of the repository's page will. Attribute: ``docname``, of that page."""


class RepositoryOverview(SphinxDirective):
    """Shows what the repository is, its folders and its files, without their page's title."""

    def run(self) -> list[nodes.Node]:
        docname = Docnames((), self.config.kwindex_docname_prefix).folder("").index.docname
        # The record changes whenever the page does.
        self.env.note_dependency(str(self.env.doc2path(docname)))
        return [repository_overview(docname=docname)]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the body of the page where the directive stood (``doctree-resolved``)."""
    for node in list(doctree.findall(repository_overview)):
        node.parent["classes"].append("kwindex-overview")
        node.replace_self(bodies.content(bodies.drawn(app.env, node["docname"])))


def setup(app: Sphinx) -> None:
    app.add_node(repository_overview)
    app.add_directive("kwindex-repository", RepositoryOverview)
    app.connect("doctree-resolved", fill, priority=50)
