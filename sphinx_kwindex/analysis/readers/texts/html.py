"""HTML: elements with an id, headings, and what a page leads to or loads."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from sphinx_kwindex.analysis import comments, plain
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.texts.found import Found, one_line
from sphinx_kwindex.model.facts import FileFacts, Kind

_QUERY = """
(attribute
  (attribute_name) @name
  [(attribute_value) @value (quoted_attribute_value (attribute_value) @value)]
  (#match? @name "^([iI][dD]|[hH][rR][eE][fF]|[sS][rR][cC])$"))
(element (start_tag (tag_name) @tag) (#match? @tag "^[hH][1-6]$")) @heading
(element (start_tag (tag_name) @titled) (#match? @titled "^[tT][iI][tT][lL][eE]$")) @title
"""

#: Characters of a heading with its markup that are looked at.
_HEADING = 5_000

_TAG = re.compile(r"<[^<>]*>")


@cache
def _query() -> Query:
    return Query(treesitter.language("html"), _QUERY)


def read(text: str, language: Language) -> FileFacts:
    """Read a page; its title says what it is, or else its first heading or comment."""
    found = Found()
    title = ""
    tree = treesitter.parse("html", text.encode())
    for _, captured in QueryCursor(_query()).matches(tree.root_node):
        if "value" in captured:
            value = captured["value"][0]
            _attribute(found, treesitter.text(captured["name"][0]), value)
        elif "heading" in captured:
            level = int(treesitter.text(captured["tag"][0])[1])
            heading = captured["heading"][0]
            found.heading(
                level, _words(treesitter.text(heading, _HEADING)), treesitter.line(heading)
            )
        elif not title:
            title = one_line(_words(treesitter.text(captured["title"][0], _HEADING)))
    facts = found.facts(text, language, treesitter.reader("html"))
    if title:
        return replace(facts, summary=comments.summary(title), summary_source="title")
    if facts.summary:
        return facts
    said = plain.analyse(text, language)
    return replace(
        facts,
        summary=said.summary,
        summary_source=said.summary_source,
        docstring=said.docstring,
        generated=said.generated,
    )


def _attribute(found: Found, name: str, value: Node) -> None:
    written = html.unescape(treesitter.text(value)).strip()
    if name.lower() == "id":
        found.define(Kind.ELEMENT, written, treesitter.line(value))
    else:
        found.link(written, treesitter.line(value))


def _words(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))
