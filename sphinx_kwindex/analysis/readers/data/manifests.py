"""What the manifests of packages ask for and offer, by the places of their keys."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sphinx_kwindex.analysis.distributions import required
from sphinx_kwindex.analysis.readers.data.keys import Entry, Path, Row, add_key, written
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import Kind

#: The environments that a line of tox is for.
_FACTORS = re.compile(r"[\w.,{}!-]+:\s+")
#: The name at the head of a dependency specifier (:pep:`508`), as it is written.
_SPECIFIER = re.compile(r"\s*([\w.-]+)\s*(.*)", re.DOTALL)


def specifier(found: Found, entry: Entry) -> None:
    """Add what a dependency specifier in a list asks for."""
    requirement(found, entry.text or "", entry.line, written(entry.path[:-1]))


def requirement(found: Found, text: str, line: int, parent: str = "") -> None:
    """Add what a dependency specifier asks for, with its versions and conditions."""
    text = text.partition(" #")[0]
    match = _SPECIFIER.match(text)
    if match is not None and required(text):
        found.define(Kind.REQUIREMENT, match[1], line, parent=parent, value=match[2])


def dependency(found: Found, entry: Entry) -> None:
    """Add what a line of ``deps`` of tox asks for, some of them in some environments only
    (https://tox.wiki/en/latest/config.html#conditional-settings)."""
    if entry.text:
        place = entry.path if isinstance(entry.path[-1], str) else entry.path[:-1]
        requirement(found, _FACTORS.sub("", entry.text), entry.line, written(place))


def member(found: Found, entry: Entry) -> None:
    """Add what a key of a table of dependencies asks for."""
    add_key(found, entry, Kind.REQUIREMENT)


def script(found: Found, entry: Entry) -> None:
    """Add a command of a package, which its tool runs by name."""
    add_key(found, entry, Kind.TARGET)


def _listed(*paths: Path) -> tuple[Row, ...]:
    return tuple(Row((*path, -1), specifier) for path in paths)


def _members(*paths: Path) -> tuple[Row, ...]:
    return tuple(Row((*path, "*"), member) for path in paths)


def _scripts(*paths: Path) -> tuple[Row, ...]:
    return tuple(Row((*path, "*"), script) for path in paths)


_CARGO = ("dependencies", "dev-dependencies", "build-dependencies")
_NODE = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")

#: By the word of the language's analyser.
ROWS: Mapping[str, tuple[Row, ...]] = {
    "pyproject": (
        *_listed(("project", "dependencies"), ("project", "optional-dependencies", "*")),
        *_listed(("dependency-groups", "*"), ("build-system", "requires")),
        *_listed(("tool", "uv", "dev-dependencies"), ("tool", "pdm", "dev-dependencies", "*")),
        *_members(("tool", "poetry", "dependencies"), ("tool", "poetry", "dev-dependencies")),
        *_members(("tool", "poetry", "group", "*", "dependencies")),
    ),
    "cargo": (
        *_members(*((table,) for table in _CARGO), ("workspace", "dependencies")),
        *_members(*(("target", "*", table) for table in _CARGO)),
    ),
    "node": (*_members(*((table,) for table in _NODE)), *_scripts(("scripts",))),
    "setup-cfg": (
        *_listed(("options", "install_requires"), ("options", "setup_requires")),
        *_listed(("options", "tests_require"), ("options.extras_require", "*")),
    ),
    "tox": (Row(("*", "deps", -1), dependency), Row(("*", "deps"), dependency, replaces=False)),
}
