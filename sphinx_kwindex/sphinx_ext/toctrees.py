"""The way from hand-written documents to our pages: one entry, wherever its author wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_kwindex.sphinx_ext.overview import repository_overview

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Attribute of a toctree that we added to the root document.
_ADDED = "kwindex_added"


def drop_globbed(doctree: nodes.document, source: str, ours: frozenset[str], entry: str) -> None:
    """Take what a glob swallowed of `ours` out of the toctrees of a hand-written document.

    :param source: text of the document.
    :param entry: our first document; it stays where the text names it.
    """
    named = entry in source
    for toctree in doctree.findall(addnodes.toctree):
        if toctree.get("glob"):
            swallowed = ours - {entry} if named else ours
            toctree["entries"] = [item for item in toctree["entries"] if item[1] not in swallowed]
            toctree["includefiles"] = [
                name for name in toctree["includefiles"] if name not in swallowed
            ]


def lead_from_root(env: BuildEnvironment, app: Sphinx, entry: str, wanted: bool) -> list[str]:
    """Make the root document lead to `entry`, if no toctree does and `wanted` says so.

    What hand-written toctrees name is known only when all documents have been read.

    :returns: documents to write anew: the root document, or nothing.
    """
    root = app.config.root_doc
    if root == entry or root not in env.all_docs:
        return []
    elsewhere = any(
        entry in names for parent, names in env.toctree_includes.items() if parent != root
    )
    doctree = env.get_doctree(root)
    added = [node for node in doctree.findall(addnodes.toctree) if node.get(_ADDED)]
    own = any(
        entry in node["includefiles"]
        for node in doctree.findall(addnodes.toctree)
        if not node.get(_ADDED)
    )
    wanted = wanted and not elsewhere and not own and entry in env.found_docs
    if entry in env.found_docs:
        # Without an entry anywhere our pages stand alone, as their author wants it.
        if wanted or elsewhere or own:
            env.metadata[entry].pop("orphan", None)
        else:
            env.metadata[entry]["orphan"] = ""
    present = [node["includefiles"] for node in added]
    if present == ([[entry]] if wanted else []):
        return []
    for node in added:
        node.parent.parent.remove(node.parent)
    if wanted:
        shown = next(doctree.findall(repository_overview), None) is None
        _append(doctree, _toctree(root, entry, app.config.kwindex_toctree_depth, shown))
    _store(env, app, root, doctree)
    return [root]


def _toctree(root: str, entry: str, depth: int, shown: bool) -> nodes.Element:
    toctree = addnodes.toctree(
        "",
        parent=root,
        entries=[(None, entry)],
        includefiles=[entry],
        maxdepth=depth,
        caption=None,
        glob=False,
        hidden=not shown,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )
    toctree[_ADDED] = True
    return nodes.compound("", toctree, classes=["toctree-wrapper"])


def _append(doctree: nodes.document, node: nodes.Element) -> None:
    """Put `node` at the end of the document's first section."""
    section = next(iter(doctree.findall(nodes.section)), doctree)
    section.append(node)


def _store(env: BuildEnvironment, app: Sphinx, docname: str, doctree: nodes.document) -> None:
    """Let Sphinx take the changed document in, as if it had been read so."""
    from sphinx.environment.collectors.toctree import TocTreeCollector

    env.toctree_includes.pop(docname, None)
    for documents in env.files_to_rebuild.values():
        documents.discard(docname)
    # What is read now is the root document; left so, Sphinx would copy the environment with it
    # for each page that it writes.
    current = env.current_document
    env.prepare_settings(docname)
    doctree.settings.env = env
    TocTreeCollector().process_doc(app, doctree)
    env.current_document = current
    app.builder.write_doctree(docname, doctree, _cache=False)
    # What Sphinx remembers of the document is the one without, or with, the entry.
    forget(env, docname)
    env.__dict__.pop("master_doctree", None)


def forget(env: BuildEnvironment, docname: str) -> None:
    """Let a doctree out of memory; the one on disk stays."""
    env._write_doc_doctree_cache.pop(docname, None)
    env._pickled_doctree_cache.pop(docname, None)
