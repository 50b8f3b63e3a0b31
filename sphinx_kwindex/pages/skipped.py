"""The files that were not fully indexed, each with the reason."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.views import Skipped, SkippedPage
from sphinx_kwindex.pages import sections
from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.pages.i18n import _, ngettext
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import bullets, file_link, joined, paragraph, phrase, toctree


def draw(view: SkippedPage) -> nodes.section:
    """Return the list, or a part of it."""
    page = sections.page(view.docname, _("Skipped files"), paragraph(*_heading(view)))
    page += toctree(view.docname, view.toctree)
    content: list[nodes.Node] = []
    if view.files:
        content.append(bullets(map(_row, view.files), "kwindex-skipped"))
    page += sections.present(view.docname, sections.SKIPPED, content)
    return page


def _heading(view: SkippedPage) -> list[Inline]:
    found = ngettext("{number} file was found.", "{number} files were found.", view.found)
    said: list[Inline] = [found, " "] if view.found else []
    if not view.total:
        return [*said, _("Each was read to its end.")]
    said.append(
        ngettext("{number} was not fully indexed.", "{number} were not fully indexed.", view.total)
    )
    if view.parent:
        said += [" ", link(view.parent, _("First part"))]
    return said


def _row(skipped: Skipped) -> list[Inline]:
    size = ngettext("{number} byte", "{number} bytes", skipped.size) if skipped.size else ""
    kind = phrase(skipped.type) if isinstance(skipped.type, Phrase) else [clean(skipped.type)]
    form = joined(part for part in (kind, [size]) if part != [""])
    row: list[Inline] = [file_link(skipped.file)]
    row += [" (", *form, "): "] if form else [": "]
    row += phrase(skipped.sentence)
    page = skipped.file.target
    if skipped.line and page:
        place = Target(page.docname, line_anchor(skipped.line))
        row += [" (", link(place, _("line {number}").format(number=skipped.line)), ")"]
    return row
