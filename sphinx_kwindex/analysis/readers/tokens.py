"""Languages without a reader of their own, by their Pygments lexer: what is declared.

A name counts where the lexer says that the word before it is a keyword, and that keyword is one
that declares. What a lexer calls a function or class elsewhere may be a call or a type that is
used, and is no definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped,unused-ignore]
from pygments.lexers.c_cpp import CFamilyLexer  # type: ignore[import-untyped,unused-ignore]
from pygments.token import (  # type: ignore[import-untyped,unused-ignore]
    Comment,
    Keyword,
    Name,
)

from sphinx_kwindex.analysis import plain
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.braced import GRAMMARS, Braced
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Kind, LineCounts

#: Characters of a text that a lexer is given; it works at about a million a second.
_LARGEST = 500_000

#: Keywords that declare what comes next, in lower case.
DECLARING: Mapping[str, Kind] = {
    **dict.fromkeys(("def", "defp", "defun", "defn", "fun", "func", "function"), Kind.FUNCTION),
    **dict.fromkeys(("fn", "proc", "procedure", "sub", "subroutine"), Kind.FUNCTION),
    **dict.fromkeys(("defmacro", "macro"), Kind.MACRO),
    **dict.fromkeys(("class", "object"), Kind.CLASS),
    **dict.fromkeys(("struct", "record"), Kind.STRUCT),
    **dict.fromkeys(("interface", "protocol"), Kind.INTERFACE),
    **dict.fromkeys(("defmodule", "module"), Kind.MODULE),
    **dict.fromkeys(("namespace",), Kind.NAMESPACE),
    "trait": Kind.TRAIT,
    "enum": Kind.ENUM,
    "union": Kind.UNION,
    "typealias": Kind.TYPE_ALIAS,
}


#: Keywords that a lexer's language uses for more than to declare the next name.
_UNFIT: Mapping[str, frozenset[str]] = {"haskell": frozenset({"class"})}
#: What ends something that another keyword began: ``End Sub``.
_ENDING = frozenset({"end", "exit", "endif"})
#: What stands between a name and the one before it, which only says where it belongs.
_JOINTS = (".", "::")


def read(text: str, language: Language) -> FileFacts:
    """Read a file token by token: its declarations, and its lines of code and of comment.

    Languages like C, whose ``struct x`` may use a type as well, are left to readers of their own.
    """
    lexer = get_lexer_by_name(language.lexer)
    if len(text) > _LARGEST or isinstance(lexer, CFamilyLexer):
        return plain.analyse(text, language)
    found = Found()
    code: set[int] = set()
    comments: set[int] = set()
    grammar = GRAMMARS.get(language.lexer)
    declaring = (
        _Declaring(found, _UNFIT.get(language.lexer, frozenset()))
        if grammar is None
        else Braced(found, grammar)
    )
    line = 1
    for start, kind, value in lexer.get_tokens_unprocessed(text):
        if _is_comment(kind):
            comments.update(_lines(value, line))
        elif value and not value.isspace():
            code.update(_lines(value, line))
            end = start + len(value)
            declaring.see(kind, value, line, text.startswith(_JOINTS, end))
        elif "\n" in value:
            declaring.forget()
        line += value.count("\n")
    facts = found.facts(text, language, "pygments")
    return replace(facts, lines=_counts(facts.lines, code, comments))


def _is_comment(kind: Any) -> bool:
    """Whether a token says something to people only: directives of a preprocessor do not."""
    directive = kind in Comment.Preproc or kind in Comment.PreprocFile
    return kind in Comment and not directive


class _Declaring:
    """Follows the words of a text, and adds each that a keyword before it declares."""

    def __init__(self, found: Found, unfit: frozenset[str]) -> None:
        self._found = found
        self._unfit = unfit
        self._before = ""
        self._kind: Kind | None = None

    def forget(self) -> None:
        """A line has ended: what begins the next one is declared by nothing."""
        self._kind, self._before = None, ""

    def see(self, kind: Any, value: str, line: int, is_joined: bool) -> None:
        """Take the next word or sign.

        :param is_joined: whether a sign follows that joins it to the next name.
        """
        if self._kind is not None and (is_joined or value in _JOINTS):
            return
        if self._kind is not None and kind in Name:
            self._found.define(self._kind, value, line)
        word = value.lower()
        fits = kind in Keyword and word not in self._unfit and self._before not in _ENDING
        self._kind = DECLARING.get(word) if fits else None
        self._before = word


def _lines(value: str, first: int) -> list[int]:
    """The lines of a token that hold something."""
    return [first + place for place, row in enumerate(value.split("\n")) if row.strip()]


def _counts(lines: LineCounts, code: set[int], comments: set[int]) -> LineCounts:
    only = len(comments - code)
    blank = lines.total - len(code | comments)
    return LineCounts(lines.total, code=len(code), comment=only, blank=blank)
