"""Readers that come from other packages.

Both sides know them: the parent for the language of a file, the child for what reads it. Only the
child imports them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_kwindex.analysis import languages
from sphinx_kwindex.analysis.languages import Language


@dataclass(frozen=True, slots=True)
class Analyser:
    """A reader of one language, in a package of its own.

    :ivar language: name of the language, as its readers know it.
    :ivar reader: ``package.module:function``; it is called with the text of a file and its
        :class:`~sphinx_kwindex.analysis.languages.Language`, and returns
        :class:`~sphinx_kwindex.model.facts.FileFacts`.
    :ivar names: suffixes with their dot, and whole names of files: ``.feature``, ``Justfile``.
    :ivar lexer: alias of the Pygments lexer that colours it.
    :ivar version: of the reader: another one reads all files of the language anew.
    :ivar packages: what else the reader imports, by its top-level names, beside the standard
        library and ``sphinx_kwindex.model`` and ``sphinx_kwindex.analysis``.
    """

    language: str
    reader: str
    names: tuple[str, ...]
    lexer: str = "text"
    version: str = ""
    packages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        module, _, function = self.reader.partition(":")
        if not all(map(str.isidentifier, (*module.split("."), function))):
            raise ValueError(f"{self.reader!r} is not of the form 'package.module:function'")

    @property
    def spoken(self) -> Language:
        """The language; its word for the reader tells versions apart in the names of facts."""
        return Language(self.language, self.lexer, f"{self.reader} {self.version}")

    @property
    def roots(self) -> tuple[str, ...]:
        """Top-level names of all packages that the reader needs."""
        return (self.reader.partition(":")[0].partition(".")[0], *self.packages)


def know(analysers: Sequence[Analyser]) -> None:
    """Have files that `analysers` name be of their languages, in place of those known before."""
    languages.added.clear()
    for each in analysers:
        languages.added.update(dict.fromkeys(each.names, each.spoken))
