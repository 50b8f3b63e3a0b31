"""YAML (https://yaml.org/spec/1.1): its keys with their lines, from the events of PyYAML.

Events are not composed: an alias is never followed, nothing is ever constructed, and a file that
breaks off has the keys before. libyaml reads where PyYAML was built with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.data.keys import Entry, Path, define, followed
from sphinx_kwindex.analysis.readers.data.workflows import rows
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SCALAR = yaml.ScalarEvent
_SCALARS = (_SCALAR, yaml.AliasEvent)
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
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


#: Line ends of YAML 1.1 that are none to anybody else, nor in YAML 1.2 (section 5.4).
_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")


def read(text: str, language: Language) -> FileFacts:
    """Read the keys of a YAML file, and what they are in a workflow or a Compose file."""
    found = Found()
    entries: list[Entry] = []
    failed: tuple[str, int] | None = None
    loader = _LOADER(text.translate(_BREAKS))
    try:
        # What `yaml.parse` does, without a call of Python or two for each event.
        entries.extend(_entries(iter(loader.get_event, None), found))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        failed = (str(error.problem or error.context or "not YAML"), mark.line + 1 if mark else 1)
    except yaml.YAMLError as error:  # a character that no YAML may hold
        failed = (str(error).partition("\n")[0], 1)
    finally:
        loader.dispose()
    lines = text.split("\n")
    for entry in entries:
        # Blank lines behind a block of text are in its event.
        while entry.end_line > entry.line and not lines[entry.end_line - 1].strip():
            entry.end_line -= 1
    define(found, entries, rows(entries))
    if failed is not None:
        found.fail(*failed)
    return found.facts(text, language, "pyyaml")


def _entries(events: Iterable[Any], found: Found) -> Iterator[Entry]:
    levels: list[_Level] = []
    level = None
    before: Any = None  # the scalar or bracket that ended last
    for event in events:
        kind = type(event)
        if kind in _SCALARS:
            before = event
            if level is None:
                continue
            if level.is_mapping and level.key is None:
                level.key = event.value if kind is _SCALAR else f"*{event.anchor}"
                level.line = event.start_mark.line + 1
                continue
            if level.path is not None and (entry := _scalar(event, level)) is not None:
                yield entry
            _pass(level)
        elif kind in _STARTS:
            if len(levels) >= _DEEPEST:
                raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=event.start_mark)
            level = _opened(kind is yaml.MappingStartEvent, level, found)
            levels.append(level)
            if level.entry is not None:
                yield level.entry
        elif kind in _ENDS:
            closed = levels.pop()
            if event.start_mark.index != event.end_mark.index:  # a bracket ends it
                before = event
            if closed.entry is not None and before is not None:
                closed.entry.end_line = max(_last_line(before), closed.entry.line)
            level = levels[-1] if levels else None
            if level is not None:
                _pass(level)


def _scalar(event: Any, level: _Level) -> Entry | None:
    """The value of a key, or an item of a list."""
    path = level.next_path()
    if path is None:
        return None
    mark = event.start_mark
    line = level.line if level.is_mapping else mark.line + 1
    end = max(_last_line(event), line)
    if type(event) is _SCALAR:
        return Entry(path, line, end, event.value, event.value)
    return Entry(path, line, end, f"*{event.anchor}")


def _opened(is_mapping: bool, above: _Level | None, found: Found) -> _Level:
    if above is None:
        return _Level((), is_mapping)
    if above.is_mapping and above.key is None:
        return _Level(None, is_mapping)
    path = above.next_path()
    entry = None
    if path is not None and isinstance(path[-1], str):
        entry = Entry(path, above.line, above.line)
    if is_mapping and path is None and above.path is None and not above.is_nameless:
        found.cut.add("depth")
    if path is not None and not followed(path):
        if is_mapping:
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
