"""Dependencies, of a text: where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from docutils import nodes

from sphinx_kwindex.model.parts import Dependency, Origin
from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    ROWS,
    bullets,
    code,
    code_link,
    host_link,
    joined,
    paragraph,
    rubric,
)

#: Most lines of one link that are listed.
LINES = 20

#: What an address is made of (https://www.rfc-editor.org/rfc/rfc3986#appendix-A), in any script.
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.I)


def content(context: Context) -> list[nodes.Node]:
    """Return the files that the text links to, the addresses by host, and what no file answers."""
    found = [each for each in context.view.dependencies if each.form.is_link]
    outside = [each for each in found if each.origin is Origin.THIRD]
    return [
        *_list(
            context,
            _("Links to this repository"),
            [each for each in found if each.origin is Origin.FIRST],
        ),
        *_addresses(context, outside),
        *_list(
            context,
            _("Links for which no file was found"),
            [each for each in found if each.origin is Origin.UNRESOLVED],
        ),
    ]


def _list(context: Context, title: str, found: list[Dependency]) -> list[nodes.Node]:
    if not found:
        return []
    rows = ([code_link(each.target, each.module), *_lines(context, each)] for each in found[:ROWS])
    return [rubric(title), bullets(rows, "kwindex-links"), *_more(len(found))]


def _addresses(context: Context, found: list[Dependency]) -> list[nodes.Node]:
    if not found:
        return []
    hosts: dict[str, list[Dependency]] = {}
    for each in found[:ROWS]:
        hosts.setdefault(host(each.module), []).append(each)
    rows = (_host(context, name, hosts[name]) for name in sorted(hosts))
    title = _("Links to addresses outside")
    return [rubric(title), bullets(rows, "kwindex-links"), *_more(len(found))]


def _host(context: Context, name: str, found: Iterable[Dependency]) -> list[Inline]:
    addresses = ([_address(each.module), *_lines(context, each)] for each in found)
    return [nodes.strong("", clean(name)), ": ", *joined(addresses)]


def host(address: str) -> str:
    """The host of an address, or its scheme where it has none: ``mailto``. Pure."""
    try:
        parts = urlsplit(address)
        return parts.hostname or parts.scheme or address
    except ValueError:  # a bracket where the host has none
        return address


def _address(address: str) -> Inline:
    """Return an address as a link where it is one of the web, and else as code."""
    shown = clean(address)
    # What was cut or cleaned is no address any more.
    return host_link(address, shown) if is_web(address) and shown == address else code(address)


def is_web(address: str) -> bool:
    """Whether an address is one of the web that is well formed. Pure."""
    try:
        parts = urlsplit(address)
        return _WEB.fullmatch(address) is not None and bool(parts.hostname) and parts.port != 0
    except ValueError:  # no host, or no port
        return False


def _lines(context: Context, found: Dependency) -> list[Inline]:
    places = joined(
        link(context.line(number), _("line {number}").format(number=number))
        for number, _scope in found.lines[:LINES]
    )
    if len(found.lines) > LINES:
        more = written(len(found.lines) - LINES)
        places += [", ", _("and {number} more").format(number=more)]
    return [" (", *places, ")"]


def _more(total: int) -> list[nodes.Node]:
    if total <= ROWS:
        return []
    form = ngettext("{number} more is not listed.", "{number} more are not listed.", total - ROWS)
    return [paragraph(form)]
