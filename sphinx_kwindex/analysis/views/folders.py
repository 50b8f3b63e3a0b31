"""The three pages of each folder: index, documentation page, subtree keyword index."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from posixpath import dirname

from sphinx_kwindex.analysis import readme
from sphinx_kwindex.analysis.usage.runs import Runs
from sphinx_kwindex.analysis.views.catalogue import Catalogue, Labels, imported_by
from sphinx_kwindex.analysis.views.concepts import distinctive, most_used
from sphinx_kwindex.analysis.views.listing import labelled, listings
from sphinx_kwindex.analysis.views.skipped import skipped_parts
from sphinx_kwindex.analysis.views.subtrees import Subtree, imports_between, most, subtrees
from sphinx_kwindex.analysis.views.tree import PAGE_LIMIT, FolderTree
from sphinx_kwindex.model.parts import Entry, FileRef, FolderRef, Related, Target
from sphinx_kwindex.model.phrases import Phrase, phrase
from sphinx_kwindex.model.repository import Links, ReadFile, Repository
from sphinx_kwindex.model.views import Concept, FolderIndexPage, FolderPage, SubtreePage, Usage

_IMPORTANT = 10
_NEIGHBOURS = 30  # folders in each direction of imports
_COMMANDS = 20  # that run tests
_KINDS_OF_FILES = 30  # languages, and suffixes
_USAGES = 250
_DEFINITIONS = 20


def folder_pages(
    repository: Repository,
    links: Links,
    read: Callable[[str], str],
    catalogue: Catalogue | None = None,
) -> Iterator[FolderIndexPage | FolderPage | SubtreePage]:
    """Yield the pages of every folder that holds a file at any depth.

    The first page of the root's index is the :class:`~sphinx_kwindex.model.views.RepositoryPage`;
    its later parts are among these.

    :param read: the text of a file that has a page, by path.
    :param catalogue: of this repository, where the caller has one.
    """
    catalogue = catalogue or Catalogue.gather(repository, links)
    skipped = skipped_parts(repository)
    maker = _Maker(repository, links, read, catalogue, skipped)
    for folder, subtree in subtrees(catalogue, links):
        yield from _index_pages(repository, catalogue.tree, folder, skipped)
        yield maker.folder_page(folder, subtree)
        yield maker.subtree_page(folder, subtree)


def _index_pages(
    repository: Repository, tree: FolderTree, folder: str, skipped: dict[str, Target]
) -> Iterator[FolderIndexPage]:
    pages = listings(tree, repository.docnames, folder)
    parts = labelled(pages)
    bare, own = tree.bare(folder), tree.own(folder)
    reasons = [skipped[file.path] for file in tree.files[folder] if file.path in skipped]
    for number, page in enumerate(pages, 1):
        if number == 1 and not folder:
            continue
        first = number == 1
        about = (own.doc.docname, own.sub.docname) if first else ()
        later = tuple(target.docname for _, target in parts[1:]) if first else ()
        yield FolderIndexPage(
            folder=own,
            docname=page.target.docname,
            parent=tree.bare(dirname(folder)) if first else bare,
            folders=page.folders,
            files=page.files,
            toctree=(*about, *page.documents, *later),
            first_skipped=reasons[0] if reasons else None,
            part=number,
            parts=parts,
        )


class _Maker:
    """Makes the pages of a folder that show what lies under it."""

    def __init__(
        self,
        repository: Repository,
        links: Links,
        read: Callable[[str], str],
        catalogue: Catalogue,
        skipped: dict[str, Target],
    ) -> None:
        self._skipped = skipped
        self._read = read
        self._between = imports_between(links)
        self._ranking = catalogue.ranking
        self._catalogue = catalogue
        self._tree = catalogue.tree
        self._links = links
        self._labels = Labels(repository, links)
        self._alphabet = repository.docnames.alphabet()
        self._files = {file.path: file for file in repository.files}
        paged = (file.path for file in repository.files if file.has_page)
        pages = {path: repository.docnames.file(path) for path in paged}
        self._runs = Runs(repository, pages, read)

    def folder_page(self, folder: str, subtree: Subtree) -> FolderPage:
        tree = self._tree
        role, role_source = self._role(folder)
        names = tree.subfolders[folder]
        folders = tuple(tree.ref(path) for path in names[:PAGE_LIMIT])
        shown = tree.files[folder][: PAGE_LIMIT - len(folders)]
        own = tree.own(folder)
        commands, command_count = self._runs.most(subtree.own_tests | subtree.tests, _COMMANDS)
        return FolderPage(
            folder=own,
            docname=own.doc.docname,
            parent=tree.bare(dirname(folder)) if folder else None,
            role=role,
            role_source=role_source,
            folders=folders,
            files=tuple(tree.file_ref(file) for file in shown),
            languages=tuple(
                (name, files, subtree.lines[name])
                for name, files in most(subtree.languages, _KINDS_OF_FILES)
            ),
            suffixes=most(subtree.suffixes, _KINDS_OF_FILES),
            concepts=self._concepts(folder, subtree, most_used(subtree, self._ranking)),
            distinctive=self._concepts(folder, subtree, distinctive(subtree, self._ranking)),
            important=self._important(folder, subtree),
            depends_on=self._neighbours(most(subtree.imports, _NEIGHBOURS)),
            used_by=self._neighbours(most(subtree.importers, _NEIGHBOURS)),
            tests=self._neighbours(most(Counter(map(dirname, subtree.tests)), _NEIGHBOURS)),
            test_files=len(subtree.own_tests),
            commands=commands,
            command_count=command_count,
            between=self._between.get(folder, ()),
            pageless=subtree.pageless,
            skipped=self._skipped.get(subtree.skipped),
            omitted=len(names) - len(folders) + len(tree.files[folder]) - len(shown),
        )

    def subtree_page(self, folder: str, subtree: Subtree) -> SubtreePage:
        tree = self._tree
        own = tree.own(folder)
        names = tree.subfolders[folder]
        shown = names[: PAGE_LIMIT - _USAGES]
        return SubtreePage(
            folder=own,
            docname=own.sub.docname,
            usages=tuple(
                self._usage(self._ranking.names[rank], folder)
                for rank in heapq.nsmallest(_USAGES, subtree.ranks)
            ),
            total=len(subtree.ranks),
            folders=tuple(tree.ref(path) for path in shown),
            alphabet=self._alphabet,
            pageless=subtree.pageless,
            skipped=self._skipped.get(subtree.skipped),
            omitted=len(names) - len(shown),
        )

    def _role(self, folder: str) -> tuple[str, FileRef | None]:
        """What the folder says of itself, and the file that says it."""
        package = self._tree.package_file(folder)
        if package is not None and package.path in self._catalogue.paragraphs:
            return self._catalogue.paragraphs[package.path], self._tree.file_ref(package)
        introduction = self._tree.readme(folder)
        if introduction is not None:
            said = readme.first_paragraph(introduction.source.name, self._read(introduction.path))
            if said or introduction.summary:
                return said or introduction.summary, self._tree.file_ref(introduction)
        return "", None

    def _concepts(self, folder: str, subtree: Subtree, ranks: Iterable[int]) -> tuple[Concept, ...]:
        return tuple(
            Concept(
                entry=self._first(self._ranking.names[rank], folder),
                uses=self._ranking.uses(self._ranking.names[rank]) or 0,
                here=subtree.named[rank],
            )
            for rank in ranks
        )

    def _first(self, name: str, folder: str) -> Entry:
        """The first definition under a folder that may stand for it."""
        found = (
            (path, self._catalogue.definitions[path][index])
            for path, index in self._ranking.places(name, folder)
        )
        return self._labels.entry(*next(pair for pair in found if pair[1].is_concept))

    def _usage(self, name: str, folder: str) -> Usage:
        places = self._ranking.places(name, folder)
        return Usage(
            name=name,
            uses=self._ranking.uses(name),
            definitions=tuple(
                self._labels.entry(path, self._catalogue.definitions[path][index])
                for path, index in places[:_DEFINITIONS]
            ),
            total=len(places),
        )

    def _important(self, folder: str, subtree: Subtree) -> tuple[Related, ...]:
        """The files to read first: what introduces the folder, then what is imported most."""
        tree = self._tree
        own = tree.files[folder]
        reasons: dict[str, list[Phrase]] = {}

        def add(file: ReadFile | None, reason: Phrase) -> None:
            if file is not None:
                reasons.setdefault(file.path, []).append(reason)

        add(tree.package_file(folder), phrase("initialises the package"))
        add(tree.readme(folder), phrase("introduces the folder"))
        for file in own:
            if file.source.name == "__main__.py":
                add(file, phrase("runs when the package is run"))
        for _, path in sorted(subtree.central):
            add(self._files[path], imported_by(self._links, path))
        for file in own:
            if file.path in self._catalogue.scripts:
                add(file, phrase("runs when started as a script"))
        return tuple(
            Related(tree.file_ref(self._files[path]), tuple(why))
            for path, why in list(reasons.items())[:_IMPORTANT]
        )

    def _neighbours(self, counts: Iterable[tuple[str, int]]) -> tuple[tuple[FolderRef, int], ...]:
        return tuple((self._tree.bare(path), count) for path, count in counts)
