"""First bytes of binary files, and what they say."""

from __future__ import annotations

import gzip
import sqlite3
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from sphinx_kwindex.analysis.filetypes import kind
from sphinx_kwindex.model.phrases import english

FILES = {
    ("a", b"\x89PNG\r\n\x1a\n\0\0"): "PNG image",
    ("a.txt", b"\x7fELF\x02"): "ELF object or program",
    ("a.npy", b"\x93NUMPY\x01\0"): "NumPy array",
    ("a.mo", b"\xde\x12\x04\x95\0"): "gettext catalogue",
    ("folder.x/a.ff", b"\x01\0\x02"): ".ff file",
    ("a", b""): "file of an unknown kind",
}


@pytest.mark.parametrize(("name", "head"), FILES)
def test_kind(name: str, head: bytes) -> None:
    assert english(kind(name, head)) == FILES[name, head]


def test_what_python_itself_writes(tmp_path: Path) -> None:
    archive = BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as made:
        made.addfile(tarfile.TarInfo("x"))
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w") as made_zip:
        made_zip.writestr("x", "y")
    connection = sqlite3.connect(tmp_path / "x.db")
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    heads = [archive.getvalue(), zipped.getvalue(), gzip.compress(b"x")]
    heads.append((tmp_path / "x.db").read_bytes())
    assert [english(kind("x", head)) for head in heads] == [
        "tar archive",
        "ZIP archive",
        "gzip archive",
        "SQLite database",
    ]
