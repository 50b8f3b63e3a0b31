"""Files read through an executor: the pages are the same, whatever it does."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from sphinx_kwindex.analysis import edition, pool
from tests import executors
from tests.conftest import Builder, commit
from tests.sphinx_ext.snapshots import snapshot
from tests.sphinx_ext.test_incremental import times

#: What each says in a warning, by its name in `tests.executors`.
FAILURES = {
    "failing_first": "the executor failed on 4 files, which are read here: SystemExit: 3",
    "dying": "the executor is used no further, and the rest is read here: BrokenProcessPool: ",
    "absent": "there is no executor, and all is read here: ConnectionError: no scheduler at",
}


@pytest.fixture
def root(repository: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of more files than three batches hold."""
    monkeypatch.setattr(pool, "BATCH", 4)
    root = repository("small")
    # Its syntax is a warning of every build.
    (root / "scripts/legacy.py").unlink()
    commit(root)
    return root


@pytest.fixture
def plain(root: Path, build: Builder, tmp_path: Path) -> dict[str, bytes]:
    """What a build without an executor writes."""
    return snapshot(build(root / "docs", builddir=tmp_path / "plain").outdir)


@pytest.mark.parametrize("name", ["threads", "processes", "dask"])
def test_the_bytes_are_the_same(
    root: Path, build: Builder, plain: dict[str, bytes], name: str
) -> None:
    if name == "dask":
        pytest.importorskip("distributed")
    built = build(root / "docs", kwindex_executor=f"tests.executors:{name}")
    assert built.warnings == []
    assert snapshot(built.outdir) == plain


@pytest.mark.parametrize("name", FAILURES)
def test_an_executor_that_fails_ends_no_build(
    root: Path, build: Builder, plain: dict[str, bytes], name: str
) -> None:
    built = build(root / "docs", kwindex_executor=f"tests.executors:{name}")
    assert snapshot(built.outdir) == plain
    (warning,) = built.warnings
    assert FAILURES[name] in warning
    assert warning.endswith("[kwindex.executor]")


def test_what_is_sent_has_no_path_and_can_be_pickled(root: Path, build: Builder) -> None:
    executors.GIVEN.clear()
    build(root / "docs", kwindex_executor="tests.executors:recorded")
    assert len(executors.GIVEN) > 3
    sent = pickle.dumps(executors.GIVEN)
    assert str(root).encode() not in sent
    assert pickle.loads(sent) == executors.GIVEN  # noqa: S301 - just made here
    assert {name for batch in executors.GIVEN for name, _ in batch.files} > {"errors.py"}
    executors.GIVEN.clear()
    build(root / "docs", kwindex_executor="tests.executors:recorded")
    assert executors.GIVEN == []


def test_a_worker_of_other_versions_is_not_believed(
    root: Path, build: Builder, plain: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = edition.edition()
    monkeypatch.setattr(edition, "edition", lambda: {**ours, "astroid": "4.0.0"})
    built = build(root / "docs", kwindex_executor="tests.executors:recorded")
    assert snapshot(built.outdir) == plain
    said = f"OtherEdition: it is read there with astroid 4.0.0 instead of {ours['astroid']}"
    assert len(built.warnings) == 3
    assert all(said in line for line in built.warnings)


def test_another_executor_reads_no_document_anew(root: Path, build: Builder) -> None:
    outdir = build(root / "docs").outdir
    before = times(outdir)
    build(root / "docs", kwindex_executor="tests.executors:threads", kwindex_jobs=1)
    changed = {name for name, time in times(outdir).items() if before[name] != time}
    assert changed <= {"genindex.html", "search.html"}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("tests.executors", "kwindex_executor must be a function as 'package.module:function'"),
        ("tests/executors:threads", "kwindex_executor must be a function as"),
        ("tests.nowhere:threads", "'tests.nowhere:threads' cannot be imported: ModuleNotFound"),
        ("tests.executors:fibres", "'tests.executors:fibres' cannot be imported: AttributeErr"),
        ("tests.executors:SOMETHING", "'tests.executors:SOMETHING' is no function"),
        ("tests.executors:no_executor", "kwindex_executor: it gives dict, which is no executor"),
        ("tests.executors:no_executor_inside", "it gives str, which is no executor"),
    ],
)
def test_a_value_that_gives_no_executor_is_refused(
    root: Path, build: Builder, value: str, message: str
) -> None:
    with pytest.raises(ConfigError, match=message):
        build(root / "docs", kwindex_executor=value)
