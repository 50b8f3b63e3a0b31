"""File Metadata: what can be known of a file without understanding it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from docutils import nodes

from sphinx_kwindex.model.facts import FileFacts, LineCounts
from sphinx_kwindex.model.parts import Change, History, Owners
from sphinx_kwindex.model.views import FilePage
from sphinx_kwindex.pages.clean import NAME, clean, visible
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, marked, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    code,
    fields,
    folder_link,
    host_link,
    joined,
    path_link,
    sentence,
)

_UNITS = ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"))

_NEWLINES = {
    "LF": marked("lines end in LF"),
    "CRLF": marked("lines end in CRLF"),
    "CR": marked("lines end in CR"),
    "mixed": marked("lines end in more than one way"),
}

_NOT_KNOWN = marked("not known")


def content(context: Context) -> list[nodes.Node]:
    """Return the form; what does not apply has no row."""
    return [fields(_rows(context), "kwindex-metadata")]


def _rows(context: Context) -> Iterator[tuple[str, Sequence[Inline]]]:
    view, facts = context.view, context.facts
    name = view.path.rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    path = visible(view.path)
    yield _("Path"), [nodes.literal(path, path)]
    yield _("Folder"), [folder_link(view.folder)]
    yield _("Size"), [size(view.size)]
    yield from _content_rows(facts)
    yield _("Extension"), [code(dot + suffix)] if stem and dot else []
    yield _("Executable"), [_("yes")] if view.executable else []
    yield _("Digest"), _digest(view.content)
    yield from _history_rows(view)
    yield _("Owners"), joined(map(_owners, view.owners), "; ")
    yield _("Licence"), _licence(context)
    yield _("On its host"), _online(view.host)


def size(number: int) -> str:
    """``7,131 bytes (7.0 KiB)``."""
    shown = ngettext("{number} byte", "{number} bytes", number)
    for unit, name in _UNITS:
        if number >= unit:
            return f"{shown} ({written(number / unit, 1)} {name})"
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
        return written(lines.total)
    return _("{total} ({code} code, {comment} comment, {blank} blank)").format(
        total=written(lines.total),
        code=written(lines.code),
        comment=written(lines.comment),
        blank=written(lines.blank),
    )


def _online(address: str) -> list[Inline]:
    host = urlsplit(address).hostname or ""
    text = _("this file on {host}").format(host=host) if host else _("this file")
    return [host_link(address, text)] if address else []


def _digest(content: str) -> list[Inline]:
    return sentence(_("{digest} (BLAKE2b, 128 bits)"), digest=code(content)) if content else []


def _history_rows(view: FilePage) -> list[tuple[str, list[Inline]]]:
    """What git says; a file that no commit holds has none of these rows."""
    history = view.history
    if history is None:
        return [(_("Last change"), _change(view.change) if view.change else [])]
    return [
        (_("Last change"), _change(view.change)),
        (_("First change of this path"), _change(history.first)),
        (_("Changes"), [_changes(history)]),
        (_("Authors"), [_authors(history)]),
    ]


def _changes(history: History) -> str:
    if history.whole:
        return ngettext(
            "{number} commit of the full history",
            "{number} commits of the full history",
            history.changes,
        )
    if not history.changes:
        return _(_NOT_KNOWN)
    return ngettext(
        "not known, at least {number} commit",
        "not known, at least {number} commits",
        history.changes,
    )


def _authors(history: History) -> str:
    named = [
        f"{clean(name, NAME)} ({written(count)})" if history.author_count > 1 else clean(name, NAME)
        for name, count in history.authors
    ]
    more = history.author_count - len(named)
    if more:
        named.append(_("and {number} more").format(number=written(more)))
    if not history.whole:
        named.append(_("others not known") if named else _(_NOT_KNOWN))
    return ", ".join(named)


def _owners(owners: Owners) -> list[Inline]:
    names = joined(
        code(name) if name.startswith("@") else _("an e-mail address") for name in owners.names
    )
    place = path_link(owners.target, owners.path)
    return sentence(_("{names} (in {file})"), names=names, file=place)


def _licence(context: Context) -> list[Inline]:
    facts = context.facts
    if facts is None or not facts.licence:
        return []
    line = link(
        context.line(facts.licence_line),
        _("line {number}").format(number=facts.licence_line),
    )
    return [code(facts.licence), " (", line, ")"]


def _change(change: Change | None) -> list[Inline]:
    if change is None:
        return [_(_NOT_KNOWN)]
    return sentence(
        _("{date} by {author}: {subject} (commit {commit})"),
        date=change.date[:10],
        author=clean(change.author),
        subject=clean(change.subject),
        commit=code(change.commit[:12]),
    )
