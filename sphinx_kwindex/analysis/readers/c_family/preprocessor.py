"""What the directives of a text say: what it includes, and which macros it defines."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.readers.c_family.drafts import Draft
from sphinx_kwindex.analysis.readers.c_family.layout import Directive
from sphinx_kwindex.analysis.readers.c_family.text import Text, unpadded
from sphinx_kwindex.model.facts import Form, Import, Kind, Observation, Scope, Topic

INCLUDES = frozenset({b"include", b"include_next", b"import"})
_PATH = re.compile(rb'\s*(?:"([^"\n]+)"|<([^>\n]+)>)')
_MACRO = re.compile(rb"\s*([A-Za-z_\x80-\xff][\w\x80-\xff]*)(\([^()\n]*(?:\\\n[^()\n]*)*\))?")
_OPENMP = re.compile(rb"\s*omp\s+(.*)", re.S)


def includes(found: list[Directive], text: Text) -> tuple[Import, ...]:
    """What the text includes, by a path that is written there: macros name nothing here."""
    result = []
    for each in found:
        if each.word in INCLUDES:
            match = _PATH.match(text.data, each.rest, each.end)
            if match is not None:
                path = (match[1] or match[2]).decode("utf-8", "replace").strip()
                result.append(
                    Import(
                        path,
                        None,
                        None,
                        text.line(each.start),
                        Scope.CONDITIONAL if each.conditional else Scope.MODULE,
                        Form.INCLUDE if match[1] else Form.SYSTEM,
                    )
                )
    return tuple(result)


def macros(found: list[Directive], text: Text) -> list[Draft]:
    """The macros that the text defines."""
    result = []
    for each in found:
        if each.word == b"define":
            match = _MACRO.match(text.data, each.rest, each.end)
            if match is not None:
                name = match[1].decode("utf-8", "replace")
                signature = unpadded(text.shown(*match.span(2))) if match[2] else ""
                result.append(
                    Draft(
                        Kind.MACRO,
                        name,
                        name,
                        match.start(1),
                        each.end,
                        signature=signature,
                        summary=text.summary(each.start, each.end),
                        value=text.value(match.end(), each.end),
                    )
                )
    return result


def stored(found: list[Directive], bare: bytes) -> frozenset[bytes]:
    """The macros of the text that only say how something is stored: ``#define local static``.

    :param bare: the text without comments.
    """
    return _standing_for(found, bare, _STORED)


def branching(found: list[Directive], bare: bytes) -> frozenset[bytes]:
    """The macros of the text that make a loop or a condition of what follows them:
    ``#define until(a) while(!(a))``."""
    return _standing_for(found, bare, _BRANCH)


def _standing_for(
    found: list[Directive], bare: bytes, values: tuple[bool, re.Pattern[bytes]]
) -> frozenset[bytes]:
    is_called, value = values
    names = set()
    for each in found:
        match = _MACRO.match(bare, each.rest, each.end) if each.word == b"define" else None
        if match is None or bool(match[2]) != is_called:
            continue
        if value.fullmatch(bare[match.end() : each.end].strip()):
            names.add(match[1])
    return frozenset(names)


#: Whether such macros are called, and what they stand for.
_STORED = (False, re.compile(rb"(?:(?:static|extern|inline)\s*+)+"))
_BRANCH = (True, re.compile(rb"(?:while|for|if)\b.*", re.S))


def pragmas(found: list[Directive], text: Text) -> list[Observation]:
    """The directives of OpenMP."""
    return [
        Observation(
            Topic.PERFORMANCE, "openmp", text.line(each.start), text.value(match.start(1), each.end)
        )
        for each in found
        if each.word == b"pragma" and (match := _OPENMP.match(text.data, each.rest, each.end))
    ]
