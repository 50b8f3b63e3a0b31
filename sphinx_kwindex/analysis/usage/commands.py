"""Which commands run tests, as the configuration of a repository says.

Each row of :data:`_TOOLS` is one tool: the files that configure it, what they must say, and what
is typed. A tool that no file configures is never named. Nothing of a file is executed.
"""

from __future__ import annotations

import configparser
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from json import loads
from posixpath import basename, dirname, relpath, splitext
from shlex import quote
from typing import Any

from msgspec import Struct

from sphinx_kwindex.analysis.build_scripts import read_noxfile
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.phrases import Phrase, phrase

#: Characters of a file that is read.
_LONGEST = 200_000

_PYTHON = frozenset({"Python", "Cython"})
_C = frozenset({"C", "C or C++", "C++", "CUDA", "Objective-C", "Objective-C++"})
_NODE = frozenset({"JavaScript", "TypeScript", "JSX", "TSX"})
_GO, _RUST, _JAVA = frozenset({"Go"}), frozenset({"Rust"}), frozenset({"Java", "Kotlin"})
_CODE = _PYTHON | _C | _NODE | _GO | _RUST | _JAVA | frozenset({"Shell"})

_RUNNERS = re.compile(
    r"\b(?:pytest|py\.test|unittest|nose2?|trial|stestr|ctest|tests?|runtests?)\b"
)


class Said(Struct, frozen=True):
    """What a configuration file says of tests.

    :ivar command: what is typed to run all of them.
    :ivar reason: what the file says, as half a sentence.
    :ivar line: where, from 1.
    :ivar path: of the file.
    """

    command: str
    reason: Phrase
    line: int
    path: str


class Run(Struct, frozen=True):
    """A command for the tests of a file.

    :ivar text: as it is typed.
    :ivar folder: where; empty for the root.
    :ivar reason, path, line: as of :class:`Said`; or of the test itself.
    """

    text: str
    folder: str
    reason: Phrase
    path: str
    line: int


#: What a reader of a configuration yields: command, reason, and the line or a pattern of it.
_Found = tuple[str, Phrase, int | str]


class _Tool(Struct, frozen=True):
    """A tool that runs tests.

    :ivar languages: of the files that it tests.
    :ivar files: names of the files that configure it, each with its reader.
    :ivar one: from the command and the path of a test, as seen from the folder of the
        configuration, to the command for that file alone; ``None`` where there is none.
    """

    name: str
    languages: frozenset[str]
    files: tuple[tuple[str, Callable[[str], Iterable[_Found]]], ...]
    one: Callable[[str, str], str | None] = lambda command, path: None


