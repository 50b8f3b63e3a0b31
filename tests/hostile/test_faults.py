"""What goes wrong around a build: after one ordinary build, all is as if nothing had."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sphinx_kwindex.analysis.supervisor import Supervisor
from tests.hostile.building import LONG, assert_same, built, change, repository, run, start

#: Counts what a process does to files, and kills it before what `KILL_AT` says.
COUNT = """\
import os, signal
done = 0
def watch(event, arguments):
    global done
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3
    if writes or event in ("os.rename", "os.remove", "os.mkdir", "subprocess.Popen"):
        done += 1
        if done == int(os.environ.get("KILL_AT", 0)):
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
import atexit
atexit.register(lambda: print("DONE", done))
"""

#: Refuses what would change a file below the folder `READ_ONLY`.
READ_ONLY = """\
import os
def watch(event, arguments):
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3
    writes = writes or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime")
    if writes and not isinstance(arguments[0], int):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if path.startswith(os.environ["READ_ONLY"] + os.sep):
            raise PermissionError(13, "Read-only file system", path)
sys.addaudithook(watch)
"""

#: No file may become larger than `LARGEST` bytes, as on a disk that is full.
FULL = """\
import os, resource
largest = int(os.environ["LARGEST"])
resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
"""

#: The release after this, or the one before.
OTHER = """\
import sphinx_kwindex
sphinx_kwindex.__version__ = "99"
from sphinx_kwindex.analysis import keys, store
keys.SCHEMA += 1
store.SCHEMA += 1
from sphinx_kwindex.sphinx_ext import lifecycle
lifecycle.ENV_VERSION += 1
"""

#: A clock that is a day ahead.
AHEAD = """\
import os, time
real, real_ns, real_utime = time.time, time.time_ns, os.utime
time.time = lambda: real() + 86_400
time.time_ns = lambda: real_ns() + 86_400_000_000_000
"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the repository, and what an earlier build of it left: output and doctrees.

    It was built in the folder ``work`` beside it: Sphinx reads all anew that was moved.
    """
    base = tmp_path_factory.mktemp("faults")
    root = repository(base / "work" / "root")
    built(root, base / "work" / "out")
    (base / "work").rename(base / "saved")
    return base / "saved"


@pytest.fixture(scope="module")
def clean(saved: Path) -> dict[str, bytes]:
    """What a clean build of the repository writes after its change."""
    folder = saved.with_name("clean")
    shutil.copytree(saved / "root", folder / "root")
    change(folder / "root")
    return built(folder / "root", folder / "out")


@pytest.fixture
def work(saved: Path) -> Path:
    """The folder as the earlier build left it."""
    return _restored(saved.with_name("work"))


def _restored(work: Path) -> Path:
    if work.exists():
        shutil.rmtree(work)
    shutil.copytree(work.with_name("saved"), work)
    return work


def test_what_was_copied_is_as_it_was(work: Path) -> None:
    """So that the other tests begin from a build that came to its end."""
    status, said = run(work / "root", work / "out", COUNT)
    assert status == 0, said
    assert int(said.rpartition("DONE ")[2]) < 50, "it read all anew"
    assert_same(built(work / "root", work / "out"), built(work / "root", work / "new" / "out"))


def test_what_was_moved(work: Path, clean: dict[str, bytes]) -> None:
    """As a service does with what it keeps between builds: what is gone is removed all the same."""
    moved = work.with_name("moved")
    if moved.exists():
        shutil.rmtree(moved)
    shutil.copytree(work, moved)
    change(moved / "root")
    assert_same(built(moved / "root", moved / "out"), clean)


@pytest.mark.parametrize("number", [0, *(pytest.param(n, marks=LONG) for n in range(1, 10))])
def test_a_build_that_was_killed(number: int, work: Path, clean: dict[str, bytes]) -> None:
    choose = random.Random(number)  # noqa: S311 - a moment, no secret
    is_first = bool(number % 2)
    _begin(work, is_first)
    status, said = run(work / "root", work / "out", COUNT)
    assert status == 0, said
    moment = choose.randint(1, int(said.rpartition("DONE ")[2]))
    _begin(_restored(work), is_first)
    status, said = run(work / "root", work / "out", COUNT, KILL_AT=str(moment))
    assert status == -signal.SIGKILL, said
    assert_same(built(work / "root", work / "out"), clean)


def _begin(work: Path, is_first: bool) -> None:
    """Change the repository; for a first build, leave nothing of the earlier one."""
    if is_first:
        for name in ("out", "doctrees"):
            shutil.rmtree(work / name)
    change(work / "root")


def test_a_reader_that_was_killed() -> None:
    """By the system, for its memory: the file is read by another child."""
    with Supervisor() as supervisor:
        first = supervisor.analyse("a.py", b"x = 1\n")
        child = supervisor._child
        assert child is not None
        os.kill(child.pid, signal.SIGKILL)
        assert supervisor.analyse("a.py", b"x = 1\n") == first


@pytest.mark.parametrize(
    "largest", [4_096, *(pytest.param(n, marks=LONG) for n in (0, 20_000, 40_000))]
)
def test_a_disk_that_is_full(largest: int, work: Path, clean: dict[str, bytes]) -> None:
    """Writing fails beyond a size, with EFBIG in place of ENOSPC."""
    change(work / "root")
    status, said = run(work / "root", work / "out", FULL, LARGEST=str(largest))
    assert status, said
    assert_same(built(work / "root", work / "out"), clean)


def _truncated(store: Path) -> None:
    os.truncate(store, store.stat().st_size // 2)


def _random(store: Path) -> None:
    store.write_bytes(random.Random(1).randbytes(50_000))  # noqa: S311


def _emptied(store: Path) -> None:
    store.write_bytes(b"")


def _of_another_schema(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 77")


def _a_folder(store: Path) -> None:
    store.unlink()
    (store / "x").mkdir(parents=True)


def _overwritten(store: Path) -> None:
    """Its begin is whole, and the rest is not."""
    size = store.stat().st_size
    with store.open("r+b") as file:
        file.seek(4_096 * 3)
        file.write(random.Random(2).randbytes(size - 4_096 * 3))  # noqa: S311


DAMAGES = [_truncated, _random, _emptied, _of_another_schema, _a_folder, _overwritten]


@LONG
@pytest.mark.parametrize("edited", [True, False], ids=["edited", "not edited"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_a_store_that_is_damaged(
    damage: Callable[[Path], None], edited: bool, work: Path, clean: dict[str, bytes]
) -> None:
    if edited:
        change(work / "root")
    wanted = clean if edited else built(work / "root", work / "new" / "out")
    damage(work / "doctrees" / "kwindex" / "store.sqlite")
    _assert_mended(work, wanted)


def _assert_mended(work: Path, wanted: dict[str, bytes]) -> None:
    """The first build mends all, or says in one line that the next one does."""
    status, said = run(work / "root", work / "out")
    if status:
        assert "build again" in said, said
        status, said = run(work / "root", work / "out")
    assert status == 0, said
    assert_same(built(work / "root", work / "out"), wanted)


@LONG
@pytest.mark.parametrize("data", [b"", b"\x80\x05garbage", None], ids=["empty", "garbage", "gone"])
def test_doctrees_that_are_damaged(data: bytes | None, work: Path, clean: dict[str, bytes]) -> None:
    change(work / "root")
    for doctree in (work / "doctrees").rglob("*.doctree"):
        doctree.unlink() if data is None else doctree.write_bytes(data)
    _assert_mended(work, clean)


@LONG
@pytest.mark.parametrize("data", [b"", b"\x80\x05garbage"], ids=["empty", "garbage"])
def test_an_environment_that_is_damaged(data: bytes, work: Path, clean: dict[str, bytes]) -> None:
    change(work / "root")
    (work / "doctrees" / "environment.pickle").write_bytes(data)
    _assert_mended(work, clean)


#: Changes the repository once, when `EVENT` is emitted.
MEDDLER = """\
import os
import sphinx_kwindex
from pathlib import Path
real_setup = sphinx_kwindex.setup
pending = [os.environ["EVENT"]]
def meddle(app, *rest):
    if pending:
        pending.clear()
        sys.path.insert(0, os.environ["TESTS"])
        from tests.hostile.building import change
        change(Path(app.srcdir).parent)
    return [] if os.environ["EVENT"].startswith("env-") else None
