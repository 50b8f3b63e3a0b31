"""What every reader of a language with comments says of a file as a whole, and what a comment says
of the definition below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from sphinx_kwindex.analysis import comments
from sphinx_kwindex.analysis.readers.drafts import Drafts, row
from sphinx_kwindex.analysis.readers.scan import Scan
from sphinx_kwindex.analysis.uses import without_definitions
from sphinx_kwindex.model.facts import FileFacts, Import, Observation, Topic

#: Tags of definitions that are patterns of the code as well.
_PATTERNS = frozenset({"async", "exception", "generator"})

#: The signs of a comment, at the beginning and at the end of a line of it.
_BEFORE = re.compile(r"[ \t]*(?:/{2,}!?|/?\*+(?!/)!?)[ \t]?")
_BEHIND = re.compile(r"[ \t]*\*+/[ \t]*\Z")
#: A heading of rustdoc and of go doc, which says nothing by itself.
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t].*$", re.M)
#: Where the words of a documentation comment end and its tags begin (Javadoc, JSDoc).
_TAG = re.compile(r"^[ \t]*@", re.M)
_INLINE = re.compile(r"\{@\w+\s+([^{}]*)\}")
_MARKUP = re.compile(r"</?[A-Za-z]\w*(?:\s[^<>]*)?/?>")


def facts(
    text: str,
    found: Scan,
    drafts: Drafts,
    imports: Iterable[Import],
    observations: Iterable[Observation],
    reader: str,
) -> FileFacts:
    """The facts of a file, with its leading comment and what a scan found."""
    comment = comments.leading(text, comments.SLASHES)
    summary = comments.summary(comment.text) if comment else ""
    end = comment.line + comment.text.count("\n") if comment else 0
    definitions = drafts.finish()
    return FileFacts(
        lines=found.lines,
        summary=summary,
        summary_source="comment" if summary else "",
        docstring=comment.text if comment else "",
        definitions=definitions,
        imports=tuple(sorted(imports, key=lambda entry: entry.line)),
        generated=comments.generated(text, end),
        uses=without_definitions(found.uses, definitions),
        calls=found.sorted_calls(),
        observations=tuple(
            sorted(
                [*observations, *_shown(drafts)],
                key=lambda each: (each.line, each.name, each.detail),
            )
        ),
        reader=reader,
    )


def _shown(drafts: Drafts) -> Iterator[Observation]:
    """What the tags of definitions show of how the code is written."""
    for draft in drafts.found:
        for tag in _PATTERNS.intersection(draft.tags):
            yield Observation(Topic.PATTERN, tag, draft.line, draft.qualname)


def _bare(comment: bytes) -> str:
    """The text of a comment without its signs, line by line."""
    rows = comment.decode("utf-8", "replace").split("\n")
    for place, line in enumerate(rows):
        if match := _BEFORE.match(line):
            line = rows[place] = line[match.end() :]
        if "*/" in line:
            rows[place] = _BEHIND.sub("", line)
    return "\n".join(rows)


def said(comment: bytes) -> str:
    """First sentence of a comment that is no heading, without the signs of the comment."""
    text = _bare(comment)
    return comments.summary(_HEADING.sub("", text) if "#" in text else text)


def documented(found: Scan, node: Node) -> str:
    """First sentence of the ``/** */`` right above a node: its tags and its markup left out."""
    comment = _above(found, node)
    if not comment:
        return ""
    text = _bare(comment)
    tag = _TAG.search(text)
    text = _INLINE.sub(r"\1", text[: tag.start()] if tag else text)
    return comments.summary(_MARKUP.sub("", text))


def is_deprecated(found: Scan, node: Node) -> bool:
    """Whether the ``/** */`` right above a node has the tag ``@deprecated``."""
    return b"@deprecated" in _above(found, node)


def _above(found: Scan, node: Node) -> bytes:
    line = row(node)
    if line - 1 not in found.comments or not found.begins_line(node):
        return b""
    comment = next(found.above(line), b"")
    return comment if comment.startswith(b"/**") else b""
