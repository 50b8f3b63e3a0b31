"""Files as ruff reads them with the repository's own configuration, where they lie.

What it leaves out, and what its comments silence, is left out here too.
"""

from __future__ import annotations

import os
from pathlib import Path

from sphinx_kwindex.analysis.ruff.copies import MORE, SECONDS
from sphinx_kwindex.analysis.ruff.program import Program, RuffFailed
from sphinx_kwindex.analysis.ruff.report import Report, Reports

#: Paths of one command line.
BATCH = 500

# A configuration may ask for its files to be mended: never here.
_ARGUMENTS = ("check", "--no-cache", "--no-fix", "--force-exclude", "--output-format")


def reports(program: Program, root: Path, paths: list[str]) -> dict[str, Report]:
    """Return what ruff says of each file that its configuration does not exclude, by path.

    :raises RuffFailed: it does not work with that configuration.
    """
    result: dict[str, Report] = {}
    for start in range(0, len(paths), BATCH):
        result |= _read(program, root, paths[start : start + BATCH])
    return result


def _read(program: Program, root: Path, paths: list[str]) -> dict[str, Report]:
    shown: list[bytes] = []
    found = Reports()
    seconds = SECONDS + MORE * len(paths)
    files = ("--", *(f"./{path}" for path in paths))
    try:
        program.run((*_ARGUMENTS, "concise", "--show-files", *files), root, seconds, shown.append)
        program.run((*_ARGUMENTS, "json-lines", *files), root, seconds, found.take)
    except ValueError as error:
        raise RuffFailed("what it prints is no JSON") from error
    read = {os.fsdecode(line.rstrip(b"\r\n")) for line in shown}
    places = {path: os.path.join(root, path) for path in paths}
    return {path: found.of(place) for path, place in places.items() if place in read}