def setup(app):
    app.connect(os.environ["EVENT"], meddle, priority=int(os.environ["PRIORITY"]))
    return real_setup(app)
sphinx_kwindex.setup = setup
"""


@pytest.mark.parametrize(
    ("event", "priority"),
    [
        pytest.param("config-inited", 999, marks=LONG),
        pytest.param("builder-inited", 999, marks=LONG),
        pytest.param("env-before-read-docs", 1, marks=LONG),
        pytest.param("doctree-read", 1, marks=LONG),
        pytest.param("env-updated", 1, marks=LONG),
        ("html-page-context", 1),
        pytest.param("build-finished", 1, marks=LONG),
    ],
)
def test_files_that_change_while_a_build_runs(
    event: str, priority: int, work: Path, clean: dict[str, bytes]
) -> None:
    for name in ("out", "doctrees"):
        shutil.rmtree(work / name)
    tests = str(Path(__file__).parents[2])
    world = {"EVENT": event, "PRIORITY": str(priority), "TESTS": tests}
    status, said = run(work / "root", work / "out", MEDDLER, **world)
    assert status == 0, said
    assert (work / "root" / "pkg" / "three.py").exists()
    assert_same(built(work / "root", work / "out"), clean)


@LONG
def test_two_builds_at_once(work: Path, clean: dict[str, bytes]) -> None:
    for name in ("out", "doctrees"):
        shutil.rmtree(work / name)
    change(work / "root")
    builds = [start(work / "root", work / out) for out in ("out", "other")]
    ended = [(build.communicate(timeout=600)[0], build.returncode) for build in builds]
    for said, status in ended:
        assert status == 0 or "another build" in said, said
    for out in ("out", "other"):
        assert_same(built(work / "root", work / out), clean)


@LONG
def test_a_source_that_is_read_only(work: Path, clean: dict[str, bytes]) -> None:
    root = work / "root"
    change(root)
    times = {path: path.stat().st_mtime_ns for path in (root, *root.rglob("*"))}
    status, said = run(root, work / "out", READ_ONLY, READ_ONLY=str(root))
    assert status == 0, said
    # What git does is seen by the folders that it would write to.
    assert {path: path.stat().st_mtime_ns for path in (root, *root.rglob("*"))} == times
    assert_same(built(root, work / "out"), clean)


@LONG
def test_a_clock_that_was_set_back(work: Path, clean: dict[str, bytes]) -> None:
    """The earlier build, and all that it wrote, is of tomorrow."""
    for name in ("out", "doctrees"):
        shutil.rmtree(work / name)
    status, said = run(work / "root", work / "out", AHEAD)
    assert status == 0, said
    tomorrow = subprocess.check_output(["date", "-d", "tomorrow", "+%s"], text=True)
    for path in work.rglob("*"):
        if ".git" not in path.parts and path.is_file():
            os.utime(path, (int(tomorrow), int(tomorrow)))
    change(work / "root")
    assert_same(built(work / "root", work / "out"), clean)


@LONG
def test_another_release_and_back(work: Path, clean: dict[str, bytes]) -> None:
    status, said = run(work / "root", work / "out", OTHER)
    assert status == 0, said
    change(work / "root")
    status, said = run(work / "root", work / "out", OTHER)
    assert status == 0, said
    assert_same(built(work / "root", work / "out"), clean)
