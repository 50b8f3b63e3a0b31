"""Which files there are, and which of them may be read.

Git's tracked files, or without git what a walk finds that honours ``.gitignore``. Nothing is
opened to find out, and no link is followed: a file that must not be read is found all the same,
with the reason.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from posixpath import dirname

from pathspec import GitIgnoreSpec

from sphinx_kwindex.analysis import credentials, git
from sphinx_kwindex.analysis.secrets import is_key, is_secret
from sphinx_kwindex.analysis.walk import OutputFolders, inherited, walk
from sphinx_kwindex.model.files import Reason, SourceFile
from sphinx_kwindex.model.phrases import Phrase, phrase

#: A pointer of Git LFS is smaller than this, and starts so (git-lfs, docs/spec.md).
_LFS_BYTES = 1024
_LFS_START = b"version https://git-lfs.github.com/spec/v1"

#: Of UTF-8, UTF-16 and UTF-32: the last start as those of UTF-16 do, or with two NUL bytes.
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

_SPECIAL: tuple[tuple[Callable[[int], bool], Phrase], ...] = (
    (stat.S_ISFIFO, phrase("a named pipe")),
    (stat.S_ISSOCK, phrase("a socket")),
    (stat.S_ISCHR, phrase("a device")),
    (stat.S_ISBLK, phrase("a device")),
)

_Verdict = tuple[Reason, str | Phrase]
_NEVER_BLOCK = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def find_root(confdir: Path) -> Path:
    """Return the root of the repository that holds `confdir`.

    The nearest folder upward with a ``.git``, else with a ``pyproject.toml``, else the parent.
    """
    start = Path(os.path.abspath(confdir))
    for name in (".git", "pyproject.toml"):
        for folder in (start, *start.parents):
            if os.path.exists(folder / name):
                return folder
    return start.parent


def discover(
    root: Path,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    untracked: bool = False,
    max_size: int,
    never: Sequence[Path] = (),
    secrets: Sequence[str] = (),
) -> tuple[SourceFile, ...]:
    """Return the files of the repository, sorted by path.

    :param include: patterns as in ``.gitignore``, relative to `root`; where there are any, only
        files that match are found.
    :param exclude: patterns likewise; files that match are not found.
    :param untracked: whether files that git neither tracks nor ignores are found as well.
    :param max_size: in bytes; larger files have the reason ``size``.
    :param never: files and folders that are left out whatever git says.
    :param secrets: patterns of files that are read whatever their name tells of.
    :raises ValueError: if a pattern is not valid.

    Without git (no program, no repository, a repository of another owner, or one around `root`
    that knows no file in it) every file is found that no ``.gitignore`` names.
    """
    top = os.path.realpath(root)
    included = patterns(include)
    excluded = patterns(exclude)
    hidden = tuple(_below(top, never))
    try:
        entries = _from_git(root, untracked)
    except git.GitError:
        entries = list(walk(top, hidden))
    disk = _Disk(top, max_size, patterns(secrets))
    named = _named_like_credentials(entries)
    found = {
        source.path: source
        for entry in entries
        if not _is_hidden(entry.path, hidden)
        and (not include or included.match_file(entry.path))
        and not excluded.match_file(entry.path)
        for source in [named.get(entry.path) or disk.look(entry)]
    }
    return tuple(found[path] for path in sorted(found))


def inspect(data: bytes, is_published: bool = False) -> Reason | None:
    """Return why a file must not be shown, now that its bytes are known, or ``None``.

    :param data: all of its bytes.
    :param is_published: whether it may be shown although it is a private key.
    """
    if len(data) < _LFS_BYTES and data.startswith(_LFS_START):
        return Reason.LFS
    if not is_published and is_key(data):
        return Reason.SECRET
    if b"\0" in data and not data.startswith(_WIDE_MARKS):
        return Reason.BINARY
    return None


def read(root: Path, file: SourceFile, max_size: int | None = None) -> bytes:
    """Return the bytes of a file that was found.

    :param max_size: in bytes; the size that it was found with where not given.
    :raises OSError: if it may not be read, is no longer a regular file, leads through a link, or
        is larger.

    Never waits for another process, and never reads more than it returns.
    """
    if file.reason is not None:
        raise OSError(errno.EPERM, f"not to be read ({file.reason.value})")
    limit = file.size if max_size is None else max_size
    descriptor = _open(root, file.path)
    try:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode):
            raise OSError(errno.EINVAL, "no longer a regular file")
        if info.st_size > limit:
            raise OSError(errno.EFBIG, "larger than when it was found")
        with os.fdopen(os.dup(descriptor), "rb") as stream:
            data = stream.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise OSError(errno.EFBIG, "larger than when it was found")
    return data


def _open(root: Path, path: str) -> int:
    """Open a file folder by folder, so that no part of its path can have become a link."""
    flags = os.O_RDONLY | _NEVER_BLOCK | getattr(os, "O_BINARY", 0)
    if os.open not in os.supports_dir_fd:
        return os.open(root / path, flags | _NO_LINK)
    *folders, name = path.split("/")
    folder = os.open(root, flags | os.O_DIRECTORY)
    try:
        for part in folders:
            inner = os.open(part, flags | _NO_LINK | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(name, flags | _NO_LINK, dir_fd=folder)
    finally:
        os.close(folder)


def patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """Read patterns as in ``.gitignore``.

    :raises ValueError: if one is not valid.
    """
    # The other backends cannot match names that are not UTF-8.
    return GitIgnoreSpec.from_lines(lines, backend="simple")


def _below(top: str, paths: Iterable[Path]) -> Iterator[str]:
    """Those of `paths` that lie below the root, relative to it."""
    for path in paths:
        inner = _inside(top, os.path.realpath(path))
        if inner:
            yield inner


def _is_hidden(path: str, hidden: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in hidden)


def _inside(top: str, path: str) -> str | None:
    """`path` relative to the root; empty for the root itself, ``None`` outside."""
    if path == top:
        return ""
    start = top.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None


def _from_git(root: Path, with_untracked: bool) -> list[git.Entry]:
    entries = git.tracked(root)
    if with_untracked:
        # What git tracks in such folders is documented all the same.
        is_output = OutputFolders(os.fspath(root))
        entries += (
            git.Entry(path.rstrip("/"), git.SUBMODULE if path.endswith("/") else 0, "")
            for path in git.untracked(root)
            if not is_output(dirname(path))
        )
    if not entries and git.prefix(root):
        raise git.GitError("the repository around it knows nothing of this folder")
    return entries


def _named_like_credentials(entries: list[git.Entry]) -> dict[str, SourceFile]:
    """The files whose path holds a credential, by that path: they are not looked at, and what is
    secret of the path is held back."""
    names = [entry.path for entry in entries]
    if not credentials.hold_back(os.fsencode("\0".join(names)))[1]:
        return {}
    detail = phrase("a credential stands in its path")
    shown = {name: credentials.without(name) for name in names}
    return {
        name: SourceFile(path, reason=Reason.SECRET, detail=detail)
        for name, path in shown.items()
        if path != name
    }


class _Disk:
    """Looks at each path that was found, without opening it.

    :param top: the root, without links.
    :param published: matches the files that are read whatever their name tells of.
    """

    def __init__(self, top: str, max_size: int, published: GitIgnoreSpec):
        self._top = top
        self._max_size = max_size
        self._published = published
        self._folders: dict[str, _Verdict | None] = {"": None}

    def look(self, entry: git.Entry) -> SourceFile:
        path = entry.path
        verdict = self._folder(dirname(path))
        if entry.mode == git.SUBMODULE:
            verdict = verdict or (Reason.SUBMODULE, _submodule(entry.object_id))
        if verdict is not None:
            return SourceFile(path, reason=verdict[0], detail=verdict[1])
        try:
            info = os.lstat(f"{self._top}/{path}")
        except OSError as error:
            verdict = _failure(error, entry.sparse)
            return SourceFile(path, reason=verdict[0], detail=verdict[1])
        verdict = self._verdict(entry, info)
        reason, detail = verdict or (None, "")
        if not stat.S_ISREG(info.st_mode):
            return SourceFile(path, reason=reason, detail=detail)
        return SourceFile(
            path,
            size=info.st_size,
            modified=info.st_mtime_ns,
            inode=info.st_ino,
            reason=reason,
            detail=detail,
            executable=bool(info.st_mode & stat.S_IXUSR),
        )

    def _verdict(self, entry: git.Entry, info: os.stat_result) -> _Verdict | None:
        mode = info.st_mode
        if stat.S_ISLNK(mode):
            return self._link(entry.path)
        if stat.S_ISDIR(mode):
            if entry.mode:
                return Reason.DELETED, phrase("a folder stands in its place")
            return Reason.UNREADABLE, phrase("a folder that may not be read")
        if not stat.S_ISREG(mode):
            words = (words for is_kind, words in _SPECIAL if is_kind(mode))
            return Reason.SPECIAL, next(words, phrase("not a regular file"))
        if entry.mode == git.SYMLINK:
            return Reason.LINK, phrase("a link that was checked out as a file")
        said = is_secret(entry.path)
        if said and not self._published.match_file(entry.path):
            return Reason.SECRET, phrase("its name is like that of {what}", what=Phrase(said))
        if info.st_size > self._max_size:
            size, limit = str(info.st_size), str(self._max_size)
            said_of_size = phrase("{size} bytes, and the limit is {limit}", size=size, limit=limit)
            return Reason.SIZE, said_of_size
        if not os.access(f"{self._top}/{entry.path}", os.R_OK):
            return Reason.UNREADABLE, os.strerror(errno.EACCES)
        return None

    def _folder(self, folder: str) -> _Verdict | None:
        """Why nothing below `folder` may be read, or ``None``."""
        return inherited(self._folders, folder, self._folder_itself)

    def _folder_itself(self, folder: str) -> _Verdict | None:
        try:
            mode = os.lstat(f"{self._top}/{folder}").st_mode
        except OSError as error:
            return _failure(error)
        if stat.S_ISLNK(mode):
            reason, detail = self._link(folder)
            return reason, phrase("its folder is a link: {detail}", detail=detail)
        if not stat.S_ISDIR(mode):
            return Reason.DELETED, phrase("a file stands in place of its folder")
        return None

    def _link(self, path: str) -> _Verdict:
        full = f"{self._top}/{path}"
        exists = True
        try:
            target = os.path.realpath(full, strict=True)
        except OSError as error:
            if error.errno == errno.ELOOP:
                return Reason.OUTSIDE, phrase("a loop of links")
            exists = False
            target = os.path.realpath(full)
        inner = _inside(self._top, target)
        if inner is None:  # where it leads is a name of this machine: not for a page
            return Reason.OUTSIDE, phrase("it leads out of the repository")
        name = inner.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") or "."
        name = credentials.without(name)
        if not exists:
            return Reason.LINK, phrase("leads to {path}, which is missing", path=name)
        if stat.S_ISDIR(os.lstat(target).st_mode):
            return Reason.LINK, phrase("leads to the folder {path}", path=name)
        return Reason.LINK, phrase("leads to {path}", path=name)


def _submodule(commit: str) -> Phrase:
    if commit:
        return phrase("a repository of its own, at commit {commit}", commit=commit)
    return phrase("a repository of its own, not tracked")


def _failure(error: OSError, sparse: bool = False) -> _Verdict:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Reason.DELETED, phrase("not checked out (sparse)") if sparse else phrase(
            "not on disk"
        )
    return Reason.UNREADABLE, error.strerror or type(error).__name__
