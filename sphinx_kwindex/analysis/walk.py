"""The files below a folder where git cannot tell: a walk that honours ``.gitignore``.

The rules are those of gitignore(5). pathspec answers another question, whether a pattern names a
path or any folder above it; where a folder is named by one rule and what lies in it by another
(``data/**`` and ``!data/keep``) the two differ, so each path is asked about by itself, from the
root down, as git does.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from posixpath import dirname
from typing import TypeVar

from msgspec import Struct

from sphinx_kwindex.analysis.git import SUBMODULE, Entry

#: Folders of files that tools make.
OUTPUT_FOLDERS = frozenset(
    {"_build", "_readthedocs", "__pycache__", "node_modules", ".git", ".hg", ".svn"}
)
#: Files that mark a folder as output: of caches (https://bford.info/cachedir/), of virtual
#: environments (:pep:`405`), of Sphinx.
OUTPUT_MARKERS = ("CACHEDIR.TAG", "pyvenv.cfg", ".buildinfo")

#: More stars than this in one part of a pattern can take for ever to match.
_STARS = 3
_MAX_BYTES = 1 << 20

_TOKEN = re.compile(
    r"(?P<folders>(?<=/)\*\*/)|(?P<below>(?<=/)\*\*$)|(?P<star>\*+)|(?P<one>\?)"
    r"|\[(?P<not>[!^]?)(?P<set>\]?(?:\\.|\[:[a-z]+:\]|[^\]\\])*)\]|\\(?P<quoted>.)|(?P<char>[^\[\\])",
    re.DOTALL,
)
_SET_TOKEN = re.compile(r"\[:(?P<name>[a-z]+):\]|\\?(?P<char>.)(?:-\\?(?P<end>[^\]]))?", re.DOTALL)
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r"\ \t",
    "digit": "0-9",
    "lower": "a-z",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}


class Rule(Struct, frozen=True):
    """One line of a ``.gitignore``.

    :ivar ignores: whether what it names is ignored, or is not after all.
    :ivar folders_only: whether it names folders only.
    :ivar anchored: whether it names a path, which then starts with a slash, or a name anywhere.
    """

    ignores: bool
    folders_only: bool
    anchored: bool
    expression: re.Pattern[str]

    @classmethod
    def parse(cls, line: str) -> Rule | None:
        """Read a line; ``None`` for comments and for patterns that name nothing."""
        pattern = re.sub(r"(?<!\\) +$", "", line)
        body = pattern.removeprefix("!").removesuffix("/")
        if not body or line.startswith("#"):
            return None
        anchored = "/" in body
        if anchored:
            body = "/" + body.removeprefix("/")
        if max(part.count("*") for part in body.split("/")) > _STARS or body.count("**") > _STARS:
            return None
        try:
            expression = re.compile(_translated(body), re.DOTALL)
        except (ValueError, re.error):
            return None
        return cls(not pattern.startswith("!"), pattern.endswith("/"), anchored, expression)

    def names(self, path: str, is_folder: bool) -> bool:
        """Whether it names `path` itself, which is relative to the folder of the rule."""
        if self.folders_only and not is_folder:
            return False
        subject = f"/{path}" if self.anchored else path.rpartition("/")[2]
        return self.expression.fullmatch(subject) is not None


_T = TypeVar("_T")
_Rules = tuple[tuple[str, Sequence[Rule]], ...]


def inherited(known: dict[str, _T], folder: str, itself: Callable[[str], _T]) -> _T:
    """What is so of a folder: what is so of a folder above it, or else what is of itself.

    :param known: the answers so far, that of the root (``""``) among them; grows.
    :param itself: gives the answer of one folder, looked at alone; a false one is none.
    """
    unknown = []
    while folder not in known:
        unknown.append(folder)
        folder = dirname(folder)
    answer = known[folder]
    for inner in reversed(unknown):
        answer = answer or itself(inner)
        known[inner] = answer
    return answer


class OutputFolders:
    """Answers whether a folder is one that tools make, or lies in one.

    :param top: the root.
    """

    def __init__(self, top: str):
        self._top = top
        self._known = {"": False}

    def __call__(self, folder: str) -> bool:
        return inherited(self._known, folder, self._is_output)

    def _is_output(self, folder: str) -> bool:
        return folder.rpartition("/")[2] in OUTPUT_FOLDERS or any(
            os.path.lexists(f"{self._top}/{folder}/{marker}") for marker in OUTPUT_MARKERS
        )


def walk(top: str, never: Sequence[str] = ()) -> Iterator[Entry]:
    """Every file below `top` that no ``.gitignore`` names; links are not followed.

    A folder that cannot be read is an entry itself. So is a repository inside of a repository;
    where there is none around them, several ones are entered.

    :param top: the root.
    :param never: folders that are not entered, relative to the root.
    """
    is_output = OutputFolders(top)
    in_repository = any(
        os.path.exists(folder / ".git") for folder in (Path(top), *Path(top).parents)
    )
    pending: list[tuple[str, _Rules]] = [("", (("", rules(f"{top}/.git/info/exclude")),))]
    while pending:
        folder, known = pending.pop()
        base = f"{folder}/" if folder else ""
        try:
            with os.scandir(f"{top}/{folder}") as found:
                children = list(found)
        except OSError:
            yield Entry(folder or ".", 0, "")
            continue
        if any(child.name == ".gitignore" for child in children):
            known = (*known, (base, rules(f"{top}/{base}.gitignore")))
        for child in children:
            path = base + child.name
            is_folder = child.is_dir(follow_symlinks=False)
            if child.name == ".git" or path in never or _is_ignored(path, is_folder, known):
                continue
            if not is_folder:
                yield Entry(path, 0, "")
            elif is_output(path):
                continue
            elif in_repository and os.path.exists(f"{top}/{path}/.git"):
                yield Entry(path, SUBMODULE, "")
            else:
                pending.append((path, known))


def rules(path: str) -> tuple[Rule, ...]:
    """The rules of a ``.gitignore``; none where it is not a regular file, as git has it."""
    data = b""
    flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | flags)
        with os.fdopen(descriptor, "rb") as stream:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                data = stream.read(_MAX_BYTES)
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    found = (Rule.parse(line.removesuffix("\r")) for line in text.split("\n"))
    return tuple(rule for rule in found if rule is not None)


def _is_ignored(path: str, is_folder: bool, known: _Rules) -> bool:
    """Whether the last rule of the nearest ``.gitignore`` that names `path` ignores it."""
    for base, found in reversed(known):
        inner = path[len(base) :]
        for rule in reversed(found):
            if rule.names(inner, is_folder):
                return rule.ignores
    return False


def _translated(body: str) -> str:
    """The regular expression of a pattern.

    :raises ValueError: for a bracket that does not close and a backslash at the end.
    """
    parts = []
    position = 0
    while position < len(body):
        match = _TOKEN.match(body, position)
        if match is None:
            raise ValueError(body[position:])
        position = match.end()
        if match["set"] is not None:
            parts.append(f"(?!/)[{'^' * bool(match['not'])}{_translated_set(match['set'])}]")
        elif match.lastgroup in _WILDCARDS:
            parts.append(_WILDCARDS[match.lastgroup])
        else:
            parts.append(re.escape(match["quoted"] or match["char"]))
    return "".join(parts)


_WILDCARDS = {"folders": "(?:.*/)?", "below": ".+", "star": "[^/]*", "one": "[^/]"}


def _translated_set(text: str) -> str:
    """What stands between brackets.

    :raises ValueError: for a class that is not known.
    """
    parts = []
    for match in _SET_TOKEN.finditer(text):
        if match["name"]:
            if match["name"] not in _CLASSES:
                raise ValueError(match["name"])
            parts.append(_CLASSES[match["name"]])
        else:
            end = f"-{re.escape(match['end'])}" if match["end"] else ""
            parts.append(re.escape(match["char"]) + end)
    return "".join(parts)
