"""What the reader of Go finds, from sources."""

from __future__ import annotations

import pytest

from sphinx_kwindex.model.facts import LineCounts
from tests.analysis.readers import show

DEFINITIONS: dict[str, tuple[str, list[str]]] = {
    "a package": ("// Package p does.\npackage p", ['2 package p "Package p does."']),
    "a function": (
        "// F adds.\nfunc F[T any](a, b int, c ...T) (r int, err error) {\n\treturn\n}",
        ['2-4 function F(a, b int, c ...T) -> (r int, err error) [export template] "F adds."'],
    ),
    "a name in lower case is private": ("func f() {}", ["1 function f() [private]"]),
    "a method": (
        "func (r *T[K]) M(x int) string { return \"\" }\nfunc (T) v() {}",
        ["1 method T.M(x int) -> string [export]", "2 method T.v() [private]"],
    ),
    "a function that is written elsewhere": ("func Asm(x int)", [
        "1 function Asm(x int) [declaration export]",
    ]),
    "a struct": (
        "// T is.\ntype T struct {\n\tA, B int `json:\"a\"`\n\t*E\n\tC.D\n// f says.\nf func()\n}",
        [
            '2-8 struct T <E, C.D> [export] "T is."', "3 field T.A [export] : int",
            "3 field T.B [export] : int", '7 field T.f [private] : func() "f says."',
        ],
    ),
    "an interface": (
        "type I interface {\n\tM(int) string\n\t~int | E\n}",
        ["1-4 interface I <~int | E> [export]",
         "2 method I.M(int) -> string [declaration export]"],
    ),
    "types": (
        "type (\n\tAL = string\n\tNum int\n)\ntype FN func(a int) error",
        ["2 type-alias AL [export] = string", "3 typedef Num [export] = int",
         "5 typedef FN [export] = func(a int) error"],
    ),
    "constants and variables": (
        "const (\n\tC1 = iota\n\tC2\n\tc3 string = \"a\"\n)\nvar V1, V2 int = 1, 2\nvar a, _ = f()",
        ["2 constant C1 [export] = iota", "3 constant C2 [export]",
         '4 constant c3 [private] : string = "a"', "6 variable V1 [export] : int = 1",
         "6 variable V2 [export] : int = 2", "7 variable a [private]"],
    ),
    "variables in parentheses": (
        "var (\n\t// v3 runs.\n\tv3 = func() { var inner int }\n)",
        ['3 variable v3 [private] = func() { var inner int } "v3 runs."'],
    ),
    "tests": (
        "func TestX(t *testing.T) {}\nfunc Testify(t *testing.T) {}\nfunc TestY() {}\n"
        "func BenchmarkX(b *testing.B) {}\nfunc ExampleF() {}\nfunc FuzzX(f *testing.F) {}",
        ["1 function TestX(t *testing.T) [export test]",
         "2 function Testify(t *testing.T) [export]", "3 function TestY() [export]",
         "4 function BenchmarkX(b *testing.B) [benchmark export]",
         "5 function ExampleF() [example export]", "6 function FuzzX(f *testing.F) [export test]"],
    ),
    "comments that say nothing of a function": (
        "var a int // trailing\nfunc f() {}\n\n// far\n\nfunc g() {}\n//go:noinline\nfunc h() {}",
        ["1 variable a [private] : int", "2 function f() [private]", "6 function g() [private]",
         "8 function h() [private]"],
    ),
    "what is broken leaves the rest": (
        "func f() { if }\n\nfunc G() {}\n", ["1 function f() [private]", "3 function G() [export]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "wanted"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_definitions(source: str, wanted: list[str]) -> None:
    facts = show.read("a.go", source)
    assert show.definitions(facts) == wanted


def test_a_file() -> None:
    facts = show.read(
        "a.go",
        """\
        // Copyright 2020 Somebody.

        // Package p does.
        package p

        import (
            "fmt"
            m "math"
            . "os/exec"
            _ "x.y/z"
        )
        import "os/exec"

        /* Two
           lines. */ var a = "// none"

        func f(ch chan int) {
            go f(ch) // asynchronous
            defer fmt.Println("unused(1)")
            exec.Command("ls")
            other.Command("ls")
            m.Max(1, 2); f(ch); generic[int](1)
        }
        """,
    )
    assert (facts.language, facts.reader) == ("Go", "tree-sitter-go")
    assert facts.summary == "Package p does."
    assert facts.lines == LineCounts(23, code=16, comment=3, blank=4)
    assert show.imports(facts) == [
        "7 import fmt", "8 import math as m", "9 import os/exec take *", "10 import x.y/z as _",
        "12 import os/exec",
    ]  # fmt: skip
    assert show.observations(facts) == [
        "17 performance channel", "18 performance goroutine", "19 pattern defer",
        "20 security process exec.Command",
    ]  # fmt: skip
    assert dict(facts.calls) == {
        "Command": (20, 21), "Max": (22,), "Println": (19,), "f": (18, 22), "generic": (22,),
    }  # fmt: skip
    uses = dict(facts.uses)
    assert uses["f"] == 2  # calls; its definition is none
    assert "unused" not in uses
    assert "asynchronous" not in uses
    assert "func" not in uses


def test_a_build_constraint_says_nothing_of_the_file() -> None:
    licence = "// Copyright 2020 A\n\n"
    constraint = "//go:build windows\n// +build windows\n\n"
    assert show.read("a.go", f"{licence}{constraint}package p\n").docstring == ""
    facts = show.read("a.go", f"{licence}{constraint}// Package p does.\npackage p\n")
    assert facts.docstring == "Package p does."
