"""Detailed Analysis, of a text: its headings, each within the one that it stands under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

from sphinx_kwindex.model.facts import Definition
from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.nested import nested
from sphinx_kwindex.pages.parts import rubric


def outline(context: Context, headings: Sequence[Definition]) -> list[nodes.Node]:
    """Return the headings as lists within lists, each leading to its line."""
    if not headings:
        return []
    rows = ((key, _row(context, heading)) for key, heading in _numbered(headings))
    return [rubric(_("Headings")), nested(rows, "kwindex-outline")]


def _row(context: Context, heading: Definition) -> list[Inline]:
    name = link(context.definition(heading), clean(heading.name))
    return [name, " (", _("line {number}").format(number=heading.line), ")"]


def _numbered(headings: Sequence[Definition]) -> Iterator[tuple[str, Definition]]:
    """Each heading with the numbers of those that it stands under: its words may hold any sign
    that parts names, and in a notebook a line may hold several."""
    around: list[tuple[str, Definition]] = []
    for number, heading in enumerate(headings):
        while around and not _holds(around[-1][1], heading):
            around.pop()
        key = f"{around[-1][0]}.{number}" if around else str(number)
        yield key, heading
        around.append((key, heading))


def _holds(outer: Definition, heading: Definition) -> bool:
    inside = heading.line <= outer.end_line
    return inside and heading.qualname.startswith(f"{outer.qualname} / ")
