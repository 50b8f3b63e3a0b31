"""A text read, in the short form in which the cases of tests are written."""

from __future__ import annotations

from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import FileFacts


def read(name: str, text: str) -> FileFacts:
    facts = analyse(name, text.encode())
    assert facts.problem is None
    return facts


def named(facts: FileFacts) -> list[str]:
    """``heading A / B 3-5`` for each definition."""
    return [
        f"{each.kind} {each.qualname} {each.line}"
        + (f"-{each.end_line}" if each.end_line > each.line else "")
        for each in facts.definitions
    ]


def linked(facts: FileFacts) -> list[str]:
    """``3 address`` for each link, ``3 include address`` for what is taken in."""
    return [
        f"{each.line} {'' if each.form == 'link' else f'{each.form} '}{each.written}"
        for each in facts.imports
    ]
