"""Credentials in every place of a repository: none is in any output, nor in what is kept."""

from __future__ import annotations

import json
import sysconfig
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sphinx_kwindex.analysis import credentials, discovery
from sphinx_kwindex.model.files import Reason
from tests.conftest import Build, Builder
from tests.hostile.credentials import HELD, WITHHELD, Canaries, repository


def built(folder: Path, build: Builder, builder: str = "html", **options: Any) -> Build:
    source = folder / "source"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text("project = 'p'\nversion = '1'\ncopyright = 'c'\n")
    (source / "index.rst").write_text("Top\n===\n")
    given: dict[str, Any] = {
        "extensions": ["sphinx_kwindex"],
        "kwindex_root": str(folder / "repository"),
        "kwindex_builders": ["*"],
        "kwindex_exports": ["json", "tags", "llms"],
        "kwindex_search": "all",
        "kwindex_add_toctree_entry": True,
        **options,
    }
    return build(source, builder, **given)


def unpacked(data: bytes) -> Iterator[bytes]:
    """The data itself, and all that zlib packed into it, what a database has let go included."""
    yield data
    start = data.find(b"\x78\x01")
    while start >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[start:])
        start = data.find(b"\x78\x01", start + 1)


def leaks(folder: Path, made: list[str]) -> list[tuple[str, str]]:
    """What of the secrets stands in any file below a folder, in large or small letters."""
    wanted = {secret[:12].lower().encode(): secret for secret in made}
    wanted |= {secret[-10:].lower().encode(): secret for secret in made}
    return [
        (str(path), secret)
        for path in folder.rglob("*")
        if path.is_file()
        for piece in unpacked(path.read_bytes())
        for short, secret in wanted.items()
        if short in piece.lower()
    ]


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_no_output_has_a_credential(tmp_path: Path, build: Builder, builder: str) -> None:
    make = Canaries()
    root = tmp_path / "repository"
    root.mkdir()
    repository(root, make)
    assert len(make.made) > 20
    assert len(leaks(root, make.made)) > 20
    cache = tmp_path / "build" / "cache"
    done = built(tmp_path, build, builder, kwindex_cache_dir=str(cache))
    assert list(cache.rglob("*"))
    assert leaks(tmp_path / "build", make.made) == []
    assert not [line for line in done.warnings if "[kwindex." not in line]
    secret = [line for line in done.warnings if "[kwindex.secret]" in line]
    assert len(secret) == 21  # twenty, and how many more there are
    if builder == "html":
        _assert_said(done.outdir)


def _assert_said(outdir: Path) -> None:
    """The catalogue and the pages say what is withheld and what is held back."""
    listed = json.loads((outdir / "kwindex" / "kwindex.json").read_bytes())["files"]
    files = {file["path"]: file for file in listed}
    assert {path: files[path]["reason"] for path in WITHHELD} == dict.fromkeys(WITHHELD, "secret")
    assert files["glpat-xxxxxxxxxxxxxxxxxxxx.py"]["reason"] == "secret"
    skipped = (outdir / "kwindex" / "skipped.html").read_text("utf-8")
    for path in WITHHELD:
        assert path in skipped
        assert files[path]["docname"] is None
    for path in HELD:
        assert files[path]["held_back"], path
        page = outdir / f"{files[path]['docname']}.html"
        assert "kwindex-held" in page.read_text("utf-8"), path
    assert not files["plain.py"]["held_back"]


def test_what_was_published_is_taken_back(tmp_path: Path, build: Builder) -> None:
    make = Canaries()
    root = tmp_path / "repository"
    root.mkdir()
    repository(root, make)
    shown = built(tmp_path, build, kwindex_secrets=["/.env", "/constant.py", "/notes"])
    text = (shown.outdir / "kwindex" / "constant.py_docs.html").read_text("utf-8")
    assert "kwindex-held" not in text
    found = {secret for _, secret in leaks(tmp_path / "build", make.made)}
    assert len(found) > 3
    done = built(tmp_path, build)
    assert leaks(tmp_path / "build", make.made) == []
    assert "kwindex-held" in (done.outdir / "kwindex" / "constant.py_docs.html").read_text("utf-8")


def test_the_standard_library_has_no_credential_but_its_keys_for_tests() -> None:
    """The manual names them."""
    root = Path(sysconfig.get_path("stdlib"))
    withheld, held = set(), set()
    for file in discovery.discover(root, exclude=["site-packages/"], max_size=2 * 1024 * 1024):
        if file.reason is Reason.SECRET:
            withheld.add(file.path)
        elif file.reason is None and credentials.hold_back(discovery.read(root, file))[1]:
            held.add(file.path)
    assert {path for path in withheld if not path.startswith("test/")} == set()
    assert {path.rpartition(".")[2] for path in withheld} <= {"pem"}
    assert held == set()
