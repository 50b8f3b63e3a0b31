"""Blocks of code that would never be coloured lose their language, and no others do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.builders.text import TextBuilder
from sphinx.highlighting import PygmentsBridge

from sphinx_kwindex.sphinx_ext import blocks, highlighting
from tests.conftest import commit

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from tests.conftest import Builder as Build

ENDLESS = "a " + "\x0b" * 30_000


@pytest.mark.parametrize(
    ("text", "attributes", "builder", "language"),
    [
        (ENDLESS, {"force": True}, StandaloneHTMLBuilder, "text"),
        ("int x;", {"force": True}, StandaloneHTMLBuilder, "c"),
        (ENDLESS, {}, StandaloneHTMLBuilder, "c"),  # of somebody else
        (ENDLESS, {"force": True}, LaTeXBuilder, "text"),
        (ENDLESS, {"force": True}, TextBuilder, "c"),  # a builder without colours
    ],
)
def test_language_is_taken_where_colours_take_too_long(
    text: str,
    attributes: dict[str, Any],
    builder: type[Builder],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(highlighting, "LEXER_SECONDS", 0.2)
    document = new_document("")
    document += nodes.literal_block(text, text, language="c", **attributes)
    app: Any = SimpleNamespace(builder=builder)
    blocks.spare(app, document, "index")
    (block,) = document.findall(nodes.literal_block)
    assert block["language"] == language


def test_each_page_has_its_time_in_a_document_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlighting, "LEXER_SECONDS", 0.2)
    document = new_document("")
    texts = {"a": [ENDLESS, "int x;"], "b": ["int y;"]}
    for page, blocks_of_page in texts.items():
        section = nodes.section(kwindex_page=page)
        inner = nodes.section()
        inner += [nodes.literal_block(t, t, language="c", force=True) for t in blocks_of_page]
        section += inner
        document += section
    app: Any = SimpleNamespace(builder=StandaloneHTMLBuilder)
    blocks.spare(app, document, "index")
    found = [block["language"] for block in document.findall(nodes.literal_block)]
    assert found == ["text", "text", "c"]


@pytest.mark.parametrize("builder", ["latex", "epub", "singlehtml"])
def test_each_builder_with_colours_is_spared(
    repository: Callable[[str], Path], build: Build, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    monkeypatch.setattr(highlighting, "seconds", lambda text, alias, most: most)
    root = repository("small")
    (root / "slow.c").write_text("int too_slow;", encoding="utf-8")
    commit(root)
    languages = []
    colour = PygmentsBridge.highlight_block

    def watched(bridge: PygmentsBridge, source: str, lang: str, *rest: Any, **options: Any) -> str:
        if "too_slow" in source:
            languages.append(lang)
        return colour(bridge, source, lang, *rest, **options)

    monkeypatch.setattr(PygmentsBridge, "highlight_block", watched)
    build(root / "docs", builder, kwindex_builders=["*"], kwindex_include=["slow.c"])
    assert set(languages) == {"text"}
