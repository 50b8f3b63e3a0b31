"""HTML: elements with an id, headings, and what a page leads to or loads."""

from __future__ import annotations

import html
import re

from msgspec.structs import replace
from tree_sitter import Node

from sphinx_kwindex.analysis import comments, plain
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.texts.found import Found, one_line
from sphinx_kwindex.model.facts import FileFacts, Kind

#: What may be an attribute that is wanted, and after ``<`` a tag: the tree tells whether it is.
_PLACES = re.compile(
    rb"(?:[iI][dD]|[hH][rR][eE][fF]|[sS][rR][cC])(?=\s*=)"
    rb"|<(?:[hH][1-6]|[tT][iI][tT][lL][eE])(?=[\s/>])"
)

_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})

#: Characters of a heading with its markup that are looked at.
_HEADING = 5_000

_TAG = re.compile(r"<[^<>]*>")


def read(text: str, language: Language) -> FileFacts:
    """Read a page; its title says what it is, or else its first heading or comment."""
    found = Found()
    title = ""
    data = text.encode()
    root = treesitter.parse("html", data).root_node
    for name in treesitter.at(root, _PLACES.finditer(data)):
        if name.type == "attribute_name":
            _attribute(found, treesitter.text(name), _value(name))
            continue
        element = _element(name)
        if element is None:
            continue
        tag = treesitter.text(name).lower()
        # What looks like an attribute may be a tag all the same: ``< id=``.
        if tag not in _TAGS:
            continue
        words = _words(treesitter.text(element, _HEADING))
        if tag == "title":
            title = title or one_line(words)
        else:
            found.heading(int(tag[1]), words, treesitter.line(element))
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


def _value(name: Node) -> Node | None:
    """The value of an attribute, without quotes; none of ``id=""``."""
    value = name.next_named_sibling
    if value is not None and value.type == "quoted_attribute_value":
        value = next(iter(value.named_children), None)
    return value


def _element(name: Node) -> Node | None:
    """The element that a name of a tag opens."""
    tag = name.parent if name.type == "tag_name" else None
    element = tag.parent if tag is not None and tag.type == "start_tag" else None
    return element if element is not None and element.type == "element" else None


def _attribute(found: Found, name: str, value: Node | None) -> None:
    if value is None or value.type != "attribute_value":
        return
    written = html.unescape(treesitter.text(value)).strip()
    if name.lower() == "id":
        found.define(Kind.ELEMENT, written, treesitter.line(value))
    else:
        found.link(written, treesitter.line(value))


def _words(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))
