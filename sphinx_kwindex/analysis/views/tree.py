"""The folders of a repository, and how pages of many files name files and folders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from posixpath import dirname
from typing import TypeVar

from msgspec.structs import replace

from sphinx_kwindex.analysis.views.reasons import sentence
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.parts import FileRef, FolderRef, Target
from sphinx_kwindex.model.repository import ReadFile, Repository

#: A page shows the way down to a folder up to this depth.
_DEEPEST_TRAIL = 50
#: How many entries a list on a page has at most; longer ones are split. An entry takes 150 to 500
#: bytes of HTML, and no page shall be heavier than 400 kB.
PAGE_LIMIT = 500

_Thing = TypeVar("_Thing")

_PACKAGE_FILES = ("__init__.py", "__init__.pyi")
#: Suffixes of a README, the ones that are made for reading first.
_README_SUFFIXES = (".md", ".markdown", ".rst", ".txt", "")


def parents(folder: str) -> Iterator[str]:
    """Yield `folder` and every folder above it, the root (an empty path) last."""
    while folder:
        yield folder
        folder = dirname(folder)
    yield ""


def is_within(folder: str, ancestor: str) -> bool:
    """Whether `folder` is `ancestor` or lies under it."""
    return not ancestor or folder == ancestor or folder.startswith(f"{ancestor}/")


def way_down(docnames: Docnames, folder: str) -> tuple[Target, ...]:
    """Return the indexes of the folders above `folder`, the root's first; none in a maze."""
    if folder.count("/") >= _DEEPEST_TRAIL:
        return ()
    above = [docnames.folder(parent).index for parent in parents(folder) if parent != folder]
    return tuple(reversed(above))


class FolderTree:
    """Every folder that holds a file at any depth, the root among them.

    :param documented: paths of the ``__init__`` files that have a docstring.
    :ivar folders: their paths; each one stands before all that lies under it.
    :ivar subfolders: the direct ones of each folder, sorted.
    :ivar files: the direct ones of each folder, in the order of their paths.
    """

    def __init__(self, repository: Repository, documented: Collection[str] = ()) -> None:
        self._docnames = repository.docnames
        self._documented = documented
        self._packages: dict[str, dict[str, ReadFile]] = {}  # by folder and name
        self._readmes: dict[str, dict[str, ReadFile]] = {}  # by folder and suffix
        files: defaultdict[str, list[ReadFile]] = defaultdict(list)
        for file in repository.files:
            files[file.source.folder].append(file)
            name, suffix = file.source.name.lower(), file.source.suffix.lower()
            if name in _PACKAGE_FILES:
                self._packages.setdefault(file.source.folder, {})[file.source.name] = file
            if file.has_page and name == f"readme{suffix}":
                self._readmes.setdefault(file.source.folder, {}).setdefault(suffix, file)
        known = {""}
        for folder in files:
            known.update(takewhile(lambda parent: parent not in known, parents(folder)))
        self.folders: tuple[str, ...] = tuple(sorted(known, key=_parts))
        subfolders: defaultdict[str, list[str]] = defaultdict(list)
        for folder in self.folders[1:]:
            subfolders[dirname(folder)].append(folder)
        self.files: Mapping[str, tuple[ReadFile, ...]] = {
            folder: tuple(files.get(folder, ())) for folder in self.folders
        }
        self.subfolders: Mapping[str, tuple[str, ...]] = {
            folder: tuple(subfolders.get(folder, ())) for folder in self.folders
        }
        self._count: Counter[str] = Counter()
        for folder in reversed(self.folders):
            self._count[folder] += len(self.files[folder])
            if folder:
                self._count[dirname(folder)] += self._count[folder]

    def count(self, folder: str) -> int:
        """How many files the subtree of `folder` holds."""
        return self._count[folder]

    def package_file(self, folder: str) -> ReadFile | None:
        """The ``__init__.py`` of a folder, else its ``__init__.pyi``."""
        found = self._packages.get(folder, {})
        return next((found[name] for name in _PACKAGE_FILES if name in found), None)

    def readme(self, folder: str) -> ReadFile | None:
        """The README of a folder that has text; Markdown first, then reStructuredText."""
        found = self._readmes.get(folder, {})
        return next((found[suffix] for suffix in _README_SUFFIXES if suffix in found), None)

    def bare(self, folder: str) -> FolderRef:
        """A folder by name only, for pages that would else change with what it holds."""
        return self._docnames.folder(folder)

    def ref(self, folder: str) -> FolderRef:
        """A folder with its summary and the number of its files."""
        package, readme = self.package_file(folder), self.readme(folder)
        # A package without a docstring is summed up by its first comment: mostly a licence.
        sources = (package if package and package.path in self._documented else None, readme)
        summary = next((file.summary for file in sources if file and file.summary), "")
        return replace(self.bare(folder), summary=summary, files=self.count(folder))

    def own(self, folder: str) -> FolderRef:
        """A folder as its own pages name it: with the way down to it, if that is no maze."""
        return replace(self.ref(folder), above=way_down(self._docnames, folder))

    def file_ref(self, file: ReadFile) -> FileRef:
        """A file with its pages and its summary; one without a page with the reason."""
        if not file.has_page:
            why = sentence(file.problem, file.language) if file.problem is not None else None
            return FileRef(file.path, problem=why)
        return FileRef(
            file.path,
            self._docnames.file(file.path),
            self._docnames.keywords(file.path) if file.has_keywords else None,
            file.summary,
        )


def documents(files: Iterable[FileRef]) -> tuple[str, ...]:
    """The documentation pages of `files`, for a toctree."""
    return tuple(file.target.docname for file in files if file.target is not None)


def batches(things: Sequence[_Thing], size: int = PAGE_LIMIT) -> Iterator[Sequence[_Thing]]:
    """Cut `things` into runs of at most `size`; one empty run where there are none."""
    for start in range(0, max(len(things), 1), size):
        yield things[start : start + size]


def _parts(folder: str) -> tuple[str, ...]:
    return tuple(folder.split("/")) if folder else ()
