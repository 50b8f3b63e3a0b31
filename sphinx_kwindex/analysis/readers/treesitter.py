"""What the readers that use tree-sitter share: parsers, places, names, comments.

tree-sitter reads on after a mistake: a file that it cannot follow in one place has facts of all
other places. Nodes of Python cost far more than the parse in C does, so a reader enters only what
can hold a definition, and what it wants from everywhere it asks a query for. A query is made once
and kept: tree-sitter 0.26.1 crashes where some are dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from operator import attrgetter

from tree_sitter import Language, Node, Parser, Tree

from sphinx_kwindex.analysis.comments import summary
from sphinx_kwindex.analysis.text import shortened

#: Grammars, by the word that readers have for them: the module, and its function.
GRAMMARS: dict[str, tuple[str, str]] = {
    "bash": ("tree_sitter_bash", "language"),
    "c": ("tree_sitter_c", "language"),
    "cpp": ("tree_sitter_cpp", "language"),
    "css": ("tree_sitter_css", "language"),
    "cuda": ("tree_sitter_cuda", "language"),
    "go": ("tree_sitter_go", "language"),
    "html": ("tree_sitter_html", "language"),
    "java": ("tree_sitter_java", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "json": ("tree_sitter_json", "language"),
    "rust": ("tree_sitter_rust", "language"),
    "sql": ("tree_sitter_sql", "language"),
    "toml": ("tree_sitter_toml", "language"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
}

_IDENTIFIER = re.compile(rb"[^\W\d]\w*")
_SPACE = re.compile(r"\s+")


@cache
def language(grammar: str) -> Language:
    """The grammar of a language, loaded once a process."""
    module, function = GRAMMARS[grammar]
    return Language(getattr(import_module(module), function)())


@cache
def _parser(grammar: str) -> Parser:
    return Parser(language(grammar))


def parse(grammar: str, data: bytes) -> Tree:
    """Parse the UTF-8 text of a file."""
    return _parser(grammar).parse(data)


def load() -> None:
    """Load all grammars: a child imports nothing once it reads."""
    for grammar in GRAMMARS:
        language(grammar)


def reader(grammar: str) -> str:
    """The distribution that holds a grammar, for the facts that it gives."""
    return GRAMMARS[grammar][0].replace("_", "-")


def text(node: Node | None, limit: int = 0) -> str:
    """The text of a node, or nothing where there is no node.

    :param limit: of characters; 0 for all.
    """
    if node is None or node.text is None:
        return ""
    found = node.text.decode("utf-8", "replace")
    return found[:limit] if limit else found


def line_of(text: str, limit: int = 0) -> str:
    """`text` in one line, runs of white space as one space."""
    found = _SPACE.sub(" ", text).strip()
    return shortened(found, limit) if limit else found


def line(node: Node) -> int:
    """First line of a node, from 1."""
    return int(node.start_point[0]) + 1


def end_line(node: Node) -> int:
    """Last line of a node, from 1: a node that ends with a newline ends on the line before."""
    row, column = node.end_point
    return int(row) + (1 if column else 0) or 1


def named(node: Node, *kinds: str) -> Iterator[Node]:
    """The named children of a node of some kinds, of all where none is given."""
    for child in node.named_children:
        if not kinds or child.type in kinds:
            yield child


def children(node: Node, limit: int = 0) -> Iterable[Node]:
    """The named children of a node: of a long list of them, no more is made than is taken.

    :param limit: how many at most; 0 for all.
    """
    if node.child_count <= (limit or _MANY):
        return node.named_children
    return _one_by_one(node, limit)


#: Children that are made all at once, which costs half.
_MANY = 1_000


def _one_by_one(node: Node, limit: int) -> Iterator[Node]:
    cursor = node.walk()
    found = cursor.goto_first_child()
    while found:
        child = cursor.node  # each time that it is asked for, it is made anew
        if child is not None and child.is_named:
            yield child
            limit -= 1
            if not limit:
                return
        found = cursor.goto_next_sibling()


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Nodes in the order of the text: a cursor of a query gives what it captured in none."""
    return sorted(nodes, key=attrgetter("start_byte"))


def at(root: Node, matches: Iterable[re.Match[bytes]]) -> Iterator[Node]:
    """The nodes that end where matches in the text of a tree end, and hold no more than these.

    A look at one place takes about a microsecond, a query of every node a third of the parse. In a
    tree that is so deep or so broad that it would take far longer, nothing more is looked at.
    """
    look = root.named_descendant_for_byte_range
    for number, match in enumerate(matches):
        start, end = match.span()
        if not number % PROBE and not is_cheap(root, start):
            return
        node = look(end - 1, end)
        if node is not None and node.end_byte == end and node.start_byte >= start:
            yield node


#: Places between two looks at how deep and how broad the tree is where they are.
PROBE = 256
#: Levels, and children of a node that holds an error, from which on a look costs too much.
_DEEP, _BROAD = 1_000, 20_000


def is_cheap(root: Node, place: int) -> bool:
    """Whether a look at a place costs little."""
    cursor = root.walk()
    for _ in range(_DEEP):
        node = cursor.node
        if node is None or (node.has_error and node.child_count > _BROAD):
            return False
        if cursor.goto_first_child_for_byte(place) is None:
            return True
    return False


def mistake(root: Node) -> int:
    """Line of the first mistake in a text, or 0 where there is none."""
    if not root.has_error:
        return 0
    cursor = root.walk()
    while True:
        node = cursor.node
        if node is None or node.is_error or node.is_missing:
            break
        found = cursor.goto_first_child()
        while found and cursor.node is not None and not cursor.node.has_error:
            found = cursor.goto_next_sibling()
        if not found:
            break
    return line(cursor.node or root)


def uses(data: bytes, skipped: re.Pattern[bytes], ignored: frozenset[str]) -> Counter[str]:
    """How often each identifier stands in a text.

    :param skipped: matches comments and strings, which name nothing.
    :param ignored: the keywords of the language.
    """
    counts = Counter(_IDENTIFIER.findall(skipped.sub(b" ", data)))
    found = {name.decode("utf-8", "replace"): number for name, number in counts.items()}
    return Counter({name: number for name, number in found.items() if name not in ignored})


def comment_above(node: Node, strip: Callable[[str], str], kind: str = "comment") -> str:
    """First sentence of the comments that end on the line above a node, or nothing.

    :param strip: takes the signs of a comment away.
    """
    lines: list[str] = []
    below = node
    before = node.prev_sibling
    while before is not None and before.type == kind:
        if line(below) - end_line(before) > 1:
            break
        lines.insert(0, strip(text(before)))
        below, before = before, before.prev_sibling
    return summary("\n".join(lines)) if lines else ""
