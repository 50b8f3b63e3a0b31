"""From the bytes of a file to its text, as the reader of its language would decode them."""

from __future__ import annotations

import codecs
import re
import tokenize
from io import BytesIO

from msgspec import Struct
from msgspec.structs import replace

from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import phrase

#: Byte order marks, longest first: the one of UTF-32 begins with that of UTF-16.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Codecs that a Python source may name and that take quadratic time: a megabyte would stop us.
QUADRATIC: frozenset[str] = frozenset({"idna", "punycode"})

#: Decodes every byte: what cannot be read as declared still has a page.
FALLBACK = "latin-1"

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINE = re.compile("\r\n|\r|\n")


class Decoded(Struct, frozen=True):
    """The text of a file.

    :ivar text: with ``\\n`` between lines and nowhere a lone surrogate; empty for binary files.
    :ivar encoding: Python's name of the encoding used; empty for binary files.
    :ivar newline: ``LF``, ``CRLF``, ``CR``, ``mixed`` or ``none``.
    :ivar problem: why `text` is not what the author wrote, or ``None``.
    """

    text: str
    encoding: str
    newline: str = "none"
    problem: Problem | None = None

    @property
    def lines(self) -> int:
        """How many lines the text has; the last needs no newline."""
        return self.text.count("\n") + (not self.text.endswith("\n") and bool(self.text))


def decode(data: bytes, python: bool) -> Decoded:
    """Decode the bytes of a file.

    :param python: whether a declaration in the first two lines names the encoding (:pep:`263`).

    Lines end where Python's tokenizer ends them (``\\r\\n``, ``\\r``, ``\\n``) and nowhere else, so
    that line numbers agree with :mod:`ast`. Bytes that are not text in the encoding they claim are
    read as Latin-1, and the problem says so. Pure; never raises; linear in the size of `data`.
    """
    problem: Problem | None = None
    encoding = "utf-8"
    try:
        encoding = _encoding(data, python)
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _NEWLINE.sub("\n", data[: error.start].decode(FALLBACK)).count("\n") + 1
        message = phrase("not text in {encoding}: {error}", encoding=encoding, error=error.reason)
        problem = Problem(Reason.ENCODING, message, line)
    except (SyntaxError, LookupError, ValueError, TypeError) as error:
        # Codecs from bytes to bytes, and codecs that fail in their own ways, end here as well.
        problem = Problem(Reason.ENCODING, _message(error), 1)
    wide = encoding in ("utf-16", "utf-32")
    if b"\0" in data and not wide:
        message = phrase("holds NUL bytes")
        if problem is not None or not python:
            return Decoded("", "", problem=Problem(Reason.BINARY, message))
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        problem = Problem(Reason.BINARY, message, line)
    elif problem is not None:
        if wide:  # there is no line to name
            return Decoded("", "", problem=replace(problem, line=0))
        encoding = FALLBACK
        text = data.decode(FALLBACK)
    newline = _newline(text)
    if newline not in ("none", "LF"):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(without_surrogates(text), encoding, newline, problem)


def without_surrogates(text: str) -> str:
    """Return `text` with U+FFFD for each lone surrogate, which no encoding can hold."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _encoding(data: bytes, python: bool) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark) and (encoding == "utf-8-sig" or not python):
            break
    else:
        encoding = "utf-8"
    if python:
        # Two lines that end as Python's tokenizer ends them; `readline` knows only ``\n``.
        head = re.split(b"\r\n|\r|\n", data, maxsplit=2)[:2]
        encoding = tokenize.detect_encoding(BytesIO(b"\n".join(head)).readline)[0]
        if codecs.lookup(encoding).name in QUADRATIC:
            raise LookupError(f"the encoding {encoding} is not read")
    return encoding


def _message(error: Exception) -> str:
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return without_surrogates(text or type(error).__name__)[:200]


def _newline(text: str) -> str:
    pairs = text.count("\r\n")
    counts = {
        "CRLF": pairs,
        "CR": text.count("\r") - pairs,
        "LF": text.count("\n") - pairs,
    }
    found = [name for name, count in counts.items() if count]
    return found[0] if len(found) == 1 else ("mixed" if found else "none")


def shortened(text: str, most: int, is_whole: bool = True) -> str:
    """Return `text`; of more than `most` characters its begin and three dots.

    What is cut must not read as if it were whole.

    :param is_whole: whether nothing was cut off before.
    """
    return text if is_whole and len(text) <= most else f"{text[: most - 3].rstrip()}..."


#: Stands for the end of a line where it is a part of what is said, and all is shown on one line.
LINE_END = "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"


def label_key(label: str) -> str:
    """Return a label of a text as docutils and Sphinx look it up: in small letters, with one space
    for any white. Pure."""
    return " ".join(label.lower().split())
