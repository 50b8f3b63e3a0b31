"""File Metadata: what can be known of a file without understanding it."""

from __future__ import annotations

from urllib.parse import urlsplit

from docutils import nodes

from sphinx_kwindex.model.facts import FileFacts, LineCounts
from sphinx_kwindex.model.parts import Change
from sphinx_kwindex.pages.clean import clean, visible
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, marked, ngettext
from sphinx_kwindex.pages.parts import (
    Inline,
    code,
    fields,
    folder_link,
    host_link,
    joined,
    sentence,
)

_UNITS = ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"))

_NEWLINES = {
    "LF": marked("lines end in LF"),
    "CRLF": marked("lines end in CRLF"),
    "CR": marked("lines end in CR"),
    "mixed": marked("lines end in more than one way"),
}


def content(context: Context) -> list[nodes.Node]:
    """Return the form; what is not known has no row."""
    view, facts = context.view, context.facts
    name = view.path.rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    path = visible(view.path)
    rows: list[tuple[str, list[Inline]]] = [
        (_("Path"), [nodes.literal(path, path)]),
        (_("Folder"), [folder_link(view.folder)]),
        (_("Size"), [size(view.size)]),
        *_content_rows(facts),
        (_("Extension"), [code(dot + suffix)] if stem and dot else []),
        (_("Executable"), [_("yes")] if view.executable else []),
        (_("Digest"), _digest(view.content)),
        (_("Last change"), _change(view.change)),
        (_("On its host"), _online(view.host)),
    ]
    return [fields(rows, "kwindex-metadata")]


def size(number: int) -> str:
    """``7,131 bytes (7.0 KiB)``."""
    shown = ngettext("{number} byte", "{number} bytes", number)
    for unit, name in _UNITS:
        if number >= unit:
            return f"{shown} ({number / unit:.1f} {name})"
    return shown


def _content_rows(facts: FileFacts | None) -> list[tuple[str, list[Inline]]]:
    if facts is None:
        return []
    newline = _NEWLINES.get(facts.newline)
    encoding = [facts.encoding, *([_(newline)] if newline else [])] if facts.encoding else []
    return [
        (_("Lines"), [_lines(facts.lines)] if facts.encoding else []),
        (_("Language"), [facts.language] if facts.language else []),
        (_("Encoding"), joined(encoding)),
    ]


def _lines(lines: LineCounts) -> str:
    if lines.code is None or lines.comment is None or lines.blank is None:
        return f"{lines.total:,}"
    return _("{total} ({code} code, {comment} comment, {blank} blank)").format(
        total=f"{lines.total:,}",
        code=f"{lines.code:,}",
        comment=f"{lines.comment:,}",
        blank=f"{lines.blank:,}",
    )


def _online(address: str) -> list[Inline]:
    host = urlsplit(address).hostname or ""
    text = _("this file on {host}").format(host=host) if host else _("this file")
    return [host_link(address, text)] if address else []


def _digest(content: str) -> list[Inline]:
    return [code(content), " (BLAKE2b)"] if content else []


def _change(change: Change | None) -> list[Inline]:
    if change is None:
        return []
    return sentence(
        _("{date} by {author}: {subject} (commit {commit})"),
        date=change.date[:10],
        author=clean(change.author),
        subject=clean(change.subject),
        commit=code(change.commit[:12]),
    )
