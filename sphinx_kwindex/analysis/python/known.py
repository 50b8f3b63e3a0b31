"""What full names of the standard library and of well-known packages tell of a module."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import TypeAlias

from sphinx_kwindex.model.facts import Topic

_What: TypeAlias = tuple[Topic, str]

_ENUMS = ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum")

#: By the full name of a base of a class.
BASES: Mapping[str, _What] = {
    "abc.ABC": (Topic.PATTERN, "abstract-class"),
    "builtins.type": (Topic.PATTERN, "metaclass"),
    "abc.ABCMeta": (Topic.PATTERN, "metaclass"),
    "enum.EnumMeta": (Topic.PATTERN, "metaclass"),
    "enum.EnumType": (Topic.PATTERN, "metaclass"),
    "typing.Protocol": (Topic.PATTERN, "protocol"),
    "typing.NamedTuple": (Topic.PATTERN, "named-tuple"),
    "collections.namedtuple": (Topic.PATTERN, "named-tuple"),
    "typing.TypedDict": (Topic.PATTERN, "typed-dict"),
    **dict.fromkeys((f"enum.{name}" for name in _ENUMS), (Topic.PATTERN, "enumeration")),
}

EXCEPTION: _What = (Topic.PATTERN, "exception")
#: What a class is too that derives from one.
INHERITED: tuple[_What, ...] = (
    EXCEPTION,
    *((Topic.PATTERN, name) for name in ("enumeration", "metaclass", "typed-dict")),
)

#: Full names of the exceptions of Python itself.
EXCEPTIONS: frozenset[str] = frozenset(
    f"builtins.{name}"
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)

#: What catches everything that a program may want to catch.
BROAD: frozenset[str] = frozenset({"builtins.Exception", "builtins.BaseException"})

_CACHE = (Topic.PERFORMANCE, "cache")
_JIT = (Topic.PERFORMANCE, "jit")
_COMPILED = (
    *(f"numba.{name}" for name in ("jit", "njit", "vectorize", "guvectorize", "stencil")),
    *("numba.cuda.jit", "torch.jit.script", "torch.jit.trace", "torch.compile"),
    *("jax.jit", "jax.pmap"),
)

#: By the full name of a decorator; where it is called, :data:`CALLS` tells of it too.
DECORATORS: Mapping[str, _What] = {
    **dict.fromkeys(
        ("functools.lru_cache", "functools.cache", "functools.cached_property"), _CACHE
    ),
    **dict.fromkeys(_COMPILED, _JIT),
}

#: By the full name of a decorator of a class, and of a function: the definition is such a thing.
OF_CLASSES: Mapping[str, _What] = {
    "dataclasses.dataclass": (Topic.PATTERN, "dataclass"),
    **dict.fromkeys(
        (
            *("attr.s", "attr.attrs", "attr.dataclass"),
            *(f"{module}.{name}" for module in ("attr", "attrs") for name in ("define", "frozen")),
            *("attr.mutable", "attrs.mutable"),
        ),
        (Topic.PATTERN, "attrs-class"),
    ),
}
OF_FUNCTIONS: Mapping[str, _What] = {
    "contextlib.contextmanager": (Topic.PATTERN, "context-manager"),
    "contextlib.asynccontextmanager": (Topic.PATTERN, "context-manager"),
    "builtins.property": (Topic.PATTERN, "property"),
    "functools.cached_property": (Topic.PATTERN, "property"),
    "functools.singledispatch": (Topic.PATTERN, "single-dispatch"),
    "functools.singledispatchmethod": (Topic.PATTERN, "single-dispatch"),
    "typing.overload": (Topic.PATTERN, "overload"),
}

#: Decorators that make the class around a method an abstract one (:mod:`abc`).
ABSTRACT: frozenset[str] = frozenset(
    f"abc.abstract{name}" for name in ("method", "property", "classmethod", "staticmethod")
)

#: Methods of a class that together make it such a thing (Python's data model); one group is enough.
METHODS: tuple[tuple[frozenset[str], _What], ...] = (
    (frozenset({"__enter__", "__exit__"}), (Topic.PATTERN, "context-manager")),
    (frozenset({"__aenter__", "__aexit__"}), (Topic.PATTERN, "context-manager")),
    (frozenset({"__get__"}), (Topic.PATTERN, "descriptor")),
    (frozenset({"__set__"}), (Topic.PATTERN, "descriptor")),
    (frozenset({"__delete__"}), (Topic.PATTERN, "descriptor")),
    (frozenset({"__iter__", "__next__"}), (Topic.PATTERN, "iterator")),
)

_LOCKS = ("Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore", "Barrier")
_TASKS = ("run", "gather", "create_task", "ensure_future", "to_thread", "TaskGroup", "Runner")
_EXECUTORS = ("ThreadPoolExecutor", "ProcessPoolExecutor", "InterpreterPoolExecutor")
_LIBRARIES = ("CDLL", "PyDLL", "WinDLL", "OleDLL")

#: By the full name of what is called.
CALLS: Mapping[str, _What] = {
    **DECORATORS,
    **dict.fromkeys(("threading.Thread", "threading.Timer"), (Topic.PERFORMANCE, "thread")),
    **dict.fromkeys(
        ("multiprocessing.Process", "multiprocessing.Pool", "os.fork"),
        (Topic.PERFORMANCE, "process"),
    ),
    **dict.fromkeys(
        (f"concurrent.futures.{name}" for name in _EXECUTORS), (Topic.PERFORMANCE, "executor")
    ),
    **dict.fromkeys((f"asyncio.{name}" for name in _TASKS), (Topic.PERFORMANCE, "asyncio")),
    **dict.fromkeys(
        (
            f"{home}.{name}"
            for home in ("threading", "multiprocessing", "asyncio")
            for name in _LOCKS
        ),
        (Topic.PERFORMANCE, "lock"),
    ),
    # What ruff has a rule for is not told twice.
    "builtins.compile": (Topic.SECURITY, "compiled-code"),
    "builtins.__import__": (Topic.SECURITY, "dynamic-import"),
    "importlib.import_module": (Topic.SECURITY, "dynamic-import"),
    **dict.fromkeys((f"ctypes.{name}" for name in _LIBRARIES), (Topic.SECURITY, "native-library")),
    "ctypes.cdll.LoadLibrary": (Topic.SECURITY, "native-library"),
    **dict.fromkeys(
        ("cloudpickle.load", "cloudpickle.loads", "joblib.load", "torch.load"),
        (Topic.SECURITY, "deserialisation"),
    ),
}

#: The last parts of these names: no other attribute needs a look.
CALLED: frozenset[str] = frozenset(name.rpartition(".")[2] for name in CALLS)

#: Calls that are of interest only where their first argument is computed.
COMPUTED: frozenset[str] = frozenset({"builtins.__import__", "importlib.import_module"})

#: The functions of Python itself among what is called.
BUILTINS: tuple[str, ...] = tuple(
    name.removeprefix("builtins.") for name in CALLS if name.startswith("builtins.")
)
