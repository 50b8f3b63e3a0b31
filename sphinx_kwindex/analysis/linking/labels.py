"""Labels: the names before places of texts, which other texts link to by them.

Sphinx knows them over all documents of a manual
(https://www.sphinx-doc.org/en/master/usage/referencing.html#role-ref).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kwindex.analysis.linking import manuals
from sphinx_kwindex.analysis.text import label_key
from sphinx_kwindex.model.facts import FileFacts, Kind

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.linking.families import Files

#: By name, the texts that hold a label of that name.
Labels = dict[str, list[str]]

#: Languages whose texts hold labels.
LANGUAGES = frozenset({"Jupyter notebook", "Markdown", "reStructuredText"})


def add(labels: Labels, path: str, facts: FileFacts) -> None:
    """Note the labels of a text, under their names."""
    if facts.language in LANGUAGES:
        for definition in facts.definitions:
            if definition.kind is Kind.TARGET:
                labels.setdefault(label_key(definition.name), []).append(path)


def text_of(files: Files, importer: str, label: str) -> str | None:
    """The one text that holds a label, among those of the manual that `importer` is part of.

    A text outside of any manual may be included in one: it counts for each, and of each.
    """
    manual = manuals.folder(files, importer)
    found = set()
    for path in files.labels.get(label_key(label), ()):
        if manual is None or manuals.folder(files, path) in (manual, None):
            found.add(path)
    return found.pop() if len(found) == 1 else None
