"""The identifiers of a repository by how often it names them."""

from __future__ import annotations

from bisect import bisect_left

from sphinx_kwindex.model.repository import Links


class Ranking:
    """All identifiers by how often the repository names them, most first, then by name; last those
    that are named nowhere or not counted.

    :ivar names: each at its rank.
    :ivar total: how often the repository names any of them.
    """

    def __init__(self, links: Links) -> None:
        self._places = links.definitions
        self._uses = links.uses
        self.names: tuple[str, ...] = tuple(
            sorted(links.definitions, key=lambda name: (-links.uses.get(name, 0), name))
        )
        self._ranks = {name: rank for rank, name in enumerate(self.names)}
        self.total = sum(links.uses.values())

    def rank(self, name: str) -> int | None:
        """The rank of an identifier; ``None`` where nothing defines it."""
        return self._ranks.get(name)

    def uses(self, name: str) -> int | None:
        """How often the repository names an identifier; ``None`` where that is not counted."""
        return self._uses.get(name)

    def places(self, name: str, folder: str) -> tuple[tuple[str, int], ...]:
        """Where the subtree of `folder` defines `name`, sorted."""
        places = self._places[name]
        if not folder:
            return places
        # Sorted paths under one folder stand together: "0" is the character after "/".
        return places[bisect_left(places, (f"{folder}/",)) : bisect_left(places, (f"{folder}0",))]
