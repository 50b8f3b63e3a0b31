"""Objects as they are written, and what a name is given: functions, classes, data by its keys."""

from __future__ import annotations

import re

from msgspec.structs import replace
from tree_sitter import Node

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.drafts import VALUE
from sphinx_kwindex.analysis.readers.ecmascript import classes
from sphinx_kwindex.analysis.readers.ecmascript.file import File, Place, named
from sphinx_kwindex.analysis.readers.ecmascript.functions import (
    FUNCTIONS,
    describe,
    enter_body,
    unwrapped,
)
from sphinx_kwindex.analysis.secrets import withheld
from sphinx_kwindex.model.facts import Kind

#: Levels of the data of an object that a module names, and keys of a file, that are listed.
LEVELS, KEYS = 2, 1_000

#: What stands in every object that holds a function or a class.
_CALLABLE = re.compile(rb"\(|=>|\bclass\b")


def is_definition(value: Node) -> bool:
    """Whether a value is a function or a class."""
    return value.type in FUNCTIONS or value.type == "class"


def assigned(
    file: File,
    node: Node,
    name: Node,
    word: str,
    value: Node,
    place: Place,
    kind: Kind = Kind.FUNCTION,
) -> None:
    """A function or class that a name is given."""
    if value.type == "class":
        classes.define(file, value, place, name, word)
        return
    draft = file.define(kind, node, place, name, word)
    describe(file, draft, value)
    enter_body(file, value, place, draft.qualname)


def members_of(file: File, value: Node, place: Place, name: str, levels: int = 0) -> None:
    """The functions and classes that an object holds, and those of the objects in it.

    :param levels: of its data that are listed as well.
    """
    value = _frozen(value)
    start, end = value.start_byte, value.end_byte
    if value.type == "object" and (levels or _CALLABLE.search(file.data, start, end)):
        inner = place.inside(place.prefix + name)
        file.waiting.append((value, replace(inner, levels=levels)))


def _frozen(value: Node) -> Node:
    """What ``Object.freeze`` is given."""
    called = value.child_by_field_name("function") if value.type == "call_expression" else None
    given = value.child_by_field_name("arguments")
    if called is None or called.text != b"Object.freeze" or given is None:
        return value
    return unwrapped(next(iter(given.named_children), None)) or value


def object_(file: File, node: Node, place: Place) -> None:
    """What an object holds: its functions and classes, and its data as far as that is listed."""
    for member in node.named_children:
        if member.type == "method_definition":
            classes.method(file, member, place)
        elif member.type == "pair":
            _pair(file, member, place)
        elif member.type == "shorthand_property_identifier":
            if "export" in place.tags:
                file.exported.add(treesitter.text(member))
            else:
                _datum(file, member, member, None, place)


def _pair(file: File, member: Node, place: Place) -> None:
    key = member.child_by_field_name("key")
    value = unwrapped(member.child_by_field_name("value"))
    if key is None or value is None or key.type == "computed_property_name":
        return
    if is_definition(value):
        assigned(file, member, key, "", value, place, Kind.METHOD)
        return
    word = named(key)
    if "export" in place.tags and value.text == key.text:
        file.exported.add(word)
        return
    _datum(file, member, key, value, place)
    members_of(file, value, place, word, max(place.levels - 1, 0))


def _datum(file: File, member: Node, key: Node, value: Node | None, place: Place) -> None:
    """A key that holds data, where that is listed."""
    if not place.levels or key.type == "number":
        return
    file.data_keys += 1
    if file.data_keys > KEYS:
        return
    draft = file.define(Kind.FIELD, member, place, key)
    draft.tags.add("property")
    written = file.written(value, VALUE) if value is not None else ""
    if written and withheld((draft.name,), written):
        draft.tags.add("withheld")
    else:
        draft.value = written
