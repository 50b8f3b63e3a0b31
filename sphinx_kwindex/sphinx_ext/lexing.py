"""Pygments' lexers, the same tokens in a fraction of the time.

A lexer of Pygments tries the rules of its state one after the other, about thirty expressions for
a token of Python. Most of them cannot match: they need another first character. Here the first
characters that an expression allows are read off its parse tree, once, and only rules that may
match are tried, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import FunctionType
from typing import Any, TypeAlias, cast

from pygments.lexer import Lexer, RegexLexer
from pygments.lexers import find_lexer_class_by_name
from pygments.token import Error, Whitespace, _TokenType

#: A rule of a state: what matches, what becomes of the match, and the state after it.
_Rule: TypeAlias = tuple[Callable[[str, int], "re.Match[str] | None"], Any, Any]

#: A state: its rules by the character that they begin with, as far as it was met, and all.
_State: TypeAlias = tuple[dict[str, Sequence[_Rule]], Sequence[_Rule]]

_Token: TypeAlias = tuple[int, _TokenType, str]

#: The characters that are told apart. Rules are not left out before any other.
_ASCII = frozenset(map(chr, range(128)))
_NONE: frozenset[str] = frozenset()

#: Python's own parser of expressions: private, and the same from 3.11 to 3.14.
_parse: Callable[[str, int], Any] = import_module("re._parser").parse

_CATEGORIES: Mapping[str, str] = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
_WITHOUT_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class Unknown(Exception):
    """The first characters of an expression cannot be told."""


def beginnings(pattern: str, flags: int) -> frozenset[str]:
    """The ASCII characters that a match may begin with: never fewer than those, maybe more.

    :param flags: of the compiled expression.
    """
    try:
        tree = _parse(pattern, flags & ~re.UNICODE)
        found, may_be_empty = _first(tree, tree.state.flags)
    except Unknown:
        return _ASCII
    return _ASCII if may_be_empty else found


def _first(items: Iterable[tuple[Any, Any]], flags: int) -> tuple[frozenset[str], bool]:
    """Return what a sequence may begin with, and whether it may match nothing."""
    found = _NONE
    for operator, value in items:
        name = str(operator)
        if name in _WITHOUT_WIDTH:
            continue
        if name == "BRANCH":
            branches = [_first(branch, flags) for branch in value[1]]
            begins = _NONE.union(*(each for each, _ in branches))
            may_be_empty = any(empty for _, empty in branches)
        elif name == "SUBPATTERN":
            _, added, removed, inner = value
            begins, may_be_empty = _first(inner, (flags | added) & ~removed)
        elif name == "ATOMIC_GROUP":
            begins, may_be_empty = _first(value, flags)
        elif name in _REPEATS:
            least, _, inner = value
            begins, may_be_empty = _first(inner, flags)
            may_be_empty = may_be_empty or not least
        else:
            begins, may_be_empty = _characters(name, value, flags), False
        found |= begins
        if not may_be_empty:
            return found, False
    return found, True


def _characters(name: str, value: Any, flags: int) -> frozenset[str]:
    """Return the characters that one item matches.

    :raises Unknown: if it is no item that matches one character, or may match one by its case in a
        way that only the table of Unicode tells.
    """
    if name == "LITERAL":
        return _folded(value, value, flags)
    if name == "NOT_LITERAL":
        return _ASCII - _folded(value, value, flags)
    if name == "RANGE":
        first, last = value
        return _folded(first, last, flags)
    if name == "ANY":
        return _ASCII if flags & re.DOTALL else _ASCII - {"\n"}
    if name == "CATEGORY" and str(value) in _CATEGORIES:
        return _category(_CATEGORIES[str(value)])
    if name == "IN":
        is_negated = bool(value) and str(value[0][0]) == "NEGATE"
        found = _NONE.union(*(_characters(str(each), of, flags) for each, of in value[is_negated:]))
        return _ASCII - found if is_negated else found
    raise Unknown


def _folded(first: int, last: int, flags: int) -> frozenset[str]:
    found = frozenset(map(chr, range(first, min(last, 127) + 1)))
    if not flags & re.IGNORECASE:
        return found
    if last > 127:
        raise Unknown  # the sign for Kelvin is a k, and there are more of its kind
    return found.union(map(str.lower, found), map(str.upper, found))


@cache
def _category(pattern: str) -> frozenset[str]:
    return frozenset(filter(re.compile(pattern).match, _ASCII))


@cache
def _beginnings(pattern: re.Pattern[str]) -> frozenset[str]:
    return beginnings(pattern.pattern, pattern.flags)


def _may_match(rule: _Rule, character: str) -> bool:
    pattern = getattr(rule[0], "__self__", None)
    return not isinstance(pattern, re.Pattern) or character in _beginnings(pattern)


class _Fast(RegexLexer):
    """What stands between a lexer and Pygments' own way to apply its rules."""

    _states: dict[str, _State]
    _tokens: dict[str, Sequence[_Rule]]

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[_Token]:
        """Yield what Pygments' method yields."""
        position = 0
        names = list(stack)
        known, rules = self._state(names[-1])
        while True:
            character = text[position : position + 1]
            candidates = known.get(character)
            if candidates is None:
                candidates = rules
                if character in _ASCII:
                    candidates = [rule for rule in rules if _may_match(rule, character)]
                    known[character] = candidates
            for match, action, after in candidates:
                found = match(text, position)
                if found is None:
                    continue
                if action is not None:
                    if type(action) is _TokenType:
                        yield position, action, found.group()
                    else:
                        yield from action(self, found)
                position = found.end()
                if after is not None:
                    _move(names, after)
                    known, rules = self._state(names[-1])
                break
            else:
                if not character:
                    return
                if character == "\n":  # the end of a line ends all states
                    names = ["root"]
                    known, rules = self._state("root")
                    yield position, Whitespace, character
                else:
                    yield position, Error, character
                position += 1

    def _state(self, name: str) -> _State:
        state = self._states.get(name)
        if state is None:
            state = self._states[name] = ({}, self._tokens[name])
        return state


