"""What git is asked, and that asking it runs nothing of the repository."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import changes, git
from tests.conftest import commit
from tests.conftest import git as run_git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two commits."""
    root = tmp_path / "repository"
    (root / "pkg").mkdir(parents=True)
    (root / "a.py").write_text("a = 1\n")
    (root / "pkg" / "b.py").write_text("b = 1\n")
    commit(root, "First")
    (root / "a.py").write_text("a = 2\n")
    commit(root, "Second\n\nWith a body.")
    return root


def subjects(root: Path) -> dict[str, str]:
    return {path: change.subject for path, change in changes.gather(root).last.items()}


def canary(folder: Path, name: str) -> tuple[str, Path]:
    """A program that leaves a trace when it runs, and the trace."""
    trace = folder / f"{name}.ran"
    program = folder / f"{name}.sh"
    program.write_text(f"#!/bin/sh\necho ran >> '{trace}'\n")
    program.chmod(0o755)
    return str(program), trace


def test_last_changes(root: Path) -> None:
    last = changes.gather(root).last
    assert subjects(root) == {"a.py": "Second", "pkg/b.py": "First"}
    change = last["a.py"]
    assert change.commit == git.head_commit(root) == run_git(root, "rev-parse", "HEAD").strip()
    assert (change.date, change.author) == ("2026-01-31T12:00:00+01:00", "Ada")


def test_a_subfolder_has_its_own_paths(root: Path) -> None:
    assert subjects(root / "pkg") == {"b.py": "First"}
    assert [entry.path for entry in git.tracked(root / "pkg")] == ["b.py"]
    assert (git.prefix(root), git.prefix(root / "pkg")) == ("", "pkg/")


def test_odd_names_keep_their_commits(root: Path) -> None:
    names = ["\nstart", "line\nend", '"quoted"', "//", "x" * 250, "a\ttab", "\udcff.py", " "]
    for number, name in enumerate(name for name in names if name != "//"):
        (root / name).write_text(str(number))
        commit(root, f"Adds {number}")
    found = subjects(root)
    assert [found[name] for name in names if name != "//"] == [f"Adds {n}" for n in range(7)]
    (root / "\nfirst").write_text("")
    (root / "second").write_text("")
    commit(root, "//0 two of them")
    assert subjects(root)["\nfirst"] == subjects(root)["second"] == "//0 two of them"


def test_merges_count_for_what_they_changed_themselves(root: Path) -> None:
    run_git(root, "checkout", "--quiet", "-b", "side")
    (root / "side.py").write_text("")
    (root / "a.py").write_text("a = 'side'\n")
    commit(root, "Side")
    run_git(root, "checkout", "--quiet", "main")
    (root / "a.py").write_text("a = 'main'\n")
    commit(root, "Main")
    with pytest.raises(subprocess.CalledProcessError):
        run_git(root, "merge", "side")
    (root / "a.py").write_text("a = 'both'\n")
    commit(root, "Merge")
    assert subjects(root) == {"a.py": "Merge", "side.py": "Side", "pkg/b.py": "First"}


def test_names_and_subjects_are_plain_text(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "a.py").write_text("a = 3\n")
    run_git(root, "add", "--all")
    author = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    message = b"Rings the \x07 bell \x1b[31m \xff"
    (root / "message").write_bytes(message)
    run_git(root, *author, "commit", "--quiet", "--author=bob@example.org <b@x>", "-F", "message")
    change = changes.gather(root).last["a.py"]
    assert change.author == "bob"
    assert change.subject.isprintable()
    assert change.subject.startswith("Rings the bell [31m")


def test_a_shallow_history_claims_nothing(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    run_git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), str(clone))
    assert git.boundary(clone)
    assert not git.boundary(root)
    assert changes.gather(clone).last == {}
    (clone / "pkg" / "b.py").write_text("b = 2\n")
    commit(clone, "Third")
    assert subjects(clone) == {"pkg/b.py": "Third"}


def test_states_of_the_index(root: Path, tmp_path: Path) -> None:
    (root / "later.py").write_text("")
    run_git(root, "add", "--intent-to-add", "later.py")
    os.symlink("a.py", root / "link")
    run_git(root, "add", "link")
    run_git(root, "update-index", "--skip-worktree", "a.py")
    blob = run_git(root, "rev-parse", "HEAD:pkg/b.py").strip()
    head = git.head_commit(root)
    stages = [
        f"100{mode} {blob} {stage}\tboth.py" for stage, mode in ((1, 644), (2, 755), (3, 644))
    ]
    subprocess.run(
        ["git", "update-index", "--index-info"],
        input="\n".join([*stages, f"160000 {head} 0\tmodule"]) + "\n",
        cwd=root,
        text=True,
        check=True,
    )
    entries = {entry.path: entry for entry in git.tracked(root)}
    assert sorted(entries) == ["a.py", "both.py", "later.py", "link", "module", "pkg/b.py"]
    assert [path for path, entry in entries.items() if entry.sparse] == ["a.py"]
    assert entries["both.py"].mode == 0o100755
    assert entries["link"].mode == git.SYMLINK
    assert entries["module"] == git.Entry("module", git.SUBMODULE, head)


def test_untracked_files_and_repositories(root: Path) -> None:
    (root / ".gitignore").write_text("*.log\n")
    (root / "new.py").write_text("")
    (root / "new.log").write_text("")
    shutil.copytree(root / ".git", root / "inner" / ".git")
    assert sorted(git.untracked(root)) == [".gitignore", "inner/", "new.py"]


