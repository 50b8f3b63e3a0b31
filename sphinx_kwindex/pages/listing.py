"""Lists of folders and files, as the pages of folders and of the whole repository show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from sphinx_kwindex.model.parts import FileRef, FolderRef, Target
from sphinx_kwindex.pages import sections
from sphinx_kwindex.pages.clean import clean, visible
from sphinx_kwindex.pages.i18n import _, ngettext
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import bullets, file_row, folder_link, folder_row, paragraph


def folders(docname: str, found: Sequence[FolderRef], within: str = "") -> list[nodes.section]:
    """Return the section of subfolders; nothing where there are none.

    :param within: path of the folder that holds them.
    """
    content: list[nodes.Node] = []
    if found:
        rows = (folder_row(folder, within) for folder in found)
        content.append(bullets(rows, "kwindex-folders"))
    return sections.present(docname, sections.FOLDERS, content)


def files(docname: str, found: Sequence[FileRef], within: str = "") -> list[nodes.section]:
    """Return the section of files, likewise."""
    content: list[nodes.Node] = []
    if found:
        content.append(bullets((file_row(file, within) for file in found), "kwindex-files"))
    return sections.present(docname, sections.FILES, content)


def parts(found: Sequence[tuple[str, Target]], here: str = "") -> list[nodes.Node]:
    """Return the way to the other parts of a list that stands on more than one page.

    :param here: name of this document, which is not linked.
    """
    if not found:
        return []
    rows: list[list[Inline]] = [
        [link(None if target.docname == here else target, clean(text))] for text, target in found
    ]
    heading = paragraph(_("The folders and files stand on more than one page:"))
    return [heading, bullets(rows, "kwindex-parts")]


def counted_folders(found: Iterable[tuple[FolderRef, int]]) -> nodes.Element:
    """Return folders, each with a number of imports and includes."""
    return bullets(
        (
            [
                folder_link(folder),
                ": ",
                ngettext("{number} import or include", "{number} imports or includes", number),
            ]
            for folder, number in found
        ),
        "kwindex-folders",
    )


def counted_files(found: Iterable[tuple[str, int]]) -> list[list[Inline]]:
    """Return languages or suffixes, each with a number of files."""
    return [
        [f"{clean(name) or _('none')}: ", ngettext("{number} file", "{number} files", number)]
        for name, number in found
    ]


def counted_languages(found: Iterable[tuple[str, int, int]]) -> list[list[Inline]]:
    """Return languages, each with a number of files and of their lines."""
    return [
        [
            f"{clean(name)}: ",
            ngettext("{number} file", "{number} files", files),
            " (",
            ngettext("{number} line", "{number} lines", lines),
            ")",
        ]
        for name, files, lines in found
    ]


def without_page(number: int, skipped: Target | None) -> list[Inline]:
    """Return how many files have no page, leading to the reason; nothing where all have one."""
    if not number:
        return []
    return [link(skipped, ngettext("{number} file", "{number} files", number))]


def title(folder: FolderRef, of_root: str, template: str) -> str:
    """Return the title of a folder's page.

    :param of_root: for the root, which has no name of its own.
    :param template: for others, with ``{folder}``.
    """
    if not folder.path:
        return of_root
    return template.format(folder=visible(folder.path.rpartition("/")[2]) + "/")
