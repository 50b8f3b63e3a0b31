"""What a keyword search costs a reader: bytes of its data, and time from the key to the answer.

Makes entries as a large repository has them, from a fixed seed, writes the data that a build
writes, and types queries into the page of the search in headless chromium, from a server and from
``file://``. Each query is typed twice, each time into a new page, so that no code is warm: as the
first one, which is answered from a part of the index before all of it is there, and as one beyond
the first, when it is. Beside time on the clock, which other work on the machine makes longer,
stands the processor time of the page's main thread. Needs playwright and chromium::

    python benchmarks/search.py --identifiers 200000
    python benchmarks/search.py --site OUTDIR       # of a build
"""

from __future__ import annotations

import argparse
import functools
import http.server
import random
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx_kwindex.sphinx_ext import assets, keyword_search
from sphinx_kwindex.sphinx_ext.keyword_search import box, layout, writing
from sphinx_kwindex.sphinx_ext.keyword_search.entries import (
    KINDS,
    Entries,
    File,
    Place,
    Rank,
    alphabetical,
)

_SYLLABLES = (
    *("ab", "al", "an", "ar", "ba", "ce", "co", "de", "di", "en", "er", "ex", "fo", "ge", "gr"),
    *("im", "in", "lo", "ma", "mo", "ne", "op", "or", "pa", "pro", "re", "sc", "se", "sh", "st"),
    *("sub", "ta", "te", "tor", "tr", "un", "up", "ver", "vi", "wo"),
)
_COMMON = (
    *("get", "set", "is", "to", "from", "make", "test", "tensor", "layer", "node", "graph"),
    *("export", "cache", "size", "index", "list"),
)

#: Typed once each: exact, prefix, camel-hump, substring, one typo, filters.
QUERIES = (
    *("tensor", "t", "te", "getTensor", "DTET", "gts", "ensor", "orgra", "tensr", "qqqqqq"),
    *("class:Tensor", "fn:get", "method:make", "import:tensor", "file:node", "path:p1/ get"),
    *("lang:c++ size", "path:p2/", 'class: path:p30/ "getTensor"'),
)

_HEAD = "{:<30} {:>7} {:>7} {:>7} {:>9} {:>5}  {}"
_ROW = "{:<30} {:7.0f} {:7.0f} {:7.0f} {:9,} {:5}  {}"

#: Types a query; gives ms to the first list, ms to what its rows show, and the status then; or, to
#: the answer of all names.
_TIMER = """([query, whole]) => new Promise((resolve) => {
  const input = document.querySelector("form.kwindex-search input");
  const list = document.querySelector("form.kwindex-search [role=listbox]");
  const status = document.querySelector("form.kwindex-search [role=status]");
  const loading = [input.form.dataset.loading, ""];
  const start = performance.now();
  let first = 0;
  const look = () => {
    if (loading.includes(status.textContent)) return;
    if (whole && status.textContent.endsWith("...")) return;
    first = first || performance.now() - start;
    if ([...list.children].some((option) => !option.href)) return;
    observer.disconnect();
    resolve([first, performance.now() - start, status.textContent]);
  };
  const observer = new MutationObserver(look);
  observer.observe(input.form,
    { subtree: true, childList: true, characterData: true, attributes: true });
  status.textContent = "";
  input.value = query;
  input.dispatchEvent(new Event("input"));
})"""

_DATA = 'kwindexSearch.data(document.querySelector("form.kwindex-search").dataset.index)'

#: Keep what is loaded after the first answer, for all names, out of its measure.
_ALONE = f"() => {{ {_DATA}.whole = () => new Promise(() => {{}}); }}"

_LOAD = f"""async () => {{
  await {_DATA}.open();
  await {_DATA}.whole();
}}"""


