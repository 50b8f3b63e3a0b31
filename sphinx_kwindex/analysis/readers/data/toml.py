"""TOML (https://toml.io/en/v1.0.0): its keys with their lines, by tree-sitter.

`tomllib` reads the same files for their values; it tells no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import loads

from tree_sitter import Node

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.data.keys import MOST, Entry, Path, define, followed
from sphinx_kwindex.analysis.readers.data.manifests import ROWS
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Kind

#: A part of a key: in double quotes, in single quotes, or bare.
_PART = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[\w-]+')
_KEYS = ("bare_key", "quoted_key", "dotted_key")
_DOTTED = 20


def read(text: str, language: Language) -> FileFacts:
    """Read the keys of a TOML file, and what a manifest says with them."""
    found = Found()
    root = treesitter.parse("toml", text.encode()).root_node
    define(found, _document(root, found), ROWS.get(language.analyser, ()))
    if line := treesitter.mistake(root):
        found.fail("not well-formed TOML", line)
    return found.facts(text, language, treesitter.reader("toml"))


def _document(root: Node, found: Found) -> Iterator[Entry]:
    places: dict[Path, int] = {}
    for node in treesitter.children(root):
        if node.type == "pair":
            yield from _pair(node, (), found)
        elif node.type in ("table", "table_array_element"):
            yield from _table(node, places, found)


def _table(node: Node, places: dict[Path, int], found: Found) -> Iterator[Entry]:
    children = list(treesitter.children(node))
    if not children or children[0].type not in _KEYS:
        return
    path = _inside(_parts(children[0]), places)
    last = children[-1]
    if node.type == "table_array_element":
        places[path] = places.get(path, -1) + 1
        path = (*path, places[path])
    if not isinstance(path[-1], int):
        yield from _section(path, children[0], last, found)
    elif path[-1] == 0:
        yield from _section(path[:-1], children[0], last, found)
    for child in children[1:]:
        if child.type == "pair":
            yield from _pair(child, path, found)


def _inside(parts: Path, places: dict[Path, int]) -> Path:
    """The path of a table: a part that is an array of tables means the last table of it."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in places:
            path = (*path, places[path])
    return (*path, *parts[-1:])


def _pair(node: Node, path: Path, found: Found) -> Iterator[Entry]:
    children = [child for child in treesitter.children(node) if child.type != "comment"]
    if len(children) == 2 and children[0].type in _KEYS:
        inner = (*path, *_parts(children[0]))
        yield from _entry(children[0], children[1], inner, found)


def _entry(first: Node, value: Node, path: Path, found: Found) -> Iterator[Entry]:
    line, end_line = treesitter.line(first), treesitter.end_line(value)
    if value.type not in ("inline_table", "array"):
        text = _string(value) if value.type == "string" else None
        if _fits(path, found):
            yield Entry(path, line, end_line, treesitter.text(value), text)
        return
    if isinstance(path[-1], str):
        yield from _key(path, line, end_line, found)
    if not value.named_child_count:
        return
    if not followed(path):
        found.cut.add("depth")
        return
    place = 0
    for child in treesitter.children(value, MOST + 1):
        if value.type == "inline_table":
            yield from _pair(child, path, found)
        elif child.type != "comment":
            yield from _entry(child, child, (*path, place), found)
            place += 1


def _section(path: Path, first: Node, last: Node, found: Found) -> Iterator[Entry]:
    for entry in _key(path, treesitter.line(first), treesitter.end_line(last), found):
        entry.kind = Kind.SECTION
        yield entry


def _key(path: Path, line: int, end_line: int, found: Found) -> Iterator[Entry]:
    if _fits(path, found):
        yield Entry(path, line, end_line)


def _fits(path: Path, found: Found) -> bool:
    """Whether all above the last part of a path is followed; dots make deep paths too."""
    if followed(path[:-1]):
        return True
    found.cut.add("depth")
    return False


def _parts(key: Node) -> Path:
    found = _PART.findall(treesitter.text(key, 4_000))
    return tuple(_unquoted(part) for part in found[:_DOTTED]) or ("",)


def _unquoted(part: str) -> str:
    if part.startswith('"'):
        if "\\" not in part:
            return part[1:-1]
        try:
            return str(loads(part, strict=False))
        except ValueError:  # an escape that JSON does not have
            return part[1:-1]
    return part[1:-1] if part.startswith("'") else part


def _string(node: Node) -> str:
    written = treesitter.text(node)
    for quotes in ('"""', "'''"):
        if written.startswith(quotes):
            return written.strip(quotes[0])
    return _unquoted(written)
