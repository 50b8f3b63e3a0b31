"""Where each file stands in the graph of what files import and include."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from sphinx_kwindex.analysis.linking.graph import Layers, layers
from sphinx_kwindex.model.facts import Form
from sphinx_kwindex.model.parts import FileRef, Position
from sphinx_kwindex.model.repository import Links, Repository

#: Files of one cycle that are named. Large packages are one cycle of hundreds of modules: all
#: of it on each of its pages would cost the square of its size.
_MOST = 20

#: Languages whose files are one graph, with the form in which they name each other. An import of
#: Go names a package, for which one of its files stands: the others would seem to be used by none.
_GRAPHS = (
    (("C", "C or C++", "C++", "CUDA", "Objective-C", "Objective-C++"), Form.INCLUDE),
    (("JSX", "JavaScript", "TSX", "TypeScript"), Form.IMPORT),
    (("Cython",), Form.IMPORT),
    (("Java",), Form.IMPORT),
    (("Protocol Buffers",), Form.IMPORT),
    (("Shell",), Form.USE),
    (("CMake",), Form.USE),
    (("CSS",), Form.USE),
    (("Makefile",), Form.USE),
    (("Maven POM",), Form.USE),
    (("Rust",), Form.USE),
    (("Starlark",), Form.USE),
)
_GRAPH_OF = {language: number for number, (names, _) in enumerate(_GRAPHS) for language in names}


class _Graph(Struct, frozen=True):
    """The files of one graph, and what they name in it both ways."""

    form: Form
    edges: Mapping[str, Sequence[str]]
    layers: Layers
    reverse: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, form: Form, edges: Mapping[str, Sequence[str]]) -> _Graph:
        reverse: dict[str, list[str]] = {}
        for path in sorted(edges):
            for other in edges[path]:
                reverse.setdefault(other, []).append(path)
        return cls(form, edges, layers(edges), reverse)

    def nearest(self, path: str) -> list[str]:
        """Other files of the cycle of one, those beside it before others."""
        cycle = self.layers.cycles.get(path, ())
        if not cycle:
            return []
        beside = {*self.edges[path], *self.reverse.get(path, ())}
        chosen = sorted(other for other in beside if self.layers.cycles.get(other) is cycle)
        chosen = chosen[:_MOST]
        known = {path, *chosen}
        for other in cycle:
            if len(chosen) >= _MOST:
                break
            if other not in known:
                chosen.append(other)
        return sorted(chosen)


class Positions:
    """The graphs of a repository, with their layers and cycles: one of Python, and one of each
    group of languages whose files name each other.

    In Python's are the imports that run when a module is imported. Imports for type checking and
    in functions count for the fan alone. That Python imports the packages around a module first is
    left out: every package would be a cycle of its modules. In the others is whatever names a file
    for certain, under whichever condition it stands.
    """

    def __init__(self, repository: Repository, links: Links) -> None:
        self._links = links
        python = _Graph.of(Form.IMPORT, links.loads)
        self._graphs = dict.fromkeys(links.loads, python)
        edges: dict[int, dict[str, tuple[str, ...]]] = {}
        for file in repository.files:
            number = _GRAPH_OF.get(file.language)
            if number is not None and file.facts and file.path not in links.modules:
                edges.setdefault(number, {})[file.path] = ()
        for number, nodes in edges.items():
            for path in nodes:
                nodes[path] = tuple(other for other in self._named(path) if other in nodes)
            graph = _Graph.of(_GRAPHS[number][1], nodes)
            self._graphs.update(dict.fromkeys(nodes, graph))

    def of(
        self, path: str, imported: Sequence[str], refer: Callable[[str], FileRef]
    ) -> Position | None:
        """The position of a file; ``None`` where it is in no graph, and where nothing names it and
        it names nothing in another language than Python.

        :param imported: the files that it imports, or that define what it imports.
        """
        graph = self._graphs.get(path)
        if graph is None:
            return None
        module = self._links.modules.get(path)
        if module is None:
            fan_in, fan_out = len(self._links.importing(path)), len(self._named(path))
            if not fan_in and not fan_out:
                return None
        else:
            fan_in = sum(
                other in self._links.modules and self._imports(other, path)
                for other, _ in self._links.importers.get(path, ())
            )
            fan_out = sum(self._imports(path, other) for other in imported)
        return Position(
            module=module or "",
            package=(module or "").rpartition(".")[0],
            layer=graph.layers.layer[path],
            layers=graph.layers.count,
            fan_in=fan_in,
            fan_out=fan_out,
            cycle=tuple(map(refer, graph.nearest(path))),
            cycle_size=max(len(graph.layers.cycles.get(path, ())) - 1, 0),
            form=graph.form,
        )

    def _imports(self, path: str, other: str) -> bool:
        """Whether a file of Python names another, and not only what that defines."""
        return not self._links.is_through(path, other)

    def _named(self, path: str) -> list[str]:
        """The files that a file in another language than Python names otherwise than by a link."""
        found = set(self._links.named(path))
        found.discard(path)
        return sorted(other for other in found if self._links.form(path, other) is not Form.LINK)
