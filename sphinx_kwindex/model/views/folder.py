"""What the pages of one folder show."""

from __future__ import annotations

from sphinx_kwindex.model.parts import Entry, FileRef, FolderRef, Related, RunCommand, Target
from sphinx_kwindex.model.records import Record


class FolderIndexPage(Record, frozen=True):
    """The index of a folder, or a part of it: a page lists at most 1,000 folders and files.

    :ivar parent: the folder above; on a later part the folder itself.
    :ivar first_skipped: link to the page of skipped files, where one of its files is there.
    :ivar toctree: documents below this one, in order.
    :ivar part: number of this part, from 1.
    :ivar parts: every part with what it lists, first and last name; empty where there is one.
    """

    folder: FolderRef
    docname: str
    parent: FolderRef | None
    folders: tuple[FolderRef, ...]
    files: tuple[FileRef, ...]
    toctree: tuple[str, ...]
    first_skipped: Target | None = None
    part: int = 1
    parts: tuple[tuple[str, Target], ...] = ()


class Concept(Record, frozen=True):
    """An identifier that tells what a folder is about.

    :ivar entry: its first definition under the folder.
    :ivar uses: how often the repository names it.
    :ivar here: how often the files under the folder do.
    """

    entry: Entry
    uses: int
    here: int


class FolderPage(Record, frozen=True):
    """The documentation page of a folder.

    :ivar role: what the folder is, in words of its own (package docstring, README), with source.
    :ivar languages: each with its files that have a page and the lines of these, most files first.
    :ivar suffixes: files by suffix, most first.
    :ivar concepts: its most used identifiers.
    :ivar distinctive: those that are named here far more often than elsewhere.
    :ivar important: files with the reason, the most important first.
    :ivar depends_on: folders that its files import from or include, with how many times.
    :ivar used_by: folders whose files import from it or include its own, likewise.
    :ivar tests: folders with test files that import from it, with how many such files.
    :ivar test_files: how many of its files are tests.
    :ivar commands: those that run its tests and those that import from it, at most 20; those that
        run most of them first.
    :ivar command_count: how many there are.
    :ivar between: imports and includes from one subfolder to another, as ``(path of the one, of
        the other, how many)``, most first.
    :ivar pageless: how many of its files have no page.
    :ivar skipped: the page that says why, of the first of them.
    :ivar omitted: how many folders and files are not listed, where there are over 1,000.
    """

    folder: FolderRef
    docname: str
    parent: FolderRef | None
    role: str
    role_source: FileRef | None
    folders: tuple[FolderRef, ...]
    files: tuple[FileRef, ...]
    languages: tuple[tuple[str, int, int], ...]
    suffixes: tuple[tuple[str, int], ...]
    concepts: tuple[Concept, ...]
    distinctive: tuple[Concept, ...]
    important: tuple[Related, ...]
    depends_on: tuple[tuple[FolderRef, int], ...]
    used_by: tuple[tuple[FolderRef, int], ...]
    omitted: int = 0
    tests: tuple[tuple[FolderRef, int], ...] = ()
    test_files: int = 0
    commands: tuple[RunCommand, ...] = ()
    command_count: int = 0
    between: tuple[tuple[str, str, int], ...] = ()
    pageless: int = 0
    skipped: Target | None = None


class Usage(Record, frozen=True):
    """An identifier of a subtree.

    :ivar uses: how often the repository names it other than where it is defined; ``None`` where no
        file that defines it is read for that.
    :ivar definitions: where the subtree defines it, at most 20.
    :ivar total: how many definitions there are.
    """

    name: str
    uses: int | None
    definitions: tuple[Entry, ...]
    total: int


class SubtreePage(Record, frozen=True):
    """The keyword index of all that lies under a folder: at most 500 identifiers.

    :ivar total: how many identifiers the subtree defines.
    :ivar alphabet: where the rest is.
    :ivar omitted: how many subfolders are not listed, where there are over 500.
    :ivar pageless, skipped: as of :class:`FolderPage`.
    """

    folder: FolderRef
    docname: str
    usages: tuple[Usage, ...]
    total: int
    folders: tuple[FolderRef, ...]
    alphabet: Target
    omitted: int = 0
    pageless: int = 0
    skipped: Target | None = None
