"""Languages without a reader, where Universal Ctags is installed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import ctags, ctags_program
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.survey import survey
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import FileFacts
from tests.analysis.readers.written import definition
from tests.conftest import commit

FOUND = ctags_program.installed(Path("/nowhere"))
needs_ctags = pytest.mark.skipif(FOUND is None, reason="Universal Ctags is not installed")

#: Name, text, and what ctags finds in it.
CASES = {
    "a batch file with comments": (
        "a.bat",
        "@rem set A=1\n  REM set B=2\n:: set C=3\nset D=4\necho. set E=5\n",
        ["4 variable D"],
    ),
    "lua": ("a.lua", "-- c\nfunction f(x)\nend\nlocal y = 1\n", ["2 function f"]),
    "ruby": (
        "a.rb", "class A\n  def f(x)\n  end\nend\n", ["1-4 class A", "2-3 method A.f(x)"],
    ),
    "ruby, in its own words": (
        "b.rb", "module M\n  def self.g; end\n  alias_method :p, :g\nend\ndef top; end\n",
        ["1-4 module M", "2 method M.g()", "3 method M.p", "5 method top()"],
    ),
    "php, in its own words": (
        "b.php",
        "<?php\nuse A\\B as C;\nconst D = 1;\nclass E {\n  const F = 1;\n  public $g = 1;\n}\n"
        "enum H { case X;\n  public function f() { $no = 1; } }\n$i = 1;\n",
        ["3 constant D", "4 class E", "5 constant E.F", "6 field E.g", "9 method f()",
         "10 variable i"],
    ),
    "c#": (
        "a.cs",
        "namespace N {\nclass A {\n  int f = 1;\n  const int K = 2;\n  int P { get; }\n"
        "  void M() { int no = 1; }\n}\nrecord R(int X);\n}\n",
        ["1-9 namespace N", "2-7 class N.A", "3 field N.A.f", "4 constant N.A.K",
         "5 method N.A.P [property]", "6 method N.A.M()"],
    ),
    "scss": (
        "a.scss", "$v: 1;\n.c {\n  $no: 1\n}\n#i { a: b }\n",
        ["1 variable v", "2 selector .c", "5 selector i"],
    ),
    "objective-c": (
        "a.m",
        "#import <A/A.h>\n@interface A : B\n+ (id)make;\n@end\n@implementation A\n"
        "- (void)f:(int)a { int no = 1; }\n@end\n",
        ["2 class A", "3 method A.make()", "6 method A.f:(int)"],
    ),
    "elixir": (
        "a.ex",
        "defmodule A.B do\n  def f(1), do: 1\n  def f(x), do: x\n  defmacro m(x), do: x\nend\n",
        ["1-5 module A.B", "2 name B.f", "4 macro B.m"],
    ),
    "fortran": (
        "a.f90",
        "module m\n  type t\n    integer :: c\n  end type\ncontains\n  subroutine s(a)\n"
        "  end subroutine\nend module\nprogram p\n  integer :: no\nend program\n",
        ["1 module m", "2 name m.t", "3 field t.c", "6 name m.s(a)", "9 name p"],
    ),
    "haskell": ("a.hs", "module A where\ndata T = X\nf x = x\n", ["1 module A", "2 name T"]),
    "a macro of verilog": (
        "a.v", "`define M 1\nmodule m(input a);\n  parameter P = 1;\nendmodule\n",
        ["1 macro M", "2 module m", "3 constant m.P"],
    ),
    "powershell": (
        "a.ps1", "function F { }\n$a = 1\nif ($a) {\n  $b = 2\n}\n",
        ["1 function F", "2 variable a"],
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
    found = ctags.definitions(FOUND, [(name, text) for name, text, _ in CASES.values()])
    for place, (name, text, expected) in enumerate(CASES.values()):
        facts = ctags.told(analyse(name, text.encode()), found.get(place))
        assert [definition(item) for item in facts.definitions] == expected
        assert (facts.reader == "universal-ctags") is bool(expected)


@needs_ctags
def test_no_time_is_no_result() -> None:
    assert FOUND is not None
    long = [("a.lua", "function f() end\n" * 100_000)]
    assert ctags.definitions(FOUND, long, seconds=0.001) == {}


def test_what_is_asked() -> None:
    assert ctags.is_asked(analyse("a.lua", b"x\n"))
    assert ctags.is_asked(analyse("a.rb", b"x\n"))
    for name in ("a.txt", "a.unheard-of", "a.py", "a.yaml", "a.md", "a.kt", "a.swift"):
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


@needs_ctags
def test_it_takes_a_shared_suffix_for_the_language_that_the_file_shows(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.h").write_text("#import <A/A.h>\n@interface A : B\n+ (id)make;\n@end\n")
    (root / "a.pl").write_text("% sub no {\n:- use_module(b).\nf(X) :- g(X).\n")
    (root / "b.pl").write_text("use strict;\nsub f {\n}\n")
    commit(root)
    found = survey_of(root, tmp_path / "1")
    names = {path: [each.name for each in facts.definitions] for path, facts in found.items()}
    assert names == {"a.h": ["A", "make"], "a.pl": [], "b.pl": ["f"]}
    assert found["a.pl"].language == "Prolog"


def test_without_it_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository_at(tmp_path)
    monkeypatch.setattr(ctags_program, "installed", lambda root: None)
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
    assert ctags_program.installed(tmp_path) is None
    assert not mark.exists()
    assert ctags_program.installed(tmp_path / "elsewhere") is None
    assert mark.exists()
