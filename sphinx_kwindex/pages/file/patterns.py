"""Code Patterns & Idioms: the constructs of its language that a file defines and uses."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.pages.file import findings
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.file.observations import rows
from sphinx_kwindex.pages.parts import bullets


def content(context: Context) -> list[nodes.Node]:
    """Return a row for each construct, then what the repository's own rules of ruff say."""
    seen = rows(context, Topic.PATTERN)
    listed = [bullets(seen, "kwindex-patterns")] if seen else []
    return [*listed, *findings.others(context, "S", "PERF", "ASYNC", "C")]
