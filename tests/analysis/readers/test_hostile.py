"""Files that were made to hang or to break a reader: each is read to the end."""

from __future__ import annotations

import sys
import time

import pytest

from sphinx_kwindex.analysis.worker import analyse

#: By suffix, what is repeated: opened so many times, and never closed.
OPENED: dict[str, list[str]] = {
    "go": ["(", "[", "{", "func() {", "f(", "if x {", "f()+", "x.f().", "/*", "*", "`", "struct{"],
    "java": ["(", "{", "class A {", "f(", "if (x) {", "f()+", "x.f().", "/*", "@A(", "List<", "!"],
    "js": [
        *("(", "[", "{", "function f() {", "f(", "if (x) {", "f()+", "x.f().", "/*", "`${", "=>"),
        *("<a>", "x=>", "class A { m() {", "a = ", "!", "x ? y : ", "({a: "),
    ],
    "rs": [
        *("(", "[", "{", "fn f() {", "f(", "if x {", "f()+", "x.f().", "/*", "mod a {", "&", "m!("),
        *("use a::{", "Vec<", "#["),
    ],
    "ts": ["(", "[", "{", "namespace A {", "f(", "interface I { a: {", "Array<", "<T>", "x as "],
    "tsx": ["<a>", "<a b={", "<>", "f("],
}
NESTED = [
    pytest.param(f"a.{suffix}", text, id=f"{suffix} {text}")
    for suffix, texts in OPENED.items()
    for text in texts
]
BEFORE = {
    "go": "package p\nvar x = ",
    "java": "class A { int x = ",
    "js": "let x = 1; ",
    "rs": "fn f() { let x = 1; ",
    "ts": "let x = 1; ",
    "tsx": "let x = ",
}

#: What a reader meets in the middle of something.
ENDS = ['"', "'", "`", "/*", "//", '"\\', "/", "\\", "<", "${", "\ufeff", "\ud800", "é"]

#: Where the parser itself takes time that grows with the square: there the child is ended in time.
SLOW = {
    *(("go", "`"), ("java", "class A {"), ("java", "List<"), ("rs", "use a::{")),
    ("ts", "interface I { a: {"),
}


@pytest.mark.parametrize("count", [1_000, 100_000])
@pytest.mark.parametrize(("name", "text"), NESTED)
def test_nesting_is_no_matter_of_pythons_recursion(name: str, text: str, count: int) -> None:
    if (name[2:], text) in SLOW:
        count = min(count, 5_000)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    start = time.process_time()
    try:
        facts = analyse(name, (BEFORE[name[2:]] + text * count).encode())
    finally:
        sys.setrecursionlimit(limit)
    assert facts.problem is None, facts.problem
    # A parse of these takes up to a second; nothing here may grow with the square of the text.
    assert time.process_time() - start < 20


@pytest.mark.parametrize("suffix", OPENED)
@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_what_is_not_closed(suffix: str, end: str) -> None:
    text = f"{BEFORE[suffix]} a({end}"
    for size in (1, 5_000):
        facts = analyse(f"a.{suffix}", (text + "x (" * size).encode("utf-8", "surrogatepass"))
        assert facts.problem is None or facts.problem.reason == "encoding"


@pytest.mark.parametrize("suffix", OPENED)
@pytest.mark.parametrize("text", ['\\"', '"\\"', "'", "/", " ", "a", "(", "\\", "/*", "*/", "\t("])
def test_one_long_line(suffix: str, text: str) -> None:
    start = time.process_time()
    facts = analyse(f"a.{suffix}", (BEFORE[suffix] + text * (10_000 // len(text))).encode())
    assert facts.problem is None, facts.problem
    assert time.process_time() - start < 20
