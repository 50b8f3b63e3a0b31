"""What a file says whose language has no analyser of its own."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_kwindex.analysis import comments
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.model.facts import FileFacts, LineCounts

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*\n")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}")


def analyse(text: str, language: Language) -> FileFacts:
    """Read a file that is not Python.

    :param text: as :func:`sphinx_kwindex.analysis.text.decode` gives it.

    Its first heading, for Markdown and reStructuredText, or else its leading comment says what it
    is. Code is not told from comments. The fields that depend on more than the text are
    left for the caller.
    """
    blank = sum(not line or line.isspace() for line in text.split("\n")) - (
        not text or text.endswith("\n")
    )
    total = text.count("\n") + (bool(text) and not text.endswith("\n"))
    lines = LineCounts(total, blank=blank)
    if language.lexer in HEADINGS:
        heading = HEADINGS[language.lexer](text)
        return FileFacts(
            lines=lines,
            summary=heading,
            summary_source="heading" if heading else "",
            generated=comments.generated(text),
        )
    markers = comments.MARKERS.get(language.lexer)
    comment = comments.leading(text, markers) if markers else None
    summary = comments.summary(comment.text) if comment else ""
    return FileFacts(
        lines=lines,
        summary=summary,
        summary_source="comment" if summary else "",
        docstring=comment.text if comment else "",
        generated=comments.generated(
            text, comment.line + comment.text.count("\n") if comment else 0
        ),
    )


def markdown_heading(text: str) -> str:
    """Return the words of the first heading of a Markdown text, or nothing.

    Headings without words, such as a row of badges, are passed over.
    """
    text = _FRONT_MATTER.sub("", "\n".join(comments.head(text)) + "\n")
    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    inner = MarkdownIt("commonmark")
    tokens = parser.parse(text)
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open":
            words = comments.summary(_words(inner.parseInline(content.content)))
            if words:
                return words
    return ""


def rest_heading(text: str) -> str:
    """Return the first section title of a reStructuredText, or nothing.

    A title is one line of text with a line of one repeated punctuation character below it that
    is at least as long (`docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections`).
    """
    lines = comments.head(text)
    for title, line in pairwise(lines):
        words = title.strip()
        below = line.rstrip()
        if (
            _ADORNMENT.fullmatch(below)
            and len(below) >= len(words)
            and any(map(str.isalnum, words))
        ):
            return comments.summary(words.replace("``", ""))
    return ""


HEADINGS = {"markdown": markdown_heading, "restructuredtext": rest_heading}


def _words(tokens: list[Token]) -> str:
    """Join the text of inline tokens, without images and raw HTML."""
    shown = {"text", "code_inline", "softbreak", "text_special"}
    return "".join(
        " " if child.type == "softbreak" else child.content
        for token in tokens
        for child in token.children or ()
        if child.type in shown
    )
