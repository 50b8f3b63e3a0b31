"""What a file says whose language has no analyser of its own."""

from __future__ import annotations

from sphinx_kwindex.analysis import comments
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.model.facts import FileFacts, LineCounts


def lines(text: str) -> LineCounts:
    """Count the lines of a text; code is not told from comments."""
    rows = text.split("\n")
    full = sum(map(bool, map(str.strip, rows)))
    total = len(rows) - (not rows[-1])
    return LineCounts(total, blank=total - full)


def analyse(text: str, language: Language) -> FileFacts:
    """Read a file of a language that has no reader.

    :param text: as :func:`sphinx_kwindex.analysis.text.decode` gives it.

    Its leading comment says what it is. The fields that depend on more than the text are left for
    the caller.
    """
    markers = comments.MARKERS.get(language.lexer)
    comment = comments.leading(text, markers) if markers else None
    summary = comments.summary(comment.text) if comment else ""
    return FileFacts(
        lines=lines(text),
        summary=summary,
        summary_source="comment" if summary else "",
        docstring=comment.text if comment else "",
        generated=comments.generated(
            text, comment.line + comment.text.count("\n") if comment else 0
        ),
    )
