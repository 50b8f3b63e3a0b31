"""Files that build or describe something, and languages that only Pygments knows."""

from __future__ import annotations

import pytest

from sphinx_kwindex.model.files import Reason
from tests.analysis.readers.written import facts_of, lines_of

#: File, text, and what is found in it.
CASES: dict[str, tuple[str, str, list[str]]] = {
    "make": (
        "Makefile",
        "# c\n"
        "CC := gcc\n"
        "PATH_X = a \\\n"
        "   b\n"
        "include a.mk $(X)/b.mk\n"
        "-include c.mk\n"
        ".PHONY: all\n"
        "all test: dep $(OBJ:.c=.o) ## help\n"
        "\techo a: b\n"
        "\n"
        "\techo more\n"
        "$(OBJ): x\n"
        "%.o: %.c\n"
        "\tcc\n"
        "t: CFLAGS = 1\n"
        "define BIG\n"
        "x: y\n"
        "endef\n"
        "ifeq ($(A),b)\n"
        "cond:\n"
        "endif\n"
        "x::y ; echo\n"
        "token = abc\n"
        "CC += more\n",
        [
            "2 variable CC = gcc",
            "3-4 variable PATH_X = a b",
            "8-11 target all = dep $(OBJ:.c=.o)",
            "8-11 target test = dep $(OBJ:.c=.o)",
            "12 target $(OBJ) = x",
            "13-14 target %.o = %.c",
            "16-18 variable BIG",
            "20 target cond",
            "22 target x = y",
            "23 variable token [withheld]",
            "5 include a.mk",
            "5 include $(X)/b.mk",
            "6 include c.mk",
        ],
    ),
    "docker": (
        "Dockerfile",
        "# syntax=x\n"
        "ARG V=1\n"
        "FROM --platform=linux/amd64 python:3.11 AS base\n"
        'ENV A=1 B="x y"\n'
        "ENV OLD value here\n"
        "RUN apt \\\n"
        "  # comment\n"
        "  install && FROM\n"
        "RUN <<EOF\n"
        "FROM no\n"
        "EOF\n"
        "FROM base as final\n"
        "COPY x y\n"
        "FROM scratch\n",
        [
            "2 variable V = 1",
            "3-11 stage base : python:3.11",
            "4 variable A = 1",
            '4 variable B = "x y"',
            "5 variable OLD = value here",
            "12-13 stage final : base",
            "14 stage scratch : scratch",
            "3 use python:3.11",
        ],
    ),
    "cmake": (
        "CMakeLists.txt",
        "project(x) # add_library(no)\n"
        "#[[ add_library(no) ]]\n"
        'set(A "b ) c" d)\n'
        "set(A x)\n"
        'option(WITH_X "doc" ON)\n'
        "include(cmake/x.cmake)\n"
        "find_package(ZLIB REQUIRED)\n"
        "add_subdirectory(src)\n"
        "function(foo a b)\n"
        "  set(inner 1)\n"
        "endfunction()\n"
        "macro(bar)\n"
        "endmacro()\n"
        "add_library(lib STATIC\n"
        "  a.c b.c)\n"
        "ADD_EXECUTABLE(${N} x.c)\n"
        "if((A AND B) OR C)\n"
        "endif()\n"
        "add_custom_target(docs COMMAND [==[ x ) ]==])\n"
        'set(C 1 2 CACHE STRING "what it is for")\n'
        'option(WITH_Y "doc")\n',
        [
            "3 variable A = b ) c d",
            "5 variable WITH_X = ON",
            "9-11 function foo(a b)",
            "12-13 macro bar()",
            "14-15 target lib : add_library STATIC",
            "16 target ${N} : add_executable",
            "19 target docs : add_custom_target",
            "20 variable C = 1 2",
            "21 variable WITH_Y = OFF",
            "6 include cmake/x.cmake",
            "7 use ZLIB",
            "8 include src",
        ],
    ),
    "what commands of cmake give to variables": (
        "CMakeLists.txt",
        "foreach(each IN LISTS all)\n"
        "endforeach()\n"
        "file(GLOB sources *.c)\n"
        "file(WRITE no x)\n"
        'string(REGEX REPLACE "a" "b" replaced "${x}")\n'
        "list(APPEND flags -O2)\n"
        "list(LENGTH flags count)\n"
        "list(SORT flags)\n"
        "execute_process(COMMAND git rev-parse\n"
        "  OUTPUT_VARIABLE revision RESULT_VARIABLE status)\n"
        "find_path(ZLIB_DIR zlib.h)\n"
        "math(EXPR next 1+1)\n"
        "file(GLOB ${computed} *.c)\n"
        "set(sources x.c)\n"
        "function(f)\n"
        "  file(READ a inner)\n"
        "endfunction()\n"
        "foreach()\n",
        [
            "1 variable each",
            "3 variable sources",
            "5 variable replaced",
            "6 variable flags",
            "7 variable count",
            "9-10 variable revision",
            "9-10 variable status",
            "11 variable ZLIB_DIR",
            "12 variable next",
            "15-17 function f()",
        ],
    ),
    "starlark": (
        "BUILD.bazel",
        'load("//a:b.bzl", "f", g="h")\n'
        'load(":c.bzl", "x")\n'
        "cc_library(\n"
        '    name = "lib",\n'
        '    srcs = ["a"],\n'
        ")\n"
        "X = 1\n"
        "def f(a, *, b=1):\n"
        '    """Doc."""\n'
        '    native.cc_library(name = "n")\n',
        [
            "3-6 target lib : cc_library",
            "7 constant X = 1",
            "8-10 function f(a, *, b=1)",
            "1 import //a:b.bzl:f",
            "1 import //a:b.bzl:h as g",
            "2 import :c.bzl:x",
        ],
    ),
    "starlark that is not": ("a.bzl", "X = 1\ndef (:\n", []),
    "requirements": (
        "requirements-dev.txt",
        "-r base.txt\n"
        "-c=constraints.txt\n"
        "a>1 # c\n"
        "b[c]==1 \\\n"
        "   --hash=sha256:x\n"
        "git+https://x#egg=foo\n"
        "# x\n"
        "--index-url https://u:p@x\n",
        [
            "3 requirement a = >1",
            "4 requirement b = [c]==1",
            "6 requirement foo",
            "1 include base.txt",
            "2 include constraints.txt",
        ],
    ),
    "go.mod": (
        "go.mod",
        "module example.com/a\n"
        "\n"
        "require (\n"
        "\tgithub.com/a/b v1.2\n"
        "\tc v2 // indirect\n"
        ")\n"
        "require d v1\n"
        "replace x => y\n",
        [
            "1 module example.com/a",
            "4 requirement github.com/a/b = v1.2",
            "5 requirement c = v2",
            "7 requirement d = v1",
        ],
    ),
    "sql": (
        "a.sql",
        "CREATE TABLE IF NOT EXISTS a.b (\n"
        ' id INTEGER PRIMARY KEY, "na me" varchar(10) NOT NULL);\n'
        "CREATE VIEW v AS SELECT 1; -- CREATE TABLE no (x int);\n"
        "CREATE INDEX i ON a.b (id);\n"
        "CREATE FUNCTION f(a int) RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;\n",
        [
            "1-2 table a.b",
            "2 field a.b.id : INTEGER",
            "2 field a.b.na me : varchar(10)",
            "3 table v [view]",
            "4 table i [index]",
            "5 function f(a int)",
        ],
    ),
    "bash": (
        "a.sh",
        "#!/bin/bash\n"
        "# Does.\n"
        "foo() { source ./x.sh; }\n"
        "function bar { :; }\n"
        "export A=1 B\n"
        'readonly C="x"\n'
        ". lib/y.sh\n"
        "export API_TOKEN=hunter\n"
        'echo "source no.sh"\n',
        [
            "3 function foo",
            "4 function bar",
            "5 variable A = 1 [export]",
            "5 variable B [export]",
            '6 constant C = "x"',
            "8 variable API_TOKEN [export withheld]",
            "3 include ./x.sh",
            "7 include lib/y.sh",
        ],
    ),
    "protobuf": (
        "a.proto",
        'syntax = "proto3"; // c\n'
        "package a.b;\n"
        'import public "x/y.proto";\n'
        "/* message No {} */\n"
        "message M {\n"
        "  option (x) = { a: 1; };\n"
        "  repeated string names = 1 [(opt) = {a: 1}];\n"
        "  map<string, N> m = 2;\n"
        "  oneof o { int32 a = 3; }\n"
        "  message N { reserved 1; }\n"
        "  enum E { Z = 0; Y = -1; option allow = true; }\n"
        "}\n"
        "service S {\n"
        "  rpc Get(M) returns (stream M);\n"
        "  rpc Put (M) returns (M) { option x = 1; }\n"
        "}\n",
        [
            "2 package a.b",
            "5-12 message M",
            "7 field M.names : repeated string",
            "8 field M.m : map<string, N>",
            "9 field M.a : int32",
            "10 message M.N",
            "11 enum M.E",
            "11 enumerator M.E.Z",
            "11 enumerator M.E.Y",
            "13-16 service S",
            "14 method S.Get(M) returns (stream M)",
            "15 method S.Put(M) returns (M)",
            "3 system-include x/y.proto",
        ],
    ),
    "cython without an alias": ("a.pyx", "import d as\n", ["1 import d"]),
    "cython": (
        "a.pyx",
        "cimport numpy as np\n"
        "from libc.stdlib cimport malloc, free\n"
        "import os, sys\n"
        'cdef extern from "x.h":\n'
        "    struct P:\n"
        "        int x\n"
        "cdef class A(B):\n"
        '    """cdef def no(): """\n'
        "    cdef public double y\n"
        "    def __init__(self, a,\n"
        "                 b):\n"
        "        cdef int z = g(1)\n"
        "        def inner(): pass\n"
        "    cpdef double area(self) except? -1:\n"
        "        return 1\n"
        "cdef inline np.ndarray[double] h(double *x, int n) nogil:\n"
        "    import re\n"
        "ctypedef fused T:\n"
        "    int\n"
        "cpdef enum Col:\n"
        "    RED = 1\n"
        "DEF MAX = 3\n",
        [
            "5-6 struct P",
            "7-15 class A",
            "10-13 method A.__init__(self, a, b)",
            "13 function A.__init__.inner()",
            "14-15 method A.area(self) except? -1",
            "16-17 function h(double *x, int n) nogil",
            "18-19 type-alias T",
            "20-21 enum Col",
            "22 constant MAX = 3",
            "1 import numpy as np",
            "2 import libc.stdlib:malloc",
            "2 import libc.stdlib:free",
            "3 import os",
            "3 import sys",
            "4 include x.h",
            "17 import re",
        ],
    ),
    "ruby": (
        "a.rb",
        "# class No\n"
        "module A\n"
        "  class B < C\n"
        "    def foo(x) # y\n"
        "      bar\n"
        "    end\n"
        "    def self.baz; end\n"
        "  end\n"
        "end\n",
        [
            "2 module A",
            "3 class B",
            "4 function foo",
            "7 function baz",
        ],
    ),
    "kotlin": (
        "a.kt",
        "package a.b\n"
        "@file:A(x = fun() {})\n"
        "class A(val p: Int, r: Int) : B(object : I { val no = 1 }) {\n"
        "  const val K = 2\n"
        "  val get: Int\n"
        "    get() { val no = 1 }\n"
        "  fun <T> f(x: Int) = g(x) { y -> val no = y }\n"
        "  companion object {\n"
        "    var v = A::class.java\n"
        "  }\n"
        "  class B\n"
        "  init { fun no() {} }\n"
        "}\n"
        "interface C\n"
        'fun <T> List<T>.ext() = "a ${ m["k"] } {"\n'
        "enum class E { X, Y(1) { fun no() {} }; fun z() {} }\n"
        "class D\n"
        "internal constructor(\n"
        "  private val q: Int\n"
        ") {\n"
        "  fun `a test`() {}\n"
        "}\n"
        "object `-O` { val (no, none) = x }\n"
        "typealias F = () -> Unit\n",
        [
            "1 package a.b",
            "3-13 class a.b.A",
            "3 variable a.b.A.p",
            "4 constant a.b.A.K",
            "5 variable a.b.A.get",
            "7 method a.b.A.f",
            "8-10 class a.b.A.Companion",
            "9 variable a.b.A.Companion.v",
            "11 class a.b.A.B",
            "14 interface a.b.C",
            "15 function a.b.ext",
            "16 enum a.b.E",
            "16 enumerator a.b.E.X",
            "16 enumerator a.b.E.Y",
            "16 method a.b.E.z",
            "17-22 class a.b.D",
            "19 variable a.b.D.q",
            "21 method a.b.D.a test",
            "23 class a.b.-O",
            "24 type-alias a.b.F",
        ],
    ),
    "swift": (
        "a.swift",
        "struct A<T>: P where T: Q {\n"
        "  static let c = A()\n"
        "  var x: Int { get { let no = 1 } }\n"
        "  init(a: Int) { let no = 1 }\n"
        "  func f<T>() { func no() {} }\n"
        "}\n"
        "protocol P { func m() }\n"
        "public class B { class func f() {} }\n"
        "extension B.C: P {\n"
        '  func m() { "\\(x){" }\n'
        "}\n"
        "func == (a: A, b: A) -> Bool { if let no = a {} }\n"
        "enum E: Int { case a = 1, b\n"
        "  indirect case c(E)\n"
        "  func g() { switch self { case .no: x } }\n"
        "}\n"
        "actor D {}\n"
        "private func h(\n"
        "  a: Int\n"
        ") {\n"
        "}\n",
        [
            "1-6 struct A",
            "2 variable A.c",
            "3 variable A.x",
            "5 method A.f",
            "7 interface P",
            "7 method P.m",
            "8 class B",
            "8 method B.f",
            "10 method B.C.m",
            "12 function ==",
            "13-16 enum E",
            "13 enumerator E.a",
            "13 enumerator E.b",
            "14 enumerator E.c",
            "15 method E.g",
            "17 class D",
            "18-21 function h",
        ],
    ),
    "php": (
        "a.php",
        "<?php\nnamespace A;\nclass C { function d() { e(); } }\n$x = new C;\n",
        [
            "2 namespace A",
            "3 class C",
            "3 function d",
        ],
    ),
    "elixir": (
        "a.ex",
        "defmodule A.B do\n def f(x), do: g(x)\nend\n",
        [
            "1 module A.B",
            "2 function f",
        ],
    ),
    "haskell": (
        "a.hs",
        "module Main where\nclass Eq a => Foo a where\n  f :: a\n",
        [
            "1 module Main",
        ],
    ),
    "basic": (
        "a.vb",
        "Sub A()\nEnd Sub\nx = 1\nFunction B()\nEnd Function\n",
        [
            "1 function A",
            "4 function B",
        ],
    ),
    "csharp": (
        "a.cs",
        "namespace N { class A { void F() {} } }\n",
        [
            "1 namespace N",
            "1 class A",
        ],
    ),
    "glsl": ("a.glsl", "struct foo x;\nvoid f() {}\n", []),
    "lua": ("a.lua", "function f() end\n", []),
}


