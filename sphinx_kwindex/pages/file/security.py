"""Security & Safety: what can do harm where it is used wrongly, and what ruff says of it."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.file.findings import findings
from sphinx_kwindex.pages.file.observations import listed


def content(context: Context) -> list[nodes.Node]:
    """Return a row for each thing that was seen, then ruff's findings."""
    return [
        *listed(context, Topic.SECURITY, "kwindex-security"),
        *findings(context, "S"),
    ]
