"""What is found in one text, on its way to be facts."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

from sphinx_kwindex.analysis import comments, plain
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import found
from sphinx_kwindex.analysis.readers.drafts import Draft, finished
from sphinx_kwindex.analysis.readers.found import MOST, NAME
from sphinx_kwindex.analysis.text import label_key, shortened
from sphinx_kwindex.model.facts import FileFacts, Form, Import, Kind

#: Characters of an address, and of a paragraph; a longer address is none.
ADDRESS, PARAGRAPH = 2_000, 2_000

#: Headings that are named in the name of one below them; what is deeper stands below the last.
DEPTH = 8

#: Stands between the headings that lead to one.
JOINT = " / "

#: Schemes of addresses that run or hold something, and name no other place.
_INERT = re.compile(r"(?:javascript|vbscript|data|file|about|blob):", re.I)
#: What browsers take out of an address before they look at it
#: (https://url.spec.whatwg.org/#concept-basic-url-parser), and what hides a scheme from others.
_DROPPED = re.compile(r"[\t\n\r]")
#: What a template puts an address in place of.
_TEMPLATE = re.compile(r"\{[{%]")
_OUTSIDE = re.compile(r"//|[A-Za-z][A-Za-z0-9+.-]*:")
_WHITE = re.compile(r"[\s\x00-\x20]+")
_SPACE = re.compile(r"[\s\x00-\x1f]+")
_NUMBERED = re.compile(r"-\d+$")
#: Links and images of raw HTML, and what it does not show.
_HREF = re.compile(
    r"""<(?:a|img)\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*?\b(?:href|src)\s*=\s*"""
    r"""(?:"([^"<]*)"|'([^'<]*)'|([^\s"'<>=`]+))""",
    re.I,
)
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: The words of raw HTML, among them its ids, and the texts between its tags.
_WORDS, _BETWEEN = re.compile(r"[\w-]+"), re.compile(r">([^<>]+)<")
_LANGUAGE = re.compile(r"[\w+#./-]{1,40}")


class Heading(NamedTuple):
    """A heading with its level, from 1, and the line that its words stand on."""

    level: int
    words: str
    line: int


class Found(found.Found):
    """The headings, names, links and code blocks of one text, in any order.

    Addresses are in one line and of sane length. An address that runs something, that a template
    makes, or that leads to another place of the same text is passed over.

    :ivar places: what a fragment may name besides headings and targets, squeezed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[Heading] = []
        self.languages: Counter[str] = Counter()
        self.paragraph = ""
        self.places: set[str] = set()

    def heading(self, level: int, words: str, line: int) -> None:
        """Add a heading; one without a letter or digit is none."""
        words = one_line(words)
        if len(self.headings) >= MOST:
            self.cut.add("number")
        elif any(map(str.isalnum, words)):
            self.headings.append(Heading(level, words, line))

    def define(self, kind: Kind, name: str, line: int, **rest: Any) -> str:
        """Add a name that stands on a line of its own, under no heading; an empty one is none."""
        name = one_line(name)
        return super().define(kind, name, line, **rest) if name else ""

    def link(self, address: str, line: int, form: Form = Form.LINK) -> None:
        """Add what a link leads to; the fragment of a path says where in the file."""
        address = _DROPPED.sub("", address[: ADDRESS + 1]).strip()
        if not _OUTSIDE.match(address):
            address = address.partition("#")[0].strip()
        scheme = "".join(_WHITE.split(unquote(address)))
        if not address or len(address) > ADDRESS or _INERT.match(scheme):
            return
        if _TEMPLATE.search(address):
            return
        if len(self.imports) < MOST:
            self.imports.append(Import(address, None, None, line, form=form))

    def label(self, name: str, line: int) -> None:
        """Add the label that a link leads to; one of this very text is passed over at the end."""
        name = one_line(name)
        if any(map(str.isalnum, name)) and len(self.imports) < MOST:
            self.imports.append(Import(name, None, None, line, form=Form.LABEL))

    def raw(self, markup: str, line: int) -> None:
        """Take raw HTML: where its links and images lead, and its ids and headings, which are
        places that a fragment may name."""
        markup = _HIDDEN.sub(lambda match: "\n" * match[0].count("\n"), markup)
        for match in _HREF.finditer(markup):
            address = unescape(next(filter(None, match.groups()), ""))
            if not address.startswith("#"):
                self.link(address, line + markup.count("\n", 0, match.start()))
        for pattern in (_WORDS, _BETWEEN):
            self.places.update(map(_squeezed, pattern.findall(markup)))

    def block(self, language: str) -> None:
        """Count a code block; an unfit name of a language counts as none."""
        self.languages[language if _LANGUAGE.fullmatch(language) else ""] += 1

    def say(self, paragraph: str) -> None:
        """Take a paragraph for the first, where there is none yet and it has words."""
        if not self.paragraph and any(map(str.isalnum, paragraph)):
            self.paragraph = one_line(paragraph, PARAGRAPH)

    def _elsewhere(self) -> list[Import]:
        """The links without those labels that stand in this text. A fragment may name a heading
        too, by a word that is made of it in one way or another, and numbered where that is not
        enough."""
        targets = [each.name for each in self.definitions if each.kind is Kind.TARGET]
        labels = set(map(label_key, targets))
        places = self.places.union(map(_squeezed, targets))
        places.update(_squeezed(each.words) for each in self.headings)

        def leads_here(name: str) -> bool:
            if not name.startswith("#"):
                return label_key(name) in labels
            word = unquote(name)
            return bool({_squeezed(word), _squeezed(_NUMBERED.sub("", word))} & places)

        return [
            each
            for each in self.imports
            if each.form is not Form.LABEL or not leads_here(each.module)
        ]

    def facts(self, text: str, language: Language, reader: str) -> FileFacts:
        """Return all of it as facts; the first heading says what the text is, where no later one
        is above it."""
        lines = plain.lines(text)
        imports = self._elsewhere()
        named = [*self.definitions, *nested(self.headings, lines.total)]
        title = self.headings[0] if self.headings else None
        is_title = title is not None and title.level <= min(each.level for each in self.headings)
        summary = comments.summary(title.words) if title is not None and is_title else ""
        return FileFacts(
            lines=lines,
            summary=summary,
            summary_source="heading" if summary else "",
            docstring=self.paragraph,
            definitions=finished(named),
            imports=tuple(sorted(imports, key=lambda each: each.line)),
            generated=comments.generated(text),
            code_blocks=tuple(sorted(self.languages.items(), key=lambda each: (-each[1], each[0]))),
            cut=tuple(sorted(self.cut)),
            reader=reader,
            problem=self.problem,
        )


def _squeezed(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return "".join(filter(str.isalnum, text.lower()))


def nested(headings: list[Heading], last: int) -> list[Draft]:
    """The headings of a text, each named by those that it stands under.

    :param last: line of the text; a heading reaches to the next one that is not below it.
    """
    made: list[Draft] = []
    around: list[tuple[int, Draft]] = []  # level, and the heading
    for level, words, line in headings:
        while around and around[-1][0] >= level:
            around.pop()[1].end_line = line - 1
        above = around[min(len(around), DEPTH) - 1][1].qualname if around else ""
        qualname = f"{above}{JOINT}{words}" if above else words
        made.append(Draft(Kind.HEADING, words, qualname, line, last))
        around.append((level, made[-1]))
    return made


def one_line(text: str, limit: int = NAME) -> str:
    """`text` in one line of at most `limit` characters."""
    text = _SPACE.sub(" ", text).strip()
    return shortened(text, limit)
