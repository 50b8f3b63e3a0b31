"""First code of the child that reads files: run as ``python -I -S -c``, never imported.

Modules of ours and of the few libraries that read come from the folders named on the command
line, each by its own name only, and everything else from the standard library. `sys.path` never
holds a folder of the environment or of the repository, so that no other file there can be
imported, by whatever name.
"""

from __future__ import annotations

import json
import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


class OnlyThese:
    """A finder before all others, that refuses what it does not know.

    :param folders: for each package, the folder that holds it.
    """

    def __init__(self, folders: dict[str, str]) -> None:
        self.folders = folders

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        root = name.partition(".")[0]
        if root in sys.stdlib_module_names or root.startswith("_sysconfigdata_"):
            return None  # the finders behind this one look in the standard library only
        if root in self.folders:
            if name == root:
                return PathFinder.find_spec(name, [self.folders[root]])
            return None
        raise ModuleNotFoundError(f"{name!r} is not imported here", name=name)

    def lock(self) -> None:
        """Import nothing more, but the lexers of Pygments: there are hundreds, each is loaded when
        a file needs it, and they can come only from the folder of Pygments that is loaded."""
        self.folders = {name: self.folders[name] for name in ("pygments",) if name in self.folders}


def start(
    folders: dict[str, str], seconds: float, memory: int, analysers: str, readers: str
) -> None:
    """Import all that is needed, then read files until there are no more.

    :param analysers: readers of other packages, as JSON.
    :param readers: those of ours that there are files for, as JSON; none for all.
    """
    standard = [entry for entry in sys.path if entry]
    finder = OnlyThese(folders)
    sys.meta_path.insert(0, finder)
    # Our own package is entered without its first module, which imports Sphinx.
    package = ModuleType("sphinx_kwindex")
    package.__path__ = [f"{folders['sphinx_kwindex']}/sphinx_kwindex"]
    sys.modules["sphinx_kwindex"] = package
    from sphinx_kwindex.analysis import child

    child.main(seconds, memory, standard, finder.lock, analysers, readers)


if __name__ == "__main__":
    start(json.loads(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5])
