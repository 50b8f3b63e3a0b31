"""From the files on disk to what each says: read is what changed since the last survey.

Children read it, once for each content; the rest is taken from the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from msgspec.structs import replace

from sphinx_kwindex.analysis import ctags_program, keys
from sphinx_kwindex.analysis.languages import PYTHON, UNKNOWN
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.facts import FileFacts, Problem
from sphinx_kwindex.model.files import Reason, SourceFile
from sphinx_kwindex.model.repository import ReadFile

#: A file that was modified less than this before it was read may be modified again within one
#: tick of the file system's clock, in nanoseconds: it is read again next time.
_RACE = 1_000_000_000


def read(
    settings: Settings,
    store: Store,
    sources: tuple[SourceFile, ...],
    progress: Callable[[Iterable[str], int], Iterable[str]],
    warn: Callable[[str, str], None],
    importing: Callable[[], AbstractContextManager[None]],
) -> tuple[tuple[ReadFile, ...], bool]:
    """Read what changed since the last survey, and take over the rest; say whether any was.

    :param warn: ``warn(kind, message)`` of what does not work, and is done without.
    :param importing: as for :func:`~sphinx_kwindex.analysis.survey.survey`.
    """
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
            read[source.path] = _as_told(before, store)
        else:
            fresh.append(source)
    if fresh:
        # Where all is known, what reads is spared.
        with importing():
            from sphinx_kwindex.analysis import content
        with store.transaction():
            for file in content.analyse(settings, store, fresh, progress, warn):
                read[file.path] = file
    return tuple(read[source.path] for source in sources), bool(fresh)


def keep(settings: Settings, store: Store, files: tuple[ReadFile, ...], seen: int) -> None:
    """Have the next survey know what these files hold, read at `seen`, nanoseconds since 1970."""
    store.put_files(seen, files)
    store.put_meta("readers", _readers(settings))


def _readers(settings: Settings) -> str:
    """What decides, beside the content of a file, what is read of it."""
    tagger = ctags_program.installed(settings.root)
    version = tagger.version if tagger is not None else ""
    others = map(repr, settings.analysers)
    named = (keys.facts_key("", language, version) for language in (PYTHON, UNKNOWN))
    shown = (settings.generated, settings.vendored, settings.secrets)
    return " ".join((*named, *map(str, shown), *others))


def _is_known(before: ReadFile, source: SourceFile, seen: int) -> bool:
    """Whether a file is as it was when it was read; what could not be read may be next time."""
    readable = before.problem is None or before.problem.reason is not Reason.UNREADABLE
    return readable and before.source == source and source.modified + _RACE < seen


def _as_told(file: ReadFile, store: Store) -> ReadFile:
    """Return a file with all that its reader told: what is left out is asked in each survey."""
    if not file.told:
        return file
    return with_facts(replace(file, facts=file.told, told=""), store.facts(file.told))


def with_facts(file: ReadFile, facts: FileFacts) -> ReadFile:
    """Return a file with what is kept of its facts in memory."""
    return replace(
        file,
        language=facts.language,
        lexer=facts.lexer,
        summary=facts.summary,
        has_keywords=facts.has_keywords,
        lines=facts.lines.total,
        problem=facts.problem,
    )
