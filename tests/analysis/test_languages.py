"""Names and first bytes, and the language that they tell."""

from __future__ import annotations

from collections import Counter
from time import process_time

import pytest
from pygments.lexers import get_all_lexers  # type: ignore[import-untyped,unused-ignore]

from sphinx_kwindex.analysis import languages
from sphinx_kwindex.analysis.languages import (
    HEAD,
    INTERPRETERS,
    NAMES,
    PYTHON,
    UNKNOWN,
    identify,
    readers_of,
)
from sphinx_kwindex.analysis.shared_names import SHARED, UNTOLD

FILES = {
    ("a.py", b""): ("Python", "python", "python"),
    ("folder.md/a.pyi", b""): ("Python", "python", "python"),
    ("A.PYW", b""): ("Python", "python", "python"),
    ("tool", b"#!/usr/bin/env python3\n"): ("Python", "python", "python"),
    ("tool", b"#!/usr/bin/env -S python3.11 -u\n"): ("Python", "python", "python"),
    ("tool", b"#! /usr/local/bin/pypy3"): ("Python", "python", "python"),
    ("commit-msg.hook", b"#!/bin/sh\n"): ("Shell", "bash", "bash"),
    ("tool", b"#!/bin/sh\n"): ("Shell", "bash", "bash"),
    ("tool", b"#!/opt/unheard-of\n"): ("", "text", "plain"),
    ("tool.txt", b"#!/usr/bin/python\n"): ("Text", "text", "plain"),
    ("a.h", b"#pragma once\n#include <vector>\n"): ("C++", "cpp", "c-family"),
    ("a.h", b"#include <stdio.h>\nint f(void);\n"): ("C", "c", "c-family"),
    ("a.h", b"#include <stdio.h>\n"): ("C or C++", "cpp", "c-family"),
    ("a.cu", b""): ("CUDA", "cuda", "c-family"),
    ("a.md", b""): ("Markdown", "markdown", "markdown"),
    ("a.rst", b""): ("reStructuredText", "restructuredtext", "rest"),
    ("a.yml", b""): ("YAML", "yaml", "yaml"),
    ("a.json", b""): ("JSON", "json", "json"),
    ("package.json", b""): ("JSON", "json", "node"),
    ("pyproject.toml", b""): ("TOML", "toml", "pyproject"),
    ("a.cfg", b"[a]\nb = 1\n"): ("INI", "ini", "ini"),
    ("a.ini", b""): ("INI", "ini", "ini"),
    ("CMakeLists.txt", b""): ("CMake", "cmake", "cmake"),
    ("Makefile", b""): ("Makefile", "make", "make"),
    ("Dockerfile", b""): ("Dockerfile", "docker", "docker"),
    ("a.bzl", b""): ("Starlark", "python", "starlark"),
    ("BUILD", b""): ("Starlark", "python", "starlark"),
    ("requirements-dev.txt", b""): ("Requirements", "text", "requirements"),
    ("a.proto", b""): ("Protocol Buffers", "protobuf", "protobuf"),
    ("a.rb", b""): ("Ruby", "ruby", "tokens"),
    ("a.lua", b""): ("Lua", "lua", "plain"),
    ("README", b""): ("Text", "text", "plain"),
    (".gitignore", b""): ("Ignore list", "text", "plain"),
    (".dockerignore", b""): ("Ignore list", "text", "plain"),
    (".bashrc", b""): ("Shell", "bash", "bash"),
    ("a.inc", b"<?php"): ("PHP", "php", "tokens"),
    ("a.inc", b"x = 1\n"): ("", "text", "plain"),
    ("Makefile.am", b""): ("Makefile", "make", "make"),
    ("Makefile.jinja", b""): ("Jinja", "django", "tokens"),
    ("KconfigReader.java", b""): ("Java", "java", "java"),
    ("config.js.in", b""): ("", "text", "plain"),
    ("list-no-requirements.txt", b""): ("Requirements", "text", "requirements"),
    ("no-requirements-linux.txt", b""): ("Text", "text", "plain"),
    ("todo.txt", b""): ("Text", "text", "plain"),
    ("a.unheard-of", b""): ("", "text", "plain"),
    ("", b""): ("", "text", "plain"),
}

