"""Reader of Java, by its language specification (https://docs.oracle.com/javase/specs/)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from msgspec import Struct
from tree_sitter import Node

from sphinx_kwindex.analysis import keywords
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import heads, treesitter
from sphinx_kwindex.analysis.readers.drafts import VALUE, Draft, Drafts, last_row, row
from sphinx_kwindex.analysis.readers.scan import Lexis, Scan, scan, words
from sphinx_kwindex.model.facts import IMPLEMENTS, FileFacts, Import, Kind, Observation, Topic

LEXIS = Lexis(
    comments=frozenset({"line_comment", "block_comment"}),
    calls={"method_invocation": "name", "object_creation_expression": "type"},
    strings=re.compile(
        rb'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?'
        rb"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?",
        re.S,
    ),
    keywords=keywords.JAVA,
)

#: Methods that a page names, each with what the expression before it must be, and classes by
#: their ``new``.
METHODS: dict[str, tuple[re.Pattern[str], Topic, str]] = {
    "exec": (re.compile(r"Runtime\.getRuntime\(\)"), Topic.SECURITY, "process"),
    "eval": (re.compile(r"\w*[eE]ngine"), Topic.SECURITY, "dynamic-code"),
}
CLASSES: dict[str, tuple[Topic, str]] = {
    "ObjectInputStream": (Topic.SECURITY, "deserialisation"),
    "XMLDecoder": (Topic.SECURITY, "deserialisation"),
    "ProcessBuilder": (Topic.SECURITY, "process"),
    "Thread": (Topic.PERFORMANCE, "thread"),
}
_WORDS: dict[bytes, tuple[str, Topic, str]] = {
    b"synchronized": ("synchronized_statement", Topic.PERFORMANCE, "synchronized"),
    b"try (": ("try_with_resources_statement", Topic.PATTERN, "try-with-resources"),
}

#: Annotations of JUnit 4 and 5 and of TestNG on a method that is a test.
_TESTS = frozenset({"ParameterizedTest", "RepeatedTest", "Test", "TestFactory", "TestTemplate"})
#: Modifiers that are tags.
_MODIFIERS = {
    "abstract": "abstract",
    "default": "default",
    "final": "final",
    "native": "native",
    "private": "private",
    "protected": "protected",
    "public": "export",
    "static": "static",
    "synchronized": "synchronized",
}
#: Ends of the names of classes that are thrown (specification, 11.1).
_THROWN = ("Exception", "Error", "Throwable")


class _Place(Struct, frozen=True):
    """Where a declaration stands.

    :ivar kind: of the type around it, or ``None``.
    """

    prefix: str = ""
    kind: Kind | None = None


@dataclass(slots=True)
class _File(Drafts):
    """What has been read of a file.

    :ivar waiting: declarations to be read, the next one last.
    """

    scan: Scan = field(kw_only=True)
    imports: list[Import] = field(default_factory=list)
    waiting: list[tuple[Node, _Place]] = field(default_factory=list)

    def enter(self, body: Node | None, place: _Place) -> None:
        """Read what stands in a body later, before what follows it."""
        if body is not None:
            self.waiting.extend((node, place) for node in reversed(body.named_children))

    def define(self, kind: Kind, node: Node, place: _Place, name: Node | None = None) -> Draft:
        """Note a definition, with its modifiers and what is said above it."""
        name = name or node.child_by_field_name("name") or node
        word = treesitter.text(name)
        draft = Draft(kind, word, place.prefix + word, row(name), last_row(node))
        tags = draft.tags
        modifiers = node.named_children[0] if node.named_child_count else None
        if modifiers is not None and modifiers.type == "modifiers":
            draft.decorators = tuple(
                self.written(each)[1:] for each in modifiers.named_children if _annotates(each)
            )
            tags.update(
                _MODIFIERS[each.type] for each in modifiers.children if each.type in _MODIFIERS
            )
            names = {each.partition("(")[0].rpartition(".")[2] for each in draft.decorators}
            if kind is Kind.METHOD and names & _TESTS:
                tags.add("test")
            if "Deprecated" in names:
                tags.add("deprecated")
        if place.kind is Kind.INTERFACE and "private" not in tags:
            tags.add("export")  # specification, 9.3 to 9.5: members of interfaces are public
        draft.summary = heads.documented(self.scan, node)
        self.found.append(draft)
        return draft


def _annotates(node: Node) -> bool:
    return node.type.endswith("annotation")


def read(text: str, language: Language) -> FileFacts:
    """Read a file of Java."""
    data = text.encode("utf-8", "surrogatepass")
    root = treesitter.parse("java", data).root_node
    found = scan(data, root, LEXIS, [*METHODS, *CLASSES])
    file = _File(data, scan=found)
    file.enter(root, _Place())
    while file.waiting:
        node, place = file.waiting.pop()
        handler = _DECLARATIONS.get(node.type)
        if handler is not None:
            handler(file, node, place)
    observations = [*_called(file), *_seen(found)]
    return heads.facts(text, found, file, file.imports, observations, treesitter.reader("java"))


def _called(file: _File) -> Iterator[Observation]:
    calls = file.scan.calls
    for name in CLASSES.keys() & calls.keys():
        for _, call in calls[name]:
            if call.type == "object_creation_expression":
                yield Observation(*CLASSES[name], row(call), f"new {name}")
    for name in METHODS.keys() & calls.keys():
        pattern, topic, word = METHODS[name]
        for _, call in calls[name]:
            owner = file.written(call.child_by_field_name("object"), VALUE)
            if pattern.fullmatch(owner):
                yield Observation(topic, word, row(call), f"{owner}.{name}")


def _seen(found: Scan) -> Iterator[Observation]:
    for word, node in words(found, _WORDS):
        kind, topic, name = _WORDS[word]
        if node.type == kind:
            yield Observation(topic, name, row(node))


def _package(file: _File, node: Node, place: _Place) -> None:
    for name in treesitter.named(node, "identifier", "scoped_identifier"):
        word = treesitter.text(name)
        draft = Draft(Kind.PACKAGE, word, word, row(name), last_row(node))
        draft.summary = heads.documented(file.scan, node)
        file.found.append(draft)


def _import(file: _File, node: Node, place: _Place) -> None:
    """``import a.B`` takes the type ``B`` from the package ``a``; ``import static a.B.c`` takes the
    member ``c`` from the type ``a.B``."""
    path, name = "", None
    for child in node.named_children:
        if child.type == "asterisk":
            name = "*"
        elif child.type.endswith("identifier"):
            path = treesitter.text(child)
    if name is None:
        path, _, name = path.rpartition(".")
    if path:
        file.imports.append(Import(path, name, None, row(node)))


def _type(kind: Kind, *tags: str) -> Callable[[_File, Node, _Place], None]:
    def define(file: _File, node: Node, place: _Place) -> None:
        draft = file.define(kind, node, place)
        draft.tags.update(tags)
        draft.bases = tuple(_bases(file, node))
        if kind is Kind.CLASS and any(base.endswith(_THROWN) for base in draft.bases):
            draft.tags.add("exception")
        draft.bases += tuple(_implemented(file, node))
        if node.child_by_field_name("type_parameters") is not None:
            draft.tags.add("template")
        inner = _Place(f"{draft.qualname}.", kind)
        parameters = node.child_by_field_name("parameters")
        file.enter(node.child_by_field_name("body"), inner)
        if "record" in tags and parameters is not None:
            draft.signature = file.signature(parameters)
            file.enter(parameters, inner)

    return define


def _bases(file: _File, node: Node) -> Iterator[str]:
    for child in node.named_children:
        if child.type == "superclass":
            yield from (file.written(each) for each in child.named_children[-1:])
        elif child.type == "extends_interfaces":
            yield from _listed(file, child)


def _implemented(file: _File, node: Node) -> Iterator[str]:
    for clause in treesitter.named(node, "super_interfaces"):
        yield from (f"{IMPLEMENTS}{each}" for each in _listed(file, clause))


def _listed(file: _File, clause: Node) -> Iterator[str]:
    for listed in treesitter.named(clause, "type_list"):
        yield from (file.written(each) for each in listed.named_children)


def _method(file: _File, node: Node, place: _Place) -> None:
    draft = file.define(Kind.METHOD, node, place)
    result = file.written(node.child_by_field_name("type"))
    if result:
        result += file.written(node.child_by_field_name("dimensions"))
    draft.signature = file.signature(node.child_by_field_name("parameters"), result)
    tags = draft.tags
    if node.type.endswith("constructor_declaration"):
        tags.add("constructor")
    if node.child_by_field_name("type_parameters") is not None:
        tags.add("template")
    body = node.child_by_field_name("body")
    if body is None:
        tags.add("declaration")
        if place.kind is Kind.INTERFACE:
            tags.add("abstract")
    elif file.data.find(b"class ", body.start_byte, body.end_byte) >= 0:
        file.enter(body, _Place(f"{draft.qualname}."))


def _fields(file: _File, node: Node, place: _Place) -> None:
    """A field that is static and final is a constant, as is every field of an interface."""
    annotation = file.written(node.child_by_field_name("type"), VALUE)
    for declarator in node.children_by_field_name("declarator"):
        name = declarator.child_by_field_name("name")
        if name is None:
            continue
        draft = file.define(Kind.FIELD, node, place, name)
        tags = draft.tags
        if {"static", "final"} <= tags or node.type == "constant_declaration":
            draft.kind = Kind.CONSTANT
        draft.annotation = annotation
        draft.value = file.written(declarator.child_by_field_name("value"), VALUE)


def _component(file: _File, node: Node, place: _Place) -> None:
    """A component of a record is a field of it, private, with a method that reads it."""
    if node.child_by_field_name("name") is not None:
        draft = file.define(Kind.FIELD, node, place)
        draft.annotation = file.written(node.child_by_field_name("type"), VALUE)


def _element(file: _File, node: Node, place: _Place) -> None:
    draft = file.define(Kind.METHOD, node, place)
    result = file.written(node.child_by_field_name("type"))
    draft.signature = file.signature(None, result)
    draft.value = file.written(node.child_by_field_name("value"), VALUE)
    draft.tags.add("declaration")


def _constant(file: _File, node: Node, place: _Place) -> None:
    draft = file.define(Kind.ENUMERATOR, node, place)
    draft.tags.add("export")
    body = node.child_by_field_name("body")
    file.enter(body, _Place(f"{draft.qualname}.", Kind.CLASS))


def _enter(file: _File, node: Node, place: _Place) -> None:
    file.enter(node, place)


def _statement(file: _File, node: Node, place: _Place) -> None:
    """A block of a method may hold classes of its own."""
    if file.data.find(b"class ", node.start_byte, node.end_byte) >= 0:
        file.enter(node, place)


_DECLARATIONS: dict[str, Callable[[_File, Node, _Place], None]] = {
    "ERROR": _enter,
    "annotation_type_declaration": _type(Kind.INTERFACE, "annotation"),
    "annotation_type_element_declaration": _element,
    "block": _statement,
    "class_declaration": _type(Kind.CLASS),
    "compact_constructor_declaration": _method,
    "constant_declaration": _fields,
    "constructor_declaration": _method,
    "enum_body_declarations": _enter,
    "enum_constant": _constant,
    "enum_declaration": _type(Kind.ENUM),
    "field_declaration": _fields,
    "formal_parameter": _component,
    "if_statement": _statement,
    "import_declaration": _import,
    "interface_declaration": _type(Kind.INTERFACE),
    "method_declaration": _method,
    "package_declaration": _package,
    "record_declaration": _type(Kind.CLASS, "record"),
    "static_initializer": _statement,
    "try_statement": _statement,
}
