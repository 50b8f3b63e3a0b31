"""Reader of Rust, by its reference (https://doc.rust-lang.org/reference/)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from msgspec import Struct
from tree_sitter import Node

from sphinx_kwindex.analysis import keywords
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import heads, rust_uses, treesitter
from sphinx_kwindex.analysis.readers.drafts import VALUE, Draft, Drafts, last_row, row
from sphinx_kwindex.analysis.readers.scan import Lexis, Scan, scan, words
from sphinx_kwindex.model.facts import (
    IMPLEMENTS,
    FileFacts,
    Form,
    Import,
    Kind,
    Observation,
    Scope,
    Topic,
)

LEXIS = Lexis(
    comments=frozenset({"line_comment", "block_comment"}),
    calls={"call_expression": "function", "macro_invocation": "macro"},
    strings=re.compile(
        rb"r#\"[^\"]*+(?:\"(?!#)[^\"]*+)*+(?:\"#)?|\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"?|b?'(?:\\[^'\n]*|[^'\\\n])'",
        re.S,
    ),
    keywords=keywords.RUST,
)

#: Words, with the nodes that they stand in where they are what they seem, and what they show.
_WORDS: dict[bytes, tuple[frozenset[str], Topic, str]] = {
    b"unsafe": (
        frozenset({"unsafe_block", "function_modifiers", "impl_item", "trait_item"}),
        Topic.SECURITY,
        "unsafe",
    ),
    b"async {": (frozenset({"async_block"}), Topic.PATTERN, "async"),
    b"async move": (frozenset({"async_block"}), Topic.PATTERN, "async"),
}

#: Functions that a page names, by the end of the path that they are called by.
CALLS: dict[str, tuple[Topic, str]] = {
    "Command::new": (Topic.SECURITY, "process"),
    "mem::transmute": (Topic.SECURITY, "transmute"),
    "thread::spawn": (Topic.PERFORMANCE, "thread"),
    "mpsc::channel": (Topic.PERFORMANCE, "channel"),
    "tokio::spawn": (Topic.PERFORMANCE, "task"),
}
_CALLED = frozenset(path.rpartition("::")[2] for path in CALLS)

#: What a line of documentation begins with, above what it documents.
_DOCUMENTS = (b"///", b"/**")
_NO_DOCUMENTS = (b"////", b"/***", b"/**/")
_TEST = re.compile(r"(?:[\w:]+::)?(?:test|bench|rstest|test_case|quickcheck|proptest)\b")


class _Place(Struct, frozen=True):
    """Where an item stands.

    :ivar prefix: before the names defined here, with the sign that joins them.
    :ivar kind: of a function that stands here; a method only where it takes ``self``.
    :ivar scope: of a ``use`` that stands here.
    :ivar shown: whether what stands here is as visible as what it stands in.
    """

    prefix: str = ""
    kind: Kind = Kind.FUNCTION
    scope: Scope = Scope.MODULE
    shown: bool = False


@dataclass(slots=True)
class _File(Drafts):
    """What has been read of a file.

    :ivar traits: that types implement, by the qualified name of the type.
    :ivar waiting: items to be read, the next one last: no depth is a matter of recursion;
        `words`, where those stand that begin an item.
    """

    scan: Scan = field(kw_only=True)
    imports: list[Import] = field(default_factory=list)
    waiting: list[tuple[Node, _Place]] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    traits: dict[str, list[str]] = field(default_factory=dict)
    words: list[int] = field(default_factory=list)

    def holds(self, node: Node) -> bool:
        """Whether an item may stand in a node."""
        first = bisect_left(self.words, node.start_byte)
        return any(word < node.end_byte for word in self.words[first : first + 1])

    def enter(self, body: Node | None, place: _Place) -> None:
        """Read what stands in a body later, before what follows it."""
        if body is not None:
            self.waiting.extend((node, place) for node in reversed(body.named_children))

    def define(self, kind: Kind, node: Node, place: _Place, name: Node | None = None) -> Draft:
        """Note a definition, with its attributes and what is said above it."""
        name = name or node.child_by_field_name("name") or node
        word = treesitter.text(name)
        attributes, self.attributes = self.attributes, []
        draft = Draft(kind, word, place.prefix + word, row(name), last_row(node))
        draft.decorators = tuple(attributes)
        draft.tags.update(_visibility(node, place), _attributed(attributes))
        draft.summary = self._said_above(node, len(attributes))
        self.found.append(draft)
        return draft

    def _said_above(self, node: Node, attributes: int) -> str:
        comments, line = self.scan.comments, row(node)
        if (not attributes and line - 1 not in comments) or not self.scan.begins_line(node):
            return ""
        # Attributes stand between a comment and what it documents, mostly one a line.
        for above in range(line, max(0, line - attributes - 1), -1):
            rows = [
                text
                for text in self.scan.above(above)
                if text.startswith(_DOCUMENTS) and not text.startswith(_NO_DOCUMENTS)
            ]
            if rows:
                return heads.said(b"\n".join(reversed(rows)))
        return ""


def read(text: str, language: Language) -> FileFacts:
    """Read a file of Rust."""
    data = text.encode("utf-8", "surrogatepass")
    root = treesitter.parse("rust", data).root_node
    found = scan(data, root, LEXIS, _CALLED)
    file = _File(data, scan=found, words=[each.start() for each in _HOLDS.finditer(data)])
    file.enter(root, _Place())
    while file.waiting:
        node, place = file.waiting.pop()
        handler = _ITEMS.get(node.type)
        if handler is not None:
            handler(file, node, place)
            if node.type != "attribute_item":
                file.attributes = []
    for draft in file.found:
        if draft.kind.is_type and draft.qualname in file.traits:
            draft.bases = (*draft.bases, *dict.fromkeys(file.traits[draft.qualname]))
    observations = [*_called(file), *_seen(found)]
    return heads.facts(text, found, file, file.imports, observations, treesitter.reader("rust"))


def _called(file: _File) -> Iterator[Observation]:
    for name in _CALLED & file.scan.calls.keys():
        for _, call in file.scan.calls[name]:
            written = file.written(call.child_by_field_name("function"), VALUE)
            if shown := CALLS.get("::".join(written.split("::")[-2:])):
                yield Observation(*shown, row(call), written)


def _seen(found: Scan) -> Iterator[Observation]:
    for word, node in words(found, _WORDS):
        kinds, topic, name = _WORDS[word]
        if node.type in kinds:
            yield Observation(topic, name, row(node))


def _visibility(node: Node, place: _Place) -> Iterator[str]:
    if place.shown:
        return
    for child in node.named_children[:2]:
        if child.type == "visibility_modifier":
            yield "export" if child.text == b"pub" else "restricted"
            return
    yield "private"


def _attributed(attributes: list[str]) -> Iterator[str]:
    for attribute in attributes:
        if _TEST.match(attribute):
            yield "test"
        elif attribute.startswith("deprecated"):
            yield "deprecated"


def _attribute(file: _File, node: Node, place: _Place) -> None:
    file.attributes.append(file.written(node).removeprefix("#[").removesuffix("]"))


def _function(file: _File, node: Node, place: _Place) -> None:
    """A function; of a type, one that takes ``self`` is a method, others are associated functions
    (reference, items/associated-items)."""
    parameters = node.child_by_field_name("parameters")
    is_method = place.kind is Kind.METHOD and _takes_self(parameters)
    draft = file.define(Kind.METHOD if is_method else Kind.FUNCTION, node, place)
    if place.kind is Kind.METHOD and not is_method:
        draft.tags.add("associated")
    for child in node.named_children[:3]:
        if child.type == "function_modifiers":
            known = {"async", "const", "unsafe", "extern"}
            draft.tags |= known.intersection(treesitter.text(child).split())
    if node.child_by_field_name("type_parameters") is not None:
        draft.tags.add("template")
    result = file.written(node.child_by_field_name("return_type"))
    draft.signature = file.signature(parameters, result)
    body = node.child_by_field_name("body")
    if body is None:
        draft.tags.add("declaration")
    elif file.holds(body):
        scope = Scope.FUNCTION
        file.enter(body, _Place(f"{draft.qualname}::", scope=scope, shown=True))


def _takes_self(parameters: Node | None) -> bool:
    for each in parameters.named_children if parameters is not None else ():
        if each.type == "self_parameter":
            return True
        if each.type == "parameter":
            pattern = each.child_by_field_name("pattern")
            return pattern is not None and pattern.type == "self"
    return False


#: Words without which the body of a function defines nothing and takes nothing from elsewhere.
_HOLDS = re.compile(rb"\b(?:fn|use|struct|enum|impl|trait|mod|macro_rules|const|static|type) ?")


def _fields(kind: Kind) -> Callable[[_File, Node, _Place], None]:
    def define(file: _File, node: Node, place: _Place) -> None:
        draft = file.define(kind, node, place)
        if node.child_by_field_name("type_parameters") is not None:
            draft.tags.add("template")
        body = node.child_by_field_name("body")
        if body is not None and body.type != "ordered_field_declaration_list":
            file.enter(body, _Place(f"{draft.qualname}::", shown=kind is Kind.ENUM))

    return define


def _field(file: _File, node: Node, place: _Place) -> None:
    draft = file.define(Kind.FIELD, node, place)
    draft.annotation = file.written(node.child_by_field_name("type"), VALUE)


def _variant(file: _File, node: Node, place: _Place) -> None:
    draft = file.define(Kind.ENUMERATOR, node, place)
    draft.value = file.written(node.child_by_field_name("value"), VALUE)
    body = node.child_by_field_name("body")
    if body is not None and body.type == "field_declaration_list":
        file.enter(body, _Place(f"{draft.qualname}::", shown=True))


def _trait(file: _File, node: Node, place: _Place) -> None:
    draft = file.define(Kind.TRAIT, node, place)
    bounds = node.child_by_field_name("bounds")
    draft.bases = tuple(file.written(each) for each in bounds.named_children) if bounds else ()
    file.enter(
        node.child_by_field_name("body"), _Place(f"{draft.qualname}::", Kind.METHOD, shown=True)
    )


def _impl(file: _File, node: Node, place: _Place) -> None:
    """What an implementation holds belongs to its type; of a trait, it is as visible as that."""
    implementor = node.child_by_field_name("type")
    owner = _implementor(file, implementor)
    if owner in _parameters(node):
        owner = f"<{file.written(implementor, VALUE)}>"
    trait = node.child_by_field_name("trait")
    if trait is not None and all(child.type != "!" for child in node.children[:4]):
        name = f"{IMPLEMENTS}{file.written(trait)}"
        file.traits.setdefault(place.prefix + owner, []).append(name)
    inner = _Place(f"{place.prefix}{owner}::", Kind.METHOD, place.scope, trait is not None)
    file.enter(node.child_by_field_name("body"), inner)


def _parameters(node: Node) -> set[str]:
    """The names of the types that an item leaves open: they are no types of the file."""
    names = (
        each.child_by_field_name("name")
        for listed in treesitter.named(node, "type_parameters")
        for each in listed.named_children
    )
    return {treesitter.text(name) for name in names}


def _implementor(file: _File, kind: Node | None) -> str:
    """``S`` for each of ``S``, ``a::S<T>`` and ``&mut S``; other types as they are written."""
    while kind is not None and kind.type in _INNER:
        inner = kind.child_by_field_name(_INNER[kind.type])
        if inner is None:
            break
        kind = inner
    return file.written(kind, VALUE) if kind is not None else ""


_INNER = {
    "dynamic_type": "trait",
    "generic_type": "type",
    "reference_type": "type",
    "scoped_type_identifier": "name",
}

#: Where the file of a module is that has not its name.
_PATH = re.compile(r'path\s*=\s*"([^"\\]+)"')


def _module(file: _File, node: Node, place: _Place) -> None:
    body = node.child_by_field_name("body")
    name = treesitter.text(node.child_by_field_name("name"))
    if body is None:
        outer = place.prefix.replace("::", "/")
        path = next(filter(None, map(_PATH.fullmatch, file.attributes)), None)
        module = path[1] if path else f"{outer}{name}"
        alias = f"{place.prefix}{name}" if path else None
        file.imports.append(Import(module, None, alias, row(node), place.scope, Form.MODULE))
        return
    draft = file.define(Kind.MODULE, node, place)
    file.enter(body, _Place(f"{draft.qualname}::", scope=place.scope))


def _constant(file: _File, node: Node, place: _Place) -> None:
    mutable = node.type == "static_item" and "static mut " in treesitter.text(node, 200)
    kind = Kind.VARIABLE if mutable else Kind.CONSTANT
    name = node.child_by_field_name("name")
    if name is None or name.text == b"_":
        return
    draft = file.define(kind, node, place)
    draft.annotation = file.written(node.child_by_field_name("type"), VALUE)
    draft.value = file.written(node.child_by_field_name("value"), VALUE)


def _alias(file: _File, node: Node, place: _Place) -> None:
    draft = file.define(Kind.TYPE_ALIAS, node, place)
    draft.value = file.written(node.child_by_field_name("type"), VALUE)


def _macro(file: _File, node: Node, place: _Place) -> None:
    exported = any(each.startswith("macro_export") for each in file.attributes)
    draft = file.define(Kind.MACRO, node, place)
    draft.tags = {"export" if exported else "private"}


def _use(file: _File, node: Node, place: _Place) -> None:
    file.imports.extend(rust_uses.of(node, row(node), place.scope))


def _crate(file: _File, node: Node, place: _Place) -> None:
    name = treesitter.text(node.child_by_field_name("name"))
    alias = treesitter.text(node.child_by_field_name("alias")) or None
    file.imports.append(Import(name, None, alias, row(node), place.scope))


def _foreign(file: _File, node: Node, place: _Place) -> None:
    file.enter(node.child_by_field_name("body"), place)


def _statement(file: _File, node: Node, place: _Place) -> None:
    """A block in a function, in whatever expression it stands, may hold items of its own."""
    if file.holds(node):
        file.enter(node, place)


#: What a block can stand in.
_STATEMENTS = (
    "ERROR", "arguments", "assignment_expression", "async_block", "await_expression", "block",
    "call_expression", "closure_expression", "const_block", "else_clause", "expression_statement",
    "field_expression", "for_expression", "if_expression", "let_declaration", "loop_expression",
    "match_arm", "match_block", "match_expression", "parenthesized_expression",
    "return_expression", "try_expression", "unsafe_block", "while_expression",
)  # fmt: skip

_ITEMS: dict[str, Callable[[_File, Node, _Place], None]] = {
    **dict.fromkeys(_STATEMENTS, _statement),
    "associated_type": _alias,
    "attribute_item": _attribute,
    "const_item": _constant,
    "enum_item": _fields(Kind.ENUM),
    "enum_variant": _variant,
    "extern_crate_declaration": _crate,
    "field_declaration": _field,
    "foreign_mod_item": _foreign,
    "function_item": _function,
    "function_signature_item": _function,
    "impl_item": _impl,
    "macro_definition": _macro,
    "mod_item": _module,
    "static_item": _constant,
    "struct_item": _fields(Kind.STRUCT),
    "trait_item": _trait,
    "type_item": _alias,
    "union_item": _fields(Kind.UNION),
    "use_declaration": _use,
}
