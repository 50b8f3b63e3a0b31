"""What git knows of a repository, asked so that nothing in the repository is executed.

A repository's own ``.git/config`` and ``.gitattributes`` may name programs: file system monitors,
hooks, filters, text converters, pagers, signature checkers, transports. Every call goes through
:func:`_start`, which switches all of these off, and asks only commands that need none of them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from sphinx_kwindex.analysis import credentials
from sphinx_kwindex.analysis.hosting import without_credentials
from sphinx_kwindex.model.parts import Change

#: Seconds after which a git process is ended.
TIMEOUT = 60.0

#: Bytes of git's list of the commits at which a clone was cut off: some 400,000 of them.
_MAX_BOUNDARY = 1 << 24

#: Settings that outrank the repository's own: git takes the last, and these are the last.
_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.untrackedCache=false",
    "core.pager=cat",
    "core.editor=false",
    "core.askPass=false",
    "core.sshCommand=false",
    "core.alternateRefsCommand=false",
    "credential.helper=",
    "diff.external=",
    "diff.orderFile=/dev/null",
    "gpg.program=false",
    "gpg.openpgp.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "protocol.allow=never",
    "submodule.recurse=false",
)

#: A protocol that is named in GIT_ALLOW_PROTOCOL outranks ``protocol.<name>.allow`` of the
#: repository, so one that does not exist forbids all: a missing object is never fetched.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}

#: One stream of all commits with the files they changed. No path starts with a slash, so two of
#: them mark the start of a commit. Of the full history: simplified, it would leave out a commit
#: or not by what happened to other files.
_LOG = (
    *("log", "-z", "--full-history", "--name-only", "-c", "--no-renames", "--relative"),
    *("--no-color", "--no-decorate", "--no-notes", "--encoding=UTF-8"),
    *("--no-ext-diff", "--no-textconv", "--no-show-signature"),
    *("--format=%x00//%H%x00%aI%x00%aN%x00%s", "--", "."),
)

SYMLINK = 0o120000
SUBMODULE = 0o160000


class GitError(Exception):
    """There is no git, it refused (no repository, another owner), or it took too long."""


class Entry(Struct, frozen=True):
    """One path of git's index.

    :ivar path: relative to the folder that was asked about, as :func:`os.fsdecode` gives it.
    :ivar mode: of the file: ``0o100644``, ``0o100755``, :data:`SYMLINK` or :data:`SUBMODULE`.
    :ivar object_id: of the content, or of the commit of a submodule.
    :ivar sparse: whether git was told not to check it out.
    """

    path: str
    mode: int
    object_id: str
    sparse: bool = False


def tracked(root: Path) -> list[Entry]:
    """Return what the index holds below `root`, each path once, in the order of the index.

    Of a path with a merge conflict the side that was checked out before counts, where it has one.

    :raises GitError: if git cannot tell.
    """
    entries: dict[str, tuple[int, Entry]] = {}
    output = _run(root, "ls-files", "-z", "-t", "--stage", "--no-recurse-submodules")
    for record in _split(output):
        about, _, path = record.partition(b"\t")
        tag, mode, object_id, stage = about.split(b" ")
        name = os.fsdecode(path)
        rank = {b"0": 0, b"2": 1, b"3": 2}.get(stage, 3)
        known = entries.get(name)
        if known is None or rank < known[0]:
            entry = Entry(name, int(mode, 8), object_id.decode("ascii"), tag in b"Ss")
            entries[name] = rank, entry
    return [entry for _, entry in entries.values()]


def untracked(root: Path) -> list[str]:
    """Return the paths below `root` that git neither tracks nor ignores.

    A repository inside the repository is one path that ends in a slash.

    :raises GitError: if git cannot tell.
    """
    output = _run(root, "ls-files", "-z", "--others", "--exclude-standard")
    return [os.fsdecode(path) for path in _split(output)]


def prefix(root: Path) -> str:
    """Path of `root` in its work tree, with a slash at its end; empty for the top.

    Addresses on a host want it before the path of a file.

    :raises GitError: if git cannot tell.
    """
    return os.fsdecode(_run(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))


def head_commit(root: Path) -> str:
    """Full hash of the commit that is checked out; empty where there is none."""
    return _ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")


def boundary(root: Path) -> frozenset[str]:
    """Hashes of the commits whose parents a shallow clone left out, as Read the Docs does."""
    try:
        name = _run(root, "rev-parse", "--git-path", "shallow").removesuffix(b"\n")
        path = root / os.fsdecode(name)
        if not path.is_file():  # a pipe would never end
            return frozenset()
        with path.open("rb") as lines:
            return frozenset(lines.read(_MAX_BOUNDARY).decode("ascii").split())
    except (GitError, OSError, ValueError):
        return frozenset()


def remote_url(root: Path) -> str:
    """Address of the remote ``origin`` without credentials; empty where there is none.

    Read as it stands in the configuration: the user's own ``url.<base>.insteadOf`` may put a
    token into it.
    """
    return without_credentials(_ask(root, "config", "--get", "remote.origin.url"))


def log(root: Path) -> Iterator[tuple[Change, list[bytes]]]:
    """Yield every commit of the history that changed something below `root`, the newest first,
    each with the paths below `root` that it changed.

    A merge has those that differ from all its parents, and a commit whose parents a shallow clone
    left out has all its files. Renaming a file changes the old path and the new one.

    :raises GitError: if git cannot tell, at once, or was ended before the first commit, at last.
    """
    with _start(root, _LOG) as process:
        change = None
        paths: list[bytes] = []
        tokens = _tokens(process)
        first = False
        for token in tokens:
            if token.startswith(b"//"):
                if change is not None:
                    yield change, paths
                commit = token[2:].decode("ascii", "replace")
                date, author, subject = (_text(next(tokens, b"")) for _ in range(3))
                change, paths, first = Change(commit, date, _name(author), subject), [], True
                continue
            # A line end stands before the first path, except after a merge: there an empty token.
            path = token.removeprefix(b"\n") if first else token
            first = False
            if path:
                paths.append(path)
        if process.wait():
            raise GitError(f"git log ended with {process.returncode}")
        if change is not None:
            yield change, paths


def _name(author: str) -> str:
    """The name of an author, never an address: some imported histories have it for a name."""
    return author.lstrip("@").partition("@")[0].strip()


def _text(data: bytes) -> str:
    """One line of printable text, whatever a commit holds."""
    text = data.decode("utf-8", "replace")
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return re.sub(" {2,}", " ", text).strip()


def _split(output: bytes) -> list[bytes]:
    return output.split(b"\0")[:-1]


def _tokens(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """The parts of a process's output that NUL bytes end, as they come, without credentials."""
    rest = b""
    while process.stdout and (chunk := os.read(process.stdout.fileno(), 1 << 16)):
        ended, end, rest = (rest + chunk).rpartition(b"\0")
        if end:
            yield from credentials.hold_back(ended)[0].split(b"\0")


