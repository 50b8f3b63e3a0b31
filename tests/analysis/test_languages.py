"""Names and first bytes, and the language that they tell."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.languages import PYTHON, UNKNOWN, identify

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
    ("a.h", b"#include <stdio.h>\n"): ("C", "c", "c-family"),
    ("a.cu", b""): ("CUDA", "cuda", "c-family"),
    ("a.md", b""): ("Markdown", "markdown", "markdown"),
    ("a.rst", b""): ("reStructuredText", "restructuredtext", "rest"),
    ("a.yml", b""): ("YAML", "yaml", "yaml"),
    ("a.json", b""): ("JSON", "json", "json"),
    ("package.json", b""): ("JSON", "json", "node"),
    ("pyproject.toml", b""): ("TOML", "toml", "pyproject"),
    ("a.cfg", b""): ("INI", "ini", "ini"),
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
    ("a.inc", b"<?php"): ("", "text", "plain"),
    ("a.unheard-of", b""): ("", "text", "plain"),
    ("", b""): ("", "text", "plain"),
}


@pytest.mark.parametrize(("name", "head"), FILES)
def test_identify(name: str, head: bytes) -> None:
    found = identify(name, head)
    assert (found.name, found.lexer, found.analyser) == FILES[name, head]


def test_risky_lexers_colour_small_files_only() -> None:
    language = identify("a.xml", b"")
    assert (language.lexer_for(1_000), language.lexer_for(1_000_000)) == ("xml", "text")
    assert PYTHON.lexer_for(1_000_000) == "python"
    assert UNKNOWN.lexer_for(1) == "text"
