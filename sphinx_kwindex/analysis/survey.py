"""One survey of a repository: from the files on disk to the pages that should exist.

Discovery, reading, linking and the making of views, in that order, each handing on only what the
next one needs. What a file says is read once for each content; when nothing at all has changed
since the last survey, nothing after discovery is done.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from itertools import chain

from sphinx_kwindex.analysis import (
    analysers,
    codec,
    discovery,
    history,
    hosting,
    metadata,
    owners,
    reading,
    ruff,
)
from sphinx_kwindex.analysis.file_views import file_pages
from sphinx_kwindex.analysis.hooks import NOBODY, Hooks
from sphinx_kwindex.analysis.linking import link
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import SCHEMA, Named, Store
from sphinx_kwindex.analysis.usage import coverage
from sphinx_kwindex.analysis.views import whole_pages
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import Definition, FileFacts, Kind, Topic
from sphinx_kwindex.model.files import Held, Reason
from sphinx_kwindex.model.phrases import english
from sphinx_kwindex.model.repository import ReadFile, Repository
from sphinx_kwindex.model.views import FilePage, KeywordsPage, View

#: What names of programs may stand in and still be those of a module.
_SPACES = (Kind.NAMESPACE, Kind.PACKAGE, Kind.MODULE)

#: ``warn(reason, path, line, message)``; `path` is empty for the repository as a whole.
Warn = Callable[[Reason | str, str, int, str], None]


def survey(
    settings: Settings,
    store: Store,
    warn: Warn,
    progress: Callable[[Iterable[str], int], Iterable[str]] = lambda paths, total: paths,
    hooks: Hooks = NOBODY,
) -> None:
    """Bring `store` up to date with the repository.

    :param warn: is told of every file that is not fully indexed for a reason worth a warning,
        whether it was read now or in an earlier survey.
    :param progress: wraps the paths that are read, for a progress bar.
    :param hooks: who else has a say in what is documented.

    No file of the repository can make it raise: each that cannot be read has its reason.
    """
    seen = time.time_ns()
    analysers.know(settings.analysers)
    sources = discovery.discover(
        settings.root,
        include=settings.include,
        exclude=settings.exclude,
        untracked=settings.untracked,
        max_size=settings.max_size,
        never=settings.never,
        secrets=settings.secrets,
    )
    sources = tuple(source for source in sources if not hooks.skips_file(source.path))
    files, any_read = reading.read(
        settings, store, sources, progress, lambda kind, message: warn(kind, "", 0, message)
    )
    files = hooks.files(store, files)
    checkout = history.Checkout.of(settings.root)
    docnames = Docnames((file.path for file in files), settings.prefix, settings.combined)
    inputs = _inputs_digest(settings, files, checkout)
    if store.meta("inputs") != inputs:
        failures: list[str] = []
        reviews = ruff.review(settings.root, settings.ruff_config, files, store, failures.append)
        repository = _repository(settings, store, files, docnames, checkout, warn)
        repository = replace(repository, reviews=reviews)
        for message in failures:
            warn("ruff", "", 0, message)
        with store.transaction():
            store.clear_names()
            store.put_views(
                (view, _shown(view, store)) for view in _named(_views(repository, store), store)
            )
            reading.keep(settings, store, files, seen)
            # Where ruff failed it is asked again next time.
            store.put_meta("inputs", "" if failures else inputs)
            facts = {key for file in files for key in (file.facts, file.told)}
            store.prune(facts, {file.text for file in files})
    elif any_read:
        # Only times have changed: known as they are now, the files need not be read again.
        with store.transaction():
            reading.keep(settings, store, files, seen)
    for file in files:
        if file.problem is not None:
            warn(file.problem.reason, file.path, file.problem.line, english(file.problem.message))
        for held in file.held:
            warn(Reason.SECRET, file.path, held.lines[0], _held(held))
    for renamed, kept in docnames.collisions:
        warn("collision", renamed, 0, f"its pages are renamed, because {kept} has the same name")


def _held(held: Held) -> str:
    more = f", and on {held.number - 1} other lines" if held.number > 1 else ""
    return f"what looks like {english(held.what)} is held back{more}"


def _inputs_digest(
    settings: Settings, files: tuple[ReadFile, ...], checkout: history.Checkout
) -> str:
    """A digest of all that the views depend on."""
    # How many children read is no part of what they read; what is never shown is no file here.
    checked = ruff.signature(settings.root, settings.ruff_config)
    data = coverage.fingerprint(settings.root, settings.coverage)
    parts = [repr((SCHEMA, replace(settings, jobs=1, never=()), checkout, checked, data))]
    parts += (
        repr((file.path, file.content, file.facts, file.source.executable, file.problem, file.held))
        for file in files
    )
    return codec.digest("\n".join(parts).encode("utf-8", "surrogateescape"))


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

    def read(path: str) -> str:
        return store.text(texts[path])

    return chain(
        file_pages(repository, links, facts, read), whole_pages(repository, links, facts, read)
    )


def _named(views: Iterable[View], store: Store) -> Iterator[View]:
    """Note the names that each file with a page defines, while its facts are at hand."""
    for view in views:
        if isinstance(view, FilePage):
            facts = store.facts(view.facts) if view.facts else FileFacts()
            store.put_names(view.path, _names(view.path, facts))
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


def _shown(view: View, store: Store) -> str:
    """Digest of all that a page shows.

    A keyword index shows a part of its file's facts: an edit that moves no definition and no
    import, and exports the same, does not change it.
    """
    if isinstance(view, KeywordsPage):
        facts = store.facts(view.facts)
        observed = [[each.anchor for each in facts.observed(topic)] for topic in Topic]
        named = (facts.definitions, facts.imports, facts.exports, observed)
        return codec.digest(codec.dump((replace(view, facts=""), *named)))
    return codec.digest(codec.dump(view))
