"""A file of the repository as it is on disk, before anything was read out of it."""

from __future__ import annotations

from enum import StrEnum
from posixpath import basename, dirname, splitext

from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.records import Record


class Reason(StrEnum):
    """Why a file was not fully indexed.

    The value is the word of the public JSON and of the page of skipped files; the ones that are
    also a subtype of our warnings (`kwindex.*`) are listed in ``sphinx_ext.warnings``.
    """

    SECRET = "secret"  # withheld: its name is like those of credentials, or it holds a key
    OUTSIDE = "outside"  # a link that leads out of the repository, or a loop of links
    LINK = "link"  # a link to a folder, or to a file that is listed itself
    SPECIAL = "special"  # a FIFO, a socket or a device
    SUBMODULE = "submodule"  # another repository, which git names by a commit only
    LFS = "lfs"  # a Git LFS pointer: the content is elsewhere
    DELETED = "deleted"  # tracked by git, and not on disk
    UNREADABLE = "unreadable"  # the operating system refused
    SIZE = "size"  # larger than ``kwindex_max_file_size``
    BINARY = "binary"  # holds NUL bytes
    GENERATED = "generated"  # its first lines say that a tool made it
    VENDORED = "vendored"  # a copy of another project's, by the name of its folder
    ENCODING = "encoding"  # the bytes are not text in the encoding that the file names
    SYNTAX = "syntax"  # the parser of its language refused it
    LIMIT = "limit"  # the reader ran out of time or memory
    INTERNAL = "internal"  # our own mistake


class SourceFile(Record, frozen=True):
    """One file that was found.

    :ivar path: relative to the root, ``/`` between parts; bytes that are not UTF-8 appear as
        lone surrogates (:pep:`383`).
    :ivar size: in bytes; 0 where there is nothing to measure.
    :ivar modified: time of the last modification, in nanoseconds, as the file system has it.
    :ivar inode: number of the file in its file system: with size and time it tells whether the
        bytes can have changed.
    :ivar reason: why it must not be read, or ``None``.
    :ivar detail: what a reader should know beyond the reason, in a few words, or empty.
    :ivar executable: whether its owner may execute it.
    """

    path: str
    size: int = 0
    modified: int = 0
    inode: int = 0
    reason: Reason | None = None
    detail: str | Phrase = ""
    executable: bool = False

    @property
    def folder(self) -> str:
        """Path of the folder that holds it; empty for the root."""
        return dirname(self.path)

    @property
    def name(self) -> str:
        return basename(self.path)

    @property
    def suffix(self) -> str:
        """With its dot, as written: ``.py``; empty where there is none."""
        return splitext(self.path)[1]


class Held(Record, frozen=True):
    """Credentials of one format in the text of a file, which are shown nowhere.

    :ivar what: one of them, as half a sentence: "a GitHub token".
    :ivar lines: of the first few, from 1.
    :ivar number: of lines that hold one.
    """

    what: Phrase
    lines: tuple[int, ...]
    number: int
