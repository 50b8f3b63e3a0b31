"""The part of the facts of a file that lists of the whole repository need."""

from __future__ import annotations

from sphinx_kwindex.model.facts import Definition, Import
from sphinx_kwindex.model.records import Record


class Keywords(Record, frozen=True):
    """What one file defines and imports; each field is that of
    :class:`~sphinx_kwindex.model.facts.FileFacts`.

    Decoding it from what is stored takes less than half the time of decoding all facts.
    """

    language: str = ""
    definitions: tuple[Definition, ...] = ()
    imports: tuple[Import, ...] = ()
