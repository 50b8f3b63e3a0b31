"""Layers and cycles of a graph of imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct


class Layers(Struct, frozen=True):
    """Where each node of a graph stands.

    :ivar layer: 0 for a node without successors, otherwise one more than the highest of its
        successors, the nodes of a cycle counting as one.
    :ivar cycles: for each node of a cycle, all nodes of that cycle, sorted: one and the same
        tuple for all of them.
    :ivar count: how many layers there are.
    """

    layer: Mapping[str, int]
    cycles: Mapping[str, tuple[str, ...]]
    count: int


def layers(edges: Mapping[str, Sequence[str]]) -> Layers:
    """Place the nodes of a graph: the longest path over its strongly connected components.

    :param edges: successors of each node; every successor is a key too, and no node is its own.

    Pure, in time linear in the edges.
    """
    layer: dict[str, int] = {}
    cycles: dict[str, tuple[str, ...]] = {}
    for component in _components(edges):
        members = set(component)
        below = {target for node in component for target in edges[node]} - members
        height = max((layer[target] for target in below), default=-1) + 1
        layer.update(dict.fromkeys(component, height))
        if len(component) > 1:
            cycles.update(dict.fromkeys(component, tuple(sorted(component))))
    return Layers(layer, cycles, max(layer.values(), default=-1) + 1)


def reached(edges: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], dict[str, int]]:
    """Number the nodes of a graph, and say for each which nodes can be reached from it: the bits
    of an integer, by number, its own among them.

    :param edges: successors of each node; those that are no key are left out.

    Pure. Thousands of nodes are a few megabytes, and one step an edge.
    """
    numbers = {node: number for number, node in enumerate(edges)}
    within = {node: [each for each in edges[node] if each in numbers] for node in edges}
    bits: dict[str, int] = {}
    for component in _components(within):
        found = 0
        for node in component:
            found |= 1 << numbers[node]
            for target in within[node]:
                found |= bits.get(target, 0)
        bits.update(dict.fromkeys(component, found))
    return numbers, bits


def _components(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield strongly connected components, each after all that it leads to.

    R. Tarjan, "Depth-first search and linear graph algorithms", 1972, with a stack of its own:
    a chain of imports may be longer than Python's recursion limit.
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    pending: list[str] = []
    unfinished: set[str] = set()
    for root in edges:
        if root in order:
            continue
        path: list[tuple[str, Iterator[str]]] = []
        node: str | None = root
        while node is not None or path:
            if node is not None:  # enter it
                order[node] = low[node] = len(order)
                pending.append(node)
                unfinished.add(node)
                path.append((node, iter(edges[node])))
            current, successors = path[-1]
            node = None
            for successor in successors:
                if successor not in order:
                    node = successor
                    break
                if successor in unfinished:
                    low[current] = min(low[current], order[successor])
            if node is not None:
                continue
            path.pop()
            if path:
                parent = path[-1][0]
                low[parent] = min(low[parent], low[current])
            if low[current] == order[current]:
                component = [pending.pop()]
                while component[-1] != current:
                    component.append(pending.pop())
                unfinished.difference_update(component)
                yield component
