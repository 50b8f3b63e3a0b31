"""Classes, structs, unions and enumerations."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tree_sitter import Node

from sphinx_kwindex.analysis.readers.c_family import declarators
from sphinx_kwindex.analysis.readers.c_family.drafts import Draft, tags
from sphinx_kwindex.analysis.readers.c_family.state import MOST, Place, Walk
from sphinx_kwindex.model.facts import Kind

KEYS: Mapping[str, Kind] = {
    "class_specifier": Kind.CLASS,
    "struct_specifier": Kind.STRUCT,
    "union_specifier": Kind.UNION,
    "enum_specifier": Kind.ENUM,
}


def define(walk: Walk, node: Node, last: int, place: Place, alias: str = "") -> None:
    """Define a type that has a body; others define nothing.

    :param alias: what a type without a name is known by.
    """
    body = node.child_by_field_name("body")
    if body is None:
        return
    kind = KEYS[node.type]
    name = node.child_by_field_name("name")
    words = declarators.path_of(walk.code, name) if name is not None else [alias] if alias else []
    prefix = place.prefix
    owner = place.owner
    if words:
        prefix += "".join(f"{word}::" for word in words)
        owner = words[-1]
        walk.classes.add(owner)
    if name is not None and words:
        start = walk.start(last, node)
        head = walk.text.data[start : walk.at(name.start_byte)]
        scoped = ("scoped",) if kind is Kind.ENUM and _SCOPED.search(head) else ()
        final = ("final",) if b"final" in walk.code[name.end_byte : body.start_byte] else ()
        bases = _bases(walk, node, name, body)
        walk.drafts.append(
            Draft(
                kind,
                words[-1],
                prefix[:-2],
                walk.at(declarators.last_name(name).start_byte),
                walk.at(node.end_byte),
                bases=bases,
                parameters=_parameters(walk, node) if bases and kind is not Kind.ENUM else (),
                tags=tags(head, b"", place.access, *scoped, *final),
                summary=walk.summary(start, node),
            )
        )
    if kind is Kind.ENUM:
        _enumerators(walk, body, place, prefix if words else place.prefix)
        return
    access = "private" if kind is Kind.CLASS else ""
    if not words:
        access = place.access
        owner = owner or _UNNAMED
    walk.enter(body, body.start_byte + 1, Place(prefix, owner, access, place.outer))


#: Stands for the name of a type that has none; its members are members all the same.
_UNNAMED = "{}"
_SCOPED = re.compile(rb"\benum\s+(?:class|struct)\b")


def _enumerators(walk: Walk, body: Node, place: Place, prefix: str) -> None:
    code, at = walk.code, walk.at
    access = (place.access,) if place.access else ()
    children = body.children
    walk.cut = walk.cut or len(children) > MOST
    for child in children[:MOST]:
        if child.type == "enumerator":
            start = child.start_byte
            end = child.end_byte
            name, _, value = code[start:end].partition(b"=")
            words = name.split()
            if not words:
                continue  # the grammar fills in a name where there is none
            word = words[0].decode("utf-8", "replace")
            walk.drafts.append(
                Draft(
                    Kind.ENUMERATOR,
                    word,
                    prefix + word,
                    at(start),
                    at(end),
                    tags=access,
                    summary=walk.text.summary(at(start), at(end)),
                    value=walk.value(end - len(value), end) if value else "",
                )
            )


def _bases(walk: Walk, node: Node, name: Node, body: Node) -> tuple[str, ...]:
    """The types of a base clause, without access; of an enumeration the type below it."""
    if b":" not in walk.code[name.end_byte : body.start_byte]:
        return ()
    found: list[str] = []
    base = node.child_by_field_name("base")
    if base is not None:
        return (walk.shown(base.start_byte, base.end_byte),)
    for child in node.children:
        if child.type == "base_class_clause":
            for each in child.children:
                if each.is_named and each.type not in _NO_BASES:
                    found.append(walk.shown(each.start_byte, each.end_byte))
                elif each.type == "..." and found:
                    found[-1] += "..."
    return tuple(found)


def _parameters(walk: Walk, node: Node) -> tuple[str, ...]:
    """The parameters of the templates that a class stands in, sorted."""
    found: set[str] = set()
    around = node.parent
    while around is not None:
        if around.type == "template_declaration":
            given = around.child_by_field_name("parameters")
            if given is not None:
                text = walk.code[given.start_byte : given.end_byte]
                found.update(name.decode("utf-8", "replace") for name in _PARAMETER.findall(text))
        around = around.parent
    return tuple(sorted(found))


#: A name before the end of a parameter of a template, or before its default.
_PARAMETER = re.compile(rb"([A-Za-z_\x80-\xff][\w\x80-\xff]*)\s*(?=[,>=])")
_NO_BASES = frozenset({"access_specifier", "virtual", "attribute_declaration", "comment"})
