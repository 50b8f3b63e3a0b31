"""From the lines that ruff prints to findings."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct

from sphinx_kwindex.analysis import credentials
from sphinx_kwindex.analysis.text import without_surrogates
from sphinx_kwindex.model.findings import Finding

#: Lines of one finding, characters of a message, and findings of one file that are kept.
LINES, MESSAGE, FINDINGS = 20, 300, 1000

_CODE = re.compile(r"[A-Z]+\d+")

#: Codes of what is no finding: the file could not be opened.
_UNREAD = frozenset({"E902"})


class Report(Struct, frozen=True):
    """What ruff says of one file.

    :ivar problem: why it did not read it to the end, as a clause; or empty.
    """

    findings: tuple[Finding, ...] = ()
    problem: str = ""


@dataclass(slots=True)
class Reports:
    """Collects lines of ``--output-format json-lines``, of any number of files."""

    _places: dict[str, dict[tuple[str, str, str], set[tuple[int, int]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    _problems: dict[str, str] = field(default_factory=dict)

    def take(self, line: bytes) -> None:
        """Take one line.

        :raises ValueError: it is none that ruff prints.
        """
        said = json.loads(line)
        name, code, row = said["filename"], said["code"], said["location"]["row"]
        if code is None or not _CODE.fullmatch(code) or code in _UNREAD:
            self._problems.setdefault(name, _problem(code, row))
            return
        # With the repository's own configuration it reads the files themselves.
        message = credentials.without(without_surrogates(said["message"]))[:MESSAGE]
        place = (row, said["location"].get("column", 0))
        self._places[name][code, message, said["url"] or ""].add(place)

    def of(self, name: str) -> Report:
        """Return what was said of a file, by its name in the lines."""
        found = []
        for (code, message, address), places in self._places.get(name, {}).items():
            lines = sorted({row for row, _ in places})
            shown = tuple(lines[:LINES])
            found.append(Finding(code, message, address, len(lines), shown, len(places)))
        found.sort(key=lambda finding: (finding.lines, finding.rule, finding.message))
        return Report(tuple(found[:FINDINGS]), self._problems.get(name, ""))

    def names(self) -> Iterator[str]:
        """Yield the names of all files of which something was said."""
        yield from dict.fromkeys((*self._places, *self._problems))


def _problem(code: str | None, row: int) -> str:
    if code in (None, "invalid-syntax"):
        return f"it takes line {row} for a syntax error"
    return "it failed on the file"


def by_base_name(reports: Reports) -> dict[str, Report]:
    """Return all reports, by the last part of the names of their files."""
    return {os.path.basename(name): reports.of(name) for name in reports.names()}
