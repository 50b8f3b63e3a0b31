"""Graphs drawn by Graphviz, where Sphinx's extension for it is on and the program is there."""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.ext.graphviz import GraphvizError, graphviz, render_dot
from sphinx.util import logging

from sphinx_kwindex.pages.nodes import picture
from sphinx_kwindex.pages.parts import paragraph

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)

_EXTENSION = "sphinx.ext.graphviz"
#: Formats that Graphviz draws for; others get the list.
_FORMATS = frozenset({"html", "latex"})
_LOOKS = """\
graph [rankdir=LR bgcolor=white{size}];
node [shape=box style=filled fillcolor="#f4f6f8" color="#8a94a0" fontname="sans-serif" fontsize=11];
edge [color="#5a6570" fontname="sans-serif" fontsize=9];
"""
#: The width and height of what a page of paper holds, in inches.
_PAPER = ' size="6.2,8"'

_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*")

_found = cache(shutil.which)


class drawing(graphviz):
    """A graph for Graphviz; HTML gets it as SVG, whatever ``graphviz_output_format`` says."""


def draw(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make drawings of the graphs, or what stands for them (``doctree-resolved``)."""
    drawn = (
        _EXTENSION in app.extensions
        and app.builder.format in _FORMATS
        and _found(app.config.graphviz_dot) is not None
    )
    for node in list(doctree.findall(picture)):
        node.replace_self(_drawing(node, app.builder.format) if drawn else node.children)


def _drawing(node: picture, form: str) -> list[nodes.Node]:
    caption = node["caption"]
    made = drawing(code=_dot(node, form), options={"docname": ""}, alt=caption, align="center")
    return [made, paragraph(caption, classes=["kwindex-caption"])]


def _dot(node: picture, form: str) -> str:
    lines = [f"n{number} [label={_quoted(label)}];" for number, label in node["boxes"]]
    for start, end, text in node["arrows"]:
        label = f" [label={_quoted(text)}]" if text else ""
        lines.append(f"n{start} -> n{end}{label};")
    looks = _LOOKS.format(size=_PAPER if form == "latex" else "")
    return "digraph {\n" + looks + "\n".join(lines) + "\n}\n"


def _quoted(text: str) -> str:
    """A string of the DOT language, in which a backslash begins an escape."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def visit_html(translator: Any, node: drawing) -> None:
    """Write the picture, as SVG."""
    try:
        address, path = render_dot(translator, node["code"], node["options"], "svg", "kwindex")
    except GraphvizError as error:
        _logger.info("graphviz: %s", error)
        address = None
    if address and path:
        _drop_doctype(Path(path))
        said = escape(node["alt"])
        source = escape(str(address))
        picture_of = f'<img class="kwindex-picture" src="{source}" alt="{said}" />'
        translator.body.append(f"<p>{picture_of}</p>\n")
    raise nodes.SkipNode


def _drop_doctype(path: Path) -> None:
    """Take the document type out of an SVG file: EPUB forbids it, and no reader needs it."""
    text = path.read_text("utf-8")
    bare = _DOCTYPE.sub("", text, count=1)
    if bare != text:
        scratch = path.with_name(f"{path.name}.{os.getpid()}")
        scratch.write_text(bare, "utf-8")
        os.replace(scratch, path)


def setup(app: Sphinx) -> None:
    app.add_node(picture)
    app.add_node(drawing, html=(visit_html, None))
    app.connect("doctree-resolved", draw, priority=60)
