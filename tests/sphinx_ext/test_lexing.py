"""Our lexers: the tokens of Pygments' own, and no rule left out that could have matched."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from pygments.lexers import get_lexer_by_name
from pygments.token import Token

from sphinx_kwindex.analysis import languages
from sphinx_kwindex.sphinx_ext import lexing

_HERE = Path(__file__).parents[1]

#: Words and signs that change the state of a lexer of some language, and odd characters.
_PIECES = [
    *('"', "'", '"""', "`", "#", "//", "/*", "*/", "<!--", "-->", "<", ">", "</", "{", "}", "{{"),
    *("}}", "${", "$(", ")", "[", "]", "\\", "\\\n", "\n", "\n\n", "\t", " ", "    ", "\r", "\f"),
    *("def ", "class ", "f'{", 'rb"', "import ", "from x ", "if", "end", "begin", "do", "#if 0\n"),
    *("#endif", "x", "Ab", "_9", "0x1F", "1e5", "1.", ":", "::", ";", ",", "=", "=>", "->", "@a"),
    *(
        "--",
        "---",
        "~",
        "^",
        "%",
        "|",
        "&",
        "&amp;",
        "é",
        "漢",
        "\u212a",
        "\u0130",
        "\u017f",
        "K",
        "k",
    ),
    *("\x00", "\x7f", "\u2028", "\U0001f600", "match", "case _", "lambda", "<script>", "</style>"),
]


def _texts() -> list[str]:
    chance = random.Random(20)  # noqa: S311 - the same texts in every run
    made = ["".join(chance.choices(_PIECES, k=300)) for _ in range(12)]
    return ["", "\n", "é", *made]


@pytest.mark.parametrize(
    "alias", sorted({*languages.ANALYSERS, "python", "emacs-lisp", "ruby", "php", "perl"})
)
def test_tokens_are_those_of_pygments(alias: str) -> None:
    theirs, ours = get_lexer_by_name(alias), lexing.lexer(alias)
    for text in _texts():
        assert list(ours.get_tokens(text)) == list(theirs.get_tokens(text))


def test_tokens_of_real_files() -> None:
    theirs, ours = get_lexer_by_name("python"), lexing.lexer("python")
    for path in sorted(_HERE.rglob("*.py"))[::9]:
        text = path.read_text("utf-8", "replace")
        assert list(ours.get_tokens(text)) == list(theirs.get_tokens(text)), path


def test_rules_are_left_out() -> None:
    """The tokens would be the same with no rule left out; only then it would be no faster."""
    lexer = lexing.lexer("python")
    assert Token.Keyword in {kind for kind, _ in lexer.get_tokens("if x:\n")}
    known, rules = vars(type(lexer))["_states"]["root"]
    assert 0 < len(known["i"]) < len(rules) / 3


@pytest.mark.parametrize("alias", ["c", "cpp", "cuda"])
def test_lexers_that_name_the_class_they_ask(alias: str) -> None:
    lexer = lexing.lexer(alias)
    kinds = {text: kind for kind, text in lexer.get_tokens("size_t n;\n")}
    assert kinds["size_t"] == Token.Keyword.Type
    assert vars(type(lexer))["_states"]


_PATTERNS = [
    *(
        "",
        "a",
        "[a-c]",
        "[^a-c]",
        r"\d+x",
        r"\D",
        r"[^\W\d]",
        "a?b",
        "(?:a|b)?c",
        "(?:a|)c",
        "a*?b",
    ),
    *("a*?b", "a{2,3}", "a{0}b", "(?=a)b", "(?<=a)b", r"\ba", "^a", "(a)(?(1)b|c)", r"(a)\1"),
    *(
        "(?i)k",
        "(?i)[k-m]",
        "(?i)\u212a",
        "(?i:s)",
        "(?i)[^\u017f]",
        "(?i)[\u0100-\u017f]",
    ),
    *(
        "(?>a|b)c",
        "a++b",
        ".",
        "(?s).",
        r"[\s]",
        "(?x) a # comment",
        "(?-i:a)",
        "(?m)$",
        r"\Z",
        r"[\w-]+",
    ),
    *(r"[\x80-\xff]", "\xe9", "[^\xe9]", "(?P<n>a)(?P=n)", "(?#a)b", "(?!a)b", "(?i)İ"),
]


@pytest.mark.parametrize("pattern", _PATTERNS)
def test_beginnings_hold_all_that_a_match_may_begin_with(pattern: str) -> None:
    compiled = re.compile(pattern)
    allowed = lexing.beginnings(pattern, compiled.flags)
    for before in ("", "a", " "):
        for code in range(128):
            for rest in ("", "a", "ab", "b", "bc", "c", "x", "aa"):
                text = before + chr(code) + rest
                if compiled.match(text, len(before)):
                    assert chr(code) in allowed


def test_beginnings_are_few_where_they_can_be_told() -> None:
    assert lexing.beginnings("(?:ab|c)d?", 0) == {"a", "c"}
    assert lexing.beginnings("(?i)ab", 0) == {"a", "A"}
    assert lexing.beginnings("a?", 0) == set(map(chr, range(128)))
