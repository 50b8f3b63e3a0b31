"""What ends a survey, and how it is said."""

from __future__ import annotations

from sphinx_kwindex.analysis.text import without_surrogates


class ChildDied(Exception):
    """The child ended before it gave its reply."""


class NotAnExecutor(ValueError):
    """What was named gives no executor."""


def said(error: BaseException) -> str:
    """Return an exception in one short line."""
    words = without_surrogates(f"{type(error).__name__}: {error}")
    return words.partition("\n")[0][:200].rstrip(": ")
