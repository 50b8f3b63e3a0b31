"""Hostile texts and pages: nothing of them is markup of ours, and none holds up the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.supervisor import Supervisor
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.files import Reason
from tests.conftest import Build, Builder, commit
from tests.hostile import judge
from tests.hostile.markup import HARMFUL, OUTSIDE, patterns


def built(folder: Path, build: Builder, builder: str) -> Build:
    root = folder / "repository"
    for path, text in HARMFUL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))
    for name in ("secret", "outside/secret.txt", "repository/../outside/x.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{OUTSIDE}\n")
    commit(root)
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text("project = 'p'\nversion = '1'\ncopyright = 'c'\n")
    (source / "index.rst").write_text("Top\n===\n")
    return build(
        source,
        builder,
        extensions=["sphinx_kwindex"],
        kwindex_root=str(root),
        kwindex_builders=["*"],
        kwindex_exports=["json", "tags", "llms"],
    )


@pytest.mark.parametrize("builder", ["html", "epub", "text", "latex"])
def test_nothing_of_a_text_is_markup(tmp_path: Path, build: Builder, builder: str) -> None:
    done = built(tmp_path, build, builder)
    assert not [line for line in done.warnings if "[kwindex." not in line]
    assert not [line for line in done.warnings if "internal" in line]
    assert list(judge.problems(done.outdir)) == []
    pages = [*done.outdir.rglob("*.html"), *done.outdir.rglob("*.xhtml")]
    assert bool(pages) is (builder in ("html", "epub"))
    assert not list(tmp_path.rglob("trace"))
    if builder == "html":
        for name in HARMFUL:
            assert (done.outdir / f"kwindex/{name}_docs.html").exists()
            assert (done.outdir / f"kwindex/{name}_docs.html.md").exists()


def test_no_pattern_holds_up_the_reader_or_ends_it() -> None:
    wrong = []
    with Supervisor(seconds=10.0) as supervisor:
        for (name, unit, count), text in patterns().items():
            raw = supervisor.analyse(name, text.encode("utf-8", "surrogatepass"))
            problem = codec.load(raw, FileFacts).problem
            # Hundredfold thousands may take too long; of a few thousand none may.
            allowed = {Reason.SYNTAX} if count < 100_000 else {Reason.SYNTAX, Reason.LIMIT}
            if problem is not None and problem.reason not in allowed:
                wrong.append((name, unit, count, problem))
    assert wrong == []
