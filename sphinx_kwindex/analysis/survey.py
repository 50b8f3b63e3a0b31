"""One survey of a repository: from the files on disk to the pages that should exist.

Discovery, reading, linking and the making of views, in that order, each handing on only what the
next one needs. What a file says is read once for each content; when nothing at all has changed
since the last survey, nothing after discovery is done.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from sphinx_kwindex.analysis import (
    codec,
    comments,
    ctags,
    discovery,
    filetypes,
    history,
    metadata,
    owners,
    pool,
    roles,
    ruff,
    text,
)
from sphinx_kwindex.analysis.file_views import file_pages
from sphinx_kwindex.analysis.languages import HEAD, PYTHON, UNKNOWN, identify
from sphinx_kwindex.analysis.linking import link
from sphinx_kwindex.analysis.store import SCHEMA, Store
from sphinx_kwindex.analysis.usage import coverage
from sphinx_kwindex.analysis.views import whole_pages
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import FileFacts, Problem, Topic
from sphinx_kwindex.model.files import Reason, SourceFile
from sphinx_kwindex.model.repository import ReadFile, Repository
from sphinx_kwindex.model.views import KeywordsPage, View

#: A file that was modified less than this before it was read may be modified again within one
#: tick of the file system's clock, in nanoseconds: it is read again next time.
_RACE = 1_000_000_000

#: ``warn(reason, path, line, message)``; `path` is empty for the repository as a whole.
Warn = Callable[[Reason | str, str, int, str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a survey is to do; each field is one configuration value or follows from it.

    :ivar never: files and folders that are left out whatever git says: our own output.
    :ivar generated, vendored: whether such files are documented as others are.
    :ivar ruff_config: empty for our own selection of ruff's rules, or ``repository``.
    :ivar jobs: how many children read files side by side.
    :ivar coverage: path of a data file of coverage.py from the root; empty to read none.
    :ivar clone_url, commit: of the host's environment, where it gives them; else empty.
    """

    root: Path
    name: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    untracked: bool = False
    max_size: int = 2 * 1024 * 1024
    prefix: str = "kwindex"
    combined: bool = False
    generated: bool = False
    vendored: bool = False
    ruff_config: str = ""
    jobs: int = 1
    source_url: str = ""
    coverage: str = ""
    clone_url: str = ""
    commit: str = ""
    never: tuple[Path, ...] = field(default=(), compare=False)


def survey(
    settings: Settings,
    store: Store,
    warn: Warn,
    progress: Callable[[Iterable[str], int], Iterable[str]] = lambda paths, total: paths,
) -> None:
    """Bring `store` up to date with the repository.

    :param warn: is told of every file that is not fully indexed for a reason worth a warning,
        whether it was read now or in an earlier survey.
    :param progress: wraps the paths that are read, for a progress bar.

    No file of the repository can make it raise: each that cannot be read has its reason.
    """
    seen = time.time_ns()
    sources = discovery.discover(
        settings.root,
        include=settings.include,
        exclude=settings.exclude,
        untracked=settings.untracked,
        max_size=settings.max_size,
        never=settings.never,
    )
    files, any_read = _read(settings, store, sources, progress)
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
            store.put_views((view, _shown(view, store)) for view in _views(repository, store))
            _keep(settings, store, files, seen)
            # Where ruff failed it is asked again next time.
            store.put_meta("inputs", "" if failures else inputs)
            store.prune({file.facts for file in files}, {file.text for file in files})
    elif any_read:
        # Only times have changed: known as they are now, the files need not be read again.
        with store.transaction():
            _keep(settings, store, files, seen)
    for file in files:
        if file.problem is not None:
            warn(file.problem.reason, file.path, file.problem.line, file.problem.message)
    for renamed, kept in docnames.collisions:
        warn("collision", renamed, 0, f"its pages are renamed, because {kept} has the same name")


def _keep(settings: Settings, store: Store, files: tuple[ReadFile, ...], seen: int) -> None:
    store.put_files(seen, files)
    store.put_meta("readers", _readers(settings))


def _readers(settings: Settings) -> str:
    """What decides, beside the content of a file, what is read of it."""
    tagger = ctags.installed(settings.root)
    version = tagger.version if tagger is not None else ""
    keys = (codec.facts_key("", language, version) for language in (PYTHON, UNKNOWN))
    return " ".join((*keys, str(settings.generated), str(settings.vendored)))


def _read(
    settings: Settings,
    store: Store,
    sources: tuple[SourceFile, ...],
    progress: Callable[[Iterable[str], int], Iterable[str]],
) -> tuple[tuple[ReadFile, ...], bool]:
    """Read what changed since the last survey, and take over the rest; say whether any was."""
    # Facts of an earlier survey hold only for the readers that made them.
    known = store.files() if store.meta("readers") == _readers(settings) else {}
    read: dict[str, ReadFile] = {}
    fresh: list[SourceFile] = []
    for source in sources:
        seen, before = known.get(source.path, (0, None))
        if source.reason is not None:
            read[source.path] = ReadFile(
                source, problem=Problem(source.reason, source.detail or source.reason.value)
            )
        elif before is not None and _is_known(before, source, seen):
            read[source.path] = before
        else:
            fresh.append(source)
    if fresh:
        with store.transaction():
            for file in _analyse(settings, store, fresh, progress):
                read[file.path] = file
    return tuple(read[source.path] for source in sources), bool(fresh)