def test_nothing_is_known_without_a_repository(tmp_path: Path) -> None:
    assert git.head_commit(tmp_path) == git.remote_url(tmp_path) == ""
    assert changes.gather(tmp_path) == changes.Changes()
    assert not git.boundary(tmp_path)
    for ask in (git.tracked, git.untracked, git.prefix):
        with pytest.raises(git.GitError):
            ask(tmp_path)


def test_an_unborn_branch_has_no_commit(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet")
    assert git.head_commit(tmp_path) == ""
    assert changes.gather(tmp_path) == changes.Changes()


def test_the_remote_is_told_without_credentials(root: Path) -> None:
    assert git.remote_url(root) == ""
    run_git(root, "remote", "add", "origin", "https://me:hunter2@github.com/o/r.git")
    run_git(root, "config", "url.https://me:hunter3@github.com/.insteadOf", "https://me:")
    assert git.remote_url(root) == "https://github.com/o/r.git"
    run_git(root, "config", "remote.origin.url", str(root))
    assert git.remote_url(root) == ""


def test_variables_of_git_do_not_lead_elsewhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    commit(other, "Other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert [entry.path for entry in git.tracked(root)] == ["a.py", "pkg/b.py"]
    assert not (tmp_path / "trace").exists()


def test_settings_of_the_user_do_not_change_the_answers(root: Path) -> None:
    expected = subjects(root)
    for key, value in {
        "color.ui": "always",
        "core.quotePath": "true",
        "diff.noprefix": "true",
        "diff.orderFile": "/nowhere",
        "diff.relative": "false",
        "diff.renames": "copies",
        "format.pretty": "raw",
        "log.decorate": "full",
        "log.date": "relative",
        "log.diffMerges": "first-parent",
        "log.follow": "true",
        "log.showRoot": "false",
        "i18n.logOutputEncoding": "utf-16",
    }.items():
        run_git(root, "config", key, value)
    assert subjects(root) == expected


def test_git_is_not_taken_from_a_relative_entry_of_the_path(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, trace = canary(tmp_path, "git")
    shutil.move(program, root / "git")
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert git.head_commit(root)
    assert not trace.exists()
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(git.GitError):
        git.tracked(root)
    assert not trace.exists()


def test_a_git_that_hangs_is_ended(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "fifo")
    run_git(root, "config", "include.path", str(root / "fifo"))
    monkeypatch.setattr(git, "TIMEOUT", 0.3)
    start = time.monotonic()
    with pytest.raises(git.GitError):
        git.tracked(root)
    assert changes.gather(root) == changes.Changes()
    assert time.monotonic() - start < 10


def test_nothing_that_the_repository_names_is_run(root: Path, tmp_path: Path) -> None:
    program, trace = canary(tmp_path, "canary")
    keys = [
        *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass"),
        *("core.gitProxy", "core.alternateRefsCommand", "credential.helper", "diff.external"),
        *("gpg.program", "gpg.ssh.program", "gpg.x509.program", "pager.log", "pager.ls-files"),
        *("filter.evil.clean", "filter.evil.smudge", "filter.evil.process"),
        *("diff.evil.textconv", "diff.evil.command", "merge.evil.driver"),
        *("uploadpack.packObjectsHook", "sequence.editor"),
    ]
    head = git.head_commit(root)
    # A signed commit for gpg, a stale index and attributes for the filters, and an object that
    # only the remote has.
    raw = subprocess.run(
        ["git", "cat-file", "commit", head], cwd=root, check=True, capture_output=True
    ).stdout
    start, _, message = raw.partition(b"\n\n")
    signature = b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    signed = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        input=start + signature + b"\n\n" + message,
        cwd=root,
        check=True,
        capture_output=True,
    ).stdout
    run_git(root, "update-ref", "HEAD", signed.decode().strip())
    hooks = root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "pre-commit"):
        shutil.copy(program, hooks / name)
    (root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    (root / "a.py").write_text("a = 3\n")
    os.utime(root / "pkg" / "b.py", (1, 1))
    settings = dict.fromkeys(keys, program) | {
        "log.showSignature": "true",
        "alias.log": f"!{program}",
        "include.path": str(tmp_path / "more"),
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::{program}",
        "remote.origin.promisor": "true",
        "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1",
    }
    for key, value in settings.items():
        run_git(root, "config", key, value)
    (tmp_path / "more").write_text(f"[core]\n\tfsmonitor = {program}\n")
    assert not trace.exists(), "the test itself ran it"

    assert [entry.path for entry in git.tracked(root)] == ["a.py", "pkg/b.py"]
    assert git.untracked(root) == [".gitattributes"]
    assert subjects(root)["pkg/b.py"] == "First"
    assert git.remote_url(root) == ""
    git.boundary(root)
    git.prefix(root)
    # Trees that are missing would be fetched, by a program of the repository's choice.
    first = run_git_quietly(root, "rev-parse", "HEAD~1^{tree}")
    missing = root / ".git" / "objects" / first[:2] / first[2:]
    missing.chmod(stat.S_IRWXU)
    missing.unlink()
    changes.gather(root)
    assert not trace.exists(), "the repository's program was run"

    # The canary sings: the same repository runs it when git is asked carelessly.
    subprocess.run(["git", "status"], cwd=root, capture_output=True, check=False)
    assert trace.exists()


def run_git_quietly(root: Path, *arguments: str) -> str:
    """Ask a repository with hostile settings, without them."""
    environment = {**os.environ, "GIT_ALLOW_PROTOCOL": "none"}
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()
