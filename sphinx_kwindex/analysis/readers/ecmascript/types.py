"""What only TypeScript declares: interfaces, enumerations, aliases, namespaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tree_sitter import Node

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.drafts import VALUE
from sphinx_kwindex.analysis.readers.ecmascript.file import File, Place
from sphinx_kwindex.model.facts import Kind


def _interface(file: File, node: Node, place: Place) -> None:
    draft = file.define(Kind.INTERFACE, node, place)
    draft.bases = tuple(_extended(file, node))
    _parametrised(draft.tags, node)
    body = node.child_by_field_name("body")
    if body is not None:
        file.enter(body.named_children, place.inside(draft.qualname, Kind.INTERFACE))


def _extended(file: File, node: Node) -> Iterator[str]:
    for clause in treesitter.named(node, "extends_type_clause"):
        yield from (file.written(each) for each in clause.named_children)


def _parametrised(tags: set[str], node: Node) -> None:
    if node.child_by_field_name("type_parameters") is not None:
        tags.add("template")


def _enum(file: File, node: Node, place: Place) -> None:
    draft = file.define(Kind.ENUM, node, place)
    if node.children[0].type == "const":
        draft.tags.add("const")
    body = node.child_by_field_name("body")
    inner = place.inside(draft.qualname, Kind.ENUM)
    for member in body.named_children if body is not None else ():
        if member.type == "enum_assignment":
            entry = file.define(Kind.ENUMERATOR, member, inner)
            entry.value = file.written(member.child_by_field_name("value"), VALUE)
        elif member.type in ("property_identifier", "string"):
            file.define(Kind.ENUMERATOR, member, inner, member)


def _alias(file: File, node: Node, place: Place) -> None:
    draft = file.define(Kind.TYPE_ALIAS, node, place)
    _parametrised(draft.tags, node)
    draft.value = file.written(node.child_by_field_name("value"), VALUE)


def _namespace(file: File, node: Node, place: Place) -> None:
    """``namespace A.B`` and ``module "x"``; a module without a body has nothing to show."""
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    if name is None or body is None:
        return
    kind = Kind.MODULE if name.type == "string" else Kind.NAMESPACE
    draft = file.define(kind, node, place)
    file.enter(body.named_children, place.inside(draft.qualname, Kind.NAMESPACE))


def _ambient(file: File, node: Node, place: Place) -> None:
    """``declare ...``; what ``declare global`` holds is of no module."""
    inner = place.tagged(node, "declaration")
    for child in node.named_children:
        if child.type == "statement_block":
            file.enter(child.named_children, Place(tags=("declaration",)))
        else:
            file.enter([child], inner)


def _import_alias(file: File, node: Node, place: Place) -> None:
    parts = node.named_children
    if len(parts) == 2:
        draft = file.define(Kind.TYPE_ALIAS, node, place, parts[0])
        draft.value = file.written(parts[1], VALUE)


HANDLERS: Mapping[str, Callable[[File, Node, Place], None]] = {
    "ambient_declaration": _ambient,
    "enum_declaration": _enum,
    "import_alias": _import_alias,
    "interface_declaration": _interface,
    "internal_module": _namespace,
    "module": _namespace,
    "type_alias_declaration": _alias,
}
