"""What the book shows."""

from __future__ import annotations

from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.model.parts import Entry, FileRef, FolderRef, Target
from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.records import Record


class Package(Record, frozen=True):
    """A package of Python, or a folder with source files of another language, as the book
    presents it, with those that it imports from.

    :ivar name: dotted, or the path of the folder with a slash at its end.
    :ivar modules: how many modules of Python, or source files, its subtree holds.
    :ivar is_read: whether what at least one of them imports was looked for.
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
    is_read: bool = True
    layer: int = 0
    cycle: tuple[str, ...] = ()


class Central(Record, frozen=True):
    """A file that many others import or include.

    :ivar reason: half a sentence: "included by 3 files".
    :ivar defines: what it defines that is used most.
    :ivar defined: how many public names it defines at its top.
    """

    file: FileRef
    reason: Phrase
    importers: int
    defines: tuple[Entry, ...] = ()
    defined: int = 0


class Observed(Record, frozen=True):
    """Something that readers observed: how often, in how many files, and where most.

    :ivar name: the word of the observation.
    """

    topic: Topic
    name: str
    total: int
    files: int
    places: tuple[tuple[FileRef, int], ...]


class GlossaryEntry(Record, frozen=True):
    """A public class with a docstring."""

    name: str
    summary: str
    module: str
    target: Target


class Tool(Record, frozen=True):
    """A file that tells how the repository is built, tested or installed, and what it says.

    :ivar facts: each as ``(what, value)``: ("build backend", "hatchling"); what it is in
        English.
    """

    file: FileRef
    facts: tuple[tuple[str, str | Phrase], ...]


class BookPage(Record, frozen=True):
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
