"""A slice of the harness, which ``tox -e hostile`` runs whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.hostile import harness
from tests.hostile.inputs import GENERATORS, inputs
from tests.hostile.inputs.made import Input


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
    judged = {name: int(str(figure).split()[0]) for name, figure in verdict.figures.items()}
    assert list(judged) == builders
    assert min(judged.values()) > len(laid)
    assert list(harness.listed(laid, tmp_path / "output", builders)) == []


def test_what_costs_too_much_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    some = {"a.py": Input("a.py", "x = 1\n", "a plain file")}
    assert harness.read(some).wrong == []
    monkeypatch.setattr(harness, "MEMORY", 1_000)
    ((path, said),) = harness.read(some).wrong
    assert path == "a.py"
    assert re.fullmatch(r"a plain file: \d+ MB", said)
    monkeypatch.setattr(harness, "MEMORY", 1_000_000_000)
    monkeypatch.setattr(harness, "SECONDS", 0.3)
    slow = {"b.ahk": Input("b.ahk", "\n" * 20_000, "a slow lexer")}
    ((path, said),) = harness.read(slow).wrong
    assert path == "b.ahk"
    assert "took more than" in said


def test_a_file_without_page_and_reason_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "html" / "kwindex"
    folder.mkdir(parents=True)
    (folder / "a_docs.html").write_text("")
    files = [
        {"path": "a.py", "docname": "kwindex/a_docs", "reason": None},
        {"path": "b.py", "docname": "kwindex/b_docs", "reason": None},
        {"path": "c.py", "docname": None, "reason": "internal"},
        {"path": "d.py", "docname": None, "reason": None},
        {"path": "e.py", "docname": None, "reason": "outside"},
    ]
    (folder / "kwindex.json").write_text(json.dumps({"files": files}))
    wrong = harness.listed([f"{name}.py" for name in "abcdef"], tmp_path, ["html"])
    assert [path for path, _ in wrong] == ["b.py", "c.py", "d.py", "f.py"]
