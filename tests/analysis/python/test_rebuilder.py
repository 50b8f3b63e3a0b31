"""The tree is the one that astroid's own rebuilder makes."""

from __future__ import annotations

import ast
import sysconfig
import warnings
from pathlib import Path
from typing import Any

import pytest
from astroid import nodes  # type: ignore[import-untyped,unused-ignore]
from astroid.manager import AstroidManager  # type: ignore[import-untyped,unused-ignore]
from astroid.rebuilder import TreeRebuilder  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis.python.rebuilder import Rebuilder

LIBRARY = Path(sysconfig.get_path("stdlib"))
#: With statements and expressions of every kind between them.
MODULES = (
    *("ast.py", "dataclasses.py", "enum.py", "inspect.py", "typing.py", "asyncio/tasks.py"),
    *("test/test_grammar.py", "test/test_patma.py", "test/test_fstring.py", "test/test_unpack.py"),
)
#: What each kind of place makes of names.
WRITTEN = '''
"""Text."""
import a.b as c
from . import d
x = y = u"kept"
x.attribute = x[1:2] = 3
del x.attribute, y
first, *rest = call(1, *rest, key=2, **more)
def outer(p, /, q: int = 1, *args: str, r, s=..., **kwargs) -> None:
    global x, fresh
    x, fresh = 1, (walrus := 2)
    for fresh in range(3): pass
    with open(p) as x, open(q) as inner.attribute: pass
    try: pass
    except ValueError as fresh: pass
    def inner(x=fresh): nonlocal q; q = x
    lambda x, *y: (x for x in y if (q := x))
    match p:
        case Point(x=0, y=fresh) | {"k": q, **rest}: pass
class Some(Base, metaclass=Meta, other=1):
    name: int
    name = name = 2
    global there
    there = 3
'''


def _same(ours: Any, theirs: Any) -> None:
    waiting = [(ours, theirs)]
    twins: dict[int, int] = {}
    while waiting:
        mine, other = waiting.pop()
        assert type(mine) is type(other)
        if isinstance(mine, nodes.NodeNG):
            if id(mine) in twins:
                assert twins[id(mine)] == id(other), mine
                continue
            twins[id(mine)] = id(other)
            assert vars(mine).keys() == vars(other).keys(), mine
            waiting.extend((value, vars(other)[name]) for name, value in vars(mine).items())
        elif isinstance(mine, dict):
            assert list(mine) == list(other)
            waiting.extend(zip(mine.values(), other.values(), strict=True))
        elif isinstance(mine, list | tuple):
            waiting.extend(zip(mine, other, strict=True))
        else:
            assert mine == other or mine != mine
    assert twins


def _compare(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Each has a tree of its own: both take the docstrings out of it.
        mine, other = ast.parse(text), ast.parse(text)
    rebuilder = TreeRebuilder(AstroidManager(), None)
    _same(Rebuilder().rebuild(mine).module, rebuilder.visit_module(other, "", "", False))


def test_of_what_names_can_be() -> None:
    _compare(WRITTEN)


@pytest.mark.parametrize("name", MODULES)
def test_of_modules_of_python(name: str) -> None:
    path = LIBRARY / name
    if not path.is_file():
        pytest.skip("this Python came without its tests")
    _compare(path.read_text(encoding="utf-8"))
