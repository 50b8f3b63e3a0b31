"""Pages speak the language of the manual, and say the same in each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from lxml import html

from tests import messages
from tests.conftest import Build, Builder
from tests.sphinx_ext.snapshots import snapshot

STATIC = messages.PACKAGE / "sphinx_ext" / "static"
#: What a message says between its values.
PIECES = re.compile(r"\{\{?\w+\}?\}|``.*?``")
#: Elements that hold a whole message or a name.
TITLES = " | ".join(
    f".//{each}"
    for each in (
        *("h1", "h2", "strong"),
        *("p[contains(@class, 'rubric')]", "dt[contains(@class, 'field')]"),
    )
)


def forms(text: object) -> list[str]:
    return [str(each) for each in text] if isinstance(text, tuple | list) else [str(text)]


def english() -> Iterator[str]:
    """Yield each message that German has other words for."""
    for each in messages.read(messages.FOLDER / f"de/LC_MESSAGES/{messages.NAME}.po"):
        if each.id:
            yield from set(forms(each.id)) - set(forms(each.string))


ENGLISH = sorted(english())
#: Parts of messages that no name and no word of a repository is by accident.
SENTENCES = sorted(
    {
        piece.strip()
        for message in ENGLISH
        for piece in PIECES.split(message)
        if piece.strip().count(" ") > 1
    }
)


def pages(done: Build) -> Iterator[tuple[str, html.HtmlElement]]:
    """Yield our pages without their sources."""
    for path in sorted((done.outdir / "kwindex").rglob("*.html")):
        tree = html.fromstring(path.read_bytes())
        for source in tree.xpath("//pre | //script"):
            source.drop_tree()
        yield path.relative_to(done.outdir).as_posix(), tree


def left(done: Build, root: Path) -> list[tuple[str, str]]:
    """Return what pages say in English, but for the words of the repository."""
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    own = " ".join(" ".join(path.read_text("utf-8", "replace").split()) for path in files)
    sentences = [piece for piece in SENTENCES if piece not in own]
    titles = set(ENGLISH)
    found = []
    for page, tree in pages(done):
        text = " ".join(tree.text_content().split())
        attributes = " ".join(tree.xpath("//@aria-label | //@data-loading | //@data-failed"))
        found += [(page, piece) for piece in sentences if piece in f"{text} {attributes}"]
        names = (each.text_content().strip().rstrip(":") for each in tree.xpath(TITLES))
        found += [(page, name) for name in names if name in titles]
    return found


def problems(done: Build) -> list[str]:
    return [line for line in done.warnings if "[kwindex.syntax]" not in line]


@pytest.mark.parametrize("name", ["small", "mixed"])
def test_no_english_is_left(repository: Callable[[str], Path], build: Builder, name: str) -> None:
    root = repository(name)
    done = build(root / "docs", language="de", nitpicky=True)
    assert problems(done) == []
    assert left(done, root) == []
    text = (done.outdir / "kwindex/index.html").read_text()
    assert "<h2>Einstieg" in text
    assert ">Schlüsselwort-Suche<" in text
    data = "".join(path.read_text() for path in (done.outdir / "kwindex/search").glob("*.js"))
    assert json.dumps("Ergebnisse: {number}") in data
    assert json.dumps("Schnittstelle") in data
    assert [piece for piece in SENTENCES if json.dumps(piece)[1:-1] in data] == []


def held(tree: html.HtmlElement) -> tuple[Counter[str], Counter[str], set[str]]:
    """Return the names, the links and the ids of a page."""
    (content,) = tree.xpath("//*[@role='main']")
    names = Counter(each.text_content() for each in content.xpath(".//code"))
    return names, Counter(content.xpath(".//a/@href")), set(content.xpath(".//@id"))


def test_a_page_holds_the_same_in_another_language(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    one = dict(pages(build(root / "docs")))
    other = dict(pages(build(root / "docs", builddir=tmp_path / "german", language="de")))
    assert list(one) == list(other)
    assert [page for page in one if held(one[page]) != held(other[page])] == []
    assert left(build(root / "docs"), root) != []


def test_a_new_language_is_a_clean_build(
    repository: Callable[[str], Path], build: Builder, tmp_path: Path
) -> None:
    root = repository("small")
    build(root / "docs")
    with (root / "docs/conf.py").open("a") as conf:
        conf.write('\nlanguage = "de"\n')
    incremental = written(build(root / "docs").outdir)
    clean = written(build(root / "docs", builddir=tmp_path / "clean").outdir)
    # Sphinx leaves these two, of which 8.2 has the first only.
    assert incremental.keys() - clean <= {".buildinfo.bak", "_static/english-stemmer.js"}
    assert [name for name in clean if incremental[name] != clean[name]] == []


def written(outdir: Path) -> dict[str, bytes]:
    """Return what a build wrote, without Sphinx's digest of a script that it writes later."""
    digest = re.compile(rb"(documentation_options\.js)\?v=\w+")
    return {name: digest.sub(rb"\1", text) for name, text in snapshot(outdir).items()}


def test_a_build_does_not_speak_the_language_of_the_one_before(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    assert "Das Buch zu shop" in book(build(root / "docs", "text", language="de"))
    assert "The book of shop" in book(build(root / "docs", "text", language="en"))
    assert "Das Buch zu shop" in book(build(root / "docs", "text", language="de_AT"))


def book(done: Build) -> str:
    return (done.outdir / "kwindex/book.txt").read_text()


@pytest.mark.parametrize("builders", [[], ["gettext"]])
def test_translators_of_the_manual_get_nothing_of_ours(
    repository: Callable[[str], Path], build: Builder, builders: list[str]
) -> None:
    done = build(
        repository("small") / "docs",
        "gettext",
        gettext_compact=False,
        gettext_additional_targets=["literal-block", "raw", "image", "doctest-block", "index"],
        kwindex_builders=builders,
    )
    found = {}
    for path in done.outdir.rglob("*.pot"):
        with path.open("rb") as file:
            said = sorted(str(each.id) for each in read_po(file) if each.id)
        if said:
            found[path.relative_to(done.outdir).as_posix()] = said
    assert found.keys() == {"guide.pot", "index.pot"}
    assert found["guide.pot"] == ["Guide", "Orders come first, stock follows."]


RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
PHYSICAL = re.compile(
    r"(?:^|[\s;])(?:(?:margin|padding|border)-(?:left|right)|left|right|float"
    r"|text-align:\s*(?:left|right))\b"
)


def physical(css: str) -> list[str]:
    """Return the selectors of the rules that tell left from right, but for those of sources,
    which are written from left to right on every page."""
    rules = RULE.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.S))
    found = [selector.strip() for selector, body in rules if PHYSICAL.search(body)]
    return [selector for selector in found if not selector.startswith("pre.kwindex-source")]


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_style_follows_the_direction_of_the_page(path: Path) -> None:
    assert physical(path.read_text()) == []


def test_a_side_in_a_style_sheet_is_found() -> None:
    css = "/* left */ .a { margin-inline: 1px } .b { margin-left: 1px } .c { text-align: right }"
    assert physical(css + " pre.kwindex-source { left: 0 }") == [".b", ".c"]
