"""Two builds of one commit give the same bytes, wherever and whenever they are made."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import git
from tests.hostile.building import LONG, assert_same, repository, run
from tests.sphinx_ext.snapshots import snapshot

#: A clock that is years ahead.
AHEAD = """\
import time
real, real_ns, real_gmtime, real_localtime = time.time, time.time_ns, time.gmtime, time.localtime
YEARS = 7 * 365 * 86_400
time.time = lambda: real() + YEARS
time.time_ns = lambda: real_ns() + YEARS * 1_000_000_000
time.gmtime = lambda seconds=None: real_gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: real_localtime(time.time() if seconds is None else seconds)
"""

#: The commit's own date, as a packager sets it (reproducible-builds.org).
EPOCH = {"SOURCE_DATE_EPOCH": "1769857200"}


def opened(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, with the members of an EPUB in place of it: Sphinx's archive has their times."""
    found: dict[str, bytes] = {}
    for name, data in files.items():
        if name.endswith(".epub"):
            with ZipFile(BytesIO(data)) as archive:
                found |= {f"{name}/{member}": archive.read(member) for member in archive.namelist()}
        else:
            found[name] = data
    return found


@pytest.mark.parametrize(
    "builder",
    ["html", *(pytest.param(name, marks=LONG) for name in ("dirhtml", "epub", "latex", "text"))],
)
def test_the_same_commit_is_the_same_bytes(tmp_path: Path, builder: str) -> None:
    root = repository(tmp_path / "here" / "root")
    conf = root / "docs/conf.py"
    conf.write_text(conf.read_text() + "kwindex_builders = ['*']\nhtml_last_updated_fmt = ''\n")
    git(root, "commit", "--quiet", "--all", "--message", "All builders")
    there = tmp_path / "somewhere else" / "below" / "checkout"
    there.parent.mkdir(parents=True)
    git(tmp_path, "clone", "--quiet", str(root), str(there))
    git(there, "remote", "remove", "origin")
    for path in there.rglob("*"):
        if ".git" not in path.parts:
            os.utime(path, (2_000_000_000, 2_000_000_000))
    here_world = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", **EPOCH}
    there_world = {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "HOME": str(tmp_path), **EPOCH}
    status, said = run(root, tmp_path / "out" / builder, builder=builder, **here_world)
    assert status == 0, said
    other = there.parent / "site" / builder
    status, said = run(there, other, AHEAD, builder=builder, **there_world)
    assert status == 0, said
    found = snapshot(tmp_path / "out" / builder)
    assert len(found) > 20
    assert_same(opened(snapshot(other)), opened(found))
