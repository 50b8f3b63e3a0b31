"""Real calls of what a file defines, each with its line of code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sphinx_kwindex.analysis.text import shortened
from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.parts import CallSite, Target
from sphinx_kwindex.model.repository import Call, Links

#: Calls that a page shows; calls whose lines are looked at for it.
_SHOWN, _LOOKED_AT = 10, 20
#: Characters of a line that are shown, and that are looked at.
_WIDTH, _SEEN = 120, 1_000

#: What may stand around the dot of an attribute; other operators have dots too.
_DOT = re.compile(r"(?<=[\w)\]])\s*\.\s*(?=\w)")
#: What stands before a name that is called, and after it.
_BEFORE = re.compile(r"(?<![\w.:>])(?<!->)(?P<scope>(?:::)?(?:\w+::)*)\Z")
_AFTER = re.compile(r"\s*(?:<[^()]*>|\[[^\]]*\])?\s*[({]")


class CallSites:
    """The calls that pages show. Reads the text of each file that calls once, and keeps the lines.

    :param pages: the documentation page of each file that has one.
    :param read: the text of such a file.
    """

    def __init__(
        self, links: Links, pages: Mapping[str, Target], read: Callable[[str], str]
    ) -> None:
        self._chosen: dict[str, list[tuple[str, Call]]] = {}
        self._pages = pages
        wanted: dict[str, set[int]] = {}
        for path, by_anchor in links.calls.items():
            if path in pages:
                calls = (
                    (anchor, call)
                    for anchor, calls in by_anchor.items()
                    for call in calls
                    if call.path in pages
                )
                chosen = _ranked(calls)[:_LOOKED_AT]
                self._chosen[path] = chosen
                for _, call in chosen:
                    wanted.setdefault(call.path, set()).add(call.line)
        self._lines: dict[tuple[str, int], str] = {}
        for path in sorted(wanted):
            lines = read(path).split("\n")
            for number in wanted[path]:
                if number <= len(lines):
                    self._lines[path, number] = lines[number - 1][:_SEEN].strip()

    def of(self, path: str) -> Iterator[CallSite]:
        """The calls of what a file defines whose line shows them, the best first."""
        shown: dict[tuple[str, int], str] = {}
        for anchor, call in _ranked(self._seen(path)):
            shown.setdefault((call.path, call.line), anchor.partition("~")[0])
        for (caller, line), name in list(shown.items())[:_SHOWN]:
            target = Target(self._pages[caller].docname, line_anchor(line))
            yield CallSite(name, caller, line, target, shortened(self._lines[caller, line], _WIDTH))

    def callers(self, path: str) -> dict[str, dict[str, int]]:
        """For each file that calls what a file defines: the names, each with the first line."""
        found: dict[str, dict[str, int]] = {}
        for anchor, call in self._seen(path):
            found.setdefault(call.path, {}).setdefault(anchor.partition("~")[0], call.line)
        return found

    def _seen(self, path: str) -> list[tuple[str, Call]]:
        return [
            (anchor, call)
            for anchor, call in self._chosen.get(path, ())
            if _is_called(anchor, call.written, self._lines.get((call.path, call.line), ""))
        ]


def _ranked(calls: Iterable[tuple[str, Call]]) -> list[tuple[str, Call]]:
    """The best calls of each name before the second best of any; of several in one file, the
    first counts as best.

    :param calls: those of one name the best first.
    """
    files: dict[str, dict[str, int]] = {}
    ranked = []
    for anchor, call in calls:
        nth = files.setdefault(anchor, {}).setdefault(call.path, len(files[anchor]))
        ranked.append((nth, call.rank, call.path, call.line, anchor, call))
    ranked.sort(key=lambda each: each[:5])
    return [(anchor, call) for *_, anchor, call in ranked]


def _is_called(anchor: str, written: str, code: str) -> bool:
    """Whether a line calls a name as it is written, and not an attribute of something else."""
    if "." in written:
        code = _DOT.sub(".", code)
    start = code.find(written)
    while start >= 0:
        end = start + len(written)
        before = _BEFORE.search(code, 0, start)
        if before is not None and _AFTER.match(code, end) is not None:
            # ``other::name(`` is not ``ours::name(``.
            scope = before["scope"].removesuffix("::").rpartition("::")[2]
            return not scope or scope in anchor.split("::")[:-1]
        start = code.find(written, start + 1)
    return False
