"""How files of Go name packages: by the path of a module and a folder in it
(https://go.dev/ref/mod)."""

from __future__ import annotations

from posixpath import basename, join
from typing import TYPE_CHECKING

from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.parts import Origin

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.linking.families import Files


def package(files: Files, importer: str, entry: Import) -> str | None:
    """A file that stands for the package which an import names: ``doc.go``, the one named like the
    package, or the first that is no test."""
    path = entry.module
    modules = files.packages.get("go.mod", {})
    named = [name for name in modules if path == name or path.startswith(f"{name}/")]
    if not named:
        return None
    module = max(named, key=len)
    folder = join(modules[module], path[len(module) :].strip("/")).rstrip("/")
    found = [other for other in files.within(folder, ".go") if not other.endswith("_test.go")]
    names = ("doc.go", f"{path.rpartition('/')[2]}.go")
    wanted = (other for name in names for other in found if basename(other) == name)
    return next(wanted, found[0] if found else None)


def origin(importer: str, entry: Import) -> Origin:
    """The standard library is what has no dot in its first part (``go help importpath``)."""
    if entry.module.startswith("."):
        return Origin.UNRESOLVED
    first = entry.module.partition("/")[0]
    return Origin.THIRD if "." in first else Origin.STANDARD
