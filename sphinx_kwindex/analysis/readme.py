"""The first paragraph of a README, as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from posixpath import splitext

from sphinx_kwindex.analysis import markdown, restructured

#: A README is read up to here, and a paragraph is cut at the other: both in characters.
_READ = 10_000
_LONGEST = 2_000


def first_paragraph(name: str, text: str) -> str:
    """Return the first paragraph of a README that says something, on one line.

    :param name: of the file; its suffix tells the markup (Markdown, reStructuredText, none).
    :param text: its content; anything at all.

    Titles, badges, images, lists, quotes, comments and directives are no paragraphs, and inline
    markup is taken off. Empty where there is none. Never raises.
    """
    reader = _READERS.get(splitext(name)[1].lower(), _plain)
    paragraphs = (" ".join(paragraph.split()) for paragraph in reader(text[:_READ]))
    # Letters or digits: what is left of a line of badges may be separators only.
    found = next((p for p in paragraphs if any(map(str.isalnum, p))), "")
    return found if len(found) <= _LONGEST else f"{found[:_LONGEST].rpartition(' ')[0]} ..."


def _markdown(text: str) -> Iterator[str]:
    for opening, inline in pairwise(markdown.parse(text)):
        if opening.type == "paragraph_open" and opening.level == 0:
            yield markdown.words(inline.children or [])


# Punctuation that may underline a title
# (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections).
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*")
_NO_PARAGRAPH = re.compile(
    r"""
      \s              # a block quote, or the body of what stands above
    | \.\.(\s|$)      # a comment, directive, target or substitution
    | __\s            # an anonymous target
    | :[^:\n]+:(\s|$) # a field
    | [-*+•]\s        # a list
    | (\d+|\#)[.)]\s
    | >>>\s           # a doctest
    | \|\s            # a line block
    | [=+][=+-]{2,}   # a table
    """,
    re.VERBOSE,
)


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines between blank lines, the lines of titles taken out."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        while lines and _RULE.fullmatch(lines[0]):  # an overline, or a transition
            del lines[:2]
            while lines and _RULE.fullmatch(lines[0]):
                del lines[0]
        if len(lines) > 1 and _RULE.fullmatch(lines[1]):
            del lines[:2]
        if lines:
            yield lines


def _restructured(text: str) -> Iterator[str]:
    for lines in _blocks(text):
        if _NO_PARAGRAPH.match(lines[0]) is None:
            paragraph = restructured.words(" ".join(lines))
            yield paragraph.removesuffix(":") if paragraph.endswith("::") else paragraph


def _plain(text: str) -> Iterator[str]:
    blocks = list(_blocks(text))
    # The first line, if it stands alone and ends no sentence, is the title.
    untitled = len(blocks) > 1 and len(blocks[0]) == 1 and blocks[0][0][-1] not in ".:!?"
    yield from (" ".join(lines) for lines in blocks[untitled:])


_READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".rst": _restructured,
}
