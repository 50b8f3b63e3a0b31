"""The words of a line of reStructuredText, without its inline markup."""

from __future__ import annotations

import re

#: Inline markup (`docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup`), and
#: what stays of it.
_MARKUP = (
    (re.compile(r"\|[^|\s][^|\n]*\|_{0,2}"), ""),  # a substitution, mostly a badge
    (re.compile(r"``(.+?)``", re.DOTALL), r"\1"),
    (re.compile(r":(?:pep|PEP):`(\d+)`"), r"PEP \1"),
    (re.compile(r":(?:rfc|RFC):`(\d+)`"), r"RFC \1"),
    (re.compile(r":[\w.+:-]+:`([^`<]+?)(\s*<[^`>]*>)?`"), r"\1"),  # a role
    (re.compile(r"`([^`<]+?)(\s*<[^`>]*>)?`_{0,2}"), r"\1"),  # a link or interpreted text
    (re.compile(r"\*{1,2}([^*\s](?:[^*]*[^*\s])?)\*{1,2}"), r"\1"),
    (re.compile(r"\\([^\s\w])"), r"\1"),  # what a backslash keeps from being markup
)


def words(text: str) -> str:
    """Return `text` on one line, inline markup taken off. Pure."""
    text = " ".join(text.split())
    for markup, kept in _MARKUP:
        text = markup.sub(kept, text)
    return text.strip()
