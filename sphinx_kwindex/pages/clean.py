"""Text of a repository made fit for a page.

A name or a docstring can hold anything: control characters end XML pages, lone surrogates end
the write of a file, marks that turn the direction of writing make a line read other than it is.
"""

from __future__ import annotations

import re

#: Longest text, in characters, that is shown of a name or a path; of a line; of a signature.
NAME, LINE, SIGNATURE = 250, 500, 1000

# C0 and C1 controls but tab and newline, surrogates, the overrides, embeddings and isolates of
# the bidirectional algorithm (UAX #9), line and paragraph separators, and non-characters.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACE = re.compile(r"[ \t\n]+")


def clean(text: str, limit: int = LINE) -> str:
    """Return `text` as one line of at most `limit` characters, unfit ones as U+FFFD."""
    if text.isprintable():
        return text if len(text) <= limit else cut(text, limit)
    return cut(_UNFIT.sub("\ufffd", _SPACE.sub(" ", text)), limit)


def clean_block(text: str) -> str:
    """Return `text` with its lines and tabs, unfit characters as U+FFFD."""
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def visible(path: str, limit: int = NAME) -> str:
    r"""Return `path` with unfit characters written out: ``\xff`` for a byte that is not UTF-8."""
    if not path.isprintable():
        path = _UNFIT.sub(_escape, path.replace("\n", "\\n").replace("\t", "\\t"))
    return cut(path, limit)


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters of `text`, ending in an ellipsis where there were more."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "\u2026"


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8 (PEP 383)
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
