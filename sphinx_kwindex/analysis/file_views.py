"""What the pages of each file show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from sphinx_kwindex.analysis.linking.dependencies import dependencies, origin_of_module
from sphinx_kwindex.analysis.linking.families import family_of
from sphinx_kwindex.analysis.linking.lineage import Lineage
from sphinx_kwindex.analysis.linking.positions import Positions
from sphinx_kwindex.analysis.linking.pythonic import PYTHON_WITHIN, modules_of
from sphinx_kwindex.analysis.linking.related import Relations
from sphinx_kwindex.analysis.linking.requirements import declaring
from sphinx_kwindex.analysis.metadata import declaring_file
from sphinx_kwindex.analysis.roles import roles
from sphinx_kwindex.analysis.usage.files import Usages
from sphinx_kwindex.analysis.views.reasons import sentence
from sphinx_kwindex.analysis.views.tree import way_down
from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.facts import FileFacts, Form, Import
from sphinx_kwindex.model.metadata import ProjectMetadata
from sphinx_kwindex.model.parts import (
    Dependency,
    FileRef,
    FolderRef,
    Followed,
    Importer,
    Origin,
    Owners,
    Related,
    Target,
)
from sphinx_kwindex.model.repository import Links, ReadFile, Repository, Resolved
from sphinx_kwindex.model.views import KEYWORD_ENTRIES, FilePage, KeywordsPage

#: No page lists more than this.
_MOST = 500


def file_pages(
    repository: Repository,
    links: Links,
    metadata: ProjectMetadata,
    read: Callable[[str], str] = lambda path: "",
    note: Callable[[ReadFile, FileFacts], None] = lambda file, facts: None,
) -> Iterator[FilePage | KeywordsPage]:
    """Yield the pages of each file that has one, in the order of paths: its documentation page,
    then its keyword index unless that is a section of the former.

    Reads the facts of each file once and keeps none of them.

    :param read: the text of a file that has a page.
    :param note: is told of each file with facts, while these are at hand.
    """
    pages = _FilePages(repository, links, metadata, read)
    for file in repository.files:
        facts = repository.load(file.facts) if file.facts else FileFacts()
        if file.facts:
            note(file, facts)
        if file.has_page:
            yield from pages.of(file, facts)


class _FilePages:
    def __init__(
        self,
        repository: Repository,
        links: Links,
        metadata: ProjectMetadata,
        read: Callable[[str], str],
    ) -> None:
        self._repository = repository
        self._links = links
        self._metadata = metadata
        paged = [file for file in repository.files if file.has_page]
        self._pages = {file.path: repository.docnames.file(file.path) for file in paged}
        self._refs = {file.path: self._ref(file) for file in repository.files}
        self._modules = modules_of(repository.files)
        self._positions = Positions(repository, links)
        # A method of this would lead back to it, and keep all of it until Python looks for cycles.
        self._place = partial(_place, self._pages)
        self._lineage = Lineage(links, self._place)
        self._relations = Relations(frozenset(self._pages), links, repository.companions)
        self._usages = Usages(repository, links, self._pages, self._relations.imported, read)
        self._folders: dict[str, FolderRef] = {}
        self._previous: dict[str, str] = {}
        self._next: dict[str, str] = {}
        last: dict[str, str] = {}
        for file in paged:
            folder = file.source.folder
            if folder in last:
                self._previous[file.path] = last[folder]
                self._next[last[folder]] = file.path
            last[folder] = file.path

    def of(self, file: ReadFile, facts: FileFacts) -> Iterator[FilePage | KeywordsPage]:
        repository = self._repository
        path = file.path
        target = self._pages[path]
        folder = self._folder(file.source.folder)
        keywords = repository.docnames.keywords(path) if file.has_keywords else None
        parts = self._keyword_parts(path, facts)
        imports = self._links.imports.get(path, (None,) * len(facts.imports))
        shown = tuple(self._place(resolved) for resolved in imports)
        imported = self._relations.imported(path)
        yield FilePage(
            path=path,
            docname=target.docname,
            size=file.source.size,
            facts=file.facts,
            content=file.content,
            text=file.text,
            lexer=file.lexer,
            folder=folder,
            executable=file.source.executable,
            problem=sentence(file.problem, file.language) if file.problem is not None else None,
            host=repository.host(path),
            host_line=repository.host_line(path),
            change=repository.changes.get(path),
            history=repository.histories.get(path),
            owners=self._owners(path),
            roles=roles(
                file, facts, self._metadata, self._pages.get, self._links.modules.get(path, "")
            ),
            review=repository.reviews.get(path),
            position=self._positions.of(path, imported, self._refs.__getitem__),
            dependencies=self._dependencies(file, facts),
            imported_by=self._importers(path),
            relations=self._lineage.relations(path, facts),
            testing=self._usages.of(file, facts),
            related=tuple(
                Related(self._refs[other], reasons) for other, reasons in self._relations.of(path)
            ),
            previous=self._neighbour(self._previous, path),
            next=self._neighbour(self._next, path),
            keywords=keywords,
            combined=repository.combined,
            imports=shown if repository.combined else (),
            keyword_parts=parts,
            follows=tuple(self._follows(path, facts)),
            held=file.held,
        )
        pages = (parts or (keywords,)) if keywords is not None else ()
        for number, page in enumerate(pages, 1):
            if number > 1 or not repository.combined:
                yield KeywordsPage(
                    path, page.docname, file.facts, target, folder, shown, number, parts
                )

    def _follows(self, path: str, facts: FileFacts) -> Iterator[Followed]:
        for index, meaning in self._links.meant(path, facts.references, facts.imports):
            target = self._place(meaning)
            if target is not None:
                yield Followed(index, target, self._links.tip(meaning))

    def _keyword_parts(self, path: str, facts: FileFacts) -> tuple[Target, ...]:
        """The pages of a keyword index that needs more than one."""
        entries = len(facts.definitions) + len(facts.imports)
        if entries <= KEYWORD_ENTRIES:
            return ()
        part = self._repository.docnames.keywords_part
        return tuple(
            part(path, number) for number in range(1, 2 + (entries - 1) // KEYWORD_ENTRIES)
        )

    def _dependencies(self, file: ReadFile, facts: FileFacts) -> tuple[Dependency, ...]:
        path = file.path
        resolved = self._links.imports.get(path)
        if resolved is None:
            return ()
        pairs = list(zip(facts.imports, resolved, strict=True))
        if path in self._links.modules:
            return self._of_python(path, pairs)
        if file.language in PYTHON_WITHIN:
            imports = [pair for pair in pairs if pair[0].form is Form.IMPORT]
            links = [pair for pair in pairs if pair[0].form is not Form.IMPORT]
            return self._of_python(path, imports) + self._of_family(file, links)
        return self._of_family(file, pairs)

    def _of_family(
        self, file: ReadFile, pairs: list[tuple[Import, Resolved | None]]
    ) -> tuple[Dependency, ...]:
        path = file.path
        family = family_of(file.language)
        packages = self._links.packages
        answers = {
            (entry.module, entry.form is Form.LABEL): found.path
            for entry, found in pairs
            if found is not None and (entry.name is None or not family.by_name)
        }

        def find(entry: Import) -> str | None:
            return answers.get((entry.module, entry.form is Form.LABEL))

        def origin(entry: Import, answered: bool) -> Origin:
            source = Origin.FIRST if answered else family.origin(path, entry)
            # Which file of the package answers, its build decides.
            own = family.package is not None and family.package(entry.module) in packages
            return Origin.FIRST if own and source is Origin.THIRD else source

        def declared(module: str) -> str:
            return declaring(self._links.requirements, file.language, path, module)

        return dependencies(pairs, find, origin, self._place, declared)

    def _of_python(
        self, path: str, pairs: list[tuple[Import, Resolved | None]]
    ) -> tuple[Dependency, ...]:
        modules = self._modules

        def find(entry: Import) -> str | None:
            relative = entry.module.startswith(".")
            return (modules.relative if relative else modules.absolute)(path, entry.module)

        def origin(entry: Import, answered: bool) -> Origin:
            return origin_of_module(path, entry, answered, modules)

        return dependencies(pairs, find, origin, self._place, self._declaring)

    def _importers(self, path: str) -> tuple[Importer, ...]:
        also = self._links.also
        found = (
            Importer(
                importer,
                Target(page.docname, line_anchor(line)),
                form,
                self._links.is_through(importer, path),
            )
            for importer, line in self._links.importers.get(path, ())[:_MOST]
            if (page := self._pages.get(importer)) is not None
            for form in (self._form(importer, path), *also.get(importer, {}).get(path, ()))
        )
        return tuple(found)

    def _owners(self, path: str) -> tuple[Owners, ...]:
        return tuple(
            Owners(owned.names, owned.path, self._line(owned.path, owned.line))
            for owned in self._repository.owners(path)
        )

    def _line(self, path: str, number: int) -> Target | None:
        page = self._pages.get(path)
        return Target(page.docname, line_anchor(number)) if page is not None else None

    def _form(self, importer: str, path: str) -> Form:
        return self._links.forms.get(importer, {}).get(path, Form.IMPORT)

    def _declaring(self, module: str) -> str:
        return declaring_file(self._metadata, module)

    def _ref(self, file: ReadFile) -> FileRef:
        keywords = self._repository.docnames.keywords(file.path) if file.has_keywords else None
        return FileRef(file.path, self._pages.get(file.path), keywords, file.summary)

    def _folder(self, path: str) -> FolderRef:
        if path not in self._folders:
            docnames = self._repository.docnames
            above = way_down(docnames, path)
            self._folders[path] = replace(docnames.folder(path), above=above)
        return self._folders[path]

    def _neighbour(self, table: dict[str, str], path: str) -> FileRef | None:
        return self._refs[table[path]] if path in table else None


def _place(pages: Mapping[str, Target], resolved: Resolved | None) -> Target | None:
    """Where something of the repository is shown."""
    if resolved is None or (page := pages.get(resolved.path)) is None:
        return None
    return Target(page.docname, resolved.anchor) if resolved.anchor else page
