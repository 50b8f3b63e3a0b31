"""What analysis raises for others to catch, and an exception in one line."""

from __future__ import annotations

from sphinx_kwindex.analysis.text import without_surrogates


class ChildDied(Exception):
    """The child ended before it gave its reply."""


class NotAnExecutor(ValueError):
    """What was named gives no executor."""


def in_one_line(error: BaseException) -> str:
    """Return the kind of an exception and the first line of its words, at most 200 characters."""
    words = without_surrogates(f"{type(error).__name__}: {error}")
    return words.partition("\n")[0][:200].rstrip(": ")
