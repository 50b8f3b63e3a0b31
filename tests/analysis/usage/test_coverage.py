"""Which tests ran which file, from data as coverage.py writes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sphinx_kwindex.analysis.usage.coverage import Unreadable, contexts, fingerprint

#: The tables of coverage.py's schema 7 that tell what ran, as its manual has them.
SCHEMA = """
CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT, UNIQUE (path));
CREATE TABLE context (id INTEGER PRIMARY KEY, context TEXT, UNIQUE (context));
CREATE TABLE line_bits (file_id INTEGER, context_id INTEGER, numbits BLOB);
CREATE TABLE arc (file_id INTEGER, context_id INTEGER, fromno INTEGER, tono INTEGER);
"""
PATHS = {"pkg/a.py", "pkg/b.py", "pkg/c.py"}


def write(path: Path, files: list[str]) -> None:
    names = ["", "t.py::test_a|run", "t.py::test_a|setup", "t.py::test_b|run"]
    with closing(sqlite3.connect(path)) as data:
        data.executescript(SCHEMA)
        data.executemany("INSERT INTO file VALUES (?, ?)", enumerate(files))
        data.executemany("INSERT INTO context VALUES (?, ?)", enumerate(names))
        lines = [(0, 0), (0, 1), (0, 2), (1, 0)]
        data.executemany("INSERT INTO line_bits VALUES (?, ?, x'01')", lines)
        data.executemany("INSERT INTO arc VALUES (?, ?, 1, 2)", [(0, 3), (2, 3)])
        data.commit()


def test_contexts_of_each_file(tmp_path: Path) -> None:
    files = [str(tmp_path / "pkg/a.py"), str(tmp_path / "pkg/b.py"), "pkg/c.py", "/other/pkg/b.py"]
    write(tmp_path / ".coverage", files)
    before = (tmp_path / ".coverage").read_bytes()
    assert contexts(tmp_path, ".coverage", PATHS) == {
        "pkg/a.py": ("t.py::test_a", "t.py::test_b"),
        "pkg/c.py": ("t.py::test_b",),
    }
    assert (tmp_path / ".coverage").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [".coverage"]


def test_files_elsewhere_are_not_taken_for_ours(tmp_path: Path) -> None:
    write(tmp_path / ".coverage", ["/other/pkg/a.py", "b.py", "../pkg/c.py"])
    assert contexts(tmp_path, ".coverage", PATHS) == {}


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"x" * 5000, b"no database"])
def test_what_is_no_data_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".coverage").write_bytes(content)
    with pytest.raises(Unreadable, match="is no data file of"):
        contexts(tmp_path, ".coverage", PATHS)


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    write(tmp_path / "outside", ["pkg/a.py"])
    (root / "link").symlink_to(tmp_path / "outside")
    for path in ("link", "../outside", "missing", "."):
        with pytest.raises(Unreadable, match="there is no file"):
            contexts(root, path, PATHS)


def test_endless_data_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_kwindex.analysis.usage.coverage._LONGEST", 0.2)
    with closing(sqlite3.connect(tmp_path / ".coverage")) as data:
        data.executescript(SCHEMA)
        data.execute("DROP TABLE arc")
        data.execute(
            "CREATE VIEW arc AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i AS file_id, i AS context_id FROM n"
        )
    with pytest.raises(Unreadable, match="interrupted"):
        contexts(tmp_path, ".coverage", PATHS)


def test_fingerprint(tmp_path: Path) -> None:
    assert fingerprint(tmp_path, "") == fingerprint(tmp_path, "missing") == ""
    (tmp_path / "data").write_bytes(b"1")
    assert fingerprint(tmp_path, "data")
