"""Lists within lists, by names that begin with the name of what they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from sphinx_kwindex.pages.inline import Inline
from sphinx_kwindex.pages.nodes import element, filled
from sphinx_kwindex.pages.parts import paragraph

#: Lists within each other; docutils and LaTeX break far beyond.
DEEPEST = 6

#: What may stand between a name and the rest of a name within it.
_JOINTS = (".", "[", "::", "/", "#")


def nested(rows: Iterable[tuple[str, Sequence[Inline]]], *classes: str) -> nodes.bullet_list:
    """Return a list with one item a row, each within the item whose name its own continues.

    :param rows: qualified names and what is shown, in the order of lines.
    """
    top = nodes.bullet_list(bullet="*", classes=list(classes))
    around: list[tuple[str, nodes.list_item]] = []
    for name, row in rows:
        while around and not _continues(name, around[-1][0]):
            around.pop()
        item = element(nodes.list_item, [paragraph(*row)])
        filled(_inner(around[-1][1]) if around else top, [item])
        if len(around) < DEEPEST - 1:
            around.append((name, item))
    return top


def _continues(name: str, start: str) -> bool:
    return name.startswith(start) and name[len(start) :].startswith(_JOINTS)


def _inner(item: nodes.list_item) -> nodes.bullet_list:
    """The list within an item, made when it is first needed."""
    last = item.children[-1]
    if isinstance(last, nodes.bullet_list):
        return last
    inner = nodes.bullet_list(bullet="*")
    filled(item, [inner])
    return inner
