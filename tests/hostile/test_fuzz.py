"""The fuzzer keeps what shows a mistake, once each; it needs atheris only where it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.fuzz import LENGTH, Fuzzer, prepare


def _read(data: bytes) -> None:
    if data.startswith(b"deep"):
        raise RecursionError
    if data.startswith(b"wrong"):
        raise ValueError(data)
    if data.startswith(b"other"):
        raise KeyError(data)


def test_each_kind_of_mistake_is_kept_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fuzzer = Fuzzer(_read, tmp_path)
    for data in (b"right", b"deep", b"wrong 1", b"wrong 2", b"other"):
        fuzzer(data)
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"other", b"wrong 1"]
    assert capsys.readouterr().out.count("kept in") == 2


def test_seeds_are_cut_and_their_words_are_a_dictionary(tmp_path: Path) -> None:
    dictionary, corpus = prepare(tmp_path, iter([b"def f(): pass\n", b"x" * (LENGTH + 1)]))
    seeds = sorted(path.read_bytes() for path in Path(corpus).iterdir())
    assert seeds == [b"def f(): pass\n", b"x", b"x" * LENGTH]
    words = Path(dictionary.partition("=")[2]).read_text().splitlines()
    assert '"\\x64\\x65\\x66"' in words  # def
