"""SQL, by tree-sitter: tables with their columns, views, indexes, types, functions, triggers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Kind

#: What each statement defines, and a word about it.
_STATEMENTS: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
    "create_table": (Kind.TABLE, ()),
    "create_view": (Kind.TABLE, ("view",)),
    "create_materialized_view": (Kind.TABLE, ("view",)),
    "create_index": (Kind.TABLE, ("index",)),
    "create_function": (Kind.FUNCTION, ()),
    "create_procedure": (Kind.FUNCTION, ()),
    "create_trigger": (Kind.FUNCTION, ()),
    "create_type": (Kind.TYPE_ALIAS, ()),
    "create_sequence": (Kind.VARIABLE, ()),
}
_QUOTES = "\"`'[]"


@cache
def _query() -> Query:
    names = " ".join(f"({name})" for name in _STATEMENTS)
    return Query(treesitter.language("sql"), f"[{names}] @statement")


def read(text: str, language: Language) -> FileFacts:
    """Read what a file of SQL creates."""
    found = Found()
    root = treesitter.parse("sql", text.encode()).root_node
    captures = QueryCursor(_query()).captures(root)
    for node in treesitter.in_order(captures.get("statement", ())):
        _statement(found, node)
    return found.facts(text, language, treesitter.reader("sql"))


def _statement(found: Found, node: Node) -> None:
    kind, tags = _STATEMENTS[node.type]
    if node.type == "create_index":
        name = treesitter.text(node.child_by_field_name("column"))
    else:
        name = treesitter.text(next(treesitter.named(node, "object_reference"), None))
    if not name:
        return  # an index without one, or a statement that the grammar cannot follow
    arguments = next(treesitter.named(node, "function_arguments"), None)
    schema, _, last = _bare(name).rpartition(".")
    qualname = found.define(
        kind,
        last,
        treesitter.line(node),
        end_line=treesitter.end_line(node),
        parent=schema,
        tags=tags,
        signature=treesitter.line_of(treesitter.text(arguments), 200),
    )
    for columns in treesitter.named(node, "column_definitions"):
        for column in treesitter.named(columns, "column_definition"):
            label = column.child_by_field_name("name")
            kind_of = column.child_by_field_name("type")
            if label is not None and not label.has_error:
                found.define(
                    Kind.FIELD,
                    _bare(treesitter.text(label)),
                    treesitter.line(column),
                    parent=qualname,
                    end_line=treesitter.end_line(column),
                    annotation=treesitter.line_of(treesitter.text(kind_of), 80),
                )


def _bare(name: str) -> str:
    """A name without its quotes, each part of it."""
    return ".".join(part.strip().strip(_QUOTES) for part in name.split("."))
