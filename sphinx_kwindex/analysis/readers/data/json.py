"""JSON (:rfc:`8259`), and comments in it: its keys with their lines, by tree-sitter."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONDecoder

from tree_sitter import Node

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.data.keys import MOST, Entry, Path, define, followed
from sphinx_kwindex.analysis.readers.data.manifests import ROWS
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts

#: A line may end within a string, which readers of JSON are lenient about.
_DECODER = JSONDecoder(strict=False)


def read(text: str, language: Language) -> FileFacts:
    """Read the keys of a JSON file, and what a manifest says with them."""
    found = Found()
    root = treesitter.parse("json", text.encode()).root_node
    define(found, _documents(root, found), ROWS.get(language.analyser, ()))
    if line := treesitter.mistake(root):
        found.fail("not well-formed JSON", line)
    return found.facts(text, language, treesitter.reader("json"))


def _documents(root: Node, found: Found) -> Iterator[Entry]:
    for node in treesitter.children(root, MOST):
        yield from _value(node, (), found)


def _value(node: Node, path: Path, found: Found) -> Iterator[Entry]:
    if node.type not in ("object", "array") or not node.named_child_count:
        return
    if not followed(path):
        found.cut.add("depth")
        return
    place = 0
    for child in treesitter.children(node, MOST + 1):
        if node.type == "array" and child.type != "comment":
            yield from _entry(child, child, (*path, place), found)
            place += 1
        elif child.type == "pair":
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            if key is not None and value is not None:
                yield from _entry(key, value, (*path, _string(key)), found)


def _entry(first: Node, value: Node, path: Path, found: Found) -> Iterator[Entry]:
    line, end_line = treesitter.line(first), treesitter.end_line(value)
    if value.type in ("object", "array"):
        if isinstance(path[-1], str):
            yield Entry(path, line, end_line)
        yield from _value(value, path, found)
    else:
        string = _string(value) if value.type == "string" else None
        yield Entry(path, line, end_line, treesitter.text(value), string)


def _string(node: Node) -> str:
    written = treesitter.text(node)
    if "\\" not in written and written.startswith('"'):
        return written[1:-1]
    try:
        return str(_DECODER.decode(written))
    except ValueError:  # a key that is no string, or an escape that there is not
        return written
