"""Languages without a reader, where Universal Ctags is installed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import ctags
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.survey import survey
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import FileFacts
from tests.analysis.readers.written import definition
from tests.conftest import commit

FOUND = ctags.installed(Path("/nowhere"))
needs_ctags = pytest.mark.skipif(FOUND is None, reason="Universal Ctags is not installed")

#: Name, text, and what ctags finds in it.
CASES = {
    "a batch file with comments": (
        "a.bat", "@rem set A=1\n  REM set B=2\n:: set C=3\nset D=4\n", ["4 variable D"],
    ),
    "lua": ("a.lua", "-- c\nfunction f(x)\nend\nlocal y = 1\n", ["2 function f"]),
    "ruby": (
        "a.rb", "class A\n  def f(x)\n  end\nend\n", ["1-4 class A", "2-3 method A.f(x)"],
    ),
    "kotlin": (
        "a.kt", "package a.b\nclass A { fun f() {} }\nfun g() {}\nobject O { fun z() {} }\n",
        ["1 namespace a.b [package]", "2 class a.b.A", "2 method a.b.A.f", "3 function a.b.g",
         "4 class a.b.O", "4 method a.b.O.z"],
    ),
    "php": (
        "a.php", "<?php\nclass A {\n  function f() {}\n}\nfunction g() {}\n",
        ["2 class A", "3 method A.f()", "5 function g()"],
    ),
    "a name that is odd": ("é \n$(x).lua", "function f() end\n", ["1 function f"]),
    "a specification of RPM": (
        "a.spec", "Name: x\n%package devel\n%define skip 1\n%files\n", ["3 macro skip"],
    ),
    "nothing": ("a.lua", "x()\n", []),
}  # fmt: skip


@needs_ctags
def test_found() -> None:
    assert FOUND is not None
    found = FOUND.definitions([(name, text) for name, text, _ in CASES.values()])
    for place, (name, text, expected) in enumerate(CASES.values()):
        facts = ctags.told(analyse(name, text.encode()), found.get(place))
        assert [definition(item) for item in facts.definitions] == expected
        assert (facts.reader == "universal-ctags") is bool(expected)


@needs_ctags
def test_no_time_is_no_result() -> None:
    assert FOUND is not None
    assert FOUND.definitions([("a.lua", "function f() end\n" * 100_000)], seconds=0.001) == {}


def test_what_is_asked() -> None:
    assert ctags.is_asked(analyse("a.lua", b"x\n"))
    assert ctags.is_asked(analyse("a.rb", b"x\n"))
    for name in ("a.txt", "a.unheard-of", "a.py", "a.yaml", "a.md"):
        assert not ctags.is_asked(analyse(name, b"x: 1\n"))


def survey_of(root: Path, folder: Path, jobs: int = 1) -> dict[str, FileFacts]:
    store = Store(folder / "store.sqlite")
    store.prepare("1")
    survey(Settings(root, "x", jobs=jobs), store, lambda *said: None)
    return {path: store.facts(file.facts) for path, (_, file) in store.files().items()}


def repository_at(folder: Path) -> Path:
    root = folder / "root"
    root.mkdir()
    for number in range(40):
        (root / f"a{number}.lua").write_text(f"function f{number}() end\n")
    (root / "same.lua").write_text("function f1() end\n")
    (root / "b.py").write_text("def f(): ...\n")
    commit(root)
    return root


@needs_ctags
def test_a_survey_asks_it_once_with_any_number_of_children(tmp_path: Path) -> None:
    root = repository_at(tmp_path)
    one, two = survey_of(root, tmp_path / "1"), survey_of(root, tmp_path / "2", jobs=2)
    assert one == two
    assert one["same.lua"].definitions[0].name == "f1"
    assert {facts.reader for facts in one.values()} == {"universal-ctags", "astroid"}


def test_without_it_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository_at(tmp_path)
    monkeypatch.setattr(ctags, "installed", lambda root: None)
    found = survey_of(root, tmp_path / "1")
    assert found["a1.lua"].reader == ""
    assert found["a1.lua"].problem is None


def test_another_ctags_and_one_of_the_repository_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ctags"
    mark = tmp_path / "ran"
    program.write_text(f"#!/bin/sh\ntouch {mark}\necho Exuberant Ctags 5.8, Copyright\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert ctags.installed(tmp_path) is None
    assert not mark.exists()
    assert ctags.installed(tmp_path / "elsewhere") is None
    assert mark.exists()
