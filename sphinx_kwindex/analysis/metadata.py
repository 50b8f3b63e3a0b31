"""What the files of a Python project declare: read as data, run never.

Read are ``pyproject.toml`` (:pep:`621`, :pep:`735`, :pep:`518`, Poetry, PDM, uv), ``setup.cfg``,
``setup.py`` (literal arguments of ``setup()``, through the syntax tree), requirements files, and
where pytest is told to look for tests. A file that is damaged says nothing.
"""

from __future__ import annotations

import ast
import configparser
import tomllib
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from posixpath import basename, dirname, normpath
from typing import Any

from sphinx_kwindex.analysis.distributions import candidates, required
from sphinx_kwindex.model.metadata import Command, ProjectMetadata
from sphinx_kwindex.model.repository import ReadFile

#: Characters of a file that is read: no project's metadata is longer.
_LONGEST = 200_000
_REQUIREMENTS_FOLDERS = frozenset({"requirements", "reqs"})


@dataclass(slots=True)
class _Declared:
    """What one file declares."""

    name: str = ""
    description: str = ""
    requires_python: str = ""
    backend: str = ""
    requirements: list[str] = field(default_factory=list)
    scripts: list[tuple[str, str, str]] = field(default_factory=list)  # name, group, value
    test_paths: list[str] = field(default_factory=list)


def project_metadata(files: Iterable[ReadFile], read: Callable[[str], str]) -> ProjectMetadata:
    """Read what a repository's files declare.

    :param files: all of them; only those that may hold metadata are read.
    :param read: the text of a file that has one, by path.

    Where several files say the same, the one nearest to the root counts, then the first reader
    of the table below, then the order of paths. Name and description come from one file.
    """
    ranked = sorted(
        (file.path.count("/"), rank, file.path)
        for file in files
        for rank, (accepts, _) in enumerate(_READERS)
        if file.text and accepts(file.path)
    )
    named = ("", "", "")
    requires_python = backend = ""
    dependencies: dict[str, str] = {}
    scripts: set[Command] = set()
    test_paths: set[tuple[str, str]] = set()
    for _, rank, path in ranked:
        declared = _Declared()
        text = read(path)
        if len(text) <= _LONGEST:
            _READERS[rank][1](text, declared)
        if declared.name and not named[0]:
            named = (path, declared.name, declared.description)
        requires_python = requires_python or declared.requires_python
        backend = backend or declared.backend
        for requirement in declared.requirements:
            if name := required(requirement):
                dependencies.setdefault(name, path)
        scripts.update(Command(*script, path) for script in declared.scripts)
        for folder in declared.test_paths:
            test_paths.add((normpath(f"{dirname(path)}/{folder}").strip("/"), path))
    return ProjectMetadata(
        *named,
        requires_python,
        backend,
        dict(sorted(dependencies.items())),
        tuple(sorted(scripts)),
        tuple(sorted(test_paths)),
    )


def declaring_file(metadata: ProjectMetadata, module: str) -> str:
    """The file that declares a distribution which provides a module, or empty."""
    for name in candidates(module):
        if name in metadata.dependencies:
            return metadata.dependencies[name]
    return ""


# What a file holds is not known to have the shape that its specification asks for.


