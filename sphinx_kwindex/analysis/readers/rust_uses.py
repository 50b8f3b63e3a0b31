"""What ``use`` declarations of Rust bring in, their groups taken apart
(https://doc.rust-lang.org/reference/items/use-declarations.html)."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.model.facts import Import, Scope

#: Characters of a path: more is no path of anybody.
_LONGEST = 500


def of(declaration: Node, line: int, scope: Scope) -> Iterator[Import]:
    """Yield an import for each name that a declaration brings in.

    The module is the path before the last part, as it is written (``crate::a``), and the name is
    the last part; a path of one part has no name.
    """
    argument = declaration.child_by_field_name("argument")
    waiting = [(argument, "")] if argument is not None else []
    while waiting:
        node, prefix = waiting.pop()
        shape = node.type
        if shape in ("use_list", "scoped_use_list"):
            path = treesitter.text(node.child_by_field_name("path"), _LONGEST)
            inner = _join(prefix, path) if shape == "scoped_use_list" else prefix
            if len(inner) > _LONGEST:
                continue
            list_ = node.child_by_field_name("list") or node
            waiting.extend(
                (child, inner)
                for child in reversed(list_.named_children)
                if "comment" not in child.type and child != node.child_by_field_name("path")
            )
        elif shape == "use_wildcard":
            path = treesitter.text(node, _LONGEST).removesuffix("*").removesuffix("::")
            yield Import(_join(prefix, path), "*", None, line, scope)
        elif shape == "use_as_clause":
            path = treesitter.text(node.child_by_field_name("path"), _LONGEST)
            alias = treesitter.text(node.child_by_field_name("alias"))
            yield _named(_join(prefix, path), alias, line, scope)
        else:
            yield _named(_join(prefix, treesitter.text(node, _LONGEST)), None, line, scope)


def _join(prefix: str, path: str) -> str:
    if not prefix or not path:
        return prefix or path
    return prefix if path == "self" else f"{prefix}::{path}"


def _named(path: str, alias: str | None, line: int, scope: Scope) -> Import:
    module, _, name = path.rpartition("::")
    if module:
        return Import(module, name, alias, line, scope)
    return Import(path, None, alias, line, scope)
