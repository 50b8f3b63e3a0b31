"""Markdown, reStructuredText, HTML, CSS and notebooks that are slow, deep, or lead elsewhere."""

from __future__ import annotations

import random
from collections.abc import Iterator
from posixpath import splitext

from tests.hostile.inputs.made import Input, numbered
from tests.hostile.markup import HARMFUL, patterns


def repeated(random: random.Random) -> Iterator[Input]:
    """What readers of texts take quadratic time or deep recursion for; less of what is most."""
    for place, ((name, unit, count), text) in enumerate(patterns().items()):
        if len(text) < 1_000_000:
            suffix = splitext(name)[1]
            heavy = count >= 100_000
            yield Input(numbered(place, suffix), text, f"{count} times {unit[:20]!r}", heavy)


def harmful(random: random.Random) -> Iterator[Input]:
    """Texts with markup that runs, and that includes files from outside."""
    for path, text in HARMFUL.items():
        yield Input(path, text, "markup that runs or includes")


_DIRECTIVES = (
    *("include", "literalinclude", "raw", "csv-table", "image", "figure", "code-block", "math"),
    *("toctree", "only", "ifconfig", "eval-rst", "automodule", "autoclass", "doctest", "testcode"),
    *("graphviz", "plot", "exec", "program-output", "jupyter-execute", "code-cell", "highlight"),
    *("default-role", "role", "class", "container", "sidebar", "parsed-literal", "meta", "title"),
    *(
        "contents",
        "sectnum",
        "header",
        "replace",
        "unicode",
        "date",
        "target-notes",
        "restructured",
    ),
    *(
        "kwindex",
        "kwindex-source",
        "kwindex-graph",
        "index",
        "glossary",
        "productionlist",
        "py:class",
    ),
)


def directives(random: random.Random) -> Iterator[Input]:
    """Each directive in both markups, on a file from outside and on itself, deep in lists."""
    for place, name in enumerate(_DIRECTIVES):
        outside = "../../../outside/secret.txt"
        options = f':file: {outside}\n:url: file:///etc/passwd\n:name: <b>\n:class: x" onclick="a\n'
        body = "<script>alert(1)</script>\n"
        rest = "".join(f"   {line}\n" for line in (*options.splitlines(), "", body.strip()))
        text = f"Title\n=====\n\n.. {name}:: {outside}\n{rest}\n"
        text += "".join(f"{'  ' * depth}* .. {name}:: x\n\n" for depth in range(30))
        yield Input(numbered(place, ".rst"), text, f"the directive {name}")
        inner = f"{{{name}}} {outside}\n{options}\n{body}"
        marks = "`" * 30
        nested = "".join(f"{'`' * (30 - depth)}{{{name}}}\n" for depth in range(25))
        text = f"# Title\n\n{marks}{inner}{marks}\n\n{nested}\n:::{inner}:::\n\n> - {{{name}}}`x`\n"
        yield Input(numbered(place, ".md"), text, f"the directive {name}")
