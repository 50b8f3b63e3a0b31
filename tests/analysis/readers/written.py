"""Facts written out, a line a definition or import, so that cases can be read."""

from __future__ import annotations

from textwrap import dedent

from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import Definition, FileFacts, Import


def facts_of(name: str, text: str) -> FileFacts:
    """Read a file as the build does."""
    return analyse(name, dedent(text).encode())


def lines_of(name: str, text: str) -> list[str]:
    """``first-last kind qualname = value [tags]``, and ``line form module:name as alias``."""
    facts = facts_of(name, text)
    return [*map(definition, facts.definitions), *map(imported, facts.imports)]


def definition(item: Definition) -> str:
    last = f"-{item.end_line}" if item.end_line != item.line else ""
    parts = [f"{item.line}{last} {item.kind} {item.qualname}{item.signature}"]
    parts += [f": {item.annotation}"] * bool(item.annotation)
    parts += [f"= {item.value}"] * bool(item.value)
    parts += [f"[{' '.join(item.tags)}]"] * bool(item.tags)
    return " ".join(parts)


def imported(item: Import) -> str:
    name = f":{item.name}" if item.name else ""
    alias = f" as {item.alias}" if item.alias else ""
    return f"{item.line} {item.form} {item.module}{name}{alias}"