def _is_known(before: ReadFile, source: SourceFile, seen: int) -> bool:
    """Whether a file is as it was when it was read; what could not be read may be next time."""
    readable = before.problem is None or before.problem.reason is not Reason.UNREADABLE
    return readable and before.source == source and source.modified + _RACE < seen


def _analyse(
    settings: Settings,
    store: Store,
    sources: list[SourceFile],
    progress: Callable[[Iterable[str], int], Iterable[str]],
) -> Iterator[ReadFile]:
    """Yield each of `sources` after reading; children read what the store does not know."""
    done: list[ReadFile] = []
    pending: dict[str, list[ReadFile]] = {}
    tagger = ctags.installed(settings.root)
    untold: dict[str, FileFacts] = {}

    def tasks() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
        by_path = {source.path: source for source in sources}
        for path in progress(by_path, len(by_path)):
            source = by_path[path]
            try:
                data = discovery.read(settings.root, source)
            except OSError as error:
                message = error.strerror or type(error).__name__
                done.append(ReadFile(source, problem=Problem(Reason.UNREADABLE, message)))
                continue
            language = identify(source.name, data[:HEAD])
            reason = discovery.inspect(source.path, data)
            # A null character in Python is a mistake in a text, which its page shows.
            if reason is not None and not (reason is Reason.BINARY and language.is_python):
                done.append(ReadFile(source, problem=_refused(reason, source, data)))
                continue
            decoded = text.decode(data, language.is_python)
            problem = None if decoded.problem else _copied(settings, source, decoded.text)
            if problem is not None:
                done.append(
                    ReadFile(source, language=language.name, lexer=language.lexer, problem=problem)
                )
                continue
            content = codec.digest(data)
            key = codec.facts_key(content, language, tagger.version if tagger else "")
            file = ReadFile(source, content=content, facts=key, text=key)
            store.put_text(key, decoded.text)
            if store.has_facts(key):
                done.append(_with_facts(file, store.facts(key)))
            elif key in pending:
                pending[key].append(file)
            else:
                pending[key] = [file]
                yield key, source.name, lambda data=data: data  # type: ignore[misc]

    for key, blob in pool.analyse_all(tasks(), settings.jobs):
        facts = codec.load(blob, FileFacts)
        if tagger is not None and ctags.is_asked(facts):
            untold[key] = facts
            continue
        store.put_facts(key, blob)
        for file in pending[key]:
            yield _with_facts(file, facts)
        pending[key].clear()
        yield from done
        done.clear()
    yield from done
    if tagger is not None:
        for key, facts in _told(tagger, store, untold, pending):
            store.put_facts(key, codec.dump(facts))
            for file in pending[key]:
                yield _with_facts(file, facts)


def _told(
    tagger: ctags.Ctags,
    store: Store,
    untold: dict[str, FileFacts],
    pending: dict[str, list[ReadFile]],
) -> Iterator[tuple[str, FileFacts]]:
    """What ctags says of the files that have no reader of their own, all read in one run."""
    # Children end in any order; which files are read together, and in which order, does not.
    keys = sorted(untold)
    sources = [(pending[key][0].source.name, store.text(key)) for key in keys]
    found = tagger.definitions(sources) if sources else {}
    for place, key in enumerate(keys):
        yield key, ctags.told(untold[key], found.get(place))


def _refused(reason: Reason, source: SourceFile, data: bytes) -> Problem:
    """Why the bytes of a file are no text to be read."""
    if reason is Reason.BINARY:
        return Problem(reason, filetypes.kind(source.name, data[:HEAD]))
    return Problem(reason, "it holds a private key" if reason is Reason.SECRET else reason.value)


def _copied(settings: Settings, source: SourceFile, text: str) -> Problem | None:
    """Why a text is not documented: a tool made it, or it is another project's."""
    if not settings.vendored and (folder := roles.vendored(source.path)):
        return Problem(Reason.VENDORED, f"it lies in a folder {folder}")
    if not settings.generated and (line := comments.generated(text)):
        return Problem(Reason.GENERATED, f"its line {line} says so", line)
    return None


def _with_facts(file: ReadFile, facts: FileFacts) -> ReadFile:
    return replace(
        file,
        language=facts.language,
        lexer=facts.lexer,
        summary=facts.summary,
        has_keywords=facts.has_keywords,
        lines=facts.lines.total,
        problem=facts.problem,
    )


def _inputs_digest(
    settings: Settings, files: tuple[ReadFile, ...], checkout: history.Checkout
) -> str:
    """A digest of all that the views depend on."""
    # How many children read is no part of what they read; what is never shown is no file here.
    checked = ruff.signature(settings.root, settings.ruff_config)
    data = coverage.fingerprint(settings.root, settings.coverage)
    parts = [repr((SCHEMA, replace(settings, jobs=1, never=()), checkout, checked, data))]
    parts += (
        repr((file.path, file.content, file.facts, file.source.executable, file.problem))
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
        host=history.addresses(
            settings.root,
            checkout,
            changes.last,
            remote=settings.clone_url,
            commit=settings.commit,
            template=settings.source_url,
        ),
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
