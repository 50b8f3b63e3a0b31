"""The HTML of sidebars that many pages share: drawn once, then marked for each page.

Pages of one block show the same entries with the same relative links. They differ in one entry:
that of the page itself has other classes, another link, and perhaps the page's sections below.
A fragment is kept with no entry marked; :meth:`Fragment.marked` gives what Sphinx and the theme
would have drawn for a page, byte for byte, or ``None`` where that is not sure.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable

from msgspec import Struct

from sphinx_kwindex.sphinx_ext.navigation.views import PROBE, PROBES

#: How many fragments are kept. Pages are written in the order of their names, so that folders
#: nest: one for each level and a few more are enough.
KEPT = 64

_CURRENT_LINK = 'class="current reference internal"'
_CURRENT = re.compile(
    r'<li class="(?P<level>toctree-l\d+)(?P<classes>[^"]*)">'
    r'<a (?P<aria>aria-current="page" )?class="current reference internal" href="[^"]*">'
    r"(?P<title>.*?</a>)",
    re.DOTALL,
)
_PROBE = re.compile(rf'<ul>\n<li class="toctree-l\d+">[^\n]*?href="#{PROBE}">{PROBE}</a>')
_END_OF_PROBE = "</li>\n</ul>\n"
_PARTS = re.compile(r"(<ul>\n|</ul>\n|<li>)")


class Place(Struct, frozen=True):
    """Where a page stands among those that share a fragment.

    :ivar key: pages with equal keys share their fragments.
    :ivar entry: link to the entry that is marked, as its neighbours have it.
    :ivar link: the same as the page itself has it.
    :ivar contents: HTML of the page's own table of contents; empty where the entry is not its own.
    """

    key: Hashable
    entry: str
    link: str
    contents: str = ""


class Fragment(Struct, frozen=True):
    """HTML of a sidebar in which no entry is marked.

    :ivar level: class of the entries among which the marked one is; empty where none of them is
        shown, so that all pages have the same HTML.
    :ivar classes: what the marked entry has besides, with a space before it.
    :ivar depth: how many levels of sections are shown below the marked entry.
    :ivar aria: what some themes tell screen readers of the marked link, with a space after it.
    """

    html: str
    level: str = ""
    classes: str = ""
    depth: int = 0
    aria: str = ""

    @classmethod
    def taken(cls, html: str, place: Place) -> Fragment | None:
        """Return the fragment that was drawn for one page; ``None`` if it cannot be shared.

        :param html: with stand-ins for the sections of the page.
        """
        if _CURRENT_LINK not in html:
            return None if PROBE in html or _entry(place.entry) in html else cls(html)
        found = _CURRENT.search(html)
        if found is None or html.count(_CURRENT_LINK) != 1:
            return None
        depth, end = _probed(html, found.end())
        if not html.startswith("</li>", end):
            return None
        plain = f'<li class="{found["level"]}">{_entry(place.entry)}{found["title"]}'
        bare = html[: found.start()] + plain + html[end:]
        if PROBE in bare or bare.count(_entry(place.entry)) != 1:
            return None
        return cls(bare, found["level"], found["classes"], depth, found["aria"] or "")

    def marked(self, place: Place) -> str | None:
        """Return the HTML for a page; ``None`` where its entry is not just once in it."""
        if not self.level:
            return None if _entry(place.entry) in self.html else self.html
        head, *tail = self.html.split(f'<li class="{self.level}">{_entry(place.entry)}')
        if len(tail) != 1:
            return None
        text, _, rest = tail[0].partition("</a>")
        if not rest.startswith("</li>"):
            return None
        level = int(self.level.removeprefix("toctree-l"))
        return (
            f'{head}<li class="{self.level}{self.classes}">'
            f'<a {self.aria}{_CURRENT_LINK} href="{place.link}">{text}</a>'
            f"{nested(place.contents, level, self.depth)}{rest}"
        )


class Fragments:
    """The fragments drawn last."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._fragments: OrderedDict[Hashable, Fragment | None] = OrderedDict()

    def find(self, place: Place, how: Hashable) -> str | None:
        """Return the HTML for a page if it can be made from what is there.

        :param how: who draws the fragment, and with which options.
        """
        fragment = self._fragments.get((place.key, how))
        return None if fragment is None else fragment.marked(place)

    def keep(self, place: Place, how: Hashable, html: str) -> str | None:
        """Keep what was drawn for a page, and return the HTML for that page.

        ``None`` where it cannot be shared.
        """
        fragment = Fragment.taken(html, place)
        self._fragments[place.key, how] = fragment
        if len(self._fragments) > self._kept:
            self._fragments.popitem(last=False)
        return None if fragment is None else fragment.marked(place)

    def share(self, place: Place, how: Hashable, draw: Callable[[], str]) -> str | None:
        """Return the HTML for a page, drawn if it has to be; ``None`` if it cannot be shared.

        :param draw: draws it for this page, with stand-ins for its sections.
        """
        if (place.key, how) not in self._fragments:
            return self.keep(place, how, draw())
        self._fragments.move_to_end((place.key, how))
        return self.find(place, how)


def nested(contents: str, level: int, depth: int) -> str:
    """Return the sections of a table of contents as Sphinx puts them below a sidebar's entry.

    :param contents: HTML of the page's whole table of contents, its title first.
    :param level: of the entry: 1 for one of the root document.
    :param depth: how many levels of sections to show.
    """
    _, _, inner = contents.partition("</a>")
    inner = inner.removesuffix("</li>\n</ul>\n")
    out, deep = [], 0
    for part in _PARTS.split(inner):
        if part == "<ul>\n":
            deep += 1
        if deep <= depth:
            out.append(f'<li class="toctree-l{level + deep}">' if part == "<li>" else part)
        if part == "</ul>\n":
            deep -= 1
    return "".join(out)


def _entry(link: str) -> str:
    return f'<a class="reference internal" href="{link}">'


def _probed(html: str, start: int) -> tuple[int, int]:
    """How many levels of stand-ins are at `start`, and where they end."""
    depth, end = 0, start
    while found := _PROBE.match(html, end):
        depth, end = depth + 1, found.end()
    ends = _END_OF_PROBE * depth
    if not html.startswith(ends, end):
        return 0, start
    return (1_000 if depth == PROBES else depth), end + len(ends)
