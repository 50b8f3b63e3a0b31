"""Layers and cycles."""

from __future__ import annotations

from sphinx_kwindex.analysis.linking.graph import layers


def test_layers_count_the_longest_path() -> None:
    placed = layers({"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": [], "e": []})
    assert placed.layer == {"a": 3, "b": 2, "c": 1, "d": 0, "e": 0}
    assert placed.cycles == {}
    assert placed.count == 4


def test_a_cycle_counts_as_one() -> None:
    placed = layers({"a": ["b"], "b": ["c"], "c": ["d", "e"], "d": ["b"], "e": []})
    assert placed.layer == {"a": 2, "b": 1, "c": 1, "d": 1, "e": 0}
    assert placed.cycles == dict.fromkeys("bcd", ("b", "c", "d"))


def test_two_cycles_that_share_a_node_are_one() -> None:
    placed = layers({"a": ["b"], "b": ["a", "c"], "c": ["b"]})
    assert set(placed.cycles.values()) == {("a", "b", "c")}


def test_a_chain_longer_than_the_recursion_limit() -> None:
    chain = {str(number): [str(number + 1)] for number in range(50_000)}
    placed = layers({**chain, "50000": []})
    assert placed.layer["0"] == 50_000


def test_no_modules() -> None:
    assert layers({}).count == 0