def entries(identifiers: int, seed: int = 1) -> Entries:
    """Return entries with so many names that are defined; equal calls return equal entries."""
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    words = [*_COMMON]
    while len(words) < 8000:
        words.append("".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))))
    files = tuple(
        File(path, f"kwindex/{path}_docs.html", language)
        for path, language in sorted(_files(chance, words, max(10, identifiers // 25)))
    )
    names: dict[str, list[Place]] = {}
    weights = [1 / (place + 5) for place in range(len(words))]
    while len(names) < identifiers:
        picked = chance.choices(words, weights, k=chance.choice((1, 2, 2, 3, 3, 3, 4)))
        name, kind = _name(chance, picked)
        places = names.setdefault(name, [])
        for _ in range(1 if chance.random() < 0.9 else chance.randrange(1, 4)):
            places.append(_place(chance, words, kind, len(files)))
    for _ in range(identifiers // 5):
        name = chance.choice(words)
        place = Place(Rank.IMPORT, chance.randrange(len(files)), chance.randrange(1, 60), 21)
        names.setdefault(name, []).append(place)
    names["DTensorExportTest"] = [_place(chance, words, "class", len(files))]
    uses = {name: int(chance.paretovariate(0.8)) - 1 for name in names}
    ordered = {name: sorted(set(names[name])) for name in sorted(names, key=alphabetical)}
    return Entries(files, ordered, uses)


def _files(chance: random.Random, words: list[str], number: int) -> Iterator[tuple[str, str]]:
    for place in range(number):
        ending, language = chance.choice(((".py", "Python"), (".cpp", "C++"), (".h", "C++")))
        yield (
            f"p{place % 97}/{chance.choice(words)}/{chance.choice(words)}{place}{ending}",
            language,
        )


def _name(chance: random.Random, words: list[str]) -> tuple[str, str]:
    kind = chance.choices(("class", "function", "method", "constant", "field"), (1, 4, 6, 1, 2))[0]
    if kind == "class":
        return "".join(map(str.title, words)), kind
    if kind == "constant":
        return "_".join(words).upper(), kind
    if chance.random() < 0.3:
        return words[0] + "".join(map(str.title, words[1:])), kind
    return "_" * (chance.random() < 0.2) + "_".join(words), kind


def _place(chance: random.Random, words: list[str], kind: str, files: int) -> Place:
    inside = chance.choice(words).title() + "." if kind in ("method", "field") else ""
    taken = ", ".join(f"{chance.choice(words)}: int" for _ in range(chance.randrange(5)))
    after = f"({taken}) -> None" if kind in ("method", "function") else ""
    rank = Rank.PRIVATE if chance.random() < 0.2 else Rank.PUBLIC
    line = chance.randrange(1, 3000)
    return Place(rank, chance.randrange(files), line, KINDS.index(kind), inside, after)


def write_site(site: Path, found: Entries) -> dict[str, int]:
    """Write the page of the search and its data; return the size of each file of data."""
    data = site / keyword_search.FOLDER
    data.mkdir(parents=True)
    sizes = {}
    for name, text in layout.files(found, writing.words(), writing.messages()):
        (data / name).write_text(text)
        sizes[name] = len(text)
    scripts = "".join(f'<script defer src="{name}"></script>' for name in box.SCRIPTS)
    for name in box.SCRIPTS:
        shutil.copy(Path(assets.__file__).with_name("static") / name, site)

    def pathto(name: str, resource: bool = False) -> str:
        return name if resource else f"{name}.html"

    page = f"<!doctype html><meta charset=utf-8><title>Search</title>{scripts}"
    (site / "search.html").write_text(page + box.form(pathto, "search", True))
    return sizes


def measure(
    page: Any, address: str, sizes: dict[str, int], query: str, is_first: bool
) -> tuple[float, ...]:
    """Type a query into a new page; return ms to the list, ms to its details, ms of the processor,
    bytes and requests."""
    asked: list[str] = []
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    page.wait_for_selector("form.kwindex-search", state="visible")
    if not is_first:
        page.evaluate(_LOAD)
    elif not re.search("path:|lang:", query):  # only the whole index answers those
        page.evaluate(_ALONE)

    def note(request: Any) -> None:
        asked.append(request.url.rpartition("/")[2].partition("?")[0])

    page.on("request", note)
    before = _processor(session)
    first, whole, status = page.evaluate(_TIMER, [query, not is_first])
    spent = _processor(session) - before
    session.detach()
    page.remove_listener("request", note)
    size = sum(sizes[name] for name in asked)
    print(_ROW.format(query, first, whole, spent, size, len(asked), status))
    return first, whole, spent, size, len(asked)


def _processor(session: Any) -> float:
    """Processor time of the main thread so far, in ms."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def start_of(page: Any, address: str) -> float:
    """Return ms from a new page to the index of all names."""
    page.goto(address)
    page.wait_for_selector("form.kwindex-search", state="visible")
    start = time.perf_counter()
    page.evaluate(_LOAD)
    return 1000 * (time.perf_counter() - start)


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


def made(site: Path, identifiers: int) -> tuple[Path, dict[str, int]]:
    """Make a page of the search; return it and the sizes of its data."""
    found = entries(identifiers)
    places = sum(map(len, found.places.values()))
    print(f"{found.identifiers:,} identifiers, {places:,} places, {len(found.files):,} files")
    start = time.process_time()
    sizes = write_site(site, found)
    print(f"processor time of writing: {time.process_time() - start:.1f} s")
    return site / "search.html", sizes


def built(site: Path) -> tuple[Path, dict[str, int]]:
    """Return the page of the search of a build, and the sizes of its data."""
    data = site / keyword_search.FOLDER
    return data.with_suffix(".html"), {file.name: file.stat().st_size for file in data.iterdir()}


def describe(sizes: dict[str, int]) -> None:
    groups = {
        "directory": [sizes[keyword_search.INDEX]],
        "files": [sizes["files.js"]],
        "blocks": [size for name, size in sizes.items() if name[0] == "n"],
        "shards": [size for name, size in sizes.items() if name[0].isdigit()],
    }
    for name, of_group in groups.items():
        largest = f"{len(of_group):,} of {max(of_group):,} at most" if len(of_group) > 1 else ""
        print(f"{name}: {sum(of_group):,} bytes {largest}")


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--identifiers", type=int, default=200_000)
    parser.add_argument("--site", type=Path, help="output folder of a build, in place of entries")
    parser.add_argument("queries", nargs="*", default=QUERIES)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = arguments.site or Path(scratch)
        searched, sizes = built(site) if arguments.site else made(site, arguments.identifiers)
        describe(sizes)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        server, root = serve(site)
        served = root + searched.relative_to(site).as_posix()
        for address in (served, searched.absolute().as_uri()):
            page = browser.new_page()
            scheme = address.partition(":")[0]
            print(f"\n{scheme}: all names after {start_of(page, address):.0f} ms")
            for label, is_first in (("first query", True), ("query beyond", False)):
                print(_HEAD.format(label, "list", "details", "cpu", "bytes", "asked", ""))
                rows = [measure(page, address, sizes, each, is_first) for each in arguments.queries]
                worst = [max(column) for column in zip(*rows, strict=True)]
                print(_ROW.format("worst", *worst, ""))
            page.close()
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
