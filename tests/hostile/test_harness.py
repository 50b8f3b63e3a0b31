"""A slice of the harness, which ``tox -e hostile`` runs whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile import harness
from tests.hostile.inputs import GENERATORS, inputs


def test_inputs_are_many_and_always_the_same() -> None:
    made = inputs()
    assert len(made) > 3_000
    assert {path: each.content for path, each in inputs().items()} == {
        path: each.content for path, each in made.items()
    }
    assert len(inputs(harness.MOST)) > 1_000
    assert all(any(path.startswith(f"{name}/") for path in made) for name in GENERATORS)


def test_each_is_read_in_time_and_in_little_memory() -> None:
    some = inputs(8)
    verdict = harness.read(some)
    assert verdict.wrong == []
    assert verdict.figures["inputs"] == len(some) > 100


@pytest.mark.parametrize("builders", [["html", "epub"]])
def test_each_has_a_page_or_a_reason_and_no_harm_is_done(
    tmp_path: Path, builders: list[str]
) -> None:
    laid = harness.lay(inputs(2), tmp_path / "repository")
    verdict = harness.build(tmp_path / "repository", tmp_path / "output", builders, 600)
    assert verdict.wrong == []
    assert list(harness.listed(laid, tmp_path / "output", builders)) == []
