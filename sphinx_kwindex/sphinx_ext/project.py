"""Sphinx's idea of which documents exist and where they lie, with our pages among them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import Any

from sphinx.project import Project

#: Suffix of our records; a file of this suffix in the source folder is never a document.
SUFFIX = ".kwindex"


class RepositoryProject(Project):
    """A project whose documents are the hand-written ones and the pages of a repository.

    :param base: the project that Sphinx made.
    :param pages: names of our documents.
    :param records: folder with the record of each, ``<docname>.kwindex``.
    :param passed_over: folders below the source folder that hold no documents: output, doctrees.
    :param report: is told of each of our documents that a hand-written one takes the place of.
    """

    def __init__(
        self,
        base: Project,
        pages: Iterable[str],
        records: Path,
        passed_over: Iterable[Path],
        report: Callable[[str, str], None] = lambda docname, path: None,
    ) -> None:
        super().__init__(base.srcdir, base.source_suffix)
        self.restore(base)
        self.pages = frozenset(pages)
        self._records = records
        self._passed_over = tuple(passed_over)
        self._report = report

    def __reduce__(self) -> tuple[Any, ...]:
        # The environment is read back before any extension has run, perhaps without this one.
        state = (self.docnames, self._path_to_docname, self._docname_to_path)
        return _plain, (os.fspath(self.srcdir), self.source_suffix, state)

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        own = [f"**/*{SUFFIX}"]
        for folder in self._passed_over:
            if folder.is_relative_to(self.srcdir):
                below = folder.relative_to(self.srcdir).as_posix()
                if below != ".":
                    own.append(_literal(below))
        super().discover([*exclude_paths, *own], include_paths)
        folded = {docname.casefold(): docname for docname in self.docnames}
        for docname in sorted(self.pages):
            rival = folded.get(docname.casefold())
            if rival is not None:
                self._report(docname, os.fspath(self._docname_to_path[rival]))
                continue
            path = Path(docname + SUFFIX)
            self.docnames.add(docname)
            self._path_to_docname[path] = docname
            self._docname_to_path[docname] = path
        return self.docnames

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        path = PurePath(filename)
        if path.suffix == SUFFIX and path.is_relative_to(self._records):
            return path.relative_to(self._records).as_posix().removesuffix(SUFFIX)
        return super().path2doc(filename)

    def doc2path(self, docname: str, absolute: bool) -> Any:
        path = super().doc2path(docname, absolute)
        if absolute and docname in self.pages and path.suffix == SUFFIX:
            return type(path)(self._records / (docname + SUFFIX))
        return path


def _plain(srcdir: str, suffixes: tuple[str, ...], state: tuple[Any, Any, Any]) -> Project:
    project = Project(srcdir, suffixes)
    project.docnames, project._path_to_docname, project._docname_to_path = state
    return project


def _literal(path: str) -> str:
    """`path` as a pattern of Sphinx that matches it alone."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in path)
