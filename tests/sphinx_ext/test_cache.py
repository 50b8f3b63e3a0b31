"""Builds that share what they read: nobody reads it twice, and the pages are the same."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ConfigError

from sphinx_kwindex.analysis import cache, supervisor
from tests.conftest import Build, Builder, commit, git
from tests.hostile.building import built, start
from tests.sphinx_ext.snapshots import snapshot


@pytest.fixture
def root(repository: Callable[[str], Path]) -> Path:
    root = repository("small")
    # Its syntax is a warning of every build.
    (root / "scripts/legacy.py").unlink()
    commit(root)
    return root


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that children were given since it was last cleared."""
    names: list[str] = []
    analyse = supervisor.Supervisor.analyse

    def noted(self: supervisor.Supervisor, name: str, data: bytes) -> bytes:
        names.append(name)
        return analyse(self, name, data)

    monkeypatch.setattr(supervisor.Supervisor, "analyse", noted)
    return names


@pytest.fixture
def anew(build: Builder, tmp_path: Path, shared: Path) -> Callable[[Path], Build]:
    """Build as if nothing had been built before, but for what is shared."""

    def run(root: Path) -> Build:
        builddir = tmp_path / "anew"
        shutil.rmtree(builddir, ignore_errors=True)
        return build(root / "docs", builddir=builddir, kwindex_cache_dir=str(shared))

    return run


def files(shared: Path) -> list[Path]:
    return sorted(path for path in (shared / cache.LAYOUT).rglob("*") if path.is_file())


def test_another_checkout_reads_what_is_new_to_it(
    root: Path,
    build: Builder,
    anew: Callable[[Path], Build],
    read: list[str],
    tmp_path: Path,
) -> None:
    assert anew(root).warnings == []
    assert len(read) > 10
    read.clear()
    other = tmp_path / "elsewhere" / "checkout"
    other.parent.mkdir()
    git(root, "clone", "--quiet", str(root), str(other))
    git(other, "remote", "remove", "origin")
    (other / "shop/errors.py").rename(other / "shop/failures.py")
    (other / "shop/stock/shelf.py").write_text("SHELVES = 3\n")
    commit(other)
    done = anew(other)
    assert read == ["shelf.py"]
    plain = build(other / "docs", builddir=tmp_path / "plain")
    assert snapshot(done.outdir) == snapshot(plain.outdir)
    read.clear()
    # Of both commits now.
    anew(root)
    anew(other)
    assert read == []


def test_a_cache_beside_conf_py_is_no_part_of_the_repository(root: Path, build: Builder) -> None:
    first = build(root / "docs", kwindex_cache_dir="_cache", kwindex_untracked=True)
    assert len(files(root / "docs/_cache")) > 10
    assert git(root, "status", "--porcelain") == ""
    build(root / "docs", kwindex_cache_dir="_cache", kwindex_untracked=True)
    assert not [name for name in snapshot(first.outdir) if "_cache" in name]


def test_a_cache_above_the_documents_hides_none(root: Path, build: Builder) -> None:
    done = build(root / "docs", kwindex_cache_dir="..", kwindex_untracked=True)
    assert (done.outdir / "guide.html").exists()
    assert (done.outdir / "kwindex/shop/errors.py_docs.html").exists()
    assert (root / cache.LAYOUT).is_dir()
    # What it holds is no file of the repository, nor the next time.
    done = build(root / "docs", kwindex_cache_dir="..", kwindex_untracked=True)
    assert cache.LAYOUT not in (done.outdir / "kwindex/index.html").read_text()


def test_what_is_damaged_is_read_anew(
    root: Path, anew: Callable[[Path], Build], read: list[str], shared: Path
) -> None:
    whole = snapshot(anew(root).outdir)
    kept = {path: path.read_bytes() for path in files(shared)}
    choose = random.Random(2)  # noqa: S311 - a damage, no secret
    damages: list[Callable[[bytes], bytes]] = [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: choose.randbytes(len(data)),
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    ]
    for number, path in enumerate(kept):
        path.write_bytes(damages[number % len(damages)](path.read_bytes()))
    read.clear()
    done = anew(root)
    assert done.warnings == []
    assert snapshot(done.outdir) == whole
    assert len(read) == len(kept)
    assert {path: path.read_bytes() for path in files(shared)} == kept


def test_what_is_removed_while_a_build_reads(
    root: Path,
    anew: Callable[[Path], Build],
    shared: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = snapshot(anew(root).outdir)
    for path in files(shared)[::2]:
        path.unlink()
    uses: list[str] = []

    def removing(method: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(self: cache.Cache, *arguments: Any) -> Any:
            uses.append(method.__name__)
            if len(uses) % 5 == 0:
                shutil.rmtree(shared, ignore_errors=True)
            return method(self, *arguments)

        return wrapped

    for name in ("get", "put", "_make", "_files"):
        monkeypatch.setattr(cache.Cache, name, removing(getattr(cache.Cache, name)))
    done = anew(root)
    assert set(uses) == {"get", "put", "_make", "_files"}
    assert done.warnings == []
    assert snapshot(done.outdir) == whole


def test_two_builds_at_once(root: Path, tmp_path: Path, shared: Path) -> None:
    conf = root / "docs/conf.py"
    conf.write_text(f"{conf.read_text()}\nkwindex_cache_dir = {str(shared)!r}\n")
    commit(root)
    outs = [tmp_path / name / "out" for name in ("one", "two", "three")]
    builds = [start(root, out) for out in outs[:2]]
    for process in builds:
        said, _ = process.communicate(timeout=300)
        assert (process.returncode, said) == (0, "")
    process = start(root, outs[2])
    said, _ = process.communicate(timeout=300)
    assert (process.returncode, said) == (0, "")
    one, two, three = map(snapshot, outs)
    assert one == two == three
    assert all(cache._NAME.fullmatch(path.name) for path in files(shared))


@pytest.mark.skipif(sys.platform == "win32", reason="its folders are not read-only so")
@pytest.mark.parametrize("is_filled", [True, False])
def test_a_folder_that_is_read_only(
    root: Path, build: Builder, shared: Path, tmp_path: Path, is_filled: bool
) -> None:
    shared.mkdir()
    if is_filled:
        build(root / "docs", builddir=tmp_path / "first", kwindex_cache_dir=str(shared))
        for path in files(shared)[:3]:
            path.unlink()
    before = files(shared)
    # Modes bind root only without this.
    drop = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    if drop and not shutil.which("setpriv"):
        pytest.skip("root writes to every folder")
    folders = [shared, *(path for path in shared.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    try:
        command = [*drop, sys.executable, "-m", "sphinx", "-N", "-q", "-b", "html"]
        options = ["-D", f"kwindex_cache_dir={shared}", str(root / "docs"), str(tmp_path / "out")]
        done = subprocess.run(
            [*command, "-d", str(tmp_path / "doctrees"), *options],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        for path in folders:
            path.chmod(0o755)
    (warning,) = done.stderr.splitlines()
    said = f"nothing more is kept in {shared}: Permission denied [kwindex.cache]"
    assert warning.endswith(said)
    assert files(shared) == before
    assert snapshot(tmp_path / "out") == built(root, tmp_path / "plain/out")


def test_a_file_in_its_place_is_refused(root: Path, build: Builder, shared: Path) -> None:
    shared.touch()
    with pytest.raises(ConfigError, match="kwindex_cache_dir must be the path of a folder"):
        build(root / "docs", kwindex_cache_dir=str(shared))
