"""What a folder holds directly, cut into pages of at most 1,000 entries."""

from __future__ import annotations

from posixpath import basename

from msgspec import Struct

from sphinx_kwindex.analysis.views.tree import FolderTree, batches, documents
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.parts import FileRef, FolderRef, Target


class Listing(Struct, frozen=True):
    """One page of the list: the subfolders stand before the files.

    :ivar target: the page.
    """

    target: Target
    folders: tuple[FolderRef, ...]
    files: tuple[FileRef, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of what is listed, for a toctree."""
        return (*(folder.index.docname for folder in self.folders), *documents(self.files))

    @property
    def label(self) -> str:
        """Names of the first and the last entry: ``abs.h - zeta.h``."""
        paths = [folder.path for folder in self.folders] + [file.path for file in self.files]
        return " - ".join(dict.fromkeys((basename(paths[0]), basename(paths[-1]))))


def listings(tree: FolderTree, docnames: Docnames, folder: str) -> tuple[Listing, ...]:
    """Return the pages that list what `folder` holds; the first is its index."""
    entries = (
        *(tree.ref(path) for path in tree.subfolders[folder]),
        *(tree.file_ref(file) for file in tree.files[folder]),
    )
    return tuple(
        Listing(
            docnames.folder_part(folder, number),
            tuple(entry for entry in chunk if isinstance(entry, FolderRef)),
            tuple(entry for entry in chunk if isinstance(entry, FileRef)),
        )
        for number, chunk in enumerate(batches(entries), 1)
    )


def labelled(pages: tuple[Listing, ...]) -> tuple[tuple[str, Target], ...]:
    """Every page with what it lists; empty where there is one."""
    return tuple((page.label, page.target) for page in pages) if len(pages) > 1 else ()
