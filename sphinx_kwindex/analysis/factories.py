"""Who makes the executors that read files, by the names that a configuration gives them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import reduce
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from sphinx_kwindex.analysis.errors import NotAnExecutor, in_one_line

if TYPE_CHECKING:
    from concurrent.futures import Executor

#: Gives an executor, which is left when all is read.
Factory: TypeAlias = Callable[[], "AbstractContextManager[Executor]"]


def factory(name: str) -> Factory:
    """Return the factory of an executor.

    :param name: ``package.module:function``; it is imported here, and called later.
    :raises NotAnExecutor: there is no such function.
    """
    module, _, function = name.partition(":")
    try:
        found = reduce(getattr, function.split("."), import_module(module))
    # A module may raise anything while it is imported.
    except Exception as error:
        raise NotAnExecutor(f"{name!r} cannot be imported: {in_one_line(error)}") from error
    if not callable(found):
        raise NotAnExecutor(f"{name!r} is no function")
    return found


def is_name(name: str) -> bool:
    """Whether `name` has the form ``package.module:function``. Pure."""
    module, _, function = name.partition(":")
    return all(map(str.isidentifier, (*module.split("."), *function.split("."))))
