"""Our pages, read and written by as many processes as the build may have (``sphinx-build -j``).

Sphinx resolves each document, and takes its words for the search, in one process; others do no
more than write. In a build of many pages they wait for that one. What is learnt of a page of ours
is asked for by no other page, so that one process can take a share of them through all steps, and
send back what the end of the build asks for. With Sphinx 9, a build of one process writes all
documents one by one here too, so that garbage can be looked for between them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set, Sized
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sphinx import version_info
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.search import IndexBuilder
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks, parallel_available

from sphinx_kwindex.analysis import garbage
from sphinx_kwindex.sphinx_ext import bodies, builders, lifecycle, search

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

#: Most documents that are written without looking for garbage in all that was read.
_FEW = 50

#: Shares for each process: while the last of all is written, the other processes wait.
_SHARES = 2

T = TypeVar("T")

_logger = logging.getLogger(__name__)


def _read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read our pages in shares, where that may be done by several processes
    (``env-before-read-docs``).

    Sphinx sends the whole environment back for every few documents.
    """
    build = lifecycle.of(app)
    ours = [docname for docname in docnames if docname in build.pages]
    # Sphinx asks itself too, and warns of the extension that stands in the way.
    safe = all(each.parallel_read_safe for each in app.extensions.values())
    if not (safe and parallel_available and _are_many(app, ours)):
        return
    docnames[:] = [docname for docname in docnames if docname not in build.pages]
    for docname in ours:
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)

    def read(share: Sequence[str]) -> BuildEnvironment:
        for docname in share:
            lifecycle.between_pages()
            app.builder.read_doc(docname, _cache=False)
        return env

    def learn(share: Sequence[str], learnt: BuildEnvironment) -> None:
        env.merge_info_from(share, learnt, app)

    bodies.prepare(app)
    _run(
        app,
        "reading pages of the repository... ",
        "purple",
        _divided(ours, app.parallel),
        read,
        learn,
    )
    build.read = tuple(ours)


def _updated(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """Name what was read (``env-updated``)."""
    return lifecycle.of(app).read


def _install(app: Sphinx, builder: Builder) -> None:
    """Let the builder write our pages in shares, where that may be done by several processes, and
    all documents one by one where it may not (``write-started``)."""
    if not builders.is_html(builder):
        return
    html = cast("StandaloneHTMLBuilder", builder)
    build = lifecycle.of(app)
    pages, write = build.pages, html.write_documents

    def write_documents(docnames: Set[str]) -> None:
        build.written = frozenset(docnames)
        # All that was read stays to the end. Looking through it, time and again while pages are
        # written, costs the more the more pages there are.
        if len(docnames) > _FEW:
            garbage.set_aside()
        ours = docnames & pages
        if not (ours and _is_sphinxs(write, html.indexer)):
            write(docnames)
        elif builder.parallel_ok and _are_many(app, ours):
            if others := docnames - ours:
                write(others)
            _spread(app, html, sorted(ours))
        elif builder.parallel_ok or version_info < (9,):
            # Of Sphinx 8, `lifecycle.between_pages` says why nothing is gained.
            write(docnames)
        else:
            _in_turn(app, html, sorted(docnames))

    html.write_documents = write_documents  # type: ignore[method-assign]


def _is_sphinxs(write: Callable[..., None], indexer: IndexBuilder | None) -> bool:
    """Whether nobody has put other steps in the place of those that shares go through."""
    written = getattr(write, "__func__", None) is Builder.write_documents
    return written and (indexer is None or type(indexer).feed is IndexBuilder.feed)


def _are_many(app: Sphinx, docnames: Sized) -> bool:
    return len(docnames) > app.parallel > 1


def _spread(app: Sphinx, builder: StandaloneHTMLBuilder, docnames: Sequence[str]) -> None:
    indexer = builder.indexer
    if indexer is not None:
        search.quicken(indexer)

    def written(share: Sequence[str], learnt: tuple[list[search.Words], dict[str, str]]) -> None:
        words, images = learnt
        if indexer is not None:
            for each in words:
                each.feed(indexer)
        lifecycle.between_pages()
        builder.images.update(images)

    bodies.prepare(app)
    # What the first page makes for all, such as templates and the expressions of a lexer, each
    # process would make once more. One in the middle is that of a file, as most are.
    middle = len(docnames) // 2
    _write(app, builder, docnames[middle])
    rest = [*docnames[:middle], *docnames[middle + 1 :]]
    # What is there stays as it is, garbage of that page apart: looked through in each process, all
    # of it would be copied there.
    garbage.set_aside()
    _run(
        app,
        "writing pages of the repository... ",
        "darkgreen",
        _divided(rest, app.parallel * _SHARES),
        lambda share: _written(app, builder, share),
        written,
    )


def _in_turn(app: Sphinx, builder: StandaloneHTMLBuilder, docnames: Sequence[str]) -> None:
    """Write documents one by one, as Sphinx 9 does, and look for garbage between them."""
    label, number = __("writing output... "), len(docnames)
    with nullcontext() if app._exception_on_warning else logging.pending_warnings():
        for docname in status_iterator(docnames, label, "darkgreen", number, app.verbosity):
            _write(app, builder, docname)


def _divided(docnames: Sequence[str], number: int) -> list[Sequence[str]]:
    # Pages of one folder show the same navigation, which a process makes once.
    size = -(-len(docnames) // number)
    return [docnames[first : first + size] for first in range(0, len(docnames), size)]


def _run(
    app: Sphinx,
    label: str,
    color: str,
    shares: Sequence[Sequence[str]],
    work: Callable[[Sequence[str]], T],
    done: Callable[[Sequence[str], T], None],
) -> None:
    """Have each share worked at, in a process of its own."""
    progress = status_iterator(shares, label, color, len(shares), app.verbosity)

    def advance(share: Sequence[str], result: T) -> None:
        done(share, result)
        next(progress)

    tasks = ParallelTasks(app.parallel)
    for share in shares:
        tasks.add_task(work, share, advance)
    tasks.join()
    _logger.info("")


def _written(
    app: Sphinx, builder: StandaloneHTMLBuilder, docnames: Sequence[str]
) -> tuple[list[search.Words], dict[str, str]]:
    """Write a share, in a process of its own; return what to feed to the indexer, and the images
    to copy."""
    words: list[search.Words] = []
    indexer: Any = builder.indexer
    if indexer is not None:
        # What words have for stems is remembered where those of all shares meet.
        indexer.feed = lambda *document: words.append(search.Words.of(indexer, *document))
    for docname in docnames:
        _write(app, builder, docname)
    return words, builder.images


def _write(app: Sphinx, builder: StandaloneHTMLBuilder, docname: str) -> None:
    lifecycle.between_pages()
    # The phase is the builder's since Sphinx 9, and documents are resolved by the tags it is told.
    newer = version_info >= (9,)
    phased: Any = builder if newer else app
    known: Any = {"tags": app.tags} if newer else {}
    phased.phase = BuildPhase.RESOLVING
    doctree = app.env.get_and_resolve_doctree(docname, builder, **known)
    phased.phase = BuildPhase.WRITING
    builder.write_doc_serialized(docname, doctree)
    builder.write_doc(docname, doctree)


def setup(app: Sphinx) -> None:
    app.connect("env-before-read-docs", _read, priority=999)
    app.connect("env-updated", _updated)
    app.connect("write-started", _install, priority=200)
