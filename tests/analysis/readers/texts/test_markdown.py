"""Markdown: each construct with what is found in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_kwindex.analysis import markdown
from tests.analysis.readers.texts.reading import linked, named, read

REPOSITORY = Path(__file__).parents[4]

#: Text, and the names that it defines.
NAMES = {
    "# A\n\n## B\n\ntext\n\n### C\n# D\n": [
        "heading A 1-7", "heading A / B 3-7", "heading A / B / C 7", "heading D 8"],
    "Title\n=====\n\nSub `x` *y* [z](w)\n---\n": [
        "heading Title 1-5", "heading Title / Sub x y z 4-5"],
    "## B\n# A\n": ["heading B 1", "heading A 2"],
    "# A\n## B\n## B\n": ["heading A 1-3", "heading A / B 2", "heading A / B 3"],
    "# ![badge](x)\n# <b></b>\n#\n": [],
    "> # no\n\n- # no\n": [],
    "```\n# no\n```\n<!--\n# no\n-->\n": [],
    "---\ntitle: x\nlist:\n  - a\n---\n# A\n": ["key title 2", "key list 3", "heading A 6"],
    "# A {#a}\n## B {.x #y k=v}\n## Set {x}\n## One {#} two\n": [
        "heading A 1-4", "heading A / B 2", "heading A / Set {x} 3", "heading A / One {#} two 4"],
    "(here)=\n# A\n": ["target here 1", "heading A 2"],
    "# {doc}`x` C++ <br>\n": ["heading x C++ 1"],
}  # fmt: skip

#: Text, and where it leads.
LINKS = {
    "[a](b.md#c) <https://d.org> ![e](f.png)": ["1 b.md", "1 https://d.org", "1 f.png"],
    "[a](https://d.org/b?c=1#d-2)": ["1 https://d.org/b?c=1#d-2"],
    "text\n[a](b)\n\n- x\n  [c]( <d e> )\n": ["2 b", "5 d%20e"],
    "[a][r] [r]\n\n[r]: b\n": ["1 b", "1 b"],
    "[a](#b) [c]()": ["1 label #b"],
    "[a](#a-b-1) [b](#c) [c](#x) [d](#e) [g](#y)\n# A/b\n(c)=\n## C {#x}\n<p id='e'>G</p>\n": [
        "1 label #y"],
    "```{note}\n:class: x\n:name: b\n```\n{ref}`b` {ref}`c <d e>` {numref}`f`": [
        "5 label d e", "5 label f"],
    "[a](javascript:x) [b](JavaScript:x) [c](data:x) <javascript:x> [d](vbscript:x)": [],
    "[a](java\nscript:x) [b](&#106;avascript:x) [c](jav&Tab;ascript:x)": [],
    "`[a](b)` \\[a](b)\n\n    [a](b)\n\n```\n[a](b)\n```\n": [],
    "a\n<a href='b'>x</a> <A\nclass=\"c > d\" HREF=e#f><img src=\"g?h&amp;i\"></a>\n": [
        "2 b", "2 e", "3 g?h&i"],
    "<p>\n<!-- <a href='a'> -->\n<a href='#b'>c</a> <a href='javascript:d'>\n<a href='e'>\n": [
        "4 e"],
    "|a|b|\n|-|-|\n|[x](y)|z|\n": ["3 y"],
    "{doc}`a` {doc}`t <b>` {download}`c` {ref}`d` {raw}`e`": [
        "1 a", "1 b", "1 c", "1 label d"],
    ":::{glossary}\nA\n    [a](b)\n\n    {doc}`c`\n:::\n\n:::note\n[d](e)\n:::\n": [
        "3 b", "5 c", "9 e"],
    "```{note}\n:class: x\n\n[a](b)\n{doc}`c`\n```\n": ["4 b", "5 c"],
    "````{note}\n```{tip} t\n[a](b)\n```\n````\n": ["3 b"],
    "```{include} a.md\n```\n```{literalinclude} b.py\n```\n": ["1 include a.md", "3 include b.py"],
    "```{image} a.png\n:target: https://b.org\n```\n": ["1 a.png", "2 https://b.org"],
    "```{image} a.png\n```\n```{figure} b.png\n[c](d)\n```\n": ["1 a.png", "3 b.png", "4 d"],
    "```{toctree}\n:maxdepth: 1\n\na\nTitle <b>\nself\nc/*\n```\n": ["4 a", "5 b"],
    "```{eval-rst}\n.. include:: a\n`b <c>`_\n```\n```{raw} html\n[a](b)\n```\n": [],
    "[a](mailto:b@c.org)": ["1 mailto:b@c.org"],
}  # fmt: skip

#: Text, and its code blocks by language.
BLOCKS = {
    "```python\n```\n~~~Py x\n~~~\n    a\n": {"": 1, "py": 1, "python": 1},
    "```{code-block} c\n```\n```{code} c\n```\n```{doctest}\n```\n": {"c": 2, "pycon": 1},
    "```{note}\n~~~sh\n~~~\n```\n": {"sh": 1},
    "```<script>\n```\n": {"": 1},
    ":::{glossary}\n\nA\n    b\n\n    c\n\n    :::{note}\n    d\n    :::\n:::\n": {},
    ":::tip\n~~~sh\n~~~\n:::\n": {"sh": 1},
}


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    assert named(read("a.md", text)) == NAMES[text]


@pytest.mark.parametrize("text", LINKS)
def test_links(text: str) -> None:
    assert linked(read("a.md", text)) == LINKS[text]


@pytest.mark.parametrize("text", BLOCKS)
def test_code_blocks(text: str) -> None:
    assert dict(read("a.md", text).code_blocks) == BLOCKS[text]


def test_second_headings_of_one_name_have_ids_of_their_own() -> None:
    facts = read("a.md", "# A\n# A\n")
    assert [each.anchor for each in facts.definitions] == ["A", "A~2"]


def test_parent() -> None:
    top, sub = read("a.md", "# A b\n## C.d\n").definitions
    assert (top.parent, sub.parent) == ("", "A b")


def test_what_it_is() -> None:
    facts = read("a.md", "[![x](y)](z)\n\n# A\n\n## B\n\nOne `two`\nthree.\n\nFour.\n")
    assert (facts.summary, facts.summary_source) == ("A", "heading")
    assert facts.docstring == "One two three."
    assert facts.reader == "markdown-it-py"


def test_values_that_may_be_credentials_are_withheld() -> None:
    title, key = read("a.md", "---\ntitle: A\napi_key: hunter2\n---\n").definitions
    assert (title.value, key.value, key.tags) == ("A", "", ("withheld",))


def test_many_footnotes_are_read_in_time() -> None:
    assert named(read("a.md", f"# A\n\n{'[^' * 20_000}\n")) == ["heading A 1-3"]


TEXTS = [*NAMES, *LINKS, *BLOCKS, "[^a] b\n\n[^a]: c\n", "a | b\n--|--\n`c | d`\n\n+++ x\n% y\n"]
TEXTS += [path.read_text("utf-8") for path in sorted(REPOSITORY.glob("docs/**/*.md"))]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_myst(text: str) -> None:
    theirs = create_md_parser(MdParserConfig(), RendererHTML).parse(text)
    assert [token.as_dict() for token in markdown.parse(text)] == [
        token.as_dict() for token in theirs
    ]
    config = MdParserConfig(enable_extensions={"colon_fence"})
    theirs = create_md_parser(config, RendererHTML).parse(text)
    assert [token.as_dict() for token in markdown.parse(text, colons=True)] == [
        token.as_dict() for token in theirs
    ]


def test_values_of_front_matter_are_cut_and_withheld() -> None:
    text = "---\nabout: " + "x" * 90 + "\napi_token: 12345\n---\n"
    about, token = read("a.md", text).definitions
    assert about.value == "x" * 77 + "..."
    assert (token.value, token.tags) == ("", ("withheld",))


def test_a_heading_below_a_later_one_is_no_title() -> None:
    for text, summary in (
        ("### A\n\n## B\n", ""),
        ("## A\n\n### B\n\n## C\n", "A"),
    ):
        assert read("a.md", text).summary == summary


def test_a_heading_with_a_wide_gap_is_looked_at_once() -> None:
    start = time.process_time()
    read("a.md", "# a" + " " * 50_000 + "b\n")
    assert time.process_time() - start < 2
