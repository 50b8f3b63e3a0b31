"""Children that hang, die or grow, and what their supervisor makes of it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from sphinx_kwindex.analysis import codec, pool
from sphinx_kwindex.analysis.errors import ChildDied
from sphinx_kwindex.analysis.languages import HEAD, identify
from sphinx_kwindex.analysis.supervisor import Supervisor
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import english

SAMPLES = Path(__file__).parents[1] / "roots/languages"

#: A child that does what the name of the file says, in the frames of `analysis.protocol`.
FAKE = """
import os, struct, sys, time
send = lambda leaving, data: (sys.stdout.buffer.write(
    struct.pack("!?Q", leaving, len(data)) + data), sys.stdout.buffer.flush())
send(False, b"")
while header := sys.stdin.buffer.read(12):
    name, data = struct.unpack("!IQ", header)
    name = sys.stdin.buffer.read(name).decode(); sys.stdin.buffer.read(data)
    if name == "hang": time.sleep(600)
    if name == "die": os._exit(3)
    if name == "half": sys.stdout.buffer.write(b"1"); sys.stdout.buffer.flush(); os._exit(0)
    send(name == "leave", b"%d" % os.getpid())
    if name == "leave": break
"""


@pytest.fixture
def fake() -> Iterator[Supervisor]:
    with Supervisor(seconds=0.5, command=[sys.executable, "-I", "-c", FAKE]) as supervisor:
        yield supervisor


def facts(supervisor: Supervisor, name: str, data: bytes = b"") -> FileFacts:
    return codec.load(supervisor.analyse(name, data), FileFacts)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hang", "took more than 0.5 seconds"),
        ("die", "ended its reader"),
        ("half", "ended its reader"),
    ],
)
def test_a_child_that_fails_is_replaced(fake: Supervisor, name: str, message: str) -> None:
    before = fake.analyse("a", b"")
    found = facts(fake, name, b"x\ny\n")
    assert found.problem is not None
    assert (found.problem.reason, english(found.problem.message)) == (Reason.LIMIT, message)
    assert found.lines.total == 2
    after = fake.analyse("a", b"")
    assert after != before
    assert fake.analyse("b", b"") == after
    assert not psutil.pid_exists(int(before))


def test_a_child_that_leaves_is_replaced(fake: Supervisor) -> None:
    pid = fake.analyse("leave", b"")
    assert fake.analyse("a", b"") != pid
    assert not psutil.pid_exists(int(pid))


def test_a_child_that_never_starts_is_an_error_with_its_reason() -> None:
    command = [sys.executable, "-I", "-c", "raise SystemExit('no such luck')"]
    with Supervisor(command=command) as supervisor, pytest.raises(ChildDied, match="no such luck"):
        supervisor.analyse("a", b"")


def test_leaving_ends_the_child() -> None:
    with Supervisor(command=[sys.executable, "-I", "-c", FAKE]) as supervisor:
        pid = int(supervisor.analyse("a", b""))
        assert psutil.pid_exists(pid)
    assert not psutil.pid_exists(pid)


@pytest.fixture(scope="module")
def real() -> Iterator[Supervisor]:
    with Supervisor(seconds=60) as supervisor:
        yield supervisor


def samples() -> dict[str, list[tuple[str, bytes]]]:
    """Files of each reader, by its word."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for path in sorted(SAMPLES.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found.setdefault(identify(path.name, data[:HEAD]).analyser, []).append(
                (path.name, data)
            )
    return found


@pytest.mark.parametrize("word", samples())
def test_a_child_for_one_language_reads_it_as_one_for_all(real: Supervisor, word: str) -> None:
    with Supervisor(seconds=60, readers=[word]) as supervisor:
        for name, data in samples()[word]:
            assert supervisor.analyse(name, data) == real.analyse(name, data)


def test_a_child_for_one_language_has_not_loaded_the_others() -> None:
    with Supervisor(seconds=60, readers=["markdown"]) as supervisor:
        found = facts(supervisor, "a.py", b"x = 1\n")
    assert found.problem is not None
    assert found.problem.reason is Reason.INTERNAL
    assert "analysis.python" in str(found.problem.message)


