"""Keeps astroid from loading anything of the repository, in a process of our own.

The rebuilder loads nothing. This is for the day when something else of astroid is called.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.machinery import BuiltinImporter, FrozenImporter, ModuleSpec, PathFinder
from typing import Any

from astroid.exceptions import (  # type: ignore[import-untyped,unused-ignore]
    AstroidImportError,
)
from astroid.manager import AstroidManager  # type: ignore[import-untyped,unused-ignore]

#: The module of astroid whose transform imports `gi` and calls it.
_BRAIN = "astroid.brain.brain_gi"


def install(standard: list[str]) -> None:
    """Let astroid load modules of the standard library only, for the rest of this process.

    :param standard: the folders of the standard library. A name of the standard library that
        this platform does not have (``winreg``) is found nowhere else.

    Changes astroid for everyone in the process: call it in a child, never in Sphinx.
    """
    original: Callable[..., Any] = AstroidManager.ast_from_module_name

    def ast_from_module_name(
        self: Any, modname: str | None, context_file: str | None = None, use_cache: bool = True
    ) -> Any:
        root = (modname or "").partition(".")[0]
        if not _is_standard(root, standard):
            raise AstroidImportError(f"{root!r} is not loaded")
        return original(self, modname, None, use_cache)

    AstroidManager.ast_from_module_name = ast_from_module_name
    manager = AstroidManager()
    manager._failed_import_hooks.clear()
    for transforms in manager._transform.transforms.values():
        transforms[:] = [entry for entry in transforms if entry[0].__module__ != _BRAIN]


def _is_standard(root: str, standard: list[str]) -> bool:
    if root not in sys.stdlib_module_names:
        return False
    spec: ModuleSpec | None = (
        BuiltinImporter.find_spec(root)
        or FrozenImporter.find_spec(root)
        or PathFinder.find_spec(root, standard)
    )
    return spec is not None
