"""Facts kept for other builds: of other commits, of other checkouts, of other projects.

A folder with a file for each content, as git keeps its objects. A file appears whole or not at
all, and is never changed, so that any number of builds may share the folder. Nothing in it is
believed that does not fit its name, and a build needs nothing of it: what is damaged or gone is
read anew. No link below the folder is followed, and no name in it is anything but digits of ours.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.edition import edition
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.files import Reason

#: The folder of this layout within the one that is named.
LAYOUT = "facts-1"

#: Bytes of all files together, above which those that were used least lately are removed.
MOST = 1_000_000_000

#: Seconds after its last use when a file is removed.
AGE = 30 * 86_400.0

#: Seconds in which a second use is not noted.
_NOTED = 86_400.0

#: Bytes of facts, as JSON, above which they are read anew rather than kept.
_LARGE = 64 * 1024 * 1024

#: What was found of such a file is so on every machine; others ran out of time, or of memory.
_LASTING = frozenset({Reason.SYNTAX, Reason.ENCODING})

_CHECK = 16
_PART = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{30}")
_UNFINISHED = re.compile(r"[0-9a-f]{30}\.[0-9a-f]{16}")

#: Of what is not there, or is something else than what we put there.
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EMLINK, errno.ENXIO})

# Windows has none of these, and no use of the folder.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_LINK
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _NO_LINK


class Cache:
    """The facts in one folder. Not for more than one thread at a time.

    :param folder: made when something is put into it.
    :param fail: is told, once for each, in words, that nothing can be read or kept there.
    """

    def __init__(self, folder: Path, fail: Callable[[str], None]) -> None:
        self._folder = folder
        self._fail = fail
        self._edition = "\0".join(f"{name} {version}" for name, version in edition().items())
        self._reads = self._writes = os.open in os.supports_dir_fd
        self._has_grown = False
        if not self._reads:
            fail(f"{folder} is not used: this system opens no file by its folder")

    def get(self, key: str) -> tuple[bytes, FileFacts] | None:
        """Return the facts of a content, encoded and not, or ``None`` where there are none.

        :param key: :func:`~sphinx_kwindex.analysis.keys.facts_key`.
        """
        if not self._reads:
            return None
        part, name = self._place(key)
        try:
            with self._opened(part) as folder:
                blob = _unpacked(part + name, _read(folder, name))
            return None if blob is None else (blob, codec.load(blob, FileFacts))
        except ValueError:
            return None
        except OSError as error:
            if error.errno not in _ABSENT:
                self._reads = False
                self._fail(f"nothing more is taken from {self._folder}: {_reason(error)}")
            return None

    def put(self, key: str, blob: bytes, facts: FileFacts) -> None:
        """Keep the facts of a content, if they would be the same on every machine.

        :param blob: `facts`, encoded.
        """
        is_lasting = facts.problem is None or facts.problem.reason in _LASTING
        if not self._writes or not is_lasting or len(blob) > _LARGE:
            return
        part, name = self._place(key)
        data = _packed(part + name, blob)
        try:
            try:
                self._write(part, name, data)
            except FileNotFoundError:
                # Somebody has removed the folder in this moment.
                self._write(part, name, data)
        except OSError as error:
            self._writes = False
            self._fail(f"nothing more is kept in {self._folder}: {_reason(error)}")
        else:
            self._has_grown = True

    def trim(self) -> None:
        """Remove what was not used for long, and what is too much, if this build added to it."""
        if not self._has_grown:
            return
        now = time.time()
        found = sorted(self._files())
        total = sum(size for _, size, _, _ in found)
        for used, size, part, name in found:
            if total <= MOST and now - used < AGE:
                break
            total -= size
            with suppress(OSError), self._opened(part) as folder:
                os.unlink(name, dir_fd=folder)

    def _files(self) -> Iterator[tuple[float, int, str, str]]:
        """Yield when each file was used last, its size, its folder and its name."""
        long_ago = time.time() - 2 * _NOTED
        for part in self._parts():
            with suppress(OSError), self._opened(part) as folder, os.scandir(folder) as entries:
                for entry in entries:
                    info = entry.stat(follow_symlinks=False)
                    if _NAME.fullmatch(entry.name) and stat.S_ISREG(info.st_mode):
                        yield info.st_mtime, info.st_size, part, entry.name
                    elif _UNFINISHED.fullmatch(entry.name) and info.st_mtime < long_ago:
                        # Of a build that was killed: the first to go.
                        yield 0.0, info.st_size, part, entry.name

    def _parts(self) -> list[str]:
        with suppress(OSError):
            return [name for name in os.listdir(self._folder / LAYOUT) if _PART.fullmatch(name)]
        return []

    def _place(self, key: str) -> tuple[str, str]:
        """The folder and the name of a file: all that its facts depend on is in them."""
        name = codec.digest(f"{key}\0{self._edition}".encode())
        return name[:2], name[2:]

    def _write(self, part: str, name: str, data: bytes) -> None:
        """Have a file appear whole."""
        self._make(part)
        unfinished = f"{name}.{token_hex(8)}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK
        with self._opened(part) as folder:
            try:
                with open(os.open(unfinished, flags, 0o666, dir_fd=folder), "wb") as stream:
                    stream.write(data)
                os.replace(unfinished, name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                with suppress(OSError):
                    os.unlink(unfinished, dir_fd=folder)
                raise

    def _make(self, part: str) -> None:
        try:
            self._folder.mkdir(parents=True)
        except FileExistsError:
            pass
        else:
            # It may lie in a checkout. A folder that was there is not ours to hide.
            (self._folder / ".gitignore").write_text("*\n", "utf-8")
        (self._folder / LAYOUT).mkdir(exist_ok=True)
        with self._outer() as outer, suppress(FileExistsError):
            os.mkdir(part, dir_fd=outer)

    @contextmanager
    def _opened(self, part: str) -> Iterator[int]:
        with self._outer() as outer, _descriptor(os.open(part, _FOLDER, dir_fd=outer)) as inner:
            yield inner

    @contextmanager
    def _outer(self) -> Iterator[int]:
        with _descriptor(os.open(self._folder / LAYOUT, _FOLDER)) as outer:
            yield outer


@contextmanager
def _descriptor(descriptor: int) -> Iterator[int]:
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _read(folder: int, name: str) -> bytes:
    """Read a file, and note that it was used.

    Returns nothing where it is none of ours, and never waits for another process.
    """
    with _descriptor(os.open(name, _FILE, dir_fd=folder)) as file:
        info = os.fstat(file)
        if not stat.S_ISREG(info.st_mode) or info.st_size > _LARGE:
            return b""
        if time.time() - info.st_mtime > _NOTED:
            with suppress(OSError):
                os.utime(file)
        with open(file, "rb", closefd=False) as stream:
            return stream.read(_LARGE)


def _packed(name: str, blob: bytes) -> bytes:
    packed = zlib.compress(blob, 1)
    return _check(name, packed) + packed


def _unpacked(name: str, data: bytes) -> bytes | None:
    """What was packed under a name; nothing where that is not what was packed."""
    packed = data[_CHECK:]
    if data[:_CHECK] != _check(name, packed):
        return None
    unpacking = zlib.decompressobj()
    try:
        blob = unpacking.decompress(packed, _LARGE)
    except zlib.error:
        return None
    return blob if unpacking.eof else None


def _check(name: str, packed: bytes) -> bytes:
    return blake2b(name.encode() + packed, digest_size=_CHECK).digest()


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
