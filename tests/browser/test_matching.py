"""The script that matches, in a browser, against the rules by brute force."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sphinx_kwindex.sphinx_ext import assets
from sphinx_kwindex.sphinx_ext.keyword_search import layout, messages, words
from sphinx_kwindex.sphinx_ext.keyword_search.entries import KINDS, Entries, File, Place, Rank
from tests.browser.matching import Row, rows

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

SCRIPT = Path(assets.__file__).with_name("static") / "kwindex-search-index.js"

RANKS = {"file": Rank.FILE, "import-import": Rank.IMPORT}

READY = """() => {
  kwindexSearch.index = (data) => { window.index = new kwindexSearch.Index(data); };
}"""

#: All rows of each query: name, kind, path, and the number of more places. Lines lie in shards.
FIND = """(queries) => queries.map((query) => {
  const found = index.find(query);
  return [found.total, [...index.rows(found)].map((row) => row.more
    ? [row.name, "", "", row.more]
    : [row.name, index.kind(row.place)[0], index.paths[index.file(row.place)], 0])];
})"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(path=SCRIPT)
        yield page
        browser.close()


def load(page: Any, entries: Entries) -> None:
    page.evaluate(READY)
    text = dict(layout.files(entries, words(), messages()))[layout.INDEX]
    page.add_script_tag(content=text)


def found(page: Any, queries: list[str]) -> list[tuple[int, list[Row]]]:
    return [
        (total, [tuple(row) for row in listed]) for total, listed in page.evaluate(FIND, queries)
    ]


def expected(entries: Entries, query: str) -> tuple[int, list[Row]]:
    total, listed = rows(entries, query)
    return total, [(name, kind, path, 0 if kind else more) for name, kind, path, more in listed]


def entries(chance: random.Random, names: list[str]) -> Entries:
    files = tuple(
        File(
            f"{folder}/f{number}.{suffix}", f"kwindex/{folder}/f{number}.{suffix}_docs.html", spoken
        )
        for folder in ("a", "b/Deep")
        for number in range(3)
        for suffix, spoken in (("py", "Python"), ("c", "C"), ("cpp", "C++"))
    )
    kinds = ("class", "function", "method", "constant", "file", "import-import")
    places: dict[str, list[Place]] = {}
    for name in sorted(set(names), key=lambda name: (name.casefold(), name)):
        there = set()
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            kind = chance.choice(kinds)
            rank = RANKS.get(kind) or chance.choice((Rank.PUBLIC, Rank.PRIVATE))
            file, line = chance.randrange(len(files)), chance.randrange(99)
            there.add(Place(rank, file, line, KINDS.index(kind)))
        places[name] = sorted(there)
    uses = {name: chance.choice((0, 0, 1, 2, 500, 10**7)) for name in names}
    return Entries(files, places, uses)


def names(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        picked = chance.choices(("a", "ab", "get", "to", "x", "tensor", "b2", "HTTP"), k=3)
        form = chance.randrange(4)
        if form == 0:
            yield "_" * chance.randrange(3) + "_".join(picked)
        elif form == 1:
            yield "".join(part[0].upper() + part[1:] for part in picked)
        elif form == 2:
            yield "_".join(picked).upper()
        else:
            yield "".join(chance.choices("abAB_1", k=chance.randrange(1, 7)))


def queries(chance: random.Random, there: list[str], count: int) -> Iterator[str]:
    """Names, cut, in other letters, and with one character other, added or missing."""
    for _ in range(count):
        name = chance.choice(there)
        start = chance.choice((0, 0, chance.randrange(len(name))))
        term = name[start : start + chance.randrange(1, 12)]
        at = chance.randrange(len(term) + 1)
        term = chance.choice(
            (
                *(term, term.lower(), term.upper(), f'"{name}"'),
                *(term[:at] + "q" + term[at:], term[:at] + "a" + term[at + 1 :]),
                *(term[:at] + term[at + 1 :], term[:at] + term[at:][:2][::-1] + term[at + 2 :]),
                "".join(char for char in name if char.isupper()),
            )
        )
        kinds = chance.choice(("", "", "", "class:", "fn:", "import:", "file:", "method: "))
        filters = ("", "", "", " path:deep", " path:a/", " lang:c", " lang:py", " lang:c++", " ab")
        yield kinds + term + chance.choice(filters)


@pytest.mark.parametrize("seed", range(6))
def test_what_answers_is_what_the_rules_say(page: Any, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    there = list(names(chance, 30 + 60 * seed))
    all_entries = entries(chance, there)
    load(page, all_entries)
    asked = sorted(set(queries(chance, there, 250)))
    wrong = [
        (query, got, wanted)
        for query, got in zip(asked, found(page, asked), strict=True)
        if got != (wanted := expected(all_entries, query))
    ]
    assert wrong[:1] == []


#: A query, and the names that answer, the best first, of :data:`EXAMPLES`.
EXAMPLES = ("DTensorExportTest", "DTest", "_dtet", "getTensor", "get_tensor", "Tensor", "tensors")


@pytest.mark.parametrize(
    ("query", "answers"),
    [
        ("DTET", ["DTensorExportTest", "_dtet", "DTest"]),
        ("DTenET", ["DTensorExportTest"]),
        ("gT", ["getTensor", "get_tensor"]),
        ("getT", ["getTensor", "get_tensor"]),
        ("tensor", ["Tensor", "tensors", "getTensor", "get_tensor", "DTensorExportTest"]),
        ("Tensro", ["Tensor", "tensors"]),
        ("gettensr", ["getTensor"]),
        ('"tensors"', ["tensors"]),
        ('"tensor"', []),
        ("tensor get", ["getTensor", "get_tensor"]),
        ("\u0130", []),
        ("std::tensor", []),
        ("   ", []),
        ('"', []),
        (":", []),
        ("class:", list(EXAMPLES)),
    ],
)
def test_examples(page: Any, query: str, answers: list[str]) -> None:
    files = (File("a.py", "a.html", "Python"),)
    places = {name: [Place(Rank.PUBLIC, 0, 1, KINDS.index("class"))] for name in EXAMPLES}
    ordered = dict(sorted(places.items(), key=lambda each: each[0].casefold()))
    load(page, Entries(files, ordered))
    ((_, listed),) = found(page, [query])
    got = [name for name, *_ in listed]
    assert (sorted(got) if query == "class:" else got) == (
        sorted(answers) if query == "class:" else answers
    )
