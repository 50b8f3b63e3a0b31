"""Links from descriptions of Python, such as those of autodoc, to the source on our pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _ as sphinx_message
from sphinx.transforms import SphinxTransform

from sphinx_kwindex.pages.nodes import page_link
from sphinx_kwindex.sphinx_ext import builders
from sphinx_kwindex.sphinx_ext.domain.references import CODE, Found, References

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: The class that Sphinx's own extensions and every theme give to such a link.
_CLASS = "viewcode-link"


class source_anchor(nodes.Inline, nodes.Element):
    """Stands where the link to a source will. Attribute: ``target``, the name in full."""


class AddAnchors(SphinxTransform):
    """Puts an anchor into each description of something in a module, where that is wanted."""

    # Before the domains look for what a document names.
    default_priority = 845

    def apply(self, **kwargs: Any) -> None:
        if not self.config.kwindex_link_code:
            return
        for described in self.document.findall(addnodes.desc):
            if described.get("domain") != "py":
                continue
            names: set[str] = set()
            for signature in described.findall(addnodes.desc_signature):
                module, name = signature.get("module"), signature.get("fullname")
                # One link a name, of several signatures.
                if signature.parent is described and module and name and name not in names:
                    names.add(name)
                    signature += source_anchor(target=f"{module}.{name}")


def fill(references: References, builder: Builder, doctree: nodes.document) -> None:
    """Make links of the anchors, in place of those of ``sphinx.ext.viewcode``; nothing of those
    whose source is not in the repository, or has no page of its own."""
    for node in list(doctree.findall(source_anchor)):
        signature = node.parent
        meaning = references.meaning(CODE, node["target"])
        signature.remove(node)
        if not builders.is_html(builder) or not isinstance(meaning, Found):
            continue
        target = meaning.target
        if target.docname not in references.pages:
            continue
        for other in [child for child in signature.children if _is_viewcode(child)]:
            signature.remove(other)
        shown = nodes.inline("", sphinx_message("[source]"), classes=[_CLASS])
        link = page_link(docname=target.docname, anchor=target.anchor, reftitle=meaning.title)
        link += shown
        signature.append(link)


def _is_viewcode(node: nodes.Node) -> bool:
    """Whether a node is a link within the documentation to a source."""
    return (
        isinstance(node, nodes.reference)
        and bool(node.get("internal"))
        and any(_CLASS in inner["classes"] for inner in node.findall(nodes.inline))
    )
