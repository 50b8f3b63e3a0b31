"""Functions, variables, members and names of types."""

from __future__ import annotations

import re

from msgspec.structs import replace
from tree_sitter import Node

from sphinx_kwindex.analysis.readers.c_family import declarators, plain, types
from sphinx_kwindex.analysis.readers.c_family.declarators import Named
from sphinx_kwindex.analysis.readers.c_family.drafts import Draft, tags
from sphinx_kwindex.analysis.readers.c_family.state import Place, Walk
from sphinx_kwindex.analysis.readers.c_family.text import to_member, unpadded
from sphinx_kwindex.analysis.readers.c_family.words import OF_BOTH
from sphinx_kwindex.model.facts import Kind

_CONST = re.compile(rb"\bconst\b")
#: A word with which no declaration begins, where the grammar took one for a type.
_NO_TYPE = frozenset({"return", "else", "case", "goto", "delete", "throw", "new", "using"})


def declaration(walk: Walk, node: Node, last: int, place: Place) -> None:
    """A declaration, member or definition: of functions, variables, and of the type that it may
    hold."""
    start = walk.start(last, node)
    is_definition = node.type == "function_definition"
    is_typedef = node.type == "type_definition"
    holder = node.child_by_field_name("type")
    names = node.children_by_field_name("declarator")
    if holder is not None and holder.type in types.KEYS:
        alias = ""
        if names and holder.child_by_field_name("name") is None:
            alias = _named_by(walk, names[0])
        types.define(walk, holder, last, place, alias)
    if is_typedef and node.has_error and (pointer := _pointer(walk, node)) is not None:
        _typedef(walk, node, start, place, pointer, None)
        return
    for declarator in names:
        found = declarators.read(walk.code, declarator)
        if found is None:
            continue
        converted = _conversion(walk, holder, found)
        if converted is not None:
            _function(walk, node, start, place, converted, None, is_definition)
            continue
        if found.parameters is not None and node.has_error:
            found = _before_macro(walk, node, declarator, found) or found
        given = found.value
        if (
            given is not None
            and given.type == "argument_list"
            and holder is not None
            and plain.are_parameters(walk.code[given.start_byte + 1 : given.end_byte - 1])
        ):
            found = replace(found, parameters=given, value=None, is_initialised=False)
        if is_typedef:
            _typedef(walk, node, start, place, found, holder)
        elif found.parameters is not None:
            _function(walk, node, start, place, found, holder, is_definition)
        elif not is_definition:
            _variable(walk, node, start, place, found, holder, declarator)


def _conversion(walk: Walk, holder: Node | None, found: Named) -> Named | None:
    """What ``A::operator float() {}`` defines, where the grammar takes ``A::operator`` for the
    type of a function `float`."""
    if holder is None or holder.type != "qualified_identifier" or found.parameters is None:
        return None
    words = declarators.path_of(walk.code, holder)
    if not words or words[-1].strip() != "operator":
        return None
    last = declarators.last_name(holder)
    shown = walk.code[last.start_byte : found.parameters.start_byte]
    name = " ".join(shown.decode("utf-8", "replace").split())
    return replace(
        found, words=[*words[:-1], name], start=last.start_byte, outer=holder.start_byte, marks=""
    )


def _before_macro(walk: Walk, node: Node, declarator: Node, found: Named) -> Named | None:
    """What ``Type name MACRO(x);`` declares, which the grammar takes for a function `MACRO`."""
    before = declarator.prev_sibling
    if before is None or before.type != "ERROR" or not found.words[-1].isupper():
        return None
    name = walk.code[before.start_byte : before.end_byte].decode("utf-8", "replace")
    if not name.isidentifier() or name.isupper() or before.prev_sibling is None:
        return None
    if before.prev_sibling != node.child_by_field_name("type"):
        return None
    return Named([name], before.start_byte, before.end_byte, before.start_byte)


#: The type of a function that a macro says how to call, which the grammar does not read:
#: ``typedef BOOL(WINAPI *Name)(HANDLE);``.
_POINTER = re.compile(rb"typedef\b[^(){};=]*\(\s*[A-Za-z_]\w*\s*\*?\s*\b([A-Za-z_]\w*)\s*\)\s*\(")


def _pointer(walk: Walk, node: Node) -> Named | None:
    match = _POINTER.match(walk.code, node.start_byte, node.end_byte)
    if match is None:
        return None
    return Named([match[1].decode("utf-8", "replace")], *match.span(1), match.start(1))


