"""A repository whose files were all read, and what they say of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import FileFacts, Form, Import, Problem, Reference
from sphinx_kwindex.model.files import Held, SourceFile
from sphinx_kwindex.model.findings import Review
from sphinx_kwindex.model.parts import Change, Companion, History
from sphinx_kwindex.model.records import Record


class ReadFile(Record, frozen=True):
    """A file after reading: the few things that are kept in memory for all files at once.

    :ivar content: digest of its bytes; empty where it was not read.
    :ivar facts: key of its facts in the store; empty likewise.
    :ivar told: key of the facts as its reader told them, where an extension leaves some of its
        keywords out; else empty.
    :ivar text: key of its text in the store; empty where there is none to show.
    :ivar language, lexer, summary, has_keywords: as in its facts.
    :ivar lines: how many it has, of all kinds.
    :ivar problem: why it is not fully indexed, from discovery or from the reader; else ``None``.
    :ivar held: the credentials that its text holds, which neither its text nor its facts do.
    """

    source: SourceFile
    content: str = ""
    facts: str = ""
    text: str = ""
    language: str = ""
    lexer: str = "text"
    summary: str = ""
    has_keywords: bool = False
    lines: int = 0
    problem: Problem | None = None
    told: str = ""
    held: tuple[Held, ...] = ()

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def has_page(self) -> bool:
        """Whether it gets a documentation page: all that holds text does, and so does what its
        reader failed on; what was never opened is a row of the page of skipped files only."""
        return bool(self.text)


class Ownership(Record, frozen=True):
    """Who owns some files.

    :ivar names: users and teams as written; an address is the word ``address`` alone.
    :ivar path: of the file that says so.
    :ivar line: in it, from 1.
    """

    names: tuple[str, ...]
    path: str
    line: int


class Repository(Struct, frozen=True):
    """All files of a repository, in the order of their paths.

    :ivar name: of the project, for headings.
    :ivar docnames: the names of the documents.
    :ivar load: facts by key; reads the store each time, so keep what you need, not the facts.
    :ivar changes: last commit by path; a path that is not there is not known.
    :ivar histories: all commits of each path, likewise.
    :ivar companions: for each path, the files that changed with it, the closest first.
    :ivar owners: who owns a file, by path; nobody where nothing says so.
    :ivar contexts: by path, the contexts that coverage data has of it, sorted: names of tests.
    :ivar host: address of the file on its host, by path; ``""`` where there is no host.
    :ivar host_line: likewise of a line of it, with ``{line}`` where its number goes; ``""`` also
        where the host's addresses do not tell lines.
    :ivar reviews: what ruff says of Python files, by path; what is not there it did not read.
    :ivar commit: full hash of the commit that is checked out, or empty.
    :ivar combined: whether the keyword index is a section of the documentation page.
    """

    name: str
    files: tuple[ReadFile, ...]
    docnames: Docnames
    load: Callable[[str], FileFacts]
    changes: Mapping[str, Change] = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)
    companions: Mapping[str, tuple[Companion, ...]] = field(default_factory=dict)
    owners: Callable[[str], tuple[Ownership, ...]] = lambda path: ()
    contexts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    host: Callable[[str], str] = lambda path: ""
    host_line: Callable[[str], str] = lambda path: ""
    reviews: Mapping[str, Review] = field(default_factory=dict)
    commit: str = ""
    combined: bool = False


class Resolved(Record, frozen=True):
    """What an import names in the repository.

    :ivar path: the file that answers.
    :ivar anchor: the id of the definition in it, or empty for the file itself.
    """

    path: str
    anchor: str = ""


class Call(Record, frozen=True):
    """A line that may call something that another file defines: what it names is certain by its
    imports, and that the call is of that name is seen in the line.

    :ivar path: of the file that calls, and the line.
    :ivar written: what is called as the file writes it, to the last dot: ``np.zeros``, ``zeros``.
    :ivar rank: 0 for code of another folder, then 1 for examples, 2 for code beside the
        definition, 3 for tests.
    """

    path: str
    line: int
    written: str
    rank: int


class Links(Struct, frozen=True):
    """What the files of a repository say of each other.

    :ivar modules: dotted name of each Python file, by path.
    :ivar imports: for each Python file, and each other file that names files, what each of its
        facts' imports names, in their order.
    :ivar importers: for each file, the files that import it, with the line of the first import,
        sorted by path. A file is not its own importer.
    :ivar definitions: for each identifier that the repository defines (what programs name: no
        headings, keys of data, selectors and the like), the ``(path, index in the facts'
        definitions)`` of each definition, sorted.
    :ivar uses: for each of these identifiers, how often the repository names it other than where
        it is defined; those are left out that a file defines whose reader counts none.
    :ivar loads: for each Python file, the files that are imported when it is, sorted: its imports
        outside functions and not for type checking. Packages around a module are left out.
    :ivar bases: for each file with classes that have bases, by the id of the class, the class
        that each base names in the repository; keyword arguments are not bases.
    :ivar implemented: likewise what the types that they are written to implement name.
    :ivar forms: how a file names others that it does not import: for each such file, the form by
        the file that it names.
    :ivar also: the other forms in which a file names others, of those that it names in several.
    :ivar through: for each file of Python and Rust, by the place of an import, the file that the
        statement names, where that is another than the file of what it imports.
    :ivar reexports: for each such file, the files that it does not name and that define what it
        imports from others.
    :ivar packages: the names that files ``package.json`` give to packages of the repository.
    :ivar requirements: by manifest of another language than Python, the names of the packages that
        it asks for.
    :ivar tests: the test files, each with the identifiers that stand in it.
    :ivar calls: for each file, by the id of what it defines, the calls of it in files that import
        it, the best first; some of them.
    :ivar meant: what the references of a file with these imports mean, each by its number; those
        are left out that mean nothing in the repository, or nothing that is certain.
    :ivar tip: what is said of a definition where a name leads to it, or nothing.
    :ivar shared: for each identifier that the repository defines and that stands in two to four
        files, these files, sorted.
    """

    modules: Mapping[str, str]
    imports: Mapping[str, tuple[Resolved | None, ...]]
    importers: Mapping[str, tuple[tuple[str, int], ...]]
    definitions: Mapping[str, tuple[tuple[str, int], ...]]
    uses: Mapping[str, int]
    loads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bases: Mapping[str, Mapping[str, tuple[Resolved | None, ...]]] = field(default_factory=dict)
    implemented: Mapping[str, Mapping[str, tuple[Resolved | None, ...]]] = field(
        default_factory=dict
    )
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, Form]] = field(default_factory=dict)
    also: Mapping[str, Mapping[str, tuple[Form, ...]]] = field(default_factory=dict)
    through: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    reexports: Mapping[str, frozenset[str]] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()
    requirements: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tests: Mapping[str, frozenset[str]] = field(default_factory=dict)
    calls: Mapping[str, Mapping[str, tuple[Call, ...]]] = field(default_factory=dict)
    meant: Callable[
        [str, Sequence[Reference], Sequence[Import]], tuple[tuple[int, Resolved], ...]
    ] = lambda path, references, imports: ()
    tip: Callable[[Resolved], str] = lambda meaning: ""

    def importing(self, path: str) -> tuple[str, ...]:
        """The files that import or include a file, sorted; texts that link to it do neither."""
        others = (other for other, _ in self.importers.get(path, ()))
        return tuple(other for other in others if self.form(other, path) is not Form.LINK)

    def named(self, path: str) -> Iterator[str]:
        """The file that each import of a file names, of those that name one."""
        through = self.through.get(path, {})
        for place, resolved in enumerate(self.imports.get(path, ())):
            if resolved is not None:
                yield through.get(place, resolved.path)

    def is_through(self, path: str, other: str) -> bool:
        """Whether a file imports what another defines, and does not name that."""
        return other in self.reexports.get(path, ())

    def form(self, path: str, other: str) -> Form:
        """How a file names another, by the first of its statements that does."""
        return self.forms.get(path, {}).get(other, Form.IMPORT)