def _toml(text: str, *keys: str) -> Any:
    value: Any = tomllib.loads(text)
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _ini(text: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(text)
    return parser


def _pytest_table(text: str) -> Iterator[_Found]:
    if isinstance(_toml(text, "tool", "pytest"), dict):
        yield "pytest", phrase("configures pytest"), r"\[tool\.pytest"


def _pytest_ini(text: str) -> Iterator[_Found]:
    yield "pytest", phrase("configures pytest"), 1


def _pytest_section(section: str) -> Callable[[str], Iterator[_Found]]:
    def read(text: str) -> Iterator[_Found]:
        if _ini(text).has_section(section):
            yield "pytest", phrase("configures pytest"), rf"\[{re.escape(section)}\]"

    return read


def _tox_ini(text: str) -> Iterator[_Found]:
    parser = _ini(text)
    for section in parser.sections():
        commands = parser.get(section, "commands", fallback="") or ""
        if section.partition(":")[0] == "testenv" and _RUNNERS.search(commands):
            yield "tox", phrase("has commands of tox that run tests"), rf"\[{re.escape(section)}\]"
            return


def _tox_table(text: str) -> Iterator[_Found]:
    table = _toml(text, "tool", "tox")
    if isinstance(table, dict) and _RUNNERS.search(repr(table)):
        yield "tox", phrase("has commands of tox that run tests"), r"\[tool\.tox"


def _nox(text: str) -> Iterator[_Found]:
    for _, sessions in read_noxfile(text):
        for name in sessions if isinstance(sessions, list) else ():
            if re.fullmatch(r"(?:unit)?tests?(?:[-_].*)?", name):
                said = phrase("has the session ``{name}``", name=name)
                yield f"nox -s {name}", said, rf"def\s+{re.escape(name)}\b"
                return


def _ctest(text: str) -> Iterator[_Found]:
    bare = re.sub(r"#[^\n]*", "", text)
    match = re.search(
        r"^[ \t]*(?:enable_testing\s*\(\s*\)|include\s*\(\s*CTest\s*\))", bare, re.M | re.I
    )
    if match:
        call = " ".join(match[0].split())
        line = bare.count("\n", 0, match.start()) + 1
        yield "ctest", phrase("calls ``{call}``", call=call), line


def _npm(text: str) -> Iterator[_Found]:
    scripts = loads(text).get("scripts")
    script = scripts.get("test") if isinstance(scripts, dict) else None
    if isinstance(script, str) and script.strip() and "no test specified" not in script:
        yield "npm test", phrase("has it run ``{script}``", script=script), r'"test"\s*:'


def _go(text: str) -> Iterator[_Found]:
    if match := re.search(r"^module\s+(\S+)", text, re.M):
        said = phrase("makes the folder the module ``{module}``", module=match[1])
        yield "go test ./...", said, r"module\s"


def _go_one(command: str, path: str) -> str:
    folder = dirname(path)
    return f"go test {quote(f'./{folder}')}" if folder else "go test ."


_OF_CARGO = {
    "package": phrase("makes the folder a package of Cargo"),
    "workspace": phrase("makes the folder a workspace of Cargo"),
}


def _cargo(text: str) -> Iterator[_Found]:
    for table, said in _OF_CARGO.items():
        if isinstance(_toml(text, table), dict):
            yield "cargo test", said, rf"\[{table}\]"
            return


def _cargo_one(command: str, path: str) -> str | None:
    folder, name = dirname(path), basename(path)
    return f"cargo test --test {quote(splitext(name)[0])}" if folder == "tests" else None


def _maven(text: str) -> Iterator[_Found]:
    if re.search(r"<project\b", text):
        yield "mvn test", phrase("is a project of Maven"), r".*<project\b"


def _make(text: str) -> Iterator[_Found]:
    if match := re.search(r"^(tests?|check)[ \t]*:(?!=)", text, re.M):
        said = phrase("has the target ``{target}``", target=match[1])
        yield f"make {match[1]}", said, rf"{match[1]}[ \t]*:"


def _with_path(command: str, path: str) -> str:
    return f"{command} {quote(path)}"


_TOOLS: tuple[_Tool, ...] = (
    _Tool(
        "pytest",
        _PYTHON,
        (
            ("pytest.ini", _pytest_ini),
            (".pytest.ini", _pytest_ini),
            ("pyproject.toml", _pytest_table),
            ("tox.ini", _pytest_section("pytest")),
            ("setup.cfg", _pytest_section("tool:pytest")),
        ),
        _with_path,
    ),
    _Tool("tox", _PYTHON, (("tox.ini", _tox_ini), ("pyproject.toml", _tox_table))),
    _Tool("nox", _PYTHON, (("noxfile.py", _nox),)),
    _Tool("ctest", _C, (("CMakeLists.txt", _ctest),)),
    _Tool("go", _GO, (("go.mod", _go),), _go_one),
    _Tool("cargo", _RUST, (("Cargo.toml", _cargo),), _cargo_one),
    _Tool("maven", _JAVA, (("pom.xml", _maven),)),
    _Tool("npm", _NODE, (("package.json", _npm),)),
    _Tool("make", _CODE, (("Makefile", _make), ("GNUmakefile", _make), ("makefile", _make))),
)

_REFUSED = (
    configparser.Error,
    ValueError,  # of TOML and JSON too
    SyntaxError,
    AttributeError,  # JSON that is no object
    RecursionError,
    MemoryError,
)


def gather(paths: Iterable[str], read: Callable[[str], str]) -> dict[str, dict[str, Said]]:
    """What configuration files say, by tool and folder.

    :param paths: of all files with text, in their order.
    :param read: the text of one.

    Of several files of one folder that configure a tool, the first of its row counts.
    """
    by_name: dict[str, list[str]] = {}
    names = {name for tool in _TOOLS for name, _ in tool.files}
    for path in paths:
        if (name := basename(path)) in names:
            by_name.setdefault(name, []).append(path)
    texts = {path: read(path) for found in by_name.values() for path in found}
    said: dict[str, dict[str, Said]] = {}
    for tool in _TOOLS:
        for name, reader in tool.files:
            for path in by_name.get(name, ()):
                if dirname(path) not in said.get(tool.name, {}):
                    for found in _read(reader, path, texts[path]):
                        said.setdefault(tool.name, {})[dirname(path)] = found
    return said


def _read(reader: Callable[[str], Iterable[_Found]], path: str, text: str) -> Iterator[Said]:
    if len(text) > _LONGEST:
        return
    try:
        for command, reason, where in reader(text):
            line = where if isinstance(where, int) else _line(text, where)
            yield Said(command, reason, line, path)
    except _REFUSED:
        return


def _line(text: str, pattern: str) -> int:
    match = re.search(rf"^[ \t{{]*{pattern}", text, re.M)
    return text.count("\n", 0, match.start()) + 1 if match else 1


#: Files of tests that hold none.
_SUPPORTING = frozenset({"__init__.py", "conftest.py"})
#: Libraries of tests in Python, each with the command that runs one file of them.
_LIBRARIES = (("pytest", "pytest"), ("unittest", "python -m unittest"))


def of_file(
    said: Mapping[str, Mapping[str, Said]], path: str, language: str, test: FileFacts | None = None
) -> list[Run]:
    """The commands that run the tests of a file, in the order of the table: of each tool, as the
    nearest folder above the file says.

    :param said: as :func:`gather` returns it.
    :param test: the facts of the file where it is a test: then the command is for it alone where
        the tool has one for a file. A test of Python that no file configures pytest for is run by
        the library that it imports, as the file itself says.
    """
    found = []
    for tool in _TOOLS:
        by_folder = said.get(tool.name, {}) if language in tool.languages else {}
        folder = next((folder for folder in _above(path) if folder in by_folder), None)
        alone = test is not None and basename(path) not in _SUPPORTING and _has_tests(test)
        if folder is not None:
            entry = by_folder[folder]
            one = tool.one(entry.command, relpath(path, folder or ".")) if alone else None
            found.append(Run(one or entry.command, folder, entry.reason, entry.path, entry.line))
        elif tool.name == "pytest" and language == "Python" and test is not None and alone:
            found += _by_library(path, test)
    return found


def _has_tests(test: FileFacts) -> bool:
    """Whether a file may hold tests itself: one of Python that names none only helps others."""
    names = chain((each.name for each in test.definitions), (each.bound for each in test.imports))
    return test.language != "Python" or any("test" in name.lower() for name in names)


def _by_library(path: str, test: FileFacts) -> Iterator[Run]:
    for library, command in _LIBRARIES:
        for entry in test.imports:
            if entry.module.partition(".")[0] == library:
                said = phrase("imports ``{library}``", library=library)
                yield Run(_with_path(command, path), "", said, path, entry.line)
                return


def _above(path: str) -> Iterator[str]:
    folder = dirname(path)
    while folder:
        yield folder
        folder = dirname(folder)
    yield ""
