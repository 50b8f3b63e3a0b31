"""Code Patterns & Idioms: the constructs of its language that a file defines and uses."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.pages.file import findings
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.file.observations import listed


def content(context: Context) -> list[nodes.Node]:
    """Return a row for each construct, then what the repository's own rules of ruff say."""
    return [
        *listed(context, Topic.PATTERN, "kwindex-patterns"),
        *findings.others(context, "S", "PERF", "ASYNC", "C"),
    ]
