"""How files of Rust name modules: by ``mod``, and by paths from the root of a crate
(https://doc.rust-lang.org/reference/items/modules.html)."""

from __future__ import annotations

from posixpath import basename, dirname, join, splitext
from typing import TYPE_CHECKING

from sphinx_kwindex.model.facts import Form, Import
from sphinx_kwindex.model.parts import Origin

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.linking.families import Files

_ROOTS = ("lib.rs", "main.rs")
#: Folders whose files are each the root of a crate (Cargo's layout).
_ROOT_FOLDERS = frozenset({"benches", "bin", "examples", "tests"})
_STANDARD = frozenset({"alloc", "core", "proc_macro", "std", "test"})


def module(files: Files, importer: str, entry: Import) -> str | None:
    """The file of a module. What ``super`` and ``self`` mean within a module that is written in
    the file itself is not told by the path, so these are left open."""
    if entry.form is Form.MODULE and entry.alias:
        # Its attribute ``path`` counts from the folder of the file, in a module that is written
        # in the file itself from the folder of that.
        within, joint, _ = entry.alias.rpartition("::")
        inner = join(_children(importer), within.replace("::", "/"))
        return files.at(join(inner if joint else dirname(importer), entry.module))
    if entry.form is Form.MODULE:
        return _child(files, _children(importer), entry.module)
    parts = [part for part in entry.module.split("::") if part]
    if entry.name not in (None, "*"):
        parts.append(entry.name or "")
    first = parts[0] if parts else ""
    if first == "crate":
        folder = _root(files, importer)
        return _deepest(files, folder, parts[1:]) if folder is not None else None
    if first in ("self", "super", *_STANDARD):
        return None
    crate = files.packages.get("Cargo.toml", {}).get(first)
    if crate is not None:
        folder = join(crate, "src")
        return _deepest(files, folder, parts[1:]) or files.at(join(folder, "lib.rs"))
    return None


def root(files: Files, importer: str) -> str | None:
    """The file of the crate's root, where there is one for certain."""
    folder = _root(files, importer)
    if folder is None:
        return None
    found = [path for name in _ROOTS if (path := files.at(join(folder, name))) is not None]
    return found[0] if len(found) == 1 else None


def is_root(path: str) -> bool:
    """Whether a file is the root of a crate by its name or its folder (Cargo's layout)."""
    folder, name = dirname(path), basename(path)
    return name in (*_ROOTS, "build.rs") or basename(folder) in _ROOT_FOLDERS


def _children(importer: str) -> str:
    """The folder of the modules that a file declares."""
    folder, name = dirname(importer), basename(importer)
    is_of_folder = name == "mod.rs" or is_root(importer)
    return folder if is_of_folder else join(folder, splitext(name)[0])


def _child(files: Files, folder: str, name: str) -> str | None:
    path = join(folder, name.removeprefix("r#"))
    return files.at(f"{path}.rs") or files.at(f"{path}/mod.rs")


def _root(files: Files, importer: str) -> str | None:
    """The folder of the crate that a file is of: the nearest one that holds a root."""
    folder = dirname(importer)
    if basename(folder) in _ROOT_FOLDERS:
        return None
    while True:
        if any(files.at(join(folder, name)) for name in _ROOTS):
            return folder
        if not folder:
            return None
        folder = dirname(folder)


def _deepest(files: Files, folder: str, parts: list[str]) -> str | None:
    """The file of the last part of a path that is a module with a file of its own."""
    found = None
    for part in parts:
        answer = _child(files, folder, part)
        if answer is None:
            break
        found, folder = answer, join(folder, part)
    return found


def origin(importer: str, entry: Import) -> Origin:
    """Where a module comes from that no file here answers: paths from the crate stay within it."""
    first = entry.module.lstrip(":").partition("::")[0]
    if first in ("crate", "self", "super"):
        return Origin.FIRST
    if entry.form is Form.MODULE:
        return Origin.UNRESOLVED
    return Origin.STANDARD if first in _STANDARD else Origin.THIRD
