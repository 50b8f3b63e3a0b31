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

from sphinx_kwindex.model.facts import Kind, Scope


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
class Target:
    """A place that a link leads to: a document, and an id in it or nothing."""

    docname: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """Another file as a page names it.

    :ivar target: its documentation page; ``None`` where it has none.
    :ivar keywords: its keyword index; ``None`` where it defines and imports nothing.
    :ivar summary: one line about it, or empty.
    """

    path: str
    target: Target | None = None
    keywords: Target | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class FolderRef:
    """A folder as a page names it; `path` is empty for the root.

    :ivar summary: one line about it: the docstring of its package or the heading of its README.
    :ivar files: how many files its subtree holds.
    :ivar above: the index of each folder above it, the root's first; empty where not known.
    """

    path: str
    index: Target
    doc: Target
    sub: Target
    summary: str = ""
    files: int = 0
    above: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """What a file is for, with its evidence.

    :ivar name: test, package, script, configuration, documentation, example, benchmark, stub,
        generated, vendored.
    :ivar evidence: what shows it, as half a sentence: "its name starts with ``test_``".
    :ivar target: where the evidence stands, or ``None`` where it is the path itself.
    """

    name: str
    evidence: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The last commit that touched a file.

    :ivar commit: full hash.
    :ivar date: of the author, ISO 8601, with the offset: ``2026-01-31T12:00:00+01:00``.
    :ivar author: name, never the address.
    :ivar subject: first line of its message.
    """

    commit: str
    date: str
    author: str
    subject: str


class Origin(StrEnum):
    """Where an imported module comes from."""

    STANDARD = "standard library"
    FIRST = "first party"
    THIRD = "third party"
    UNRESOLVED = "unresolved"  # a relative import that no file of the repository answers


@dataclass(frozen=True, slots=True)
class Dependency:
    """One module that a file imports, with all that it takes from it.

    :ivar module: dotted, as written.
    :ivar names: what is taken, with the link to its definition where the repository has it:
        ``(name as written, target or None)``; empty for a plain ``import module``.
    :ivar target: the module's own page, for the first party.
    :ivar declared: for a third party, the file of the project's metadata that declares it
        (``pyproject.toml``), or empty.
    :ivar lines: of the import statements, with the scope of each.
    """

    module: str
    origin: Origin
    names: tuple[tuple[str, Target | None], ...]
    target: Target | None
    declared: str
    lines: tuple[tuple[int, Scope], ...]


@dataclass(frozen=True, slots=True)
class Importer:
    """A file that imports this one, and the target of the first line that does."""

    path: str
    target: Target


@dataclass(frozen=True, slots=True)
class Relation:
    """A class and the classes above and below it.

    :ivar qualname: of the class, in this file.
    :ivar anchor: its id on this page.
    :ivar bases: each base expression, with the class that it names where the repository has it.
    :ivar subclasses: direct ones anywhere in the repository: dotted name and target, sorted;
        at most 100.
    :ivar subclass_count: how many there are.
    """

    qualname: str
    anchor: str
    bases: tuple[tuple[str, Target | None], ...]
    subclasses: tuple[tuple[str, Target], ...]
    subclass_count: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """Where a module stands in the graph of imports.

    :ivar module: dotted name.
    :ivar package: dotted name of the package that holds it, or empty.
    :ivar layer: 0 for a module that imports none of the repository's, otherwise one more than
        the highest layer that it imports, the modules of a cycle counting as one.
    :ivar layers: how many layers the repository has.
    :ivar fan_in: how many modules import it.
    :ivar fan_out: how many modules it imports.
    :ivar cycle: other modules of the cycle of imports that it is part of, sorted by path; at
        most 20, those next to it in the graph before others.
    :ivar cycle_size: how many modules the cycle has beside it.
    """

    module: str
    package: str
    layer: int
    layers: int
    fan_in: int
    fan_out: int
    cycle: tuple[FileRef, ...] = ()
    cycle_size: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """Another file worth reading, with the reasons, the strongest first.

    Each reason is half a sentence: "imported by this file", "shares the rare name ``x``".
    """

    file: FileRef
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilePage:
    """The documentation page of a file.

    :ivar facts: key of its facts in the store; empty where it was not read.
    :ivar content: digest (BLAKE2b, 32 hexadecimal digits) of its bytes; empty likewise.
    :ivar text: key of its text in the store; empty where there is no text to show.
    :ivar problem: why it is not fully indexed, as a sentence, or empty.
    :ivar lexer: alias of the Pygments lexer of its source.
    :ivar host: address of the file on its host, or empty.
    :ivar imported_by: sorted by path; at most 1,000, of the number that `position` has.
    :ivar keywords: its keyword index; ``None`` where it has none. In the layout ``combined`` it
        is a section of this page.
    :ivar combined: whether this page holds the keyword index as well.
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
    roles: tuple[Role, ...] = ()
    position: Position | None = None
    dependencies: tuple[Dependency, ...] = ()
    imported_by: tuple[Importer, ...] = ()
    relations: tuple[Relation, ...] = ()
    related: tuple[Related, ...] = ()
    previous: FileRef | None = None
    next: FileRef | None = None
    keywords: Target | None = None
    combined: bool = False
    imports: tuple[Target | None, ...] = ()


