"""How files of other languages than Python name each other: by paths, each family in its way.

A family is one row of :data:`FAMILIES`. What it cannot tell for certain it leaves open: a link
that is missing is better than one that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from posixpath import basename, dirname, join, normpath

from msgspec import Struct

from sphinx_kwindex.analysis.linking import crates, golang, java, scripts, texts
from sphinx_kwindex.analysis.linking.headers import STANDARD_HEADERS
from sphinx_kwindex.analysis.linking.standard import STANDARD_LIBRARY
from sphinx_kwindex.model.facts import Form, Import
from sphinx_kwindex.model.parts import Origin


class Files:
    """The paths of a repository, to be looked up by what another file says of them.

    :param paths: of all files.
    :param packages: the folders that manifests name, by the name of the manifest.
    :param labels: the texts that hold a label, by its name.
    :ivar includers: by a text, the folders of those that take it in, and one of each.
    :ivar held: the texts that hold a label, by its name and their manual, as far as it was asked.
    """

    def __init__(
        self,
        paths: Iterable[str],
        packages: Mapping[str, Mapping[str, str]] | None = None,
        labels: Mapping[str, Set[str]] | None = None,
    ) -> None:
        self.paths = frozenset(paths)
        self.packages = packages or {}
        self.labels = labels or {}
        self.includers: dict[str, dict[str, str]] = {}
        self.held: dict[str, dict[str | None, list[str]]] = {}
        self._folders: dict[str, list[str]] = {}
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

    def within(self, folder: str, suffix: str) -> list[str]:
        """The files directly in a folder that end in `suffix`, sorted."""
        if not self._folders:
            for path in sorted(self.paths):
                self._folders.setdefault(dirname(path), []).append(path)
        return [path for path in self._folders.get(folder, ()) if path.endswith(suffix)]

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


class Family(Struct, frozen=True):
    """How the files of some languages name others.

    :ivar resolve: the file that an import of a file names, or ``None``.
    :ivar origin: where what is named comes from, when no file of the repository answers.
    :ivar by_name: whether what an import takes from a module may be a file of its own, so that
        the answer to one name says nothing of the module.
    :ivar package: the package of a module as an import names it, in languages whose packages are
        called as a ``package.json`` says.
    """

    resolve: Callable[[Files, str, Import], str | None]
    origin: Callable[[str, Import], Origin]
    by_name: bool = False
    package: Callable[[str], str] | None = None


#: Folders that compilers are told to look in; the root of the repository is one too.
_ROOTS = frozenset({"", "include", "inc", "includes", "headers", "src", "source"})


def included(files: Files, importer: str, entry: Import) -> str | None:
    """What an include of the C family names: a file beside the one that includes it, for the form
    with quotes, or else one that a folder of the compiler may hold.

    A path without a folder ends many others: it counts in a folder that is named like one of the
    compiler's alone. A header of the standards is nobody's but the compiler's.
    """
    path = entry.module
    beside = files.beside(importer, path) if entry.form is Form.INCLUDE else None
    if beside is not None or path in STANDARD_HEADERS:
        return beside
    answer = files.ending(importer, path)
    if answer is not None and "/" not in path and basename(dirname(answer)) not in _ROOTS:
        return None
    return answer


def header_origin(importer: str, entry: Import) -> Origin:
    """Where a header comes from that is no file of the repository: whether somebody else made it,
    or the build of this very project, an include does not tell."""
    return Origin.STANDARD if entry.module in STANDARD_HEADERS else Origin.UNRESOLVED


def linked(files: Files, importer: str, entry: Import) -> str | None:
    """What a path of a text names: from the text itself, or from the root after a slash."""
    path = entry.module
    return files.at(path.lstrip("/")) if path.startswith("/") else files.beside(importer, path)


def beside_or_root(files: Files, importer: str, entry: Import) -> str | None:
    """What a path names that counts from a folder which only a run tells: nearly always that of
    the file itself, or the root."""
    path = entry.module
    return files.beside(importer, path) or (files.at(path) if path[:1] != "/" else None)


def cmake(files: Files, importer: str, entry: Import) -> str | None:
    """What ``include``, ``add_subdirectory`` and ``find_package`` of CMake name."""
    path = entry.module
    if entry.form is Form.USE:
        return files.ending(importer, f"Find{path}.cmake")
    own = ["${CMAKE_CURRENT_LIST_DIR}/"]
    # Elsewhere this is the folder of whoever includes the file.
    if basename(importer) == "CMakeLists.txt":
        own.append("${CMAKE_CURRENT_SOURCE_DIR}/")
    for prefix in own:
        path = path.removeprefix(prefix)
    if "$" in path:
        return None
    answer = files.beside(importer, path) or files.beside(importer, f"{path}/CMakeLists.txt")
    is_module = "/" not in path and not path.endswith(".cmake")
    return answer or (files.ending(importer, f"{path}.cmake") if is_module else None)


def label(files: Files, importer: str, entry: Import) -> str | None:
    """What a label of Bazel names (https://bazel.build/concepts/labels): ``//folder:file.bzl``
    from the root, ``:file.bzl`` from the file itself; another repository is none of ours."""
    written = entry.module
    folder, colon, name = written.partition(":")
    if written.startswith("//") and colon:
        return files.at(join(folder[2:], name))
    return files.beside(importer, name or folder) if not written.startswith(("@", "//")) else None


def action(files: Files, importer: str, entry: Import) -> str | None:
    """What ``uses: ./folder`` of a GitHub workflow names: an action, or another workflow, from the
    root of the repository."""
    path = entry.module
    if not path.startswith("./"):
        return None
    answers = (files.at(f"{path}{name}") for name in ("", "/action.yml", "/action.yaml"))
    return next((answer for answer in answers if answer is not None), None)


def cython(files: Files, importer: str, entry: Import) -> str | None:
    """What ``cimport``, ``import`` and ``include`` of Cython name."""
    if entry.form is not Form.IMPORT:
        return included(files, importer, entry)
    folder = dirname(importer)
    module = entry.module.lstrip(".")
    dots = len(entry.module) - len(module)
    for _ in range(dots - 1):
        folder = dirname(folder)
    if not dots and module.partition(".")[0] in STANDARD_LIBRARY:
        return None  # no file beside it, whatever its name
    path = module.replace(".", "/")
    for base in filter(None, (f"{path}/{entry.name}".strip("/"), path)):
        for suffix in (".pxd", ".pyx", ".py", "/__init__.pxd", "/__init__.py"):
            from_folder = files.at(join(folder, base + suffix))
            from_root = None if dots else files.at(base + suffix)
            if answer := from_root or from_folder:
                return answer
    return None


def maven(files: Files, importer: str, entry: Import) -> str | None:
    """What ``module`` and ``relativePath`` of a POM name: a POM, or a folder with one."""
    path = entry.module
    return files.beside(importer, path) or files.beside(importer, f"{path}/pom.xml")


def nowhere(files: Files, importer: str, entry: Import) -> None:
    """No file of the repository: an image, a package."""
    return


def cython_origin(importer: str, entry: Import) -> Origin:
    """Cython brings declarations of the C library, of C++'s and of Python's own API."""
    root = entry.module.partition(".")[0]
    if entry.form is not Form.IMPORT:
        return Origin.THIRD
    if not root:
        return Origin.UNRESOLVED
    known = root in STANDARD_LIBRARY or root in ("libc", "libcpp", "cpython", "posix")
    return Origin.STANDARD if known else Origin.THIRD


def action_origin(importer: str, entry: Import) -> Origin:
    """A path is one of the repository, and everything else somebody else's."""
    return Origin.UNRESOLVED if entry.module.startswith("./") else Origin.THIRD


def third_party(importer: str, entry: Import) -> Origin:
    """What no file of the repository answers is somebody else's."""
    return Origin.THIRD


def unresolved(importer: str, entry: Import) -> Origin:
    """A path that no file of the repository answers."""
    return Origin.UNRESOLVED


#: By name of the language, as its facts have it. Python's own is in `imports` and `modules`.
FAMILIES: Mapping[str, Family] = {
    **dict.fromkeys(
        ("C", "C or C++", "C++", "CUDA", "Objective-C", "Objective-C++"),
        Family(included, header_origin),
    ),
    **dict.fromkeys(
        ("Jupyter notebook", "Markdown", "reStructuredText"), Family(texts.document, texts.origin)
    ),
    **dict.fromkeys(("CSS", "HTML"), Family(texts.page, texts.origin)),
    **dict.fromkeys(
        ("JSX", "JavaScript", "TSX", "TypeScript"),
        Family(scripts.module, scripts.origin, package=scripts.package),
    ),
    "CMake": Family(cmake, third_party),
    "Cython": Family(cython, cython_origin),
    "Dockerfile": Family(nowhere, third_party),
    "Go": Family(golang.package, golang.origin),
    "Java": Family(java.named, java.origin, by_name=True),
    "Makefile": Family(beside_or_root, unresolved),
    "Maven POM": Family(maven, unresolved),
    "Protocol Buffers": Family(included, third_party),
    "Rust": Family(crates.module, crates.origin, by_name=True),
    "Shell": Family(beside_or_root, unresolved),
    "Starlark": Family(label, third_party),
    "YAML": Family(action, action_origin),
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
