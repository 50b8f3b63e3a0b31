"""Architecture & Design: where a file stands among the others, and its classes among theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from docutils import nodes

from sphinx_kwindex.model.facts import Form
from sphinx_kwindex.model.parts import Position, Relation, Target
from sphinx_kwindex.pages import sections
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, marked, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    ROWS,
    bullets,
    code,
    code_link,
    fields,
    file_link,
    joined,
    paragraph,
    rubric,
    sentence,
)
from sphinx_kwindex.pages.pictures import graph

_Row: TypeAlias = tuple[str, Sequence[Inline]]

#: Most subclasses of one class that are listed.
SUBCLASSES = 50
_EXTENDING = ("JSX", "Java", "JavaScript", "TSX", "TypeScript")
#: What a type does with those that it names, where the language has other words for it.
_DERIVES = {
    **dict.fromkeys(_EXTENDING, marked("extends {bases}")),
    "Go": marked("embeds {bases}"),
    "Rust": marked("requires the traits {bases}"),
}
#: The same from the other side.
_DERIVED = {
    **dict.fromkeys(
        ("JSX", "Java", "JavaScript", "TSX", "TypeScript"), marked("extended by {classes}")
    ),
    "Go": marked("embedded in {classes}"),
    "Rust": marked("required by the traits {classes}"),
}
#: What the numbers of files are called that name a file, and that it names.
_FANS = {
    Form.IMPORT: (marked("Imported by"), marked("It imports")),
    Form.INCLUDE: (marked("Included by"), marked("It includes")),
    Form.USE: (marked("Named by"), marked("It names")),
}


def content(context: Context) -> list[nodes.Node]:
    """Return the place in the graph of imports or includes, the cycle, and related classes."""
    position = context.view.position
    return [
        *(_position(context, position) if position else []),
        *(_cycle(position) if position else []),
        *_inheritance(context),
    ]


def _position(context: Context, position: Position) -> list[nodes.Node]:
    # The file of a package is the package itself, and no module of the one above.
    name = context.view.path.rpartition("/")[2]
    around = _("Parent package") if name.startswith("__init__.") else _("Package")
    is_read = context.facts is not None and context.facts.problem is None
    rows = _of_module(position, around, is_read) if position.module else _of_file(position)
    return [fields(rows, "kwindex-position")]


def _of_module(position: Position, around: str, is_read: bool) -> list[_Row]:
    """Return rows for a module; of one that could not be read, it is not known what it imports."""
    layer: Sequence[Inline] = []
    if is_read and not position.layer:
        layer = [_("0: when it is imported, it imports no module of a lower layer")]
    elif is_read:
        layer = sentence(
            _("{layer} of {last}: when it is imported, it imports modules of the layers below"),
            layer=written(position.layer),
            last=written(max(position.layers - 1, 0)),
        )
    return [
        (_("Module"), [code(position.module)]),
        (around, [code(position.package)] if position.package else []),
        (_("Layer"), layer),
        (_("Imported by"), [_modules(position.fan_in)]),
        (_("It imports"), [_modules(position.fan_out)] if is_read else []),
    ]


def _of_file(position: Position) -> list[_Row]:
    """Return rows for what is known: a path may name a file that cannot be told for certain."""
    inwards, outwards = _FANS[position.form]
    layer = (
        _("{layer} of {last}: it names files of the layers below")
        if position.layer
        else _("{layer} of {last}: it names no file of a lower layer for certain")
    )
    last = written(position.layers - 1)
    return [
        (_("Layer"), sentence(layer, layer=written(position.layer), last=last)),
        (_(inwards), [_files(position.fan_in)] if position.fan_in else []),
        (_(outwards), [_files(position.fan_out)] if position.fan_out else []),
    ]


def _modules(number: int) -> str:
    return ngettext(
        "{number} module of the repository", "{number} modules of the repository", number
    )


def _files(number: int) -> str:
    return ngettext(
        "{number} file of the repository, named for certain",
        "{number} files of the repository, named for certain",
        number,
    )


def _cycle(position: Position) -> list[nodes.Node]:
    if not position.cycle:
        return []
    if position.module:
        heading = ngettext(
            "It is part of a cycle of imports with {number} other module:",
            "It is part of a cycle of imports with {number} other modules:",
            position.cycle_size,
        )
    else:
        heading = ngettext(
            "It is part of a cycle of files that name each other, with {number} other file:",
            "It is part of a cycle of files that name each other, with {number} other files:",
            position.cycle_size,
        )
    rows: list[list[Inline]] = [[file_link(file)] for file in position.cycle]
    if (more := position.cycle_size - len(rows)) > 0:
        rows.append([_("and {number} more").format(number=written(more))])
    return [paragraph(heading), bullets(rows, "kwindex-cycle")]


def _inheritance(context: Context) -> list[nodes.Node]:
    known = context.view.relations
    if not known:
        return []
    rows = [_row(context, relation) for relation in known[:ROWS]]
    result: list[nodes.Node] = [
        rubric(_("Bases of types") if _verb(context) else _("Base classes and subclasses")),
        *_hierarchy(known, others=bool(_verb(context))),
        bullets(rows, "kwindex-inheritance"),
    ]
    if len(known) > ROWS:
        form = ngettext(
            "{number} more type is in the {{source}}.",
            "{number} more types are in the {{source}}.",
            len(known) - ROWS,
        )
        source = link(sections.target(context.view.docname, sections.SOURCE), _("source"))
        result.append(paragraph(*sentence(form, source=source)))
    return result


def _verb(context: Context) -> str:
    return _DERIVES.get(context.facts.language if context.facts else "", "")


def _derived(context: Context) -> str:
    return _DERIVED.get(context.facts.language if context.facts else "", "")


def _hierarchy(known: Sequence[Relation], *, others: bool) -> list[nodes.Node]:
    """Return the classes as a picture, where it says more than two boxes."""
    boxes: dict[str, None] = {}
    arrows: list[tuple[str, str, str]] = []
    for relation in known:
        arrows += ((relation.qualname, base, "") for base, _target in relation.bases)
        arrows += ((name, relation.qualname, "") for name, _target in relation.subclasses)
    for start, end, _text in arrows:
        boxes |= {end: None, start: None}
    if len(boxes) < 3:
        return []
    caption = (
        _("Types: an arrow leads from each to its bases.")
        if others
        else _("Classes: an arrow leads from each to what it derives from.")
    )
    return graph(list(boxes), arrows, caption)


def _row(context: Context, relation: Relation) -> list[Inline]:
    place = Target(context.view.docname, relation.anchor) if context.view.text else None
    name = code_link(place, relation.qualname)
    parts: list[list[Inline]] = []
    if relation.bases:
        bases = joined(code_link(target, base) for base, target in relation.bases)
        parts.append(sentence(_(_verb(context) or marked("derives from {bases}")), bases=bases))
    if relation.implemented:
        types = joined(code_link(target, name) for name, target in relation.implemented)
        parts.append(sentence(_("implements {types}"), types=types))
    if relation.subclasses:
        classes = _listed(relation.subclasses, relation.subclass_count)
        parts.append(sentence(_(_derived(context) or marked("base of {classes}")), classes=classes))
    if relation.implementers:
        types = _listed(relation.implementers, relation.implementer_count)
        parts.append(sentence(_("implemented by {types}"), types=types))
    return [name, ": ", *joined(parts, "; ")]


def _listed(known: Sequence[tuple[str, Target]], count: int) -> list[Inline]:
    found = known[:SUBCLASSES]
    shown = joined(code_link(target, name) for name, target in found)
    if (more := max(count, len(known)) - len(found)) > 0:
        shown += [", ", _("and {number} more").format(number=written(more))]
    return shown
