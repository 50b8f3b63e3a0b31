"""What one reading of git's log says of each file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import changes, codec, git
from sphinx_kwindex.model.parts import Companion, History
from tests.conftest import commit
from tests.conftest import git as run_git


def write(root: Path, files: Mapping[str, str], author: str = "") -> None:
    """Commit what is in `files`."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    commit(root, f"Writes {' '.join(files)}")
    if author:
        amended = (f"--author={author} <x@example.org>", "--no-edit")
        run_git(root, "commit", "--quiet", "--amend", *amended)


def test_history_of_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "1", "b.py": "1"})
    write(tmp_path, {"a.py": "2"}, "Bea")
    write(tmp_path, {"a.py": "3"}, "Bea")
    found = changes.gather(tmp_path)
    first = found.histories["a.py"].first
    assert first is not None
    assert first == found.last["b.py"]
    assert found.histories["a.py"] == History(True, first, 3, (("Bea", 2), ("Ada", 1)), 2)
    assert found.histories["b.py"] == History(True, first, 1, (("Ada", 1),), 1)
    (tmp_path / "c.py").write_text("")
    run_git(tmp_path, "add", "c.py")
    assert "c.py" not in changes.gather(tmp_path).histories


def test_each_commit_counts_that_changed_a_file_on_any_branch_and_no_plain_merge(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"a.py": "1"})
    run_git(tmp_path, "branch", "side")
    write(tmp_path, {"a.py": "2"})
    run_git(tmp_path, "checkout", "--quiet", "side")
    write(tmp_path, {"a.py": "2", "b.py": ""}, "Bea")
    run_git(tmp_path, "merge", "--quiet", "--no-edit", "-")
    simplified = run_git(tmp_path, "log", "--format=%an", "--", "a.py")
    assert len(simplified.splitlines()) == 2
    found = changes.gather(tmp_path)
    assert found.histories["a.py"].changes == 3
    assert found.histories["a.py"].authors == (("Ada", 2), ("Bea", 1))
    assert found.histories["b.py"].changes == 1


def test_a_merge_counts_where_a_file_differs_from_both_sides(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "1"})
    run_git(tmp_path, "branch", "side")
    write(tmp_path, {"b.py": "1"})
    run_git(tmp_path, "checkout", "--quiet", "side")
    write(tmp_path, {"c.py": "1"})
    run_git(tmp_path, "merge", "--quiet", "--no-edit", "--no-commit", "-")
    write(tmp_path, {"a.py": "2"})
    assert changes.gather(tmp_path).histories["a.py"].changes == 2


def test_only_ten_authors_are_named(tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path, {"a.py": str(number)}, f"Author {number:02}")
    history = changes.gather(tmp_path).histories["a.py"]
    assert history.author_count == 12
    assert [name for name, _ in history.authors] == [f"Author {n:02}" for n in range(10)]


@pytest.mark.parametrize(
    ("author", "name"), [("bob@example.org", "bob"), ("@bob", "bob"), ("B. Ob", "B. Ob")]
)
def test_an_address_is_no_name(tmp_path: Path, author: str, name: str) -> None:
    write(tmp_path, {"a.py": "1"}, author)
    assert changes.gather(tmp_path).histories["a.py"].authors == ((name, 1),)


def test_what_a_shallow_clone_cuts_off_is_not_known(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, {"a.py": "1", "b.py": "1"})
    write(root, {"a.py": "2"})
    run_git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "clone")
    clone = tmp_path / "clone"
    unknown = History(False, None, 0, (), 0)
    assert changes.gather(clone).histories == {"a.py": unknown, "b.py": unknown}
    write(clone, {"a.py": "3", "new.py": ""})
    found = changes.gather(clone)
    assert found.histories["a.py"] == History(False, None, 1, (("Ada", 1),), 1)
    assert found.histories["b.py"] == unknown
    assert found.histories["new.py"] == History(True, found.last["new.py"], 1, (("Ada", 1),), 1)


def test_a_history_that_is_not_read_in_time_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.py": "1", "b.py": "1"})
    write(tmp_path, {"a.py": "2"})
    commits = list(git.log(tmp_path))

    def ended(root: Path) -> object:
        yield commits[0]
        raise git.GitError("ended")

    monkeypatch.setattr(git, "log", ended)
    found = changes.gather(tmp_path)
    assert found.histories["a.py"] == History(False, None, 1, (("Ada", 1),), 1)
    assert found.histories["b.py"] == History(False, None, 0, (), 0)
    assert list(found.last) == ["a.py"]


def test_files_that_change_together(tmp_path: Path) -> None:
    write(tmp_path, {"all.txt": "0", **{f"many/{number}": "" for number in range(40)}})
    for number in range(4):
        write(tmp_path, {"a.h": str(number), "a.cpp": str(number)})
    for number in range(4, 8):
        write(tmp_path, {"a.cpp": str(number)})
    write(tmp_path, {"a.h": "x", "b.h": "x"})
    for number in range(3):  # too many files in one commit
        write(tmp_path, {f"many/{index}": str(number) for index in range(40)})
    assert changes.gather(tmp_path).companions == {
        "a.h": (Companion("a.cpp", 4, 5, 8),),
        "a.cpp": (Companion("a.h", 4, 8, 5),),
    }


def test_rarely_together_is_not_together(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path, {"a": f"both {number}", "b": f"both {number}"})
    for number in range(8):
        write(tmp_path, {"a": str(number)})
        write(tmp_path, {"b": str(number)})
    assert changes.gather(tmp_path).companions == {}


def test_changes_survive_the_store(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path, {"a\udcff.py": str(number), "b.py": str(number)})
    found = changes.gather(tmp_path)
    assert found.companions[os.fsdecode(b"a\xff.py")][0].path == "b.py"
    assert codec.load(codec.dump(found), changes.Changes) == found