def _move(names: list[str], after: Any) -> None:
    """Change the stack of states as a rule says."""
    if isinstance(after, tuple):
        for name in after:
            if name == "#pop":
                if len(names) > 1:
                    names.pop()
            else:
                names.append(names[-1] if name == "#push" else name)
    elif isinstance(after, int):
        # As many as it says are taken off, and one is kept.
        del names[1 if -after >= len(names) else after :]
    else:  # "#push"
        names.append(names[-1])


@cache
def _fast(kind: type[Lexer]) -> type[Lexer]:
    """Return the class of a lexer with our way to apply its rules; as it is where it has others."""
    if not issubclass(kind, RegexLexer) or getattr(kind, "token_variants", False):
        return kind
    names: dict[str, Any] = {"_states": {}}
    method = kind.get_tokens_unprocessed
    # Some ask a class by its name, and so pass by any other: those of the family of C do.
    asked = {
        name: _Fast if value is RegexLexer else _fast(value)
        for name in method.__code__.co_names
        if (value := method.__globals__.get(name)) in kind.__mro__[1:]
        and issubclass(value, RegexLexer)
    }
    if asked and "super" not in method.__code__.co_names:
        names[method.__name__] = FunctionType(
            method.__code__,
            {**method.__globals__, **asked},
            method.__name__,
            method.__defaults__,
            method.__closure__,
        )
    meta: type[type] = type(kind)
    return cast("type[Lexer]", meta(kind.__name__, (kind, _Fast), names))


def lexer(alias: str, **options: Any) -> Lexer:
    """Return the lexer of an alias; its tokens are those of Pygments' own.

    :raises pygments.util.ClassNotFound: if there is none.
    """
    return _fast(find_lexer_class_by_name(alias))(**options)
