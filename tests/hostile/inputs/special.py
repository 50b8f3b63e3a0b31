"""What lies in a folder and is no file, or is a file in more than one place, or leads elsewhere."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.hostile.inputs.made import Input


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    # The name of a socket is at most some hundred bytes long: it is given from its folder.
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


def _device(path: Path) -> None:
    """The device of nothing, where this user may make it, else nothing at all."""
    with suppress(PermissionError, AttributeError):
        os.mknod(path, 0o020666, os.makedev(1, 3))


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 3_000_000_000)


def _hard(path: Path) -> None:
    os.link(path.parent / "target.py", path)


def _outer_hard(path: Path) -> None:
    """A second name of a file outside: nothing tells it from the first, so it holds no secret."""
    outer = path.parents[3] / "outer-hard.py"
    if not outer.exists():
        outer.write_text("def outer(): pass\n")
    os.link(outer, path)


def _unreadable(path: Path) -> None:
    path.write_text("x = 1\n")
    path.chmod(0)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inner.py").write_text("x = 1\n")


def _executable(path: Path) -> None:
    path.write_text("#!/bin/sh\ntouch kwindex-was-run\n")
    path.chmod(0o7777)


LINKS = {
    "absolute to a password file": "/etc/passwd",
    "to the outside": "../../../outside/secret.py",
    "to the outside and back": "../../../repository/special/everything/target.py",
    "to a folder outside": "../../../outside",
    "to the root of the machine": "/",
    "to its own folder": ".",
    "to the folder above": "..",
    "to the root": "../..",
    "to itself": "link-7.py",
    "to another that leads back": "link-9.py",
    "back to the other": "link-8.py",
    "to nothing": "nowhere.py",
    "to a name of nothing": "\n<script>alert(1)</script>",
    "to a file": "target.py",
    "to a FIFO": "pipe.py",
    "to a device that never ends": "/dev/zero",
    "to what a process says": "/proc/self/environ",
    "to an open file": "/proc/self/fd/0",
    "to the database of git": "../../.git/config",
    "to a long way": "../" * 200 + "etc/passwd",
    "to a folder as a file": "target.py/",
}

MADE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "pipe.py": ("a FIFO", os.mkfifo),
    "pipe.md": ("a FIFO of Markdown", os.mkfifo),
    "socket.py": ("a socket", _socket),
    "device.py": ("a device", _device),
    "sparse.py": ("three gigabytes of nothing", _sparse),
    "hard.py": ("a second name of a file", _hard),
    "outer.py": ("a second name of a file outside", _outer_hard),
    "unreadable.py": ("a file that may not be read", _unreadable),
    "folder.py": ("a folder in place of a file", _folder),
    "run.sh": ("an executable file with all its bits", _executable),
    "gone.py": ("a file that is not there", lambda path: None),
}


def everything(random: random.Random) -> Iterator[Input]:
    """Files as git knows them, with something else in their place."""
    yield Input("target.py", "def target(): pass\n", "a plain file")
    for place, (why, target) in enumerate(LINKS.items()):
        yield Input(f"link-{place - 1}.py", "x = 1\n", f"a link {why}", put=_link(target))
    for name, (why, put) in MADE.items():
        yield Input(name, "x = 1\n", why, put=put)
