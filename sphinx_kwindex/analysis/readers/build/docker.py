"""Dockerfiles: stages, the images that they start from, arguments and environment.

https://docs.docker.com/reference/dockerfile/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.analysis.text import shortened
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

_FROM = re.compile(r"FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE)
_SETS = re.compile(r"(?:ARG|ENV)\s+(.+)", re.IGNORECASE)
_SET = re.compile(r"([A-Za-z_]\w*)=((?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|\\.|[^\s\"'\\])*)")
_NAME = re.compile(r"([A-Za-z_]\w*)\s*(.*)")
_HEREDOC = re.compile(r"<<-?[\"']?(\w+)")


def read(text: str, language: Language) -> FileFacts:
    """Read a Dockerfile."""
    found = Found()
    stages: list[tuple[int, str, str]] = []
    last = 0
    for line, instruction in instructions(text):
        if match := _FROM.match(instruction):
            _close(found, stages, line - 1)
            image, name = match[1], match[2] or match[1]
            if image != "scratch" and not any(image == stage for _, stage, _ in stages):
                found.name(image, line, form=Form.USE)
            stages.append((line, name, image))
        elif match := _SETS.match(instruction):
            pairs = _SET.findall(match[1])
            bare = _NAME.match(match[1])
            for name, value in pairs or ([(bare[1], bare[2])] if bare else []):
                found.define(Kind.VARIABLE, name, line, value=value)
        last = line
    _close(found, stages, last)
    return found.facts(text, language, "sphinx-kwindex")


def images(text: str) -> list[str]:
    """The images that the stages of a Dockerfile start from, stages among them."""
    matches = (_FROM.match(instruction) for _, instruction in instructions(text))
    return list(dict.fromkeys(match[1] for match in matches if match))


def _close(found: Found, stages: list[tuple[int, str, str]], last: int) -> None:
    if stages:
        line, name, image = stages[-1]
        found.define(Kind.STAGE, name, line, end_line=last, annotation=shortened(image, 80))


def instructions(text: str) -> Iterator[tuple[int, str]]:
    """Each instruction in one line, with its first line; no comment, no here-document."""
    rows = iter(enumerate(text.split("\n"), 1))
    for number, row in rows:
        parts = [row.strip()]
        if not parts[0] or parts[0].startswith("#"):
            continue
        while parts[-1].endswith(("\\", "`")):
            parts[-1] = parts[-1][:-1].strip()
            _, more = next(rows, (0, ""))
            while more.strip().startswith("#"):
                _, more = next(rows, (0, ""))
            parts.append(more.strip())
        line = " ".join(parts)
        for word in _HEREDOC.findall(line[:1_000])[:5]:
            for _, inner in rows:
                if inner.strip() == word:
                    break
        yield number, line
