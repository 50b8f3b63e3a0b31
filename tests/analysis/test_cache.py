"""A folder of facts that is shared, damaged, removed, and full of what others put there."""

from __future__ import annotations

import os
import random
import shutil
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import cache, codec
from sphinx_kwindex.analysis.cache import Cache
from sphinx_kwindex.analysis.edition import edition
from sphinx_kwindex.model.facts import FileFacts, Problem
from sphinx_kwindex.model.files import Reason

FACTS = FileFacts(language="Python", summary="What it is.")
BLOB = codec.dump(FACTS)


def key(number: int) -> str:
    return codec.digest(b"%d" % number)


def silent(message: str) -> None:
    raise AssertionError(message)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "cache"


@pytest.fixture
def one(folder: Path) -> Path:
    """The file of `key(1)`."""
    shared = Cache(folder, silent)
    shared.put(key(1), BLOB, FACTS)
    assert shared.get(key(1)) == (BLOB, FACTS)
    (found,) = files(folder)
    return found


def files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / cache.LAYOUT).rglob("*") if not path.is_dir())


def test_what_one_put_another_gets(folder: Path, one: Path) -> None:
    assert Cache(folder, silent).get(key(1)) == (BLOB, FACTS)
    assert Cache(folder, silent).get(key(2)) is None
    assert (folder / ".gitignore").read_text() == "*\n"
    assert cache._PART.fullmatch(one.parent.name)
    assert cache._NAME.fullmatch(one.name)


def test_a_folder_that_was_there_is_not_hidden_from_git(folder: Path) -> None:
    folder.mkdir(parents=True)
    Cache(folder, silent).put(key(1), BLOB, FACTS)
    assert os.listdir(folder) == [cache.LAYOUT]


