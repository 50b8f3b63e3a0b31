"""What is found in one text, on its way to be facts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from sphinx_kwindex.analysis import comments, plain
from sphinx_kwindex.model import anchors
from sphinx_kwindex.model.facts import Definition, FileFacts, Form, Import, Kind, Problem

#: Characters of a name, of an address, and of a paragraph; a longer address is none.
NAME, ADDRESS, PARAGRAPH = 200, 2_000, 2_000

#: Headings that are named in the name of one below them; what is deeper stands below the last.
DEPTH = 8

#: Stands between the headings that lead to one.
JOINT = " / "

#: Schemes of addresses that run or hold something, and name no other place.
_INERT = re.compile(r"(?:javascript|vbscript|data|file|about|blob):", re.I)
#: What browsers take out of an address before they look at it
#: (https://url.spec.whatwg.org/#concept-basic-url-parser), and what hides a scheme from others.
_DROPPED = re.compile(r"[\t\n\r]")
_WHITE = re.compile(r"[\s\x00-\x20]+")
_SPACE = re.compile(r"[\s\x00-\x1f]+")
_LANGUAGE = re.compile(r"[\w+#./-]{1,40}")


class Heading(NamedTuple):
    """A heading with its level, from 1, and the line that its words stand on."""

    level: int
    words: str
    line: int


class Found:
    """The headings, names, links and code blocks of one text, in any order.

    Names and addresses are in one line and of sane length. An address that runs something, or
    that leads to another place of the same text, is passed over.
    """

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.definitions: list[Definition] = []
        self.imports: list[Import] = []
        self.languages: Counter[str] = Counter()
        self.paragraph = ""
        self.problem: Problem | None = None

    def heading(self, level: int, words: str, line: int) -> None:
        """Add a heading; one without a letter or digit is none."""
        words = one_line(words)
        if any(map(str.isalnum, words)):
            self.headings.append(Heading(level, words, line))

    def define(
        self, kind: Kind, name: str, line: int, *, tags: tuple[str, ...] = (), value: str = ""
    ) -> None:
        """Add a name that stands on a line of its own, under no heading."""
        name = one_line(name)
        if name:
            self.definitions.append(
                Definition(kind, name, name, "", line, line, tags=tags, value=value[:80])
            )

    def link(self, address: str, line: int, form: Form = Form.LINK) -> None:
        """Add what a link leads to, without its fragment."""
        address = _DROPPED.sub("", address[: ADDRESS + 1].partition("#")[0]).strip()
        scheme = "".join(_WHITE.split(unquote(address)))
        if address and len(address) <= ADDRESS and not _INERT.match(scheme):
            self.imports.append(Import(address, None, None, line, form=form))

    def block(self, language: str) -> None:
        """Count a code block; an unfit name of a language counts as none."""
        self.languages[language if _LANGUAGE.fullmatch(language) else ""] += 1

    def say(self, paragraph: str) -> None:
        """Take a paragraph for the first, where there is none yet and it has words."""
        if not self.paragraph and any(map(str.isalnum, paragraph)):
            self.paragraph = one_line(paragraph, PARAGRAPH)

    def facts(self, text: str, reader: str) -> FileFacts:
        """Return all of it as facts.

        :param reader: the distribution that read it.
        """
        lines = plain.lines(text)
        found = [*self.definitions, *nested(self.headings, lines.total)]
        summary = comments.summary(self.headings[0].words) if self.headings else ""
        return FileFacts(
            lines=lines,
            summary=summary,
            summary_source="heading" if summary else "",
            docstring=self.paragraph,
            definitions=anchored(found),
            imports=tuple(sorted(self.imports, key=lambda each: each.line)),
            generated=comments.generated(text),
            code_blocks=tuple(sorted(self.languages.items(), key=lambda each: (-each[1], each[0]))),
            reader=reader,
            problem=self.problem,
        )


def nested(headings: list[Heading], last: int) -> list[Definition]:
    """The headings of a text, each named by those that it stands under.

    :param last: line of the text; a heading reaches to the next one that is not below it.
    """
    made: list[Definition] = []
    around: list[tuple[int, int]] = []  # level, and place in `made`
    ends = [last] * len(headings)
    for place, (level, words, line) in enumerate(headings):
        while around and around[-1][0] >= level:
            ends[around.pop()[1]] = line - 1
        above = made[around[min(len(around), DEPTH) - 1][1]].qualname if around else ""
        qualname = f"{above}{JOINT}{words}" if above else words
        made.append(Definition(Kind.HEADING, words, qualname, "", line, line))
        around.append((level, place))
    return [
        replace(each, end_line=max(each.line, end)) for each, end in zip(made, ends, strict=True)
    ]


def anchored(found: list[Definition]) -> tuple[Definition, ...]:
    """The definitions of a file in the order of lines, each with its id."""
    ordered = sorted(found, key=lambda each: each.line)
    ids = anchors.assign((each.qualname, each.kind.has_body) for each in ordered)
    return tuple(replace(each, anchor=name) for each, name in zip(ordered, ids, strict=True))


def one_line(text: str, limit: int = NAME) -> str:
    """`text` in one line of at most `limit` characters."""
    text = _SPACE.sub(" ", text).strip()
    return text if len(text) <= limit else f"{text[: limit - 3].rstrip()}..."