def _named_by(walk: Walk, declarator: Node) -> str:
    """The name that a type without one has by what it declares: ``struct { } name;``."""
    found = declarators.read(walk.code, declarator)
    return found.words[-1] if found is not None and not found.marks else ""


def _typedef(
    walk: Walk, node: Node, start: int, place: Place, found: Named, holder: Node | None
) -> None:
    if node.children[-1].is_missing:
        return  # a macro makes the name, and the grammar ended it there
    shown = ""
    if holder is not None:
        end = holder.end_byte
        body = holder.child_by_field_name("body") if holder.type in types.KEYS else None
        shown = walk.value(holder.start_byte, body.start_byte if body else end)
        shown = _type(walk, node, holder, found, shown)
        shown += _marks(walk, holder, found)
        if found.parameters is not None:
            shown += f" {_parameters(walk, found.parameters)}"
    walk.drafts.append(
        Draft(
            Kind.TYPEDEF,
            found.words[-1],
            place.prefix + found.words[-1],
            walk.at(found.start),
            walk.at(node.end_byte),
            tags=tags(b"", b"", place.access),
            summary=walk.summary(start, node),
            value=shown,
        )
    )


def _function(
    walk: Walk,
    node: Node,
    start: int,
    place: Place,
    found: Named,
    holder: Node | None,
    is_definition: bool,
) -> None:
    words = found.words
    name = words[-1]
    special = name.startswith(("~", "operator"))
    parameters = found.parameters
    if parameters is None:
        return
    owner = words[-2] if len(words) > 1 else place.owner
    if holder is None and not special and name != owner:
        return  # no type and no constructor: the call of a macro
    if holder is not None and walk.code[holder.start_byte : holder.end_byte] in _NOT_TYPES:
        return
    head = walk.text.data[start : walk.at(found.start)]
    body = node.child_by_field_name("body") if is_definition else _parted(node, parameters)
    if body is None and found.value is not None and found.value.type == "initializer_list":
        body = found.value  # for the grammar, as a semicolon stands behind it
    tail = walk.code[parameters.end_byte : body.start_byte if body else node.end_byte]
    if body is None and found.is_initialised and not _PURE_END.search(tail):
        tail = b""
    begin = body.start_byte if body is not None else 0
    if body is not None and body.type == "compound_statement" and b":" in tail:
        tail = tail.partition(b":")[0]
        # What sets the members of a class before the body is run as the body is.
        begin = parameters.end_byte + len(tail)
    more = [place.access]
    if body is None and not (is_definition and _GIVEN.search(tail)):
        more.append("declaration")
    if holder is None and name == owner:
        more.append("constructor")
    declared = tags(head, tail, *more)
    # No namespace has arguments.
    method = b">" in walk.code[found.outer : found.start] or walk.is_method(words, place, declared)
    walk.drafts.append(
        Draft(
            Kind.METHOD if method else Kind.FUNCTION,
            name,
            place.prefix + "::".join(words),
            walk.at(found.start),
            walk.at(max(node.end_byte, body.end_byte) if body is not None else node.end_byte),
            signature=_signature(walk, found, holder, node),
            tags=declared,
            summary=walk.summary(start, node),
            body=(walk.at(begin), walk.at(body.end_byte)) if body is not None else None,
        )
    )


def _parted(node: Node, parameters: Node) -> Node | None:
    """The body that the grammar parted from a function whose name a macro makes."""
    behind = node.next_sibling if parameters.type == "argument_list" else None
    return behind if behind is not None and behind.type == "compound_statement" else None


_NOT_TYPES = frozenset(word.encode() for word in _NO_TYPE)
_GIVEN = re.compile(rb"=\s*(?:default|delete)\b")
_PURE_END = re.compile(rb"=\s*0\s*;?\s*\Z")


def _signature(walk: Walk, found: Named, holder: Node | None, node: Node) -> str:
    parameters = found.parameters
    if parameters is None:
        return ""
    shown = _parameters(walk, parameters)
    if found.returns is not None:
        return f"{shown} {walk.shown(found.returns.start_byte, found.returns.end_byte)}"
    if holder is None or found.words[-1].startswith("~"):
        return shown
    written = walk.shown(holder.start_byte, holder.end_byte)
    result = _type(walk, node, holder, found, written)
    return f"{shown} -> {result}{found.marks}" if result else shown


def _parameters(walk: Walk, node: Node) -> str:
    return unpadded(walk.shown(node.start_byte, node.end_byte))


