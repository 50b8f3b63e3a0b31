"""Roots that are not the top of a repository with commits, and sources in odd places."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from tests.checks import check_site
from tests.conftest import Builder, commit, git


def _empty(root: Path) -> None:
    git(root, "init", "--quiet")


def _without_commit(root: Path) -> None:
    git(root, "init", "--quiet")
    (root / "a.py").write_text("def f(): pass\n")
    git(root, "add", "a.py")


def _one_file(root: Path) -> None:
    (root / "a.py").write_text("def f(): pass\n")


def _submodule(root: Path) -> None:
    _one_file(root)
    commit(root)
    outer = root.parent
    git(outer, "init", "--quiet")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"./{root.name}")


def _worktree(root: Path) -> None:
    main = root.parent / "main"
    main.mkdir()
    _one_file(main)
    commit(main)
    root.rmdir()
    git(main, "worktree", "add", "--quiet", "--detach", str(root))


@pytest.mark.parametrize(
    ("make", "paths"),
    [
        (_empty, []),
        (lambda root: commit(root), []),
        (lambda root: None, []),
        (_without_commit, ["a.py"]),
        (_one_file, ["a.py"]),
        (_submodule, ["a.py"]),
        (_worktree, ["a.py"]),
    ],
    ids=[
        *("no files", "an empty commit", "a bare folder", "no commit", "one file"),
        *("in a submodule", "a worktree"),
    ],
)
def test_any_folder_can_be_the_root(
    tmp_path: Path, build: Builder, make: Callable[[Path], None], paths: list[str]
) -> None:
    root = tmp_path / "outer" / "the root"
    root.mkdir(parents=True)
    make(root)
    source = tmp_path / "a source with spaces"
    source.mkdir()
    (source / "conf.py").write_text("extensions = ['sphinx_kwindex']\n")
    (source / "index.rst").write_text("Top\n===\n")
    done = build(source, kwindex_root=str(root))
    listed = json.loads((done.outdir / "kwindex" / "kwindex.json").read_bytes())["files"]
    assert [file["path"] for file in listed if file["path"] != ".git"] == paths
    assert all(file["indexed"] for file in listed)
    assert done.warnings == []
    assert check_site(done.outdir, root) == []


def test_a_root_that_is_a_file_is_a_clear_error(tmp_path: Path, build: Builder) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_kwindex']\n")
    (tmp_path / "index.rst").write_text("Top\n===\n")
    with pytest.raises(ConfigError, match="kwindex_root must be the path of a folder"):
        build(tmp_path, kwindex_root="conf.py")


@pytest.mark.parametrize("tracked", [True, False])
def test_our_own_output_is_not_documented(tmp_path: Path, build: Builder, tracked: bool) -> None:
    """The repository is the source folder, and holds the output; with git all is looked at."""
    root = tmp_path / "repository"
    root.mkdir()
    (root / "conf.py").write_text("extensions = ['sphinx_kwindex']\n")
    (root / "index.rst").write_text("Top\n===\n")
    (root / "a.py").write_text("def f(): pass\n")
    if tracked:
        commit(root)
    for _ in range(2):
        done = build(
            root,
            builddir=root / "site",
            kwindex_root=".",
            kwindex_untracked=True,
            exclude_patterns=["site"],
        )
        listed = json.loads((done.outdir / "kwindex" / "kwindex.json").read_bytes())["files"]
        assert [file["path"] for file in listed] == ["a.py", "conf.py", "index.rst"]
        assert done.warnings == []
