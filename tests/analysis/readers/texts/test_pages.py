"""HTML and style sheets: each construct with what is found in it."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.worker import analyse
from tests.analysis.readers.texts.reading import linked, named, read

#: File name and text, and the names that it defines.
NAMES = {
    ("a.html", "<h1 id=a>A &amp; <b>b</b></h1>\n<p id='c'>\n<H2 ID=\"d\">D</H2>"): [
        "element a 1", "heading A & b 1-3", "element c 2", "element d 3", "heading A & b / D 3"],
    ("a.html", "<!-- <h1 id=a>A</h1> --><script>'<h1 id=b>'</script><h1></h1>"): [],
    ("a.html", '<p id=""><a href="" id=x><a href>'): ["element x 1"],
    ("a.html", "<id=>h"): [],
    ("a.css", ".a > b, #c:hover {}\n.d\n.e {}\n"): [
        "selector .a > b 1", "selector #c:hover 1", "selector .d .e 2"],
    ("a.css", ":root { --x: 1px; --y: a }\n"): [
        "selector :root 1", "variable --x 1", "variable --y 1"],
    ("a.css", "@keyframes k { from { a: b } }\n@media (min-width: 1px) {\n.a {} }\n"): [
        "selector @keyframes k 1", "selector @media (min-width: 1px) 2", "selector .a 3"],
    ("a.css", "/* .a {} */\n.b { .c { d: e } }\n"): ["selector .b 2", "selector .c 2"],
}  # fmt: skip

#: File name and text, and where it leads.
LINKS = {
    ("a.html", "<a href='b.html#c'>\n<img src=d.png><script src=\"e.js\"></script><link href=f>"): [
        "1 b.html", "2 d.png", "2 e.js", "2 f"],
    ("a.html", "<a href='javascript:x'><a href=' JAVA&#115;cript:x'><img src=data:x><a href='#y'>"):
        [],
    ("a.html", "<a href='j&#x0A;avascript:x'><a href=\"java\nscript:x\">"): [],
    ("a.html", "<a data-href=b title=c>"): [],
    ("a.html", "<a href='b?c&amp;d'>"): ["1 b?c&d"],
    ("a.css", "@import 'a.css';\n@import url(b.css);\n@import url('c.css') print;\n"): [
        "1 include a.css", "2 include b.css", "3 include c.css"],
    ("a.css", ".a { background: url(b.png) }\n.c { src: url('d.woff') }\n"): [
        "1 b.png", "2 d.woff"],
    ("a.css", ".a { background: url(data:x) }"): [],
}  # fmt: skip

#: File name and text, with its summary and where that is from.
SUMMARIES = {
    ("a.html", "<!-- No. -->\n<title>A\n &lt;b&gt;</title><h1>C</h1>"): ("A <b>", "title"),
    ("a.html", "<!-- No. -->\n<h1>C</h1>"): ("C", "heading"),
    ("a.html", "<!-- Yes. -->\n<p>"): ("Yes.", "comment"),
    ("a.css", "/* Yes. */"): ("Yes.", "comment"),
}


@pytest.mark.parametrize(("name", "text"), NAMES)
def test_names(name: str, text: str) -> None:
    assert named(read(name, text)) == NAMES[name, text]


@pytest.mark.parametrize(("name", "text"), LINKS)
def test_links(name: str, text: str) -> None:
    assert linked(read(name, text)) == LINKS[name, text]


@pytest.mark.parametrize(("name", "text"), SUMMARIES)
def test_what_it_is(name: str, text: str) -> None:
    facts = analyse(name, text.encode())
    assert (facts.summary, facts.summary_source) == SUMMARIES[name, text]
