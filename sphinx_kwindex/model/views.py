"""What each page shows: one frozen record a page, complete and independent of every other.

A view is made when the repository is linked, stored with the digest of what it shows, and turned
into nodes when the page is written: while Sphinx reads, it is but titles and a toctree. It holds
names of documents, never paths of this machine, so that equal views mean equal pages. A change
that a view does not hold cannot change the page.

File pages show, beside their view, the :class:`~sphinx_kwindex.model.facts.FileFacts` of their
content, which the view names by digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sphinx_kwindex.model.facts import Kind, Topic
from sphinx_kwindex.model.findings import Review
from sphinx_kwindex.model.parts import (
    NO_USAGE,
    Change,
    Dependency,
    Entry,
    FileRef,
    FileUsage,
    FolderRef,
    History,
    Importer,
    Owners,
    Position,
    Related,
    Relation,
    Role,
    RunCommand,
    Target,
)

#: Most definitions and imports that one page of a keyword index lists.
KEYWORD_ENTRIES = 1_000


class PageKind(StrEnum):
    """The word in the record of a page, and the name of the module that draws it."""

    FILE = "file"  # <path>_docs
    KEYWORDS = "keywords"  # <path>_kw
    FOLDER_INDEX = "folder-index"  # <folder>/index
    FOLDER = "folder"  # <folder>/doc
    SUBTREE = "subtree"  # <folder>/sub
    REPOSITORY = "repository"  # index
    ALPHABET = "alphabet"  # keywords, and its parts
    BOOK = "book"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FilePage:
    """The documentation page of a file.

    :ivar facts: key of its facts in the store; empty where it was not read.
    :ivar content: digest (BLAKE2b, 32 hexadecimal digits) of its bytes; empty likewise.
    :ivar text: key of its text in the store; empty where there is no text to show.
    :ivar problem: why it is not fully indexed, as a sentence, or empty.
    :ivar lexer: alias of the Pygments lexer of its source.
    :ivar host: address of the file on its host, or empty.
    :ivar history: ``None`` where no commit is known to hold the file; where one does and `change`
        is ``None``, a shallow clone does not tell which commit changed it last.
    :ivar review: what ruff says of it; ``None`` where ruff did not read it.
    :ivar imported_by: sorted by path; at most 1,000, of the number that `position` has.
    :ivar keywords: its keyword index; ``None`` where it has none. In the layout ``combined`` it
        is a section of this page.
    :ivar keyword_parts: every page of the keyword index, in order; empty where there is one.
    :ivar combined: whether this page holds the keyword index as well, or its first part.
    :ivar imports: in the layout ``combined``, as on :class:`KeywordsPage`.
    """

    path: str
    docname: str
    size: int
    facts: str
    content: str
    text: str
    lexer: str
    folder: FolderRef
    executable: bool = False
    problem: str = ""
    host: str = ""
    change: Change | None = None
    history: History | None = None
    owners: tuple[Owners, ...] = ()
    roles: tuple[Role, ...] = ()
    review: Review | None = None
    position: Position | None = None
    dependencies: tuple[Dependency, ...] = ()
    imported_by: tuple[Importer, ...] = ()
    relations: tuple[Relation, ...] = ()
    testing: FileUsage = NO_USAGE
    related: tuple[Related, ...] = ()
    previous: FileRef | None = None
    next: FileRef | None = None
    keywords: Target | None = None
    combined: bool = False
    imports: tuple[Target | None, ...] = ()
    keyword_parts: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class KeywordsPage:
    """The keyword index of a file, or a part of it: its facts, and what its imports mean in the
    repository. A part lists :data:`KEYWORD_ENTRIES` definitions and imports at most.

    :ivar imports: for each entry of the facts' imports, in their order, what it names in the
        repository, or ``None``.
    :ivar part: number of this part, from 1.
    :ivar parts: every part; empty where there is one.
    """

    path: str
    docname: str
    facts: str
    file: Target
    folder: FolderRef
    imports: tuple[Target | None, ...] = ()
    part: int = 1
    parts: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderIndexPage:
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


@dataclass(frozen=True, slots=True)
class Concept:
    """An identifier that tells what a folder is about.

    :ivar entry: its first definition under the folder.
    :ivar uses: how often the repository names it.
    :ivar here: how often the files under the folder do.
    """

    entry: Entry
    uses: int
    here: int


@dataclass(frozen=True, slots=True)
class FolderPage:
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


@dataclass(frozen=True, slots=True)
class Usage:
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


@dataclass(frozen=True, slots=True)
class SubtreePage:
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


@dataclass(frozen=True, slots=True)
class RepositoryPage:
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
    commit: str
    toctree: tuple[str, ...]
    parts: tuple[tuple[str, Target], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[Kind, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AlphabetPage:
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


@dataclass(frozen=True, slots=True)
class Package:
    """A package of Python, or a folder with source files of another language, as the book
    presents it, with those that it imports from.

    :ivar name: dotted, or the path of the folder with a slash at its end.
    :ivar modules: how many modules, or source files, its subtree holds.
    :ivar layer: 0 where it depends on no other, otherwise one more than the highest that it
        depends on, those of a cycle counting as one.
    :ivar cycle: the others of the cycle that it is part of.
    """

    name: str
    folder: FolderRef
    summary: str
    modules: int
    imports: tuple[tuple[str, int], ...]
    is_python: bool = True
    layer: int = 0
    cycle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Central:
    """A file that many others import or include.

    :ivar reason: half a sentence: "included by 3 files".
    :ivar defines: what it defines that is used most.
    :ivar defined: how many public names it defines at its top.
    """

    file: FileRef
    reason: str
    importers: int
    defines: tuple[Entry, ...] = ()
    defined: int = 0


@dataclass(frozen=True, slots=True)
class Observed:
    """Something that readers observed: how often, in how many files, and where most.

    :ivar name: the word of the observation.
    """

    topic: Topic
    name: str
    total: int
    files: int
    places: tuple[tuple[FileRef, int], ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A public class with a docstring."""

    name: str
    summary: str
    module: str
    target: Target


