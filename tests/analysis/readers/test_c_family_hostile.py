"""Texts of C and C++ that are made to hang or to end a reader: each has a page or a reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.supervisor import Supervisor
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.files import Reason

DEEP = 100_000

TEXTS = {
    "braces": "{" * DEEP,
    "closed braces": "void f() " + "{" * DEEP + "}" * DEEP,
    "a thousand braces": "void f() " + "{" * 1_000 + "}" * 1_000 + "\nint after;\n",
    "parentheses": "int x = " + "(" * DEEP,
    "closed parentheses": "int x = " + "(" * DEEP + "1" + ")" * DEEP + ";",
    "a thousand parentheses": "int x = " + "(" * 1_000 + "1" + ")" * 1_000 + ";",
    "declarators": "int " + "(*" * 20_000 + "x" + ")" * 20_000 + ";",
    "pointers": "int " + "*" * DEEP + "x;",
    "paths in a body": "void f() {" + "a::" * 20_000 + "}",
    "namespaces": "namespace n {" * 20_000 + "}" * 20_000,
    "a thousand namespaces": "namespace n {" * 1_000 + "int deepest;" + "}" * 1_000,
    "a path of namespaces": "namespace " + "n::" * 20_000 + "n { int deepest; }",
    "classes": "class A {" * 5_000,
    "templates": "A<" * DEEP + ">" * DEEP + " x;",
    "template heads": "template <class T> " * 20_000 + "struct S {};",
    "comparisons": "int x = " + "a < " * DEEP + "b;",
    "operators": "int x = " + "1 + " * DEEP + "1;",
    "one line": "int x; " * 30_000,
    "one word": "x" * 200_000,
    "macros": "MY_API " * 10_000 + "int x;",
    "calls of macros": "MY_API(x) " * 10_000 + "\n",
    "open macros": "MY_API(" * 10_000,
    "open macros in lines": "MY_API(a,\n" * 10_000,
    "capitals": "A_" * 50_000,
    "class heads": "class A " * 10_000,
    "paths to members": "int " + "a<b>::" * 20_000 + "x;" + "::*",
    "open paths to members": "a<b::" * 2_000 + "::*",
    "members of members": "int a" + ", C::*p" * 2_000 + ";",
    "values in braces": "= {" * 30_000 + "f(a = {" + "b = 1, " * 30_000,
    "types of functions": "MY_API a<(x)" * 2_000,
    "long types of functions": ("MY_API a<(" + "x" * 1_000 + ")") * 500,
    "last macros": ("MY_API" + " " * 100) * 5_000,
    "words on lines": "; My_API\nx" * 20_000,
    "a word in parts": ";\n" + "aB_" * 50_000 + "\nint x;\n",
    "open interfaces": "@interface A\n" * 20_000 + "\n@end",
    "interfaces": "@interface A\n@end\n" * 10_000,
    "brackets": "class A_B C<" * 2_000,
    "a comment": "int x;\n/*" + "*" * 100_000,
    "comments": "/*" * 50_000,
    "strings": '"' * 50_000,
    "raw strings": 'R"(' * 30_000,
    "escapes": '"' + "\\" * 100_000,
    "continued lines": "#define A \\\n" * 10_000,
    "a continued comment": "// \\\n" * 10_000,
    "conditions": "#if X\n" * 10_000,
    "closed conditions": "#if X\nint a;\n#else\nint b\n" * 2_000 + "#endif\n" * 2_000,
    "branches": "#if X\n" + "#elif Y\nint f(\n" * 10_000 + "#endif\n",
    "ends": "#endif\n" * 10_000,
    "signs": "#" * 100_000,
    "an enumerator without a name": 'enum{"E\xb6\xdf,,,e(),,,,,,,,,,,,a,,',
    "signs in lines": "#\n" * 50_000,
    "enumerators": "enum E {" + "A," * 50_000 + "};",
    "launches": "k<<<" * 10_000,
    "members": "struct S { " + "int a : 1, *b, c[2];" * 5_000 + "};",
    "loops": "void f() {" + "for(;;)" * 2_000 + ";}",
    "comments above": "// a\n" * 20_000 + "int x;\n",
    "spaces": " " * 200_000 + "int x;",
    "lines": "\n" * 200_000 + "int x;",
    "controls": "".join(map(chr, range(1, 32))) * 1_000 + "int x;",
}


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor(seconds=10.0) as found:
        yield found


@pytest.mark.parametrize("case", TEXTS)
def test_there_is_a_page_or_a_reason(supervisor: Supervisor, case: str) -> None:
    name = f"a.{('c', 'cpp', 'cu')[len(case) % 3]}"
    facts = codec.load(supervisor.analyse(name, TEXTS[case].encode()), FileFacts)
    assert facts.problem is None or facts.problem.reason is Reason.LIMIT
    assert facts.lines.total >= 1


def test_what_is_deep_is_read(supervisor: Supervisor) -> None:
    read = codec.load(
        supervisor.analyse("a.cpp", ("namespace n {" * 500 + "int deepest;" + "}" * 500).encode()),
        FileFacts,
    )
    assert read.problem is None
    assert [each.name for each in read.definitions][-1] == "deepest"
    assert len(read.definitions) == 501


def test_nul_is_no_text(supervisor: Supervisor) -> None:
    facts = codec.load(supervisor.analyse("a.c", b"int x;\0int y;"), FileFacts)
    assert facts.problem is not None
    assert facts.problem.reason is Reason.BINARY
