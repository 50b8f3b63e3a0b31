"""INI as `configparser` reads it: sections, options, and values over several lines.

`configparser` itself tells no line. What it refuses and other readers of INI take, such as options
before the first section, is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.data.keys import Entry, Path, define
from sphinx_kwindex.analysis.readers.data.manifests import ROWS
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Kind

_SECTION = re.compile(r"\[(.+)\]")
_OPTION = re.compile(r"([^=:]*?)\s*[=:]\s*(.*)")
_COMMENT = ("#", ";")
#: Characters of a line that are looked at.
_WIDTH = 1_000


def read(text: str, language: Language) -> FileFacts:
    """Read the sections and options of an INI file, and what a manifest says with them."""
    found = Found()
    define(found, _ended(text), ROWS.get(language.analyser, ()))
    return found.facts(text, language, "sphinx-kwindex")


def _ended(text: str) -> Iterator[Entry]:
    """All entries, each section and option with its last line."""
    entries: list[Entry] = []
    section: Entry | None = None
    option: Entry | None = None
    for entry, line in _entries(text):
        if entry is not None and isinstance(entry.path[-1], str):
            option = entry
            if entry.value is None:
                section = entry
        for around in (section, option):
            if around is not None:
                around.end_line = line
        if entry is not None:
            entries.append(entry)
    yield from entries


def _entries(text: str) -> Iterator[tuple[Entry | None, int]]:
    """Each entry with its line, and nothing with each line that only goes on with one."""
    above: Path = ()
    option: Entry | None = None
    margin = place = 0
    for number, whole in enumerate(text.split("\n"), 1):
        row = whole[:_WIDTH]
        content = row.strip()
        if not content or content.startswith(_COMMENT):
            continue
        indent = len(row) - len(row.lstrip())
        if option is not None and indent > margin:
            yield Entry((*option.path, place), number, number, content, content), number
            place += 1
            continue
        if match := _SECTION.match(content):
            above, option = (match[1],), None
            yield Entry(above, number, number, kind=Kind.SECTION), number
            continue
        match = _OPTION.match(content)
        name, value = (match[1], match[2]) if match else (content, "")
        margin, place = indent, 0
        option = Entry((*above, name), number, number, value, value)
        yield option, number
