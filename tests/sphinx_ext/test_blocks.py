"""Blocks of code that would never be coloured lose their language, and no others do."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_kwindex.sphinx_ext import blocks, highlighting

ENDLESS = "a " + "\x0b" * 30_000


@pytest.mark.parametrize(
    ("text", "attributes", "highlighter", "language"),
    [
        (ENDLESS, {"force": True}, True, "text"),
        ("int x;", {"force": True}, True, "c"),
        (ENDLESS, {}, True, "c"),  # of somebody else
        (ENDLESS, {"force": True}, None, "c"),  # a builder without colours
    ],
)
def test_language_is_taken_where_colours_take_too_long(
    text: str,
    attributes: dict[str, Any],
    highlighter: bool | None,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(highlighting, "LEXER_SECONDS", 0.2)
    document = new_document("")
    document += nodes.literal_block(text, text, language="c", **attributes)
    app: Any = SimpleNamespace(builder=SimpleNamespace(highlighter=highlighter))
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
    app: Any = SimpleNamespace(builder=SimpleNamespace(highlighter=True))
    blocks.spare(app, document, "index")
    found = [block["language"] for block in document.findall(nodes.literal_block)]
    assert found == ["text", "text", "c"]
