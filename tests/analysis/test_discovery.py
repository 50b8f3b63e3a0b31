"""Which files are found, and which of them may be read."""

from __future__ import annotations

import os
import random
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import git
from sphinx_kwindex.analysis.discovery import discover, find_root, inspect, read
from sphinx_kwindex.analysis.secrets import is_secret
from sphinx_kwindex.model.files import Reason, SourceFile
from sphinx_kwindex.model.phrases import english
from tests.conftest import commit
from tests.conftest import git as run_git

LIMIT = 1 << 20

Find = Callable[..., dict[str, SourceFile]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder that no git knows."""
    root = tmp_path / "repository"
    root.mkdir()
    return root


@pytest.fixture(params=["git", "walk"])
def find(request: pytest.FixtureRequest, root: Path) -> Find:
    """Find all files of the root, with git and without."""

    def found(**options: object) -> dict[str, SourceFile]:
        if request.param == "git":
            commit(root)
        return {file.path: file for file in discover(root, max_size=LIMIT, **options)}  # type: ignore[arg-type]

    return found


def write(root: Path, *paths: str, text: str = "x = 1\n") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def paths(root: Path, **options: object) -> list[str]:
    return [file.path for file in discover(root, max_size=LIMIT, **options)]  # type: ignore[arg-type]


def reasons(files: dict[str, SourceFile]) -> dict[str, Reason | None]:
    return {path: file.reason for path, file in files.items()}


def test_the_root_is_found_upward(tmp_path: Path) -> None:
    docs = tmp_path / "a" / "b" / "docs"
    docs.mkdir(parents=True)
    assert find_root(docs) == docs.parent
    write(tmp_path, "a/b/pyproject.toml")
    assert find_root(docs) == tmp_path / "a" / "b"
    write(tmp_path, "a/.git", text="gitdir: elsewhere\n")
    assert find_root(docs) == tmp_path / "a"
    (docs / ".git").mkdir()
    assert find_root(docs) == docs


def test_files_are_described_and_can_be_read(root: Path, find: Find) -> None:
    write(root, "pkg/a.py", "z", "Tool.sh", ".github/ci.yml")
    (root / "Tool.sh").chmod(0o755)
    files = find()
    assert list(files) == [".github/ci.yml", "Tool.sh", "pkg/a.py", "z"]
    info = (root / "pkg" / "a.py").stat()
    assert files["pkg/a.py"] == SourceFile("pkg/a.py", 6, info.st_mtime_ns, info.st_ino)
    assert files["Tool.sh"].executable
    assert {read(root, file) for file in files.values()} == {b"x = 1\n"}


def test_odd_names_are_found_and_read(root: Path, find: Find) -> None:
    names = [
        *("a b.py", "#?%.py", "'q\"uote", "line\nend.py", "x" * 250, "\udcff\udc80.py", "-r"),
        *("\u00e9", "e\u0301", "Foo.py", "foo.py", "doc/x", "back\\slash", ":(top)", "!x"),
    ]
    for name in names:
        write(root, name)
    files = find()
    assert list(files) == sorted(names)
    for file in files.values():
        assert read(root, file) == b"x = 1\n"


def test_special_files_are_never_opened(root: Path, tmp_path: Path) -> None:
    os.mkfifo(root / "fifo")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(root / "socket"))
        files = {file.path: file for file in discover(root, max_size=LIMIT)}
    assert reasons(files) == {"fifo": Reason.SPECIAL, "socket": Reason.SPECIAL}
    assert [english(file.detail) for file in files.values()] == ["a named pipe", "a socket"]


def test_a_tracked_file_that_became_a_pipe_does_not_block(root: Path) -> None:
    write(root, "a.py")
    commit(root)
    (found,) = discover(root, max_size=LIMIT)
    (root / "a.py").unlink()
    os.mkfifo(root / "a.py")
    with pytest.raises(OSError, match="no longer a regular file"):
        read(root, found)
    (again,) = discover(root, max_size=LIMIT)
    assert again.reason is Reason.SPECIAL


def test_links_are_not_followed(root: Path, tmp_path: Path, find: Find) -> None:
    write(tmp_path, "outside/secret.py")
    write(root, "pkg/a.py")
    for name, target in {
        "abs": str(tmp_path / "outside" / "secret.py"),
        "rel": "../outside/secret.py",
        "folder-out": "../outside",
        "nowhere": "../outside/none",
        "file": "pkg/a.py",
        "folder": "pkg",
        "self": "self",
        "ping": "pong",
        "pong": "ping",
        "below": "below/x",
        "dangling": "pkg/none.py",
        "root": ".",
        "device": "/dev/zero",
        "pkg/up": "..",
    }.items():
        os.symlink(target, root / name)
    files = find()
    outside = ("abs", "rel", "folder-out", "nowhere", "self", "ping", "pong", "below", "device")
    inside = ("file", "folder", "dangling", "root", "pkg/up")
    assert reasons(files) == {
        "pkg/a.py": None,
        **dict.fromkeys(outside, Reason.OUTSIDE),
        **dict.fromkeys(inside, Reason.LINK),
    }
    assert english(files["self"].detail) == english(files["ping"].detail) == "a loop of links"
    assert english(files["file"].detail) == "leads to pkg/a.py"
    assert english(files["folder"].detail) == "leads to the folder pkg"
    assert english(files["dangling"].detail) == "leads to pkg/none.py, which is missing"
    assert not any(str(tmp_path) in english(file.detail) for file in files.values())


def test_a_folder_replaced_by_a_link_is_not_entered(root: Path, tmp_path: Path) -> None:
    write(root, "pkg/sub/a.py", "lib/b.py", "other/c.py", "gone/d.py")
    commit(root)
    write(tmp_path, "outside/sub/a.py", text="secret")
    found = {file.path: file for file in discover(root, max_size=LIMIT)}
    for name in ("pkg", "lib", "other", "gone"):
        shutil.rmtree(root / name)
    os.symlink("../outside", root / "pkg")
    (root / "kept").mkdir()
    os.symlink("kept", root / "lib")
    write(root, "other")
    with pytest.raises(OSError, match=r"."):
        read(root, found["pkg/sub/a.py"])
    assert reasons({file.path: file for file in discover(root, max_size=LIMIT)}) == {
        "gone/d.py": Reason.DELETED,
        "lib/b.py": Reason.LINK,
        "other/c.py": Reason.DELETED,
        "pkg/sub/a.py": Reason.OUTSIDE,
    }


def test_a_file_that_became_a_link_is_not_read(root: Path) -> None:
    write(root, "a.py", "b.py")
    file, _ = discover(root, max_size=LIMIT)
    (root / "a.py").unlink()
    os.symlink("b.py", root / "a.py")
    with pytest.raises(OSError, match=r"."):
        read(root, file)


def test_large_files_are_not_read(root: Path, find: Find) -> None:
    with (root / "sparse.bin").open("wb") as stream:
        stream.truncate(LIMIT)
    assert find()["sparse.bin"].reason is None
    # Git would hash three gigabytes, so the file grows after it was added.
    with (root / "sparse.bin").open("wb") as stream:
        stream.truncate(3 << 30)
    (file,) = discover(root, max_size=LIMIT)
    assert (file.reason, file.size) == (Reason.SIZE, 3 << 30)
    for found in (file, SourceFile("sparse.bin", size=5)):
        with pytest.raises(OSError, match=r"size|larger"):
            read(root, found)
    with pytest.raises(OSError, match="larger"):
        read(root, SourceFile("sparse.bin", size=3 << 30), max_size=LIMIT)


def test_what_must_not_be_read_is_refused(root: Path) -> None:
    write(root, ".env")
    (file,) = discover(root, max_size=LIMIT)
    assert file.reason is Reason.SECRET
    with pytest.raises(PermissionError):
        read(root, file)


def test_states_of_the_index(root: Path, tmp_path: Path) -> None:
    write(root, "deleted.py", "sparse.py", "folder", "conflict.py", "text-link", text="one\n")
    commit(root)
    run_git(root, "checkout", "--quiet", "-b", "side")
    write(root, "conflict.py", text="two\n")
    commit(root)
    run_git(root, "checkout", "--quiet", "main")
    write(root, "conflict.py", text="three\n")
    commit(root)
    with pytest.raises(Exception, match="merge"):
        run_git(root, "merge", "side")
    write(root, "later.py")
    run_git(root, "add", "--intent-to-add", "later.py")
    head = git.head_commit(root)
    run_git(root, "update-index", "--add", "--cacheinfo", f"160000,{head},module")
    blob = run_git(root, "rev-parse", "HEAD:text-link").strip()
    run_git(root, "update-index", "--cacheinfo", f"120000,{blob},text-link")
    (root / "module").mkdir()
    for name in ("deleted.py", "sparse.py", "folder"):
        (root / name).unlink()
    write(root, "folder/untracked.py")
    run_git(root, "update-index", "--skip-worktree", "sparse.py")
    files = {file.path: file for file in discover(root, max_size=LIMIT)}
    assert reasons(files) == {
        "conflict.py": None,
        "deleted.py": Reason.DELETED,
        "folder": Reason.DELETED,
        "later.py": None,
        "module": Reason.SUBMODULE,
        "sparse.py": Reason.DELETED,
        "text-link": Reason.LINK,
    }
    assert head in english(files["module"].detail)
    assert "sparse" in english(files["sparse.py"].detail)
    assert "sparse" not in english(files["deleted.py"].detail)


def test_untracked_files_are_found_when_asked_for(root: Path) -> None:
    write(root, "a.py", "_build/tracked.py")
    commit(root)
    write(root, ".gitignore", text="*.log\n/cache/\n")
    write(root, "new.py", "new.log", "cache/x.py", "pkg/cache/y.py", "_build/html.py")
    write(root, "node_modules/m/i.js", ".venv/pyvenv.cfg", ".venv/lib/x.py", "out/.buildinfo")
    write(root, "out/x.html", "tool-cache/CACHEDIR.TAG", "tool-cache/v/x")
    shutil.copytree(root / ".git", root / "inner" / ".git")
    assert paths(root) == ["_build/tracked.py", "a.py"]
    found = {file.path: file.reason for file in discover(root, max_size=LIMIT, untracked=True)}
    assert found == {
        ".gitignore": None,
        "_build/tracked.py": None,
        "a.py": None,
        "inner": Reason.SUBMODULE,
        "new.py": None,
        "pkg/cache/y.py": None,
    }


def test_a_subfolder_and_a_worktree_can_be_the_root(root: Path, tmp_path: Path) -> None:
    write(root, "a.py", "pkg/b.py")
    commit(root)
    write(root, "pkg/untracked.py")
    assert paths(root / "pkg") == ["b.py"]
    run_git(root, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert paths(tmp_path / "tree") == ["a.py", "pkg/b.py"]
    os.symlink(root, tmp_path / "link")
    assert paths(tmp_path / "link") == ["a.py", "pkg/b.py"]
    assert read(tmp_path / "link", SourceFile("pkg/b.py", 6)) == b"x = 1\n"


def test_a_folder_that_the_repository_around_it_ignores_is_walked(root: Path) -> None:
    write(root, "a.py")
    write(root, ".gitignore", text="unpacked/\n")
    commit(root)
    write(root, "unpacked/b.py", "unpacked/_build/c.py")
    assert paths(root / "unpacked") == ["b.py"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_repository_of_another_owner_is_walked(root: Path) -> None:
    write(root, "a.py")
    write(root, ".gitignore", text="*.log\n")
    commit(root)
    write(root, "x.log", "untracked.py")
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)
    with pytest.raises(git.GitError):
        git.tracked(root)
    assert paths(root) == [".gitignore", "a.py", "untracked.py"]


def test_without_the_program_git_a_repository_is_walked(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, "a.py")
    write(root, ".gitignore", text="*.log\n")
    commit(root)
    write(root, "module/.git", text="gitdir: elsewhere\n")
    write(root, ".git/info/exclude", text="mine\n")
    write(root, "module/b.py", "x.log", "mine")
    monkeypatch.setenv("PATH", "")
    found = {file.path: file.reason for file in discover(root, max_size=LIMIT)}
    assert found == {".gitignore": None, "a.py": None, "module": Reason.SUBMODULE}


def test_the_walk_agrees_with_git_on_what_is_ignored(root: Path, tmp_path: Path) -> None:
    choose = random.Random(99)  # noqa: S311
    names = ("a", "b", "c.py", "d.log", "build", "lib")
    folders = ["", "a/", "a/b/", "build/", "build/lib/", "lib/", "lib/a/", "lib/a/b/"]
    patterns = [
        *("*.log", "!d.log", "/a", "build/", "!build/lib/", "lib/*", "!lib/a", "a/b", "**/b"),
        *("*", "!*/", "!*.py", "a/**", "/lib/**/b", "# c.py", "\\!x", "[bc].py", "b ", "", "?"),
        *("!/lib/*/", "**/lib/**", "[!a-b]", "[[:lower:]]", "[a", "b\\", "li[^x]", "**", "a**b"),
    ]
    for number in range(20):
        copy = tmp_path / str(number)
        for folder in folders:
            for name in names:
                if folder + name + "/" not in folders:
                    write(copy, folder + name)
        for folder in choose.sample(folders, 3):
            lines = choose.sample(patterns, choose.randint(1, 4))
            write(copy, folder + ".gitignore", text="\n".join(lines))
        walked = paths(copy)
        run_git(copy, "init", "--quiet")
        assert paths(copy, untracked=True) == walked, number


def test_a_pattern_that_would_take_for_ever_is_passed_over(root: Path) -> None:
    write(root, "a" * 250, "b.log")
    write(root, ".gitignore", text="*a*a*a*a*a*a*a*a*b\n" + "**/" * 30 + "b\n*.log\n")
    assert paths(root) == [".gitignore", "a" * 250]


def test_a_gitignore_that_is_no_file_names_nothing(root: Path) -> None:
    write(root, "sub/a.py", "b/.gitignore/x.py", "c.py")
    os.mkfifo(root / ".gitignore")
    os.symlink("/dev/zero", root / "sub" / ".gitignore")
    assert paths(root) == [".gitignore", "b/.gitignore/x.py", "c.py", "sub/.gitignore", "sub/a.py"]


def test_what_a_tool_made_is_not_walked(root: Path) -> None:
    write(root, "a.py", "_build/b", "_readthedocs/c", "sub/__pycache__/d", "node_modules/m/h.js")
    write(root, "docs/_build/html/e", "env/pyvenv.cfg", "env/f", "pkg/builder/g.py")
    assert paths(root) == ["a.py", "pkg/builder/g.py"]


def test_a_folder_of_checkouts_is_walked(root: Path) -> None:
    write(root, "one/.git/config", "one/a.py", "two/.git", "two/b.py")
    assert paths(root) == ["one/a.py", "two/b.py"]


def test_folders_that_are_never_ours(root: Path, tmp_path: Path, find: Find) -> None:
    write(root, "a.py", "out/x.py", "output/y.py", "docs/.doctrees/z.py", "docs/w.py")
    never = [root / "out", root / "docs" / ".doctrees", root, root.parent, tmp_path / "elsewhere"]
    assert list(find(never=never)) == ["a.py", "docs/w.py", "output/y.py"]


def test_include_and_exclude_are_patterns_of_gitignore(root: Path, find: Find) -> None:
    write(root, "src/a.py", "src/b.c", "src/gen/c.py", "docs/d.py", "e.py", "\udcff.py")
    assert list(find(include=["src/", "/e.py"])) == ["e.py", "src/a.py", "src/b.c", "src/gen/c.py"]
    assert list(find(exclude=["*.py", "!src/**"])) == ["src/a.py", "src/b.c", "src/gen/c.py"]
    assert list(find(include=["*.py"], exclude=["gen/", "/docs"])) == [
        "e.py",
        "src/a.py",
        "\udcff.py",
    ]
    with pytest.raises(ValueError, match="!"):
        find(include=["!"])


def test_files_that_the_system_refuses(
    root: Path, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, "a.py", "b.py")
    monkeypatch.setattr(os, "access", lambda path, mode: not path.endswith("a.py"))
    assert reasons(find()) == {"a.py": Reason.UNREADABLE, "b.py": None}


def test_a_folder_that_the_system_refuses_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, "a.py", "shut/b.py")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files = {file.path: file for file in discover(root, max_size=LIMIT)}
    assert reasons(files) == {"a.py": None, "shut": Reason.UNREADABLE}


def test_deeper_than_a_path_may_be(root: Path, find: Find) -> None:
    write(root, "a.py")
    folder = os.open(root, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("n" * 250, dir_fd=folder)
        inner = os.open("n" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    try:
        files = discover(root, max_size=LIMIT)
        assert files[0].path == "a.py"
        assert all(file.reason is Reason.UNREADABLE for file in files[1:])
    finally:
        shutil.rmtree(root)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", None),
        (b"x = 1\n", None),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", Reason.LFS),
        (b"version https://git-lfs.github.com/spec/v1\n" + b"prose " * 200, None),
        (b"\x7fELF\0\0", Reason.BINARY),
        ("\ufeffx = 1\n".encode("utf-16-le"), None),
        ("\ufeffx = 1\n".encode("utf-16-be"), None),
        ("\ufeffx = 1\n".encode("utf-32-le"), None),
        ("\ufeffx = 1\n".encode("utf-32-be"), None),
        ("x = 1\n".encode("utf-16-le"), Reason.BINARY),
        (b"-----BEGIN PRIVATE KEY-----\n", Reason.SECRET),
        (b"\n\n-----BEGIN RSA PRIVATE KEY-----\n", Reason.SECRET),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\n", Reason.SECRET),
        (b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n", Reason.SECRET),
        (b"\xef\xbb\xbf-----BEGIN EC PRIVATE KEY-----\n", Reason.SECRET),
        ("\ufeff-----BEGIN PRIVATE KEY-----\n".encode("utf-16-le"), Reason.SECRET),
        (b"PuTTY-User-Key-File-3: ssh-ed25519\n", Reason.SECRET),
        (b"-----BEGIN PUBLIC KEY-----\n", None),
        (b'HEADER = "-----BEGIN PRIVATE KEY-----"\n', None),
        (b'KEY = """-----BEGIN PRIVATE KEY-----\n' + b"MIIEvQ+/" * 8 + b'\n"""\n', None),
    ],
)
def test_what_the_bytes_say(data: bytes, reason: Reason | None) -> None:
    assert inspect(data) is reason
    if reason is Reason.SECRET:
        assert inspect(data, is_published=True) is not Reason.SECRET


@pytest.mark.parametrize(
    "path",
    [
        *(".env", "web/.env", ".env.local", ".ENV.Production", ".envrc", "prod.env", ".env.test"),
        *("id_rsa", "keys/id_ed25519", "deploy_rsa", "ssh_host_rsa_key", "Server.PEM", "a/b.key"),
        *("x.p12", "x.pfx", "x.jks", "x.keystore", "x.ppk", "x.crt", "x.cer", "x.kdbx", "x.der"),
        *(".netrc", "_netrc", ".npmrc", "pkg/.npmrc", ".pypirc", ".git-credentials", ".htpasswd"),
        *(".dockercfg", ".docker/config.json", "home/.aws/credentials", "credentials.json"),
        *(".pgpass", "terraform.tfstate", "terraform.tfstate.backup", "client_secret_1.json"),
    ],
)
def test_secrets_by_name(path: str) -> None:
    assert is_secret(path)


@pytest.mark.parametrize(
    "path",
    [
        *(".env.example", ".env.sample", "web/.env.template", ".env.local.dist", "example.env"),
        *("env.py", "environment.yml", ".envs/readme.md", ".env/readme.md", "id_rsa.pub"),
        *("credentials.py", "credentials/x.json", "docker/config.json", "aws/credentials"),
        *("monkey", "keys.py", "certificates.md", "x.pem.py", "secring.d/x", "npmrc", "netrc.py"),
    ],
)
def test_names_that_hold_no_secret(path: str) -> None:
    assert is_secret(path) == ""


def test_the_reason_of_a_secret_is_said_in_words(root: Path) -> None:
    write(root, "id_rsa")
    (file,) = discover(root, max_size=LIMIT)
    assert english(file.detail) == "its name is like that of a private key"
    assert stat.S_ISREG((root / "id_rsa").stat().st_mode)
    (published,) = discover(root, max_size=LIMIT, secrets=["/id_*"])
    assert published.reason is None


def test_a_path_that_holds_a_credential_is_held_back(root: Path) -> None:
    name = "glpat-" + "a9B-c8D_e7F0g1H2i3J4"
    write(root, f"{name}/x.py")
    write(root, "y.py")
    (root / "z.py").symlink_to(f"{name}/x.py")
    hidden, _, link = discover(root, max_size=LIMIT)
    assert (hidden.path, hidden.reason) == ("glpat-xxxxxxxxxxxxxxxxxxxx/x.py", Reason.SECRET)
    assert name not in repr(link)
