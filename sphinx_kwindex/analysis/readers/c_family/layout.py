"""Where the comments, strings and directives of a text of the C family stand.

Each step here gives a text of the same length with the same lines, in which some of it is blank:
a place in one is the same place in all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import Struct

#: Comments, raw strings, strings and characters. What is not closed ends with the line, or, where
#: lines do not end it, with the file: no text is read twice.
_TOKEN = re.compile(
    rb'//[^\n\\]*(?:\\.[^\n\\]*)*|/\*.*?(?:\*/|\Z)|R"([^()\\\s"]{0,16})\(.*?(?:\)\1"|\Z)'
    rb'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|\'[^\'\\\n]*(?:\\.[^\'\\\n]*)*\'',
    re.S,
)

#: Makes white space of all but the ends of lines.
SPACES = bytes(10 if byte == 10 else 32 for byte in range(256))
#: Makes zeros of all but the ends of lines.
ZEROS = bytes(10 if byte == 10 else 48 for byte in range(256))

_DIRECTIVE = re.compile(rb"#[ \t]*(\w+)([^\n\\]*(?:\\.[^\n\\]*)*)", re.S)
_OPENING = frozenset({b"if", b"ifdef", b"ifndef"})
_MIDDLE = frozenset({b"else", b"elif", b"elifdef", b"elifndef"})
_GUARD = re.compile(rb"\s*(?:!\s*defined\s*)?\(?\s*(\w+)\s*\)?\s*")

#: What a statement or declaration ends with, and what one may follow.
_ENDS = b";}"
_BEFORE = b";{}:)>"
#: Conditions that stand this deep in others are not weighed: each would read what it holds again.
_DEEPEST = 20
#: How far back the sign before a condition is looked for.
_REACH = 400


class Bare(Struct, frozen=True):
    """A text without the words that are no code.

    :ivar text: with blank comments, and with zeros for what is in strings and characters.
    :ivar comments: where each comment begins, by where it ends, white space at its end left out.
    """

    text: bytes
    comments: dict[int, int]


def bare(data: bytes) -> Bare:
    """Take the comments out of a text, and the words out of its strings."""
    parts: list[bytes] = []
    comments: dict[int, int] = {}
    last = 0
    for match in _TOKEN.finditer(data):
        start, end = match.span()
        first = data[start]
        if first == 47:  # a slash
            found = match[0]
            comments[start + len(found.rstrip())] = start
            parts += (data[last:start], _spaces(found))
        elif first == 39 and data[start - 1 : start].isalnum() and data[start - 1] not in b"uUL8":
            parts.append(data[last:end])  # between digits: 1'000'000
        elif first == 82:  # a raw string
            parts += (data[last:start], _raw(match))
        else:
            found = data[start + 1 : end - 1]
            parts += (data[last : start + 1], found.translate(ZEROS), data[end - 1 : end])
        last = end
    parts.append(data[last:])
    return Bare(b"".join(parts), comments)


def _spaces(comment: bytes) -> bytes:
    """White space for a comment; a directive that goes on within it does so still."""
    if b"\\\n" in comment:
        return b"\\\n".join(part.translate(SPACES) for part in comment.split(b"\\\n"))
    return comment.translate(SPACES)


def _raw(match: re.Match[bytes]) -> bytes:
    """A raw string, as a plain one of the same lines: the grammar need not know its ends."""
    found = match[0]
    return b'R"(' + found[3:-2].translate(ZEROS) + b')"'


class Directive(Struct, frozen=True):
    """A line of the preprocessor.

    :ivar word: ``include``, ``define``.
    :ivar start: of its line.
    :ivar rest: where what follows the word begins.
    :ivar end: past its last line, without the newline.
    :ivar conditional: whether it stands under a condition other than the guard of a header.
    """

    word: bytes
    start: int
    rest: int
    end: int
    conditional: bool


@dataclass(slots=True)
class _Group:
    """An ``#if`` up to its ``#endif``.

    :ivar branches: start and end of each of its directives.
    """

    branches: list[tuple[int, int]]
    is_guard: bool
    is_off: bool
    follows: bool
    counted: bool = field(default=False)


def directives(text: bytes) -> tuple[list[Directive], list[tuple[int, int]]]:
    """The directives of a bare text, and what of it to blank before its grammar reads it.

    All directives are blank: the grammar meets the branches of a condition one after the other.
    Where they are not whole statements or declarations (``#if`` in the middle of a function's
    head, a brace that only one branch opens) the first that is not ``#if 0`` stays alone.
    """
    found: list[Directive] = []
    blank: list[tuple[int, int]] = []
    groups: list[_Group] = []
    depth = 0
    last = 0
    guard = b""
    for match in _DIRECTIVE.finditer(text):
        word = match[1]
        start, end = match.span()
        if text[text.rfind(b"\n", 0, start) + 1 : start].strip():
            continue
        if word in _OPENING:
            rest = match[2]
            named = _GUARD.fullmatch(rest) if word != b"ifdef" else None
            first = named and not groups and all(each.word == b"pragma" for each in found)
            if first and named:
                guard = named[1]
            follows = not text[max(last, start - _REACH) : start].strip() if last else not start
            groups.append(_Group([(start, end)], False, rest.strip() == b"0", follows or not last))
            depth += 1
        elif word in _MIDDLE and groups:
            groups[-1].branches.append((start, end))
        elif word == b"endif" and groups:
            group = groups.pop()
            depth -= not group.is_guard
            group.branches.append((start, end))
            if (len(group.branches) > 2 or group.is_off) and len(groups) < _DEEPEST:
                blank += _dropped(text, group)
        elif word == b"define" and guard and match[2].split()[:1] == [guard]:
            groups[0].is_guard = True
            depth = 0
        if word not in _OPENING and word != b"pragma":
            guard = b""
        found.append(Directive(word, start, match.start(2), end, depth > 0))
        blank.append((start, end))
        last = end
    return found, blank


def _dropped(text: bytes, group: _Group) -> list[tuple[int, int]]:
    """The branches of a condition that the grammar is better without."""
    branches = [(before[1], after[0]) for before, after in pairwise(group.branches)]
    if group.is_off:
        return branches[:1] if len(branches) < 3 else [branches[0], *branches[2:]]
    opening = group.branches[0][0]
    before = text[max(0, opening - _REACH) : opening].rstrip()[-1:]
    starts = group.follows or not before or before in _BEFORE
    if starts and all(_is_whole(text[start:end]) for start, end in branches):
        return []
    filled = [index for index, (start, end) in enumerate(branches) if text[start:end].strip()]
    kept = filled[0] if filled else 0
    return [branch for index, branch in enumerate(branches) if index != kept]


def _is_whole(branch: bytes) -> bool:
    """Whether it is some statements or declarations, or none."""
    if b"#" in branch:
        branch = _DIRECTIVE.sub(b"", branch)
    branch = branch.rstrip()
    if branch and branch[-1] not in _ENDS and branch[-1:] != b")":
        return False
    return branch.count(b"{") == branch.count(b"}") and branch.count(b"(") == branch.count(b")")


#: What may stand between the parameters of a function and its body.
_BODY = re.compile(
    rb"[])}][\s&]*((?:(?:const|noexcept|override|final|mutable|try|[A-Z][A-Z0-9_]+|__\w+)\b[\s&]*)*+)"
    rb"(?:->[^;{}]*+)?\{"
)
_ATTRIBUTE = re.compile(rb"\b(?:class|struct|union|enum)\s+\w+\s*\([^;{}]*\Z")
_NAMED_LIKE_A_MACRO = re.compile(rb"[A-Z]|__")
_ATTRIBUTES = re.compile(rb"\b(?:class|struct|union|enum)\s+(?:alignas|__attribute__|__declspec)\b")
_BRACE = re.compile(rb"[{}]")


def bodies(text: bytes) -> list[tuple[int, int]]:
    """Start and end of what is in the bodies of the functions of a bare text, by its braces."""
    spans: list[tuple[int, int]] = []
    place = 0
    risky = _ATTRIBUTES.search(text) is not None
    while (head := _BODY.search(text, place)) is not None:
        place = head.end()
        if (risky or _NAMED_LIKE_A_MACRO.search(head[1])) and _is_head(text, head.start()):
            continue
        depth = 1
        for brace in _BRACE.finditer(text, place):
            depth += 1 if brace[0] == b"{" else -1
            if not depth:
                spans.append((place, brace.start()))
                place = brace.end()
                break
        else:
            break
    return spans


def _is_head(text: bytes, end: int) -> bool:
    """Whether the parenthesis before a brace belongs to an attribute or macro of a class."""
    return text[end] == 41 and _ATTRIBUTE.search(text, max(0, end - _REACH), end) is not None


def blanked(text: bytes, spans: list[tuple[int, int]]) -> bytes:
    """`text` with white space in some places, which may overlap."""
    parts: list[bytes] = []
    last = 0
    for start, end in sorted(spans):
        start = max(start, last)
        if end > start:
            parts += (text[last:start], text[start:end].translate(SPACES))
            last = end
    parts.append(text[last:])
    return b"".join(parts)
