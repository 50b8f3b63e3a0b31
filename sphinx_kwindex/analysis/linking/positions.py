"""Where each module stands in the graph of imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sphinx_kwindex.analysis.linking.graph import layers
from sphinx_kwindex.model.parts import FileRef, Position
from sphinx_kwindex.model.repository import Links

#: Modules of one cycle that are named. Large packages are one cycle of hundreds of modules: all
#: of it on each of its pages would cost the square of its size.
_MOST = 20


class Positions:
    """The graph of the imports that run when a module is imported, with its layers and cycles.

    Imports for type checking and in functions count for the fan alone. That Python imports the
    packages around a module first is left out: every package would be a cycle of its modules.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._layers = layers(links.loads)
        self._loaders: dict[str, list[str]] = {}
        for path in sorted(links.loads):
            for loaded in links.loads[path]:
                self._loaders.setdefault(loaded, []).append(path)

    def of(
        self, path: str, imported: Sequence[str], refer: Callable[[str], FileRef]
    ) -> Position | None:
        """The position of a file; ``None`` where it is no Python module.

        :param imported: the files that it imports.
        """
        module = self._links.modules.get(path)
        if module is None:
            return None
        cycle = self._layers.cycles.get(path, ())
        return Position(
            module=module,
            package=module.rpartition(".")[0],
            layer=self._layers.layer[path],
            layers=self._layers.count,
            fan_in=sum(
                other in self._links.modules for other, _ in self._links.importers.get(path, ())
            ),
            fan_out=len(imported),
            cycle=tuple(map(refer, self._nearest(path, cycle))),
            cycle_size=max(len(cycle) - 1, 0),
        )

    def _nearest(self, path: str, cycle: tuple[str, ...]) -> list[str]:
        if not cycle:
            return []
        beside = {*self._links.loads[path], *self._loaders.get(path, ())}
        chosen = sorted(other for other in beside if self._layers.cycles.get(other) is cycle)
        chosen = chosen[:_MOST]
        known = {path, *chosen}
        for other in cycle:
            if len(chosen) >= _MOST:
                break
            if other not in known:
                chosen.append(other)
        return sorted(chosen)
