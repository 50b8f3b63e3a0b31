"""The steps of a build that are ours, in the order in which Sphinx comes to them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import version_info
from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.util.display import status_iterator

from sphinx_kwindex import __version__
from sphinx_kwindex.analysis import garbage
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.survey import survey
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.views import FilePage, PageKind
from sphinx_kwindex.sphinx_ext import (
    builders,
    closing,
    documents,
    domain,
    events,
    exports,
    failures,
    imports,
    navigation,
    records,
    stores,
    toctrees,
    turns,
)
from sphinx_kwindex.sphinx_ext.choices import settings_of
from sphinx_kwindex.sphinx_ext.manifest import Manifest
from sphinx_kwindex.sphinx_ext.project import RepositoryProject
from sphinx_kwindex.sphinx_ext.site import Site
from sphinx_kwindex.sphinx_ext.warnings import Reporter, WarningKind

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Version of what we leave in Sphinx's environment and doctrees.
ENV_VERSION = 1


@dataclass
class Build:
    """What one build of one application knows from its first step to its last."""

    settings: Settings
    docnames: Docnames
    pages: frozenset[str]
    entry: str
    manifest: Manifest | None
    report: Reporter
    touched: bool = False
    last_read: str = ""
    #: Our documents that were read in shares.
    read: tuple[str, ...] = ()
    #: Documents that must be written anew although they were not read.
    due: frozenset[str] = frozenset()
    #: Documents that are written; where files are named to Sphinx, only theirs.
    written: frozenset[str] = frozenset()
    #: Whether all that the last build has left is still there, and nothing was read.
    is_settled: bool = False
    #: Whether, besides, nothing is written.
    is_unchanged: bool = False
    #: Sphinx's own ``env.files_to_rebuild`` while ours stands in its place.
    rebuilt_with: dict[str, set[str]] | None = None

    def has_search(self, app: Sphinx) -> bool:
        """Whether the output has the search of keywords: where it has a page for each file."""
        return builders.is_site(app.builder) and self.docnames.search.docname in self.pages


_builds: dict[int, Build] = {}


def of(app: Sphinx) -> Build:
    """Return the build of an application, once its builder is there."""
    return _builds[id(app)]


def begin(app: Sphinx) -> None:
    """Survey the repository, and let Sphinx find our pages (``builder-inited``)."""
    settings = settings_of(app)
    turns.take(stores.folder(app.doctreedir))
    store = stores.of(app.doctreedir)
    report = Reporter(settings.root, f"{settings.prefix}/skipped")
    hooks = events.hooks(app)

    def progress(paths: Iterable[str], total: int) -> Iterable[str]:
        label = "reading the repository... "
        return status_iterator(paths, label, "purple", total, app.verbosity, _printable)

    # What another choice let in must not stay in the file of the store.
    maker = f"{__version__} {settings.secrets}"
    guard = imports.installed_only
    with garbage.sought_rarely():
        failures.surveyed(
            store, maker, lambda: survey(settings, store, report, progress, hooks, guard)
        )
    pages = store.pages()
    docnames = Docnames((), settings.prefix, settings.combined)
    folder = stores.folder(app.doctreedir)
    for docname in records.write(folder / "pages", pages, __version__):
        # Sphinx compares times; the clock may have been set back since it read the document.
        if docname in app.env.all_docs:
            app.env.all_docs[docname] = 0
    if not builders.gets_pages(app.builder, app.config):
        pages = tuple(page for page in pages if page.kind is PageKind.BOOK)
    html = builders.is_html(app.builder)
    ours = frozenset(page.docname for page in pages)
    entry = docnames.folder("").index.docname
    build = Build(
        settings=settings,
        docnames=Docnames(store.files(), settings.prefix, settings.combined),
        pages=ours,
        entry=entry if entry in ours else docnames.book.docname,
        manifest=Manifest(folder / "outputs", Path(app.outdir), app.builder.name) if html else None,
        report=report,
    )
    _builds[id(app)] = build

    def collision(docname: str, path: str) -> None:
        message = f"{path} takes the place of our page {docname}"
        written = Path(app.srcdir, path)
        inside = written.is_relative_to(settings.root)
        below = written.relative_to(settings.root).as_posix() if inside else ""
        report(WarningKind.COLLISION, below, 0, message)

    records_of = folder / "pages"
    app.project = RepositoryProject(app.project, ours, records_of, settings.never, collision)
    app.env.project = app.project
    domain.begin(app, build.docnames, ours)
    if html:
        kinds = {page.docname: page.kind for page in pages}
        navigation.install(app, Site(kinds, settings.prefix))


def _printable(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Sequence[str]:
    """Note whether anything is read at all (``env-get-outdated``).

    By now all documents are known, and with them the last of the warnings of a survey. From here to
    its end, a build makes pages.
    """
    garbage.seek_rarely()
    of(app).report.summarise()
    of(app).touched = bool(added or changed or removed)
    return []


def reads(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note that documents are read, also those that other extensions ask for
    (``env-before-read-docs``, before some are taken out)."""
    of(app).touched |= bool(docnames)


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Let the doctree of our page that was read last out of memory (``env-purge-doc``).

    Sphinx keeps each doctree that it has read until it is written.
    """
    build = of(app)
    toctrees.forget(env, build.last_read)
    build.last_read = docname if docname in build.pages else ""
    between_pages()


def between_pages() -> None:
    """Look for garbage where no page is in use, if it is worth it.

    Sphinx 8 itself holds on to the page that it made last: looked through here, that would be taken
    for something that stays.
    """
    if version_info >= (9,):
        garbage.between_pages()


def before_collectors(app: Sphinx, doctree: nodes.document) -> None:
    """Keep our pages out of the globs of hand-written toctrees (``doctree-read``)."""
    build, docname = of(app), app.env.docname
    if docname not in build.pages:
        source = Path(app.env.doc2path(docname)).read_text("utf-8", "replace")
        toctrees.drop_globbed(doctree, source, build.pages, build.entry)


def updated(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """Lead from the root document to our pages (``env-updated``)."""
    build = of(app)
    toctrees.forget(env, build.last_read)
    wanted = app.config.kwindex_add_toctree_entry
    changed = toctrees.lead_from_root(env, app, build.entry, wanted)
    build.touched = build.touched or bool(changed)
    if build.manifest is not None:
        documents.prepare(app, env, build.settings.root, build.pages, build.docnames)
    return changed


def also_write(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """Name the documents to write although they were not read (``env-updated``, last)."""
    manifest = of(app).manifest
    if manifest is None:
        return []
    of(app).touched |= manifest.environment != _environment(app)
    if closing.lacks_index(app):
        of(app).due = frozenset(env.found_docs)
        return sorted(of(app).due)
    if manifest.complete and not of(app).touched:
        return []
    outputs = {docname: closing.output_path(app, docname) for docname in env.found_docs}
    mended = frozenset(manifest.unfinished(outputs))
    of(app).due = mended.union(manifest.changed(_navigation(app)))
    return sorted(of(app).due)


def _environment(app: Sphinx) -> str:
    """Tell Sphinx's environment, as it was saved last, from others: builders share it."""
    try:
        return str(Path(app.doctreedir, ENV_PICKLE_FILENAME).stat().st_mtime_ns)
    except FileNotFoundError:
        return ""


