"""The judge of outputs finds what would run, and lets be what only says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile import judge
from tests.hostile.markup import OUTSIDE

PAGE = "<!DOCTYPE html><html><body>{}</body></html>"
BOOK = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'

HARM = (
    *("<script>alert(1)</script>", "<img src='x.png' onerror='alert(1)'/>", "<svg></svg>"),
    *("<a href='javascript:alert(1)'>x</a>", "<a href=' java\tscript:alert(1)'>x</a>"),
    *("<a href='data:text/html,x'>x</a>", "<iframe src='x.html'></iframe>", "<base href='x'/>"),
    *("<p style='background: url(x)'>x</p>", "<style>alert</style>", "<math></math>"),
)

HARMLESS = (
    *("&lt;script&gt;alert(1)&lt;/script&gt;", "<code>javascript:alert(1)</code>"),
    *("<a href='../x.html#javascript:a'>onclick=</a>", "<a href='https://a.org'>x</a>"),
    *("<p title='onerror=alert(1)'>x</p>", "<script src='x.js'></script>"),
)

#: By file name, what is wrong in it, and the like that is not.
OTHERS = {
    "kwindex.json": ("{", "{}"),
    "tags": ("a\tb\n", '!_TAG\tx\na\tb.py\t/^a$/;"\tf\n'),
    "searchindex.js": ("Search.setIndex({});alert(1)", 'Search.setIndex({"a": "alert(1)"})'),
    "content.opf": ("<a>&</a>", "<a>&amp;</a>"),
    "p.tex": ("\\kwxss{x}", "\\textbackslash{}kwxss\\{x\\}"),
    "p.md": ("<b onclick=alert(1)>x</b>", "`<b onclick=alert(1)>`"),
    "x.fjson": ('{"body": "<svg>"}', '{"body": "&lt;svg&gt;", "title": "x"}'),
    "x.txt": (OUTSIDE, "text"),
    "x.png": ("root:x:0:0", "root"),
}


def found(folder: Path, name: str, text: str) -> bool:
    (folder / name).write_text(text, encoding="utf-8")
    return bool(list(judge.problems(folder)))


@pytest.mark.parametrize("markup", HARM)
@pytest.mark.parametrize(("name", "around"), [("x.html", PAGE), ("x.xhtml", BOOK)])
def test_harm_is_found(tmp_path: Path, name: str, around: str, markup: str) -> None:
    assert found(tmp_path, name, around.replace("{}", markup))


@pytest.mark.parametrize("markup", HARMLESS)
@pytest.mark.parametrize(("name", "around"), [("x.html", PAGE), ("x.xhtml", BOOK)])
def test_harmless_markup_is_let_be(tmp_path: Path, name: str, around: str, markup: str) -> None:
    assert not found(tmp_path, name, around.replace("{}", markup))


@pytest.mark.parametrize("name", OTHERS)
def test_each_kind_of_output_has_its_judge(tmp_path: Path, name: str) -> None:
    wrong, right = OTHERS[name]
    assert found(tmp_path, name, wrong)
    assert not found(tmp_path, name, right)
