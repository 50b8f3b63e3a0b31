"""The parts that a repository is built of, as the book presents them, and how they depend on each
other.

A part is a package of Python, or a folder that holds source files of another language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from posixpath import dirname, splitext

from sphinx_kwindex.analysis.linking.graph import layers
from sphinx_kwindex.analysis.views.catalogue import Catalogue
from sphinx_kwindex.analysis.views.subtrees import most
from sphinx_kwindex.analysis.views.tree import parents
from sphinx_kwindex.model.facts import Form
from sphinx_kwindex.model.repository import Links
from sphinx_kwindex.model.views import Package

_MOST = 60

#: The part that holds a file, by its path.
Home = Callable[[str], str | None]


def components(catalogue: Catalogue, links: Links) -> tuple[Package, ...]:
    """Return the packages that are in no other, the ones directly in those, and the folders with
    source files of other languages, by name.

    Where there are too many, those with the fewest files are left out, packages at the top last.
    """
    names, top = _named(catalogue, links)
    sources = {path for path in catalogue.definitions if _is_source(catalogue, path)}
    sources |= links.modules.keys()
    sizes = Counter(parent for path in sources for parent in parents(dirname(path)))
    # A module and the stub beside it are one.
    modules = {splitext(path)[0]: dirname(path) for path in links.modules}
    of_python = Counter(parent for folder in modules.values() for parent in parents(folder))
    read = {parent for path in sources & catalogue.importing for parent in parents(dirname(path))}
    ranked = sorted(names, key=lambda folder: (folder not in top, -sizes[folder], folder))
    chosen = frozenset(ranked[:_MOST])
    imports = _imports(links, chosen)
    placed = layers({folder: sorted(imports.get(folder, ())) for folder in sorted(chosen)})
    found = []
    for folder in sorted(chosen, key=lambda folder: (names[folder], folder)):
        is_python = not names[folder].endswith("/")
        cycle = placed.cycles.get(folder, ())
        between = {names[other]: count for other, count in imports.get(folder, {}).items()}
        found.append(
            Package(
                name=names[folder],
                folder=catalogue.tree.bare(folder),
                summary=catalogue.tree.ref(folder).summary,
                modules=of_python[folder] if is_python else sizes[folder],
                imports=most(between, _MOST),
                is_python=is_python,
                is_read=folder in read,
                layer=placed.layer[folder],
                cycle=tuple(names[other] for other in cycle if other != folder),
            )
        )
    return tuple(found)


def _named(catalogue: Catalogue, links: Links) -> tuple[dict[str, str], set[str]]:
    """The name of each folder that may be a part, and those of packages that are in no other."""
    tree = catalogue.tree
    packages: dict[str, str] = {}
    top: set[str] = set()
    names: dict[str, str] = {}
    for folder in tree.folders:
        package = tree.package_file(folder)
        if package is not None and package.path in links.modules:
            packages[folder] = links.modules[package.path]
            above = dirname(folder) if folder else None
            if above not in packages:
                top.add(folder)
            if folder in top or above in top:
                names[folder] = packages[folder]
        elif folder and any(
            file.path not in links.modules and _is_source(catalogue, file.path)
            for file in tree.files[folder]
        ):
            names[folder] = f"{folder}/"
    return names, top


def _is_source(catalogue: Catalogue, path: str) -> bool:
    return any(named.kind.has_body for named in catalogue.definitions.get(path, ()))


def _imports(links: Links, chosen: frozenset[str]) -> dict[str, Counter[str]]:
    """How many imports lead from one of the folders `chosen` to another; a file counts for the
    innermost that holds it."""
    innermost: dict[str, str | None] = {}

    def home(path: str) -> str | None:
        folder = dirname(path)
        if folder not in innermost:
            innermost[folder] = next((up for up in parents(folder) if up in chosen), None)
        return innermost[folder]

    imports: dict[str, Counter[str]] = {}
    for path in sorted(links.imports):
        here = home(path)
        if here is not None:
            imports.setdefault(here, Counter()).update(_leading_out(links, path, here, home))
    return imports


def _leading_out(links: Links, path: str, here: str, home: Home) -> Iterator[str]:
    for named in links.named(path):
        if links.form(path, named) is not Form.LINK:
            other = home(named)
            if other is not None and other != here:
                yield other
