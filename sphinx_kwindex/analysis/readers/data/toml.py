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
from sphinx_kwindex.analysis.readers.data.keys import Entry, Path, define
from sphinx_kwindex.analysis.readers.data.manifests import ROWS
from sphinx_kwindex.analysis.readers.data.nodes import Grammar, Walk
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Kind

#: A part of a key: in double quotes, in single quotes, or bare.
_PART = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[\w-]+')
_KEYS = ("bare_key", "quoted_key", "dotted_key")
#: Parts of a key that are looked at, and characters of it.
_DOTTED, _LONGEST = 20, 4_000


def read(text: str, language: Language) -> FileFacts:
    """Read the keys of a TOML file, and what a manifest says with them."""
    found = Found()
    data = text.encode()
    root = treesitter.parse("toml", data).root_node
    rows = ROWS.get(language.analyser, ())
    define(found, _document(root, Walk(data, _GRAMMAR, found, bool(rows))), rows)
    if line := treesitter.mistake(root):
        found.fail("not well-formed TOML", line)
    return found.facts(text, language, treesitter.reader("toml"))


def _document(root: Node, walk: Walk) -> Iterator[Entry]:
    places: dict[Path, int] = {}
    for node in treesitter.children(root):
        kind = node.type
        if kind == "pair":
            yield from walk.pair(node, ())
        elif kind in ("table", "table_array_element"):
            yield from _table(node, places, walk)


def _table(node: Node, places: dict[Path, int], walk: Walk) -> Iterator[Entry]:
    children = list(treesitter.children(node))
    if not children or children[0].type not in _KEYS:
        return
    path = _inside(_parts(treesitter.text(children[0], _LONGEST)), places)
    if node.type == "table_array_element":
        places[path] = places.get(path, -1) + 1
        path = (*path, places[path])
    named = path if isinstance(path[-1], str) else path[:-1]
    if path[-1] in (0, named[-1]) and walk.enters(named[:-1]):
        entry = walk.key(named, children[0], children[-1])
        entry.kind = Kind.SECTION
        yield entry
    pairs = [child for child in children[1:] if child.type == "pair"]
    if pairs and walk.enters(path):
        for pair in pairs:
            yield from walk.pair(pair, path)


def _inside(parts: Path, places: dict[Path, int]) -> Path:
    """The path of a table: a part that is an array of tables means the last table of it."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in places:
            path = (*path, places[path])
    return (*path, *parts[-1:])


def _sides(pair: Node) -> tuple[Node, Node] | None:
    found = [child for child in treesitter.children(pair) if child.type != "comment"]
    return (found[0], found[1]) if len(found) == 2 and found[0].type in _KEYS else None


def _parts(written: str) -> Path:
    if written.isidentifier():  # as most keys are
        return (written,)
    found = _PART.findall(written[:_LONGEST])
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


def _string(written: str) -> str:
    for quotes in ('"""', "'''"):
        if written.startswith(quotes):
            return written.strip(quotes[0])
    return _unquoted(written)


_GRAMMAR = Grammar("inline_table", "array", _sides, _parts, _string)
