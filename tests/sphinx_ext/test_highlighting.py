"""Listings: every line has its id, every element ends in its line, nothing is markup."""

from __future__ import annotations

import html
import re
import time

import pytest
from pygments.lexers import get_lexer_by_name

from sphinx_kwindex.sphinx_ext import highlighting

SOURCES = [
    "",
    "\n",
    "x = 1",
    'def f():\n    """Two\n    lines."""\n    return "<&>"\n\n\n',
    "a\x0cb\x00c\x1b\x85\n",
    "'''never closed\n\n",
    "</pre><script>alert(1)</script>\n",
]


@pytest.mark.parametrize("alias", ["python", "text", "c++", "no-such-lexer"])
@pytest.mark.parametrize("source", SOURCES)
def test_lines_are_those_of_the_text(source: str, alias: str) -> None:
    wanted = (source if source.endswith("\n") or not source else source + "\n").split("\n")[:-1]
    rows = list(highlighting.lines(source, alias))
    texts = [html.unescape(re.sub(r"<[^>]*>", "", row)) for row in rows]
    printable = [html.unescape(highlighting.escape(line)) for line in wanted]
    assert texts == printable
    for row in rows:
        assert row.count("<span") == row.count("</span>")
        assert "<script" not in row


def test_ids_of_lines_and_definitions() -> None:
    text, anchors = "class A: pass\nx = y = 1\n", {1: ["A"], 2: ["x", "y"]}
    listing = "".join(highlighting.block(text, "python", anchors))
    rows = listing.split('<a class="ln"')[1:]
    assert 'id="L-1" href="#L-1">1</a><span id="A">' in rows[0]
    assert 'id="L-2"' in rows[1]
    assert re.findall(r'<span id="(\w)">', rows[1]) == ["y", "x"]


def test_colours_are_those_of_pygments() -> None:
    source = "import os\n\n\nclass A(B):\n    def f(self): return f'{1!r:>{2}}'\n"
    ours = "\n".join(highlighting.lines(source, "python"))
    for kind, value in get_lexer_by_name("python").get_tokens(source):
        css = highlighting._css_class(kind)
        if value.strip() and css in {"k", "kn", "nc", "nf", "nn"}:
            assert re.search(f'<span class="{css}">[^<]*{re.escape(value)}', ours)


def test_a_lexer_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlighting, "LEXER_SECONDS", 0.0)
    source = "x = 1\n" * 5000
    rows = list(highlighting.lines(source, "python"))
    assert len(rows) == 5000
    assert "<span" in rows[0]
    assert rows[-1] == "x = 1"


@pytest.mark.parametrize("alias", ["c", "cpp", "arduino"])
def test_a_match_that_would_not_end_is_ended(alias: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two loops over white space, of which Pygments' C has some: minutes for one token."""
    monkeypatch.setattr(highlighting, "LEXER_SECONDS", 0.2)
    source = "a " + "\x0b" * 30_000 + "\nx = 1;\n"
    start = time.process_time()
    rows = list(highlighting.lines(source, alias))
    assert time.process_time() - start < 5
    assert rows[-1] == "x = 1;"
    assert highlighting.seconds(source, alias, 0.2) == 0.2
    assert highlighting.seconds("int x = 1;\n", alias, 0.2) < 0.2


def test_a_long_listing_is_in_groups_of_lines() -> None:
    short = "".join(highlighting.block("x = 1\n" * highlighting.GROUP, "python", {}))
    assert 'class="lns"' not in short
    long = "".join(highlighting.block("x = 1\n" * (highlighting.GROUP + 20), "python", {}))
    sizes = re.findall(r'<span class="lns" style="--kwindex-lines: (\d+)">', long)
    assert sizes == [str(highlighting.GROUP), "20"]
    groups = long.split('<span class="lns"')[1:]
    assert [group.count('<a class="ln"') for group in groups] == [highlighting.GROUP, 20]
    assert all(group.count("<span") + 1 == group.count("</span>") for group in groups)


def test_characters_of_four_bytes_are_references() -> None:
    """With one of them a page of three megabytes takes twelve in memory, in each of its copies."""
    source = "x = '\u2192 \U0001f600'\n"
    listing = "".join(highlighting.block(source, "python", {}))
    assert "\u2192 &#128512;" in listing
    assert max(listing) == "\u2192"
