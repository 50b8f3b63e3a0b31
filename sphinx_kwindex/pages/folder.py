"""The documentation page of a folder: what it is, what it holds, what it is connected with."""

from __future__ import annotations

from collections import Counter

from docutils import nodes

from sphinx_kwindex.model.views import Concept, FolderPage
from sphinx_kwindex.pages import listing, sections
from sphinx_kwindex.pages.file.testing import how_to_run
from sphinx_kwindex.pages.i18n import _, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    ROWS,
    bullets,
    code,
    entry_row,
    fields,
    file_link,
    folder_link,
    joined,
    paragraph,
    prose,
    related_row,
    rubric,
    sentence,
    trail,
)
from sphinx_kwindex.pages.pictures import graph


def draw(view: FolderPage) -> nodes.section:
    """Return the page; sections without content are left out."""
    title = listing.title(view.folder, _("About the repository"), _("About {folder}"))
    return sections.page(
        view.docname,
        title,
        trail(view.folder),
        *_role(view),
        *sections.present(view.docname, sections.CONTENTS, _contents(view)),
        *sections.present(view.docname, sections.CONCEPTS, _concepts(view)),
        *sections.present(view.docname, sections.IMPORTANT, _important(view)),
        *sections.present(view.docname, sections.FOLDER_TESTING, _testing(view)),
        *sections.present(view.docname, sections.FOLDER_DEPENDENCIES, _dependencies(view)),
        *listing.folders(view.docname, view.folders, view.folder.path),
        *listing.files(view.docname, view.files, view.folder.path),
        sections.section(view.docname, sections.CROSS_REFERENCES, _ways(view)),
    )


def _role(view: FolderPage) -> list[nodes.Node]:
    if not view.role:
        return []
    said: list[Inline] = prose(view.role)
    if view.role_source:
        said += [" (", *sentence(_("from {file}"), file=file_link(view.role_source)), ")"]
    return [paragraph(*said)]


def _contents(view: FolderPage) -> list[nodes.Node]:
    here: list[str] = []
    if view.folders:
        here.append(ngettext("{number} subfolder", "{number} subfolders", len(view.folders)))
    if view.files:
        here.append(ngettext("{number} file", "{number} files", len(view.files)))
    if view.omitted:
        more = ngettext(
            "{number} more folder or file is in the {{index}}",
            "{number} more folders and files are in the {{index}}",
            view.omitted,
        )
        listed = sentence(more, index=link(view.folder.index, _("index")))
        shown = joined([_("listed below: {counts}").format(counts=", ".join(here)), listed], "; ")
    else:
        shown = joined(here)
    return [
        fields(
            [
                (_("Directly in it"), shown),
                (
                    _("In its subtree"),
                    [ngettext("{number} file", "{number} files", view.folder.files)]
                    if view.folder.files
                    else [],
                ),
                (_("Languages"), joined(listing.counted_languages(view.languages))),
                (_("Without a page"), listing.without_page(view.pageless, view.skipped)),
                (_("Extensions"), joined(listing.counted_files(view.suffixes))),
            ],
            "kwindex-metadata",
        )
    ]


def _concepts(view: FolderPage) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    if view.concepts:
        result += [
            rubric(_("Most used")),
            paragraph(
                _(
                    "Of the public classes, functions, constants and other names of three letters"
                    " or more at the top of the files here, without variables, those that the"
                    " repository names most. Names are counted by their spelling, whatever they"
                    " stand for, and not in languages whose readers count none:"
                )
            ),
            bullets(map(_used, view.concepts), "kwindex-concepts"),
        ]
    if view.distinctive:
        result += [
            rubric(_("Most distinctive")),
            paragraph(
                _(
                    "Of the same, those that its files name at least twice as often as an even"
                    " spread over the repository would have it, those that stand out most first,"
                    " counted in the same way:"
                )
            ),
            bullets(map(_distinctive, view.distinctive), "kwindex-concepts"),
        ]
    return result


def _used(concept: Concept) -> list[Inline]:
    named = ngettext("named {number} time", "named {number} times", concept.uses)
    return [*entry_row(concept.entry), ", ", named]


def _distinctive(concept: Concept) -> list[Inline]:
    form = ngettext(
        "named {number} time, {{here}} of them here",
        "named {number} times, {{here}} of them here",
        concept.uses,
    )
    return [*entry_row(concept.entry), ", ", form.format(here=written(concept.here))]


def _important(view: FolderPage) -> list[nodes.Node]:
    return [bullets(map(related_row, view.important), "kwindex-related")] if view.important else []


def _testing(view: FolderPage) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    if view.test_files:
        own = ngettext(
            "{number} file in its subtree is a test or helps tests; its page says what shows it.",
            "{number} files in its subtree are tests or help tests; their pages say what shows it.",
            view.test_files,
        )
        result.append(paragraph(own))
    if view.tests:
        rows: list[list[Inline]] = [
            [folder_link(folder), ": ", ngettext("{number} test file", "{number} test files", n)]
            for folder, n in view.tests
        ]
        result += [
            paragraph(_("Test files that import from it, by their folders:")),
            bullets(rows, "kwindex-folders"),
        ]
    return [*result, *how_to_run(view.commands, view.command_count - len(view.commands))]


def _dependencies(view: FolderPage) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    if view.depends_on:
        result += [rubric(_("Depends on")), listing.counted_folders(view.depends_on)]
    if view.used_by:
        result += [rubric(_("Used by")), listing.counted_folders(view.used_by)]
    return [*result, *_between(view)]


def _between(view: FolderPage) -> list[nodes.Node]:
    """Return how the subfolders depend on each other, as a picture or as a list."""
    if not view.between:
        return []
    inner = len(view.folder.path) + 1 if view.folder.path else 0
    rows: list[list[Inline]] = [
        [
            *sentence(
                _("{start} imports from {end}"),
                start=code(f"{start[inner:]}/"),
                end=code(f"{end[inner:]}/"),
            ),
            f": {written(number)}",
        ]
        for start, end, number in view.between[:ROWS]
    ]
    weights: Counter[str] = Counter()
    for start, end, number in view.between:
        weights.update({start[inner:]: number, end[inner:]: number})
    boxes = sorted(weights, key=lambda name: (-weights[name], name))
    arrows = ((start[inner:], end[inner:], written(number)) for start, end, number in view.between)
    caption = _("Subfolders, with how many imports and includes lead from one to another.")
    return [
        rubric(_("Between its subfolders")),
        *graph(boxes, arrows, caption, [paragraph(caption), bullets(rows, "kwindex-between")]),
    ]


def _ways(view: FolderPage) -> nodes.Element:
    rows: list[list[Inline]] = [
        [link(view.folder.index, _("Index of the folder"))],
        [link(view.folder.sub, _("Identifiers under the folder"))],
    ]
    if view.parent:
        rows.append(sentence(_("Above: {folder}"), folder=folder_link(view.parent)))
    return bullets(rows, "kwindex-cross-references")
