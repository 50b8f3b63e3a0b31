"""How files of other languages than Python name each other: by paths, each family in its way.

A family is one row of :data:`FAMILIES`. What it cannot tell for certain it leaves open: a link
that is missing is better than one that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from sphinx_kwindex.analysis.linking import texts
from sphinx_kwindex.model.facts import Form, Import
from sphinx_kwindex.model.parts import Origin


class Files:
    """The paths of a repository, to be looked up by what another file says of them.

    :param paths: of all files.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = frozenset(paths)
        self._named: dict[str, list[str]] = {}
        for path in sorted(self.paths):
            self._named.setdefault(basename(path), []).append(path)
        self._nearest: dict[tuple[str, str], str | None] = {}

    def at(self, path: str) -> str | None:
        """The file of a path from the root, which may go through ``.`` and ``..``."""
        path = normpath(path) if path else ""
        return path if path in self.paths else None

    def beside(self, importer: str, path: str) -> str | None:
        """The file of a path that counts from the folder of another file."""
        return self.at(join(dirname(importer), path)) if path[:1] not in ("", "/") else None

    def ending(self, importer: str, path: str) -> str | None:
        """The file whose path ends in `path`: of several the one that shares the most folders
        with `importer`, and none where two are as near."""
        key = (dirname(importer), path)
        if key not in self._nearest:
            self._nearest[key] = self._find(*key)
        return self._nearest[key]

    def _find(self, folder: str, path: str) -> str | None:
        path = normpath(path)
        if path.startswith(("..", "/")):
            return None
        found = [
            other
            for other in self._named.get(basename(path), ())
            if other == path or other.endswith(f"/{path}")
        ]
        if len(found) > 1:
            here = folder.split("/")
            scores = {other: shared(here, other.split("/")) for other in found}
            most = max(scores.values())
            found = [other for other in found if scores[other] == most]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Family:
    """How the files of some languages name others.

    :ivar resolve: the file that an import of a file names, or ``None``.
    :ivar origin: where what is named comes from, when no file of the repository answers.
    """

    resolve: Callable[[Files, str, Import], str | None]
    origin: Callable[[str, Import], Origin]


def included(files: Files, importer: str, entry: Import) -> str | None:
    """What an include of the C family names: a file beside the one that includes it, for the form
    with quotes, or else one that a folder of the compiler may hold."""
    beside = files.beside(importer, entry.module) if entry.form is Form.INCLUDE else None
    return beside or files.ending(importer, entry.module)


def linked(files: Files, importer: str, entry: Import) -> str | None:
    """What a path of a text names: from the text itself, or from the root after a slash."""
    path = entry.module
    return files.at(path.lstrip("/")) if path.startswith("/") else files.beside(importer, path)


def third_party(importer: str, entry: Import) -> Origin:
    """What no file of the repository answers is somebody else's."""
    return Origin.THIRD


def unresolved(importer: str, entry: Import) -> Origin:
    """A path that no file of the repository answers."""
    return Origin.UNRESOLVED


#: By name of the language, as its facts have it. Python's own is in `imports` and `modules`.
FAMILIES: Mapping[str, Family] = {
    **dict.fromkeys(
        ("C", "C++", "CUDA", "Objective-C", "Objective-C++"), Family(included, third_party)
    ),
    **dict.fromkeys(
        ("Jupyter notebook", "Markdown", "reStructuredText"), Family(texts.document, texts.origin)
    ),
    **dict.fromkeys(("CSS", "HTML"), Family(texts.page, texts.origin)),
}

#: What is known of the rest: a path counts from the file that names it.
OTHERS = Family(linked, unresolved)


def family_of(language: str) -> Family:
    """The family of a language, by its name."""
    return FAMILIES.get(language, OTHERS)


def shared(first: list[str], second: list[str]) -> int:
    """How many folders two paths share from the root on, each given by its parts."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
