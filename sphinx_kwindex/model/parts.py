"""What the views of pages are made of: places, files, folders, and what is said of them.

Frozen records that hold names of documents and never objects of each other's pages, so that equal
records mean equal pages.
"""

from __future__ import annotations

from enum import StrEnum

from sphinx_kwindex.model.facts import Form, Kind, Scope
from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.records import Record


class Target(Record, frozen=True):
    """A place that a link leads to: a document, and an id in it or nothing."""

    docname: str
    anchor: str = ""


class FileRef(Record, frozen=True):
    """Another file as a page names it.

    :ivar target: its documentation page; ``None`` where it has none.
    :ivar keywords: its keyword index; ``None`` where it defines and imports nothing.
    :ivar summary: one line about it, or empty.
    :ivar problem: of a file without a page, why it has none.
    """

    path: str
    target: Target | None = None
    keywords: Target | None = None
    summary: str = ""
    problem: Phrase | None = None


class FolderRef(Record, frozen=True):
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


class Role(Record, frozen=True):
    """What a file is for, with its evidence.

    :ivar name: test, package, script, configuration, documentation, example, benchmark, stub,
        generated, vendored.
    :ivar evidence: what shows it, as half a sentence: "its name starts with ``test_``".
    :ivar target: where the evidence stands, or ``None`` where it is the path itself.
    """

    name: str
    evidence: Phrase
    target: Target | None = None


class Change(Record, frozen=True):
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


class History(Record, frozen=True):
    """All commits that changed a file under the path that it has now.

    :ivar whole: whether all of them are known: a shallow clone, and a history too long to be read
        in time, are cut off.
    :ivar first: the first of them; ``None`` where it is not known.
    :ivar changes: how many are known; a merge counts where it differs from all its parents.
    :ivar authors: of the known ones: names, never addresses, with how many changes each made,
        most first; at most 10.
    :ivar author_count: how many authors there are.
    """

    whole: bool
    first: Change | None
    changes: int
    authors: tuple[tuple[str, int], ...]
    author_count: int


class Companion(Record, frozen=True):
    """Another file that changed in the same commits, of those that changed at most 30 files.

    :ivar together: how many commits changed both.
    :ivar own: how many changed the file itself.
    :ivar others: how many changed the other one.
    :ivar whole: whether all commits of both are known.
    """

    path: str
    together: int
    own: int
    others: int
    whole: bool = True


class Owners(Record, frozen=True):
    """Who owns a file, as one line of the repository says.

    :ivar names: users and teams as written; an address is the word ``address`` alone.
    :ivar path: of the file that says so.
    :ivar target: the line.
    """

    names: tuple[str, ...]
    path: str
    target: Target | None = None


class Origin(StrEnum):
    """Where an imported module comes from."""

    STANDARD = "standard library"
    FIRST = "first party"
    THIRD = "third party"
    UNRESOLVED = "unresolved"  # a relative import that no file of the repository answers


class Dependency(Record, frozen=True):
    """One module that a file imports, with all that it takes from it.

    :ivar module: dotted, as written.
    :ivar names: what is taken, with the link to its definition where the repository has it:
        ``(name as written, target or None)``; empty for a plain ``import module``.
    :ivar target: the module's own page, for the first party.
    :ivar declared: for a third party, the file of the project's metadata that declares it
        (``pyproject.toml``), or empty.
    :ivar lines: of the import statements, with the scope of each.
    :ivar form: how it is named; of a link `module` is the path or the address.
    """

    module: str
    origin: Origin
    names: tuple[tuple[str, Target | None], ...]
    target: Target | None
    declared: str
    lines: tuple[tuple[int, Scope], ...]
    form: Form = Form.IMPORT


class Importer(Record, frozen=True):
    """A file that imports this one, or names it in another form, and the target of the first line
    that does.

    :ivar is_through: whether it names another file, which imports what this one defines.
    """

    path: str
    target: Target
    form: Form = Form.IMPORT
    is_through: bool = False


