"""The events at which other extensions have a say, and what they are given.

``kwindex-analysers`` is asked before the repository is surveyed, ``kwindex-skip-file`` and
``kwindex-skip-keyword`` meanwhile, and ``kwindex-page`` while Sphinx reads a page of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import ExtensionError

from sphinx_kwindex.analysis.analysers import Analyser
from sphinx_kwindex.analysis.hooks import Hooks
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.views import FilePage, KeywordsPage, View, kind_of
from sphinx_kwindex.sphinx_ext import added, bodies, stores

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

ANALYSERS = "kwindex-analysers"
SKIP_FILE = "kwindex-skip-file"
SKIP_KEYWORD = "kwindex-skip-keyword"
PAGE = "kwindex-page"


class Page:
    """A page of ours that is being read: what it is about, and what is added to it.

    :ivar docname: the document.
    :ivar kind: ``file``, ``keywords``, ``folder``, ``folder-index``, ``subtree``, ``repository``,
        ``alphabet``, ``book``, ``search`` or ``skipped``.
    :ivar path: of its file or folder from the root, ``/`` between parts; empty for the root and
        for the whole.
    :ivar facts: what the file says; ``None`` on other pages, and where it was not read.
    :ivar sections: ids of the sections that it has, in their order.
    """

    def __init__(self, view: View, facts: FileFacts | None, frame: nodes.section) -> None:
        self.docname = view.docname
        self.kind = kind_of(view).value
        self.path = _path(view)
        self.facts = facts
        self.sections = tuple(added.names(frame))
        self._frame = frame

    def add(self, section: str, *content: nodes.Node) -> None:
        """Add nodes to the end of a section.

        :param section: one of :attr:`sections`; on the page of a file also one that it lacks for
            having nothing to say.
        :raises ExtensionError: there is no such section.
        """
        try:
            made = added.put(self._frame, self.docname, [added.block(section, content)])
        except KeyError:
            known = ", ".join(self.sections)
            message = f"{self.docname} has no section {section!r}; it has {known}"
            raise ExtensionError(message) from None
        for each in made:
            bodies.frame_section(each)

    def add_section(self, name: str, title: str, *content: nodes.Node) -> None:
        """Add a section of its own, before the source or at the end.

        :param name: its id is ``added-`` and this, as docutils makes ids.
        """
        added.put(self._frame, self.docname, [added.section(name, title, content)])


def _path(view: View) -> str:
    if isinstance(view, FilePage | KeywordsPage):
        return view.path
    folder = getattr(view, "folder", None)
    return folder.path if folder is not None else ""


def hooks(app: Sphinx) -> Hooks:
    """Return who is asked during the survey of a repository."""

    def asked(event: str) -> Callable[..., bool]:
        return lambda *arguments: bool(app.emit_firstresult(event, *arguments))

    found = Hooks()
    if app.events.listeners.get(SKIP_FILE):
        found = Hooks(skips_file=asked(SKIP_FILE))
    if app.events.listeners.get(SKIP_KEYWORD):
        found = Hooks(found.skips_file, asked(SKIP_KEYWORD))
    return found


def analysers(app: Sphinx) -> tuple[Analyser, ...]:
    """Return the readers that other extensions have.

    :raises ExtensionError: an extension says something else than a list of analysers.
    """
    found: list[Analyser] = []
    for answer in app.emit(ANALYSERS):
        found += answer or ()
    if not all(isinstance(each, Analyser) for each in found):
        raise ExtensionError(
            f"{ANALYSERS} takes lists of sphinx_kwindex.analysis.analysers.Analyser"
        )
    return tuple(found)


def extend(env: BuildEnvironment, docname: str, frame: nodes.section) -> None:
    """Have other extensions add to the frame of a page of ours."""
    if not env.events.listeners.get(PAGE):
        return
    store = stores.of(env.doctreedir)
    view = store.view(docname)
    facts = store.facts(view.facts) if isinstance(view, FilePage) and view.facts else None
    env.events.emit(PAGE, Page(view, facts, frame))


def setup(app: Sphinx) -> None:
    for event in (ANALYSERS, SKIP_FILE, SKIP_KEYWORD, PAGE):
        app.add_event(event)
