"""What the reader of Rust finds, from sources."""

from __future__ import annotations

import pytest

from sphinx_kwindex.model.facts import LineCounts
from tests.analysis.readers import show

DEFINITIONS: dict[str, tuple[str, list[str]]] = {
    "structs": (
        "/// Doc.\n"
        "#[derive(Debug, Clone)]\n"
        "pub struct S<T: X> {\n"
        "    /// The first.\n"
        "    pub a: T,\n"
        "    b: u8,\n"
        "}\n"
        "struct U(pub u8, i32);\n"
        "union V { a: u8 }",
        [
            '3-7 struct S [export template] @derive(Debug, Clone) "Doc."',
            '5 field S::a [export] : T "The first."',
            "6 field S::b [private] : u8",
            "8 struct U [private]",
            "9 union V [private]",
            "9 field V::a [private] : u8",
        ],
    ),
    "an enumeration": (
        "pub(crate) enum E {\n"
        "    A,\n"
        "    B(u8),\n"
        "    C { x: u8 },\n"
        "    D = 4,\n"
        "}",
        [
            "1-6 enum E [restricted]",
            "2 enumerator E::A",
            "3 enumerator E::B",
            "4 enumerator E::C",
            "4 field E::C::x : u8",
            "5 enumerator E::D = 4",
        ],
    ),
    "a trait": (
        "pub trait Tr: Sup + Other {\n"
        "    const K: u8;\n"
        "    type Out;\n"
        "    fn m(&self) -> u8;\n"
        "    fn d() {}\n"
        "}",
        [
            "1-6 trait Tr <Sup, Other> [export]",
            "2 constant Tr::K : u8",
            "3 type-alias Tr::Out",
            "4 method Tr::m(&self) -> u8 [declaration]",
            "5 function Tr::d() [associated]",
        ],
    ),
    "implementations": (
        "impl<T> Tr for S<T> {\n"
        "    fn m(&self) -> u8 { 1 }\n"
        "    const K: u8 = 1;\n"
        "    type Out = u8;\n"
        "}\n"
        "impl a::b::S<u8> {\n"
        "    pub async fn new(x: u8) -> Self { }\n"
        "    fn p() {}\n"
        "}\n"
        "pub struct S; impl !Send for S {}\n"
        "impl Tr for &'static [u8] { fn q() {} }\n"
        "impl dyn Tr { fn dd(&self) {} }\n"
        "impl<'a, T: Push> Push for &'a T { fn push(&self) {} }\n"
        "impl<T> Push for T { fn pop(self: Box<Self>) {} }",
        [
            "2 method S::m(&self) -> u8",
            "3 constant S::K : u8 = 1",
            "4 type-alias S::Out = u8",
            "7 function S::new(x: u8) -> Self [associated async export]",
            "8 function S::p() [associated private]",
            "10 struct S <implements Tr> [export]",
            "11 function [u8]::q() [associated]",
            "12 method Tr::dd(&self) [private]",
            "13 method <&'a T>::push(&self)",
            "14 method <T>::pop(self: Box<Self>)",
        ],
    ),
    "documentation under a heading": (
        "/// # Safety\n"
        "///\n"
        "/// Of the caller. More.\n"
        "fn f() {}",
        ['4 function f() [private] "Of the caller. More."'],
    ),
    "functions": (
        "pub unsafe extern \"C\" fn uf() {}\n"
        "const fn cfn<T>(\n"
        "    a: T,\n"
        ") -> T { a }\n"
        "extern \"C\" { fn cf(x: u8); static ES: u8; }\n"
        "fn outer() { fn inner() {} struct L; if x { fn deep() {} } const HIDDEN: u8 = 1; }",
        [
            "1 function uf() [export extern unsafe]",
            "2-4 function cfn(a: T) -> T [const private template]",
            "5 function cf(x: u8) [declaration private]",
            "5 constant ES [private] : u8",
            "6 function outer() [private]",
            "6 function outer::inner()",
            "6 struct outer::L",
            "6 function outer::deep()",
            "6 constant outer::HIDDEN : u8 = 1",
        ],
    ),
    "values": (
        "const C: u8 = 1;\n"
        "pub static mut ST: u8 = 2;\n"
        "static FIXED: &str = \"a\";\n"
        "pub type Al<T> = Vec<T>;\n"
        "const _: () = ();",
        [
            "1 constant C [private] : u8 = 1",
            "2 variable ST [export] : u8 = 2",
            '3 constant FIXED [private] : &str = "a"',
            "4 type-alias Al [export] = Vec<T>",
        ],
    ),
    "macros": (
        "#[macro_export]\n"
        "macro_rules! mac { () => {} }\n"
        "macro_rules! own { () => {} }",
        [
            "2 macro mac [export] @macro_export",
            "3 macro own [private]",
        ],
    ),
    "modules": (
        "/// Inner.\n"
        "pub mod m {\n"
        "    pub fn f() {}\n"
        "    mod deep;\n"
        "}\n"
        "mod ext;",
        [
            '2-5 module m [export] "Inner."',
            "3 function m::f() [export]",
        ],
    ),
    "tests": (
        "#[cfg(test)]\n"
        "mod tests {\n"
        "    #[test]\n"
        "    fn t() {}\n"
        "    #[tokio::test]\n"
        "    async fn t2() {}\n"
        "    #[deprecated(note = \"x\")]\n"
        "    fn testing() {}\n"
        "}",
        [
            "2-9 module tests [private] @cfg(test)",
            "4 function tests::t() [private test] @test",
            "6 function tests::t2() [async private test] @tokio::test",
            '8 function tests::testing() [deprecated private] @deprecated(note = "x")',
        ],
    ),
    "functions within expressions": (
        "fn f(x: u8) -> u8 {\n"
        "    let y = match x {\n"
        "        0 => {\n"
        "            fn g() -> u8 { 1 }\n"
        "            g()\n"
        "        }\n"
        "        _ => run(|| { fn h() {} 2 }).max(3),\n"
        "    };\n"
        "    if x > 1 { y } else { fn i() {} y }\n"
        "}",
        [
            "1-10 function f(x: u8) -> u8 [private]",
            "4 function f::g() -> u8",
            "7 function f::h()",
            "9 function f::i()",
        ],
    ),
    "what is broken leaves the rest": (
        "fn f( {\n"
        "}\n"
        "\n"
        "fn g() {}\n",
        [
            "1-2 function f [private]",
            "4 function g() [private]",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "wanted"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_definitions(source: str, wanted: list[str]) -> None:
    assert show.definitions(show.read("a.rs", source)) == wanted


def test_a_file() -> None:
    facts = show.read(
        "a.rs",
        """\
        //! The shop.
        use std::{fs, io::{self, Read as R, *}};
        use crate::a::b;
        use super::*;
        pub use self::x as y;
        extern crate foo as bar;
        use single;
        mod ext; #[cfg(x)] #[path = "b/c.rs"] mod d;
        mod m { pub mod deep; #[path = "o.rs"] mod p; }

        fn f() {
            use std::q;
            unsafe { mem::transmute(1) }
            Command::new("ls"); Other::new("ls"); println!("unsafe {}", 1);
            g::<u8>(2); let c = '"'; h(); let s = r#"one " two"#;
            async move { std::thread::spawn(f) };
        }
        """,
    )
    assert (facts.language, facts.reader) == ("Rust", "tree-sitter-rust")
    assert facts.summary == "The shop."
    assert facts.lines == LineCounts(17, code=15, comment=1, blank=1)
    assert show.imports(facts) == [
        "2 import std take fs", "2 import std take io", "2 import std::io take Read as R",
        "2 import std::io take *", "3 import crate::a take b", "4 import super take *",
        "5 import self take x as y", "6 import foo as bar", "7 import single", "8 module ext",
        "8 module b/c.rs as d", "9 module m/deep", "9 module o.rs as m::p",
        "12 import std take q (function)",
    ]  # fmt: skip
    assert show.observations(facts) == [
        "13 security transmute mem::transmute", "13 security unsafe",
        "14 security process Command::new", "16 pattern async",
        "16 performance thread std::thread::spawn",
    ]  # fmt: skip
    calls = dict(facts.calls)
    assert (calls["g"], calls["h"], calls["println"], calls["new"]) == (
        (15,), (15,), (14,), (14,),
    )  # fmt: skip
    assert "two" not in dict(facts.uses)


def test_line_ends_of_a_string_are_seen_in_its_value() -> None:
    facts = show.read("a.rs", 'const A: &str = "\\\nb\n  c\\\n";\nconst B: u8 = f(\n  1,\n);\n')
    assert [each.value for each in facts.definitions] == ['"\\\u21b5b\u21b5 c\\\u21b5"', "f( 1, )"]
