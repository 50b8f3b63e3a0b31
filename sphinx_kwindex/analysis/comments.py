"""What the first comment of a file says, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import dropwhile


@dataclass(frozen=True, slots=True)
class Markers:
    """How a language writes comments.

    :ivar line: what begins a comment that ends with the line, each as a string.
    :ivar block: what begins and ends a comment of many lines, or ``None``.
    """

    line: tuple[str, ...] = ()
    block: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """The first comment that says what a file is.

    :ivar text: without markers, dedented.
    :ivar line: its first line, from 1.
    """

    text: str
    line: int


HASH = Markers(("#",))
SLASHES = Markers(("//",), ("/*", "*/"))
BLOCK = Markers((), ("/*", "*/"))
ANGLE = Markers((), ("<!--", "-->"))
DASHES = Markers(("--",))
SEMICOLON = Markers((";",))
PERCENT = Markers(("%",))

_LANGUAGES: tuple[tuple[Markers, str], ...] = (
    (HASH, "python cython bash fish perl ruby make cmake docker yaml toml splus tcl awk nix"),
    (HASH, "meson powershell elixir julia graphql gdscript properties"),
    (SLASHES, "c cpp cuda objective-c objective-c++ java javascript typescript jsx tsx go rust"),
    (SLASHES, "swift kotlin scala csharp fsharp groovy dart protobuf thrift scss sass less hlsl"),
    (SLASHES, "glsl metal verilog systemverilog zig solidity php"),
    (BLOCK, "css"),
    (ANGLE, "html xml xslt html+jinja vue"),
    (DASHES, "lua haskell ada vhdl elm"),
    (Markers(("--",), ("/*", "*/")), "sql"),
    (SEMICOLON, "common-lisp emacs-lisp scheme clojure nasm llvm"),
    (Markers(("#", ";")), "ini"),
    (Markers(("#", "//", ";"), ("/*", "*/")), "gas"),
    (PERCENT, "tex matlab erlang octave"),
    (Markers(("REM ", "rem ", "::")), "batch"),
)

#: By alias of the Pygments lexer.
MARKERS: Mapping[str, Markers] = {
    alias: markers for markers, aliases in _LANGUAGES for alias in aliases.split()
}

#: What may stand before the first comment: how lines of these begin.
_PRELUDE = ("<?php", "<?xml", "<!doctype", "<!DOCTYPE", "---", "@echo off")

#: How far into a file its first comment is looked for, in lines and in characters a line.
REACH = 200
WIDTH = 1_000

_LEGAL = re.compile(r"copyright|licen[cs]e|\bSPDX-|all rights reserved|\(c\) *\d{4}", re.I)
_MODELINE = re.compile(
    r"-\*-.*-\*-|\bcoding[:=]\s*[-\w.]+|^\s*(?:vi|vim|ex|mypy|pyright|pyre|pytype|pylint|ruff|flake8"
    r"|isort|yapf|fmt|pragma|shellcheck|yamllint|eslint|prettier|clang-format|cspell)\s*:"
    r"|^\s*(?:pyre-|shellcheck |eslint-|clang-format )|^\s*(?:type: *ignore|noqa\b|NOLINT)",
    re.I,
)
_GENERATED = re.compile(
    r"@generated\b|\bDO NOT (?:EDIT|MODIFY)\b|\b(?:auto(?:matically)?[- ]?)generated (?:by|from)\b"
    r"|\bgenerated automatically\b|\bthis file (?:is|was) (?:auto(?:matically)?[- ]?)generated\b",
    re.I,
)
_STARS = re.compile(r"^[*!]+(?=\s|$)")
_FIRST_LINES = 5


def leading(text: str, markers: Markers) -> Comment | None:
    """Return the first comment before any code that says what the file is.

    The line ``#!``, words to editors and checkers, and blocks that state the copyright or the
    licence say nothing of that and are passed over. Pure.
    """
    for line, block in _blocks(head(text), markers):
        lines = [row for row in block if not _MODELINE.search(row)]
        if any(row.strip(" *-=#/") for row in lines) and not any(map(_LEGAL.search, lines)):
            return Comment(_dedent(lines), line)
    return None


def generated(text: str, comment_end: int = 0) -> int:
    """Return the line of a marker that says that a tool generated the file, or 0.

    :param comment_end: last line of the leading comment or docstring; the first five lines are
        looked at in any case.
    """
    for number, line in enumerate(head(text), 1):
        if number > max(_FIRST_LINES, comment_end):
            break
        if _GENERATED.search(line):
            return number
    return 0


#: The tag, after nothing but what begins a comment; the expression holds names and operators.
_SPDX = re.compile(
    r"""([^\w"'`(=]*)(?:rem|REM|dnl)?[^\w"'`(=]*SPDX-License-Identifier:[ \t]*"""
    r"([(]*[\w.+:-]+[)]*(?: +(?:AND|OR|WITH) +[(]*[\w.+:-]+[)]*)*)",
)
_LICENCE_LINES = 30
#: Languages of texts: there the tag counts in a comment alone, not where the text speaks of it.
_TEXTS = frozenset({"markdown", "restructuredtext", "text"})


def licence(text: str, lexer: str) -> tuple[str, int]:
    """Return the expression of the tag ``SPDX-License-Identifier`` in a comment of the first 30
    lines, and its line; nothing and 0 where there is none.

    :param lexer: alias of the Pygments lexer of the text.
    """
    if "SPDX-License-Identifier" not in text[: _LICENCE_LINES * WIDTH]:
        return "", 0
    for number, line in enumerate(head(text)[:_LICENCE_LINES], 1):
        match = _SPDX.match(line)
        if match and (match[1].strip() or lexer not in _TEXTS):
            return match[2], number
    return "", 0


#: What ends a line that says something whole; where a sentence ends within a line.
_ENDS = (".", "!", "?", ":", ";")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?=\s)")
#: How a line begins that goes on with a sentence; a list or a new sentence begins otherwise.
_CONTINUES = re.compile(r"[a-z`\"'(]")


