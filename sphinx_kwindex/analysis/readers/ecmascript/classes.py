"""Classes of JavaScript and TypeScript, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tree_sitter import Node

from sphinx_kwindex.analysis.readers.drafts import VALUE, Draft
from sphinx_kwindex.analysis.readers.ecmascript.file import File, Place
from sphinx_kwindex.analysis.readers.ecmascript.functions import (
    FUNCTIONS,
    describe,
    enter_body,
    unwrapped,
)
from sphinx_kwindex.model.facts import IMPLEMENTS, Kind

_MODIFIERS = {
    "abstract": "abstract",
    "declare": "declaration",
    "readonly": "readonly",
    "static": "static",
}


def define(file: File, node: Node, place: Place, name: Node | None = None, word: str = "") -> None:
    """A class, and what its body holds.

    :param name: what it is assigned to, where it is.
    :param word: its name, where that is not as it is written.
    """
    draft = file.define(Kind.CLASS, node, place, name, word)
    tags = draft.tags
    if node.type == "abstract_class_declaration":
        tags.add("abstract")
    if node.child_by_field_name("type_parameters") is not None:
        tags.add("template")
    draft.bases = tuple(_bases(file, node))
    extended = (base for base in draft.bases if not base.startswith(IMPLEMENTS))
    if any(base.endswith(("Error", "Exception")) for base in extended):
        tags.add("exception")
    draft.decorators = (*decorators(file, place.outer), *decorators(file, node))
    body = node.child_by_field_name("body")
    if body is not None:
        inner = place.inside(draft.qualname, Kind.CLASS)
        file.enter(body.named_children, inner)


def _bases(file: File, node: Node) -> Iterator[str]:
    """What a class extends and implements."""
    for heritage in node.named_children:
        if heritage.type != "class_heritage":
            continue
        for part in heritage.named_children:
            if part.type == "extends_clause":
                yield file.written(part).removeprefix("extends").strip()
            elif part.type == "implements_clause":
                yield from (f"{IMPLEMENTS}{file.written(each)}" for each in part.named_children)
            else:
                yield file.written(part)


def decorators(file: File, node: Node | None) -> Iterator[str]:
    """The decorators of a node, without their sign."""
    if node is not None and node.children and node.children[0].type == "decorator":
        for child in node.named_children:
            if child.type == "decorator":
                yield file.written(child)[1:]


def _modify(draft: Draft, node: Node) -> None:
    tags = draft.tags
    for child in node.children[:8]:
        if child.type in _MODIFIERS:
            tags.add(_MODIFIERS[child.type])
        elif child.type == "accessibility_modifier" and child.text != b"public":
            tags.add("private" if child.text == b"private" else "protected")
    if draft.name.startswith("#"):
        tags.add("private")


def method(file: File, node: Node, place: Place) -> None:
    """A method of a class, of an interface or of an object."""
    name = node.child_by_field_name("name")
    if name is None:
        return
    draft = file.define(Kind.METHOD, node, place, name)
    describe(file, draft, node)
    _modify(draft, node)
    tags = draft.tags
    if node.type != "method_definition":
        tags.add("declaration")
    if draft.name == "constructor" and place.owner is Kind.CLASS:
        tags.add("constructor")
        _parameters(file, node, place)
    draft.decorators = tuple(decorators(file, node))
    enter_body(file, node, place, draft.qualname)


def _parameters(file: File, node: Node, place: Place) -> None:
    """A parameter of a constructor with a modifier is a field (TypeScript)."""
    parameters = node.child_by_field_name("parameters")
    for parameter in parameters.named_children if parameters is not None else ():
        name = parameter.child_by_field_name("pattern")
        marks = {child.type for child in parameter.children}
        if name is not None and marks & {"accessibility_modifier", "readonly"}:
            draft = file.define(Kind.FIELD, parameter, place, name)
            draft.annotation = annotation(file, parameter)
            _modify(draft, parameter)


def field(file: File, node: Node, place: Place) -> None:
    """A field; one that is given a function is a method."""
    name = node.child_by_field_name("name") or node.child_by_field_name("property")
    if name is None:
        return
    value = unwrapped(node.child_by_field_name("value"))
    if value is not None and value.type in FUNCTIONS:
        draft = file.define(Kind.METHOD, node, place, name)
        describe(file, draft, value)
        enter_body(file, value, place, draft.qualname)
    else:
        draft = file.define(Kind.FIELD, node, place, name)
        draft.annotation = annotation(file, node)
        draft.value = file.written(value, VALUE)
    _modify(draft, node)
    draft.decorators = tuple(decorators(file, node))
    if value is not None and value.type not in FUNCTIONS and file.holds(value):
        file.enter([value], place.in_function(draft.qualname))


def annotation(file: File, node: Node) -> str:
    """The type that is written behind a name."""
    return file.written(node.child_by_field_name("type"), VALUE).removeprefix(":").strip()


HANDLERS: Mapping[str, Callable[[File, Node, Place], None]] = {
    **dict.fromkeys(("abstract_class_declaration", "class", "class_declaration"), define),
    **dict.fromkeys(("abstract_method_signature", "method_definition", "method_signature"), method),
    **dict.fromkeys(("field_definition", "public_field_definition", "property_signature"), field),
}