#: What a file of a suffix shows, and the language that it tells; empty for one that is not known.
SHOWN = (
    (".1", b".TH LS 1\n.SH NAME\n", "Roff"),
    (".1", b"[section]\nkey = 1\n", ""),
    (".C", b"int main(void) { return 0; }\n", "C"),
    (".H", b"namespace a {}\n", "C++"),
    (".P", b":- import append/3 from basics.\n", "Prolog"),
    (".R", b"f <- function(x) x\n", "R"),
    (".as", b"package a {\n  import flash.events.*;\n", "ActionScript"),
    (".as", b"void main() {}\n", ""),
    (".asc", b"-----BEGIN PGP SIGNATURE-----\n", "ASCII armored"),
    (".asc", b"= Title\n", ""),
    (".aspx", b'<%@ Page Language="C#" %>\n', "ASP.NET"),
    (".b", b"implement Cat;\n", "Limbo"),
    (".b", b"++++[>+<-]\n", ""),
    (".bb", b'SUMMARY = "x"\ninherit cmake\n', "BitBake"),
    (".bf", b"++++[>++++<-]>.\n", "Brainfuck"),
    (".bf", b"using System;\n", ""),
    (".cfg", b"# c\n\n[a]\r\nb = 1\r\n", "INI"),
    (".cfg", b"global\n    maxconn 4096\n", ""),
    (".cl", b"(defun f (x) x)\n", "Common Lisp"),
    (".cl", b"__kernel void f(__global float *a) {}\n", "OpenCL"),
    (".cls", b"\\NeedsTeXFormat{LaTeX2e}\n", "TeX"),
    (".cls", b"public class A {}\n", ""),
    (".cs", b"using System;\n", "C#"),
    (".cs", b"!Boolean methodsFor: 'x'!\n", "Smalltalk"),
    (".d", b"module a.b;\nimport std.stdio, std.conv;\n", "D"),
    (".d", b"#pragma D option quiet\n", ""),
    (".d", b"a.o: a.c a.h\n", "Makefile"),
    (".def", b"LIBRARY a\nEXPORTS\n", ""),
    (".dot", b"digraph g {\n}\n", "Graphviz"),
    (".dot", b"<p>{{=it.x}}</p>\n", ""),
    (".e", b"class\n\tSTACK\nfeature\n", "Eiffel"),
    (".e", b"global function f()\n", ""),
    (".es", b"-module(a).\n", "Erlang"),
    (".es", b"export default 1\n", "JavaScript"),
    (".ex", b"defmodule A do\nend\n", "Elixir"),
    (".ex", b"constant A = 1\n", ""),
    (".f", b"      subroutine f(x)\n", "Fortran"),
    (".f", b": square dup * ;\n", "Forth"),
    (".fs", b"module A\nlet x = 1\n", "F#"),
    (".fs", b"#version 330\nin vec3 c;\n", "GLSL"),
    (".g", b"InstallMethod( F, [ IsInt ] );\n", "GAP"),
    (".g", b"grammar Expr;\n", "ANTLR"),
    (".gd", b"extends Node2D\nfunc f():\n", "GDScript"),
    (".gd", b'DeclareOperation( "F", [] );\n', "GAP"),
    (".h", b"/*\nclass of things\nstd::string\n*/\nstruct a { int b; };\n", "C"),
    (".h", b'#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n', "C"),
    (".h", b"#ifdef __cplusplus\n#include <cstdint>\n#else\nint f(void);\n#endif\n", "C"),
    (".h", b"/* " + b"x" * 9000 + b" */\nnamespace a {}\n", "C++"),
    (".h", b"#import <A/A.h>\n@interface A : NSObject\n", "Objective-C"),
    (".h", b"#pragma once\n#define A(x) \\\n  f(x)\n", "C or C++"),
    (".hh", b"<?hh\nclass A {}\n", ""),
    (".i", b"%module a\n", "SWIG"),
    (".i", b"mov ax, bx\n", ""),
    (".inf", b"; c\n[Version]\n", "INI"),
    (".j", b".class public A\n", "Jasmin"),
    (".lisp", b"(define (f x) x)\n", ""),
    (".ll", b"define i32 @f() {\n", "LLVM"),
    (".ll", b"%option noyywrap\n%%\n", ""),
    (".m", b"#import <A/A.h>\n", "Objective-C"),
    (".m", b"% c\nfunction y = f(x)\n", "MATLAB"),
    (".m", b":- module a.\n% c\n", ""),
    (".m", b"(* ::Package:: *)\n", "Mathematica"),
    (".md", b"# Title\n", "Markdown"),
    (".md", b'(define_insn "add"\n', ""),
    (".ml", b"let rec f x = f x\n", "OCaml"),
    (".ml", b"structure A : B =\n", "Standard ML"),
    (".mo", b"within A;\nmodel B\n", "Modelica"),
    (".mod", b"IMPLEMENTATION MODULE A;\n", "Modula-2"),
    (".mod", b"/lib/a.ko\n", ""),
    (".p", b"x(1).\n", ""),
    (".pl", b"use strict;\n", "Perl"),
    (".pl", b":- module(a, [b/1]).\n", "Prolog"),
    (".pl", b"f(X) :- g(X).\n", "Prolog"),
    (".pl", b"use v6;\n", "Raku"),
    (".pl", b"Witaj\n", ""),
    (".pp", b"class a {\n  file { '/x': }\n", "Puppet"),
    (".pp", b"unit a;\ninterface\n", "Pascal"),
    (".pro", b"QT += core\nSOURCES = a.cpp\n", "qmake"),
    (".pro", b"pro f, x\n", "IDL"),
    (".pro", b"-keep class a\n", ""),
    (".r", b"REBOL [Title: {a}]\n", "REBOL"),
    (".r", b"x <- 1\n", "R"),
    (".re", b"let x = 1;\n", "ReasonML"),
    (".re", b"#include <a.h>\n", ""),
    (".rs", b"fn f() {}\n", "Rust"),
    (".rs", b"#pragma version(1)\n#pragma rs java_package_name(a)\n", ""),
    (".s", b".text\n", "Assembly"),
    (".service", b"# c\n[Unit]\n", "systemd unit"),
    (".service", b"[D-BUS Service]\nName=a\n", "INI"),
    (".sol", b"pragma solidity ^0.8;\n", "Solidity"),
    (".spec", b"Name: a\nVersion: 1\n", "RPM spec"),
    (".spec", b"a = Analysis(['x.py'])\n", ""),
    (".st", b"Object subclass: #A\n", "Smalltalk"),
    (".st", b"a(b) ::= <<$b$>>\n", ""),
    (".t", b"use Test::More;\n", "Perl"),
    (".t", b"  $ echo a\n  a\n", ""),
    (".tmpl", b"{{ range .Items }}{{ end }}\n", "Go template"),
    (".tmpl", b"<p>$user.name</p>\n", ""),
    (".tpl", b'{{- define "a" -}}\n', "Go template"),
    (".tpl", b"{foreach $a as $b}{$b}{/foreach}\n", "Smarty"),
    (".tpl", b"<%= x %>\n", ""),
    (".ts", b"let x: number = 1\n", "TypeScript"),
    (".ts", b'<?xml version="1.0"?>\n<!DOCTYPE TS>\n', "XML"),
    (".ttl", b"@prefix a: <http://b/> .\n", "Turtle"),
    (".v", b"module a(input b);\n", "Verilog"),
    (".v", b"Require Import List.\nLemma a : True.\n", "Rocq Prover"),
    (".v", b"module main\n\nfn main() {\n", ""),
    (".x", b"program A { version B { } = 1; } = 2;\n", ""),
)
#: Suffixes that several languages of Linguist 9.6 share, of those that Pygments knows.
LINGUIST = frozenset(
    (
        *(".3pm", ".as", ".asc", ".asm", ".asy", ".b", ".bas", ".bb", ".bf", ".bst"),
        *(".cfg", ".cl", ".cls", ".cp", ".cs", ".d", ".e", ".ecl", ".es", ".ex"),
        *(".f", ".frag", ".fs", ".g", ".gd", ".gs", ".gst", ".h", ".hh", ".i"),
        *(".inc", ".j", ".k", ".lean", ".lisp", ".ls", ".lsp", ".m", ".man", ".mask"),
        *(".mc", ".md", ".ml", ".mm", ".mo", ".mod", ".mojo", ".moo", ".ms", ".n"),
        *(".nb", ".ncl", ".nl", ".odin", ".p", ".pc", ".php", ".pl", ".plt", ".pm"),
        *(".pp", ".pro", ".q", ".r", ".re", ".reds", ".rs", ".s", ".sc", ".scd"),
        *(".scm", ".sls", ".sol", ".spec", ".sql", ".st", ".t", ".tact", ".toc", ".tpl"),
        *(".ts", ".tst", ".tsx", ".typ", ".v", ".x"),
    )
)