@pytest.mark.parametrize(("name", "text", "expected"), CASES.values(), ids=CASES)
def test_found(name: str, text: str, expected: list[str]) -> None:
    assert lines_of(name, text) == expected


#: By whom each is read; a language whose lexer cannot be trusted by nobody.
READERS = {
    "a.sql": "tree-sitter-sql",
    "a.sh": "tree-sitter-bash",
    "a.proto": "sphinx-kwindex",
    "a.rb": "pygments",
    "a.lua": "",
    "a.glsl": "",
    "a.unheard-of": "",
}


@pytest.mark.parametrize("name", READERS)
def test_reader(name: str) -> None:
    assert facts_of(name, "x\n").reader == READERS[name]


def test_tokens_tell_code_from_comments() -> None:
    lines = facts_of("a.rb", "# a\n\nx = 1 # b\n=begin\nc\n=end\n").lines
    assert (lines.total, lines.code, lines.comment, lines.blank) == (6, 1, 4, 1)


def test_starlark_that_python_refuses() -> None:
    problem = facts_of("a.bzl", "X = 1\ndef (:\n").problem
    assert problem is not None
    assert (problem.reason, problem.line) == (Reason.SYNTAX, 2)


#: Texts that are made to hang or to crash a reader.
N = 100_000
HOSTILE = {
    "make, references": ("Makefile", "$(" * N + ": x"),
    "make, backslashes": ("Makefile", "a\\\n" * N),
    "make, defines": ("Makefile", "define x\n" * N),
    "make, colons": ("Makefile", "a" + ":" * N),
    "make, spaces": ("Makefile", "a" + " " * N + "b"),
    "docker, here-documents": ("Dockerfile", "RUN <<E\n" * N),
    "docker, backslashes": ("Dockerfile", "FROM a\\\n" * N),
    "docker, quotes": ("Dockerfile", "ENV A=" + "\\" * N + '"' * 99),
    "cmake, parentheses": ("a.cmake", "a(" * N),
    "cmake, brackets": ("a.cmake", "[[ [=[ [==[ " * N),
    "cmake, quotes": ("a.cmake", 'a("' * N),
    "cmake, functions": ("a.cmake", "function(a)\n" * 25_000),
    "cmake, backslashes": ("a.cmake", 'a("' + "\\" * N),
    "starlark, parentheses": ("a.bzl", "(" * N),
    "requirements, backslashes": ("requirements.txt", "a\\\n" * N),
    "requirements, signs": ("requirements.txt", "a" * N + "[" * N),
    "go.mod, blocks": ("go.mod", "require (\n" * N),
    "sql, parentheses": ("a.sql", "CREATE TABLE a " + "(" * N),
    "bash, substitutions": ("a.sh", "$(" * 1_000),
    "bash, functions": ("a.sh", "f() { " * 1_000),
    "protobuf, messages": ("a.proto", "message A { " * N),
    "protobuf, comments": ("a.proto", "/* " * N),
    "protobuf, brackets": ("a.proto", "[{" * N),
    "protobuf, quotes": ("a.proto", '"\\' * N),
    "cython, classes": ("a.pyx", "".join(" " * n + "cdef class A:\n" for n in range(1_000))),
    "cython, quotes": ("a.pyx", '"""' * N + "'" * N),
    "cython, open strings": ("a.pyx", "'\\" * N),
    "cython, brackets": ("a.pyx", "cdef a(" * N),
    "cython, types": ("a.pyx", "cdef " + "a " * N),
    "ruby, classes": ("a.rb", "class A\n" * 3_000),
    "kotlin, brackets": ("a.kt", "fun<" * 20_000),
    "kotlin, braces": ("a.kt", "class A {" * 20_000 + "}" * 30_000),
    "kotlin, quotes": ("a.kt", "object `" * 20_000),
    "swift, signs": ("a.swift", "func +" + "=" * 20_000),
}


