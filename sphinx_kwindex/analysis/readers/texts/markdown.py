"""Markdown, read by the parser that MyST uses: headings, links, code blocks, front matter.

Of raw HTML only links and images are read, and nothing is evaluated: a directive is a word with an
argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from markdown_it.token import Token

from sphinx_kwindex.analysis import markdown
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.texts import directives
from sphinx_kwindex.analysis.readers.texts.found import Found
from sphinx_kwindex.model.facts import FileFacts, Kind

#: Directives within directives that are looked into.
_NESTING = 8

_DEEPER = re.compile(r"^[ \t]{1,4}", re.M)
_DIRECTIVE = re.compile(r"\{([^\s{}]+)\}[ \t]*(.*)")
#: Attributes of a heading, as Pandoc and the extension ``attr_list`` of Python-Markdown read them.
_ATTRIBUTES = re.compile(r"(?<!\s)\s*\{\s*[#.][\w:.-]+(?:\s[^{}]*)?\}\s*$")
_KEY = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(.*))?$")
_OPTIONS = re.compile(
    r"(?:---\n.*?\n---[ \t]*(?:\n|$)|(?:[ \t]*:[\w-]+:[^\n]*(?:\n|$))*)", re.DOTALL
)


def read(text: str, language: Language) -> FileFacts:
    """Read a Markdown text."""
    found = Found()
    scan(found, text)
    return found.facts(text, language, "markdown-it-py")


def scan(found: Found, text: str, line: int = 1, depth: int = 0) -> None:
    """Add what a text says.

    :param line: that it begins on, where it is a part of another.
    :param depth: of directives that it stands in; only the text itself has headings.
    """
    tokens = markdown.parse(text, colons=True)
    for place, token in enumerate(tokens):
        if token.type == "html_block":
            found.raw(token.content, line + _first(token))
        elif token.type in _BLOCKS:
            _BLOCKS[token.type](found, token, line, depth)
        elif token.type == "inline" and token.children:
            opening = tokens[place - 1]
            if opening.level == 0 and depth == 0:
                if opening.type == "heading_open":
                    words = _ATTRIBUTES.sub("", markdown.words(token.children))
                    found.raw("".join(_ATTRIBUTES.findall(token.content)), line)
                    found.heading(int(opening.tag[1]), words, line + _first(token))
                elif opening.type == "paragraph_open" and not found.paragraph:
                    found.say(markdown.words(token.children))
            _inline(found, token.children, line + _first(token))


def _first(token: Token) -> int:
    """First line of a token, from 0."""
    return token.map[0] if token.map else 0


def _inline(found: Found, children: list[Token], line: int) -> None:
    for child in children:
        kind = child.type
        if kind == "text":
            continue
        if kind in ("softbreak", "hardbreak"):
            line += 1
        elif kind == "html_inline":
            found.raw(child.content, line)
            line += child.content.count("\n")
        elif kind == "link_open":
            _link(found, str(child.attrs.get("href", "")), line)
        elif kind == "image":
            found.link(str(child.attrs.get("src", "")), line)
        elif kind == "myst_role":
            directives.role(found, child.meta["name"], child.content, line)


def _link(found: Found, address: str, line: int) -> None:
    """Add what a link leads to: after ``#`` MyST looks for a heading of the text, then for a label
    of any document (https://myst-parser.readthedocs.io/en/latest/syntax/cross-referencing.html).
    """
    if address.startswith("#"):
        found.label(unquote(address), line)
    else:
        found.link(address, line)


def _fence(found: Found, token: Token, line: int, depth: int) -> None:
    info = token.info.strip()
    directive = _DIRECTIVE.match(info)
    if directive is None:
        found.block(info.split(maxsplit=1)[0].lower() if info else "")
        return
    name, argument = directive.groups()
    line += _first(token)
    directives.found(found, name, argument, line)
    body = token.content
    options = _OPTIONS.match(body)
    skipped = options.end() if options else 0
    inner = line + 1 + body.count("\n", 0, skipped)
    if options:
        directives.options(found, name, options[0].split("\n"), line + 1)
    if name == "toctree":
        for number, entry in directives.entries(enumerate(body[skipped:].split("\n"), inner)):
            found.link(entry, number)
    elif name in directives.TRANSPARENT and depth < _NESTING:
        rest = body[skipped:]
        # What explains a term stands below it, deeper.
        scan(found, _DEEPER.sub("", rest) if name == "glossary" else rest, inner, depth + 1)


def _colons(found: Found, token: Token, line: int, depth: int) -> None:
    if _DIRECTIVE.match(token.info.strip()):
        _fence(found, token, line, depth)
    elif depth < _NESTING:
        scan(found, token.content, line + _first(token) + 1, depth + 1)


def _code(found: Found, token: Token, line: int, depth: int) -> None:
    found.block("")


def _front_matter(found: Found, token: Token, line: int, depth: int) -> None:
    for number, row in enumerate(token.content.split("\n"), line + _first(token) + 1):
        key = _KEY.match(row)
        if key is not None:
            found.define(Kind.KEY, key[1], number, value=key[2] or "")


def _target(found: Found, token: Token, line: int, depth: int) -> None:
    found.define(Kind.TARGET, token.content, line + _first(token))


_BLOCKS: Mapping[str, Callable[[Found, Token, int, int], None]] = {
    "code_block": _code,
    "colon_fence": _colons,
    "fence": _fence,
    "front_matter": _front_matter,
    "myst_target": _target,
}