def _table(value: object, *keys: str) -> dict[str, Any]:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _poetry_groups(poetry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield _table(poetry, "dependencies")
    yield _table(poetry, "dev-dependencies")
    for group in _table(poetry, "group").values():
        yield _table(group, "dependencies")


def _read_pyproject(text: str, into: _Declared) -> None:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    project, poetry = _table(data, "project"), _table(data, "tool", "poetry")
    into.name = _text(project.get("name")) or _text(poetry.get("name"))
    into.description = _text(project.get("description")) or _text(poetry.get("description"))
    into.requires_python = _text(project.get("requires-python")) or _text(
        _table(poetry, "dependencies").get("python")
    )
    into.backend = _text(_table(data, "build-system").get("build-backend"))
    lists = [
        project.get("dependencies"),
        _table(data, "build-system").get("requires"),
        _table(data, "tool", "uv").get("dev-dependencies"),
        *_table(project, "optional-dependencies").values(),
        *_table(data, "dependency-groups").values(),
        *_table(data, "tool", "pdm", "dev-dependencies").values(),
    ]
    for requirements in lists:
        into.requirements += _texts(requirements)
    for members in _poetry_groups(poetry):
        into.requirements += [name for name in members if name != "python"]
    groups: dict[str, Any] = {
        "console_scripts": {**_table(poetry, "scripts"), **_table(project, "scripts")},
        "gui_scripts": _table(project, "gui-scripts"),
        **_table(poetry, "plugins"),
        **_table(project, "entry-points"),
    }
    for group, entries in groups.items():
        for name, value in _table(entries).items():
            if isinstance(value, str):
                into.scripts.append((name, group, value))
    into.test_paths += _test_paths(_table(data, "tool", "pytest", "ini_options").get("testpaths"))
    into.test_paths += _test_paths(_table(data, "tool", "pytest").get("testpaths"))


def _test_paths(value: object) -> list[str]:
    found = value.split() if isinstance(value, str) else _texts(value)
    return [path for path in found if not set(path) & set("*?[")]


def _parse_ini(text: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except (configparser.Error, ValueError):
        return configparser.RawConfigParser()
    return parser


def _read_setup_cfg(text: str, into: _Declared) -> None:
    parser = _parse_ini(text)
    into.name = _text(parser.get("metadata", "name", fallback=""))
    into.description = _text(parser.get("metadata", "description", fallback=""))
    into.requires_python = _text(parser.get("options", "python_requires", fallback=""))
    for option in ("install_requires", "setup_requires", "tests_require"):
        into.requirements += parser.get("options", option, fallback="").splitlines()
    if parser.has_section("options.extras_require"):
        for _, value in parser.items("options.extras_require"):
            into.requirements += value.splitlines()
    if parser.has_section("options.entry_points"):
        for group, value in parser.items("options.entry_points"):
            into.scripts += _entry_points(group, value.splitlines())
    into.test_paths += _test_paths(parser.get("tool:pytest", "testpaths", fallback=""))


def _read_pytest_ini(text: str, into: _Declared) -> None:
    into.test_paths += _test_paths(_parse_ini(text).get("pytest", "testpaths", fallback=""))


def _entry_points(group: str, lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        name, equals, value = line.partition("=")
        if equals and name.strip() and value.strip():
            yield name.strip(), group, value.strip()


def _read_setup_py(text: str, into: _Declared) -> None:
    arguments = _setup_arguments(text)
    into.name = _text(arguments.get("name"))
    into.description = _text(arguments.get("description"))
    into.requires_python = _text(arguments.get("python_requires"))
    lists = [arguments.get(key) for key in ("install_requires", "setup_requires", "tests_require")]
    for requirements in [*lists, *_table(arguments, "extras_require").values()]:
        into.requirements += _texts(requirements)
    for group, lines in _table(arguments, "entry_points").items():
        if isinstance(group, str):
            into.scripts += _entry_points(group, _texts(lines))


def _setup_arguments(text: str) -> dict[str, Any]:
    """The keyword arguments of ``setup()`` that are literals or names of literals."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python says of someone else's source
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    literals: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            literals[node.targets[0].id] = _literal(node.value)
        elif isinstance(node, ast.Call) and _called(node) == "setup":
            for argument in node.keywords:
                name = argument.value.id if isinstance(argument.value, ast.Name) else None
                value = literals.get(name) if name else _literal(argument.value)
                if argument.arg and value is not None:
                    found[argument.arg] = value
    return found


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None


def _read_requirements(text: str, into: _Declared) -> None:
    for line in text.splitlines():
        _, egg, name = line.partition("#egg=")
        into.requirements.append(name.partition("&")[0] if egg else line.partition(" #")[0])


def _named(name: str) -> Callable[[str], bool]:
    return lambda path: basename(path) == name


def _is_requirements(path: str) -> bool:
    name = basename(path)
    return fnmatchcase(name, "*.txt") and (
        fnmatchcase(name, "*requirements*.txt") or basename(dirname(path)) in _REQUIREMENTS_FOLDERS
    )


#: Which file is read how; the first is believed first.
_READERS: tuple[tuple[Callable[[str], bool], Callable[[str, _Declared], None]], ...] = (
    (_named("pyproject.toml"), _read_pyproject),
    (_named("setup.cfg"), _read_setup_cfg),
    (_named("setup.py"), _read_setup_py),
    (_is_requirements, _read_requirements),
    (lambda path: fnmatchcase(basename(path), "constraints*.txt"), _read_requirements),
    (_named("pytest.ini"), _read_pytest_ini),
    (_named(".pytest.ini"), _read_pytest_ini),
    (_named("tox.ini"), _read_pytest_ini),
)
