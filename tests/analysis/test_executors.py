"""What an executor is given to do, and what is left behind when it is left."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from sphinx_kwindex.analysis import batches, codec, executors, factories, languages, pool
from sphinx_kwindex.analysis.analysers import Analyser, know
from sphinx_kwindex.analysis.edition import differences, edition
from sphinx_kwindex.analysis.pool import Task
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.files import Reason
from tests.executors import Here, idling, processes, threads


def tasks(count: int, opened: list[int] | None = None) -> Iterator[Task[int]]:
    for number in range(count):

        def read(number: int = number) -> bytes:
            if opened is not None:
                opened.append(number)
            if number == 7:
                raise FileNotFoundError(2, "gone")
            return b"x%d = 1\n" % number

        yield number, "a.py", read


def analysed(source: Iterator[tuple[int, bytes]]) -> dict[int, FileFacts]:
    found: dict[int, FileFacts] = {}
    for key, blob in source:
        assert key not in found
        found[key] = codec.load(blob, FileFacts)
    return found


def silent(message: str) -> None:
    raise AssertionError(message)


@pytest.mark.parametrize("factory", [threads, processes])
def test_each_file_is_given_once(factory: factories.Factory) -> None:
    found = analysed(executors.analyse_all(tasks(200), factory, silent))
    assert sorted(found) == list(range(200))
    problem = found.pop(7).problem
    assert problem is not None
    assert (problem.reason, problem.message) == (Reason.UNREADABLE, "gone")
    assert all(facts.definitions[0].name == f"x{key}" for key, facts in found.items())


USED_NO_FURTHER = "the executor is used no further, and the rest is read here"
FAILED = "the executor failed on 16 files, which are read here"

#: The beginnings of what each of `tests.executors` is said to have done.
FAILURES = {
    "failing": (
        *(f"{FAILED}: RuntimeError: no luck with {number}" for number in (0, 1)),
        f"{USED_NO_FURTHER}: RuntimeError: no luck with 2",
    ),
    "failing_first": (f"{FAILED}: SystemExit: 3",),
    "babbling": (
        *(f"{FAILED}: ValueError: it returned something else than facts",) * 2,
        USED_NO_FURTHER,
    ),
    "cancelling": (*(f"{FAILED}: CancelledError: it was cancelled",) * 2, USED_NO_FURTHER),
    "refusing": (f"{USED_NO_FURTHER}: RuntimeError: cannot schedule new futures after shutdown",),
    "dying": (f"{USED_NO_FURTHER}: BrokenProcessPool: ",),
    "absent": ("there is no executor, and all is read here: ConnectionError: no scheduler at",),
    "unending": ("the executor does not end: TimeoutError: the cluster does not close",),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_an_executor_fails_to_read_is_read_here(name: str) -> None:
    said: list[str] = []
    found = analysed(
        executors.analyse_all(tasks(80), factories.factory(f"tests.executors:{name}"), said.append)
    )
    assert found == analysed(pool.analyse_all(tasks(80), jobs=1))
    assert len(said) == len(FAILURES[name])
    for message, beginning in zip(said, FAILURES[name], strict=True):
        assert message.startswith(beginning)
        assert "\n" not in message


def test_a_file_that_never_ends_costs_its_own_facts_only() -> None:
    hostile = b"def f(a, b=1):\n  return a\n" * 200_000
    files: list[Task[str]] = [
        ("before", "a.py", lambda: b"x = 1\n"),
        ("hostile", "b.py", lambda: hostile),
        ("after", "c.py", lambda: b"x = 1\n"),
    ]
    source = executors.analyse_all(files, processes, silent, seconds=1)
    found = {key: codec.load(blob, FileFacts) for key, blob in source}
    problem = found["hostile"].problem
    assert problem is not None
    assert problem.reason is Reason.LIMIT
    assert found["before"].problem is found["after"].problem is None


def test_a_worker_names_languages_as_the_sender_does(tmp_path: Path) -> None:
    """What a child does not read to its end, its supervisor says something of."""
    (tmp_path / "endless_reader.py").write_text("def read(text, language):\n    while True: pass\n")
    added = (Analyser("Endless", "endless_reader:read", (".endless",)),)
    files: list[Task[str]] = [("key", "a.endless", lambda: b"x\n")]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        known = dict(languages.added)
        know(added)
        try:
            here = dict(pool.analyse_all(files, 1, 0.5, analysers=added))
            there = executors.analyse_all(files, processes, silent, 1, 0.5, analysers=added)
            assert dict(there) == here
        finally:
            languages.added.clear()
            languages.added.update(known)
    facts = codec.load(here["key"], FileFacts)
    assert facts.language == "Endless"
    assert facts.problem is not None
    assert facts.problem.reason is Reason.LIMIT


def test_few_files_are_held_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "AHEAD", 100_000)
    opened: list[int] = []
    source = executors.analyse_all(tasks(2_000, opened), threads, silent)
    next(source)
    assert len(opened) < 200
    source.close()  # type: ignore[attr-defined]


def test_an_executor_that_finishes_nothing_is_not_waited_for() -> None:
    said: list[str] = []
    found = analysed(executors.analyse_all(tasks(40), idling, said.append, patience=0.1))
    assert len(found) == 40
    assert said == [
        "the executor is used no further, and the rest is read here: it finished nothing in 0.1 "
        "seconds"
    ]


def test_one_that_takes_no_more_is_not_waited_for() -> None:
    class Leaving(Executor):
        """It takes one batch, and never reads it."""

        def __init__(self) -> None:
            self.taken: list[Future[Any]] = []

        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            if self.taken:
                raise ConnectionError("the scheduler went away")
            self.taken.append(Future())
            return self.taken[0]

    said: list[str] = []
    found = analysed(executors.analyse_all(tasks(40), Leaving, said.append, patience=2))
    assert len(found) == 40
    assert said == [f"{USED_NO_FURTHER}: ConnectionError: the scheduler went away"]


def test_an_executor_is_told_of_no_exception_that_is_not_its_own() -> None:
    left: list[bool] = []

    @contextmanager
    def factory() -> Iterator[Executor]:
        yield Here(lambda number: None)
        left.append(True)

    try:
        raise OSError("a store that is damaged, and made anew")
    except OSError:
        analysed(executors.analyse_all(tasks(1), factory, silent))
    assert left == [True]


def test_one_failure_now_and_then_is_forgiven() -> None:
    def fail(number: int) -> None:
        if number % 2:
            raise OSError("a worker went away")

    said: list[str] = []
    found = analysed(executors.analyse_all(tasks(200), lambda: Here(fail), said.append))
    assert len(found) == 200
    assert (
        said
        == ["the executor failed on 16 files, which are read here: OSError: a worker went away"] * 6
    )


def test_leaving_ends_children_and_threads() -> None:
    children = set(psutil.Process().children())
    active = threading.active_count()
    source = executors.analyse_all(tasks(2_000), threads, silent)
    next(source)
    assert set(psutil.Process().children()) > children
    source.close()  # type: ignore[attr-defined]
    assert set(psutil.Process().children()) == children
    assert threading.active_count() == active


def test_what_the_caller_raises_is_passed_on() -> None:
    def broken() -> Iterator[Task[int]]:
        yield 1, "a.py", bytes
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(executors.analyse_all(broken(), threads, silent))


def test_a_child_is_kept_for_the_next_batch_and_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch = batches.Batch((("a.py", b"x = 1\n"),), tuple(edition().items()), 10, 1_000_000_000)
    children = set(psutil.Process().children())
    batches.read(batch)
    (child,) = set(psutil.Process().children()) - children
    monkeypatch.setattr(batches, "IDLE", 0.1)
    batches.read(batch)
    child.wait(timeout=10)
    assert set(psutil.Process().children()) == children


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_forked_process_leaves_the_children_of_its_parent_alone() -> None:
    batch = batches.Batch((("a.py", b"x = 1\n"),), tuple(edition().items()), 10, 1_000_000_000)
    batches.read(batch)
    pid = os.fork()
    if pid == 0:
        os._exit(len(batches._idle._supervisors))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert len(batches._idle._supervisors) == 1
    batches.close()


def test_an_edition_tells_what_differs() -> None:
    assert differences(dict(edition())) == []
    other = {**edition(), "Python": "3.9", "astroid": ""}
    assert differences(other) == [
        f"Python {sys.version_info.major}.{sys.version_info.minor} instead of 3.9",
        f"astroid {edition()['astroid']} instead of none",
    ]
