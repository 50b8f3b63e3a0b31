"""What pages of many files show of each file, gathered in one pass over the facts."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from sphinx_kwindex.analysis.views.ranking import Ranking
from sphinx_kwindex.analysis.views.tree import FolderTree
from sphinx_kwindex.model.facts import Definition, FileFacts, Form, Kind, Topic
from sphinx_kwindex.model.parts import Entry, Target
from sphinx_kwindex.model.phrases import Phrase, counted
from sphinx_kwindex.model.repository import Links, ReadFile, Repository

#: The first paragraph of a docstring is cut to this many characters.
_PARAGRAPH = 1_000
_SUMMARY = 300


class Named(NamedTuple):
    """The part of a definition that lists of many files show. It holds no line: an edit that
    moves a definition must not change these pages."""

    kind: Kind
    name: str
    qualname: str
    anchor: str
    is_concept: bool
    variety: str = ""


class Documented(Struct, frozen=True):
    """A public class with a docstring."""

    path: str
    definition: Named
    summary: str


class Catalogue(Struct, frozen=True):
    """What was gathered; some 200 bytes a definition.

    :ivar definitions: of each file that has any, in the order of its facts.
    :ivar paragraphs: first paragraph of the docstring of each ``__init__`` file, where it has one.
    :ivar scripts: files that run when started: they have a main guard.
    :ivar importing: files whose reader looks for imports.
    :ivar documented: public classes with a docstring, in the order of their places.
    :ivar kinds: how many definitions there are of each kind.
    :ivar uses: of each file that names identifiers of the repository: rank, how often, and so on
        in turn.
    :ivar observed: what was observed in files, with how often in each file.
    """

    tree: FolderTree
    definitions: Mapping[str, tuple[Named, ...]]
    paragraphs: Mapping[str, str]
    scripts: frozenset[str]
    importing: frozenset[str]
    documented: tuple[Documented, ...]
    kinds: Mapping[Kind, int]
    ranking: Ranking
    uses: Mapping[str, array[int]]
    observed: Mapping[tuple[Topic, str], Counter[str]]

    @classmethod
    def gather(cls, repository: Repository, links: Links) -> Catalogue:
        """Read the facts of every file once."""
        gathering = Gathering(links)
        for file in repository.files:
            if file.facts:
                gathering.add(file, repository.load(file.facts))
        return gathering.catalogue(repository)


class Gathering:
    """A catalogue in the making, for those who have the facts of each file at hand."""

    def __init__(self, links: Links) -> None:
        self._ranking = Ranking(links)
        self._uses: dict[str, array[int]] = {}
        self._observed: defaultdict[tuple[Topic, str], Counter[str]] = defaultdict(Counter)
        self._definitions: dict[str, tuple[Named, ...]] = {}
        self._paragraphs: dict[str, str] = {}
        self._scripts: set[str] = set()
        self._importing: set[str] = set()
        self._documented: list[Documented] = []
        self._kinds: Counter[Kind] = Counter()

    def add(self, file: ReadFile, facts: FileFacts) -> None:
        """Take what is of use from a file; they come in the order of the repository's."""
        path = file.path
        named = tuple(map(_named, facts.definitions))
        if named:
            self._definitions[path] = named
        self._kinds.update(entry.kind for entry in named)
        self._documented += (
            Documented(path, entry, definition.summary[:_SUMMARY])
            for entry, definition in zip(named, facts.definitions, strict=True)
            if definition.kind.is_type and definition.is_public and definition.summary
        )
        if facts.main_guard:
            self._scripts.add(path)
        if facts.tells_imports:
            self._importing.add(path)
        for observation in facts.observations:
            self._observed[observation.topic, observation.name][path] += 1
        if ranked := array("L", _ranked(facts, self._ranking)):
            self._uses[path] = ranked
        if _is_package_file(file) and facts.summary_source == "docstring" and facts.docstring:
            self._paragraphs[path] = _first_paragraph(facts.docstring)

    def catalogue(self, repository: Repository) -> Catalogue:
        """Return the catalogue, now that every file was added that has facts."""
        return Catalogue(
            FolderTree(repository, self._paragraphs.keys()),
            self._definitions,
            self._paragraphs,
            frozenset(self._scripts),
            frozenset(self._importing),
            tuple(self._documented),
            self._kinds,
            self._ranking,
            self._uses,
            self._observed,
        )


class Labels:
    """How lists of many files name a definition."""

    def __init__(self, repository: Repository, links: Links) -> None:
        self._docnames = repository.docnames
        self._modules = links.modules
        named = Counter(links.modules.values())
        #: The names of several modules, which tell none of them.
        self._shared = frozenset(module for module, number in named.items() if number > 1)

    def label(self, path: str, definition: Named) -> str:
        """The dotted name of a definition of Python; the path of its file where other files have
        the module's name as well, and in other languages."""
        module = self.module(path)
        return f"{module}.{definition.qualname}" if module else path

    def module(self, path: str) -> str:
        """The dotted name of a module, where no other file has it; or nothing."""
        module = self._modules.get(path, "")
        return "" if module in self._shared else module

    def target(self, path: str, definition: Named) -> Target:
        return Target(self._docnames.file(path).docname, definition.anchor)

    def entry(self, path: str, definition: Named) -> Entry:
        return Entry(
            definition.name,
            definition.kind,
            self.label(path, definition),
            self.target(path, definition),
            definition.variety,
        )


def imported_by(links: Links, path: str) -> Phrase:
    """Half a sentence: how many files import or include a file."""
    importing = links.importing(path)
    forms = {links.form(other, path) for other in importing}
    number = len(importing)
    if any(links.is_through(other, path) for other in importing):
        return counted(
            "imported, itself or what it defines, by {number} file",
            "imported, itself or what it defines, by {number} files",
            number,
        )
    if not forms & _INCLUDES:
        return counted("imported by {number} file", "imported by {number} files", number)
    if not forms - _INCLUDES:
        return counted("included by {number} file", "included by {number} files", number)
    return counted(
        "imported or included by {number} file", "imported or included by {number} files", number
    )


_INCLUDES = frozenset({Form.INCLUDE, Form.SYSTEM})


def _ranked(facts: FileFacts, ranking: Ranking) -> Iterator[int]:
    for name, count in facts.uses:
        rank = ranking.rank(name)
        if rank is not None:
            yield from (rank, count)


def _is_package_file(file: ReadFile) -> bool:
    return file.source.name in ("__init__.py", "__init__.pyi")


def _named(definition: Definition) -> Named:
    # One string serves for all that are equal, as they nearly always are.
    qualname = definition.qualname
    name = qualname if definition.name == qualname else definition.name
    anchor = qualname if definition.anchor == qualname else definition.anchor
    return Named(
        definition.kind, name, qualname, anchor, _is_concept(definition), definition.variety
    )


#: Kinds that are never what a folder is about: the most used variables are loggers and the like.
_NO_CONCEPTS = frozenset({Kind.VARIABLE, Kind.FIELD, Kind.ENUMERATOR, Kind.METHOD, Kind.NAME})


def _is_concept(definition: Definition) -> bool:
    """Whether it may stand for what a folder is about: a public name of three characters or more,
    at the top of its file or in a namespace."""
    return (
        definition.kind.is_code
        and definition.kind not in _NO_CONCEPTS
        and definition.is_public
        and len(definition.name) > 2
        and "." not in definition.qualname
    )


def _first_paragraph(docstring: str) -> str:
    paragraph = docstring.strip().partition("\n\n")[0]
    return " ".join(paragraph.split())[:_PARAGRAPH]
