"""``tags``: every keyword in the format of Universal Ctags, for editors.

The format is that of the manual page tags(5) of Universal Ctags, in its mode ``u-ctags``: one line
a keyword, sorted by bytes, so that readers can search it by halves.
"""

from __future__ import annotations

import heapq
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.facts import Definition, FileFacts
from sphinx_kwindex.model.keywords import Keywords
from sphinx_kwindex.sphinx_ext.exports.files import whole

#: Lines that are sorted in memory; more are sorted in parts, which are then merged.
RUN = 200_000

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


def write(path: Path, store: Store, version: str) -> None:
    """Write the tags of all files.

    :param version: of this package.
    """
    with whole(path) as out, ExitStack() as scratch:
        out.write(_HEAD.format(version=version).encode())
        for line in _sorted(_lines(store), scratch):
            out.write(line)


def _lines(store: Store) -> Iterator[bytes]:
    for path, (_seen, file) in store.files().items():
        if file.facts:
            yield from lines(path, store.keywords(file.facts))


def lines(path: str, facts: FileFacts | Keywords) -> Iterator[bytes]:
    """Yield the line of each definition of a file, in no order. Pure."""
    kinds = {each.qualname: each.kind.value for each in facts.definitions}
    where = os.fsencode(_CONTROL_OF_PATHS.sub(_escape, path))
    for each in facts.definitions:
        fields = "\t".join(f"{name}:{_value(value)}" for name, value in _fields(each, facts, kinds))
        name = _name(each.name).encode()
        yield b'%b\t%b\t%d;"\t%b\n' % (name, where, each.line, fields.encode())


def _fields(
    definition: Definition, facts: FileFacts | Keywords, kinds: dict[str, str]
) -> Iterator[tuple[str, str]]:
    yield "kind", definition.kind.value
    yield "line", str(definition.line)
    if facts.language:
        yield "language", facts.language
    if parent := kinds.get(definition.parent):
        yield "scope", f"{parent}:{definition.parent}"
    if definition.signature:
        yield "signature", definition.signature
    if definition.end_line > definition.line:
        yield "end", str(definition.end_line)


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


def _sorted(rows: Iterable[bytes], scratch: ExitStack) -> Iterable[bytes]:
    """Return the rows in the order of their bytes, at most :data:`RUN` of them in memory."""
    runs: list[BinaryIO] = []
    held: list[bytes] = []
    for row in rows:
        held.append(row)
        if len(held) >= RUN:
            run = TemporaryFile()  # noqa: SIM115 - closed with all others, by the caller
            scratch.callback(run.close)
            run.writelines(sorted(held))
            run.seek(0)
            runs.append(run)
            held = []
    held.sort()
    return heapq.merge(*runs, held) if runs else held
