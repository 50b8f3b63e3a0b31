"""Which tests ran which file, as a data file of coverage.py says.

The file is a database of SQLite, whose tables coverage.py documents ("Database schema"). It is
read as it lies there, never written, and nothing in it is executed: views and triggers of its own
are not trusted.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Container
from contextlib import closing
from pathlib import Path

from sphinx_kwindex.analysis import credentials

#: Seconds that reading it may take; steps of SQLite between two looks at the clock.
_LONGEST, _STEPS = 30.0, 100_000
#: Pairs of a file and a context that are read.
_PAIRS = 1_000_000

#: Lines or, with branches, arcs were recorded of the file in the context.
_QUERY = """
SELECT DISTINCT file.path, context.context
FROM (SELECT file_id, context_id FROM line_bits UNION SELECT file_id, context_id FROM arc) AS ran
JOIN file ON file.id = ran.file_id JOIN context ON context.id = ran.context_id
WHERE context.context <> '' LIMIT ?
"""

#: What pytest-cov adds to the name of a test, for each step of running it.
_STEPS_OF_TESTS = ("|run", "|setup", "|teardown")


class Unreadable(Exception):
    """There is no such file within the repository, or it is no data of coverage.py."""


def fingerprint(root: Path, path: str) -> str:
    """What tells whether the data file may have changed; empty where none is named or there."""
    try:
        status = (root / path).stat() if path else None
    except OSError:
        return ""
    return f"{status.st_mtime_ns} {status.st_size}" if status is not None else ""


def contexts(root: Path, path: str, paths: Container[str]) -> dict[str, tuple[str, ...]]:
    """For each file that was run, the names of the contexts that ran it, sorted.

    A file counts that the data names below `root`, or by a path that is relative.

    :param path: of the data file, from `root`.
    :param paths: of the files of the repository.
    :raises Unreadable: says why.
    """
    root = root.resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise Unreadable(f"there is no file {path} in the repository")
    found: dict[str, set[str]] = {}
    try:
        for measured, context in _rows(file):
            below = _below(root, measured)
            if below in paths:
                for step in _STEPS_OF_TESTS:
                    context = context.removesuffix(step)
                found.setdefault(below, set()).add(context)
    except (sqlite3.Error, UnicodeError) as error:
        raise Unreadable(f"{path} is no data file of coverage.py: {error}") from error
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def _rows(file: Path) -> list[tuple[str, str]]:
    address = f"{file.as_uri()}?mode=ro&immutable=1"
    end = time.monotonic() + _LONGEST
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        rows = connection.execute(_QUERY, (_PAIRS,)).fetchall()
    shown = {context: credentials.without(str(context)) for _, context in rows}
    return [(str(measured), shown[context]) for measured, context in rows]


def _below(root: Path, measured: str) -> str:
    path = Path(measured)
    if path.is_absolute():
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
    return path.as_posix()
