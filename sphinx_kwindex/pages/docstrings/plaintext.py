"""Docstrings as plain text: paragraphs, and everything that depends on its layout as written."""

from __future__ import annotations

import re

from docutils import nodes

from sphinx_kwindex.pages.parts import block, code_blocks, paragraph

#: A line that only draws a rule, as under a heading or in a table.
_RULE = re.compile(r"[^\w\s](?:[^\w\s]|\s)+")
#: The start of a line that must not run into the one before: an item or a field of a list.
_ITEM = re.compile(r"(?:[-*+\u2022]|\(?(?:\d{1,3}[.)]|[a-zA-Z]\))|[:@]\w[^:]*:?|\|)(?:\s|$)")


def parse(text: str) -> list[nodes.Node]:
    """Return paragraphs by blank lines; indented lines as literal blocks."""
    result: list[nodes.Node] = []
    for lines in _chunks(text.expandtabs(8).split("\n")):
        result += _literal(lines) if lines[0].startswith((" ", ">>>")) else _prose(lines)
    return result


def _chunks(lines: list[str]) -> list[list[str]]:
    """Return runs of prose, and of indented lines with the blank ones between them."""
    result: list[list[str]] = []
    blank = 0
    for line in lines:
        if not line.strip():
            blank += 1
            continue
        indented = line.startswith(" ")
        joins = bool(result) and result[-1][0].startswith(" ") == indented
        if joins and (indented or not blank):
            result[-1] += [""] * blank + [line.rstrip()]
        else:
            result.append([line.rstrip()])
        blank = 0
    return result


def _literal(lines: list[str]) -> list[nodes.Node]:
    indent = min(len(line) - len(line.lstrip(" ")) for line in lines if line)
    text = "\n".join(line[indent:] for line in lines)
    return code_blocks(text, "pycon" if text.startswith(">>>") else "text")


def _prose(lines: list[str]) -> list[nodes.Node]:
    if len(lines) > 1 and _RULE.fullmatch(lines[1]) and not _RULE.fullmatch(lines[0]):
        heading = paragraph(nodes.strong("", lines[0]))
        return [heading, *(_prose(lines[2:]) if lines[2:] else [])]
    if any(_RULE.fullmatch(line) for line in lines):
        return code_blocks("\n".join(lines))
    if any(_ITEM.match(line) for line in lines):
        return [nodes.line_block("", *[block(nodes.line, line) for line in lines])]
    return [paragraph(" ".join(lines))]
