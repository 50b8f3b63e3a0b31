"""Lists of what is to be installed: pip's requirements and constraints, and go.mod.

https://pip.pypa.io/en/stable/reference/requirements-file-format/, https://go.dev/ref/mod.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.data.manifests import requirement
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

_OTHER = re.compile(r"(?:-r|-c|--requirement|--constraint)(?:\s+|=)?(\S+)")
_EGG = re.compile(r"#egg=([\w.-]+)")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_MODULE = re.compile(r"(module|go|require|replace)\s+(\S+)(?:\s+(\S+))?")
_NEEDED = re.compile(r"(\S+)\s+(v\S+)(\s*//\s*indirect)?")


def read(text: str, language: Language) -> FileFacts:
    """Read a file of pip."""
    found = Found()
    for number, line in lines(text):
        if match := _OTHER.match(line):
            found.name(match[1], number, form=Form.INCLUDE)
        elif match := _EGG.search(line):
            found.define(Kind.REQUIREMENT, match[1], number)
        elif not line.startswith("-"):
            requirement(found, _COMMENT.sub("", line).partition(" --")[0], number)
    return found.facts(text, language, "sphinx-kwindex")


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its number; a backslash joins two."""
    rows = iter(enumerate(text.split("\n"), 1))
    for number, row in rows:
        parts = [row.strip()]
        while parts[-1].endswith("\\"):
            parts[-1] = parts[-1][:-1].strip()
            parts.append(next(rows, (0, ""))[1].strip())
        line = " ".join(parts).strip()
        if line and not line.startswith("#"):
            yield number, line


def read_go(text: str, language: Language) -> FileFacts:
    """Read ``go.mod``: what the module needs."""
    found = Found()
    block = ""
    for number, row in enumerate(text.split("\n"), 1):
        line = row.strip()
        if block and line == ")":
            block = ""
        elif match := re.fullmatch(r"(\w+)\s*\(", line):
            block = match[1]
        else:
            statement = _MODULE.match(line)
            word = block or (statement[1] if statement else "")
            rest = line if block else line.partition(" ")[2].strip()
            if word == "module" and statement is not None:
                found.define(Kind.MODULE, statement[2], number)
            elif word == "require" and (needed := _NEEDED.match(rest)):
                found.define(Kind.REQUIREMENT, needed[1], number, value=needed[2])
    return found.facts(text, language, "sphinx-kwindex")
