"""Markdown that is written of nodes shows what the nodes say, and nothing of it is markup."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from markdown_it import MarkdownIt

from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.inline import link
from sphinx_kwindex.pages.nodes import source_block
from sphinx_kwindex.pages.parts import bullets, definitions, fields, paragraph
from sphinx_kwindex.sphinx_ext.exports.markdown import Writer

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

HOSTILE = (
    *(
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![a](b)",
        "`` ` ``",
        "a|b",
        "a\\|b",
    ),
    *("*a*", "__a__", "~~a~~", "&lt;b&gt;", "<http://a.example>", "[a]: http://b", "$x$", "a\\"),
    *(
        "# a",
        "- a",
        "+ a",
        "1. a",
        "1) a",
        "12. a",
        "> a",
        "---",
        "===",
        "    a",
        "```",
        "~~~",
        "| a |",
    ),
    *(
        "&#60;script&#62;",
        "<!-- a -->",
        "[^1]",
        "\\<b>",
        "a  \nb",
        "[x](<y>)",
        "\u202ea",
        "{kw}`a`",
    ),
)


def writer() -> Writer:
    return Writer({"other": "other.html.md"}.get, lambda block: block["text"])


def text_of(markdown: str) -> str:
    """What a reader of the Markdown sees, without the marks of lists."""
    html = READER.render(markdown)
    assert not re.search(
        r"<(?!/?(?:p|ul|ol|li|h\d|strong|em|code|pre|table|t\w+|blockquote|br|hr)\b)", html
    )
    return re.sub(r"<[^>]*>", "", html)


def unescaped(text: str) -> str:
    for name, character in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        text = text.replace(f"&{name};", character)
    return text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "made",
    [
        lambda text: paragraph(text),
        lambda text: bullets([[text]]),
        lambda text: definitions([([text], [paragraph("x")])]),
        lambda text: nodes.strong("", text),
        lambda text: nodes.block_quote("", paragraph(text)),
        lambda text: nodes.line_block("", nodes.line("", text), nodes.line("", text)),
    ],
)
def test_text_stays_text(text: str, made: object) -> None:
    shown = unescaped(text_of(writer().page([made(text)])))  # type: ignore[operator]
    assert " ".join(text.split()) in " ".join(shown.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_code_stays_code(text: str) -> None:
    html = READER.render(writer().page([paragraph("a ", nodes.literal("", text), " b")]))
    (inner,) = re.findall(r"<code>(.*?)</code>", html, re.DOTALL)
    assert unescaped(inner).split() == text.split()


@pytest.mark.parametrize("text", HOSTILE)
def test_source_stays_source(text: str) -> None:
    (token,) = READER.parse(writer().page([source_block(text=f"x\n{text}\n", lexer="python")]))
    assert (token.type, token.info, token.content) == ("fence", "python", f"x\n{text}\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_stays_one_cell(text: str) -> None:
    row = nodes.row("", nodes.entry("", paragraph(text, nodes.literal("", text))), nodes.entry())
    table = nodes.table("", nodes.tgroup("", nodes.thead("", row), nodes.tbody("", row.deepcopy())))
    html = READER.render(writer().page([table]))
    assert (html.count("<th>"), html.count("<td>")) == (2, 2)


def test_a_page_is_what_its_nodes_say() -> None:
    inner = nodes.section("", nodes.title("", "Inner"), paragraph("Text."), ids=["a-b"])
    page = nodes.section(
        "",
        nodes.title("", "Top"),
        nodes.compound("", nodes.paragraph("", "hidden"), classes=["toctree-wrapper"]),
        fields([("Path", [link(Target("other", "k"), "a.py", code=True)]), ("Lost", ["x"])]),
        inner,
        bullets([["one"], [link(Target("gone"), "two")]]),
        nodes.enumerated_list("", nodes.list_item("", paragraph("a"), paragraph("b")), start=3),
    )
    assert writer().page([page]) == (
        "# Top\n\n- **Path**: [`a.py`](<other.html.md>)\n- **Lost**: x\n\n## Inner\n\nText.\n\n"
        "- one\n- two\n\n3. a\n\n   b\n"
    )


def test_addresses_stay_addresses() -> None:
    there = nodes.reference("", "x", refuri="http://a.example/<b> c>\n(d)")
    (inline,) = READER.parse(writer().page([paragraph(there)]))[1:2]
    assert inline.children is not None
    assert inline.children[0].attrs == {"href": "http://a.example/%3Cb%3E%20c%3E%0A(d)"}
