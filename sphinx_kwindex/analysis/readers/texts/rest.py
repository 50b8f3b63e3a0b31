"""reStructuredText, read line by line: titles, links, targets, code blocks.

docutils would read what a text includes, and needs Sphinx for half of the rest; it is neither
imported nor asked. Titles and their levels follow its specification
(https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections); a test compares.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from sphinx_kwindex.analysis import restructured
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.texts import directives
from sphinx_kwindex.analysis.readers.texts.found import Found
from sphinx_kwindex.analysis.readers.texts.titles import Titles, width
from sphinx_kwindex.model.facts import FileFacts, Kind

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*")
_EXPLICIT = re.compile(r" *(?:\.\.|__)(?: |$)")
_DIRECTIVE = re.compile(r"(?:\|[^|]+\| )?([A-Za-z][\w.+:-]*?) ?::(?:\s+(.*))?$")
_TARGET = re.compile(r"_(?:`([^`]+)`|(?! )((?:[^:\\]|\\.|:(?=\S))+)):(?:\s+(.*))?$")
_ANONYMOUS = re.compile(r"__(?:|: (.*))$")
_FIELD = re.compile(r":((?:[^:\\\s]|\\.|:(?=\S))(?:[^:\\]|\\.|:(?=\S))*):(?:\s+(.*))?$")
_MARKER = re.compile(
    r"(?:[-*+\u2022\u2023\u2043]|\(?(?:\w|\d{1,9}|[ivxlcIVXLC]{1,9}|#)[.)])[ ]+(?=\S)"
)
_SIMPLE_TABLE = re.compile(r"=+(?: +=+)+")
#: How a line begins that is no title, whatever stands below it.
_NO_TITLE = re.compile(r"[-*+\u2022\u2023\u2043] |>>> |\| |\.\. |__ |\+[-=]|:[^:\s][^:]*:(?: |$)")

_LITERAL = re.compile(r"``(?:[^`\n]|`(?!`)|\n(?!\n))+``")
_ROLE = re.compile(r":([\w.+:-]+):`([^`\n]*(?:\n(?!\n)[^`\n]*)*)`")
_EMBEDDED = re.compile(r"`[^`<\n]*(?:\n(?!\n)[^`<\n]*)*<([^`<>]+)>`__?")
_ADDRESS = re.compile(r"(?<![\w/`<])(?:https?|ftp)://[^\s<>`\"|]+")
#: What ends a sentence, not an address.
_BEHIND = ".,;:!?'\")]}*"

#: Signs of an adornment that is one although it is shorter than its title.
_SURE = 4

#: Lines of a directive that its options are looked for in.
_OPTIONS = 20

#: Characters of a line that are looked at.
_WIDTH = 10_000


def read(text: str, language: Language) -> FileFacts:
    """Read a text of reStructuredText."""
    reader = _Reader(text)
    reader.run()
    return reader.found.facts(text, language, "sphinx-kwindex")


class _Reader:
    """Goes through the lines of a text once.

    :ivar prose: each line as far as it is text, for what is looked for across lines.
    """

    def __init__(self, text: str) -> None:
        self.lines = [line[:_WIDTH].expandtabs(8).rstrip() for line in text.split("\n")]
        self.prose = [""] * len(self.lines)
        self.found = Found()
        self.titles = Titles()
        self.language = ""
        self.place = 0

    def run(self) -> None:
        self._fields()
        while self.place < len(self.lines):
            line = self.lines[self.place]
            if not line:
                self.place += 1
            elif _EXPLICIT.match(line):
                self._explicit(line)
            elif taken := self._title():
                self.place += taken
            else:
                self._block()
        self._inline()

    def _fields(self) -> None:
        """The fields at the head of the text, which Sphinx takes for its metadata."""
        place = next((place for place, line in enumerate(self.lines) if line), 0)
        while place < len(self.lines) and (field := _FIELD.match(self.lines[place])):
            value = field[2] or ""
            self.found.define(Kind.KEY, field[1], place + 1, value=value)
            place += 1
            while place < len(self.lines) and self.lines[place].startswith(" "):
                place += 1
            self.place = place

    def _title(self) -> int:
        """Take a title that stands here, and return how many lines it has; 0 for none."""
        line, below, last = [*self.lines[self.place : self.place + 3], "", ""][:3]
        over = _ADORNMENT.fullmatch(line) and below and last == line
        if over and (len(line) >= _SURE or width(below) <= len(line)):
            self._heading(below.strip(), (line[0], line[0]), self.place + 2)
            return 3
        adorned = _ADORNMENT.fullmatch(below) and not _ADORNMENT.fullmatch(line)
        if not adorned or line.startswith(" ") or _NO_TITLE.match(line):
            return 0
        if len(below) < _SURE and width(line) > len(below):
            return 0
        self._heading(line, (below[0], ""), self.place + 1)
        return 2

    def _heading(self, words: str, style: tuple[str, str], line: int) -> None:
        level = self.titles.level(style)
        if level:
            self.found.heading(level, restructured.words(words), line)
        self.prose[line - 1] = words

    def _block(self) -> None:
        """Take the lines to the next blank one, and the literal block that they may announce."""
        first = self.place
        line = self.lines[first]
        body = line.lstrip()
        if body.startswith(">>> "):
            self.found.block("pycon")
            while self.place < len(self.lines) and self.lines[self.place]:
                self.place += 1
            return
        if _SIMPLE_TABLE.fullmatch(body):
            self._table()
            return
        while self.place < len(self.lines) and self.lines[self.place]:
            self.prose[self.place] = self.lines[self.place]
            self.place += 1
        last = self.lines[self.place - 1]
        # A table has no sentence that could announce anything.
        if body.startswith(("+-", "+=")):
            return
        if not line.startswith(" ") and not _NO_TITLE.match(line) and not _MARKER.match(line):
            self.found.say(restructured.words(" ".join(self.lines[first : self.place])))
        if last.endswith("::"):
            self._literal(_indent(last))

    def _table(self) -> None:
        """Take a simple table: it ends with a border before a blank line."""
        border = False
        while self.place < len(self.lines):
            line = self.lines[self.place]
            if not line and border:
                return
            if line:
                border = self.place > 0 and bool(_SIMPLE_TABLE.fullmatch(line.lstrip()))
                self.prose[self.place] = line
            self.place += 1
            if border and self.place < len(self.lines) and not self.lines[self.place]:
                return

    def _literal(self, indent: int) -> None:
        """Take the literal block that a paragraph announced."""
        start = self.place
        while self.place < len(self.lines) and not self.lines[self.place]:
            self.place += 1
        if self.place == len(self.lines):
            return
        line = self.lines[self.place]
        deeper = len(line) - len(line.lstrip()) > indent
        if deeper:
            self._skip(indent)
        elif _ADORNMENT.match(line[indent:]) and len(line) - len(line.lstrip()) == indent:
            sign = line[indent]
            while self.lines[self.place : self.place + 1] and self.lines[self.place][
                indent:
            ].startswith(sign):
                self.place += 1
        else:
            self.place = start
            return
        self.found.block(self.language)

    def _skip(self, indent: int) -> list[tuple[int, str]]:
        """Pass over the lines that are deeper than `indent`, and return them with their numbers."""
        rows = []
        while self.place < len(self.lines):
            line = self.lines[self.place]
            if line and len(line) - len(line.lstrip()) <= indent:
                break
            rows.append((self.place + 1, line))
            self.place += 1
        return rows

    def _explicit(self, line: str) -> None:
        """Take a directive, a target, a comment, a footnote or a substitution."""
        indent = len(line) - len(line.lstrip())
        number = self.place + 1
        body = line.strip()
        self.place += 1
        if body.startswith("__"):
            self._target("", body[2:].strip(), number, indent)
            return
        body = body[2:].lstrip()
        anonymous, target = _ANONYMOUS.match(body), _TARGET.match(body)
        directive = _DIRECTIVE.match(body)
        if anonymous:
            self._target("", anonymous[1] or "", number, indent)
        elif target:
            self._target(target[1] or target[2], target[3] or "", number, indent)
        elif directive:
            self._directive(directive[1].lower(), directive[2] or "", number, indent)
        elif not body.startswith("["):  # a comment; what is in brackets is a note
            self._skip(indent)
        else:
            self.prose[number - 1] = body.partition("]")[2]

    def _target(self, name: str, address: str, line: int, indent: int) -> None:
        rest = [row.strip() for _, row in self._skip(indent)]
        address = "".join([address.strip(), *rest])
        if address and not (address.endswith("_") and not address.endswith("\\_")):
            self.found.link(address.replace("\\_", "_"), line)
        elif name and not address:
            self.found.define(Kind.TARGET, name.replace("\\", ""), line)

    def _directive(self, name: str, argument: str, line: int, indent: int) -> None:
        directives.found(self.found, name, argument, line)
        below = self.lines[self.place : self.place + _OPTIONS]
        taken = directives.options(self.found, name, below, self.place + 1)
        if name == "highlight":
            self.language = argument.strip().lower()
        if name in directives.TRANSPARENT:
            # The first line of most admonitions is text; of the rest it is a name or a title.
            self.prose[line - 1] = argument if name not in directives.SHOWN else ""
            self.place += taken
            return
        rows = self._skip(indent)
        if name == "raw" and "html" in argument.split():
            self.found.raw("\n".join(row for _, row in rows), line + 1)
        if name == "toctree":
            for number, entry in directives.entries(rows):
                self.found.link(entry, number)

    def _inline(self) -> None:
        """Find the roles and links of the whole text, which may stand across lines."""
        text = "\n".join(self.prose)
        starts = [0, *accumulate(len(line) + 1 for line in self.prose)]
        text = _LITERAL.sub(_blanked, text)
        for match in _ROLE.finditer(text):
            line = bisect_right(starts, match.start())
            directives.role(self.found, match[1], " ".join(match[2].split()), line)
        text = _ROLE.sub(_blanked, text)
        for match in _EMBEDDED.finditer(text):
            address = "".join(match[1].split())
            if not (address.endswith("_") and "/" not in address):
                self.found.link(address, bisect_right(starts, match.start(1)))
        text = _EMBEDDED.sub(_blanked, text)
        for match in _ADDRESS.finditer(text):
            self.found.link(match[0].rstrip(_BEHIND), bisect_right(starts, match.start()))


def _indent(line: str) -> int:
    """Where the text of a line begins, behind the signs of lists."""
    indent = len(line) - len(line.lstrip())
    while marker := _MARKER.match(line, indent):
        indent = marker.end()
    return indent


def _blanked(match: re.Match[str]) -> str:
    """As many characters and lines, without words."""
    return re.sub(r"[^\n]", " ", match[0])