@pytest.mark.parametrize(("name", "text"), HOSTILE.values(), ids=HOSTILE)
def test_hostile(name: str, text: str) -> None:
    problem = facts_of(name, text).problem
    assert problem is None or problem.reason in (Reason.SYNTAX, Reason.LIMIT)


def test_a_variable_is_exported_where_it_is_exported_first() -> None:
    lines = [f"export FIRST={number}" for number in range(300)]
    (found,) = facts_of("many.sh", "\n".join(lines)).definitions
    assert (found.line, found.value) == (1, "0")


def test_a_line_with_a_tab_is_a_recipe_behind_a_rule_alone() -> None:
    source = "ifeq (a,b)\n\tX = 1\nendif\nall: b\n\tY = 2\nZ = 3\n\tW = 4\n"
    found = lines_of("Makefile", source)
    assert found == [
        "2 variable X = 1",
        "4-5 target all = b",
        "6 variable Z = 3",
        "7 variable W = 4",
    ]


def test_a_target_is_listed_as_its_name_is_written() -> None:
    source = (
        "add_library(${LIB}-static STATIC a.c)\nfunction(f name)\n"
        "add_executable(${name} b.c)\nendfunction()\n"
    )
    found = lines_of("CMakeLists.txt", source)
    assert found == ["1 target ${LIB}-static : add_library STATIC", "2-4 function f(name)"]
