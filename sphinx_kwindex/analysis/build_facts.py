"""What the files that build, test and install a project say, each read by its own reader."""

from __future__ import annotations

import configparser
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from json import JSONDecodeError, loads
from typing import Any

from sphinx_kwindex.analysis.build_scripts import read_noxfile, read_setup
from sphinx_kwindex.analysis.plain_yaml import NotPlainError, load_yaml
from sphinx_kwindex.analysis.readers.build import docker, make
from sphinx_kwindex.model.phrases import Phrase, phrase

#: A fact: what, and the value.
Facts = tuple[tuple[str, str | Phrase], ...]
_Fact = tuple[str, object]  # before it is written out; ``None`` is no fact
_Reader = Callable[[str], Iterable[_Fact]]

#: A file is read up to here, in characters; a larger one has no facts.
_LARGEST = 200_000
_ITEMS = 20
_LONGEST = 200

_UNREADABLE = (
    tomllib.TOMLDecodeError,
    configparser.Error,
    JSONDecodeError,
    NotPlainError,
    SyntaxError,  # of setup.py and noxfile.py
    ValueError,  # a number of too many digits
    RecursionError,
    MemoryError,
)


def is_tool(path: str) -> bool:
    """Whether `path` is one of the files that this module knows."""
    return _reader(path) is not None


def facts(path: str, text: str) -> Facts:
    """Return what a file says, in an order of its kind; nothing where its reader refuses it.

    :param path: from the root of the repository.
    :param text: anything at all.

    Nothing of it is executed. Long lists are cut to their first 20 items, and say so.
    """
    reader = _reader(path)
    if reader is None or len(text) > _LARGEST:
        return ()
    try:
        said = [(what, _written(value)) for what, value in reader(text)]
    except _UNREADABLE:
        return ()
    return tuple((what, value) for what, value in said if value)


def _written(value: object) -> str | Phrase:
    """A value in one line: a list by its items, a mapping by its keys, anything else as it is."""
    if isinstance(value, dict | list | tuple):
        items = [_line(item) for item in value if not isinstance(item, dict | list)]
        listed = ", ".join(items[:_ITEMS])
        more = len(items) - _ITEMS
        return (
            phrase("{items} and {more} more", items=listed, more=str(more)) if more > 0 else listed
        )
    return _line(value)


def _line(value: object) -> str:
    line = "" if value is None else " ".join(str(value).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} ..."


