"""``tags``: every keyword in the format of Universal Ctags, for editors.

The format is that of the manual page tags(5) of Universal Ctags, in its mode ``u-ctags``: one line
a keyword, sorted by bytes, so that readers can search it by halves.
"""

from __future__ import annotations

import heapq
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.keywords import Keywords
from sphinx_kwindex.model.repository import ReadFile
from sphinx_kwindex.sphinx_ext.exports.files import whole

#: Lines from which on those in memory are sorted and put aside; these parts are then merged.
RUN = 20_000

#: What tells readers how to take the lines; ``!`` and ``_`` sort before any name that is escaped.
_HEAD = """\
!_TAG_FILE_ENCODING\tutf-8\t//
!_TAG_FILE_FORMAT\t2\t/extended format/
!_TAG_FILE_SORTED\t1\t/0=unsorted, 1=sorted, 2=foldcase/
!_TAG_OUTPUT_FILESEP\tslash\t/slash or backslash/
!_TAG_OUTPUT_MODE\tu-ctags\t/u-ctags or e-ctags/
!_TAG_PROGRAM_NAME\tsphinx-kwindex\t//
!_TAG_PROGRAM_VERSION\t{version}\t//
"""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
_CONTROL_OF_PATHS = re.compile(r"[\x00-\x1f\x7f]")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"}


@contextmanager
def writing(path: Path, version: str) -> Iterator[Callable[[ReadFile, Keywords], None]]:
    """Write the tags of all files that are given within.

    :param version: of this package.
    """
    with whole(path) as out, ExitStack() as scratch:
        rows = _Rows(scratch)
        yield lambda file, facts: rows.add(lines(file.path, facts))
        out.write(_HEAD.format(version=version).encode())
        out.writelines(rows.sorted())


def lines(path: str, facts: FileFacts | Keywords) -> Iterator[bytes]:
    """Yield the line of each definition of a file, in no order. Pure."""
    kinds = {each.qualname: each.kind.value for each in facts.definitions}
    where = os.fsencode(_CONTROL_OF_PATHS.sub(_escape, path))
    language = f"\tlanguage:{_value(facts.language)}" if facts.language else ""
    for each in facts.definitions:
        fields = f"kind:{each.kind.value}\tline:{each.line}{language}"
        if kind := kinds.get(parent := each.parent):
            fields += f"\tscope:{kind}:{_value(parent)}"
        if each.signature:
            fields += f"\tsignature:{_value(each.signature)}"
        if each.end_line > each.line:
            fields += f"\tend:{each.end_line}"
        yield b'%b\t%b\t%d;"\t%b\n' % (_name(each.name).encode(), where, each.line, fields.encode())


def _name(name: str) -> str:
    escaped = _value(name)
    # Lines that begin with an exclamation mark speak of the file itself.
    first = escaped[:1]
    return f"\\x{ord(first):02x}{escaped[1:]}" if first in ("!", " ") else escaped


def _value(value: str) -> str:
    # Nearly all values need nothing, which is told sooner than by looking for what does.
    if value.isprintable() and "\\" not in value:
        return value
    return _CONTROL.sub(_escape, value)


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\x{ord(match[0]):02x}"


class _Rows:
    """Rows that are sorted by their bytes: those of one file, and of :data:`RUN` before it, are in
    memory."""

    def __init__(self, scratch: ExitStack) -> None:
        self._scratch = scratch
        self._runs: list[BinaryIO] = []
        self._held: list[bytes] = []

    def add(self, rows: Iterable[bytes]) -> None:
        self._held += rows
        if len(self._held) >= RUN:
            run = TemporaryFile()  # noqa: SIM115 - closed with all others, by the caller
            self._scratch.callback(run.close)
            run.writelines(sorted(self._held))
            run.seek(0)
            self._runs.append(run)
            self._held = []

    def sorted(self) -> Iterable[bytes]:
        """Return all of them, once."""
        self._held.sort()
        return heapq.merge(*self._runs, self._held) if self._runs else self._held
