"""From paths to module names and back.

A module's name counts from an *import root*, a folder that Python would have on its path:

- the root of the repository; every folder named ``src``; ``lib``, ``Lib`` and ``python`` at the
  top, none of them where they hold an ``__init__``, but for one at the top with a ``setup.py``;
- every folder that holds a regular package and is none itself.

A folder without ``__init__`` inside a package, or under ``src``, is a namespace package
(:pep:`420`). Other folders of loose modules are roots for the modules in them alone.

Nothing is read here but names of files, so what a program does to ``sys.path`` is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import basename, dirname, splitext

from sphinx_kwindex.analysis.linking.families import shared
from sphinx_kwindex.analysis.linking.standard import STANDARD_LIBRARY, STARTUP

#: What Python can import once it is built, too: a module of Cython, by its own file.
SUFFIXES = (".py", ".pyi", ".pyx")
#: Of the files that could answer one import, the one that Python takes, before what is only built
#: to be one, before stubs.
_PRECEDENCE = ("__init__.py", ".py", "__init__.pyx", ".pyx", "__init__.pyi", ".pyi")
#: What an extension module may be built from, or is: whether it is, no name of a file tells.
_COMPILED = (
    *(".c", ".cc", ".cpp", ".cxx", ".cu", ".f", ".f90", ".m", ".mm", ".pyd", ".rs", ".so"),
    *(".py.in", ".pyx.in", ".pyx.tp", ".pyx.j2", ".py.j2", ".py.tmpl"),
)
#: Projects of their own stand in such folders, often under the name of what they imitate.
_SHELTERED = frozenset(
    {"test", "tests", "testing", "fixtures", "benchmark", "benchmarks", "doc", "docs"}
    | {"demo", "demos", "example", "examples", "sample", "samples"}
)


#: Folders at the top that sources of Python stand in.
_TOPS = frozenset({"lib", "Lib", "python"})


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _is_source_folder(folder: str) -> bool:
    return basename(folder) == "src" or folder in _TOPS


def _ancestors(folder: str) -> Iterable[str]:
    while folder:
        yield folder
        folder = dirname(folder)
    yield ""


class Modules:
    """The Python modules of a repository, by path and by dotted name.

    :param paths: of its files of Python and Cython, whether or not they could be read.
    :param others: of all its files.
    """

    def __init__(self, paths: Iterable[str], others: Iterable[str] = ()) -> None:
        self._files: dict[str, str] = {}  # path without suffix or ``/__init__`` -> file
        self._roots: dict[str, str] = {}  # folder -> import root of the modules in it
        self._open: dict[str, str | None] = {}  # import root -> folder that alone sees it
        self._tops: dict[str, list[str]] = {}  # first part of a module name -> import roots
        self._found: dict[tuple[str, str], str | None] = {}
        #: Where a module may come from that is built from another language or from a template.
        self._built = {
            path.removesuffix(suffix)
            for path in others
            for suffix in _COMPILED
            if path.endswith(suffix)
        }
        paths = sorted(paths)
        self._place_files(paths)
        folders = sorted({a for path in paths for a in _ancestors(dirname(path))})
        self._packages = {
            dirname(path) for path in paths if splitext(basename(path))[0] == "__init__"
        } - {""}  # the root itself has no name that anything could import it by
        # What a ``setup.py`` installs counts from its own folder, whatever else lies there.
        self._packages -= {name for name in _TOPS if f"{name}/setup.py" in paths}
        self._place_roots(folders)
        self._standard = {
            root
            for root in self._tops.get("os", ())
            if all(_join(root, name) in self._files for name in STARTUP)
        }

    def _place_files(self, paths: list[str]) -> None:
        ranks: dict[str, int] = {}
        for path in paths:
            stem, suffix = splitext(path)
            if suffix in SUFFIXES:
                package = basename(stem) == "__init__"
                location = dirname(stem) if package else stem
                rank = _PRECEDENCE.index(f"__init__{suffix}" if package else suffix)
                if rank < ranks.get(location, len(_PRECEDENCE)):
                    ranks[location] = rank
                    self._files[location] = path

    def _place_roots(self, folders: list[str]) -> None:
        named_on: dict[str, bool] = {"": False}  # whether a folder in it is named after it
        self._roots[""] = ""
        roots = {""}
        for folder in folders:
            if not folder:
                continue
            parent = dirname(folder)
            regular = folder in self._packages
            source = _is_source_folder(folder) and not regular
            inside = named_on[parent] and basename(folder).isidentifier() and not source
            self._roots[folder] = self._roots[parent] if regular or inside else folder
            named_on[folder] = regular or source or inside
            if regular or source:
                roots.add(self._roots[folder])
        for root in roots:
            self._open[root] = next(
                (a for a in _ancestors(root) if basename(a) in _SHELTERED), None
            )
        for location in sorted({*self._files, *folders} - {""}):
            if dirname(location) in roots:
                self._tops.setdefault(basename(location), []).append(dirname(location))

    def name(self, path: str) -> str:
        """Dotted name of a Python file, without what cannot be known: the first part of a
        package that is the whole repository. Pure; never empty."""
        root = self._roots[dirname(path)]
        stem, suffix = splitext(path[len(root) :].lstrip("/"))
        parts = (stem if suffix in (*SUFFIXES, ".pyw") else stem + suffix).split("/")
        if parts[-1] == "__init__" and len(parts) > 1:
            parts.pop()
        return ".".join(parts)

    def submodule(self, path: str, name: str) -> str | None:
        """The file of the submodule `name` of the package that the file `path` makes."""
        if splitext(basename(path))[0] != "__init__":
            return None
        return self._files.get(_join(dirname(path), name))

    def twin(self, path: str) -> str:
        """Where the stub beside a module would be."""
        return f"{splitext(path)[0]}.pyi"

    def relative(self, importer: str, module: str, name: str = "") -> str | None:
        """The file that a relative import names, by the path of the importer alone.

        :param module: with its leading dots.
        :param name: a submodule of it, or empty for the module itself.
        """
        location = _location(importer, module, name)
        return self._files.get(location) if location is not None else None

    def may_be_built(self, importer: str, module: str, name: str = "") -> bool:
        """Whether what a relative import names may be built from a file that is no Python: one
        of the same name, in the same place."""
        locations = (_location(importer, module), _location(importer, module, name))
        return any(location in self._built for location in locations)

    def absolute(self, importer: str, module: str) -> str | None:
        """The file that an absolute import names, or ``None`` where it is not certain.

        Of several files, the one under the importer's own import root; else the nearest, which
        shares the most folders with it. A module beside a loose script counts where nothing else
        answers.
        """
        key = (dirname(importer), module)
        if key not in self._found:
            self._found[key] = self._find(key[0], module)
        return self._found[key]

    def _find(self, folder: str, module: str) -> str | None:
        top = module.partition(".")[0]
        tail = module.replace(".", "/")
        roots = self._candidates(folder, top)
        found = {self._files.get(_join(root, tail)): root for root in roots}
        found.pop(None, None)
        if len(found) > 1:
            here = folder.split("/")
            scores = {path: shared(here, path.split("/")) for path in found if path}
            best = max(scores.values())
            nearest = [path for path, score in scores.items() if score == best]
            return nearest[0] if len(nearest) == 1 else None
        if found:
            return next(iter(found))
        if not roots and folder not in self._packages and top not in STANDARD_LIBRARY:
            return self._files.get(_join(folder, tail))
        return None

    def _candidates(self, folder: str, top: str) -> list[str]:
        """Import roots under which the first part of a name may be looked up from a folder."""
        own = self._roots.get(folder, "")
        roots = [
            root
            for root in self._tops.get(top, ())
            if (seen := self._open[root]) is None or f"{folder}/".startswith(f"{seen}/")
        ]
        if top in STANDARD_LIBRARY:
            inside = folder in self._packages and _first(folder, own) == top
            return [root for root in roots if root in self._standard or (inside and root == own)]
        if own in roots and _join(own, top) in self._files:
            return [own]
        return roots

    def is_first_party(self, importer: str, module: str) -> bool:
        """Whether the first part of an absolute module name is a module or a regular package
        here, even where the rest of the name is not: it may be compiled."""
        folder, top = dirname(importer), module.partition(".")[0]
        return any(_join(root, top) in self._files for root in self._candidates(folder, top))


def _location(importer: str, module: str, name: str = "") -> str | None:
    """What a relative import names, as a path without a suffix."""
    tail = module.lstrip(".")
    folder = dirname(importer)
    for _ in range(len(module) - len(tail) - 1):
        if not folder:
            return None
        folder = dirname(folder)
    parts = [*filter(None, tail.split(".")), *filter(None, [name])]
    return "/".join(filter(None, [folder, *parts]))


def _first(folder: str, root: str) -> str:
    return folder[len(root) :].lstrip("/").partition("/")[0]
