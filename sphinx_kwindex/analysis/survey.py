"""One survey of a repository: from the files on disk to the pages that should exist.

Discovery, reading, linking and the making of views, in that order, each handing on only what the
next one needs. What a file says is read once for each content; when nothing at all has changed
since the last survey, nothing after discovery is done.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from sphinx_kwindex.analysis import (
    analysers,
    codec,
    discovery,
    garbage,
    history,
    reading,
    ruff,
)
from sphinx_kwindex.analysis.hooks import NOBODY, Hooks
from sphinx_kwindex.analysis.settings import Settings, Warn
from sphinx_kwindex.analysis.store import SCHEMA, Store
from sphinx_kwindex.analysis.usage import coverage
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.files import Held, Reason
from sphinx_kwindex.model.phrases import english
from sphinx_kwindex.model.repository import ReadFile


def survey(
    settings: Settings,
    store: Store,
    warn: Warn,
    progress: Callable[[Iterable[str], int], Iterable[str]] = lambda paths, total: paths,
    hooks: Hooks = NOBODY,
    importing: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Bring `store` up to date with the repository.

    :param warn: is told of every file that is not fully indexed for a reason worth a warning,
        whether it was read now or in an earlier survey.
    :param progress: wraps the paths that are read, for a progress bar.
    :param hooks: who else has a say in what is documented.
    :param importing: entered while modules of ours are imported: the repository may lie on the path
        that Python looks for them.

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
        settings,
        store,
        sources,
        progress,
        lambda kind, message: warn(kind, "", 0, message),
        importing,
    )
    files = hooks.files(store, files)
    checkout = history.Checkout.of(settings.root)
    docnames = Docnames((file.path for file in files), settings.prefix, settings.combined)
    inputs = _inputs_digest(settings, files, checkout)
    if store.meta("inputs") != inputs:
        # A build that finds nothing changed is spared what only this needs.
        with importing():
            from sphinx_kwindex.analysis import assembly
        with garbage.unsought():
            assembly.assemble(settings, store, files, docnames, checkout, seen, inputs, warn)
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
