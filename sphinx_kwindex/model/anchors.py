"""The ids that a page of ours gives to lines and definitions.

Section ids hold a hyphen, line ids are ``L-<number>``, and no Python name holds one: the three
never meet. What could meet is a definition's name and an id that a theme puts on every page.
"""

from __future__ import annotations

from collections.abc import Iterable

#: Ids without a hyphen that Sphinx or a supported theme puts on its pages, read off pages built
#: with alabaster, furo, sphinx-rtd-theme, pydata-sphinx-theme and sphinx-book-theme, and off
#: Sphinx's own templates.
THEME_IDS: frozenset[str] = frozenset(
    {
        *("__navigation", "__toc"),
        *("fallback", "index", "rellinks"),
        *("searchbox", "searchindexloader", "searchlabel", "sidebarbutton"),
    }
)


def line_anchor(line: int) -> str:
    """Id of a line of the source, from 1."""
    return f"L-{line}"


def assign(qualnames: Iterable[tuple[str, bool]]) -> list[str]:
    """Return the id of each definition, in the order given.

    :param qualnames: of each definition in the order of their lines, its qualified name and
        whether it is a ``class`` or ``def``. These take the plain id before a variable of the
        same name does, wherever it stands.

    Pure; no two ids are equal, and none is an id of a theme.
    """
    entries = list(qualnames)
    ids = [""] * len(entries)
    seen: dict[str, int] = {}
    for wanted in (True, False):
        for position, (qualname, has_body) in enumerate(entries):
            if has_body is wanted:
                number = seen[qualname] = seen.get(qualname, 0) + 1
                plain = number == 1 and qualname not in THEME_IDS
                ids[position] = qualname if plain else f"{qualname}~{number}"
    return ids