@dataclass(frozen=True, slots=True)
class KeywordsPage:
    """The keyword index of a file: its facts, and what its imports mean in the repository.

    :ivar imports: for each entry of the facts' imports, in their order, what it names in the
        repository, or ``None``.
    """

    path: str
    docname: str
    facts: str
    file: Target
    folder: FolderRef
    imports: tuple[Target | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A definition as a list of many files names it.

    :ivar label: what tells it from others of its name: the file's path, or the dotted name.
    """

    name: str
    kind: Kind
    label: str
    target: Target


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
class FolderPage:
    """The documentation page of a folder.

    :ivar role: what the folder is, in words of its own (package docstring, README), with source.
    :ivar languages: files by language, most first.
    :ivar suffixes: files by suffix, most first.
    :ivar concepts: its most used identifiers.
    :ivar important: files with the reason, the most important first.
    :ivar depends_on: folders that its files import from, with how many imports.
    :ivar used_by: folders whose files import from it, with how many imports.
    :ivar omitted: how many folders and files are not listed, where there are over 1,000.
    """

    folder: FolderRef
    docname: str
    parent: FolderRef | None
    role: str
    role_source: FileRef | None
    folders: tuple[FolderRef, ...]
    files: tuple[FileRef, ...]
    languages: tuple[tuple[str, int], ...]
    suffixes: tuple[tuple[str, int], ...]
    concepts: tuple[Entry, ...]
    important: tuple[Related, ...]
    depends_on: tuple[tuple[FolderRef, int], ...]
    used_by: tuple[tuple[FolderRef, int], ...]
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """An identifier of a subtree.

    :ivar uses: how often the repository names it.
    :ivar definitions: where the subtree defines it, at most 20.
    :ivar total: how many definitions there are.
    """

    name: str
    uses: int
    definitions: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SubtreePage:
    """The keyword index of all that lies under a folder: at most 500 identifiers.

    :ivar total: how many identifiers the subtree defines.
    :ivar alphabet: where the rest is.
    :ivar omitted: how many subfolders are not listed, where there are over 500.
    """

    folder: FolderRef
    docname: str
    usages: tuple[Usage, ...]
    total: int
    folders: tuple[FolderRef, ...]
    alphabet: Target
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class RepositoryPage:
    """The first page: what the repository is, and the ways into it.

    :ivar counts: what there is, as ``(what, how many)``.
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
    """A package as the book presents it, with the packages that it imports from."""

    name: str
    folder: FolderRef
    summary: str
    modules: int
    imports: tuple[tuple[str, int], ...]


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
    :ivar central: the modules imported most, with by how many.
    :ivar tests: folders with tests, with how many test files each holds.
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
    central: tuple[tuple[FileRef, int], ...]
    tests: tuple[tuple[FolderRef, int], ...]
    tools: tuple[Tool, ...]
    files: tuple[FileRef, ...]
    omitted: int
    glossary: tuple[GlossaryEntry, ...]
    documented: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not fully indexed. `reason` is a word, `sentence` says it to a reader."""

    file: FileRef
    reason: str
    sentence: str
    line: int = 0


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
