"""Fixtures that all rooms share: small repositories, and Sphinx builds of them."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from sphinx.testing.util import SphinxTestApp

pytest_plugins = ["sphinx.testing.fixtures"]

ROOTS = Path(__file__).parent / "roots"

#: What makes two commits of the same files the same commit, whoever makes them and wherever.
GIT_ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-01-31T12:00:00+01:00",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2026-01-31T12:00:00+01:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(root: Path, *arguments: str) -> str:
    """Run git in `root` with a fixed author and date; return what it prints."""
    return subprocess.run(
        ["git", *arguments],
        cwd=root,
        env={**os.environ, **GIT_ENVIRONMENT},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def commit(root: Path, message: str = "A change") -> None:
    """Commit all that lies in `root`, which becomes a repository where it is none."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Where the small projects lie; the name is the one that Sphinx's own fixtures use."""
    return ROOTS


@pytest.fixture
def repository(tmp_path: Path) -> Callable[[str], Path]:
    """Copy a project of ``tests/roots`` and make it a git repository with one commit."""

    def make(name: str = "small") -> Path:
        root = tmp_path / name
        shutil.copytree(ROOTS / name, root)
        commit(root, "First")
        return root

    return make


@dataclass(frozen=True)
class Build:
    """A finished build.

    :ivar app: after its end: to look at, not to build with again.
    :ivar warnings: lines of the warning stream, without colours.
    """

    app: SphinxTestApp
    outdir: Path
    warnings: list[str]


class Builder(Protocol):
    """What the fixture ``build`` gives."""

    def __call__(
        self,
        srcdir: Path,
        builder: str = "html",
        *,
        builddir: Path | None = None,
        parallel: int = 0,
        filenames: Sequence[Path] = (),
        **confoverrides: Any,
    ) -> Build: ...


@pytest.fixture
def build(tmp_path: Path) -> Builder:
    """Build a folder with a conf.py, outside of it, and give its output and its warnings.

    Builds with one `builddir` (``tmp_path/build`` where none is named) share their doctrees. Where
    `filenames` are given, only these documents are written.
    """

    def run(
        srcdir: Path,
        builder: str = "html",
        *,
        builddir: Path | None = None,
        parallel: int = 0,
        filenames: Sequence[Path] = (),
        **confoverrides: Any,
    ) -> Build:
        warnings = io.StringIO()
        builddir = builddir or tmp_path / "build"
        builddir.mkdir(parents=True, exist_ok=True)
        app = SphinxTestApp(
            builder,
            srcdir,
            builddir=builddir,
            status=io.StringIO(),
            warning=warnings,
            # Themes append to Sphinx's own default, which the next build would inherit.
            confoverrides={"templates_path": [], **confoverrides},
            parallel=parallel,
        )
        try:
            app.build(filenames=filenames)
        finally:
            # At once: what an application registers with docutils is in the way of the next.
            app.cleanup()
        text = re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())
        return Build(app, Path(app.outdir), text.splitlines())

    return run


def settle(path: Path) -> None:
    """Give `path` a modification time that no earlier build can have seen."""
    moment = time.time_ns() + 2_000_000_000
    os.utime(path, ns=(moment, moment))
