"""The book: what the repository is, read from one end to the other."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from sphinx_kwindex.model.views import BookPage, GlossaryEntry, Package, Tool
from sphinx_kwindex.pages import listing, sections
from sphinx_kwindex.pages.clean import NAME, clean
from sphinx_kwindex.pages.i18n import _, ngettext
from sphinx_kwindex.pages.parts import (
    Inline,
    bullets,
    code,
    code_link,
    definitions,
    fields,
    file_link,
    file_row,
    folder_link,
    folder_row,
    joined,
    paragraph,
    prose,
    rubric,
    said,
    sentence,
)

#: Longest description of the repository, in characters.
DESCRIPTION = 2000


def draw(view: BookPage) -> nodes.section:
    """Return the book; chapters without content are left out."""
    title = _("The book of {name}").format(name=clean(view.name, NAME))
    page = sections.page(view.docname, title)
    for chapter, content in _CHAPTERS:
        page += sections.present(view.docname, chapter, content(view))
    return page


def _overview(view: BookPage) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    if view.description:
        text = prose(view.description, DESCRIPTION)
        if view.readme:
            text += [" (", *sentence(_("from {file}"), file=file_link(view.readme)), ")"]
        result.append(paragraph(*text))
    if view.languages:
        rows = listing.counted_files(view.languages)
        result += [rubric(_("Languages")), bullets(rows, "kwindex-languages")]
    if view.folders:
        rows = [folder_row(folder) for folder in view.folders]
        result += [rubric(_("Folders")), bullets(rows, "kwindex-folders")]
    return result


def _packages(view: BookPage) -> list[nodes.Node]:
    return [definitions(map(_package, view.packages), "kwindex-packages")] if view.packages else []


def _package(package: Package) -> tuple[list[Inline], list[nodes.Node]]:
    term: list[Inline] = [
        code_link(package.folder.index, package.name),
        ", ",
        ngettext("{number} module", "{number} modules", package.modules),
    ]
    body: list[nodes.Node] = [paragraph(*prose(package.summary))] if package.summary else []
    imports = joined([code(name), f" ({number:,})"] for name, number in package.imports)
    if imports:
        body.append(paragraph(*sentence(_("Imports from {packages}."), packages=imports)))
    else:
        body.append(paragraph(_("Imports from no other package listed here.")))
    return term, body


def _central(view: BookPage) -> list[nodes.Node]:
    rows: list[list[Inline]] = [
        [
            file_link(file),
            " (",
            ngettext("imported by {number} file", "imported by {number} files", number),
            ")",
            *said(file.summary),
        ]
        for file, number in view.central
    ]
    return [bullets(rows, "kwindex-files")] if rows else []


def _tests(view: BookPage) -> list[nodes.Node]:
    rows: list[list[Inline]] = [
        [folder_link(folder), ": ", ngettext("{number} test file", "{number} test files", number)]
        for folder, number in view.tests
    ]
    return [bullets(rows, "kwindex-folders")] if rows else []


def _tools(view: BookPage) -> list[nodes.Node]:
    told = [tool for tool in view.tools if tool.facts]
    bare = [tool for tool in view.tools if not tool.facts]
    result: list[nodes.Node] = []
    if told:
        result.append(definitions(map(_tool, told), "kwindex-tools"))
    if bare:
        files = joined(file_link(tool.file) for tool in bare)
        result.append(paragraph(*sentence(_("Also there: {files}."), files=files)))
    return result


def _tool(tool: Tool) -> tuple[list[Inline], list[nodes.Node]]:
    rows: list[tuple[str, list[Inline]]] = [
        (clean(what), [clean(value)]) for what, value in tool.facts
    ]
    return [file_link(tool.file)], [fields(rows)]


def _files(view: BookPage) -> list[nodes.Node]:
    if not view.files:
        return []
    result: list[nodes.Node] = [bullets(map(file_row, view.files), "kwindex-files")]
    if view.omitted:
        more = ngettext(
            "{number} more file is in the indexes of the folders.",
            "{number} more files are in the indexes of the folders.",
            view.omitted,
        )
        result.append(paragraph(more))
    return result


def _glossary(view: BookPage) -> list[nodes.Node]:
    if not view.glossary:
        return []
    result: list[nodes.Node] = [definitions(map(_term, view.glossary), "kwindex-glossary")]
    if view.documented > len(view.glossary):
        form = ngettext(
            "{number} more class with a docstring is not listed here.",
            "{number} more classes with a docstring are not listed here.",
            view.documented - len(view.glossary),
        )
        result.append(paragraph(form))
    return result


def _term(entry: GlossaryEntry) -> tuple[list[Inline], list[nodes.Node]]:
    term: list[Inline] = [code_link(entry.target, entry.name), ", ", clean(entry.module, NAME)]
    return term, [paragraph(*prose(entry.summary))]


_CHAPTERS: tuple[tuple[str, Callable[[BookPage], list[nodes.Node]]], ...] = (
    (sections.BOOK_OVERVIEW, _overview),
    (sections.BOOK_PACKAGES, _packages),
    (sections.BOOK_CENTRAL, _central),
    (sections.BOOK_TESTS, _tests),
    (sections.BOOK_TOOLS, _tools),
    (sections.BOOK_FILES, _files),
    (sections.BOOK_GLOSSARY, _glossary),
)
