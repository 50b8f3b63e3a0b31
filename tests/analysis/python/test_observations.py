"""What a module shows of patterns, speed and safety; and what it only seems to show."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.python import analyse

#: Source, and what is observed in it: name, line and detail.
SEEN = {
    "class A:\n def __enter__(s): ...\n def __exit__(s, *a): ...\n": "context-manager 1 A",
    "class A:\n async def __aenter__(s): yield\n async def __aexit__(s): ...\n": (
        "context-manager 1 A, async-generator 2 A.__aenter__, async-function 3 A.__aexit__"
    ),
    "class A:\n def __enter__(s): ...\n": "",
    "from contextlib import contextmanager as c\n@c\ndef f():\n yield\n": (
        "context-manager 3 f, generator 3 f"
    ),
    "from .contextlib import contextmanager\n@contextmanager\ndef f(): ...\n": "",
    "import abc\nclass A(abc.ABC): ...\n": "abstract-class 2 A",
    "import abc\nclass A:\n @abc.abstractmethod\n def f(s): ...\n": "abstract-class 2 A",
    "import abc\nclass A(metaclass=abc.ABCMeta): ...\n": "abstract-class 2 A, metaclass-use 2 A",
    "class A(ABC): ...\n": "",
    "from abc import ABC\nABC = object\nclass A(ABC): ...\n": "",
    "try:\n from typing import Protocol\nexcept ImportError:\n"
    " from typing_extensions import Protocol\nclass A(Protocol[T]): ...\n": (
        "except 3 ImportError, protocol 5 A"
    ),
    "try:\n from a import ABC\nexcept ImportError:\n from abc import ABC\nclass A(ABC): ...\n": (
        "except 3 ImportError"
    ),
    "import dataclasses as d, enum\n@d.dataclass(frozen=True)\nclass A: ...\n"
    "class B(enum.IntEnum): ...\n": "dataclass 3 A, enumeration 4 B",
    "from attrs import define\n@define\nclass A: ...\n": "attrs-class 3 A",
    "from typing import *\nclass A(NamedTuple): ...\n": "",
    "from typing import NamedTuple, TypedDict\nclass A(NamedTuple): ...\n"
    "class B(TypedDict): ...\n": "named-tuple 2 A, typed-dict 3 B",
    "from typing import TypedDict\nclass A(TypedDict): ...\nclass B(A): ...\nclass C(X): ...\n": (
        "typed-dict 2 A, typed-dict 3 B"
    ),
    "class A:\n def __get__(s, o, t): ...\n": "descriptor 1 A",
    "class A:\n def __iter__(s): ...\n def __next__(s): ...\n": "iterator 1 A",
    "class M(type): ...\nclass A(metaclass=M): ...\n": "metaclass 1 M, metaclass-use 2 A",
    "def f(type): ...\nclass M(type): ...\n": "",
    "def d(f):\n def g(): ...\n return g\n@d\ndef h(): ...\n": (
        "decorator 1 d, returns-function 1 d"
    ),
    "def d(f):\n def g(): ...\n return f\nd(1)\n": "",
    "class A:\n @property\n def f(s): ...\n @f.setter\n def f(s, v): ...\n": "property 3 A.f",
    "import typing\n@typing.overload\ndef f(): ...\n": "overload 3 f",
    "from functools import singledispatch\n@singledispatch\ndef f(): ...\n": "single-dispatch 3 f",
    "class E(ValueError): ...\nclass F(E): ...\nclass G(SomeError): ...\n": (
        "exception 1 E, exception 2 F"
    ),
    "raise\nraise A\nraise a.B(1) from e\nraise x[0]\n": (
        "re-raise 1, raise 2 A, raise 3 a.B, raise 4 x[0]"
    ),
    "try: ...\nexcept (A, b.C): ...\nexcept Exception: ...\nexcept: ...\n": (
        "except 2 A, except 2 b.C, broad-except 3 Exception, bare-except 4"
    ),
    "from mine import Exception\ntry: ...\nexcept Exception: ...\n": "except 3 Exception",
    "with open(x) as f, a.b: ...\nwith (x or y): ...\n": "with 1 a.b, with 1 open, with 2 x or y",
    "async def f():\n async with a(): ...\n": "async-function 1 f, with 2 a",
    "match x:\n case 1: ...\n": "match 1",
    "from functools import lru_cache, cache\n@lru_cache(1)\ndef f(): ...\n@cache\ndef g(): ...\n"
    "h = cache(g)\n": "cache 2 lru_cache, cache 4 cache, cache 6 cache",
    "import functools as f\nclass A:\n @f.cached_property\n def b(s): ...\n": (
        "cache 3 f.cached_property, property 4 A.b"
    ),
    "import threading, multiprocessing as m\nthreading.Thread()\nm.Pool(2)\nthreading.Lock()\n": (
        "thread 2 threading.Thread, process 3 m.Pool, lock 4 threading.Lock"
    ),
    "from threading import Thread as T\nT()\nThread()\n": "thread 2 T",
    "Thread()\nmine.Thread()\nrun()\n": "",
    "import concurrent.futures\nconcurrent.futures.ThreadPoolExecutor()\n": (
        "executor 2 concurrent.futures.ThreadPoolExecutor"
    ),
    "import asyncio\nasyncio.run(f())\nasyncio.sleep(1)\n": "asyncio 2 asyncio.run",
    "from numba import njit\n@njit\ndef f(): ...\n@njit(cache=True)\ndef g(): ...\n": (
        "jit 2 njit, jit 4 njit"
    ),
    "import torch\ntorch.compile(m)\ntorch.load(p)\n": (
        "jit 2 torch.compile, deserialisation 3 torch.load"
    ),
    "try:\n import numba\nexcept ImportError:\n numba = None\n@numba.jit\ndef f(): ...\n": (
        "except 3 ImportError, jit 5 numba.jit"
    ),
    "import re\nre.compile('')\n": "",
    "compile(a, b, 'exec')\n__import__('x')\n__import__(x)\n": (
        "compiled-code 1 compile, dynamic-import 3 __import__"
    ),
    "def compile(): ...\ncompile()\n": "",
    "class A:\n def compile(s): ...\ncompile(1, 2, 3)\n": "compiled-code 3 compile",
    "import importlib as i\ni.import_module(n)\ni.import_module('n')\n": (
        "dynamic-import 2 i.import_module"
    ),
    "import ctypes\nctypes.cdll.LoadLibrary(x)\nctypes.CDLL(x)\n": (
        "native-library 2 ctypes.cdll.LoadLibrary, native-library 3 ctypes.CDLL"
    ),
    "class A:\n __slots__ = ('a',)\nclass B:\n __slots__: tuple\n__slots__ = 1\n": "slots 1 A",
    "for a in b:\n while c:\n  for d in e:\n   for f in g: ...\n": (
        "nested-loops 3 3, nested-loops 4 4"
    ),
    "for a in b:\n for c in d:\n  def f():\n   for e in g: ...\n  else_ = 1\n else:\n"
    "  for h in i: ...\n": "",
    "for a in b:\n for c in d:\n  if x:\n   with y:\n    for e in f: ...\n": (
        "with 4 y, nested-loops 5 3"
    ),
    "'with open(x): raise ValueError'\n# class A(ABC)\n": "",
}


@pytest.mark.parametrize("source", SEEN)
def test_observations(source: str) -> None:
    facts = analyse(source)
    assert facts.problem is None
    shown = [f"{each.name} {each.line} {each.detail}".rstrip() for each in facts.observations]
    lines = [each.line for each in facts.observations]
    assert lines == sorted(lines)
    assert sorted(shown) == sorted(filter(None, SEEN[source].split(", ")))


def test_what_is_shown_is_short_and_printable() -> None:
    (seen,) = analyse(f"raise ({'a+' * 100}b)\n").observations
    assert len(seen.detail) == 60
    (seen,) = analyse("raise x['\\ud800']\n").observations
    assert seen.detail == "x['\\ud800']"
