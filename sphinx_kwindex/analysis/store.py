"""What was found out, kept between builds: one SQLite file in the doctree folder.

Facts and texts are keyed by content, so that they outlive a renamed file; views are keyed by the
document that shows them. Nothing is pickled. One connection a process, never across a fork;
nothing is written while Sphinx reads or writes. A store that is damaged is a miss: it is made
anew.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.named import Named, Source
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.keywords import Keywords
from sphinx_kwindex.model.repository import ReadFile
from sphinx_kwindex.model.views import VIEW_TYPES, PageKind, View, kind_of

#: Number of the tables' layout and of the meaning of what is in them; a store of another number
#: is a miss.
SCHEMA = 4

_T = TypeVar("_T")

#: Seconds to wait while another build reads the repository into the same store.
WAIT = 60.0

#: More names than one file can have: what is read of it is limited.
_ROWS = 1 << 32

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path BLOB PRIMARY KEY, seen INTEGER NOT NULL, file BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (key TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE uses (number INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE reports (key TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE texts (key TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE sources (number INTEGER PRIMARY KEY, path BLOB NOT NULL, facts TEXT NOT NULL);
CREATE TABLE names (
    name TEXT NOT NULL, source INTEGER NOT NULL, qualname TEXT NOT NULL, anchor TEXT NOT NULL,
    declared INTEGER NOT NULL, prominent INTEGER NOT NULL
);
CREATE INDEX names_by_name ON names (name);
CREATE TABLE views (
    docname TEXT PRIMARY KEY, kind TEXT NOT NULL, digest TEXT NOT NULL, value BLOB NOT NULL
);
"""

_FACTS = "SELECT value FROM facts WHERE key = ?"
_NAMES = """
SELECT path, qualname, anchor, declared, prominent FROM names JOIN sources ON source = number
ORDER BY names.rowid
"""
_NAMES_OF = _NAMES.replace("ORDER", "WHERE name = ? ORDER")


class Damaged(sqlite3.DatabaseError):
    """What the store holds is not what was put into it."""


