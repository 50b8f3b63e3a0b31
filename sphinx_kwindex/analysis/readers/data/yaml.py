"""YAML (https://yaml.org/spec/1.1): its keys with their lines, from the events of PyYAML.

Events are not composed: an alias is never followed, nothing is ever constructed, and a file that
breaks off has the keys before. libyaml reads where PyYAML was built with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.data.keys import Entry, Path, define, followed
from sphinx_kwindex.analysis.readers.data.workflows import rows
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: Collections within each other; beyond, a text is none that anybody wrote.
_DEEPEST = 200


@dataclass(slots=True)
class _Level:
    """An open collection.

    :ivar path: of it; ``None`` where its keys are not listed.
    :ivar key: of a mapping, the key whose value comes next; ``None`` before a key.
    :ivar is_nameless: whether that key is itself a collection, which no path can name.
    :ivar place: of a list, of the item that comes next.
    :ivar entry: of its own key, whose last line its end tells.
    """

    path: Path | None
    is_mapping: bool
    key: str | None = None
    line: int = 0
    is_nameless: bool = False
    place: int = 0
    entry: Entry | None = None

    def next_path(self) -> Path | None:
        """Path of the value that comes now."""
        if self.path is None or self.is_nameless:
            return None
        if self.is_mapping:
            return (*self.path, self.key or "")
        return (*self.path, self.place)


def read(text: str, language: Language) -> FileFacts:
    """Read the keys of a YAML file, and what they are in a workflow or a Compose file."""
    found = Found()
    entries: list[Entry] = []
    failed: tuple[str, int] | None = None
    try:
        for entry in _entries(text, found):
            entries.append(entry)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        failed = (str(error.problem or error.context or "not YAML"), mark.line + 1 if mark else 1)
    except yaml.YAMLError as error:  # a character that no YAML may hold
        failed = (str(error).partition("\n")[0], 1)
    define(found, entries, rows(entries))
    if failed is not None:
        found.fail(*failed)
    return found.facts(text, language, "pyyaml")


def _entries(text: str, found: Found) -> Iterator[Entry]:
    levels: list[_Level] = []
    last = 1
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            last = _last_line(event)
            yield from _scalar(event, levels)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(levels) >= _DEEPEST:
                raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=event.start_mark)
            level = _opened(event, levels, found)
            levels.append(level)
            if level.entry is not None:
                yield level.entry
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = levels.pop()
            if event.start_mark.index != event.end_mark.index:  # a bracket ends it
                last = _last_line(event)
            if closed.entry is not None:
                closed.entry.end_line = max(last, closed.entry.line)
            if levels:
                _pass(levels[-1])


def _scalar(event: Any, levels: list[_Level]) -> Iterator[Entry]:
    if not levels:
        return
    level = levels[-1]
    value = event.value if isinstance(event, yaml.ScalarEvent) else f"*{event.anchor}"
    if level.is_mapping and level.key is None:
        level.key, level.line = value, event.start_mark.line + 1
        return
    path = level.next_path()
    if path is not None:
        line = level.line if level.is_mapping else event.start_mark.line + 1
        text = value if isinstance(event, yaml.ScalarEvent) else None
        yield Entry(path, line, max(_last_line(event), line), value, text)
    _pass(level)


def _opened(event: Any, levels: list[_Level], found: Found) -> _Level:
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    if not levels:
        return _Level((), is_mapping)
    above = levels[-1]
    if above.is_mapping and above.key is None:
        return _Level(None, is_mapping)
    path = above.next_path()
    entry = None
    if path is not None and isinstance(path[-1], str):
        entry = Entry(path, above.line, above.line)
    if path is not None and not followed(path):
        found.cut.add("depth")
        path = None
    return _Level(path, is_mapping, entry=entry)


def _pass(level: _Level) -> None:
    """What comes next in a collection, after a key or value of it has ended."""
    if not level.is_mapping:
        level.place += 1
    elif level.key is None:  # a collection that is itself a key has ended
        level.key, level.is_nameless = "", True
    else:
        level.key, level.is_nameless = None, False


def _last_line(event: Any) -> int:
    """The last line of an event, from 1: one that ends with a newline ends on the line before."""
    mark = event.end_mark
    return int(mark.line) + (1 if mark.column else 0)
