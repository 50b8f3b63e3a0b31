"""Lists within lists, drawn as indented lines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from docutils import nodes

from sphinx_kwindex.pages.nested import DEEPEST, nested

CASES = {
    "flat": (["a", "b"], ["a", "b"]),
    "within": (["a", "a.b", "a.b[0].c", "a.d", "e"], ["a", " a.b", "  a.b[0].c", " a.d", "e"]),
    "no table of its own": (["a", "b.c.d", "b.c.d.e"], ["a", "b.c.d", " b.c.d.e"]),
    "a name that only begins alike": (["ab", "abc", "ab.c"], ["ab", "abc", "ab.c"]),
    "twice": (["a", "a.b", "a", "a.c"], ["a", " a.b", "a", " a.c"]),
}


def lines(found: nodes.bullet_list, depth: int = 0) -> Iterator[str]:
    for item in found.children:
        assert isinstance(item, nodes.list_item)
        yield " " * depth + item.children[0].astext()
        for inner in item.children[1:]:
            assert isinstance(inner, nodes.bullet_list)
            yield from lines(inner, depth + 1)


@pytest.mark.parametrize(("names", "expected"), CASES.values(), ids=CASES)
def test_nested(names: list[str], expected: list[str]) -> None:
    assert list(lines(nested((name, [name]) for name in names))) == expected


def test_never_deeper_than_builders_take() -> None:
    names = [".".join("a" * depth) for depth in range(1, 100)]
    drawn = list(lines(nested((name, [name]) for name in names)))
    assert len(drawn) == 99
    assert max(len(line) - len(line.lstrip()) for line in drawn) == DEEPEST - 1
