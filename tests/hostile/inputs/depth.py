"""Constructs in constructs in constructs: of Python, of data, and of every other language."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from tests.hostile.inputs.made import Input, numbered

#: What opens a level of Python, what stands in the middle, and what closes each level.
PYTHON: Mapping[str, tuple[str, str, str]] = {
    "parentheses": ("(", "1", ")"),
    "lists": ("[", "1", "]"),
    "dictionaries": ("{1: ", "1", "}"),
    "tuples": ("(1, ", "1", ")"),
    "calls": ("f(", "1", ")"),
    "keywords": ("f(a=", "1", ")"),
    "subscripts": ("a[", "1", "]"),
    "call of a call": ("f", "", "()"),
    "attributes": ("a", "", ".b"),
    "operators": ("1 + ", "1", ""),
    "powers": ("1 ** ", "1", ""),
    "signs": ("-", "1", ""),
    "nots": ("not ", "1", ""),
    "comparisons": ("1 < ", "1", ""),
    "conditions": ("1 if 1 else ", "1", ""),
    "lambdas": ("lambda: ", "1", ""),
    "comprehensions": ("[x for x in ", "y", "]"),
    "generators": ("(x for x in (", "y", "))"),
    "assignments": ("x = ", "1", ""),
    "walruses": ("(x := ", "1", ")"),
    "strings": ("'' ", "''", ""),
    "stars": ("f(*", "x", ")"),
    "awaits": ("await ", "x", ""),
    "f-strings": ("f'{", "1", "}'"),
    "types": ("x: A[", "B", "]"),
}

#: Statements that nest by their indentation.
BLOCKS = (
    *(
        "if x:",
        "while x:",
        "for x in y:",
        "class C{}:",
        "def f{}():",
        "with x:",
        "try:",
        "match x:",
    ),
    *("async def f{}():", "@d\n{indent}class C{}:", "else_if"),
)

#: Other languages: suffix, and what opens a level and closes it.
LANGUAGES: Mapping[str, tuple[tuple[str, str], ...]] = {
    ".c": (("{", "}"), ("(", ")"), ("int f(", ")"), ("struct a{", "};"), ("#if 1\n", "#endif\n"), ("*", "")),
    ".cpp": (
        *(("namespace a{", "}"), ("class A{", "};"), ("template<", ">"), ("A<", ">"), ("[](){", "}")),
        *(("decltype(", ")"), ("a::", ""), ("extern \"C\"{", "}"), ("if(1){", "}"), ("enum{", "}")),
    ),
    ".cu": (("f<<<", ">>>"), ("__global__ void f(){", "}")),
    ".go": (("{", "}"), ("func(){", "}()"), ("[]", "int"), ("struct{a ", "}"), ("(", ")"), ("if x {", "}")),
    ".java": (("class A{", "}"), ("(", ")"), ("A<", ">"), ("@A(", ")"), ("{", "}"), ("()->{", "}")),
    ".js": (
        *(("(", ")"), ("{", "}"), ("[", "]"), ("`${", "}`"), ("function f(){", "}"), ("()=>", "")),
        *(("class A{", "}"), ("a?b:", ""), ("a=>{", "}"), ("!", ""), ("a.b(", ")"), ("<a>", "</a>")),
    ),
    ".ts": (("A<", ">"), ("namespace a{", "}"), ("{a:", "}"), ("a extends b?c:", ""), ("(", ")")),
    ".tsx": (("<a>", "</a>"), ("<a b={", "}/>"), ("<>", "</>")),
    ".rs": (
        *(("mod a{", "}"), ("{", "}"), ("(", ")"), ("Vec<", ">"), ("fn f(){", "}"), ("&", "")),
        *(("use a::{", "};"), ("#[a(", ")]"), ("m!{", "}"), ("/*", "*/"), ("impl A{", "}"), ("|x|", "")),
    ),
    ".sh": (("$(", ")"), ("`", "`"), ("(", ")"), ("{ ", "; }"), ("f(){ ", "; }"), ("if x; then ", "; fi")),
    ".sql": (("(", ")"), ("SELECT (", ")"), ("CASE WHEN a THEN ", " END"), ("WITH a AS (", ")")),
    ".css": (("a{", "}"), ("@media x{", "}"), (":not(", ")"), ("f(", ")"), ("[", "]")),
    ".html": (("<div>", "</div>"), ("<a ", ">"), ("<!--", "-->"), ("<table><tr><td>", ""), ("<p>", "")),
    ".xml": (("<a>", "</a>"),),
    ".json": (("[", "]"), ('{"a":', "}"), ("[1,", "]")),
    ".ipynb": (('{"cells":[', "]}"), ('{"metadata":', "}")),
    ".yaml": (("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("!a ", ""), ("&a [", "]")),
    ".toml": (("a=[", "]"), ("a={b=", "}"), ("a.", "b=1"), ("[", "]")),
    ".proto": (("message A{", "}"), ("oneof a{", "}"), ("{", "}"), ("[(a)=", "]")),
    ".cmake": (("f(", ")"), ("if(a)\n", "endif()\n"), ("${", "}"), ("$<", ">"), ("function(f)\n", "endfunction()\n")),
    ".mk": (("$(", ")"), ("${", "}"), ("ifdef a\n", "endif\n"), ("define a\n", "endef\n"), ("$(if ", ",)")),
    ".bzl": (("f(", ")"), ("[", "]"), ("{1:", "}")),
    ".pyx": (("f(", ")"), ("cdef class C:\n ", ""), ("<a*>", ""), ("cdef extern from 'a':\n ", "")),
    ".kt": (("class A{", "}"), ("fun f(){", "}"), ("{", "}"), ("A<", ">"), ("\"${", "}\""), ("/*", "*/")),
    ".swift": (("class A{", "}"), ("func f(){", "}"), ("\"\\(", ")\""), ("[", "]"), ("/*", "*/")),
    ".rb": (("def f;", "end;"), ("(", ")"), ("#{", "}"), ("[", "]"), ("class A;", "end;")),
    ".php": (("<?php (", ")"), ("{", "}"), ("[", "]")),
    ".hs": (("(", ")"), ("{-", "-}"), ("[", "]")),
    ".lua": (("(", ")"), ("[", "]"), ("{", "}")),
    ".dockerfile": (("RUN ", ""), ("ONBUILD ", "")),
    ".ini": (("[", "]"), ("a=%(", ")s")),
    ".diff": (("> ", ""), ("+", "")),
    ".tex": (("{", "}"), ("\\a{", "}"), ("$", "$"), ("\\begin{a}", "\\end{a}")),
}  # fmt: skip

DEPTHS = (60, 900, 12_000)


def python(random: random.Random) -> Iterator[Input]:
    """Expressions in expressions, to beyond what Python itself can read."""
    place = 0
    for why, (start, middle, end) in PYTHON.items():
        for depth in DEPTHS:
            text = "x = " + start * depth + middle + end * depth + "\n\ndef after(): pass\n"
            yield Input(numbered(place, ".py"), text, f"{depth} {why}", heavy=depth > 60)
            place += 1


def blocks(random: random.Random) -> Iterator[Input]:
    """Statements in statements; Python reads at most 100 levels of indentation."""
    place = 0
    for head in BLOCKS:
        for depth in (20, 99, 101, 900):
            yield Input(numbered(place, ".py"), _block(head, depth), f"{depth} {head}", depth > 99)
            place += 1


def _block(head: str, depth: int) -> str:
    if head == "else_if":
        return "if x: pass\n" + "elif x: pass\n" * depth + "else: pass\n"
    lines = []
    for level in range(depth):
        indent = " " * level
        line = head.replace("{indent}", indent).replace("{}", str(level))
        lines.append(f"{indent}{line}")
        if head.startswith("match"):
            break
    lines.append(" " * len(lines) + ("case 1: pass" if head.startswith("match") else "pass"))
    if head == "try:":
        lines.extend(f"{' ' * level}finally: pass" for level in range(depth - 1, -1, -1))
    return "\n".join(lines) + "\n"


def languages(random: random.Random) -> Iterator[Input]:
    """Each language's own constructs, closed and left open."""
    place = 0
    for suffix, pairs in LANGUAGES.items():
        for start, end in pairs:
            depth = random.choice((2_000, 20_000))
            for tail, how in ((end * 300, "closed"), ("", "open")):
                level = 300 if tail or not end else depth
                text = start * level + "x" + tail + "\n"
                why = f"{level} {start.strip()!r} {how}"
                yield Input(numbered(place, suffix), text, why, heavy=level > 300)
                place += 1


