"""Reader of Go, by its specification (https://go.dev/ref/spec)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from sphinx_kwindex.analysis import keywords
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import heads, treesitter
from sphinx_kwindex.analysis.readers.drafts import VALUE, Draft, Drafts, last_row, row
from sphinx_kwindex.analysis.readers.scan import Lexis, Scan, scan, words
from sphinx_kwindex.model.facts import FileFacts, Import, Kind, Observation, Topic

LEXIS = Lexis(
    comments=frozenset({"comment"}),
    # ``f[int](1)`` may be either.
    calls={"call_expression": "function", "type_conversion_expression": "type"},
    strings=re.compile(
        rb"\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\"?|`[^`]*+`?|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?"
    ),
    keywords=keywords.GO,
)

#: Functions that a page names, by the path of their package.
CALLS: dict[tuple[str, str], tuple[Topic, str]] = {
    **dict.fromkeys(
        (
            *(("os/exec", name) for name in ("Command", "CommandContext")),
            *(("syscall", name) for name in ("Exec", "ForkExec")),
            ("os", "StartProcess"),
        ),
        (Topic.SECURITY, "process"),
    ),
    **dict.fromkeys(
        [("html/template", name) for name in ("HTML", "HTMLAttr", "JS", "CSS", "URL")],
        (Topic.SECURITY, "unescaped-html"),
    ),
    ("unsafe", "Pointer"): (Topic.SECURITY, "unsafe"),
    ("encoding/gob", "NewDecoder"): (Topic.SECURITY, "deserialisation"),
}
_CALLED = frozenset(name for _, name in CALLS)

#: Words, with the node that they stand in where they are what they seem, and what it shows.
_WORDS: dict[bytes, tuple[str, Topic, str]] = {
    b"go ": ("go_statement", Topic.PERFORMANCE, "goroutine"),
    b"chan ": ("channel_type", Topic.PERFORMANCE, "channel"),
    b"select {": ("select_statement", Topic.PERFORMANCE, "select"),
    b"defer ": ("defer_statement", Topic.PATTERN, "defer"),
}

#: How the names begin that ``go test`` runs, and what each takes (package testing).
_TEST = re.compile(r"(Test|Benchmark|Fuzz|Example)(?![a-z])")
_TAKES = {"Test": "*testing.T", "Benchmark": "*testing.B", "Fuzz": "*testing.F"}
_TAGS = {"Benchmark": "benchmark", "Example": "example"}
#: Comments that speak to the compiler (package go/ast, "CommentGroup.Text").
_DIRECTIVE = re.compile(rb"//(?:go:|line |export |extern |nolint)|// \+build ")
_SHAPES = {"struct_type": Kind.STRUCT, "interface_type": Kind.INTERFACE}


@dataclass(slots=True)
class _File(Drafts):
    """What has been read of a file."""

    scan: Scan = field(kw_only=True)
    imports: list[Import] = field(default_factory=list)

    def define(
        self, kind: Kind, name: Node, end: Node, prefix: str = "", whole: Node | None = None
    ) -> Draft:
        """Note a definition, with what the comment above it says.

        :param whole: the declaration that the definition is a part of, where it is.
        """
        word = treesitter.text(name)
        line = row(name)
        draft = Draft(kind, word, prefix + word, line, last_row(end), {visibility(word)})
        alone = whole is not None and whole.start_point[0] == end.start_point[0]
        draft.summary = self._said_above(whole if whole is not None and alone else end)
        self.found.append(draft)
        return draft

    def _said_above(self, node: Node) -> str:
        line = row(node)
        if line - 1 not in self.scan.comments or not self.scan.begins_line(node):
            return ""
        rows = [text for text in self.scan.above(line) if not _DIRECTIVE.match(text)]
        return heads.said(b"\n".join(reversed(rows))) if rows else ""


def read(text: str, language: Language) -> FileFacts:
    """Read a file of Go."""
    data = text.encode("utf-8", "surrogatepass")
    root = treesitter.parse("go", data).root_node
    found = scan(data, root, LEXIS, _CALLED)
    file = _File(data, scan=found)
    waiting = root.named_children[::-1]
    while waiting:
        node = waiting.pop()
        if node.type == "ERROR":
            waiting.extend(node.named_children[::-1])
        declare = _DECLARATIONS.get(node.type)
        if declare is not None:
            declare(file, node)
    observations = [*_called(file), *_seen(found)]
    return heads.facts(text, found, file, file.imports, observations, treesitter.reader("go"))


def _called(file: _File) -> Iterator[Observation]:
    """What calls of functions show, of packages that the file imports by these names."""
    bound = {entry.alias or entry.module.rpartition("/")[2]: entry.module for entry in file.imports}
    for name in _CALLED & file.scan.calls.keys():
        for _, call in file.scan.calls[name]:
            written = file.written(call.child_by_field_name("function"), VALUE)
            shown = CALLS.get((bound.get(written.rpartition(".")[0], ""), name))
            if shown:
                yield Observation(*shown, row(call), written)


def _seen(found: Scan) -> Iterator[Observation]:
    for word, node in words(found, _WORDS):
        kind, topic, name = _WORDS[word]
        if node.type == kind:
            yield Observation(topic, name, row(node))


def _package(file: _File, node: Node) -> None:
    for name in treesitter.named(node, "package_identifier"):
        file.define(Kind.PACKAGE, name, node).tags.clear()


def _import(file: _File, node: Node) -> None:
    for spec in _specs(node, "import_spec"):
        path = treesitter.text(spec.child_by_field_name("path")).strip('"`')
        alias = treesitter.text(spec.child_by_field_name("name")) or None
        star = "*" if alias == "." else None
        if path:
            file.imports.append(Import(path, star, None if star else alias, row(spec)))


def _function(file: _File, node: Node) -> None:
    name = node.child_by_field_name("name")
    if name is None:
        return
    receiver = node.child_by_field_name("receiver")
    owner = _receiver(receiver) if receiver is not None else ""
    kind, prefix = (Kind.METHOD, f"{owner}.") if owner else (Kind.FUNCTION, "")
    draft = file.define(kind, name, node, prefix)
    draft.signature = _signature(file, node)
    draft.tags.update(_tags(node, draft, owner))


def _tags(node: Node, draft: Draft, owner: str) -> Iterator[str]:
    test = _TEST.match(draft.name)
    if test and not owner:
        takes = _TAKES.get(test[1])
        if (takes in draft.signature) if takes else draft.signature == "()":
            yield _TAGS.get(test[1], "test")
    if node.child_by_field_name("body") is None:
        yield "declaration"
    if node.child_by_field_name("type_parameters") is not None:
        yield "template"


def _receiver(receiver: Node) -> str:
    """The type of a receiver without its star and its parameters."""
    for parameter in receiver.named_children:
        kind = parameter.child_by_field_name("type")
        while kind is not None and kind.type != "type_identifier":
            kind = kind.child_by_field_name("type") or next(iter(kind.named_children), None)
        if kind is not None:
            return treesitter.text(kind)
    return ""


def _type(file: _File, node: Node) -> None:
    specs = _specs(node, "type_spec", "type_alias")
    for spec in specs:
        name, shape = spec.child_by_field_name("name"), spec.child_by_field_name("type")
        if name is None or shape is None:
            continue
        kind = Kind.TYPE_ALIAS
        if spec.type == "type_spec":
            kind = _SHAPES.get(shape.type, Kind.TYPEDEF)
        draft = file.define(kind, name, spec, whole=node)
        if spec.child_by_field_name("type_parameters") is not None:
            draft.tags.add("template")
        if kind is Kind.STRUCT:
            draft.bases = tuple(_fields(file, shape, f"{draft.qualname}."))
        elif kind is Kind.INTERFACE:
            draft.bases = tuple(_elements(file, shape, f"{draft.qualname}."))
        else:
            draft.value = file.written(shape, VALUE)


def _fields(file: _File, shape: Node, prefix: str) -> Iterator[str]:
    """Define the fields of a struct; yield the types that it embeds."""
    for body in treesitter.named(shape, "field_declaration_list"):
        for entry in treesitter.named(body, "field_declaration"):
            kind = file.written(entry.child_by_field_name("type"), VALUE)
            names = entry.children_by_field_name("name")
            if not names:
                yield kind
            for name in names:
                file.define(Kind.FIELD, name, entry, prefix).annotation = kind


def _elements(file: _File, shape: Node, prefix: str) -> Iterator[str]:
    """Define the methods of an interface; yield the types that it embeds."""
    for entry in shape.named_children:
        if entry.type == "type_elem":
            yield file.written(entry)
        name = entry.child_by_field_name("name") if entry.type == "method_elem" else None
        if name is not None:
            draft = file.define(Kind.METHOD, name, entry, prefix)
            draft.signature = _signature(file, entry)
            draft.tags.add("declaration")


def _values(file: _File, node: Node) -> None:
    kind = Kind.CONSTANT if node.type == "const_declaration" else Kind.VARIABLE
    for spec in _specs(node, "const_spec", "var_spec"):
        names = [name for name in spec.children_by_field_name("name") if name.type == "identifier"]
        given = spec.child_by_field_name("value")
        values = given.named_children if given is not None else []
        annotation = file.written(spec.child_by_field_name("type"), VALUE)
        for number, name in enumerate(names):
            # One call may give several values: then no expression is that of one name.
            value = file.written(values[number], VALUE) if len(values) == len(names) else ""
            if name.text != b"_":
                draft = file.define(kind, name, spec, whole=node)
                draft.annotation, draft.value = annotation, value


def _specs(node: Node, *kinds: str) -> list[Node]:
    """The parts of a declaration, with parentheses or without."""
    found: list[Node] = []
    for child in node.named_children:
        if child.type in kinds:
            found.append(child)
        elif child.type.endswith("_list"):
            found += treesitter.named(child, *kinds)
    return found


def _signature(file: _File, node: Node) -> str:
    result = file.written(node.child_by_field_name("result"))
    return file.signature(node.child_by_field_name("parameters"), result)


def visibility(name: str) -> str:
    """What a package shows begins with a capital (specification, "Exported identifiers")."""
    return "export" if name[:1].isupper() else "private"


_DECLARATIONS = {
    "const_declaration": _values,
    "function_declaration": _function,
    "import_declaration": _import,
    "method_declaration": _function,
    "package_clause": _package,
    "type_declaration": _type,
    "var_declaration": _values,
}
