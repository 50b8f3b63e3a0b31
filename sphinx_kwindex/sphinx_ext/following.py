"""Where the names of a source lead, as links of its listing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sphinx_kwindex.model.anchors import line_of
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.sphinx_ext.highlighting import Links, escape


def links(
    builder: Any, here: str, facts: FileFacts, follows: Iterable[tuple[int, str, str, str]]
) -> Links:
    """Return the links of a listing, by line; none to the line that it stands on.

    :param here: the document that shows the source.
    :param facts: of the file.
    :param follows: number of a reference of the facts, document and id that it leads to, and what
        is said of it.
    """
    own = {definition.anchor: definition.line for definition in facts.definitions}
    addresses: dict[str, str] = {here: ""}
    found: dict[int, list[tuple[int, int, str]]] = {}
    for number, docname, anchor, tip in follows:
        if docname not in addresses:
            addresses[docname] = builder.get_relative_uri(here, docname)
        address = f"{addresses[docname]}#{anchor}" if anchor else addresses[docname]
        if not address:
            continue  # the file itself
        # An end of a line is one of the listing.
        said = escape(tip).replace("\n", "&#10;")
        title = f' title="{said}"' if said else ""
        tag = f'<a href="{escape(address)}"{title}>'
        reference = facts.references[number]
        line_of_target = (own.get(anchor) or line_of(anchor)) if docname == here else 0
        for line, column in zip(reference.places[::2], reference.places[1::2], strict=True):
            if line != line_of_target:
                found.setdefault(line, []).append((column, column + reference.length, tag))
    return found
