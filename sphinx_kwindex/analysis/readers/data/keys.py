"""Paths of keys: how deep they are followed, how they are written, how many are listed.

A reader of a data format yields an :class:`Entry` for each key and each scalar of a list. What
the file is beyond its format (a manifest, a workflow) is said of entries, by their paths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from json import dumps

from msgspec import Struct

from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import Kind

#: Keys in a row, and lists in a row within them, that are followed.
DEEPEST = 4
#: Keys of one file that are listed, and items of one list that are looked at.
MOST = 1_000

Path = tuple[str | int, ...]

_PLAIN = re.compile(r"[^\s.\"'\[\]#]+")


@dataclass(slots=True)
class Entry:
    """A key, or an item of a list.

    :ivar path: keys as strings, places in lists as numbers from 0.
    :ivar value: of a scalar, as it is written; ``None`` for a mapping or a list.
    :ivar text: of a string, what it stands for.
    :ivar kind: what it is where nothing better is known.
    """

    path: Path
    line: int
    end_line: int
    value: str | None = None
    text: str | None = None
    kind: Kind = Kind.KEY


class Row(Struct, frozen=True):
    """What some keys of a file are, by their place.

    :ivar path: of the entries; ``*`` stands for any one key, -1 for any place in a list.
    :ivar add: adds what the entry is.
    :ivar replaces: whether the entry is no mere key any more.
    """

    path: Path
    add: Callable[[Found, Entry], None]
    replaces: bool = True

    def fits(self, path: Path) -> bool:
        return len(path) == len(self.path) and all(
            wanted in ("*", part) or (wanted == -1 and isinstance(part, int))
            for wanted, part in zip(self.path, path, strict=True)
        )


def followed(path: Path) -> bool:
    """Whether what stands under `path` is looked at."""
    if len(path) < DEEPEST:
        return True
    keys = sum(isinstance(part, str) for part in path)
    return keys < DEEPEST and len(path) - keys <= DEEPEST


@lru_cache(maxsize=1024)
def written(path: Path) -> str:
    """A path in one string: ``jobs.build.steps[0]."a.b"``.

    >>> written(("a", 0, "b.c"))
    'a[0]."b.c"'
    """
    parts = (f"[{part}]" if isinstance(part, int) else f".{quoted(part)}" for part in path)
    return "".join(parts).removeprefix(".")


@lru_cache(maxsize=1024)
def quoted(key: str) -> str:
    """A key as it stands in a path: in quotes where it is empty or holds a sign of a path, as JSON
    writes it where it holds a quote or what cannot be seen."""
    if _PLAIN.fullmatch(key):
        return key
    return f'"{key}"' if key.isprintable() and '"' not in key else dumps(key, ensure_ascii=False)


def define(found: Found, entries: Iterable[Entry], rows: Iterable[Row] = ()) -> None:
    """Add the keys among `entries`, at most :data:`MOST`, and what `rows` say of them."""
    table = _by_last(rows)
    number = 0
    for entry in entries:
        is_key = isinstance(entry.path[-1], str)
        for row in _fitting(table, entry.path) if table else ():
            row.add(found, entry)
            is_key = is_key and not row.replaces
        if is_key:
            number += 1
            if number > MOST:
                found.cut.add("number")
                return
            add_key(found, entry, entry.kind)


def add_key(found: Found, entry: Entry, kind: Kind) -> None:
    """Add the key of an entry, as itself or as something better."""
    found.define(
        kind,
        quoted(str(entry.path[-1])),
        entry.line,
        parent=written(entry.path[:-1]),
        end_line=entry.end_line,
        value=entry.value or "",
    )


def _fitting(table: Mapping[str | int, list[Row]], path: Path) -> Iterator[Row]:
    last = path[-1]
    for row in (*table.get(last, ()), *table.get("*" if isinstance(last, str) else -1, ())):
        if row.fits(path):
            yield row


def _by_last(rows: Iterable[Row]) -> Mapping[str | int, list[Row]]:
    table: dict[str | int, list[Row]] = {}
    for row in rows:
        table.setdefault(row.path[-1], []).append(row)
    return table