def is_busy(error: sqlite3.Error) -> bool:
    """Whether the store is in order, and another build is writing to it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


class Page(Struct, frozen=True):
    """A page that should exist: the kind, and the digest of all that it shows."""

    docname: str
    kind: PageKind
    digest: str


class Store:
    """The store of one doctree folder.

    :param path: of the SQLite file; its folder is made where it is missing.

    Safe to use on both sides of a fork: each process opens a connection of its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        # The pages of one file are asked for one after the other.
        self._last: tuple[str, FileFacts] | None = None

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            # The connection of a parent is forgotten, not closed: closing it would drop the
            # parent's locks (https://www.sqlite.org/howtocorrupt.html, 2.6).
            self._connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            self._process = os.getpid()
        return self._connection

    def close(self) -> None:
        """Close the connection of this process; the next use opens another."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None
        self._last = None

    def prepare(self, version: str) -> None:
        """Open the store, or make it anew where it is missing, damaged or made by another.

        :param version: of this package: another one may say something else of the same files.
        :raises sqlite3.OperationalError: another build keeps it busy.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            (schema,) = self._connect().execute("PRAGMA user_version").fetchone()
            if schema == SCHEMA and self.meta("version") == version:
                return
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                raise
        self.reset()
        self.put_meta("version", version)

    def discard(self) -> None:
        """Throw everything away; :meth:`prepare` begins anew."""
        self.close()
        for leftover in ("", "-journal", "-wal", "-shm"):
            path = Path(f"{self.path}{leftover}")
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def reset(self) -> None:
        """Throw everything away and begin with empty tables."""
        self.discard()
        connection = self._connect()
        # A store is a cache: a crash of the machine may cost it, a crash of the build may not.
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is written within, or nothing of it where an exception ends it."""
        connection = self._connect()
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    # -- small values ---------------------------------------------------------------------------

    def meta(self, name: str) -> str:
        """Return a small value by name, or an empty string."""
        row = self._connect().execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def put_meta(self, name: str, value: str) -> None:
        self._connect().execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # -- files ----------------------------------------------------------------------------------

    def files(self) -> dict[str, tuple[int, ReadFile]]:
        """Return what the last survey knew of each path, and when it looked (ns)."""
        rows = self._connect().execute("SELECT path, seen, file FROM files")
        found = {}
        for path, seen, blob in rows:
            name = os.fsdecode(path)
            found[name] = (seen, _loaded(blob, ReadFile))
        return found

    def put_files(self, seen: int, files: Iterable[ReadFile]) -> None:
        """Replace what is known of all paths."""
        self._connect().execute("DELETE FROM files")
        self._connect().executemany(
            "INSERT INTO files VALUES (?, ?, ?)",
            ((os.fsencode(file.path), seen, codec.dump(file)) for file in files),
        )

    # -- facts and texts ------------------------------------------------------------------------

    def has_facts(self, key: str) -> bool:
        query = "SELECT 1 FROM facts WHERE key = ?"
        return self._connect().execute(query, (key,)).fetchone() is not None

    def facts(self, key: str) -> FileFacts:
        """Return the facts of one content.

        :raises KeyError: there are none of that key.
        """
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        facts = _loaded(self._value(_FACTS, key), FileFacts)
        self._last = key, facts
        return facts

    def keywords(self, key: str) -> Keywords:
        """Return the part of the facts of one content that lists of the whole need, at less than
        half the cost.

        :raises KeyError: there are none of that key.
        """
        return _loaded(self._value(_FACTS, key), Keywords)

    def put_facts(self, key: str, value: bytes) -> None:
        """Keep facts as :func:`~sphinx_kwindex.analysis.codec.dump` wrote them."""
        self._connect().execute(
            "INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, zlib.compress(value, 1))
        )

    def text(self, key: str) -> str:
        """Return the text of one content, as it was analysed.

        :raises KeyError: there is none of that key.
        """
        return self._value("SELECT value FROM texts WHERE key = ?", key).decode()

    def put_text(self, key: str, text: str) -> None:
        self._connect().execute(
            "INSERT OR IGNORE INTO texts VALUES (?, ?)", (key, zlib.compress(text.encode(), 1))
        )

    # -- names ----------------------------------------------------------------------------------

    def sources(self, paths: Iterable[str]) -> dict[str, Source]:
        """Return the files whose names are noted, in the order of `paths`; where others were noted,
        or in another order, all begin anew."""
        connection = self._connect()
        wanted = [os.fsencode(path) for path in paths]
        rows = list(connection.execute("SELECT number, path, facts FROM sources ORDER BY number"))
        if [path for _, path, _ in rows] != wanted:
            rows = [(number, path, "") for number, path in enumerate(wanted)]
            connection.execute("DELETE FROM names")
            connection.execute("DELETE FROM sources")
            connection.executemany("INSERT INTO sources VALUES (?, ?, ?)", rows)
        return {os.fsdecode(path): Source(number, facts) for number, path, facts in rows}

    def put_names(self, source: Source, named: Iterable[tuple[str, Named]]) -> None:
        """Note what a file defines, each by the last part of its name, in place of what was noted.

        :param source: its number, and the name of the facts that this is taken from.
        """
        connection = self._connect()
        # The order of rows is that of files, and of what each defines.
        first = source.number * _ROWS
        connection.execute(
            "DELETE FROM names WHERE rowid BETWEEN ? AND ?", (first, first + _ROWS - 1)
        )
        connection.executemany(
            "INSERT INTO names (rowid, name, source, qualname, anchor, declared, prominent)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    row,
                    name,
                    source.number,
                    each.qualname,
                    each.anchor,
                    each.declared,
                    each.prominent,
                )
                for row, (name, each) in enumerate(named, first)
            ),
        )
        connection.execute(
            "UPDATE sources SET facts = ? WHERE number = ?", (source.facts, source.number)
        )

    def names(self, name: str | None = None) -> Iterator[Named]:
        """Yield the definitions of a name, or of all, in the order of paths and lines."""
        query, given = (_NAMES, ()) if name is None else (_NAMES_OF, (name,))
        rows = self._connect().execute(query, given)
        for path, qualname, anchor, declared, prominent in rows:
            yield Named(os.fsdecode(path), qualname, anchor, bool(declared), bool(prominent))

    def names_of_length(self, shortest: int, longest: int) -> list[str]:
        """Return the last parts of all names that are so long, sorted."""
        query = "SELECT DISTINCT name FROM names WHERE length(name) BETWEEN ? AND ? ORDER BY name"
        return [row[0] for row in self._connect().execute(query, (shortest, longest))]

    def uses(self) -> dict[str, int]:
        """Return how often the repository names each identifier, as it was put here last."""
        row = self._connect().execute("SELECT value FROM uses").fetchone()
        return _loaded(_unpacked(row[0]), dict[str, int]) if row is not None else {}

    def put_uses(self, uses: Mapping[str, int]) -> None:
        """Replace what is known of that; one value, as nobody asks for a single name."""
        blob = zlib.compress(codec.dump(uses), 1)
        self._connect().execute("INSERT OR REPLACE INTO uses VALUES (0, ?)", (blob,))

    # -- reports --------------------------------------------------------------------------------

    def has_report(self, key: str) -> bool:
        query = "SELECT 1 FROM reports WHERE key = ?"
        return self._connect().execute(query, (key,)).fetchone() is not None

    def report(self, key: str) -> bytes:
        """Return what a checker said of one content, as it was put here.

        :raises KeyError: there is nothing of that key.
        """
        return self._value("SELECT value FROM reports WHERE key = ?", key)

    def put_report(self, key: str, value: bytes) -> None:
        self._connect().execute(
            "INSERT OR REPLACE INTO reports VALUES (?, ?)", (key, zlib.compress(value, 1))
        )

    def prune_reports(self, kept: set[str]) -> None:
        """Drop what was said of contents that no file has any more."""
        self._prune("reports", kept)

    def prune(self, facts: set[str], texts: set[str]) -> None:
        """Drop the facts and texts that no file has any more."""
        self._prune("facts", facts)
        self._prune("texts", texts)

    def _prune(self, table: str, kept: set[str]) -> None:
        connection = self._connect()
        stored = [row[0] for row in connection.execute(f"SELECT key FROM {table}")]  # noqa: S608
        connection.executemany(
            f"DELETE FROM {table} WHERE key = ?",  # noqa: S608
            ((key,) for key in stored if key not in kept),
        )

    def _value(self, query: str, key: str) -> bytes:
        """Unpack the one value that a query answers with.

        :raises KeyError: it answers with none.
        """
        row = self._connect().execute(query, (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return _unpacked(row[0])

    # -- views ----------------------------------------------------------------------------------

    def pages(self) -> tuple[Page, ...]:
        """Return the pages that should exist, sorted by document."""
        rows = self._connect().execute("SELECT docname, kind, digest FROM views ORDER BY docname")
        return tuple(Page(docname, PageKind(kind), digest) for docname, kind, digest in rows)

    def view(self, docname: str) -> View:
        """Return what a page shows.

        :raises KeyError: no such page should exist.
        """
        query = "SELECT kind, value FROM views WHERE docname = ?"
        row = self._connect().execute(query, (docname,)).fetchone()
        if row is None:
            raise KeyError(docname)
        kind, value = row
        return _loaded(_unpacked(value), VIEW_TYPES[PageKind(kind)])

    def put_views(self, views: Iterable[tuple[View, bytes, str]]) -> None:
        """Replace all views by `views`, each with itself as :func:`~.codec.dump` writes it and the
        digest of what its page shows.

        A view that is there already is not written again, but for a keyword index.
        """
        connection = self._connect()
        rows = connection.execute("SELECT docname, kind, digest FROM views")
        before = {docname: (kind, shown) for docname, kind, shown in rows}
        for view, blob, shown in views:
            kind = kind_of(view)
            # Of the facts that a keyword index is drawn from, its page shows a part.
            if before.pop(view.docname, None) != (kind, shown) or kind is PageKind.KEYWORDS:
                connection.execute(
                    "INSERT OR REPLACE INTO views VALUES (?, ?, ?, ?)",
                    (view.docname, kind, shown, zlib.compress(blob, 1)),
                )
        connection.executemany(
            "DELETE FROM views WHERE docname = ?", ((docname,) for docname in before)
        )


def _unpacked(blob: bytes) -> bytes:
    try:
        return zlib.decompress(blob)
    except zlib.error as error:
        raise Damaged(str(error)) from error


def _loaded(data: bytes, kind: type[_T]) -> _T:
    try:
        return codec.load(data, kind)
    except ValueError as error:
        raise Damaged(str(error)) from error
