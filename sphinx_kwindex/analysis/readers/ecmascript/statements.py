"""One walk over what can hold a definition: statements, bodies of classes, what is assigned."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec.structs import replace
from tree_sitter import Node

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.drafts import VALUE
from sphinx_kwindex.analysis.readers.ecmascript import classes, imports, types
from sphinx_kwindex.analysis.readers.ecmascript.file import File, Place
from sphinx_kwindex.analysis.readers.ecmascript.functions import (
    FUNCTIONS,
    HOLDS,
    describe,
    enter_body,
    unwrapped,
)
from sphinx_kwindex.analysis.readers.ecmascript.objects import (
    LEVELS,
    assigned,
    is_definition,
    members_of,
    object_,
)
from sphinx_kwindex.analysis.readers.scan import Scan
from sphinx_kwindex.model.facts import Kind

_PATH = re.compile(r"[\w$]+(?:\.#?[\w$]+)+")
#: Statements that make a file a module, of which others see what it exports; declarations of types
#: may be seen without.
_OF_MODULES = frozenset({"export_statement", "import_statement"})
_HIDDEN = frozenset({Kind.CLASS, Kind.CONSTANT, Kind.FUNCTION, Kind.VARIABLE})


def walk(data: bytes, root: Node, scan: Scan) -> File:
    """Read the statements of a file."""
    file = File(data, scan=scan)
    file.holders = [match.start() for match in HOLDS.finditer(data)]
    file.enter(root.named_children, Place())
    waiting = file.waiting
    while waiting:
        node, place = waiting.pop()
        handler = _HANDLERS.get(node.type)
        if handler is not None:
            handler(file, node, place)
    is_module = any(node.type in _OF_MODULES for node in root.named_children)
    for draft in file.found:
        if draft.qualname in file.exported:
            draft.tags.add("export")
        elif is_module and draft.name == draft.qualname and draft.kind in _HIDDEN:
            draft.tags.add("internal")
        if "export" in draft.tags or "declaration" in draft.tags:
            draft.tags.discard("internal")
    return file


def _export(file: File, node: Node, place: Place) -> None:
    source = imports.module(node.child_by_field_name("source"))
    if source:
        file.imports.extend(imports.of_export(node, source))
        return
    is_default = any(child.type == "default" for child in node.children[:6])
    tags = ("default", "export") if is_default else ("export",)
    declaration = node.child_by_field_name("declaration")
    if declaration is not None:
        file.enter([declaration], place.tagged(node, *tags))
    for clause in treesitter.named(node, "export_clause"):
        for entry in treesitter.named(clause, "export_specifier"):
            file.exported.add(place.prefix + treesitter.text(entry.child_by_field_name("name")))
    if any(child.type == "=" for child in node.children):  # ``export = name;`` of TypeScript
        file.exported.update(place.prefix + treesitter.text(each) for each in node.named_children)
    value = unwrapped(node.child_by_field_name("value"))
    if value is not None:
        _exported(file, node, value, place.tagged(node, *tags))


def _exported(file: File, node: Node, value: Node, place: Place) -> None:
    """``export default`` of an expression."""
    if value.type == "identifier":
        file.exported.add(place.prefix + treesitter.text(value))
    elif value.type in FUNCTIONS or value.type == "class":
        name = value.child_by_field_name("name")
        assigned(file, node, name or node, "" if name else "default", value, place)
    else:
        members_of(file, value, place, "default", LEVELS)


def _import(file: File, node: Node, place: Place) -> None:
    file.imports.extend(imports.of_import(node))


def function(file: File, node: Node, place: Place) -> None:
    """A declaration of a function."""
    draft = file.define(Kind.FUNCTION, node, place)
    if node.type == "function_signature":
        draft.tags.add("declaration")
    describe(file, draft, node)
    enter_body(file, node, place, draft.qualname)


def _variables(file: File, node: Node, place: Place) -> None:
    """What is constant keeps what it was given; a function or class that it was given is one."""
    kind = Kind.CONSTANT if node.children and node.children[0].type == "const" else Kind.VARIABLE
    place = place.tagged(node) if place.outer is None else place
    for declarator in treesitter.named(node, "variable_declarator"):
        name = declarator.child_by_field_name("name")
        value = unwrapped(declarator.child_by_field_name("value"))
        if name is None:
            continue
        if name.type == "identifier":
            if value is not None and is_definition(value):
                assigned(file, declarator, name, "", value, place)
                continue
            if place.is_top:
                draft = file.define(kind, declarator, place, name)
                annotation = file.written(declarator.child_by_field_name("type"), VALUE)
                draft.annotation = annotation.removeprefix(":").strip()
                draft.value = file.written(declarator.child_by_field_name("value"), VALUE)
            if value is not None:
                members_of(file, value, place, treesitter.text(name), LEVELS * place.is_top)
        elif place.is_top:
            for part in _bound(name):
                file.define(kind, declarator, place, part)
        if value is not None and value.type != "object" and file.holds(value):
            file.enter([value], place.in_block())


def _bound(pattern: Node) -> list[Node]:
    """The names that a pattern binds."""
    found, waiting = [], [pattern]
    while waiting:
        node = waiting.pop()
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            found.append(node)
        elif node.type == "pair_pattern":
            waiting.extend(filter(None, [node.child_by_field_name("value")]))
        elif node.type in ("assignment_pattern", "object_assignment_pattern"):
            waiting.extend(filter(None, [node.child_by_field_name("left")]))
        elif node.type in ("array_pattern", "object_pattern", "rest_pattern"):
            waiting.extend(reversed(node.named_children))
    return found


def _assignment(file: File, node: Node, place: Place) -> None:
    """``exports.x = ...``, ``A.prototype.m = ...``, ``a.b = ...``, and chains of these."""
    value: Node | None = node
    targets: list[Node] = []
    while value is not None and value.type == "assignment_expression":
        left = value.child_by_field_name("left")
        if left is not None:
            targets.append(left)
        value = unwrapped(value.child_by_field_name("right"))
    if value is None:
        return
    taken = [_assign(file, node, target, value, place) for target in targets]
    if not any(taken) and value.type != "object" and file.holds(value):
        file.enter([value], place.in_block())


def _assign(file: File, node: Node, target: Node, value: Node, place: Place) -> bool:
    """Note what a target is given; return whether that was a function or class."""
    path = treesitter.text(target, 200)
    if target.type == "identifier":
        if is_definition(value):
            assigned(file, node, target, "", value, place)
        return is_definition(value)
    if target.type != "member_expression" or not _PATH.fullmatch(path):
        return False
    owner, _, word = path.rpartition(".")
    name = target.child_by_field_name("property") or target
    if path in ("module.exports", "exports"):
        _exports(file, node, name, value, place.tagged(node, "export"))
        return is_definition(value)
    tags = ("export",) if owner in ("exports", "module.exports") else ()
    levels = LEVELS * place.is_top
    if owner == "this":
        inner = Place(place.prefix, False, None, place.scope)
    else:
        owner = owner.replace(".prototype", "")
        inner = Place(f"{owner}.", False, None, place.scope, tags, node)
    if word == "prototype":
        if value.type == "object":
            file.waiting.append((value, replace(inner, levels=levels)))
    elif is_definition(value):
        kind = Kind.FUNCTION if tags else Kind.METHOD
        assigned(file, node, name, "", value, inner, kind)
    elif tags and value.type == "identifier" and treesitter.text(value) == word:
        file.exported.add(word)
    elif tags:
        draft = file.define(Kind.VARIABLE, node, inner, name)
        draft.value = file.written(value, VALUE)
        members_of(file, value, inner, word, levels)
    else:
        members_of(file, value, inner, word, levels)
    return is_definition(value)


def _exports(file: File, node: Node, name: Node, value: Node, place: Place) -> None:
    """What a module of CommonJS is."""
    if value.type == "identifier":
        file.exported.add(treesitter.text(value))
    elif is_definition(value):
        own = value.child_by_field_name("name")
        assigned(file, node, own or name, "", value, place)
    elif value.type == "object":
        levels = LEVELS * place.is_top
        inner = Place("module.exports.", False, None, place.scope, ("export",), None, levels)
        file.waiting.append((value, inner))


def _call(file: File, node: Node, place: Place) -> None:
    """Functions without a name that a call runs or is given may hold definitions."""
    called = node.child_by_field_name("function")
    if called is not None and called.type in ("member_expression", "parenthesized_expression"):
        file.enter([called], place)
    arguments = node.child_by_field_name("arguments")
    if arguments is not None and file.holds(arguments):
        file.enter(
            (each for each in arguments.named_children if each.type in _ENTERED), place.in_block()
        )


_ENTERED = FUNCTIONS | {"array", "call_expression", "new_expression", "parenthesized_expression"}


def _given(file: File, node: Node, place: Place) -> None:
    """A function that is given to a call or returned: it may have a name of its own."""
    if node.child_by_field_name("name") is not None:
        function(file, node, place)
    else:
        enter_body(file, node, place)


def _member(file: File, node: Node, place: Place) -> None:
    inner = node.child_by_field_name("object")
    if inner is not None and file.holds(inner):
        file.enter([inner], place)


def _block(file: File, node: Node, place: Place) -> None:
    if file.holds(node):
        file.enter(node.named_children, place.in_block())


def _statement(file: File, node: Node, place: Place) -> None:
    file.enter(node.named_children, place)


def _expression(file: File, node: Node, place: Place) -> None:
    if file.holds(node):
        file.enter(node.named_children, place)


def _handlers() -> dict[str, Callable[[File, Node, Place], None]]:
    blocks = (
        *("do_statement", "else_clause", "catch_clause", "finally_clause", "for_in_statement"),
        *("for_statement", "if_statement", "labeled_statement", "statement_block"),
        *("switch_body", "switch_case", "switch_default", "switch_statement", "try_statement"),
        *("while_statement", "with_statement", "class_static_block"),
    )
    expressions = (
        *("array", "await_expression", "binary_expression", "parenthesized_expression"),
        *("return_statement", "sequence_expression", "ternary_expression", "unary_expression"),
    )
    return {
        **dict.fromkeys(blocks, _block),
        **dict.fromkeys(expressions, _expression),
        **dict.fromkeys(FUNCTIONS, _given),
        **dict.fromkeys(("lexical_declaration", "variable_declaration"), _variables),
        **dict.fromkeys(
            ("function_declaration", "generator_function_declaration", "function_signature"),
            function,
        ),
        **classes.HANDLERS,
        **types.HANDLERS,
        "ERROR": _statement,
        "assignment_expression": _assignment,
        "call_expression": _call,
        "export_statement": _export,
        "expression_statement": _statement,
        "import_statement": _import,
        "member_expression": _member,
        "new_expression": _call,
        "object": object_,
    }


_HANDLERS: Mapping[str, Callable[[File, Node, Place], None]] = _handlers()
