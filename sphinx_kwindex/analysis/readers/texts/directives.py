"""The directives that say something of a text, in reStructuredText and in MyST.

What is no name of these tables may hold anything: it is passed over with all that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sphinx_kwindex.analysis.readers.texts.found import Found
from sphinx_kwindex.model.facts import Form, Kind

#: Hold code; the argument is its language.
CODE = frozenset({"code", "code-block", "code-cell", "sourcecode"})

#: Hold code of the language that the table names.
CODE_OF = {
    "doctest": "pycon",
    "jupyter-execute": "python",
    "testcode": "python",
    "ipython": "ipython",
    "graphviz": "dot",
    "mermaid": "mermaid",
}

#: Show a file: the argument is its path.
SHOWN = frozenset({"figure", "image"})

#: Lead where their option ``link`` says (https://sphinx-design.readthedocs.io/en/latest/cards.html).
CARDS = frozenset({"card", "grid-item-card"})

#: Take another file in: the argument is its path. It is named, and never read.
INCLUDES = frozenset({"include", "literalinclude"})

#: Hold text like the text around them.
TRANSPARENT = frozenset(
    {
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note"),
        *("tip", "warning", "seealso", "todo", "deprecated", "versionadded", "versionchanged"),
        *("versionremoved", "topic", "sidebar", "container", "compound", "class", "epigraph"),
        *("highlights", "pull-quote", "figure", "table", "list-table", "only", "rst-class"),
        *("hlist", "centered", "glossary", "footer", "header", "tab", "tabs", "tab-set"),
        *("tab-item", "grid", "grid-item", "grid-item-card", "card", "dropdown", "details"),
        *("py:function", "py:class", "py:method", "py:module", "py:attribute", "py:data"),
        *("py:exception", "function", "method", "attribute", "data", "exception", "describe"),
        *("confval", "option", "program", "envvar", "c:function", "cpp:function", "cpp:class"),
    }
)

#: Names of documents that Sphinx makes, which no file holds.
_MADE = frozenset({"self", "genindex", "modindex", "search", "py-modindex"})
_OPTION = re.compile(r"\s*:([\w-]+):(?:[ \t]+(.*))?$")
_TITLED = re.compile(r"[^<>]*<([^<>]+)>")


def found(found: Found, name: str, argument: str, line: int) -> None:
    """Add what the first line of a directive says.

    :param line: of the directive.
    """
    if name in CODE:
        found.block(argument.strip().lower())
    elif name in CODE_OF:
        found.block(CODE_OF[name])
    elif name in SHOWN:
        found.link(argument, line)
    elif name in INCLUDES and not argument.startswith("<"):
        found.link(argument, line, Form.INCLUDE)


def options(found: Found, name: str, rows: Sequence[str], line: int) -> int:
    """Add what the options of a directive say: the label that it has, and where an image or a card
    leads.

    :param rows: what stands below the first line of the directive.
    :param line: of the first of them.
    :returns: how many of them hold options.
    """
    given: dict[str, tuple[str, int]] = {}
    number = 0
    for number, row in enumerate(rows):
        option = _OPTION.match(row)
        if option is None:
            break
        given[option[1]] = (option[2] or "").strip(), line + number
    else:
        number = len(rows)
    if "name" in given:
        found.define(Kind.TARGET, *given["name"])
    # What ends in a line names a target of the text.
    if name in SHOWN and "target" in given and not given["target"][0].endswith("_"):
        found.link(*given["target"])
    elif name in CARDS and "link" in given:
        add = found.label if given.get("link-type", ("",))[0] == "ref" else found.link
        add(*given["link"])
    return number


def entries(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The documents of a toctree, each with the line that names it.

    :param rows: the lines of its content.
    """
    for line, row in rows:
        row = row.strip()
        if not row or row.startswith((":", "..")):
            continue
        titled = _TITLED.fullmatch(row)
        name = titled[1].strip() if titled else row
        if name not in _MADE and not set(name) & set("*?["):
            yield line, name


def role(found: Found, name: str, content: str, line: int) -> None:
    """Add the document, the file or the label that a role names."""
    name = name.removeprefix("std:")
    if name in ("doc", "download", "ref", "numref") and not content.startswith("!"):
        titled = _TITLED.fullmatch(content)
        target = titled[1] if titled else content
        # ``setuptools:index`` is a document of another manual, and no address.
        if name == "download" or (name == "doc" and ":" not in target):
            found.link(target, line)
        elif target not in _MADE:
            found.label(target, line)
