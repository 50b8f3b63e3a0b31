"""What YAML of two kinds says beyond its keys: workflows of GitHub, and Compose files.

Workflows: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax.
Compose: https://docs.docker.com/reference/compose-file/. A file is known by its keys alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_kwindex.analysis.readers.data.keys import Entry, Row, add_key
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import Form, Kind


def _job(found: Found, entry: Entry) -> None:
    add_key(found, entry, Kind.JOB)


def _service(found: Found, entry: Entry) -> None:
    add_key(found, entry, Kind.SERVICE)


def _used(found: Found, entry: Entry) -> None:
    if entry.text:
        found.name(entry.text, entry.line, form=Form.USE)


_WORKFLOW = (
    Row(("jobs", "*"), _job),
    Row(("jobs", "*", "uses"), _used, replaces=False),
    Row(("jobs", "*", "steps", -1, "uses"), _used, replaces=False),
)
_ACTION = (Row(("runs", "steps", -1, "uses"), _used, replaces=False),)
_COMPOSE = (
    Row(("services", "*"), _service),
    Row(("services", "*", "image"), _used, replaces=False),
)


def rows(entries: Sequence[Entry]) -> tuple[Row, ...]:
    """What the keys of a file are, by its keys at the top."""
    top = {entry.path[0] for entry in entries if len(entry.path) == 1}
    if {"jobs", "on"} <= top:
        return _WORKFLOW
    if {"name", "runs"} <= top:
        return _ACTION
    services = (entry.path for entry in entries if entry.path[0] == "services")
    if any(len(path) == 3 and path[-1] in ("image", "build") for path in services):
        return _COMPOSE
    return ()
