"""Kotlin and Swift: what is declared at the top and in types, by the tokens of Pygments.

A brace opens what was declared last before it. So a name within the braces of a type is a member
of it, and one within other brackets is local to something and no keyword.

https://kotlinlang.org/spec/syntax-and-grammar.html,
https://docs.swift.org/swift-book/documentation/the-swift-programming-language/declarations/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from pygments.token import (  # type: ignore[import-untyped,unused-ignore]
    Error,
    Keyword,
    Name,
    Operator,
    Punctuation,
)

from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import Kind

#: Brackets that are open at once; what is deeper is no declaration of anybody's.
_DEEPEST = 100
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
#: What a declaration goes on with on its next line, and what it ends its line with then.
_GOES_ON, _LEADS_ON = frozenset("{(:<,=.?-@"), frozenset({":", ",", "by", "(", "=", ">"})
#: Modifiers of a constructor, on a line of their own; the lexer takes them for names there.
_MODIFIERS = frozenset({"actual", "internal", "private", "protected", "public"})
#: Keywords that begin a block of statements.
_BLOCKS = frozenset({"deinit", "get", "init", "set"})
#: What stands between the name of a declaration and that of what it extends.
_JOINTS = (".", "?")


class Grammar(Struct, frozen=True):
    """The words of a language.

    :ivar declaring: words that declare what comes next; ``None`` for one that only says where its
        members belong.
    :ivar modifiers: words that make another kind of the declaration after them.
    :ivar unnamed: words before a declaration without a name, with the name that is meant.
    :ivar package: the word before the name that all names of a file begin with.
    :ivar listing: the word before the names of an enumeration; empty where these come first.
    :ivar operators: whether a function may be named by signs.
    """

    declaring: Mapping[str, Kind | None]
    modifiers: Mapping[tuple[str, Kind], Kind]
    unnamed: Mapping[str, str]
    package: str = ""
    listing: str = ""
    operators: bool = False


GRAMMARS: Mapping[str, Grammar] = {
    "kotlin": Grammar(
        declaring={
            **dict.fromkeys(("class", "object"), Kind.CLASS),
            "interface": Kind.INTERFACE,
            "fun": Kind.FUNCTION,
            "typealias": Kind.TYPE_ALIAS,
            **dict.fromkeys(("val", "var"), Kind.VARIABLE),
        },
        modifiers={("enum", Kind.CLASS): Kind.ENUM, ("const", Kind.VARIABLE): Kind.CONSTANT},
        package="package",
        unnamed={"companion": "Companion"},
    ),
    "swift": Grammar(
        declaring={
            **dict.fromkeys(("actor", "class"), Kind.CLASS),
            "struct": Kind.STRUCT,
            "protocol": Kind.INTERFACE,
            "enum": Kind.ENUM,
            "extension": None,
            "func": Kind.FUNCTION,
            "typealias": Kind.TYPE_ALIAS,
            **dict.fromkeys(("let", "var"), Kind.VARIABLE),
        },
        modifiers={},
        unnamed={},
        listing="case",
        operators=True,
    ),
}


@dataclass(slots=True)
class _Scope:
    """What a bracket opens.

    :ivar name: the qualified name of its members.
    :ivar place: of its definition among those found; below 0 where it has none.
    :ivar kind: of its definition.
    :ivar is_open: whether what stands directly in it is a member or at the top.
    :ivar is_head: whether it holds the parameters of a class, which may declare members.
    """

    name: str = ""
    place: int = -1
    kind: Kind | None = None
    is_open: bool = False
    is_head: bool = False


class Braced:
    """Follows the tokens of a text, and adds what is declared."""

    def __init__(self, found: Found, grammar: Grammar) -> None:
        self._found = found
        self._grammar = grammar
        self._scopes = [_Scope(is_open=True)]
        self._too_deep = 0
        #: What the next brace opens, and whether a parenthesis opens its parameters.
        self._pending: _Scope | None = None
        self._heads = False
        self._before = ""
        self._fresh = False
        self._lists = False
        #: The declaration whose name is looked for: its word, its names so far, the brackets of
        #: types that are open in it.
        self._word = self._modifier = ""
        self._line = 0
        self._parts: list[str] = []
        self._signs = ""
        self._angles = 0
        self._quoted = False

    def forget(self) -> None:
        """A line has ended."""
        if self._word and self._parts and not self._angles:
            self._declare()
        self._fresh = True
        if self._grammar.listing and self._before != ",":
            self._lists = False

    def see(self, kind: Any, value: str, line: int, is_joined: bool) -> None:
        """Take the next token that is no blank and no comment."""
        if self._fresh and self._scopes[-1].is_open and self._ends(kind, value):
            self._pending = None
        self._fresh = False
        for sign in value if kind in Punctuation or kind in Operator else (value,):
            if not self._names(kind, sign, line):
                self._follow(kind, sign, line)
            self._before = sign

    def _ends(self, kind: Any, value: str) -> bool:
        """Whether the first token of a line ends the declaration before it: modifiers may stand
        before the constructor of a class, too."""
        goes_on = value[0] in _GOES_ON or self._before in _LEADS_ON
        is_block = value in _BLOCKS or (kind not in Keyword and value not in _MODIFIERS)
        return is_block and not goes_on

    def _names(self, kind: Any, value: str, line: int) -> bool:
        """Take a token for a part of the name of a declaration, where it is one."""
        if not self._word:
            return False
        if kind in Error:  # the lexer knows a name between these for a function alone
            self._quoted ^= value == "`"
            self._parts += [""] * (value == "`" and self._quoted)
        if self._quoted or kind in Error:
            self._parts[-1:] = [f"{self._parts[-1]}{value.strip('`')}"] if self._parts else []
            return True
        named = kind in Name or (kind in Keyword and value not in self._grammar.declaring)
        operator = self._grammar.operators and not self._parts and not named
        if self._angles or (value == "<" and not operator):
            self._angles += (value == "<") - (value == ">" and self._before != "-")
            return True
        if named and (not self._parts or self._before in _JOINTS):
            if not self._parts:
                self._line = line
            self._parts.append(value.strip("`"))
            return True
        if operator and self._grammar.declaring[self._word] is Kind.FUNCTION and value not in "({":
            self._signs += value
            return True
        if value in _JOINTS and self._parts:
            return True
        self._declare()
        return False

    def _declare(self) -> None:
        word, self._word = self._word, ""
        name = self._signs or (self._parts[-1] if self._parts else "")
        name = name or self._grammar.unnamed.get(self._modifier, "")
        kind = self._grammar.declaring[word]
        scope = self._scopes[-1]
        if scope.is_head and name:
            self._found.define(Kind.VARIABLE, name, self._line, parent=scope.name)
        if not name or scope.is_head:
            return
        self._pending = None
        if kind is None:
            self._pending = _Scope(".".join(self._parts), is_open=True)
            return
        kind = self._grammar.modifiers.get((self._modifier, kind), kind)
        if kind is Kind.FUNCTION and scope is not self._scopes[0]:
            kind = Kind.METHOD
        place = len(self._found.definitions)
        name = self._found.define(kind, name, self._line, parent=scope.name)
        self._pending = _Scope(name, place, kind, kind.is_type)
        self._heads = kind.is_type

    def _follow(self, kind: Any, value: str, line: int) -> None:
        scope = self._scopes[-1]
        sign = kind in Punctuation or kind in Operator
        if sign and value in _OPENING:
            self._open(value)
        elif sign and value in _CLOSING:
            self._close(line)
        elif scope.is_head:
            if self._grammar.declaring.get(value) is Kind.VARIABLE:
                self._keyword(value, line)
        elif not scope.is_open or self._too_deep:
            return
        elif kind in Keyword and self._before not in (".", ":"):
            self._keyword(value, line)
        elif kind in Name and self._before == self._grammar.package != "":
            self._scopes[0].name = value
            self._found.define(Kind.PACKAGE, value, line)
        elif scope.kind is Kind.ENUM and self._lists and kind in Name:
            if self._before in ("{", ",", self._grammar.listing):
                self._found.define(Kind.ENUMERATOR, value.strip("`"), line, parent=scope.name)
        elif value == ";":
            self._lists = False
        elif value == ":":
            self._heads = False

    def _keyword(self, value: str, line: int) -> None:
        if value in self._grammar.declaring:
            self._word, self._modifier, self._line = value, self._before, line
            self._parts, self._signs, self._angles, self._quoted = [], "", 0, False
        elif value == self._grammar.listing and self._scopes[-1].kind is Kind.ENUM:
            self._lists = True

    def _open(self, value: str) -> None:
        if len(self._scopes) > _DEEPEST:
            self._too_deep += 1
            return
        is_open = self._scopes[-1].is_open
        opened = self._pending if is_open else None
        if value == "{" and is_open:
            self._pending = None
            self._lists = opened is not None and not self._grammar.listing
        elif opened is not None:
            opened = _Scope(opened.name, is_head=self._heads and value == "(")
            self._heads = False
        self._scopes.append(opened or _Scope())

    def _close(self, line: int) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._scopes) > 1:
            closed = self._scopes.pop()
            if closed.place >= 0:
                self._found.extend(closed.place, line)
            if closed.is_open:
                self._pending = None
