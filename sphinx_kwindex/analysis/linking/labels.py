"""Labels: the names before places of texts, which other texts link to by them.

Sphinx knows them over all documents of a manual
(https://www.sphinx-doc.org/en/master/usage/referencing.html#role-ref).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from sphinx_kwindex.analysis.linking import manuals
from sphinx_kwindex.analysis.text import label_key
from sphinx_kwindex.model.facts import FileFacts, Kind

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.linking.families import Files

#: By name, the texts that hold a label of that name.
Labels = dict[str, set[str]]

#: Languages whose texts hold labels.
LANGUAGES = frozenset({"Jupyter notebook", "Markdown", "reStructuredText"})


def add(labels: Labels, path: str, facts: FileFacts) -> None:
    """Note the labels of a text, under their names."""
    if facts.language in LANGUAGES:
        for definition in facts.definitions:
            if definition.kind is Kind.TARGET:
                labels.setdefault(label_key(definition.name), set()).add(path)


def text_of(files: Files, importer: str, label: str) -> str | None:
    """The one text that holds a label, among those of the manual that `importer` is part of.

    A text outside of any manual may be included in one: it counts for each, and of each.
    """
    name = label_key(label)
    manual = manuals.folder(files, importer)
    if manual is None:
        found = [*islice(files.labels.get(name, ()), 2)]
    else:
        by_manual = _by_manual(files, name)
        found = [*by_manual.get(manual, ()), *by_manual.get(None, ())]
    return found[0] if len(found) == 1 else None


def _by_manual(files: Files, name: str) -> Mapping[str | None, Sequence[str]]:
    """Return the texts that hold a label, two at the most of each manual: more say no more."""
    held = files.held.get(name)
    if held is None:
        held = files.held[name] = {}
        for path in files.labels.get(name, ()):
            of_one = held.setdefault(manuals.folder(files, path), [])
            if len(of_one) < 2:
                of_one.append(path)
    return held
