"""A page as Markdown, for readers that take text: CommonMark, with the tables of GitHub's.

What a repository says is text there too: each character that Markdown could take for its own is
escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain

from docutils import nodes

from sphinx_kwindex.pages.nodes import listing, page_link, source_block
from sphinx_kwindex.pages.parts import bullet_list

#: The deepest heading that Markdown has.
DEEPEST = 6

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~#$]")
#: What makes a list, a heading or a rule of a line that begins with it.
_START = re.compile(r"(?:[-+=:]|[0-9]+(?=[.)]))")
_BAR = re.compile(r"(?<!\\)\|")
_SPACE = re.compile(r"\s+")
_TICKS = re.compile(r"`+")
_OUTSIDE = re.compile(r"[\x00-\x20<>\\\x7f]")


_SILENT = (nodes.comment, nodes.substitution_definition, nodes.target)


class Writer:
    """Writes pages as Markdown.

    :param address: returns the address of a document as seen from the page, or ``None`` where
        the export has none.
    :param source: returns the text that a block of source stands for.
    """

    def __init__(
        self, address: Callable[[str], str | None], source: Callable[[source_block], str]
    ) -> None:
        self._address = address
        self._source = source

    def page(self, sections: Iterable[nodes.Node]) -> str:
        """Return what the nodes show, from a heading of the first level."""
        return "\n".join(self._body(sections, 1)).strip("\n") + "\n"

    # Blocks are lines; a blank one stands between each two of them.

    def _body(self, children: Iterable[nodes.Node], level: int) -> list[str]:
        lines: list[str] = []
        for child in children:
            made = self._block(child, level)
            if made:
                lines += ["", *made] if lines else made
        return lines

    def _block(self, node: nodes.Node, level: int) -> list[str]:
        if isinstance(node, nodes.section):
            return self._body(node.children, level + 1)
        if isinstance(node, source_block):
            return _fenced(self._source(node), node["lexer"])
        if isinstance(node, nodes.literal_block | nodes.doctest_block):
            return _fenced(node.astext(), node.get("language", ""))
        if isinstance(node, nodes.title):
            return [f"{'#' * min(level - 1, DEEPEST)} {self._line(node)}"]
        if isinstance(node, nodes.Text):
            return [escaped(node.astext())]
        if not isinstance(node, nodes.Element) or isinstance(node, _SILENT):
            return []
        if "toctree-wrapper" in node["classes"]:
            return []
        for kind, write in _BLOCKS:
            if isinstance(node, kind):
                return write(self, node, level)
        if isinstance(node, nodes.TextElement):
            return self._paragraph(node)
        return self._body(node.children, level)

    def _paragraph(self, node: nodes.Element) -> list[str]:
        line = self._line(node)
        return [_begun(line)] if line else []

    def _rubric(self, node: nodes.Element, level: int) -> list[str]:
        return [f"**{self._line(node)}**"]

    def _bullets(self, node: nodes.Element, level: int) -> list[str]:
        return _tight(self._item("- ", item, level) for item in node.children)

    def _listing(self, node: nodes.Element, level: int) -> list[str]:
        return self._bullets(bullet_list(node["rows"]), level)

    def _numbered(self, node: nodes.Element, level: int) -> list[str]:
        start = node.get("start", 1)
        return _tight(
            self._item(f"{number}. ", item, level)
            for number, item in enumerate(node.children, start)
        )

    def _definitions(self, node: nodes.Element, level: int) -> list[str]:
        return _tight(self._definition(item, level) for item in node.children)

    def _definition(self, item: nodes.Node, level: int) -> list[str]:
        terms = [child for child in item.children if not isinstance(child, nodes.definition)]
        name = " ".join(filter(None, map(self._line, terms)))
        bodies = [child for child in item.children if isinstance(child, nodes.definition)]
        body = self._body(chain.from_iterable(each.children for each in bodies), level)
        return _hung("- ", [_begun(name), *body])

    def _fields(self, node: nodes.Element, level: int) -> list[str]:
        return _tight(self._field(field, level) for field in node.children)

    def _field(self, field: nodes.Node, level: int) -> list[str]:
        name, body = field.children
        first, *rest = self._body(body.children, level) or [""]
        return _hung("- ", [f"**{self._line(name)}**: {first}".rstrip(), *rest])

    def _lines_of(self, node: nodes.Element, level: int) -> list[str]:
        rows = [_begun(self._line(line)) for line in node.findall(nodes.line)]
        return [*(row + "\\" for row in rows[:-1]), *rows[-1:]]

    def _quote(self, node: nodes.Element, level: int) -> list[str]:
        return [f"> {line}".rstrip() for line in self._body(node.children, level)]

    def _admonition(self, node: nodes.Element, level: int) -> list[str]:
        name = type(node).__name__.capitalize()
        lines = [f"**{name}**", "", *self._body(node.children, level)]
        return [f"> {line}".rstrip() for line in lines]

    def _table(self, node: nodes.Element, level: int) -> list[str]:
        rows = [
            [_cell(" ".join(map(self._line, entry.children))) for entry in row.children]
            for row in node.findall(nodes.row)
        ]
        if not rows:
            return []
        head, *body = rows
        rule = ["---"] * len(head)
        return [f"| {' | '.join(row)} |" for row in (head, rule, *body)]

    def _item(self, mark: str, item: nodes.Node, level: int) -> list[str]:
        return _hung(mark, self._body(item.children, level) or [""])

    # Inline text is one line.

    def _line(self, node: nodes.Node) -> str:
        return _SPACE.sub(" ", self._inline(node)).strip()

    def _inline(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            return escaped(node.astext())
        if isinstance(node, nodes.literal | nodes.math):
            return _code(node.astext())
        inner = "".join(map(self._inline, node.children))
        if isinstance(node, nodes.strong | nodes.emphasis):
            mark = "**" if isinstance(node, nodes.strong) else "*"
            return f"{mark}{inner}{mark}" if inner.strip() == inner and inner else inner
        if isinstance(node, page_link):
            address = self._address(node["docname"])
            return linked(inner, address) if address is not None else inner
        if isinstance(node, nodes.reference) and node.get("refuri"):
            return linked(inner, node["refuri"])
        return inner


_BLOCKS: tuple[tuple[type, Callable[[Writer, nodes.Element, int], list[str]]], ...] = (
    (nodes.rubric, Writer._rubric),
    (nodes.bullet_list, Writer._bullets),
    (listing, Writer._listing),
    (nodes.enumerated_list, Writer._numbered),
    (nodes.definition_list, Writer._definitions),
    (nodes.field_list, Writer._fields),
    (nodes.line_block, Writer._lines_of),
    (nodes.block_quote, Writer._quote),
    (nodes.Admonition, Writer._admonition),
    (nodes.table, Writer._table),
)


def _tight(items: Iterable[list[str]]) -> list[str]:
    """The lines of a list without blank lines between its items."""
    return [line for item in items for line in item]


def _hung(mark: str, lines: list[str]) -> list[str]:
    """Lines after a mark, the later ones below the first."""
    first, *rest = lines
    indent = " " * len(mark)
    return [f"{mark}{first}".rstrip(), *((indent + line).rstrip() for line in rest)]


def _begun(line: str) -> str:
    """A line that begins with text, and with nothing that Markdown takes for a mark of its own."""
    match = _START.match(line)
    if match is None:
        return line
    place = match.end() if line[0].isdigit() else 0
    return f"{line[:place]}\\{line[place:]}"


def _cell(line: str) -> str:
    """A line in a table, where a bar ends a cell even in code."""
    return _BAR.sub(r"\\|", line).strip()


def escaped(text: str) -> str:
    """Return a line of text as Markdown that shows it."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    """Text as a code span, between more backquotes than it holds."""
    flat = _SPACE.sub(" ", text)
    if not flat.strip():
        return ""
    ticks = "`" * (max(map(len, _TICKS.findall(flat)), default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"


def _fenced(text: str, language: str) -> list[str]:
    longest = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", *text.removesuffix("\n").split("\n"), fence]


def linked(text: str, address: str) -> str:
    """Return a link whose text is Markdown already."""
    quoted = _OUTSIDE.sub(lambda match: f"%{ord(match[0]):02X}", address)
    return f"[{text}](<{quoted}>)"
