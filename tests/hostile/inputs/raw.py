"""Bytes that are no text, or another text than they say."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from tests.hostile.inputs.made import Input, numbered

#: Suffixes of files that are read in different ways.
SUFFIXES = (".py", ".md", ".rst", ".json", ".yaml", ".toml", ".c", ".html", ".js", ".sh", ".txt")

_WORDS = "name = 1\n# café \u4e2d\u6587 \U0001f600\n"

BYTES: Mapping[str, bytes] = {
    "all bytes": bytes(range(256)),
    "all bytes but NUL": bytes(range(1, 256)),
    "all bytes, reversed": bytes(range(255, -1, -1)) * 3,
    "one NUL": b"x = 1\n\0\ny = 2\n",
    "NUL at the end": b"x = 1\n\0",
    "only NULs": b"\0" * 5000,
    "no bytes": b"",
    "one newline": b"\n",
    "only spaces": b" " * 5000,
    "only tabs and form feeds": b"\t\x0b\x0c" * 500,
    "UTF-8 with a mark": b"\xef\xbb\xbf" + _WORDS.encode(),
    "only a mark": b"\xef\xbb\xbf",
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbfx = 1\n",
    "a mark in the middle": b"x = 1\n\xef\xbb\xbfy = 2\n",
    "UTF-16 with a mark": _WORDS.encode("utf-16"),
    "UTF-16, little end": _WORDS.encode("utf-16-le"),
    "UTF-16, big end": _WORDS.encode("utf-16-be"),
    "UTF-16, big end with a mark": b"\xfe\xff" + _WORDS.encode("utf-16-be"),
    "UTF-16 cut in the middle": _WORDS.encode("utf-16")[:-1],
    "UTF-16 with a lone surrogate": b"\xff\xfe" + b"\x00\xd8" + "x".encode("utf-16-le"),
    "UTF-32 with a mark": _WORDS.encode("utf-32"),
    "UTF-32, big end with a mark": b"\x00\x00\xfe\xff" + _WORDS.encode("utf-32-be"),
    "UTF-32 beyond Unicode": b"\xff\xfe\x00\x00" + b"\xff\xff\xff\x7f",
    "Latin-1": b"x = 'caf\xe9'\n",
    "an overlong form": b"x = '\xc0\x80\xe0\x80\x80\xc1\xbf'\n",
    "a form cut short": b"x = '\xe2\x82",
    "a tail without a head": b"x = '\x80\xbf'\n",
    "surrogates as CESU-8": b"x = '\xed\xa0\xbd\xed\xb8\x80'\n",
    "a lone surrogate": b"x = '\xed\xb3\xbf'\n",
    "beyond U+10FFFF": b"x = '\xf4\x90\x80\x80\xf8\x88\x80\x80\x80'\n",
    "many bytes 255": b"\xff" * 50_000,
    "noncharacters": "x = '\ufffe\uffff\ufdd0\U0001ffff\U0010ffff'\n".encode(),
    "carriage returns": b"x = 1\ry = 2\r# z\r",
    "all line ends": "a\nb\r\nc\rd\x85e\u2028f\u2029g\x0bh\x0ci\x1cj\x1dk\x1el".encode(),
    "line ends in a string": "x = 'a\x85b\u2028c\u2029d\x0ce'\ndef f(): pass\n".encode(),
    "controls": "".join(map(chr, [*range(1, 32), 127, *range(128, 160)])).encode(),
    "escapes of a terminal": b"\x1b[31m\x1b]0;title\x07\x1b[2J\x9b31m x = 1\n",
    "the end of a file of DOS": b"x = 1\n\x1ay = 2\n",
    "right to left": "x = '\u202e\u2066\u2067\u200f\u061c'  # \u202d\u2069\n".encode(),
    "invisible": "x\u200b = '\u00ad\u2060\ufeff\u180e\U000e0041'\n".encode(),
    "combined": ("x = 'a" + "\u0301" * 20_000 + "'\n").encode(),
    "wide": ("\ufdfa" * 5_000 + "\n" + "\U000132ff" * 5_000 + "\n").encode(),
    "names in all scripts": "ªº = µ = ſ = ﬁ = 𝔘𝔫𝔦 = 변수 = переменная = 1\n".encode(),
}

#: What follows ``coding`` in a comment of Python (:pep:`263`).
CODECS = (
    *("utf-8", "UTF8", "utf_8", "utf-8-sig", "u8", "ascii", "us-ascii", "latin-1", "l1", "cp1252"),
    *("iso-8859-15", "koi8-r", "mac-roman", "cp037", "cp500", "cp1026", "cp424", "utf-7", "utf-16"),
    *("utf-16-le", "utf-32", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "mbcs"),
    *("oem", "undefined", "rot13", "hex", "base64", "bz2", "zlib", "uu", "quopri", "shift_jis"),
    *("euc-jp", "iso2022_jp", "iso2022_kr", "hz", "gb18030", "big5", "euc-kr", "johab", "charmap"),
    *("no-such", "utf-9", "x" * 5_000, "..", "../../etc/passwd", "os.system", "<script>", "-", "_"),
    *("utf-8-unix", "latin-1-dos", "utf8mb4", "palmos", "ptcp154", "kz1048", "encodings.evil"),
)

_COOKIES = (
    "# coding: {}",
    "# -*- coding: {} -*-",
    "# vim: set fileencoding={} :",
    "#!/usr/bin/python\n# coding={}",
    "\n# coding: {}",
    "\n\n# coding: {}",
    "'''doc'''\n# coding: {}",
    "\ufeff# coding: {}",
    "# coding: utf-8\n# coding: {}",
    "# coding: {}\r",
    "\x0c# coding: {}",
)


def everything(random: random.Random) -> Iterator[Input]:
    """Each sequence of bytes as a file of each kind; then random ones."""
    place = 0
    for suffix in SUFFIXES:
        for why, data in BYTES.items():
            yield Input(numbered(place, suffix), data, why)
            place += 1
        yield Input(numbered(place, suffix), random.randbytes(3_000), "random bytes")
        yield Input(
            numbered(place + 1, suffix),
            bytes(
                random.choice(b"(){}[]<>\"'\\#/*:=,.;@!$%&|^~`?- \n\tabc01") for _ in range(3_000)
            ),
            "random marks",
        )
        place += 2


def encodings(random: random.Random) -> Iterator[Input]:
    """Python that names its encoding: truly, wrongly, or one that does not exist."""
    body = "\nname = 'é'\ndef function(): pass\n"
    for place, codec in enumerate(CODECS):
        head = random.choice(_COOKIES).format(codec)
        yield Input(numbered(place, ".py"), head + body, f"{codec[:30]}, in UTF-8")
        try:
            data = (f"# coding: {codec}" + body).encode(codec)
        except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
            continue
        yield Input(f"true/{numbered(place, '.py')}", data, f"{codec[:30]}, as it says")
    for place, cookie in enumerate(_COOKIES):
        for codec in ("latin-1", "no-such"):
            name = f"forms/{codec}/{numbered(place, '.py')}"
            yield Input(name, cookie.format(codec) + body, f"{codec} as {cookie!r}")
