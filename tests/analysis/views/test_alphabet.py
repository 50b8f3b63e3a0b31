"""The A-Z: every identifier is reachable, and no page is too long."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sphinx_kwindex.analysis.views import alphabet_pages
from sphinx_kwindex.analysis.views.tree import PAGE_LIMIT
from sphinx_kwindex.model.parts import Entry
from sphinx_kwindex.model.views import AlphabetPage
from tests.analysis.views.builder import Built, File, build


def pages(built: Built) -> dict[str, AlphabetPage]:
    made = list(alphabet_pages(built.repository, built.links))
    by_name = {page.docname: page for page in made}
    assert len(by_name) == len(made)
    return by_name


def check(built: Built) -> list[Entry]:
    """Walk the pages from the top by their toctrees; return all entries in reading order."""
    by_name = pages(built)
    met: list[str] = []
    entries: list[Entry] = []
    pending = ["kwindex/keywords"]
    while pending:
        page = by_name[pending.pop()]
        met.append(page.docname)
        assert not (page.parts and page.entries)
        assert len(page.parts) <= PAGE_LIMIT
        assert len(page.entries) <= PAGE_LIMIT
        assert page.toctree == tuple(target.docname for _, _, target in page.parts)
        for name in page.toctree:
            parent = by_name[name].parent
            assert parent is not None
            assert parent.docname == page.docname
        counts = {name: by_name[name].total for name in page.toctree}
        assert [count for _, count, _ in page.parts] == list(counts.values())
        entries += page.entries
        pending += reversed(page.toctree)
    assert sorted(met) == sorted(by_name)
    expected = sum(len(places) for places in built.links.definitions.values())
    assert len(entries) == expected
    assert len({(e.label, e.target) for e in entries}) == expected
    return entries


def test_all_on_one_page_up_to_a_thousand() -> None:
    built = build({"m.py": "def b\nclass B\ndef _x\ndef a\nmethod B.a", "n.py": "def é"})
    page = pages(built)["kwindex/keywords"]
    assert [(e.name, e.label) for e in page.entries] == [
        ("a", "m.B.a"),
        ("a", "m.a"),
        ("B", "m.B"),
        ("b", "m.b"),
        ("é", "n.é"),
        ("_x", "m._x"),
    ]
    assert (page.total, page.parts) == (6, ())
    assert page.parent is None


def test_none_is_one_empty_page() -> None:
    assert [p.entries for p in pages(build({"a.txt": ""})).values()] == [()]


def test_long_lists_split_by_prefix_and_keep_their_order() -> None:
    names = [f"{first}{second}{n}" for first in "aBt" for second in "xYz_" for n in range(240)]
    names += ["t", "T", "0ne", "_p", "~gone"]
    built = build({"m.py": "\n".join(f"def {name}" for name in names)})
    by_name = pages(built)
    # 960 each fit on one page; t and T make it 962; the others follow the letters.
    assert [prefix for prefix, _, _ in by_name["kwindex/keywords"].parts] == [
        "a",
        "b",
        "t",
        "_",
        "0",
        "~",
    ]
    listed = [entry.name for entry in check(built)]
    letters = [name for name in listed if name[0].isalpha()]
    assert [name.casefold() for name in letters] == sorted(name.casefold() for name in letters)


def test_prefixes_with_few_names_share_a_page() -> None:
    names = ["q", *(f"q{c}{n}" for c in "abcdef" for n in range(150))]
    by_name = pages(build({"m.py": "\n".join(f"def {name}" for name in names)}))
    assert [(prefix, count) for prefix, count, _ in by_name["kwindex/keywords-q"].parts] == [
        ("q - qc", 451),
        ("qd - qf", 450),
    ]


def test_one_identifier_defined_too_often_is_split_by_module() -> None:
    files: dict[str, File | str] = {f"m{n:04}.py": "def forward" for n in range(1_250)}
    files["z.py"] = "def forward_all\ndef Forward\ndef _"
    built = build(files)
    check(built)
    # No page for "f", "fo" and so on, which would have one part each.
    assert [prefix for prefix, _, _ in pages(built)["kwindex/keywords"].parts] == ["forward", "_"]
    inner = pages(built)["kwindex/keywords-forward"]
    assert [prefix for prefix, _, _ in inner.parts] == [
        "forward (1): Forward - forward",
        "forward (2): m0499.forward - m0998.forward",
        "forward (3): m0999.forward - m1249.forward",
        "forward_",
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["a" * n for n in range(1, 2_000)],  # each the prefix of the next
        [f"{'x' * 300}{n}" for n in range(1_500)],  # one long prefix
        [f"k{chr(0x4E00 + n)}" for n in range(1_500)],  # more characters than a page has parts
        [f"a{n}" for n in range(600)] + [f"a.{n}" for n in range(600)] + ["a", "a..1"],
        [f"İ{n}" for n in range(700)] + [f"i{n}" for n in range(700)],  # folds to two characters
    ],
    ids=["chain", "long", "wide", "dots", "folding"],
)
def test_odd_identifiers_are_all_reachable(names: list[str]) -> None:
    # One file a name: a dot would make a qualified name of it, so names are set directly.
    built = build({f"f{n}.py": f"def n{n}" for n in range(len(names))})
    definitions = {name: built.links.definitions[f"n{n}"] for n, name in enumerate(names)}
    odd = replace(built, links=replace(built.links, definitions=definitions))
    assert len(check(odd)) == len(names)


def test_an_edit_that_moves_definitions_changes_no_page() -> None:
    before = build({"m.py": File("def f\nclass G")})
    after = build({"m.py": File("def f\nclass G", first_line=90)})
    assert pages(after) == pages(before)
