"""Where in its line a file of another language than Python names a file.

Readers say on which line another file is named, and how. Where the line holds that text once, the
place is certain; what is written otherwise than it reads (an address with escapes, a path that is
put together) has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_kwindex.model.facts import Base, Form, Import, Reference

#: Languages whose imports name files by paths; in others they are names, which are no text of a
#: line that leads to one file.
_BY_PATHS = frozenset({"JSX", "JavaScript", "TSX", "TypeScript"})
#: What a path goes on with: a text that stands in a longer one is another.
_PATH = r"[\w./@~-]"


def references(text: str, language: str, imports: Sequence[Import]) -> tuple[Reference, ...]:
    """Return the places of the files that a text names. Pure."""
    wanted = [
        (number, entry)
        for number, entry in enumerate(imports)
        if entry.module and (entry.form is not Form.IMPORT or language in _BY_PATHS)
    ]
    if not wanted:
        return ()
    rows = text.split("\n")
    found: dict[tuple[int, int], Reference] = {}
    for number, entry in wanted:
        row = rows[entry.line - 1] if entry.line <= len(rows) else ""
        places = [match.start() for match in re.finditer(_alone(entry.module), row)]
        if len(places) == 1:
            place = (entry.line, places[0])
            length = len(entry.module)
            found.setdefault(place, Reference(Base.SOURCE, str(number), "", length, place))
    return tuple(found.values())


def _alone(path: str) -> str:
    return f"(?<!{_PATH}){re.escape(path)}(?!{_PATH})"
