"""The definitions of a text of the C family, off its tree.

Only what can hold a definition is entered: namespaces, classes, templates, what an error covers.
The walk has a stack of its own, so that a thousand namespaces in each other are as good as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tree_sitter import Node

from sphinx_kwindex.analysis.readers.c_family import members, types
from sphinx_kwindex.analysis.readers.c_family.drafts import Draft
from sphinx_kwindex.analysis.readers.c_family.state import LONGEST, MOST, Place, Walk
from sphinx_kwindex.model.facts import Kind


def run(walk: Walk, root: Node) -> None:
    """Read all that the root holds."""
    walk.enter(root, 0, Place())
    while walk.waiting and len(walk.drafts) < MOST:
        children, index, last, place = walk.waiting.pop()
        count = len(children)
        while index < count and len(walk.drafts) < MOST:
            child = children[index]
            index += 1
            word = child.type
            act = _ACTS.get(word)
            if act is not None:
                depth = len(walk.waiting)
                act(walk, child, last, place)
                last = child.end_byte
                if len(walk.waiting) > depth:
                    # What it holds comes before what follows it.
                    walk.waiting.insert(depth, (children, index, last, place))
                    break
            elif word == "access_specifier":
                access = walk.code[child.start_byte : child.end_byte].decode()
                access = "" if access.startswith("public") else access.rstrip(": ")
                place = Place(place.prefix, place.owner, access, place.outer)
                last = child.end_byte
                end = children[-1].end_byte
                walk.scopes.append((walk.at(child.start_byte), walk.at(end), place))
            else:
                last = child.end_byte
    walk.cut = walk.cut or len(walk.drafts) >= MOST


def _namespace(walk: Walk, node: Node, last: int, place: Place) -> None:
    body = node.child_by_field_name("body")
    name = node.child_by_field_name("name")
    if body is None:
        return
    prefix = place.prefix
    if name is not None:
        begin = name.start_byte
        for part in _NAME.finditer(walk.code, begin, name.end_byte):
            word = part[0].decode("utf-8", "replace")
            if word == "inline":
                continue
            if len(prefix) > LONGEST:
                walk.cut = True
                return
            found = ("inline",) if b"inline" in walk.code[node.start_byte : begin] else ()
            walk.drafts.append(
                Draft(
                    Kind.NAMESPACE,
                    word,
                    prefix + word,
                    walk.at(part.start()),
                    walk.at(node.end_byte),
                    tags=found,
                )
            )
            prefix = f"{prefix}{word}::"
    walk.enter(body, body.start_byte + 1, Place(prefix, outer=prefix))


_NAME = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")


def _inside(walk: Walk, node: Node, last: int, place: Place) -> None:
    """A node that holds declarations: the end of the one before it is still the end before."""
    walk.enter(node, last, place)


def _template(walk: Walk, node: Node, last: int, place: Place) -> None:
    """What a template declares begins where the template does."""
    held = [child for child in node.children if child.type in _ACTS]
    walk.waiting.extend(([child], 0, last, place) for child in reversed(held))


def _linkage(walk: Walk, node: Node, last: int, place: Place) -> None:
    body = node.child_by_field_name("body")
    if body is not None:
        if body.type == "declaration_list":
            walk.enter(body, body.start_byte + 1, place)
        else:
            walk.waiting.append(([body], 0, last, place))


def _friend(walk: Walk, node: Node, last: int, place: Place) -> None:
    walk.enter(node, last, Place(place.outer, outer=place.outer))


def _concept(walk: Walk, node: Node, last: int, place: Place) -> None:
    name = node.child_by_field_name("name")
    if name is not None:
        start = walk.start(last, node)
        word = walk.code[name.start_byte : name.end_byte].decode("utf-8", "replace")
        walk.drafts.append(
            Draft(
                Kind.NAME,
                word,
                place.prefix + word,
                walk.at(name.start_byte),
                walk.at(node.end_byte),
                tags=("concept", "template"),
                summary=walk.summary(start, node),
            )
        )


_ACTS: Mapping[str, Callable[[Walk, Node, int, Place], None]] = {
    "namespace_definition": _namespace,
    "linkage_specification": _linkage,
    "template_declaration": _template,
    "declaration_list": _inside,
    "field_declaration_list": _inside,
    "ERROR": _inside,
    "friend_declaration": _friend,
    "class_specifier": types.define,
    "struct_specifier": types.define,
    "union_specifier": types.define,
    "enum_specifier": types.define,
    "function_definition": members.declaration,
    "declaration": members.declaration,
    "field_declaration": members.declaration,
    "type_definition": members.declaration,
    "alias_declaration": members.alias,
    "concept_definition": _concept,
}
