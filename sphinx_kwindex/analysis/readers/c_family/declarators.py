"""Declarators: what a declaration of the C family names, and what it makes of it.

``int (*table[3])(void)`` names ``table``. ISO/IEC 9899, 6.7.6, and ISO/IEC 14882, [dcl.decl].
"""

from __future__ import annotations

from msgspec import Struct
from tree_sitter import Node

#: Declarators around a name, with the sign that each adds to the type.
_AROUND = {
    "pointer_declarator": "*",
    "reference_declarator": "&",
    "array_declarator": "",
    "init_declarator": "",
    "parenthesized_declarator": "",
    "attributed_declarator": "",
    "variadic_declarator": "",
    "bitfield_clause": "",
    "pointer_type_declarator": "*",
}
_NAMES = frozenset(
    {
        *("identifier", "field_identifier", "type_identifier", "destructor_name", "operator_name"),
        *("qualified_identifier", "template_function", "template_method", "template_type"),
        "operator_cast",
    }
)
#: Characters of the size of an array that are shown.
_SIZE = 40
#: Declarators in each other that are looked through.
_DEEPEST = 100


class Named(Struct, frozen=True):
    """What a declarator names.

    :ivar words: the parts of its name, outermost first.
    :ivar start: of the last part; `end`, past it.
    :ivar outer: of the whole declarator.
    :ivar marks: what it adds to the type: ``*``, ``&``, ``[3]``.
    :ivar parameters: of a function, or ``None``.
    :ivar returns: the type behind the arrow of a function.
    :ivar value: what it is initialised with.
    """

    words: list[str]
    start: int
    end: int
    outer: int
    marks: str = ""
    parameters: Node | None = None
    returns: Node | None = None
    value: Node | None = None
    is_initialised: bool = False


def read(code: bytes, node: Node) -> Named | None:
    """Read a declarator; ``None`` where it names nothing."""
    marks = ""
    sizes = ""
    outer = node.start_byte
    parameters: Node | None = None
    returns: Node | None = None
    value: Node | None = None
    current: Node | None = node
    word = node.type
    behind = ""
    for _ in range(_DEEPEST):
        if current is None:
            return None
        if word == "function_declarator":
            inner = current.child_by_field_name("declarator")
            held = _held(inner)
            if inner is not None and inner.type == "function_declarator":
                return _made(code, inner, current.child_by_field_name("parameters"), outer, marks)
            if held is None:
                parameters = current.child_by_field_name("parameters")
                returns = _trailing(current)
            else:
                # (*name)(...): a pointer to a function
                given = current.child_by_field_name("parameters")
                shown = code[given.start_byte : given.end_byte] if given else b""
                behind = " ".join(f"{marks} (*){shown.decode('utf-8', 'replace')}".split())
                behind = behind if marks else f" {behind}"
            current = held or inner
        elif word in _AROUND:
            if word == "init_declarator":
                value = current.child_by_field_name("value")
                inner = current.child_by_field_name("declarator")
                if (
                    value is not None
                    and value.type == "argument_list"
                    and inner is not None
                    and inner.type == "function_declarator"
                ):
                    return _made(code, inner, value, outer, marks)
            elif word == "reference_declarator":
                double = code[current.start_byte : current.start_byte + 2] == b"&&"
                marks += "&&" if double else "&"
            elif word == "array_declarator":
                sizes = _size(code, current) + sizes
            elif sizes and _AROUND[word]:
                # (*name)[3]: a pointer to an array
                marks, sizes = f"{marks} ({_AROUND[word]}){sizes}", ""
            else:
                marks += _AROUND[word] + _qualifiers(code, current)
            inner = current.child_by_field_name("declarator")
            if inner is None:
                inner = next(
                    (each for each in current.named_children if _is_declarator(each)), None
                )
            current = inner
        elif word == "structured_binding_declarator":
            return None
        elif word in _NAMES:
            if word == "operator_cast" or (
                word == "qualified_identifier" and _cast(current) is not None
            ):
                return _conversion(code, current, outer)
            words = path_of(code, current)
            if not words:
                return None
            last = last_name(current)
            return Named(
                words,
                last.start_byte,
                last.end_byte,
                outer,
                behind or marks + sizes,
                parameters,
                returns,
                value,
                value is not None,
            )
        else:
            return None
        word = current.type if current is not None else ""
    return None


