"""The files whose content is not known: children read them, once for each content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from sphinx_kwindex.analysis import (
    codec,
    comments,
    credentials,
    ctags,
    ctags_program,
    discovery,
    executors,
    filetypes,
    keys,
    pool,
    roles,
    text,
)
from sphinx_kwindex.analysis.cache import Cache
from sphinx_kwindex.analysis.languages import HEAD, identify, readers_of
from sphinx_kwindex.analysis.reading import with_facts
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.facts import FileFacts, Problem
from sphinx_kwindex.model.files import Reason, SourceFile
from sphinx_kwindex.model.phrases import phrase
from sphinx_kwindex.model.repository import ReadFile

#: Encodings of which each byte of ASCII is that character. Others may be so too.
_ASCII = frozenset({"utf-8", "utf-8-sig", "ascii", "latin-1", "iso-8859-1"})


def analyse(
    settings: Settings,
    store: Store,
    sources: list[SourceFile],
    progress: Callable[[Iterable[str], int], Iterable[str]],
    warn: Callable[[str, str], None],
) -> Iterator[ReadFile]:
    """Yield each of `sources` after reading; children read what the store does not know."""
    done: list[ReadFile] = []
    pending: dict[str, list[ReadFile]] = {}
    tagger = ctags_program.installed(settings.root)
    untold: dict[str, FileFacts] = {}
    cache = Cache(settings.cache, partial(warn, "cache")) if settings.cache else None
    published = discovery.patterns(settings.secrets)

    def tell(key: str, blob: bytes, facts: FileFacts) -> None:
        """Take what is said of a content, of which ctags may have more to say."""
        if tagger is not None and ctags.is_asked(facts):
            untold[key] = facts
            return
        store.put_facts(key, blob)
        done.extend(with_facts(file, facts) for file in pending[key])
        pending[key].clear()

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
            is_published = published.match_file(source.path)
            reason = discovery.inspect(data, is_published)
            # A null character in Python is a mistake in a text, which its page shows.
            if reason is not None and not (reason is Reason.BINARY and language.is_python):
                done.append(ReadFile(source, problem=_refused(reason, source, data)))
                continue
            content = codec.digest(data)
            # Before anything reads them.
            data, held = (data, ()) if is_published else credentials.hold_back(data)
            decoded = text.decode(data, language.is_python)
            problem = None if decoded.problem else _copied(settings, source, decoded.text)
            if not is_published and problem is None:
                problem = _encoded(decoded)
            if problem is not None:
                done.append(
                    ReadFile(source, language=language.name, lexer=language.lexer, problem=problem)
                )
                continue
            key = keys.facts_key(codec.digest(data), language, tagger.version if tagger else "")
            file = ReadFile(source, content=content, facts=key, text=key, held=held)
            store.put_text(key, decoded.text)
            if store.has_facts(key):
                done.append(with_facts(file, store.facts(key)))
            elif key in pending:
                pending[key].append(file)
            else:
                pending[key] = [file]
                if cache is not None and (found := cache.get(key)) is not None:
                    tell(key, *found)
                    continue
                yield key, source.name, lambda data=data: data  # type: ignore[misc]

    for key, blob in _told(
        settings, tasks(), partial(warn, "executor"), _readers(settings, sources)
    ):
        facts = codec.load(blob, FileFacts)
        if cache is not None:
            cache.put(key, blob, facts)
        tell(key, blob, facts)
        yield from done
        done.clear()
    yield from done
    if cache is not None:
        cache.trim()
    if tagger is not None:
        names = {key: pending[key][0].source.name for key in untold}
        for key, facts in ctags.tell(tagger, untold, names, store.text):
            store.put_facts(key, codec.dump(facts))
            for file in pending[key]:
                yield with_facts(file, facts)


def _told(
    settings: Settings,
    tasks: Iterable[pool.Task[str]],
    fail: Callable[[str], None],
    readers: Collection[str],
) -> Iterator[tuple[str, bytes]]:
    """The encoded facts of each file, by its key, from whoever is to read it."""
    jobs, analysers = settings.jobs, settings.analysers
    if settings.executor is None:
        return pool.analyse_all(tasks, jobs, analysers=analysers, readers=readers)
    return executors.analyse_all(tasks, settings.executor, fail, jobs, analysers=analysers)


def _readers(settings: Settings, sources: Iterable[SourceFile]) -> frozenset[str]:
    """Who may be asked to read the files; nobody is named where that may be anybody: a reader of
    another package may ask any of ours."""
    if settings.analysers:
        return frozenset()
    return frozenset().union(*(readers_of(source.name) for source in sources))


def _refused(reason: Reason, source: SourceFile, data: bytes) -> Problem:
    """Why the bytes of a file are no text to be read."""
    if reason is Reason.BINARY:
        return Problem(reason, filetypes.kind(source.name, data[:HEAD]))
    return Problem(
        reason, phrase("it holds a private key") if reason is Reason.SECRET else reason.value
    )


def _encoded(decoded: text.Decoded) -> Problem | None:
    """Why a text is withheld whole: it holds a credential in bytes that are not those of ASCII."""
    if decoded.encoding in _ASCII:
        return None
    held = credentials.hold_back(decoded.text.encode())[1]
    if not held:
        return None
    message = phrase("it holds a credential: {what}", what=held[0].what)
    return Problem(Reason.SECRET, message, held[0].lines[0])


def _copied(settings: Settings, source: SourceFile, text: str) -> Problem | None:
    """Why a text is not documented: a tool made it, or it is another project's."""
    if not settings.vendored and (folder := roles.vendored(source.path)):
        return Problem(Reason.VENDORED, phrase("it lies in a folder ``{folder}``", folder=folder))
    if not settings.generated and (line := comments.generated(text)):
        return Problem(Reason.GENERATED, phrase("its line {line} says so", line=str(line)), line)
    return None