@dataclass(frozen=True, slots=True)
class Tool:
    """A file that tells how the repository is built, tested or installed, and what it says.

    :ivar facts: each as ``(what, value)``: ("build backend", "hatchling").
    """

    file: FileRef
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BookPage:
    """The book: what the repository is, read from one end to the other.

    :ivar description: first paragraph of its README, plain.
    :ivar central: the files imported or included most.
    :ivar modules, layers, cycles, largest_cycle: of the graph of imports between modules of
        Python: how many modules, layers and cycles there are, and modules in the largest cycle.
    :ivar observed: what was observed in the files.
    :ivar tests: folders with tests, with how many test files each holds.
    :ivar contributing: files about taking part, and licences.
    :ivar files: the file reference, the root's files first; at most 1,000, then `omitted` more.
    :ivar documented: how many classes the glossary would have without its limit of 500.
    """

    name: str
    docname: str
    description: str
    readme: FileRef | None
    languages: tuple[tuple[str, int], ...]
    folders: tuple[FolderRef, ...]
    packages: tuple[Package, ...]
    central: tuple[Central, ...]
    tests: tuple[tuple[FolderRef, int], ...]
    tools: tuple[Tool, ...]
    files: tuple[FileRef, ...]
    omitted: int
    glossary: tuple[GlossaryEntry, ...]
    documented: int = 0
    modules: int = 0
    layers: int = 0
    cycles: int = 0
    largest_cycle: int = 0
    observed: tuple[Observed, ...] = ()
    contributing: tuple[FileRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not fully indexed. `reason` is a word, `sentence` says it to a reader.

    :ivar size: in bytes; 0 where there is nothing to measure.
    :ivar type: its language, or what kind of binary file it is; empty where that is not known.
    """

    file: FileRef
    reason: str
    sentence: str
    line: int = 0
    size: int = 0
    type: str = ""


@dataclass(frozen=True, slots=True)
class SkippedPage:
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


View = (
    FilePage
    | KeywordsPage
    | FolderIndexPage
    | FolderPage
    | SubtreePage
    | RepositoryPage
    | AlphabetPage
    | BookPage
    | SkippedPage
)
