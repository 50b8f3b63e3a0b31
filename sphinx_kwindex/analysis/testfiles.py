"""By which names, places and contents each ecosystem knows its tests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import basename, splitext

from msgspec import Struct

from sphinx_kwindex.model.facts import Definition, FileFacts, Form, Kind
from sphinx_kwindex.model.phrases import Phrase, marked, phrase

_PYTHON = frozenset({".py", ".pyi", ".pyw"})
_TEST_LIBRARIES = frozenset({"unittest", "pytest"})
#: Modules that the runners of tests of JavaScript give their functions by, and folders in which
#: such functions need no import.
_TEST_MODULES = frozenset(
    {"@jest/globals", "@playwright/test", "ava", "bun:test", "jasmine", "mocha", "node:test", "tap"}
    | {"tape", "uvu", "vitest"}
)
_TEST_FOLDERS = ("test", "tests", "spec", "specs")
#: Headers of the libraries that C and C++ are tested with, by the end of their paths.
_TEST_HEADERS = frozenset(
    {"gtest.h", "gmock.h", "catch.hpp", "catch_all.hpp", "catch_test_macros.hpp", "doctest.h"}
    | {"unit_test.hpp", "cmocka.h", "TestHarness.h", "unity_fixture.h"}
)


class Evidence(Struct, frozen=True):
    """What shows that a file is a test.

    :ivar text: half a sentence: "its name starts with ``test_``".
    :ivar line: where it stands in the file; 0 where it is the path.
    """

    text: Phrase
    line: int = 0


class Names(Struct, frozen=True):
    """How the tests of some suffixes are named: parts of the name without its suffix.

    :ivar starts, ends: what the name starts with, ends in.
    :ivar folders: folders that hold tests, each with what says that somebody looks there.
    :ivar all: whether all files of the suffix are tests.
    """

    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    folders: tuple[tuple[str, str], ...] = ()
    all: bool = False


#: What says that somebody looks for tests in a folder.
_JAVA = marked("it lies in a folder ``{folder}``, where Maven and Gradle look for tests")
_JEST = marked("it lies in a folder ``{folder}``, where Jest looks for tests")
_IS_TARGET = re.compile(r"(?:^|/)tests/(?:[^/]+|[^/]+/main\.rs)\Z")
_CARGO = marked("it lies in a folder ``{folder}``, where Cargo looks for tests")

_JVM = Names(("Test",), ("Test", "Tests", "TestCase", "IT"), (("src/test", _JAVA),))
_NODE = Names((), (".test", ".spec"), (("__tests__", _JEST),))
_C = Names(("test_",), ("_test", "_tests", "_unittest"))

#: By suffix. Go's, Dart's and Rust's are what their own tools look for, the others what the
#: common runners do.
_NAMES: dict[str, Names] = {
    **dict.fromkeys(_PYTHON, Names(("test_",), ("_test",))),
    **dict.fromkeys((".java", ".kt", ".scala", ".groovy"), _JVM),
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", ".vue"), _NODE),
    **dict.fromkeys((".c", ".cc", ".cpp", ".cxx", ".cu", ".m", ".mm"), _C),
    ".go": Names((), ("_test",)),
    ".rs": Names(
        (),
        (),
        (("tests", _CARGO),),
    ),
    ".dart": Names((), ("_test",)),
    ".exs": Names((), ("_test",)),
    ".rb": Names(("test_",), ("_test", "_spec")),
    ".php": Names((), ("Test",)),
    ".cs": Names((), ("Test", "Tests")),
    ".swift": Names((), ("Tests",)),
    ".bats": Names(all=True),
}


def evidence(
    path: str, facts: FileFacts, test_paths: Iterable[tuple[str, str]] = ()
) -> Evidence | None:
    """Return what shows that a file is a test, or ``None``. Pure.

    Names count by their exact parts: nothing is looked for inside a word.

    :param test_paths: folders that pytest is told to look in, each with the file that says so.
    """
    suffix = splitext(path)[1]
    names = _NAMES.get(suffix)
    if names is None:
        return None
    return _by_name(path, suffix, names) or (
        _by_python(path, facts, test_paths)
        if suffix in _PYTHON
        else _by_header(facts) or _by_call(path, facts)
    )


def _by_name(path: str, suffix: str, names: Names) -> Evidence | None:
    name = basename(path)
    stem = name.removesuffix(suffix)
    if suffix in _PYTHON and name == "conftest.py":
        return Evidence(phrase("its name is ``{name}``", name=name))
    if names.all:
        return Evidence(phrase("its suffix is ``{suffix}``", suffix=suffix))
    for start in names.starts:
        rest = stem.removeprefix(start)
        # ``Test`` begins ``TestShape``, and not ``Testament``.
        if rest != stem and (start.endswith("_") or not rest[:1].islower()):
            return Evidence(phrase("its name starts with ``{start}``", start=start))
    for end in names.ends:
        if stem.endswith(end) and stem != end:
            return Evidence(phrase("its name ends in ``{end}``", end=f"{end}{suffix}"))
    for folder, message in names.folders:
        # Cargo looks for tests directly in the folder, and for the ``main.rs`` of one below it.
        if message is _CARGO and not _IS_TARGET.search(path):
            continue
        if f"/{folder}/" in f"/{path}":
            return Evidence(phrase(message, folder=folder))
    return None


def _by_python(
    path: str, facts: FileFacts, test_paths: Iterable[tuple[str, str]]
) -> Evidence | None:
    first = next(filter(_defines_test, facts.definitions), None)
    if first is None:
        return None
    for entry in facts.imports:
        if (library := entry.module.partition(".")[0]) in _TEST_LIBRARIES:
            said = phrase(
                "it defines ``{name}`` and imports ``{library}``",
                name=first.qualname,
                library=library,
            )
            return Evidence(said, first.line)
    for folder, source in test_paths:
        if path.startswith(f"{folder}/"):
            said = phrase(
                "it defines ``{name}`` and lies in ``{folder}``, where ``{file}`` tells pytest to"
                " look",
                name=first.qualname,
                folder=folder,
                file=source,
            )
            return Evidence(said, first.line)
    return None


def _defines_test(definition: Definition) -> bool:
    if definition.kind is Kind.CLASS:
        return definition.name.startswith("Test") and not definition.parent
    return definition.kind.has_body and definition.name.startswith("test_")


def _by_header(facts: FileFacts) -> Evidence | None:
    for entry in facts.imports:
        header = entry.form in (Form.INCLUDE, Form.SYSTEM) and basename(entry.module)
        if header in _TEST_HEADERS:
            return Evidence(phrase("it includes ``{header}``", header=entry.module), entry.line)
    return None


def _by_call(path: str, facts: FileFacts) -> Evidence | None:
    first = next((each for each in facts.observations if each.name == "test"), None)
    if first is None:
        return None
    name = first.detail.partition(":")[0]
    for entry in facts.imports:
        if entry.module in _TEST_MODULES:
            said = phrase(
                "it calls ``{name}`` and imports ``{library}``", name=name, library=entry.module
            )
            return Evidence(said, first.line)
    for folder in _TEST_FOLDERS:
        if f"/{folder}/" in f"/{path}":
            said = phrase(
                "it calls ``{name}`` and lies in a folder ``{folder}``", name=name, folder=folder
            )
            return Evidence(said, first.line)
    return None
