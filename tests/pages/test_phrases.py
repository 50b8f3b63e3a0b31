"""Half sentences of analysis as pages say them."""

from __future__ import annotations

import pytest

from sphinx_kwindex.model.phrases import Phrase, counted, english, phrase
from sphinx_kwindex.pages import parts
from sphinx_kwindex.pages.inline import Code

PHRASES = {
    "plain": (phrase("imports this file"), "imports this file"),
    "code": (phrase("its name is ``{name}``", name="a.py"), "its name is [a.py]"),
    "a name that looks like a field": (phrase("from ``{a}``", a="{b} {a}"), "from [{b} {a}]"),
    "a name that looks like code": (phrase("it is ``{a}``: {b}", a="``x``", b="``y``"), None),
    "one": (counted("{number} file", "{number} files", 1), "1 file"),
    "many": (counted("{number} file", "{number} files", 12_345), "12,345 files"),
    "a phrase in a phrase": (
        phrase("{sentence}: {detail}.", sentence=phrase("it is ``{x}``", x="y"), detail="no"),
        "it is [y]: no.",
    ),
    "unfit for a page": (phrase("is {a}", a="x\x00\u202e"), "is x\ufffd\ufffd"),
}


def shown(said: Phrase) -> str:
    return "".join(
        f"[{each.text}]" if isinstance(each, Code) else str(each) for each in parts.phrase(said)
    )


@pytest.mark.parametrize("name", PHRASES)
def test_phrase(name: str) -> None:
    said, expected = PHRASES[name]
    assert shown(said) == (expected or "it is [``x``]: ``y``")


def test_warnings_say_it_in_english() -> None:
    said = phrase("{sentence}: {detail}", sentence=counted("{number} file", "no", 1), detail="why")
    assert english(said) == "1 file: why"
    assert english(counted("{number} file", "{number} files", 2_000)) == "2,000 files"
    assert english("as it is") == "as it is"