class Relation(Record, frozen=True):
    """A class and the classes above and below it.

    :ivar qualname: of the class, in this file.
    :ivar anchor: its id on this page.
    :ivar bases: each base expression, with the class that it names where the repository has it.
    :ivar subclasses: direct ones anywhere in the repository: name, dotted from the module in
        Python, and target, sorted; at most 100.
    :ivar subclass_count: how many there are.
    :ivar implemented: likewise the interfaces and traits that it implements.
    :ivar implementers, implementer_count: likewise the types that implement it.
    """

    qualname: str
    anchor: str
    bases: tuple[tuple[str, Target | None], ...]
    subclasses: tuple[tuple[str, Target], ...]
    subclass_count: int = 0
    implemented: tuple[tuple[str, Target | None], ...] = ()
    implementers: tuple[tuple[str, Target], ...] = ()
    implementer_count: int = 0


class Position(Record, frozen=True):
    """Where a file stands in the graph of imports, or of includes and the like.

    :ivar module: dotted name of a module of Python; empty in other languages.
    :ivar package: dotted name of the package that holds it, or empty.
    :ivar layer: 0 for a file that names no other file of its graph, otherwise one more than the
        highest layer that it names, the files of a cycle counting as one.
    :ivar layers: how many layers the graph has.
    :ivar fan_in: how many modules import it; in other languages, how many files name it.
    :ivar fan_out: how many it imports or names.
    :ivar cycle: other files of the cycle that it is part of, sorted by path; at most 20, those
        next to it in the graph before others.
    :ivar cycle_size: how many files the cycle has beside it.
    :ivar form: how the files of the graph name each other: by imports, by includes, or by
        several words of their language (`Form.USE`).
    """

    module: str
    package: str
    layer: int
    layers: int
    fan_in: int
    fan_out: int
    cycle: tuple[FileRef, ...] = ()
    cycle_size: int = 0
    form: Form = Form.IMPORT


class ImportingTest(Record, frozen=True):
    """A test file that imports another file, or calls what it defines.

    :ivar target: the first line that does.
    :ivar names: what the other file defines and this one names, at most 10, sorted.
    :ivar name_count: how many there are.
    """

    path: str
    target: Target
    names: tuple[str, ...] = ()
    name_count: int = 0


class RunCommand(Record, frozen=True):
    """A command that runs tests, as a file of the repository says.

    :ivar text: as it is typed.
    :ivar folder: where; empty for the root.
    :ivar reason: what the file says, as half a sentence.
    :ivar path: of that file.
    :ivar target: the line that says so.
    """

    text: str
    folder: str
    reason: Phrase
    path: str
    target: Target | None = None


class CallSite(Record, frozen=True):
    """A line of another file that calls what this one defines.

    :ivar name: of the definition.
    :ivar code: the line without its margin, at most 120 characters.
    """

    name: str
    path: str
    line: int
    target: Target
    code: str


class FileUsage(Record, frozen=True):
    """How a file is tested and used.

    :ivar looked: whether tests of the file were looked for: it defines what a test could import.
    :ivar any_tests: whether the repository has any test file.
    :ivar tests: sorted by path, at most 50.
    :ivar test_count: how many there are.
    :ivar commands: those that run the tests; on the page of a test, that run it.
    :ivar calls: of public names, the best first, at most 10.
    :ivar contexts: of the coverage data that the configuration names, sorted, at most 50.
    :ivar context_count: how many there are.
    """

    looked: bool = False
    any_tests: bool = False
    tests: tuple[ImportingTest, ...] = ()
    test_count: int = 0
    commands: tuple[RunCommand, ...] = ()
    calls: tuple[CallSite, ...] = ()
    contexts: tuple[str, ...] = ()
    context_count: int = 0


#: Of a file that nothing is known of.
NO_USAGE = FileUsage()


class Followed(Record, frozen=True):
    """Where a name of a source leads.

    :ivar reference: number of the reference in the facts of the file, which has its places.
    :ivar target: the definition or the file that it means.
    :ivar tip: what is said of it, in one or two lines, or empty.
    """

    reference: int
    target: Target
    tip: str = ""


class Related(Record, frozen=True):
    """Another file worth reading, with the reasons, the strongest first.

    Each reason is half a sentence: "imported by this file", "has the same name with
    another suffix".
    """

    file: FileRef
    reasons: tuple[Phrase, ...]


class Entry(Record, frozen=True):
    """A definition as a list of many files names it.

    :ivar label: what tells it from others of its name: the file's path, or the dotted name.
    :ivar variety: of a method or field, as its definition has it.
    """

    name: str
    kind: Kind
    label: str
    target: Target
    variety: str = ""
