"""Lines above that of a name, and whether they belong to what it names."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.worker import analyse

#: Names, texts, and whether a line above a name in them belongs to it.
CASES = {
    "a type": ("a.c", "static int\nf(void)\n{\n}\n", True),
    "a template": ("a.cpp", "template <class T>\nclass A {\n};\n", True),
    "an attribute": ("a.rs", "#[derive(Debug)]\nstruct A {\n}\n", True),
    "an annotation": ("A.java", "@Deprecated\nclass A {\n}\n", True),
    "a decorator": ("a.ts", "@component({})\nclass A {\n}\n", True),
    "a comment": ("a.c", "int x;\n\n/* f */\nint f(void)\n{\n}\n", False),
    "a directive": ("a.c", "#endif\nint f(void)\n{\n}\n", False),
    "a statement": ("a.cpp", "int x;\nclass A {\npublic:\n  void f()\n  {\n  }\n};\n", False),
    "an end without a sign": ("a.go", "package a\nfunc f() {\n}\n", False),
    "one line": ("A.java", "@Deprecated\nclass A {}\n", False),
    "an annotation on the line": ("A.java", "\n@Deprecated class A {\n}\n", False),
}


@pytest.mark.parametrize(("name", "text", "belongs"), CASES.values(), ids=CASES)
def test_what_stands_above_a_name(name: str, text: str, belongs: bool) -> None:
    assert ("above" in analyse(name, text.encode()).cut) is belongs
