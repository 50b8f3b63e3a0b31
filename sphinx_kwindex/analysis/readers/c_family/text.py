"""Pieces of a text of the C family, as pages show them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from sphinx_kwindex.analysis.comments import summary
from sphinx_kwindex.analysis.readers.c_family.layout import Bare
from sphinx_kwindex.analysis.text import shortened

#: Characters of a value that are kept.
VALUE = 80

_COMMENT = re.compile(rb'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?\*/|\\\n|^[ \t]*#[^\n]*', re.S | re.M)
_MARKS = re.compile(r"^\s*(?:/\*+[!<]*|\*+/|\*(?!\w)|//[/!]*<?)\s?|\s*\*+/\s*$")
_COMMAND = re.compile(r"^[\\@](?:brief|short|details)\b\s*")
#: Lines of a comment that speak to a tool, or open a section of many definitions.
_ASIDE = re.compile(
    r"^\s*(?:NOLINT|clang-format|IWYU|[\\@](?:name|[{}]|defgroup|addtogroup|ingroup|file|cond)\b|[\\@][{}])"
)


class Text:
    """A text with its comments and the places of its lines.

    :ivar data: the text, in UTF-8.
    """

    def __init__(self, data: bytes, bare: Bare) -> None:
        self.data = data
        self._comments = bare.comments
        self._lines: list[int] = []
        self._has_behind = _ANY_BEHIND.search(data) is not None

    def line(self, place: int) -> int:
        """The line of a place, from 1."""
        if not self._lines:
            lengths = map(len, self.data.split(b"\n"))
            self._lines = list(accumulate(lengths, lambda start, size: start + size + 1, initial=0))
        return bisect_right(self._lines, place) or 1

    def shown(self, start: int, end: int) -> str:
        """The text between two places in one line, without comments and directives."""
        part = self.data[start:end]
        if b"//" in part or b"/*" in part or b"\\" in part or b"#" in part:
            part = _COMMENT.sub(lambda match: match[1] or b" ", part)
        return b" ".join(part.split()).decode("utf-8", "replace")

    def value(self, start: int, end: int) -> str:
        """The same; of more than :data:`VALUE` characters, the begin and three dots."""
        last = start + 4 * VALUE
        return shortened(self.shown(start, min(end, last)), VALUE, end <= last)

    def summary(self, start: int, end: int) -> str:
        """First sentence of the comment right above a definition, or of the one that stands
        behind it and says by its marks that it belongs there (``///<``).

        :param start: of the definition; macros before it count.
        :param end: past the definition.
        """
        parts: list[bytes] = []
        place = start
        while (begin := self._above(place)) >= 0:
            parts.append(self.data[begin:place])
            place = begin
            if parts[-1].startswith(b"/*"):
                break
        if not parts:
            behind = _BEHIND.match(self.data, end) if self._has_behind else None
            if behind is None:
                return ""
            parts.append(behind[1])
        return described(b"".join(reversed(parts)).decode("utf-8", "replace"))

    def _above(self, place: int) -> int:
        """Where a comment begins that has its lines for itself and ends right above a place."""
        gap = self.data[max(0, place - 200) : place]
        kept = gap.rstrip()
        if gap.count(b"\n", len(kept)) > 1:
            return -1
        begin = self._comments.get(place - len(gap) + len(kept), -1)
        if begin < 0 or self.data[self.data.rfind(b"\n", 0, begin) + 1 : begin].strip():
            return -1
        return begin


_ANY_BEHIND = re.compile(rb"/[/*][/*!]<")
_BEHIND = re.compile(rb"[ \t,;]*(//[/!]<[^\n]*|/\*[*!]<.*?\*/)", re.S)


def described(comment: str) -> str:
    """First sentence of a comment, without its marks."""
    lines = []
    for row in comment.split("\n"):
        line = _MARKS.sub("", row.strip()).strip()
        if not _ASIDE.match(line):
            lines.append(_COMMAND.sub("", line))
    return summary("\n".join(lines))


def unpadded(shown: str) -> str:
    """Parameters without space within their parentheses, and where a comment stood."""
    return _PADDED.sub(lambda match: match[1] or match[2], shown)


_PADDED = re.compile(r"(\() | ([,)])")


#: Characters before a name that are looked through for the class to whose member it points.
_REACH = 200
#: ``(A::*name)`` and ``A::*name``, up to the name.
_TO_MEMBER = re.compile(
    rb"((?:::)?(?:[A-Za-z_]\w*+(?:<[^<>;{}()]*+(?:<[^<>;{}()]*+>[^<>;{}()]*+)*+>)?::\s*+)++)"
    rb"\*[\s*]*\Z"
)


def to_member(data: bytes, start: int, end: int, marks: str) -> str:
    """What a declarator adds to its type, with the class of a member that is pointed to.

    :param start: of what stands between the type and the name; `end`, past it.
    """
    if "*" not in marks:
        return marks
    between = data[max(start, end - _REACH) : end]
    if b"::" not in between or (match := _TO_MEMBER.search(between)) is None:
        return marks
    shown = " ".join(match[1].decode("utf-8", "replace").split())
    return marks.replace("*", f"{shown}*" if "(*" in marks else f" {shown}*", 1)
