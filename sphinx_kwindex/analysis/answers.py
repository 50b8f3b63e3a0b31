"""What :mod:`sphinx_kwindex.analysis.lookup` answers, for those who name it before they ask."""

from __future__ import annotations

from msgspec import Struct

#: How many names a missing one is said to be near to.
NEAREST = 3


class Place(Struct, frozen=True):
    """What a name means.

    :ivar path: of the file, or of a folder.
    :ivar anchor: the id of a definition, or empty for the whole.
    :ivar name: the name in full.
    """

    path: str
    anchor: str
    name: str


class Answer(Struct, frozen=True):
    """What a name means, or why that is not known.

    :ivar place: ``None`` where nothing is called so, or more than one thing.
    :ivar others: the names in full of all that is called so, sorted, where it is more than one.
    """

    place: Place | None = None
    others: tuple[str, ...] = ()


NOTHING = Answer()
