"""Readers of texts and pages: Markdown, reStructuredText, HTML, style sheets, notebooks."""
