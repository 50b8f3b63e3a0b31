"""Performance Considerations: caches, concurrency, compilation, and what ruff says of speed."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.file.findings import findings
from sphinx_kwindex.pages.file.observations import rows
from sphinx_kwindex.pages.parts import bullets


def content(context: Context) -> list[nodes.Node]:
    """Return a row for each thing that was seen, then ruff's findings."""
    seen = rows(context, Topic.PERFORMANCE)
    listed = [bullets(seen, "kwindex-performance")] if seen else []
    return [*listed, *findings(context, "PERF", "ASYNC")]