def _at(value: Any, *keys: str) -> Any:
    """What stands under `keys` in nested tables; ``None`` where any of them is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _tables(data: Any, places: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[_Fact]:
    for what, keys in places:
        yield what, _at(data, *keys)


_PYPROJECT = (
    ("name", ("project", "name")),
    ("version", ("project", "version")),
    ("requires Python", ("project", "requires-python")),
    ("build backend", ("build-system", "build-backend")),
    ("build requires", ("build-system", "requires")),
    ("dependencies", ("project", "dependencies")),
    ("extras", ("project", "optional-dependencies")),
    ("commands", ("project", "scripts")),
    ("dependency groups", ("dependency-groups",)),
    ("Poetry dependencies", ("tool", "poetry", "dependencies")),
    ("Poetry groups", ("tool", "poetry", "group")),
    ("configures", ("tool",)),
)


def _pyproject(text: str) -> Iterator[_Fact]:
    yield from _tables(tomllib.loads(text), _PYPROJECT)


_CARGO = (
    ("name", ("package", "name")),
    ("version", ("package", "version")),
    ("edition", ("package", "edition")),
    ("requires Rust", ("package", "rust-version")),
    ("dependencies", ("dependencies",)),
    ("development dependencies", ("dev-dependencies",)),
    ("features", ("features",)),
    ("workspace members", ("workspace", "members")),
)


def _cargo(text: str) -> Iterator[_Fact]:
    yield from _tables(tomllib.loads(text), _CARGO)


_NODE = (
    ("name", ("name",)),
    ("version", ("version",)),
    ("requires Node.js", ("engines", "node")),
    ("package manager", ("packageManager",)),
    ("scripts", ("scripts",)),
    ("dependencies", ("dependencies",)),
    ("development dependencies", ("devDependencies",)),
    ("workspaces", ("workspaces",)),
)


def _node(text: str) -> Iterator[_Fact]:
    yield from _tables(loads(text), _NODE)


_SETUP_CFG = (
    ("name", ("metadata", "name")),
    ("version", ("metadata", "version")),
    ("requires Python", ("options", "python_requires")),
    ("dependencies", ("options", "install_requires")),
    ("setup requires", ("options", "setup_requires")),
    ("commands", ("options.entry_points", "console_scripts")),
)


def _ini(text: str) -> configparser.RawConfigParser:
    # Raw: "%" in a value must not be taken for an interpolation.
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(text)
    return parser


def _lines(value: str | None) -> list[str]:
    """The items of a value that lists one a line, without comments."""
    lines = (line.strip() for line in (value or "").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _setup_cfg(text: str) -> Iterator[_Fact]:
    parser = _ini(text)
    for what, (section, option) in _SETUP_CFG:
        yield what, _lines(parser.get(section, option, fallback=None))
    yield "extras", _options(parser, "options.extras_require")
    own = ("metadata", "options")
    yield "configures", [name for name in parser.sections() if name.partition(".")[0] not in own]


def _options(parser: configparser.RawConfigParser, section: str) -> list[str]:
    """The names of the options of a section, without those of the defaults."""
    return list(parser[section]) if parser.has_section(section) else []


# Commas within braces belong to one name: "py3{11,12}".
_ENVIRONMENTS = re.compile(r"[,\n]+(?![^{}\n]*\})")


def _tox(text: str) -> Iterator[_Fact]:
    parser = _ini(text)
    listed = (parser.get("tox", option, fallback=None) for option in ("envlist", "env_list"))
    names = [name for value in listed for name in _ENVIRONMENTS.split(value or "")]
    yield "environments", [name.strip() for name in names if name.strip()]
    yield "dependencies", _lines(parser.get("testenv", "deps", fallback=None))
    yield "commands", _lines(parser.get("testenv", "commands", fallback=None))


def _workflow(text: str) -> Iterator[_Fact]:
    data = load_yaml(text)
    yield "name", _at(data, "name")
    yield "runs on", _at(data, "on")
    yield "jobs", _at(data, "jobs")


def _readthedocs(text: str) -> Iterator[_Fact]:
    data = load_yaml(text)
    yield "system", _at(data, "build", "os")
    tools = _at(data, "build", "tools")
    if isinstance(tools, dict):
        yield "tools", [f"{name} {_line(version)}" for name, version in tools.items()]
    yield "Sphinx configuration", _at(data, "sphinx", "configuration")
    yield "formats", _at(data, "formats")


def _pre_commit(text: str) -> Iterator[_Fact]:
    repositories = _at(load_yaml(text), "repos")
    hooks = [
        _at(hook, "id")
        for repository in (repositories if isinstance(repositories, list) else ())
        for hook in (_at(repository, "hooks") or ())
    ]
    yield "hooks", [hook for hook in hooks if hook]


def _makefile(text: str) -> Iterator[_Fact]:
    yield "targets", make.targets(text)


_CMAKE = (
    ("project", re.compile(r"^\s*project\s*\(\s*\"?([\w.+-]+)", re.MULTILINE | re.IGNORECASE)),
    (
        "requires CMake",
        re.compile(
            r"^\s*cmake_minimum_required\s*\(\s*VERSION\s+([\d.]+)", re.MULTILINE | re.IGNORECASE
        ),
    ),
)


def _cmake(text: str) -> Iterator[_Fact]:
    for what, pattern in _CMAKE:
        match = pattern.search(text)
        yield what, match[1] if match else None


_EXPOSE = re.compile(r"^EXPOSE[ \t]+(.+)", re.MULTILINE | re.IGNORECASE)


def _dockerfile(text: str) -> Iterator[_Fact]:
    yield "base images", docker.images(text)
    yield "ports", [port for line in _EXPOSE.findall(text) for port in line.split()]


def _requirements(text: str) -> Iterator[_Fact]:
    lines = _lines(text.replace("\\\n", " "))
    yield "requires", [line.partition(" #")[0].strip() for line in lines if line[0] != "-"]
    options = (line.split(maxsplit=1) for line in lines if line[0] == "-")
    yield "includes", [o[1] for o in options if o[0] in ("-r", "--requirement") and len(o) > 1]


#: Which reader takes a file; the first pattern that its path has.
_READERS: Mapping[str, _Reader] = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": read_setup,
    "requirements*.txt": _requirements,
    "tox.ini": _tox,
    "noxfile.py": read_noxfile,
    "Makefile": _makefile,
    "CMakeLists.txt": _cmake,
    "package.json": _node,
    "Cargo.toml": _cargo,
    "Dockerfile": _dockerfile,
    ".github/workflows/*.yml": _workflow,
    ".github/workflows/*.yaml": _workflow,
    ".readthedocs.yaml": _readthedocs,
    ".readthedocs.yml": _readthedocs,
    ".pre-commit-config.yaml": _pre_commit,
}


def _reader(path: str) -> _Reader | None:
    # "*" of fnmatch goes over slashes: a path must have as many as its pattern.
    fitting = (
        reader
        for pattern, reader in _READERS.items()
        if path.count("/") == pattern.count("/") and fnmatchcase(path, pattern)
    )
    return next(fitting, None)
