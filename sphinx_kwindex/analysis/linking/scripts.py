"""How files of JavaScript and TypeScript name others: by paths, whose ends may be left out
(https://nodejs.org/api/modules.html, https://www.typescriptlang.org/docs/handbook/modules/)."""

from __future__ import annotations

from posixpath import dirname, join, splitext
from typing import TYPE_CHECKING

from sphinx_kwindex.analysis.linking.packages import SUBPATHS
from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.parts import Origin

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.linking.families import Files

_TYPED = (".ts", ".tsx", ".d.ts", ".mts", ".cts")
_PLAIN = (".js", ".jsx", ".mjs", ".cjs", ".json", ".node", ".vue", ".svelte")
#: What a path that ends as JavaScript does may mean in TypeScript.
_COMPILED = {
    ".cjs": (".cts", ".d.cts"),
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx", ".d.ts"),
    ".mjs": (".mts", ".d.mts"),
}

#: Modules that Node brings (``require("node:module").builtinModules``, Node 22).
_BUILT_IN = (
    "assert async_hooks buffer child_process cluster console constants crypto dgram"
    " diagnostics_channel dns domain events fs http http2 https inspector module net os path"
    " perf_hooks process punycode querystring readline repl stream string_decoder sys timers"
    " tls trace_events tty url util v8 vm wasi worker_threads zlib"
)
_NODE = frozenset(_BUILT_IN.split())


def module(files: Files, importer: str, entry: Import) -> str | None:
    """The file of a path that counts from the importer, or of a name that the manifest around it
    gives to one; names of packages are not followed."""
    path = entry.module
    if path.startswith("#"):
        return _named(files, importer, path)
    if path.rstrip("/") not in (".", "..") and not path.startswith(("./", "../")):
        return None
    stem, end = splitext(path)
    exact = files.beside(importer, path)
    candidates = [stem + other for other in _COMPILED.get(end, ())]
    if _is_typed(importer) and (twin := _first(files, importer, candidates)):
        return twin
    if exact is not None:
        return exact
    ends = (*_TYPED, *_PLAIN) if _is_typed(importer) else (*_PLAIN, *_TYPED)
    base = path.rstrip("/")
    if path == base:
        candidates = [*(base + other for other in ends), *candidates]
    return _first(files, importer, [*candidates, *(f"{base}/index{other}" for other in ends)])


def _named(files: Files, importer: str, name: str) -> str | None:
    """What the nearest ``package.json`` calls by a name with a sign before."""
    folder = dirname(importer)
    while folder and files.at(f"{folder}/package.json") is None:
        folder = dirname(folder)
    target = files.packages.get(SUBPATHS, {}).get(join(folder, name))
    return files.at(target) if target is not None else None


def _is_typed(importer: str) -> bool:
    return importer.endswith((".ts", ".tsx", ".mts", ".cts"))


def _first(files: Files, importer: str, paths: list[str]) -> str | None:
    answers = (files.beside(importer, path) for path in paths)
    return next((answer for answer in answers if answer is not None), None)


def package(name: str) -> str:
    """The package that a module is of: ``a`` of ``a/b``, ``@a/b`` of ``@a/b/c``."""
    return "/".join(name.split("/")[: 2 if name.startswith("@") else 1])


def origin(importer: str, entry: Import) -> Origin:
    """Where a module comes from that no file here answers."""
    name = entry.module
    if name.startswith((".", "/", "#", "@/", "~/")):
        return Origin.UNRESOLVED
    is_standard = name.startswith("node:") or name.partition("/")[0] in _NODE
    return Origin.STANDARD if is_standard else Origin.THIRD
