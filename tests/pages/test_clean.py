"""Text of a repository made fit for a page."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from sphinx_kwindex.pages.clean import clean, clean_block, visible

#: All that may not stand on a page, as the standards name it.
UNFIT = [
    chr(code)
    for code in range(0x10000)
    if (unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp") and chr(code) not in "\n\t")
    or unicodedata.bidirectional(chr(code)) in {"LRE", "RLE", "LRO", "RLO", "PDF"}
    or unicodedata.bidirectional(chr(code)) in {"LRI", "RLI", "FSI", "PDI"}
    or code in (0xFFFE, 0xFFFF)
]


def test_unfit_characters_are_replaced_one_by_one() -> None:
    text = "a".join(UNFIT)
    assert clean(text, len(text)) == "a".join("\ufffd" * len(UNFIT))
    assert not set(visible(text, sys.maxsize)) & set(UNFIT)


@pytest.mark.parametrize("text", ["plain", "naïve 日本 עברית \u200f", "tab\tand\nline"])
def test_fit_text_stays(text: str) -> None:
    assert clean(text) == " ".join(text.replace("\t", " ").split("\n"))
    assert clean_block(text) == text


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("a\r\nb\rc\n\td\x1b[0m\ud800") == "a\nb\nc\n\td\ufffd[0m\ufffd"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("caf\udce9.py", "caf\\xe9.py"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202egpj", "\\u202egpj"),
    ],
)
def test_paths_show_what_cannot_be_seen(path: str, shown: str) -> None:
    assert visible(path) == shown


def test_long_text_is_cut() -> None:
    assert clean("x" * 10_000, 20) == "x" * 19 + "\u2026"
    assert clean("x" * 20, 20) == "x" * 20
    assert len(visible("x" * 10_000)) == 250