def _qualifiers(code: bytes, node: Node) -> str:
    """The words behind the sign of a pointer that is constant itself: ``* const``."""
    words = [
        code[child.start_byte : child.end_byte].decode("utf-8", "replace")
        for child in node.children
        if child.type == "type_qualifier"
    ]
    return "".join(f" {word}" for word in words)


def _made(code: bytes, name: Node, parameters: Node | None, outer: int, marks: str) -> Named:
    """``NAME(x)(...)``, where a macro makes the name: no function gives a function."""
    shown = code[name.start_byte : name.end_byte].decode("utf-8", "replace")
    words = [" ".join(shown.split())]
    return Named(words, name.start_byte, name.end_byte, outer, marks, parameters)


def _size(code: bytes, node: Node) -> str:
    """The brackets of an array with what stands in them, unless that is long."""
    size = node.child_by_field_name("size")
    shown = code[size.start_byte : size.end_byte].decode("utf-8", "replace") if size else ""
    return f"[{' '.join(shown.split())}]" if len(shown) <= _SIZE else "[...]"


def _is_declarator(node: Node) -> bool:
    return node.type in _AROUND or node.type in _NAMES or node.type == "function_declarator"


def _held(node: Node | None) -> Node | None:
    """The declarator in the parentheses of ``(*name)(...)``; ``None`` for ``name(...)``, and for
    ``(name)(...)``, which is a function like any other."""
    if node is None or node.type != "parenthesized_declarator":
        return None
    inner = next(iter(node.named_children), None)
    if inner is None or inner.type in _NAMES:
        return None
    return inner


def _trailing(node: Node) -> Node | None:
    for child in reversed(node.children):
        if child.type == "trailing_return_type":
            return child
    return None


def _cast(node: Node) -> Node | None:
    while node.type == "qualified_identifier":
        inner = node.child_by_field_name("name")
        if inner is None:
            return None
        node = inner
    return node if node.type == "operator_cast" else None


def _conversion(code: bytes, node: Node, outer: int) -> Named | None:
    """``operator bool() const``, with or without a class before it."""
    words: list[str] = []
    cast = _cast(node)
    if cast is None:
        return None
    if node is not cast:
        words = [part for part in _split(code[node.start_byte : cast.start_byte]) if part]
    declarator = cast.child_by_field_name("declarator")
    parameters = None
    while declarator is not None and parameters is None:
        parameters = declarator.child_by_field_name("parameters")
        if parameters is None:
            inner = declarator.child_by_field_name("declarator")
            if inner is None:
                inner = next(
                    (each for each in declarator.named_children if "declarator" in each.type), None
                )
            declarator = inner
    if parameters is None:
        return None
    name = " ".join(
        code[cast.start_byte : parameters.start_byte].decode("utf-8", "replace").split()
    )
    return Named([*words, name], cast.start_byte, parameters.start_byte, outer, "", parameters)


def last_name(node: Node) -> Node:
    """The node of the last part of a qualified name, without its template arguments."""
    while True:
        if node.type in (
            "qualified_identifier",
            "template_type",
            "template_function",
            "template_method",
        ):
            inner = node.child_by_field_name("name")
            if inner is None:
                return node
            node = inner
        else:
            return node


def path_of(code: bytes, node: Node) -> list[str]:
    """The parts of a name, each without template arguments: ``["Map", "find"]``."""
    if node.type in ("identifier", "field_identifier", "type_identifier"):
        name = code[node.start_byte : node.end_byte].decode("utf-8", "replace")
        return [name] if name else []  # none where the grammar had to invent it
    last = last_name(node)
    name = " ".join(code[last.start_byte : last.end_byte].decode("utf-8", "replace").split())
    if name.startswith("~"):
        name = "~" + name[1:].strip()
    elif name.startswith("operator"):
        name = _operator(name)
    return [*_split(code[node.start_byte : last.start_byte]), name] if name else []


def _operator(name: str) -> str:
    """``operator ==`` as ``operator==``; the words ``new`` and ``delete`` stay apart."""
    rest = name.removeprefix("operator").strip()
    return f"operator {rest}" if rest[:1].isalpha() else f"operator{rest}"


def _split(before: bytes) -> list[str]:
    """The parts of ``a::Map<std::less<>>::``."""
    depth = 0
    words = [""]
    for sign in before.decode("utf-8", "replace"):
        if sign == "<":
            depth += 1
        elif sign == ">":
            depth -= 1
        elif depth == 0 and sign == ":":
            words.append("")
        elif depth == 0 and not sign.isspace():
            words[-1] += sign
    return [word for word in words if word]
