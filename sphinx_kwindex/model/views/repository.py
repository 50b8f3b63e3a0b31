"""What the pages of the whole repository show, besides the book."""

from __future__ import annotations

from sphinx_kwindex.model.facts import Kind
from sphinx_kwindex.model.parts import Entry, FileRef, FolderRef, Target
from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.records import Record


class RepositoryPage(Record, frozen=True):
    """The first page: what the repository is, and the ways into it.

    :ivar counts: how many files, folders and modules of Python there are.
    :ivar languages: files by language, most first.
    :ivar kinds: how many definitions there are of each kind.
    :ivar parts: of the index of the root, as on :class:`FolderIndexPage`; this page is the first.
    """

    name: str
    docname: str
    summary: str
    readme: FileRef | None
    root: FolderRef
    folders: tuple[FolderRef, ...]
    files: tuple[FileRef, ...]
    counts: tuple[tuple[str, int], ...]
    alphabet: Target
    book: Target
    skipped: Target
    search: Target
    commit: str
    toctree: tuple[str, ...]
    parts: tuple[tuple[str, Target], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[Kind, int], ...] = ()


class AlphabetPage(Record, frozen=True):
    """The A-Z of identifiers, or the part of it that starts with `prefix`.

    A page lists entries, or parts, never both.

    :ivar prefix: in lower case; of a page that holds several ``first - last``, of a part of one
        identifier the identifier and a number.
    :ivar total: how many definitions this page lists, itself or by its parts.
    :ivar parts: ``(prefix, how many definitions, document)``.
    :ivar entries: at most 1,000, sorted.
    :ivar parent: the page that lists this part; ``None`` on the first page.
    :ivar parent_prefix: the prefix of that page; empty where it is the first.
    """

    docname: str
    prefix: str
    total: int
    parts: tuple[tuple[str, int, Target], ...]
    entries: tuple[Entry, ...]
    parent: Target | None
    toctree: tuple[str, ...]
    parent_prefix: str = ""


class SearchPage(Record, frozen=True):
    """The search of keywords, which a browser fills.

    :ivar alphabet: the page that lists the same keywords without JavaScript.
    """

    docname: str
    alphabet: Target


class Skipped(Record, frozen=True):
    """A file that was not fully indexed. `reason` is a word, `sentence` says it to a reader.

    :ivar size: in bytes; 0 where there is nothing to measure.
    :ivar type: its language, or what kind of binary file it is; empty where that is not known.
    """

    file: FileRef
    reason: str
    sentence: Phrase
    line: int = 0
    size: int = 0
    type: str | Phrase = ""


class SkippedPage(Record, frozen=True):
    """Every file that was not fully indexed, with the reason, or a part of that list.

    :ivar total: how many files were not fully indexed, on all parts.
    :ivar files: those of this part, at most 1,000.
    :ivar found: how many files the repository has.
    :ivar parent: the first part; ``None`` on it.
    """

    docname: str
    total: int
    files: tuple[Skipped, ...]
    parent: Target | None = None
    toctree: tuple[str, ...] = ()
    found: int = 0
