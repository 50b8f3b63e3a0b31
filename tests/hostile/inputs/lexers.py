"""Every language of Pygments, on texts that its regular expressions may go astray on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from posixpath import splitext

from pygments.lexers import get_all_lexers

from sphinx_kwindex.analysis.languages import UNKNOWN, identify
from tests.hostile.inputs.made import Input, numbered

#: What an expression with two loops over the same characters reads again and again.
UNITS = (
    *(" ", "\n", "\t", "a", "0", "_", "A ", "a.", "a:", "a=", "a,", "a ", "a(", "(", ")", "[", "{"),
    *(
        "<",
        ">",
        "<a ",
        "</",
        "<!--",
        "<?",
        "<%",
        "{{",
        "{%",
        "${",
        "$(",
        "#{",
        "@",
        "#",
        "//",
        "/*",
    ),
    *(
        "/",
        "\\",
        "'",
        '"',
        "`",
        "'''",
        '"""',
        "\\\n",
        "-",
        "--",
        "+",
        "*",
        "=",
        "==",
        ";",
        ":",
        "::",
    ),
    *(
        ".",
        "..",
        ",",
        "%",
        "^",
        "&",
        "&a",
        "|",
        "~",
        "!",
        "?",
        "\r\n",
        "\x0b",
        "é",
        "0x",
        "1e",
        "a\n ",
    ),
)


def suffixes() -> dict[str, str]:
    """For each language that a suffix tells, one suffix."""
    found: dict[str, str] = {}
    for _, _, patterns, _ in get_all_lexers(plugins=False):
        for pattern in patterns:
            suffix = splitext(pattern)[1]
            if pattern == f"*{suffix}" and not set(suffix) & set("*?["):
                language = identify(f"x{suffix}", b"")
                if language != UNKNOWN:
                    found.setdefault(language.lexer, suffix)
    return found


def everything(random: random.Random) -> Iterator[Input]:
    """For each language a text of some units, each repeated."""
    for place, (lexer, suffix) in enumerate(sorted(suffixes().items())):
        units = random.sample(UNITS, 6)
        text = "".join(unit * (3_000 // len(unit)) + "x\n" for unit in units)
        yield Input(numbered(place, suffix), text, f"{lexer}: {units}", heavy=True)


#: Found by the fuzzer: Pygments' expression for a heredoc takes exponential time on its name. The
#: lexers of Fancy, Maple and Rita have such expressions too; one costs enough time.
ENDLESS = "<?php\n$a = <<<" + "\u00e9" * 40 + "\n"


def backtracking(random: random.Random) -> Iterator[Input]:
    """A short text that a lexer never ends on."""
    yield Input("heredoc.php", ENDLESS, "an expression that takes exponential time", heavy=True)
