"""The views of all pages: what files say is linked, then each page gets its view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import partial
from itertools import chain

from msgspec.structs import replace

from sphinx_kwindex.analysis import codec, history, hosting, metadata, owners, reading, ruff
from sphinx_kwindex.analysis.file_views import file_pages
from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.analysis.named import Named, Source
from sphinx_kwindex.analysis.settings import Settings, Warn
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.usage import coverage
from sphinx_kwindex.analysis.views import Gathering, whole_pages
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import Definition, FileFacts, Kind, Topic
from sphinx_kwindex.model.repository import ReadFile, Repository
from sphinx_kwindex.model.views import FilePage, KeywordsPage, View

#: What names of programs may stand in and still be those of a module.
_SPACES = (Kind.NAMESPACE, Kind.PACKAGE, Kind.MODULE)


def assemble(
    settings: Settings,
    store: Store,
    files: tuple[ReadFile, ...],
    docnames: Docnames,
    checkout: history.Checkout,
    seen: int,
    inputs: str,
    warn: Warn,
) -> None:
    """Replace what `store` knows of all pages.

    :param seen: when the files were looked at, in nanoseconds since the epoch.
    :param inputs: digest of all that the views depend on.
    """
    failures: list[str] = []
    reviews = ruff.review(settings.root, settings.ruff_config, files, store, failures.append)
    repository = _repository(settings, store, files, docnames, checkout, warn)
    repository = replace(repository, reviews=reviews)
    for message in failures:
        warn("ruff", "", 0, message)
    with store.transaction():
        store.put_views(
            (view, blob := codec.dump(view), _shown(view, blob, store))
            for view in _named(_views(repository, store), store, _sources(repository, store))
        )
        reading.keep(settings, store, files, seen)
        # Where ruff failed it is asked again next time.
        store.put_meta("inputs", "" if failures else inputs)
        facts = {key for file in files for key in (file.facts, file.told)}
        store.prune(facts, {file.text for file in files})


def _repository(
    settings: Settings,
    store: Store,
    files: tuple[ReadFile, ...],
    docnames: Docnames,
    checkout: history.Checkout,
    warn: Warn,
) -> Repository:
    paths = (file.path for file in files)
    texts = {file.path: file.text for file in files if file.text}
    changes = history.of_files(settings.root, checkout, paths, store)
    address = partial(
        history.addresses,
        settings.root,
        checkout,
        changes.last,
        remote=settings.clone_url,
        commit=settings.commit,
        template=settings.source_url,
    )
    return Repository(
        name=settings.name,
        files=files,
        docnames=docnames,
        load=store.facts,
        changes=changes.last,
        histories=changes.histories,
        companions=changes.companions,
        contexts=_contexts(settings, texts, warn),
        owners=owners.of_files(texts, lambda path: store.text(texts[path])),
        host=address(line=0),
        host_line=address(line=hosting.ANY_LINE),
        commit=settings.commit or checkout.commit,
        combined=settings.combined,
    )


def _contexts(
    settings: Settings, texts: Mapping[str, str], warn: Warn
) -> dict[str, tuple[str, ...]]:
    """What ran each file, by the coverage data that the configuration names."""
    if not settings.coverage:
        return {}
    try:
        return coverage.contexts(settings.root, settings.coverage, texts)
    except coverage.Unreadable as error:
        warn("coverage", "", 0, str(error))
        return {}


def _views(repository: Repository, store: Store) -> Iterator[View]:
    texts = {file.path: file.text for file in repository.files if file.text}
    facts = metadata.project_metadata(repository.files, lambda path: store.text(texts[path]))
    links = link(repository, facts.test_paths)
    store.put_uses(links.uses)

    def read(path: str) -> str:
        return store.text(texts[path])

    gathering = Gathering(links)
    return chain(
        file_pages(repository, links, facts, read, gathering.add),
        whole_pages(repository, links, facts, read, gathering),
    )


def _sources(repository: Repository, store: Store) -> Mapping[str, Source]:
    return store.sources(file.path for file in repository.files if file.has_page)


def _named(views: Iterable[View], store: Store, sources: Mapping[str, Source]) -> Iterator[View]:
    """Note the names that each file with a page defines, where they may be others than are noted,
    while its facts are at hand."""
    for view in views:
        if isinstance(view, FilePage) and sources[view.path].facts != view.facts:
            facts = store.facts(view.facts) if view.facts else FileFacts()
            source = replace(sources[view.path], facts=view.facts)
            store.put_names(source, _names(view.path, facts))
        yield view


def _names(path: str, facts: FileFacts) -> list[tuple[str, Named]]:
    """What programs name, each qualified name once: the definition that has the plain id."""
    found: dict[str, tuple[str, Named]] = {}
    spaces = {each.qualname for each in facts.definitions if each.kind in _SPACES}
    for each in facts.definitions:
        if each.kind.is_code:
            earlier = found.get(each.qualname)
            if earlier is None or len(each.anchor) < len(earlier[1].anchor):
                declared = "declaration" in each.tags
                found[each.qualname] = (
                    each.name,
                    Named(
                        path,
                        each.qualname,
                        each.anchor,
                        declared,
                        not declared and _is_prominent(each, spaces),
                    ),
                )
    return list(found.values())


def _is_prominent(definition: Definition, spaces: Set[str]) -> bool:
    """Whether it is a public type, or a public function in nothing but namespaces.

    :param spaces: the qualified names of the namespaces and modules of its file.
    """
    if not definition.is_public:
        return False
    inside = definition.qualname.removesuffix(definition.name).rstrip(".:#")
    in_spaces = not inside or inside in spaces
    return definition.kind.is_type or (definition.kind is Kind.FUNCTION and in_spaces)


def _shown(view: View, blob: bytes, store: Store) -> str:
    """Digest of all that a page shows, of whose view `blob` is the encoded form.

    A keyword index shows a part of its file's facts: an edit that moves no definition and no
    import, and exports the same, does not change it.
    """
    if isinstance(view, KeywordsPage):
        facts = store.facts(view.facts)
        observed = [[each.anchor for each in facts.observed(topic)] for topic in Topic]
        named = (facts.definitions, facts.imports, facts.exports, observed)
        return codec.digest(codec.dump((replace(view, facts=""), *named)))
    return codec.digest(blob)
