"""What the kinds of Universal Ctags are in the terms of each language.

ctags has one word for things that languages call by others: its ``class`` is a selector in SCSS and
a method of a class in Objective-C, its ``type`` of Haskell is no alias. So a word that is not the
same everywhere has a row by language, and is left out elsewhere.

``ctags --list-kinds-full`` lists the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from sphinx_kwindex.model.facts import Kind

#: Words that mean the same in each language that has them.
COMMON: Mapping[str, Kind] = {
    "class": Kind.CLASS,
    "struct": Kind.STRUCT,
    "union": Kind.UNION,
    "interface": Kind.INTERFACE,
    "trait": Kind.TRAIT,
    "enum": Kind.ENUM,
    **dict.fromkeys(("enumerator", "enumConstant"), Kind.ENUMERATOR),
    **dict.fromkeys(("function", "func"), Kind.FUNCTION),
    "method": Kind.METHOD,
    "module": Kind.MODULE,
    "namespace": Kind.NAMESPACE,
    "package": Kind.PACKAGE,
    "macro": Kind.MACRO,
    **dict.fromkeys(("constant", "const"), Kind.CONSTANT),
    **dict.fromkeys(("variable", "globalVar"), Kind.VARIABLE),
    "typedef": Kind.TYPEDEF,
    **dict.fromkeys(("field", "member"), Kind.FIELD),
}

#: By language and word: another kind, or ``None`` for what is not taken. ``NAME`` is for what has
#: no word of ours.
KINDS: Mapping[str, Mapping[str, Kind | None]] = {
    "Ada": {
        **dict.fromkeys(("subprogram", "type", "subtype", "package", "exception"), Kind.NAME),
    },
    "Asm": {"macro": Kind.MACRO, "define": Kind.CONSTANT},
    "Asp": {"sub": Kind.NAME, "subroutine": Kind.NAME},
    "AutoIt": {"global": Kind.VARIABLE},
    "C#": {"property": Kind.METHOD, "typedef": None, "macro": None},
    # Clauses of one function are told each, and functions are one only with as many arguments.
    "Elixir": dict.fromkeys(("function", "protocol", "record", "type"), Kind.NAME),
    "Elm": {"alias": Kind.TYPE_ALIAS, "type": Kind.NAME, "port": Kind.FUNCTION},
    "EmacsLisp": {"custom": Kind.VARIABLE, "inline": Kind.FUNCTION},
    "Erlang": dict.fromkeys(("function", "record", "type"), Kind.NAME),
    "Fortran": {
        **dict.fromkeys(("program", "subroutine", "submodule", "type"), Kind.NAME),
        "method": Kind.NAME,
        **{"component": Kind.FIELD, "interface": None, "variable": Kind.VARIABLE},
    },
    "Haskell": {"function": None, "type": Kind.NAME, "constructor": None},
    "Julia": {"type": Kind.NAME},
    "OCaml": {"type": Kind.NAME, "var": Kind.NAME},
    "ObjectiveC": {
        **{"class": Kind.METHOD, "interface": Kind.CLASS, "protocol": Kind.NAME},
        **{"implementation": None, "category": None, "property": Kind.METHOD},
    },
    "PHP": {"alias": None, "define": Kind.CONSTANT},
    "Pascal": {"procedure": Kind.NAME},
    "Perl": {"subroutine": Kind.FUNCTION},
    "REXX": {"subroutine": Kind.NAME},
    "RpmSpec": {"package": None},
    "Ruby": {"alias": Kind.METHOD, "singletonMethod": Kind.METHOD},
    "SCSS": {
        **{"class": Kind.SELECTOR, "id": Kind.SELECTOR, "placeholder": Kind.SELECTOR},
        **{"mixin": Kind.NAME, "parameter": None},
    },
    "Scheme": {"function": Kind.NAME, "set": None},
    "SystemVerilog": {"member": None, "struct": None, "property": None},
    "Tcl": {"procedure": Kind.NAME},
    "VHDL": {
        **dict.fromkeys(("procedure", "type", "subtype", "record", "package"), Kind.NAME),
        **{"alias": None, "variable": None},
    },
    "Verilog": {"event": None},
}


class _Sign(Struct, frozen=True):
    """What the line of a tag shows of it.

    :ivar kind: of a tag whose line the pattern finds, or ``None`` where it is none.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    kind: Kind | None


def _sign(pattern: str, words: str, kind: Kind | None) -> _Sign:
    return _Sign(re.compile(pattern, re.I), frozenset(words.split()), kind)


#: What only the line tells, by language: the first that is found counts.
SIGNS: Mapping[str, tuple[_Sign, ...]] = {
    "Asm": (_sign(r"^\s*[#%]\s*define\b", "define", Kind.MACRO),),
    "C#": (
        _sign(r"\bconst\b", "field", Kind.CONSTANT),
        _sign(r"\brecord\b", "method", None),
    ),
    # Comments, which its parsers of regular expressions take for code.
    "DosBatch": (_sign(r"^\s*@?\s*(?:rem\b|echo\b|::)", "variable label", None),),
    # Its parser knows no enumeration, which holds methods.
    "PHP": (_sign(r"\b(?:abstract|final|private|protected|public)\b", "function", Kind.METHOD),),
    # Without a scope, what is indented may be local.
    "PowerShell": (_sign(r"^\s", "variable", None),),
    "SCSS": (_sign(r"^\s", "variable", None),),
    "Verilog": (_sign(r"^\s*`define\b", "constant", Kind.MACRO),),
}

#: Kinds of ctags that hold what is local to them.
_HOLDERS = frozenset({"block", "func", "function", "method", "process", "program", "task"})
_LOCAL_TO = frozenset({*_HOLDERS, "procedure", "singletonMethod", "sub", "subroutine"})


def kind_of(language: str, word: str, scope: str, line: str) -> Kind | None:
    """The kind of a tag; ``None`` for what is no keyword.

    :param word: what ctags calls it.
    :param scope: what ctags calls that which it stands in, or empty.
    :param line: as it stands in the file, or what ctags quotes of it.
    """
    if scope in _LOCAL_TO:
        return None
    for sign in SIGNS.get(language, ()):
        if word in sign.words and sign.pattern.search(line):
            return sign.kind
    own = KINDS.get(language, {})
    kind = own[word] if word in own else COMMON.get(word)
    if kind in (Kind.FUNCTION, Kind.METHOD) and language in _METHODS_ONLY:
        return Kind.METHOD
    if kind in (Kind.FUNCTION, Kind.METHOD):
        return _of_scope(kind, COMMON.get(scope))
    if kind is Kind.VARIABLE and language in _WITH_FIELDS and COMMON.get(scope) in _TYPES:
        return Kind.FIELD
    return kind


#: Languages without functions that belong to nothing.
_METHODS_ONLY = frozenset({"C#", "ObjectiveC", "Ruby"})
#: Languages in which a variable of a class is called a field, too.
_WITH_FIELDS = frozenset({"PHP"})
_TYPES = frozenset({Kind.CLASS, Kind.TRAIT})


def _of_scope(kind: Kind, holder: Kind | None) -> Kind:
    """Whether a function is a method: ctags calls no ``function`` of PHP one. A module of Ruby
    holds methods as a class does."""
    if holder is None:
        return Kind.FUNCTION
    is_method = holder.is_type or (holder is Kind.MODULE and kind is Kind.METHOD)
    return Kind.METHOD if is_method else Kind.FUNCTION