def test_facts_of_other_readers_are_not_taken(
    folder: Path, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for changed in ({"astroid": "4.0.0"}, {"Python": "3.10"}, {"sphinx-kwindex": "0"}):
        monkeypatch.setattr(cache, "edition", lambda changed=changed: {**edition(), **changed})
        assert Cache(folder, silent).get(key(1)) is None


@pytest.mark.parametrize(
    ("reason", "is_kept"),
    [
        (Reason.SYNTAX, True),
        (Reason.ENCODING, True),
        # Another machine may have the time, or another release no such mistake.
        (Reason.LIMIT, False),
        (Reason.INTERNAL, False),
        (Reason.UNREADABLE, False),
    ],
)
def test_what_another_machine_may_read_is_not_kept(
    folder: Path, reason: Reason, is_kept: bool
) -> None:
    facts = FileFacts(problem=Problem(reason, "why"))
    shared = Cache(folder, silent)
    shared.put(key(1), codec.dump(facts), facts)
    assert (shared.get(key(1)) is not None) is is_kept


def test_any_byte_that_is_damaged_is_a_miss_and_is_mended(folder: Path, one: Path) -> None:
    whole = one.read_bytes()
    choose = random.Random(1)  # noqa: S311 - a damage, no secret
    damaged = [b"", whole[:-1], whole[: len(whole) // 2], whole + b"\0", choose.randbytes(5_000)]
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << choose.randrange(8)
        damaged.append(bytes(changed))
    shared = Cache(folder, silent)
    for data in damaged:
        one.write_bytes(data)
        assert shared.get(key(1)) is None
    shared.put(key(1), BLOB, FACTS)
    assert one.read_bytes() == whole
    assert files(folder) == [one]


def test_what_lies_under_another_name_is_a_miss(folder: Path, one: Path) -> None:
    shared = Cache(folder, silent)
    shared.put(key(2), BLOB, FACTS)
    (other,) = set(files(folder)) - {one}
    shutil.copy(one, other)
    assert shared.get(key(2)) is None


def test_what_is_made_to_be_believed_is_no_facts_and_no_bomb(folder: Path, one: Path) -> None:
    """Anybody can compute the check: what is then read is data, of a size that is bounded."""
    name = one.parent.name + one.name
    deep = b'{"else": %b%b}' % (b"[" * 100_000, b"]" * 100_000)
    for blob in (b"cos\nsystem\n(S'id'\ntR.", b"{}x", b'{"language": 3}', deep):
        one.write_bytes(cache._packed(name, blob))
        assert Cache(folder, silent).get(key(1)) is None
    bomb = zlib.compress(bytes(cache._LARGE + 1), 9)
    one.write_bytes(cache._check(name, bomb) + bomb)
    assert Cache(folder, silent).get(key(1)) is None


def _link(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "file")


def _link_to_nothing(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "new")


def _fifo(path: Path, outside: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("put", [_link, _link_to_nothing, _fifo])
def test_what_is_no_file_is_a_miss_and_is_replaced(
    folder: Path, one: Path, tmp_path: Path, put: Callable[[Path, Path], None]
) -> None:
    (tmp_path / "file").write_bytes(one.read_bytes())
    before = (tmp_path / "file").read_bytes()
    one.unlink()
    put(one, tmp_path)
    shared = Cache(folder, silent)
    assert shared.get(key(1)) is None
    shared.put(key(1), BLOB, FACTS)
    assert shared.get(key(1)) == (BLOB, FACTS)
    assert not one.is_symlink()
    assert (tmp_path / "file").read_bytes() == before
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("level", ["part", "layout"])
def test_a_folder_that_leads_elsewhere_is_not_entered(
    folder: Path, one: Path, tmp_path: Path, level: str
) -> None:
    moved = {"part": one.parent, "layout": folder / cache.LAYOUT}[level]
    outside = tmp_path / "outside"
    moved.rename(outside)
    moved.symlink_to(outside)
    before = sorted(outside.rglob("*"))
    said: list[str] = []
    shared = Cache(folder, said.append)
    assert shared.get(key(1)) is None
    shared.put(key(1), BLOB, FACTS)
    assert len(said) == 1
    assert said[0].startswith(f"nothing more is kept in {folder}: ")
    shared._has_grown = True
    shared.trim()
    assert sorted(outside.rglob("*")) == before


def test_a_folder_that_is_removed_meanwhile_is_made_again(folder: Path, one: Path) -> None:
    shared = Cache(folder, silent)
    for remove in (folder, folder / cache.LAYOUT, one.parent):
        shutil.rmtree(remove)
        assert shared.get(key(1)) is None
        shared.put(key(1), BLOB, FACTS)
        assert shared.get(key(1)) == (BLOB, FACTS)


def test_a_disk_that_is_full_is_said_once(
    folder: Path, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    said: list[str] = []
    shared = Cache(folder, said.append)
    for number in range(2, 5):
        shared.put(key(number), BLOB, FACTS)
    assert said == [f"nothing more is kept in {folder}: No space left on device"]
    assert files(folder) == [one]
    assert shared.get(key(1)) == (BLOB, FACTS)


def test_what_is_used_is_noted_and_what_is_not_used_is_removed(folder: Path, one: Path) -> None:
    now = time.time()
    shared = Cache(folder, silent)
    shared.put(key(2), BLOB, FACTS)
    (other,) = set(files(folder)) - {one}
    unfinished = one.with_name(f"{one.name}.{'0' * 16}")
    unfinished.touch()
    foreign = one.with_name("README")
    foreign.touch()
    for path in files(folder):
        os.utime(path, (now - 40 * 86_400,) * 2)
    assert shared.get(key(2)) == (BLOB, FACTS)
    assert other.stat().st_mtime >= now - 1
    Cache(folder, silent).trim()
    assert one.exists(), "nothing was added"
    shared.trim()
    assert files(folder) == sorted([other, foreign])


def test_what_is_too_much_is_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Cache(folder, silent)
    now = time.time()
    for number in range(20):
        shared.put(key(number), BLOB, FACTS)
    size = files(folder)[0].stat().st_size
    for number in range(20):
        part, name = shared._place(key(number))
        os.utime(folder / cache.LAYOUT / part / name, (now - number, now - number))
    monkeypatch.setattr(cache, "MOST", 5 * size + 1)
    shared.trim()
    assert [number for number in range(20) if shared.get(key(number))] == [0, 1, 2, 3, 4]
