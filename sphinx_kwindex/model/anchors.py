"""The ids that a page of ours gives to lines and definitions.

Section ids hold a hyphen, line ids are ``L-<number>``, and no Python name holds one: the three
never meet. What could meet is a definition's name and an id that a theme puts on every page.
Names of other languages (a key, a heading, a selector) can hold anything: one that is not made of
letters, digits and the signs between names stands behind ``k:``, which no id of ours begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

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

#: Of a name that is its own id: letters, digits and what languages put between and around names.
_PLAIN = re.compile(r"[\w.:~$@]+")
_UNFIT = re.compile(r"[^\w.:~$@-]+")
#: A name that ends as the ids of second definitions do.
_NUMBERED = re.compile(r"~\d+$")
#: Characters of an id; a longer name ends in a digest.
_LONGEST = 200


def line_anchor(line: int) -> str:
    """Id of a line of the source, from 1."""
    return f"L-{line}"


def line_of(anchor: str) -> int:
    """The line that an id is of, from 1; 0 where it is of none."""
    number = anchor.removeprefix("L-")
    return int(number) if number != anchor and number.isdecimal() else 0


def assign(qualnames: Iterable[tuple[str, bool]]) -> list[str]:
    """Return the id of each definition, in the order given.

    :param qualnames: of each definition in the order of their lines, its qualified name and
        whether it is a ``class`` or ``def``. These take the plain id before a variable of the
        same name does, wherever it stands.

    Pure; no two ids are equal, and none is an id of a theme.
    """
    entries = list(qualnames)
    ids = [""] * len(entries)
    seen: dict[str, int] = dict.fromkeys(THEME_IDS, 0)
    for wanted in (True, False):
        for position, (qualname, has_body) in enumerate(entries):
            if has_body is wanted:
                name = qualname if qualname.isidentifier() else _fit(qualname)
                if name in seen:
                    number = seen[name] = seen[name] + 1
                    name = f"{name}~{number}"
                else:
                    seen[name] = 1
                ids[position] = name
    return ids


def _fit(qualname: str) -> str:
    """What of a name may stand in an id: no space, and no hyphen but behind ``k:``."""
    numbered = "~" in qualname and _NUMBERED.search(qualname) is not None
    plain = len(qualname) <= _LONGEST and not numbered and not qualname.startswith("k:")
    if plain and _PLAIN.fullmatch(qualname):
        return qualname
    digest = blake2b(qualname.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    fit = _UNFIT.sub("_", qualname)[:_LONGEST]
    return f"k:{fit}" if fit == qualname and not numbered else f"k:{fit}-{digest}"
