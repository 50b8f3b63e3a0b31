"""Which manifest asks for the package that a file takes something from: ``go.mod``,
``package.json`` or ``Cargo.toml``. What projects of Python declare is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from posixpath import basename, dirname, join

from sphinx_kwindex.analysis.linking import scripts
from sphinx_kwindex.model.facts import FileFacts, Kind

#: By path of the manifest, the names of what it asks for.
Requirements = dict[str, frozenset[str]]


def _go(path: str) -> Iterator[str]:
    """The modules that may hold a package: each beginning of its path
    (https://go.dev/ref/mod#resolve-pkg-mod)."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _crate(path: str) -> Iterator[str]:
    """Cargo has a hyphen where Rust has the underscore of its names."""
    name = path.partition("::")[0]
    yield from (name, name.replace("_", "-"))


def _package(path: str) -> Iterator[str]:
    yield scripts.package(path)


#: By language, the manifest, and the names that it may have for what an import names.
_MANIFESTS: Mapping[str, tuple[str, Callable[[str], Iterator[str]]]] = {
    "Go": ("go.mod", _go),
    "Rust": ("Cargo.toml", _crate),
    **dict.fromkeys(("JSX", "JavaScript", "TSX", "TypeScript"), ("package.json", _package)),
}
_NAMES = frozenset(name for name, _ in _MANIFESTS.values())


def add(requirements: Requirements, path: str, facts: FileFacts) -> None:
    """Note what a manifest asks for."""
    if basename(path) in _NAMES:
        names = {each.name for each in facts.definitions if each.kind is Kind.REQUIREMENT}
        requirements[path] = frozenset(names)


def declaring(
    requirements: Mapping[str, frozenset[str]], language: str, importer: str, module: str
) -> str:
    """The manifest that asks for what an import names: the nearest in the folders above the file;
    empty where none does."""
    if language not in _MANIFESTS:
        return ""
    manifest, candidates = _MANIFESTS[language]
    names = frozenset(candidates(module))
    folder = importer
    while folder:
        folder = dirname(folder)
        path = join(folder, manifest)
        if not names.isdisjoint(requirements.get(path, ())):
            return path
    return ""
