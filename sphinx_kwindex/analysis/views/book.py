"""The book: what the repository is, read from one end to the other."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterator
from operator import itemgetter
from posixpath import dirname, splitext

from sphinx_kwindex.analysis import build_facts, readme
from sphinx_kwindex.analysis.linking.graph import layers
from sphinx_kwindex.analysis.views.catalogue import Catalogue, Labels, imported_by
from sphinx_kwindex.analysis.views.components import components
from sphinx_kwindex.analysis.views.subtrees import most
from sphinx_kwindex.analysis.views.tree import PAGE_LIMIT, FolderTree
from sphinx_kwindex.model.metadata import ProjectMetadata
from sphinx_kwindex.model.parts import FileRef, FolderRef
from sphinx_kwindex.model.repository import Links, Repository
from sphinx_kwindex.model.views import BookPage, Central, GlossaryEntry, Observed, Tool

_LANGUAGES = 30
_CENTRAL = 20
_GLOSSARY = 250
_FILES = 300

_DEFINED = 8  # names of a central file
_PLACES = 5  # files of an observation
#: Names of files about taking part, without their suffixes.
_COMMUNITY = frozenset(
    {"contributing", "code_of_conduct", "codeowners", "security", "support", "governance"}
    | {"maintainers", "authors", "contributors", "pull_request_template", "issue_template"}
    | {"changelog", "changes", "history", "news", "citation"}
)
_LICENCES = frozenset({"license", "licence", "copying", "notice", "unlicense"})


def book_page(
    repository: Repository,
    links: Links,
    metadata: ProjectMetadata,
    read: Callable[[str], str],
    catalogue: Catalogue | None = None,
) -> BookPage:
    """Return the book.

    :param read: the text of a file that has a page, by path.
    :param catalogue: of this repository, where the caller has one.
    """
    catalogue = catalogue or Catalogue.gather(repository, links)
    tree = catalogue.tree
    introduction = tree.readme("")
    description = metadata.description
    if introduction is not None:
        paragraph = readme.first_paragraph(introduction.source.name, read(introduction.path))
        description = paragraph or description
    placed = layers(links.loads)
    cycles = set(placed.cycles.values())
    # A stable sort: the root's files first, the rest in the order of their paths.
    files = sorted(repository.files, key=lambda file: file.source.folder != "")
    return BookPage(
        name=metadata.name or repository.name,
        docname=repository.docnames.book.docname,
        description=description,
        readme=tree.file_ref(introduction) if introduction else None,
        languages=most(Counter(f.language for f in files if f.language), _LANGUAGES),
        folders=tuple(tree.ref(path) for path in tree.subfolders[""][:PAGE_LIMIT]),
        packages=components(catalogue, links),
        layers=placed.count,
        cycles=len(cycles),
        largest_cycle=max(map(len, cycles), default=0),
        modules=len({splitext(path)[0] for path in links.modules}),
        central=tuple(_central(repository, links, catalogue)),
        observed=tuple(_observed(repository, catalogue)),
        tests=tuple(_tests(tree, links)),
        tools=tuple(_tools(tree, read)),
        contributing=tuple(_contributing(tree)),
        files=tuple(tree.file_ref(file) for file in files[:_FILES]),
        omitted=max(len(files) - _FILES, 0),
        glossary=tuple(_glossary(repository, links, catalogue)),
        documented=len(catalogue.documented),
    )


def _central(repository: Repository, links: Links, catalogue: Catalogue) -> Iterator[Central]:
    """The files that most others import or include, each with what it defines that is used most."""
    labels = Labels(repository, links)
    files = {file.path: file for file in repository.files}
    counts = {path: len(links.importing(path)) for path in links.importers}
    for path, count in most({path: n for path, n in counts.items() if n}, _CENTRAL):
        concepts = {
            definition.name: definition
            for definition in reversed(catalogue.definitions.get(path, ()))
            if definition.is_concept
        }
        named = {name: links.uses.get(name, 0) for name in concepts}
        yield Central(
            file=catalogue.tree.file_ref(files[path]),
            reason=imported_by(links, path),
            importers=count,
            defines=tuple(labels.entry(path, concepts[name]) for name, _ in most(named, _DEFINED)),
            defined=len(concepts),
        )


def _tests(tree: FolderTree, links: Links) -> Iterator[tuple[FolderRef, int]]:
    """Folders with test files, in the order of their paths; those with most, if too many."""
    shown = dict(most(Counter(map(dirname, links.tests)), PAGE_LIMIT))
    for folder in tree.folders:
        if folder in shown:
            yield tree.bare(folder), shown[folder]


def _observed(repository: Repository, catalogue: Catalogue) -> Iterator[Observed]:
    """What readers observed, with the files where it stands most."""
    files = {file.path: file for file in repository.files}
    for topic, name in sorted(catalogue.observed):
        places = catalogue.observed[topic, name]
        yield Observed(
            topic=topic,
            name=name,
            total=places.total(),
            files=len(places),
            places=tuple(
                (catalogue.tree.file_ref(files[path]), count)
                for path, count in most(places, _PLACES)
            ),
        )


def _contributing(tree: FolderTree) -> Iterator[FileRef]:
    """The files that tell who may do what, and how: where hosts look for them."""
    for folder in ("", ".github", "docs", ".gitlab"):
        for file in tree.files.get(folder, ()):
            stem = splitext(file.source.name)[0].lower().replace("-", "_")
            first = re.split(r"[._]", stem)[0]
            if stem in _COMMUNITY or first in _LICENCES:
                yield tree.file_ref(file)


def _tools(tree: FolderTree, read: Callable[[str], str]) -> Iterator[Tool]:
    """The files that tell how the repository is built, and what they say."""
    for folder in ("", ".github/workflows"):
        for file in tree.files.get(folder, ()):
            if file.has_page and build_facts.is_tool(file.path):
                yield Tool(tree.file_ref(file), build_facts.facts(file.path, read(file.path)))


def _glossary(
    repository: Repository, links: Links, catalogue: Catalogue
) -> Iterator[GlossaryEntry]:
    """The documented public classes by name; the most used, where there are too many."""
    labels = Labels(repository, links)
    ranked = heapq.nsmallest(
        _GLOSSARY,
        (
            (-links.uses.get(found.definition.name, 0), position, found)
            for position, found in enumerate(catalogue.documented)
        ),
        key=itemgetter(0, 1),
    )
    entries = (
        GlossaryEntry(
            name=found.definition.name,
            summary=found.summary,
            module=labels.module(found.path) or found.path,
            target=labels.target(found.path, found.definition),
        )
        for _, _, found in ranked
    )
    yield from sorted(entries, key=lambda e: (e.name.casefold(), e.name, e.module, e.target.anchor))
