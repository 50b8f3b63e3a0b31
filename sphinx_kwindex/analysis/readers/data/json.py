"""JSON (:rfc:`8259`), and comments in it: its keys with their lines, by tree-sitter."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONDecoder

from tree_sitter import Node

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.data.keys import MOST, Entry, Path, define
from sphinx_kwindex.analysis.readers.data.manifests import ROWS
from sphinx_kwindex.analysis.readers.data.nodes import Grammar, Walk
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts

#: A line may end within a string, which readers of JSON are lenient about.
_DECODER = JSONDecoder(strict=False)


def read(text: str, language: Language) -> FileFacts:
    """Read the keys of a JSON file, and what a manifest says with them."""
    found = Found()
    data = text.encode()
    root = treesitter.parse("json", data).root_node
    rows = ROWS.get(language.analyser, ())
    define(found, _documents(root, Walk(data, _GRAMMAR, found, bool(rows))), rows)
    if line := treesitter.mistake(root):
        found.fail("not well-formed JSON", line)
    return found.facts(text, language, treesitter.reader("json"))


def _documents(root: Node, walk: Walk) -> Iterator[Entry]:
    for node in treesitter.children(root, MOST):
        if node.type in ("object", "array"):
            yield from walk.members(node, ())


def _sides(pair: Node) -> tuple[Node, Node] | None:
    key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
    return None if key is None or value is None else (key, value)


def _parts(written: str) -> Path:
    return (_string(written),)


def _string(written: str) -> str:
    if "\\" not in written and written.startswith('"'):
        return written[1:-1]
    try:
        return str(_DECODER.decode(written))
    except ValueError:  # a key that is no string, or an escape that there is not
        return written


_GRAMMAR = Grammar("object", "array", _sides, _parts, _string)
