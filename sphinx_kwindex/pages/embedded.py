"""Parts of the repository that pages by hand show: keywords, a piece of source, a graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from msgspec import Struct

from sphinx_kwindex.model.facts import Definition
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.pages.i18n import _, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.kinds import word
from sphinx_kwindex.pages.nodes import element
from sphinx_kwindex.pages.parts import (
    ROWS,
    bullets,
    code_link,
    joined,
    paragraph,
    path_link,
    said,
    sentence,
)
from sphinx_kwindex.pages.pictures import graph

#: Most definitions of one file that a document is said to name.
MENTIONED = 20


class Listed(Struct, frozen=True):
    """The keywords of one file.

    :ivar target: its page.
    :ivar read: whether its reader looks for definitions.
    :ivar found: those to be listed.
    """

    path: str
    target: Target
    read: bool
    found: tuple[Definition, ...]


def keywords(
    files: Iterable[Listed],
    place: Sequence[Inline],
    whole: Target,
    *,
    several: bool = False,
    columns: int = 1,
) -> list[nodes.Node]:
    """Return a list of keywords for each file that has any.

    :param files: asked for one by one, as far as rows are left.
    :param place: what was looked through, as a sentence names it.
    :param several: whether there can be more than one file: the path of each stands above its list.
    :param whole: where all keywords of it are.
    :param columns: how many rows stand side by side.
    """
    classes = ["kwindex-entries", *([f"kwindex-columns-{columns}"] if columns > 1 else [])]
    result: list[nodes.Node] = []
    left, looked = ROWS, False
    for file in files:
        looked = looked or file.read
        shown = sorted(file.found, key=_by_name)[:left]
        if shown:
            if several:
                result.append(paragraph(path_link(file.target, file.path)))
            docname = file.target.docname
            result.append(bullets((_row(docname, each) for each in shown), *classes))
        left -= len(shown)
        if len(shown) < len(file.found):
            more = sentence(_("More are in {page}."), page=link(whole, _("the index")))
            return [*result, paragraph(*more)]
    if result:
        return result
    if not looked:
        return [paragraph(*sentence(_("Nothing looked for keywords in {place}."), place=place))]
    return [paragraph(*sentence(_("No such keyword is defined in {place}."), place=place))]


def _by_name(definition: Definition) -> tuple[str, str, int]:
    return definition.qualname.casefold(), definition.qualname, definition.line


def _row(docname: str, definition: Definition) -> list[Inline]:
    name = code_link(Target(docname, definition.anchor), definition.qualname)
    return [
        name,
        f" ({word(definition.kind, definition.variety)})",
        *said(definition.summary),
    ]


def caption(target: Target, path: str, first: int, last: int) -> nodes.paragraph:
    """Return the line under a piece of source: its file and lines, leading there."""
    if first == last:
        lines = _("line {number}").format(number=first)
    else:
        lines = _("lines {first}-{last}").format(first=first, last=last)
    return paragraph(path_link(target, path), ", ", lines, classes=["kwindex-caption"])


class Arrows(Struct, frozen=True):
    """A graph, by the names of its boxes.

    :ivar boxes: each with the place that it stands for; the first are the most important.
    :ivar arrows: from one box to another.
    """

    boxes: dict[str, Target | None]
    arrows: tuple[tuple[str, str], ...]


def imports(found: Arrows, place: Sequence[Inline]) -> list[nodes.Node]:
    """Return which files import which, as a picture or as a list."""
    if not found.arrows:
        none = _("No import or include between files of {place} was found.")
        return [paragraph(*sentence(none, place=place))]
    said = _("Imports: an arrow leads from each file to what it imports or includes.")
    return _graph(found, said, _("imports {files}"))


def classes(found: Arrows, place: Sequence[Inline]) -> list[nodes.Node]:
    """Return which types derive from which, as a picture or as a list."""
    if not found.arrows:
        none = _("No type with a base in the repository was found in {place}.")
        return [paragraph(*sentence(none, place=place))]
    said = _("Types: an arrow leads from each to its bases.")
    return _graph(found, said, _("derives from {bases}"))


def _graph(found: Arrows, said: str, template: str) -> list[nodes.Node]:
    ends: dict[str, list[str]] = {}
    for start, end in found.arrows:
        ends.setdefault(start, []).append(end)
    rows: list[list[Inline]] = []
    for start in [name for name in found.boxes if name in ends][:ROWS]:
        names = joined(path_link(found.boxes[end], end) for end in ends[start])
        rows.append(
            [
                path_link(found.boxes[start], start),
                ": ",
                *sentence(template, bases=names, files=names),
            ]
        )
    if len(ends) > ROWS:
        form = ("{number} more is not listed.", "{number} more are not listed.")
        rows.append([ngettext(*form, len(ends) - ROWS)])
    arrows = [(start, end, "") for start, end in found.arrows]
    return graph(list(found.boxes), arrows, said, [bullets(rows, "kwindex-graph")])


def mention(document: Target, title: str, page: str, anchors: Sequence[str]) -> nodes.list_item:
    """Return a row of a document that names definitions of a file.

    :param page: of the file.
    :param anchors: ids of the definitions.
    """
    shown = link(document, clean(title) or document.docname)
    names = joined(code_link(Target(page, anchor), anchor) for anchor in anchors[:MENTIONED])
    if (more := len(anchors) - MENTIONED) > 0:
        names += [", ", _("and {number} more").format(number=written(more))]
    row = sentence(_("Mentioned in {title}: {names}"), title=shown, names=names)
    if not anchors:
        row = sentence(_("Mentioned in {title}"), title=shown)
    return element(nodes.list_item, [paragraph(*row)])