def _navigation(app: Sphinx) -> dict[str, str]:
    """What each page shows of others, beside what was read for it."""
    return {
        docname: navigation.digest(app, docname)
        + documents.digest(app, docname)
        + domain.digest(app.env, docname)
        for docname in app.env.found_docs
    }


def writing(app: Sphinx, builder: Any) -> None:
    """Note that writing begins, and unbind our indexes from their toctrees (``write-started``).

    Sphinx writes a document anew whenever a page in its toctree was read. An index of ours shows
    nothing of its pages that is not in its own view. The environment was pickled before this.
    """
    build = of(app)
    if not builders.is_html(builder):
        garbage.set_aside()
    if build.manifest is not None:
        exported = closing.exported(app, build)
        build.is_settled = (
            build.manifest.complete
            and not build.touched
            and exported.are_there(build.manifest)
            and build.manifest.are_as_left(closing.of_all(app))
            and not closing.are_given(app)
            and build.manifest.objects == closing.objects(app)
        )
        build.manifest.begin()
    build.rebuilt_with = app.env.files_to_rebuild
    app.env.files_to_rebuild = {
        name: dependents - build.pages for name, dependents in build.rebuilt_with.items()
    }


def export_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the exports of one page of ours (``doctree-resolved``, once its body is there)."""
    build = of(app)
    if build.manifest is not None and docname in build.pages:
        exports.write_beside(app, docname, doctree, closing.output_path(app, docname))


def resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the pickled doctree of our page out of memory (``doctree-resolved``)."""
    if docname in of(app).pages:
        app.env._pickled_doctree_cache.pop(docname, None)


def page_context(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Keep "view source" and "edit" from what is no source (``html-page-context``).

    A record must be neither shown nor copied, and there is no file to edit for it: without a
    suffix alabaster, furo and book leave their buttons out.
    """
    if pagename not in of(app).pages:
        return
    context["sourcename"] = ""
    context["page_source_suffix"] = ""
    context["theme_use_edit_page_button"] = False
    # sphinx-rtd-theme names the host on its button; the address in the metadata goes first.
    view = stores.of(app.doctreedir).view(pagename)
    key = _rtd_key(view.host) if isinstance(view, FilePage) else ""
    context["display_vcs_links"] = bool(key)
    if isinstance(view, FilePage) and key:
        context["meta"] = {**(context.get("meta") or {}), key: view.host}


def _rtd_key(address: str) -> str:
    """Return the name that sphinx-rtd-theme has for the address of a page on a host it knows."""
    host = urlsplit(address).hostname or ""
    known = (name for name in ("github", "gitlab", "bitbucket") if name in host)
    return next((f"{name}_url" for name in known), "")


def ended(app: Sphinx, exception: Exception | None) -> None:
    """Let Python look for garbage as before (``build-finished``, first)."""
    gc.unfreeze()
    garbage.seek_as_before()


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the exports, and remove the pages that are gone (``build-finished``)."""
    build = _builds.pop(id(app), None)
    if build is None:
        return
    if build.rebuilt_with is not None:
        app.env.files_to_rebuild = build.rebuilt_with
    store = stores.of(app.doctreedir)
    if exception is not None:
        failures.ended(store, exception)
    elif build.is_unchanged and build.manifest is not None:
        build.manifest.keep()
    elif build.manifest is not None:
        with garbage.unsought():
            closing.end(app, build, build.manifest, _navigation(app), _environment(app))
    documents.forget(app)
    store.close()
    turns.give(stores.folder(app.doctreedir))


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", begin)
    app.connect("env-get-outdated", outdated)
    app.connect("env-before-read-docs", reads, priority=990)
    app.connect("env-purge-doc", purge)
    app.connect("doctree-read", before_collectors, priority=100)
    app.connect("env-updated", updated, priority=100)
    app.connect("env-updated", also_write, priority=900)
    app.connect("write-started", writing, priority=100)
    app.connect("doctree-resolved", export_page, priority=55)
    app.connect("doctree-resolved", resolved)
    app.connect("html-page-context", page_context, priority=100)
    app.connect("build-finished", ended, priority=-1)
    app.connect("build-finished", finish)
