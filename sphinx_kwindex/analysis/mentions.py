"""Which definition a text in a manual certainly names.

A text is no declaration that it names anything: ``name`` or ``os.path`` in a sentence may be
whatever. It counts where it is a name in full, a member with its class before it, or an unusual
word that only one definition has, and no module of Python's own answers to it.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.analysis.linking.standard import STANDARD_LIBRARY

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.answers import Place
    from sphinx_kwindex.analysis.lookup import Lookup

#: Longest text that is looked at, and most characters of a block of code.
LONGEST, BLOCK = 200, 100_000

_NAME = re.compile(r"[^\W\d]\w*(?:(?:\.|::)[^\W\d]\w*)*(?:\(\))?")
_DOTTED = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.[^\W\d]\w*)+")
_FROM = re.compile(r"^\s*(?:>>> ?|\.\.\. ?)?from\s+([\w.]+)\s+import\s+(\([^)]*\)|[^\n#]+)", re.M)
_IMPORTED = re.compile(r"[^\W\d]\w*(?=\s*(?:,|\)|$|\s+as\b))")
#: A single word that hardly means something else: of two humps, or of two parts and parentheses.
_UNUSUAL = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+|\w+_\w+\(\)")
#: What needs no import means itself.
_OWN = STANDARD_LIBRARY.union(dir(builtins))


def is_name(text: str) -> bool:
    """Whether a text may name a definition. Pure."""
    if len(text) > LONGEST or _NAME.fullmatch(text) is None:
        return False
    return "." in text or "::" in text or _UNUSUAL.fullmatch(text) is not None


def in_code(text: str) -> Iterator[str]:
    """Yield the names that a block of code may have of definitions: dotted ones, and what it
    imports. Pure."""
    text = text[:BLOCK]
    for match in _DOTTED.finditer(text):
        if len(match[0]) <= LONGEST:
            yield match[0]
    for match in _FROM.finditer(text):
        for name in _IMPORTED.findall(match[2]):
            yield f"{match[1]}.{name}"


class Mentions:
    """Answers for the repository that a lookup knows."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._answers: dict[tuple[bool, str], Place | None] = {}

    def certain(self, text: str, *, in_full: bool = False) -> Place | None:
        """The definition that a text certainly names.

        :param in_full: whether only names in full count.
        """
        key = in_full, text
        if key not in self._answers:
            self._answers[key] = self._certain(text, in_full)
        return self._answers[key]

    def first(self, texts: Iterable[str]) -> Place | None:
        """The definition that the first of some texts names in full that names any."""
        places = (self.certain(text, in_full=True) for text in texts)
        return next((place for place in places if place is not None), None)

    def _certain(self, text: str, in_full: bool) -> Place | None:
        name = text.removesuffix("()")
        if name.partition(".")[0] in _OWN:
            return None
        answer = self._lookup.in_full(name)
        if in_full or answer.place is not None or answer.others:
            return answer.place
        if "." not in name and "::" not in name:
            return self._lookup.alone(name) if _UNUSUAL.fullmatch(text) else None
        return self._lookup.member(name)