#: Sources that nest as deep as Python's parser allows, or that are large, and how many
#: definitions they hold.
DEEP = {
    "elif": (b"def f():\n if a: pass\n" + b" elif b: pass\n" * 2_000, 1),
    "operators": (b"x = " + b"+".join([b"1"] * 3_000), 1),
    "lambdas": (b"x = " + b"lambda: " * 500 + b"1", 1),
    "attributes": (b"x = a" + b".b" * 5_000, 1),
    "line of a megabyte": (b"x = '" + b"a" * 1_000_000 + b"'", 1),
    "functions": (b"def f(a, b=1): return a\n" * 3_000, 3_000),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_large_sources_are_read(real: Supervisor, name: str) -> None:
    source, count = DEEP[name]
    found = facts(real, "a.py", source)
    assert found.problem is None
    assert len(found.definitions) == count


def test_what_the_parser_itself_refuses_is_a_limit(real: Supervisor) -> None:
    found = facts(real, "a.py", b"x = " + b"lambda: " * 5_000 + b"1\n")
    assert found.problem is not None
    assert found.problem.reason is Reason.LIMIT
    assert found.lines.total == 1


def test_a_file_without_end_is_given_up() -> None:
    with Supervisor(seconds=1) as supervisor:
        facts(supervisor, "a.py")
        start = time.monotonic()
        found = facts(supervisor, "b.py", b"def f(a, b=1):\n  return a\n" * 200_000)
        assert time.monotonic() - start < 10
        assert found.problem is not None
        assert (found.problem.reason, found.language) == (Reason.LIMIT, "Python")
        assert facts(supervisor, "c.py", b"x = 1").problem is None


def test_memory_is_limited() -> None:
    with Supervisor(seconds=60, memory=200_000_000) as supervisor:
        found = facts(supervisor, "a.py", b"x = [" + b"1," * 2_000_000 + b"]")
        assert found.problem is not None
        assert found.problem.reason is Reason.LIMIT
        assert facts(supervisor, "c.py", b"x = 1").problem is None


def test_pool_gives_each_file_once_and_reads_late() -> None:
    opened: list[int] = []

    def task(number: int) -> tuple[int, str, Callable[[], bytes]]:
        def read() -> bytes:
            opened.append(number)
            if number == 7:
                raise FileNotFoundError(2, "gone")
            return b"x%d = 1\n" % number

        return number, "a.py", read

    found: dict[int, FileFacts] = {}
    for key, blob in pool.analyse_all(map(task, range(200)), jobs=2):
        if not found:
            assert len(opened) <= 6 * pool.BATCH
        assert key not in found
        found[key] = codec.load(blob, FileFacts)
    assert sorted(found) == sorted(opened) == list(range(200))
    problem = found.pop(7).problem
    assert problem is not None
    assert (problem.reason, problem.message) == (Reason.UNREADABLE, "gone")
    assert all(facts.definitions[0].name == f"x{key}" for key, facts in found.items())


def test_pool_ends_its_children_when_it_is_left() -> None:
    children = set(psutil.Process().children())
    threads = threading.active_count()
    tasks = ((n, "a.py", lambda: b"x = 1") for n in range(10_000))
    results = pool.analyse_all(tasks, jobs=2)
    next(results)
    assert set(psutil.Process().children()) > children
    results.close()  # type: ignore[attr-defined]
    assert set(psutil.Process().children()) == children
    assert threading.active_count() == threads


def test_pool_passes_on_what_its_caller_raises() -> None:
    def tasks() -> Iterator[tuple[int, str, Callable[[], bytes]]]:
        yield 1, "a.py", bytes
        raise KeyboardInterrupt

    children = set(psutil.Process().children())
    with pytest.raises(KeyboardInterrupt):
        list(pool.analyse_all(tasks(), jobs=1))
    assert set(psutil.Process().children()) == children
