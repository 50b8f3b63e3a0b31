"""Names of documents: plain where they can be, different where they must be."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from posixpath import dirname

import pytest

from sphinx_kwindex.model.docnames import FOLDER_BYTES, Docnames

#: Pieces that make names collide: what we reserve, what we write, and what Unicode folds.
PIECES = (
    *("a", "A", "b", "doc", "Doc", "index", "sub", "keywords", "keywords-a", "book", "skipped"),
    *("skipped-2", "index-2", "_docs", "_kw", "_kw-2", "_DOCS", ".html", ".", ".."),
    *("_", "-", "=", "=2E"),
    *("=-", "%", "#", "?", "*", "[", "]", "\\", "'", '"', " ", "\n", "\t", "~", "+", "@", ":"),
    *("\u00e9", "e\u0301", "\u0301", "\u00c9", "\u212b", "\u00e5", "\ufb01", "fi", "\u00df", "ss"),
    *("\u0130", "\u0131", "\u017f", "s", "\uff41", "\uff0e", "\u2460", "1", "\u3231", "\ufdfa"),
    *("\u1100", "\u1161", "\uac00", "\u0915\u094d\u0937", "\u4e2d", "\U0001d400", "\U0001f40d"),
    *("\udc80", "\udcff", "\u200b", "\u202e", "\u034f", "\x00", "\x7f", "x" * 60, "\u00fc" * 40),
)


def folded(text: str) -> str:
    """What a careless file system makes of a name."""
    for _ in range(3):
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", text).casefold())
    return text


def documents(names: Docnames, paths: list[str]) -> Iterator[str]:
    """Every document of the repository, as the rest of the package asks for them."""
    folders = {""}
    for path in paths:
        yield names.file(path).docname
        yield names.keywords(path).docname
        yield names.keywords_part(path, 2).docname
        while path := dirname(path):
            folders.add(path)
    for folder in folders:
        ref = names.folder(folder)
        yield from (ref.index.docname, ref.doc.docname, ref.sub.docname)
        yield from (names.folder_part(folder, part).docname for part in (2, 3))
    yield from (names.alphabet().docname, names.book.docname, names.skipped().docname)
    yield from (names.skipped(2).docname, names.alphabet("a").docname, names.alphabet("A").docname)


def outputs(docname: str) -> Iterator[str]:
    yield f"{docname}.html"
    yield f"{docname}.html" if docname.endswith("/index") else f"{docname}/index.html"


def assert_injective(paths: list[str]) -> None:
    names = Docnames(paths)
    found: dict[str, str] = {}
    folders = set()
    for docname in documents(names, paths):
        assert all(
            re.match("[a-zA-Z0-9_./=-]", char)
            if char.isascii()
            else unicodedata.category(char)[0] in "LMN"
            for char in docname
        ), docname
        assert unicodedata.is_normalized("NFC", docname)
        for segment in docname.split("/"):
            assert segment
            assert not segment.startswith(".")
            assert len(segment.encode()) <= 255 - len(".doctree.html")
        for output in set(outputs(docname)):
            assert found.setdefault(folded(output), docname) == docname
            folders.add(dirname(folded(output)))
    assert folders.isdisjoint(found), "a file where a folder must be"


def test_plain_names_are_the_path() -> None:
    names = Docnames(["src/pkg/__init__.py", "Makefile", "src/a-b.c.py"])
    assert names.file("src/pkg/__init__.py").docname == "kwindex/src/pkg/__init__.py_docs"
    assert names.keywords("src/a-b.c.py").docname == "kwindex/src/a-b.c.py_kw"
    assert names.keywords_part("Makefile", 1) == names.keywords("Makefile")
    assert names.keywords_part("Makefile", 2).docname == "kwindex/Makefile_kw-2"
    assert names.file("Makefile").docname == "kwindex/Makefile_docs"
    ref = names.folder("src/pkg")
    assert ref.index.docname == "kwindex/src/pkg/index"
    assert ref.doc.docname == "kwindex/src/pkg/doc"
    assert ref.sub.docname == "kwindex/src/pkg/sub"
    assert (ref.path, ref.summary, ref.files) == ("src/pkg", "", 0)
    assert names.folder("").index.docname == "kwindex/index"
    assert names.folder_part("src", 1) == names.folder("src").index
    assert names.folder_part("src", 2).docname == "kwindex/src/index-2"
    assert names.book.docname == "kwindex/book"
    assert names.search.docname == "kwindex/search"
    assert [names.skipped(part).docname for part in (1, 2)] == [
        "kwindex/skipped",
        "kwindex/skipped-2",
    ]
    assert names.collisions == ()


@pytest.mark.parametrize(
    ("path", "docname"),
    [
        (".github/ci.yml", "k/=2Egithub/ci.yml_docs"),
        ("a b#c?.py", "k/a=20b=23c=3F.py_docs"),
        ("100%.py", "k/100=25.py_docs"),
        ("x=2E.py", "k/x=3D2E.py_docs"),
        ("\u65e5\u672c/\u00e9t\u00e9.py", "k/\u65e5\u672c/\u00e9t\u00e9.py_docs"),
        (
            "\u0939\u093f\u0928\u094d\u0926\u0940.py",
            "k/\u0939\u093f\u0928\u094d\u0926\u0940.py_docs",
        ),
        ("\udcff.py", "k/=FF.py_docs"),
        ("\u20ac", "k/=E2=82=AC_docs"),
        ("line\nend", "k/line=0Aend_docs"),
        ("doc/index/sub.py", "k/=64oc/=69ndex/sub.py_docs"),
        ("Doc/x", "k/=44oc/x_docs"),
        ("doc.html/x", "k/=64oc.html/x_docs"),
        ("documents/keywords-a/x", "k/documents/=6Beywords-a/x_docs"),
        ("a.py_docs/b_kw/x", "k/a.py=5Fdocs/b=5Fkw/x_docs"),
        ("a.py_kw-2/x", "k/a.py=5Fkw-2/x_docs"),
        ("trailing./x", "k/trailing=2E/x_docs"),
    ],
)
def test_spelling(path: str, docname: str) -> None:
    assert Docnames([path], prefix="k").file(path).docname == docname


def test_the_first_keeps_a_name_that_folds_to_the_same() -> None:
    names = Docnames(["foo.py", "Foo.py", "pkg/a.py", "Pkg/a.py"])
    assert names.file("Foo.py").docname == "kwindex/Foo.py_docs"
    assert re.fullmatch(r"kwindex/foo\.py=-[0-9a-f]{24}_docs", names.file("foo.py").docname)
    assert names.file("Pkg/a.py").docname == "kwindex/Pkg/a.py_docs"
    assert re.fullmatch(r"kwindex/pkg=-[0-9a-f]{24}/a\.py_docs", names.file("pkg/a.py").docname)
    assert names.collisions == (("foo.py", "Foo.py"), ("pkg", "Pkg"))


def test_combined_keywords_are_a_section() -> None:
    names = Docnames(["a.py"], combined=True)
    assert names.keywords("a.py").docname == names.file("a.py").docname
    assert names.keywords("a.py").anchor == "keyword-index"


def test_unknown_paths_have_no_name() -> None:
    names = Docnames(["a.py"])
    for ask in (names.file, names.keywords, names.folder):
        with pytest.raises(KeyError):
            ask("b")


def test_long_names_differ_after_the_cut() -> None:
    paths = ["x" * 250 + end for end in ("a", "b")] + ["\u00e9" * 120 + "a", "\n" * 250]
    paths += [f"{'#' * 250}/{end}" for end in "ab"]
    assert_injective(paths)
    names = Docnames(paths)
    assert names.collisions == ()
    spelled = names.file("\n" * 250).docname
    assert re.fullmatch(r"kwindex/(?:=0A)+=-[0-9a-f]{24}_docs", spelled), "no byte is cut in two"


def test_deep_folders_have_short_names() -> None:
    paths = ["/".join(["n" * 100] * 40 + [end]) for end in ("a.py", "b.py", "c/d.py")]
    paths += ["directory/" * 160 + "x"]
    assert_injective(paths)
    names = Docnames(paths)
    assert max(len(names.file(path).docname) for path in paths) < FOLDER_BYTES + 200


@pytest.mark.parametrize("seed", range(6))
def test_no_two_documents_share_an_output(seed: int) -> None:
    choose = random.Random(seed)  # noqa: S311
    paths = set()
    for _ in range(400):
        parts = ["".join(choose.choices(PIECES, k=choose.randint(1, 3))) for _ in range(3)]
        paths.add("/".join(parts[: choose.randint(1, 3)]))
    assert_injective(sorted(paths))


def test_alphabet_prefixes_differ() -> None:
    letters = [*"abzABZ_09", "\u00e9", "\u00c9", "e\u0301", "\u0301", "\u212b", "\u00e5", "\ufb01"]
    letters += ["\u0130", "\u0131", "\u017f", "\u00df", "\u1100", "\u1161", "\uac00", "-", "=", "~"]
    prefixes = {first + second for first in letters for second in ["", *letters]}
    prefixes |= {"x" * 300 + end for end in "abAB"} | {"E9", "=E9", "c3a9", "C3A9"}
    names = Docnames([])
    found = {folded(names.alphabet(prefix).docname) for prefix in prefixes | {""}}
    assert len(found) == len(prefixes) + 1
    assert names.alphabet().docname == "kwindex/keywords"
    assert names.alphabet("Tensor").docname == "kwindex/keywords--tensor"
    assert names.alphabet("\u0444").docname == "kwindex/keywords-\u0444"


def test_names_do_not_depend_on_the_order_of_paths() -> None:
    paths = ["b/Foo.py", "b/foo.py", "a.py", "B/x.py"]
    first, second = Docnames(paths), Docnames(reversed(paths))
    assert [first.file(path) for path in paths] == [second.file(path) for path in paths]
    assert first.collisions == second.collisions
