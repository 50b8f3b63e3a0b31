"""Performance Considerations: caches, concurrency, compilation, and what ruff says of speed."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.file.findings import findings
from sphinx_kwindex.pages.file.observations import listed


def content(context: Context) -> list[nodes.Node]:
    """Return a row for each thing that was seen, then ruff's findings."""
    return [
        *listed(context, Topic.PERFORMANCE, "kwindex-performance"),
        *findings(context, "PERF", "ASYNC"),
    ]