def _type(walk: Walk, node: Node, holder: Node, found: Named, shown: str) -> str:
    """The type that a declaration begins with; nothing where words stand behind it that the
    grammar could not place, and those that look like no macros leave none.

    :param shown: the text of `holder`, without the body that it may have.
    """
    code = walk.code
    first = node.child_by_field_name("declarator")
    last = min(first.start_byte, found.outer) if first is not None else found.outer
    front = _WORD.findall(code, node.start_byte, holder.start_byte)
    behind = _WORD.findall(code, holder.end_byte, last)
    parenthesis = code.find(b"(", holder.end_byte, last)
    between = behind if parenthesis < 0 else _WORD.findall(code, holder.end_byte, parenthesis)
    if unplaced := [word for word in between if word not in _PLACED]:
        words = [shown, *(word.decode("utf-8", "replace") for word in unplaced)]
        shown = " ".join(word for word in words if not word.isupper())
    for word in (b"const", b"volatile"):
        if shown and (word in front or word in behind):
            shown = f"{word.decode()} {shown}"
    return shown


_WORD = re.compile(rb"[A-Za-z_]\w*")
#: What may stand between a type and what it declares.
_PLACED = frozenset(
    b"const volatile static inline extern constexpr mutable restrict thread_local register virtual"
    b" typedef unsigned signed __restrict__ __restrict __global__ __device__ __host__ __attribute__"
    b" alignas noexcept friend explicit consteval constinit".split()
)


def _variable(
    walk: Walk,
    node: Node,
    start: int,
    place: Place,
    found: Named,
    holder: Node | None,
    declarator: Node,
) -> None:
    if holder is None or walk.code[holder.start_byte : holder.end_byte] in _NOT_TYPES:
        return
    words = found.words
    if words[-1] in OF_BOTH:
        return  # the grammar took what stands before it for the type
    head = walk.text.data[start : walk.at(found.start)]
    front = walk.code[node.start_byte : found.start]
    is_static = b"static" in front
    behind = walk.code[holder.end_byte : found.start]
    # Not within the type: ``F<const int> x;`` is no constant.
    beside = walk.code[node.start_byte : holder.start_byte] + b" " + behind
    constant = b"constexpr" in front or (
        _CONST.search(behind.rpartition(b"*")[2] if b"*" in behind else beside) is not None
    )
    if place.owner and not (constant and is_static):
        kind = Kind.FIELD
    else:
        kind = Kind.CONSTANT if constant else Kind.VARIABLE
    value = ""
    given = found.value or (_default(node, declarator) if place.owner else None)
    if given is not None:
        value = walk.value(given.start_byte, given.end_byte)
    more = [place.access]
    if b"extern" in front and not value:
        more.append("declaration")
    body = holder.child_by_field_name("body") if holder.type in types.KEYS else None
    end = body.start_byte if body is not None else holder.end_byte
    annotation = _type(walk, node, holder, found, walk.value(holder.start_byte, end))
    walk.drafts.append(
        Draft(
            kind,
            words[-1],
            place.prefix + "::".join(words),
            walk.at(found.start),
            walk.at(max(node.end_byte, found.end)),
            tags=tags(head, b"", *more),
            summary=walk.summary(start, node),
            annotation=annotation + _marks(walk, holder, found),
            value=value,
        )
    )


def _marks(walk: Walk, holder: Node, found: Named) -> str:
    return to_member(walk.text.data, walk.at(holder.end_byte), walk.at(found.start), found.marks)


def _default(node: Node, declarator: Node) -> Node | None:
    """What a member is initialised with, of several in one declaration too."""
    given = node.child_by_field_name("default_value")
    if given is None or len(node.children_by_field_name("declarator")) == 1:
        return given
    behind = declarator.next_sibling
    if behind is not None and behind.type == "=":
        behind = behind.next_sibling
    return behind if behind in node.children_by_field_name("default_value") else None


def alias(walk: Walk, node: Node, last: int, place: Place) -> None:
    name = node.child_by_field_name("name")
    kind = node.child_by_field_name("type")
    if name is None:
        return
    start = walk.start(last, node)
    word = walk.code[name.start_byte : name.end_byte].decode("utf-8", "replace")
    walk.drafts.append(
        Draft(
            Kind.TYPE_ALIAS,
            word,
            place.prefix + word,
            walk.at(name.start_byte),
            walk.at(node.end_byte),
            tags=tags(walk.text.data[start : walk.at(name.start_byte)], b"", place.access),
            summary=walk.summary(start, node),
            value=walk.value(kind.start_byte, kind.end_byte) if kind is not None else "",
        )
    )
