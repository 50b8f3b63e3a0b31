"""Graphs as pictures, with the list that stands for them where nothing draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.pages.i18n import _, ngettext
from sphinx_kwindex.pages.nodes import element, picture

#: Most boxes of one picture, and characters of the text in one.
BOXES, LABEL = 40, 60


def graph(
    boxes: Sequence[str],
    arrows: Iterable[tuple[str, str, str]],
    caption: str,
    instead: Sequence[nodes.Node] = (),
) -> list[nodes.Node]:
    """Return a picture of a graph; nothing but `instead` where no arrow is left.

    :param boxes: names, the most important first: what is beyond the limit is left out, as the
        caption says then.
    :param arrows: from, to, and what is written on it.
    :param instead: what stands there where pictures are not drawn.
    """
    places = {name: place for place, name in enumerate(boxes[:BOXES])}
    kept = [
        (places[start], places[end], text)
        for start, end, text in arrows
        if start in places and end in places
    ]
    if not kept:
        return list(instead)
    said = caption
    if len(boxes) > BOXES:
        rest = len(boxes) - BOXES
        more = ngettext("{number} more is left out.", "{number} more are left out.", rest)
        said = _("{caption} {more}").format(caption=caption, more=more)
    shown = sorted({place for start, end, _text in kept for place in (start, end)})
    named = [(n, clean(boxes[n], LABEL)) for n in shown]
    return [element(picture, instead, boxes=named, arrows=kept, caption=said)]