@pytest.mark.parametrize(("suffix", "head", "language"), SHOWN)
def test_what_a_file_shows_tells_its_language(suffix: str, head: bytes, language: str) -> None:
    assert identify(f"a{suffix}", head).name == language


def test_each_name_that_several_lexers_claim_has_a_rule() -> None:
    claims = Counter(
        pattern.removeprefix("*")
        for _, aliases, patterns, _ in get_all_lexers(plugins=False)
        for pattern in (patterns if aliases else ())
    )
    shared = {pattern for pattern, number in claims.items() if number > 1} | LINGUIST
    unknown = {
        pattern
        for pattern in shared - set(NAMES)
        if identify(f"a{pattern}" if pattern.startswith(".") else pattern, b"") == UNKNOWN
    }
    ruled = {key for key in shared if {key, key.lower()} & {*SHARED, *UNTOLD, *NAMES}}
    assert shared - ruled - unknown == set()


def test_each_sign_tells_a_language_that_there_is() -> None:
    for name, rule in SHARED.items():
        for alias in (*(alias for _, alias in rule.rows), rule.otherwise):
            assert languages._by_alias(alias).lexer, name


def test_no_content_takes_long_to_tell() -> None:
    began = process_time()
    for unit in (
        b"\n",
        b" ",
        b"\t",
        b" \n",
        b"a ",
        b"a\n",
        b"(",
        b"{{",
        b"[",
        b"/*",
        b"#\n",
        b"a::",
    ):
        for name in SHARED:
            identify(f"a{name}" if name.startswith(".") else name, unit * HEAD)
    assert process_time() - began < 30


