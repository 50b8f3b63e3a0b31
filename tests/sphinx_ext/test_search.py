"""Sphinx's own search: which definitions it finds, what each costs, and what stays out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from sphinx.search import IndexBuilder

from tests.conftest import Build, Builder, commit
from tests.sphinx_ext.snapshots import assert_incremental_equals_clean

CODE = """\
class Shelf:
    class Meta: ...

    def put(self): ...

    def _pull(self): ...


class _Hidden: ...


def stack(boxes):
    def inner(): ...


def _lift(): ...


LIMIT = 3
"""

CPP = "namespace store { class Rack { void turn() {} }; int weigh(int x) { return x; } }\n"


def index(done: Build) -> dict[str, Any]:
    text = (done.outdir / "searchindex.js").read_text()
    found: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def objects(done: Build) -> set[str]:
    """Names in full of what the search finds as objects of ours."""
    found = index(done)
    ours = {int(number) for number, kind in found["objtypes"].items() if kind == "kw:definition"}
    return {
        f"{prefix}.{name}" if prefix else name
        for prefix, listed in found["objects"].items()
        for _, kind, _, _, name in listed
        if kind in ours
    }


def with_code(root: Path) -> Path:
    (root / "shop/racks.py").write_text(CODE)
    (root / "shop/racks.cpp").write_text(CPP)
    commit(root)
    return root


@pytest.mark.parametrize(
    ("option", "names"),
    [
        ("public", {"Shelf", "Shelf.Meta", "stack"}),
        (
            "all",
            {"Shelf", "Shelf.Meta", "Shelf.put", "Shelf._pull", "_Hidden", "stack", "stack.inner"}
            | {"_lift", "LIMIT"},
        ),
        ("none", set()),
    ],
)
def test_the_option_chooses(
    repository: Callable[[str], Path], build: Builder, option: str, names: set[str]
) -> None:
    done = build(with_code(repository("small")) / "docs", kwindex_search=option)
    found = objects(done)
    prefix = "shop.racks."
    assert {name.removeprefix(prefix) for name in found if name.startswith(prefix)} == names
    of_cpp = {name for name in found if name.startswith("shop/racks.cpp:")}
    if option == "public":
        assert of_cpp == {"shop/racks.cpp:store::Rack", "shop/racks.cpp:store::weigh"}
    assert bool(of_cpp) is (option != "none")


def test_a_definition_costs_at_most_80_bytes(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = with_code(repository("small"))
    for number in range(10):
        names = (f"AdaptiveAveragePooling{number}{letter}" for letter in "abcdefghij")
        text = "".join(f"class {name}: ...\n" for name in names)
        (root / f"shop/pooling{number}.py").write_text(text)
    commit(root)
    # The same pages, of which the search finds definitions or none.
    sizes = []
    for option in ("none", "public"):
        done = build(root / "docs", builddir=tmp_path / option, kwindex_search=option)
        sizes.append((done.outdir / "searchindex.js").stat().st_size)
        found = objects(done)
    assert len(found) > 100
    assert (sizes[1] - sizes[0]) / len(found) <= 80


def test_titles_of_sections_stay_out(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    (root / "docs/guide.rst").write_text("Guide\n=====\n\nDependencies\n------------\n\nText.\n")
    found = index(build(root / "docs"))
    numbers = {name: number for number, name in enumerate(found["docnames"])}
    ours = {number for name, number in numbers.items() if name.startswith("kwindex/")}
    titled = [
        (number, anchor) for places in found["alltitles"].values() for number, anchor in places
    ]
    # One title a page.
    assert len([number for number, _ in titled if number in ours]) == len(ours)
    assert (numbers["guide"], "dependencies") in titled
    assert found["titleterms"]["depend"] == numbers["guide"]
    assert numbers["kwindex/shop/errors.py_docs"] in _listed(found["titleterms"]["error"])


def _listed(numbers: int | list[int]) -> list[int]:
    return [numbers] if isinstance(numbers, int) else numbers


def test_a_second_build_finds_the_same(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    def change(root: Path) -> None:
        (root / "shop/errors.py").write_text("class Fault(Exception): ...\n")
        commit(root)

    assert_incremental_equals_clean(change, repository("small"), build, tmp_path / "clean")


def test_the_index_is_pruned_by_sets(
    repository: Callable[[str], Path], build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a dictionary a set looks at every key, for each word: words times pages."""
    kinds = []
    prune = IndexBuilder.prune

    def watched(self: IndexBuilder, docnames: Iterable[str]) -> None:
        kinds.append(type(docnames))
        prune(self, docnames)

    monkeypatch.setattr(IndexBuilder, "prune", watched)
    build(repository("small") / "docs")
    assert len(kinds) >= 2
    assert set(kinds[-2:]) == {frozenset}


def test_lists_of_names_are_no_answer(repository: Callable[[str], Path], build: Builder) -> None:
    """The A-Z and the names under a folder lead to what the pages of files say."""
    root = with_code(repository("small"))
    done = build(root / "docs")
    found = index(done)
    places = found["terms"]["stack"]
    named = [found["docnames"][each] for each in ([places] if isinstance(places, int) else places)]
    assert "kwindex/shop/racks.py_docs" in named
    assert not [name for name in named if "keywords" in name or name.endswith("/sub")]
    assert "stack" in (done.outdir / "kwindex/keywords.html").read_text()