def _ask(root: Path, *arguments: str) -> str:
    """First line of git's answer, or nothing where it has none."""
    try:
        output = _run(root, *arguments)
    except GitError:
        return ""
    return output.decode("utf-8", "replace").partition("\n")[0].strip()


def _run(root: Path, *arguments: str) -> bytes:
    """All that git answers.

    :raises GitError: if it fails.
    """
    with _start(root, arguments) as process:
        output, _ = process.communicate()
        if process.returncode:
            raise GitError(f"git {arguments[0]} ended with {process.returncode}")
    return output


@contextmanager
def _start(root: Path, arguments: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    """Run git for the time of the block, and at most for :data:`TIMEOUT`.

    :raises GitError: if it cannot be started.
    """
    program = _program()
    command = [program, "--no-pager", "--no-optional-locks", "--no-replace-objects"]
    for setting in _SETTINGS:
        command += ["-c", setting]
    command += ["-C", os.fspath(root), *arguments]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= _ENVIRONMENT
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, and no shell
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError) as error:
        raise GitError(f"git could not be started: {error}") from error
    timer = threading.Timer(TIMEOUT, process.kill)
    timer.daemon = True
    timer.start()
    try:
        with process:
            try:
                yield process
            finally:
                process.kill()
    finally:
        timer.cancel()


def _program() -> str:
    """Path of git, from the absolute entries of ``PATH`` only.

    A relative entry, or an empty one, would find a program in the repository itself.

    :raises GitError: if there is none.
    """
    entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
    program = shutil.which("git", path=os.pathsep.join(filter(os.path.isabs, entries)))
    if program is None:
        raise GitError("git is not installed")
    return program