@pytest.mark.parametrize(("name", "head"), FILES)
def test_identify(name: str, head: bytes) -> None:
    found = identify(name, head)
    assert (found.name, found.lexer, found.analyser) == FILES[name, head]


def test_risky_lexers_colour_small_files_only() -> None:
    language = identify("a.xml", b"")
    assert (language.lexer_for(1_000), language.lexer_for(1_000_000)) == ("xml", "text")
    assert PYTHON.lexer_for(1_000_000) == "python"
    assert UNKNOWN.lexer_for(1) == "text"


@pytest.mark.parametrize(("name", "head"), FILES)
def test_the_reader_of_a_file_is_among_those_of_its_name(name: str, head: bytes) -> None:
    assert identify(name, head).analyser in readers_of(name)


@pytest.mark.parametrize("name", ["a", "A.png", "tool", *SHARED, *(f"a{key}" for key in SHARED)])
def test_it_is_so_whatever_the_file_holds(name: str) -> None:
    heads = {head for _, head in FILES} | {f"#!/bin/{each}\n".encode() for each in INTERPRETERS}
    assert {identify(name, head).analyser for head in heads} <= readers_of(name)


@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("a.py", {"python"}),
        ("A.YML", {"yaml"}),
        ("Makefile", {"make"}),
        ("a.h", {"c-family", "tokens"}),
    ],
)
def test_few_readers_may_be_asked_for_most_names(name: str, readers: set[str]) -> None:
    assert readers_of(name) == readers
