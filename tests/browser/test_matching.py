"""The script that matches, in a browser, against the rules by brute force."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sphinx_kwindex.sphinx_ext import assets
from sphinx_kwindex.sphinx_ext.keyword_search import layout
from sphinx_kwindex.sphinx_ext.keyword_search.entries import (
    KINDS,
    Entries,
    File,
    Place,
    Rank,
    alphabetical,
)
from sphinx_kwindex.sphinx_ext.keyword_search.writing import messages, words
from tests.browser.matching import Row, qualified, rows

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

STATIC = Path(assets.__file__).with_name("static")
SCRIPTS = ("kwindex-search-index.js", "kwindex-search-match.js")

RANKS = {"file": Rank.FILE, "import-import": Rank.IMPORT}

#: Keep what the files of data say, in place of the script that loads them.
READY = """() => {
  window.parts = { blocks: [], shards: [] };
  kwindexSearch.directory = (version, directory) => { parts.directory = directory; };
  kwindexSearch.names = (version, number, block) => { parts.blocks[number] = block; };
  kwindexSearch.files = (version, files) => { parts.files = files; };
  kwindexSearch.details = (version, number, records, paths, addresses) => {
    parts.shards[number] = {
      records: records.split("\\n"), paths: kwindexSearch.texts(paths), addresses: addresses,
    };
  };
}"""

#: All rows of each query, as far as the whole index answers, and a part of it: name, kind, path,
#: line or the number of more places, of which only the last is there without a kind.
FIND = """(queries) => {
  const { directory, shards } = parts, { texts, numbers } = kwindexSearch;
  const blocks = parts.blocks.map((block) => new kwindexSearch.Block(block, directory.width));
  const { paths, languages, written } = parts.files;
  const files = { paths: texts(paths), languages: languages, written: numbers(written) };
  const whole = new kwindexSearch.Index(directory, blocks, files);
  const starts = texts(directory.starts);
  const row = (index, { name, place, more }) => {
    if (more) return [name, "", "", more];
    const [number, record] = index.record(place), shard = shards[number];
    const [file, line] = shard.records[record].split("\\t");
    return [name, index.kind(place)[0], shard.paths[file], Number(line)];
  };
  const answer = (index, query, last) => {
    const found = kwindexSearch.find(index, query, last);
    return [found.total, [...kwindexSearch.rows(index, found)].map((each) => row(index, each))];
  };
  return queries.map((text) => {
    const query = new kwindexSearch.Query(text, directory.kinds);
    const part = kwindexSearch.part(query, starts);
    if (part === null) return [answer(whole, query), null, false];
    const index = new kwindexSearch.Index(directory, part.blocks.map((n) => blocks[n]), null);
    return [answer(whole, query), answer(index, query, part.last), query.exact];
  });
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for name in SCRIPTS:
            page.add_script_tag(path=STATIC / name)
        yield page
        browser.close()


def load(page: Any, entries: Entries) -> int:
    """Load all data into the page; return how many blocks there are."""
    page.evaluate(READY)
    for _, text in layout.files(entries, words(), messages()):
        page.evaluate(f"() => {{ {text} }}")
    return int(page.evaluate("parts.blocks.length"))


Answer = tuple[int, list[Row]]


def found(page: Any, queries: list[str]) -> list[tuple[Answer, Answer | None, bool]]:
    def answer(raw: Any) -> Answer:
        return raw[0], [tuple(row) for row in raw[1]]

    return [
        (answer(whole), part and answer(part), exact)
        for whole, part, exact in page.evaluate(FIND, queries)
    ]


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
    for name in sorted(set(names), key=alphabetical):
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
def test_what_answers_is_what_the_rules_say(
    page: Any, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "BLOCK", 200)
    monkeypatch.setattr(layout, "SHARD", 150)
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    there = list(names(chance, 30 + 60 * seed))
    all_entries = entries(chance, there)
    assert load(page, all_entries) > 2 * seed
    asked = sorted(set(queries(chance, there, 250)))
    kept = 0
    for query, (whole, part, exact) in zip(asked, found(page, asked), strict=True):
        assert (query, whole) == (query, rows(all_entries, query))
        if part is not None:
            # The whole index adds rows after those of a part, and none to those of a quoted name.
            assert (query, part[1]) == (query, whole[1][: len(part[1])])
            assert not exact or part == whole
            kept += bool(part[1])
    assert kept > 10


#: The rows of qualified names, as the script that loads the data finds them.
QUALIFIED = """async (queries) => {
  const { directory, blocks, shards, files } = parts;
  const data = kwindexSearch.data("http://host.invalid/kwindex/search/index.js");
  data.directory = { ...directory, most: 10 ** 6 };
  data._parts.shards = shards;
  data.load = async () => true;
  const index = new kwindexSearch.Index(
    directory, blocks.map((block) => new kwindexSearch.Block(block, directory.width)),
    { ...files, paths: kwindexSearch.texts(files.paths),
      written: kwindexSearch.numbers(files.written) });
  return Promise.all(queries.map(async (text) => {
    const query = new kwindexSearch.Query(text, directory.kinds);
    const rows = await data.qualified(index, query);
    return Promise.all(rows.map(async (row) => {
      const { path, line } = await data.details(index, row);
      return [row.name, index.kind(row.place)[0], path, Number(line)];
    }));
  }));
}"""


def test_qualified_names_are_found_as_the_rules_say(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "BLOCK", 200)
    monkeypatch.setattr(layout, "SHARD", 150)
    chance = random.Random(7)  # noqa: S311 - the same in every run
    made = entries(chance, list(names(chance, 150)))
    holders = ["A", "A.b", "ns::A", "Deep", "f1"]
    for places in made.places.values():
        held = [replace(each, before=_before(chance.choice(["", *holders]))) for each in places]
        places[:] = sorted(held)
    load(page, made)
    page.add_script_tag(path=STATIC / "kwindex-search-data.js")
    there = sorted(made.places)
    within = [*holders, "b.A", "a", "b.f1", "zz", ".A"]
    asked = [
        chance.choice(within)
        + chance.choice([".", "::", "#"])
        + chance.choice(there)[: chance.randrange(1, 9)]
        for _ in range(300)
    ]
    answers = [[tuple(row) for row in found] for found in page.evaluate(QUALIFIED, asked)]
    for query, answer in zip(asked, answers, strict=True):
        assert (query, answer) == (query, qualified(made, query))
    assert sum(map(bool, answers)) > 50


def _before(holder: str) -> str:
    return holder and holder + ("::" if ":" in holder else ".")


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
    ordered = dict(sorted(places.items(), key=lambda each: alphabetical(each[0])))
    load(page, Entries(files, ordered))
    (((_, listed), _, _),) = found(page, [query])
    got = [name for name, *_ in listed]
    assert (sorted(got) if query == "class:" else got) == (
        sorted(answers) if query == "class:" else answers
    )
