"""What a reader found, as lines that can be read."""

from __future__ import annotations

from textwrap import dedent

from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import Definition, FileFacts, Import


def read(name: str, source: str) -> FileFacts:
    """Read a source as a file of this name; it must have no problem."""
    facts = analyse(name, dedent(source).encode("utf-8", "surrogatepass"))
    assert facts.problem is None, facts.problem
    return facts


def definitions(facts: FileFacts) -> list[str]:
    return [definition(entry) for entry in facts.definitions]


def definition(entry: Definition) -> str:
    """``3-5 method A.b(x: int) -> int [async] <Base> @deco = value : type "What it does."``"""
    lines = str(entry.line) if entry.end_line == entry.line else f"{entry.line}-{entry.end_line}"
    shown = f"{lines} {entry.kind} {entry.qualname}{entry.signature}"
    shown += f" <{', '.join(entry.bases)}>" if entry.bases else ""
    shown += f" [{' '.join(entry.tags)}]" if entry.tags else ""
    shown += "".join(f" @{decorator}" for decorator in entry.decorators)
    shown += f" : {entry.annotation}" if entry.annotation else ""
    shown += f" = {entry.value}" if entry.value else ""
    return shown + (f' "{entry.summary}"' if entry.summary else "")


def imports(facts: FileFacts) -> list[str]:
    return [imported(entry) for entry in facts.imports]


def imported(entry: Import) -> str:
    """``3 from module take name as alias (function)``"""
    shown = f"{entry.line} {entry.form} {entry.module}"
    shown += f" take {entry.name}" if entry.name else ""
    shown += f" as {entry.alias}" if entry.alias else ""
    return shown + (f" ({entry.scope})" if entry.scope != "module" else "")


def observations(facts: FileFacts) -> list[str]:
    return [
        f"{entry.line} {entry.topic} {entry.name}" + (f" {entry.detail}" if entry.detail else "")
        for entry in facts.observations
    ]
