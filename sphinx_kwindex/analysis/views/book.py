"""The book: what the repository is, read from one end to the other."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterator
from operator import itemgetter
from posixpath import dirname

from sphinx_kwindex.analysis import build_facts, readme
from sphinx_kwindex.analysis.views.catalogue import Catalogue, Labels
from sphinx_kwindex.analysis.views.subtrees import most
from sphinx_kwindex.analysis.views.tree import PAGE_LIMIT, FolderTree, parents
from sphinx_kwindex.model.metadata import ProjectMetadata
from sphinx_kwindex.model.parts import FileRef, FolderRef
from sphinx_kwindex.model.repository import Links, Repository
from sphinx_kwindex.model.views import BookPage, GlossaryEntry, Package, Tool

_LANGUAGES = 30
_PACKAGES = 60
_CENTRAL = 20
_GLOSSARY = 500

_TEST_FILE = re.compile(r"test_.*\.py|.*_test\.py")


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
    # A stable sort: the root's files first, the rest in the order of their paths.
    files = sorted(repository.files, key=lambda file: file.source.folder != "")
    return BookPage(
        name=metadata.name or repository.name,
        docname=repository.docnames.book.docname,
        description=description,
        readme=tree.file_ref(introduction) if introduction else None,
        languages=most(Counter(f.language for f in files if f.language), _LANGUAGES),
        folders=tuple(tree.ref(path) for path in tree.subfolders[""][:PAGE_LIMIT]),
        packages=tuple(_packages(tree, links)),
        central=tuple(_central(repository, tree, links)),
        tests=tuple(_tests(tree)),
        tools=tuple(_tools(tree, read)),
        files=tuple(tree.file_ref(file) for file in files[:PAGE_LIMIT]),
        omitted=max(len(files) - PAGE_LIMIT, 0),
        glossary=tuple(_glossary(repository, links, catalogue)),
        documented=len(catalogue.documented),
    )


def _packages(tree: FolderTree, links: Links) -> Iterator[Package]:
    """The packages that are in no other, the ones directly in those, and how they depend on each
    other. Where there are too many, the subpackages with the fewest modules are left out."""
    names: dict[str, str] = {}  # dotted name by folder
    modules: Counter[str] = Counter(
        parent for path in links.modules for parent in parents(dirname(path))
    )
    top: set[str] = set()
    direct: set[str] = set()
    for folder in tree.folders:
        package = tree.package_file(folder)
        if package is None or package.path not in links.modules:
            continue
        names[folder] = links.modules[package.path]
        above = dirname(folder) if folder else None
        if above not in names:
            top.add(folder)
        elif above in top:
            direct.add(folder)
    ranked = sorted(names, key=lambda f: (f not in top, f not in direct, -modules[f], f))
    chosen = set(ranked[: min(_PACKAGES, len(top) + len(direct))])
    imports = _package_imports(links, chosen)
    for folder in sorted(chosen, key=lambda f: (names[f], f)):
        between: Counter[str] = Counter()
        for other, count in imports.get(folder, Counter()).items():
            between[names[other]] += count
        ref = tree.ref(folder)
        yield Package(
            name=names[folder],
            folder=tree.bare(folder),
            summary=ref.summary,
            modules=modules[folder],
            imports=most(between, _PACKAGES),
        )


def _package_imports(links: Links, chosen: set[str]) -> dict[str, Counter[str]]:
    """How many imports lead from one of the packages `chosen` to another; a module counts for
    the innermost that holds it."""
    innermost = {
        folder: next((parent for parent in parents(folder) if parent in chosen), None)
        for folder in {dirname(path) for path in links.modules}
    }
    imports: dict[str, Counter[str]] = {}
    for path, resolved in links.imports.items():
        package = innermost.get(dirname(path))
        if package is None:
            continue
        others = (innermost.get(dirname(found.path)) for found in resolved if found is not None)
        imports.setdefault(package, Counter()).update(
            other for other in others if other is not None and other != package
        )
    return imports


def _central(
    repository: Repository, tree: FolderTree, links: Links
) -> Iterator[tuple[FileRef, int]]:
    """The modules that most files import."""
    files = {file.path: file for file in repository.files}
    counts = {path: len(found) for path, found in links.importers.items() if found}
    for path, count in most(counts, _CENTRAL):
        yield tree.file_ref(files[path]), count


def _tests(tree: FolderTree) -> Iterator[tuple[FolderRef, int]]:
    """Folders with test files, in the order of their paths; those with most, if too many."""
    counts = {
        folder: sum(_TEST_FILE.fullmatch(file.source.name) is not None for file in files)
        for folder, files in tree.files.items()
    }
    shown = dict(most({folder: n for folder, n in counts.items() if n}, PAGE_LIMIT))
    for folder in tree.folders:
        if folder in shown:
            yield tree.bare(folder), shown[folder]


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
            module=links.modules.get(found.path, found.path),
            target=labels.target(found.path, found.definition),
        )
        for _, _, found in ranked
    )
    yield from sorted(entries, key=lambda e: (e.name.casefold(), e.name, e.module, e.target.anchor))