def data(random: random.Random) -> Iterator[Input]:
    """What stands for more than it is: anchors, merges, entities, numbers, dotted keys."""
    laughs = "a0: &a0 [x, x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 30)
    )
    merges = "a0: &a0 {x: 1}\n" + "".join(
        f"a{level}: &a{level}\n  <<: [*a{level - 1}, *a{level - 1}]\n  k{level}: 1\n"
        for level in range(1, 30)
    )
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">\n' for level in range(1, 20))
    document = f'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a0 "x">\n{entities}]>\n<x>&a19;</x>\n'
    steps = "\n".join(f"{'  ' * level}k{level}:" for level in range(600))
    for name, text, why in (
        ("laughs.yaml", laughs, "a billion laughs of YAML"),
        ("merges.yaml", merges, "merge keys of merge keys"),
        ("itself.yaml", "a: &a [*a]\nb: &b {c: *b}\n", "a list that holds itself"),
        ("steps.yaml", f"{steps}\n", "mappings by indentation"),
        ("documents.yaml", "--- a\n" * 5_000, "many documents"),
        ("tags.yaml", "!!python/object/new:os.system [x]\n--- !!binary x\n--- !<!> x\n", "tags"),
        ("numbers.yaml", f"a: {'9' * 50_000}\nb: 0x{'f' * 9_999}\nc: 1:{'59:' * 999}59\n", "numbers"),
        ("dates.yaml", "a: 2026-99-99\nb: 0000-00-00\nc: 2001-12-14t21:59:43.10-99:99\n", "no dates"),
        ("nan.json", '{"a": NaN, "b": -Infinity, "c": 1e999, "d": -0}', "numbers that are none"),
        ("twice.json", '{"a": 1, "a": {"a": 2, "a": 3}}', "keys that come again"),
        ("escapes.json", '{"\\ud800": "\\udfff\\u0000", "": {"": ""}}', "surrogates and no names"),
        ("long.json", '{"n": ' + "9" * 100_000 + "}", "a number of a hundred thousand digits"),
        ("dots.toml", ".".join(["a"] * 3_000) + " = 1\n", "a key of three thousand parts"),
        ("tables.toml", "".join(f"[{'a.' * n}b]\n" for n in range(300)), "tables in tables"),
        ("arrays.toml", "[[a]]\n" * 3_000 + "[a.b]\n[[a.b]]\n", "arrays of tables"),
        ("again.toml", "a = 1\na = 2\n[a]\nb = 1\n[a.b]\n", "keys that come again"),
        ("pom.xml", document, "a billion laughs of XML"),
        ("outside/pom.xml", document.replace('"x"', 'SYSTEM "file:///etc/passwd"'), "an outer entity"),
        ("page.html", document, "entities in HTML"),
        ("picture.svg", document.replace("<x>", "<svg onload='alert(1)'>"), "entities in SVG"),
        ("itself.ini", "[DEFAULT]\na = %(a)s\n[x]\nb = ${x:b}\n" + "[y]\n" * 500, "values of themselves"),
        ("itself.mk", "A = $(A)\nB = $(shell $(B))\n$(eval $(A))\na: a\n", "variables of themselves"),
        ("itself.h", '#include "itself.h"\n#define A B\n#define B A\nA x;\n', "a header of itself"),
        ("itself.py", "from . import itself\nfrom .itself import *\nimport itself\n", "its own import"),
        ("requirements.txt", "-r requirements.txt\n-r ../../../etc/passwd\n" * 500, "lists of themselves"),
        ("macros.h", "".join(f"#define M{n} M{n + 1} M{n + 1}\n" for n in range(64)) + "M0\n", "macros"),
    ):  # fmt: skip
        yield Input(name, text, why)
