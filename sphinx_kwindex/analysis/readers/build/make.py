"""Makefiles, by the grammar of lines in the manual of GNU make, chapters 3 to 6.

https://www.gnu.org/software/make/manual/make.html. Nothing is expanded: a target whose name holds
a variable is called as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

_INCLUDE = re.compile(r"(?:-|s)?include\s+(.+)")
_DEFINE = re.compile(r"(?:override\s+|export\s+)*define\s+(\S+)")
_CONDITION = re.compile(r"(?:ifeq|ifneq|ifdef|ifndef|else|endif|unexport|vpath|undefine)\b")
_ASSIGNMENT = re.compile(
    r"(?:(?:export|override|private)\s+)*([^\s:#=+?!$]+)\s*(?:=|:{1,3}=|\+=|\?=|!=)\s*(.*)"
)
_SPECIAL = re.compile(r"\.[A-Z_]+")


def read(text: str, language: Language) -> FileFacts:
    """Read the targets, variables and includes of a makefile."""
    found = Found()
    variables: set[str] = set()
    for first, last, line in _statements(text):
        if match := _INCLUDE.match(line):
            for path in match[1].split():
                found.name(path, first, form=Form.INCLUDE)
        elif match := _DEFINE.match(line) or _ASSIGNMENT.match(line):
            if match[1] not in variables:
                variables.add(match[1])
                value = match[2] if match.re is _ASSIGNMENT else ""
                found.define(Kind.VARIABLE, match[1], first, end_line=last, value=value)
        else:
            names, needs = _rule(line)
            for name in names:
                found.define(Kind.TARGET, name, first, end_line=last, value=needs)
    return found.facts(text, language, "sphinx-kwindex")


def targets(text: str) -> list[str]:
    """The names of what a makefile can make, in its order, without those that only make knows."""
    found = (name for _, _, line in _statements(text) for name in _rule(line)[0] if "$" not in name)
    return list(dict.fromkeys(found))


def _rule(line: str) -> tuple[list[str], str]:
    """The targets of a rule, and what they need; nothing for any other line."""
    if _INCLUDE.match(line) or _DEFINE.match(line) or _ASSIGNMENT.match(line):
        return [], ""
    colon = _colon(line)
    names, needs = line[:colon], line[colon + 1 :].removeprefix(":").partition(";")[0].strip()
    # "x: CFLAGS = -O2" sets a variable for a target, and is no rule for it.
    if colon < 0 or "=" in names or _ASSIGNMENT.match(needs):
        return [], ""
    named = [name.rstrip("&") for name in _split(names)]
    return [name for name in named if name and not _SPECIAL.fullmatch(name)], needs


def _split(names: str) -> list[str]:
    """The words of a list, a reference with what touches it as one."""
    found, depth = [""], 0
    for sign in names:
        depth += (sign in "({") - (sign in ")}")
        if sign.isspace() and depth <= 0:
            found.append("")
        else:
            found[-1] += sign
    return found


def _colon(line: str) -> int:
    """Where the first colon stands that is in no reference such as ``$(X:.c=.o)``; -1 for none."""
    depth = 0
    for place, sign in enumerate(line):
        depth += (sign in "({") - (sign in ")}")
        if sign == ":" and depth <= 0:
            return place
    return -1


def _opens_rule(line: str) -> bool:
    """Whether lines with a tab behind a statement are its recipe: behind a definition of a variable
    they are statements themselves (GNU Make, "Recipe Syntax")."""
    place = _colon(line)
    return place >= 0 and "=" not in line[:place] and not _GIVES.match(line, place)


_GIVES = re.compile(r":{1,3}=")


def _statements(text: str) -> Iterator[tuple[int, int, str]]:
    """Each line that is no recipe, without comment, with its first and last line: of a rule the
    last of its recipe, of a ``define`` its ``endef``."""
    held: tuple[int, int, str] | None = None
    within = in_rule = False
    rows = iter(enumerate(text.split("\n"), 1))
    for number, row in rows:
        last = number
        is_recipe = in_rule and row.startswith("\t")
        while row.endswith("\\"):
            last, more = next(rows, (last, ""))
            row = f"{row[:-1]} {more.strip()}" if len(row) < 100_000 else row[:-1]
        if held is not None and (within or is_recipe):
            within = within and row.strip() != "endef"
            held = (held[0], last, held[2])
            continue
        line = row.partition("#")[0].strip()
        if not line or is_recipe:
            continue
        if held is not None:
            yield held
        if _CONDITION.match(line):
            held = None
        else:
            held = (number, last, line)
            in_rule = _opens_rule(line)
        within = _DEFINE.match(line) is not None
    if held is not None:
        yield held
