"""Directives that make the manual's reference out of the code: options, warnings, and so on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import sphinx_kwindex.sphinx_ext
from sphinx_kwindex.analysis.credentials import FORMATS
from sphinx_kwindex.analysis.secrets import NAMES
from sphinx_kwindex.sphinx_ext.config import OPTIONS
from sphinx_kwindex.sphinx_ext.warnings import WarningKind

SCHEMA = Path(sphinx_kwindex.sphinx_ext.__file__).parent / "schema.json"


def paragraph(*parts: str | nodes.Node) -> nodes.paragraph:
    inner = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return nodes.paragraph("", "", *inner)


def code(text: str) -> nodes.literal:
    return nodes.literal(text, text)


def definition(term: nodes.Node, *body: nodes.Node) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term("", "", term), nodes.definition("", *body))


def fields(*rows: tuple[str, nodes.Node]) -> nodes.field_list:
    return nodes.field_list(
        "",
        *(
            nodes.field("", nodes.field_name("", name), nodes.field_body("", paragraph(value)))
            for name, value in rows
        ),
    )


class Options(SphinxDirective):
    """A section for each option, which ``{confval}`` finds."""

    def run(self) -> list[nodes.Node]:
        return [self.section(option) for option in OPTIONS]

    def section(self, option: Any) -> nodes.section:
        anchor = option.name.replace("_", "-")
        section = nodes.section(ids=[anchor], names=[option.name])
        section += nodes.title("", "", code(option.name))
        section += paragraph(option.help)
        section += fields(
            ("Accepts", nodes.Text(option.accepts)), ("Default", code(repr(option.default)))
        )
        self.state.document.note_explicit_target(section)
        self.env.domains.standard_domain.note_object(
            "confval", option.name, anchor, location=section
        )
        return section


class Warnings(SphinxDirective):
    """The subtypes of our warnings."""

    def run(self) -> list[nodes.Node]:
        items = [
            definition(code(f"kwindex.{kind.value}"), paragraph(kind.description))
            for kind in WarningKind
        ]
        return [nodes.definition_list("", *items)]


class Secrets(SphinxDirective):
    """What names of files tell of, and which credentials are known by their form."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        if self.arguments == ["names"]:
            rows = [definition(nodes.Text(what), self.patterns(names)) for what, names in NAMES]
            return [nodes.definition_list("", *rows)]
        kinds = dict.fromkeys(each.what for each in FORMATS)
        return [nodes.bullet_list("", *(nodes.list_item("", paragraph(kind)) for kind in kinds))]

    def patterns(self, names: tuple[str, ...]) -> nodes.paragraph:
        parts: list[str | nodes.Node] = []
        for name in names:
            parts += [", ", code(name)] if parts else [code(name)]
        return paragraph(*parts)


class Schema(SphinxDirective):
    """The fields of ``kwindex.json``, from its JSON Schema."""

    heads: ClassVar[tuple[str, ...]] = ("Field", "Type", "Meaning")

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(SCHEMA))
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        group = nodes.tgroup("", cols=3)
        group += [nodes.colspec(colwidth=width) for width in (30, 20, 50)]
        group += nodes.thead("", self.row(*map(nodes.Text, self.heads)))
        group += nodes.tbody(
            "",
            *(
                self.row(code(name), self.kind(words), nodes.Text(meaning))
                for name, words, meaning in properties(schema, schema)
            ),
        )
        return [nodes.table("", group)]

    def kind(self, words: list[str]) -> nodes.Node:
        """Set the values that are to be typed as they stand as code."""
        inline = nodes.inline()
        for word in words:
            if len(inline):
                inline += nodes.Text(", ")
            inline += nodes.Text(word) if word.isalpha() else code(word)
        return inline

    def row(self, *cells: nodes.Node) -> nodes.row:
        return nodes.row("", *(nodes.entry("", paragraph(cell)) for cell in cells))


def properties(part: Any, whole: Any, prefix: str = "") -> Iterator[tuple[str, list[str], str]]:
    """Yield the path, the types and the description of each property, in the schema's order."""
    for name, value in resolve(part, whole).get("properties", {}).items():
        value = resolve(value, whole)
        yield f"{prefix}{name}", types_of(value), value.get("description", "")
        inner = resolve(value.get("items", {}), whole)
        yield from properties(value, whole, f"{prefix}{name}.")
        yield from properties(inner, whole, f"{prefix}{name}[].")


def resolve(part: Any, whole: Any) -> Any:
    """Follow a reference inside the schema; what stands beside it is kept."""
    reference = part.get("$ref", "")
    for key in reference.removeprefix("#/").split("/") if reference else ():
        whole = whole[key]
    return {**whole, **part} if reference else part


def types_of(part: Any) -> list[str]:
    """Name the types that a part of the schema accepts, or, as JSON, the values."""
    if "const" in part:
        return [json.dumps(part["const"])]
    if "enum" in part:
        return [json.dumps(value) for value in part["enum"]]
    kinds = part.get("type", "any")
    return [kinds] if isinstance(kinds, str) else kinds


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("kwindex-options", Options)
    app.add_directive("kwindex-warnings", Warnings)
    app.add_directive("kwindex-schema", Schema)
    app.add_directive("kwindex-secrets", Secrets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
