"""Bytes of all kinds, and the text that they are."""

from __future__ import annotations

import ast
import time

import pytest

from sphinx_kwindex.analysis.text import Decoded, decode
from sphinx_kwindex.model.files import Reason

#: Bytes, whether they are Python, and what they are: text, encoding, newline.
READABLE = [
    (b"", True, ("", "utf-8", "none")),
    (b"a\nb", False, ("a\nb", "utf-8", "LF")),
    (b"a\r\nb\r\n", True, ("a\nb\n", "utf-8", "CRLF")),
    (b"a\rb\r", True, ("a\nb\n", "utf-8", "CR")),
    (b"a\rb\r\nc\n", True, ("a\nb\nc\n", "utf-8", "mixed")),
    (b"a\x0cb\x0b\xc2\x85\xe2\x80\xa8", True, ("a\x0cb\x0b\x85\u2028", "utf-8", "none")),
    (b"\xef\xbb\xbfa", True, ("a", "utf-8-sig", "none")),
    (b"\xef\xbb\xbfa", False, ("a", "utf-8-sig", "none")),
    ("a\r\n".encode("utf-16"), False, ("a\n", "utf-16", "CRLF")),
    (b"\0\0\xfe\xff\0\0\0a", False, ("a", "utf-32", "none")),
    (b"# coding: latin-1\n\xe9", True, ("# coding: latin-1\n\xe9", "iso-8859-1", "LF")),
    (b"#!x\r# vim: set fileencoding=cp1251 :\r\xe9", True,
     ("#!x\n# vim: set fileencoding=cp1251 :\n\u0439", "cp1251", "CR")),
    (b"# coding: utf-7\n'+2AA-'", True, ("# coding: utf-7\n'\ufffd'", "utf-7", "LF")),
    (("\N{EURO SIGN}" * 5000).encode(), True, ("\N{EURO SIGN}" * 5000, "utf-8", "none")),
]  # fmt: skip


@pytest.mark.parametrize(("data", "python", "expected"), READABLE)
def test_readable(data: bytes, python: bool, expected: tuple[str, str, str]) -> None:
    assert decode(data, python) == Decoded(*expected)


#: Bytes, whether they are Python, the reason, its line (0 where no text is shown), that text.
UNREADABLE = [
    (b"a\nb\r\rc \xff\n", False, Reason.ENCODING, 4, "a\nb\n\nc \xff\n"),
    (b"a\n\xff\n", True, Reason.ENCODING, 2, "a\n\xff\n"),
    (b"a\n\n\n\xff\n", True, Reason.ENCODING, 4, "a\n\n\n\xff\n"),
    (b"# coding: no-such\n", True, Reason.ENCODING, 1, "# coding: no-such\n"),
    (b"# coding: rot13\n", True, Reason.ENCODING, 1, "# coding: rot13\n"),
    (b"# coding: ascii\n\xe9", True, Reason.ENCODING, 2, "# coding: ascii\n\xe9"),
    (b"\xff\xfea", False, Reason.ENCODING, 0, ""),
    (b"a\nb\0", False, Reason.BINARY, 0, ""),
    (b"a\nb\0", True, Reason.BINARY, 2, "a\nb\0"),
    (b"\x7fELF\0\xff", True, Reason.BINARY, 0, ""),
]


@pytest.mark.parametrize(("data", "python", "reason", "line", "text"), UNREADABLE)
def test_unreadable(data: bytes, python: bool, reason: Reason, line: int, text: str) -> None:
    found = decode(data, python)
    assert found.problem is not None
    assert (found.problem.reason, found.problem.line, found.text) == (reason, line, text)
    assert bool(found.encoding) == bool(text)


@pytest.mark.parametrize("codec", ["idna", "punycode"])
def test_quadratic_codecs_are_refused(codec: str) -> None:
    start = time.monotonic()
    found = decode(f"# coding: {codec}\n".encode() + b"a" * 3_000_000, True)
    assert found.problem is not None
    assert found.problem.reason is Reason.ENCODING
    assert time.monotonic() - start < 5


def test_lines_are_those_of_ast() -> None:
    data = b"a = 1\x0c\r\n\x0c\r'''\x0b\xe2\x80\xa8\x1c'''\n\rdef f(): ...\r\n"
    found = decode(data, True)
    assert ast.parse(found.text).body[-1].lineno == ast.parse(data).body[-1].lineno == 5
    assert found.lines == 5