def summary(text: str) -> str:
    """Return the first line of `text` that holds a word, at most 300 characters of it.

    A line that breaks off within a sentence goes on to the end of the sentence, as far as the
    next lines begin like the middle of one.
    """
    lines = [line.strip() for line in text.split("\n", 20)[:20]]
    rest = dropwhile(lambda line: not any(map(str.isalnum, line)), lines)
    shown = next(rest, "")
    for line in rest:
        if shown.endswith(_ENDS) or not _CONTINUES.match(line):
            break
        end = _SENTENCE_END.search(line)
        shown = f"{shown} {line[: end.start()] if end else line}"
    return shown[:300].rstrip()


def head(text: str) -> list[str]:
    """The first lines of a file, none longer than a reader would read."""
    return [line[:WIDTH] for line in text[: REACH * WIDTH].split("\n", REACH)[:REACH]]


def _blocks(lines: list[str], markers: Markers) -> Iterator[tuple[int, list[str]]]:
    """Each comment before the first code, with its first line; blank lines part comments."""
    number = 1 if lines and lines[0].startswith("#!") else 0
    first, block = 0, list[str]()
    closing = ""
    while number < len(lines):
        line = lines[number].strip()
        number += 1
        if closing:
            body, closed, rest = line.partition(closing)
            block.append(_STARS.sub("", body).rstrip("* "))
            if closed:
                yield first, block
                block, closing = [], ""
                if rest.strip():
                    return
            continue
        opening = next((mark for mark in markers.line if line.startswith(mark)), "")
        if opening:
            if not block:
                first = number
            block.append(line.removeprefix(opening).lstrip(opening[0] + "!"))
            continue
        if block:
            yield first, block
            block = []
        if markers.block and line.startswith(markers.block[0]):
            first, closing = number, markers.block[1]
            lines[number - 1] = line.removeprefix(markers.block[0])
            number -= 1
        elif line and not line.startswith(_PRELUDE):
            return
    if block:
        yield first, block


def _dedent(rows: list[str]) -> str:
    margin = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return "\n".join(row[margin:].rstrip() for row in rows).strip("\n")
