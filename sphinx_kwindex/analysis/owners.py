"""Who owns a file, as a file CODEOWNERS says.

Read as GitHub documents it ("About code owners"): patterns as in .gitignore but for negation and
ranges of characters, and the last line that matches decides. GitLab ("Code Owners syntax") adds
sections, each of which decides for itself, owners of a whole section, and patterns that take a
file out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

from pathspec import PathSpec
from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

from sphinx_kwindex.model.repository import Ownership

#: Where the hosts look, the first file counts.
_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
#: In characters: GitHub reads no file over 3 MB.
_LONGEST = 3_000_000

_SECTION = re.compile(r"\^?\[[^\]]+\](?:\[\d+\])?(?=\s|$)")
_STARS = re.compile(r"\*+")
#: Stars of one pattern: each makes the search for a match longer by the length of a path.
_WILD = 4
_PATTERN = re.compile(r"(?:\\.|[^\s\\])+")


@dataclass(slots=True)
class _Section:
    owners: list[str] = field(default_factory=list)
    patterns: list[GitIgnoreBasicPattern] = field(default_factory=list)
    owned: list[tuple[tuple[str, ...], int]] = field(default_factory=list)


def of_files(
    paths: Container[str], read: Callable[[str], str]
) -> Callable[[str], tuple[Ownership, ...]]:
    """Return what tells the owners of a file, by its path: one entry for each section of the file
    CODEOWNERS that gives it any.

    :param paths: of all files with text.
    :param read: the text of such a file.
    """
    source = next((place for place in _PLACES if place in paths), "")
    text = read(source) if source else ""
    rules = [
        (PathSpec(section.patterns, backend="simple"), section.owned)
        for section in _sections(text if len(text) <= _LONGEST else "")
    ]

    def owners(path: str) -> tuple[Ownership, ...]:
        found = []
        for patterns, owned in rules:
            index = patterns.check_file(path).index
            if index is not None and owned[index][0]:
                found.append(Ownership(owned[index][0], source, owned[index][1]))
        return tuple(found)

    return owners


def _sections(text: str) -> Iterator[_Section]:
    section = _Section()
    sectioned = False
    for number, written in enumerate(text.split("\n"), 1):
        line = written.strip()
        if not line or line.startswith("#"):
            continue
        if heading := _SECTION.match(line):
            yield section
            section, sectioned = _Section(_names(line[heading.end() :])), True
            continue
        match = _PATTERN.match(line)
        if match is None:
            continue
        pattern, names = match[0], tuple(_names(line[match.end() :]) or section.owners)
        if pattern.startswith("!"):
            if not sectioned:
                continue
            pattern, names = pattern[1:], ()
        wild = len(_STARS.findall(pattern))
        if "[" in pattern or pattern.startswith("\\#") or not pattern.strip("/") or wild > _WILD:
            continue
        try:
            section.patterns.append(GitIgnoreBasicPattern(_STARS.sub(_at_most_two, pattern)))
        except ValueError:
            continue  # a pattern that is none
        section.owned.append((names, number))
    yield section


def _at_most_two(stars: re.Match[str]) -> str:
    return stars[0][:2]


def _names(text: str) -> list[str]:
    """The owners of a line, each once; an address is not repeated."""
    names = (name for name in text.partition("#")[0].split() if "@" in name)
    shown = (name if name.startswith("@") else "address" for name in names)
    return list(dict.fromkeys(shown))
