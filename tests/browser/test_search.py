"""The search of keywords as a reader uses it: in a built site, from a server and from a folder."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sphinx_kwindex.sphinx_ext.keyword_search import INDEX, layout
from tests.conftest import Builder, commit

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

#: Names that would run or end a script, if they were more than text.
HOSTILE = "</script><script>alert(1)</script>"
FILES = {
    "export.py": "class DTensorExportTest:\n    def run(self, x='</script>'): pass\n",
    "many.py": "".join(f"class C{number}:\n    def close(self): pass\n" for number in range(40)),
    "order.py": "from export import DTensorExportTest\n\ndef order(): pass\ndef _orders(): pass\n",
    "lines.py": "def caf\u00e9(a='\u2028</script><!--', b=\"\\ud800\"): pass\n",
    f"{HOSTILE.replace('/', '')}.py": "def in_a_hostile_file(): pass\n",
    "odd name\u2028 #1.py": "def in_an_odd_file(): pass\n",
    "style.css": "/* no code */\n",
    "deep/order.c": "int order_c(int x) { return x; }\n",
}


@pytest.fixture
def site(tmp_path: Path, build: Builder, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Several blocks and shards, of a repository of a few files.
    monkeypatch.setattr(layout, "BLOCK", 150)
    monkeypatch.setattr(layout, "SHARD", 300)
    root = tmp_path / "repository"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    (root / "docs").mkdir()
    (root / "docs/conf.py").write_text("project = 'p'\nextensions = ['sphinx_kwindex']\n")
    (root / "docs/index.rst").write_text("Top\n===\n")
    commit(root)
    return build(root / "docs").outdir


@pytest.fixture
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    servers = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            if self.path != "/favicon.ico":  # which no page names, and browsers ask for
                return super().do_GET()
            self.send_response(204)
            self.end_headers()

    def start(folder: Path) -> str:
        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class Search:
    """The box of one page."""

    def __init__(self, browser: Any, address: str) -> None:
        self.page = browser.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)
        self.page.wait_for_selector("form.kwindex-search", state="visible")
        self.input = self.page.locator("form.kwindex-search input")
        self.status = self.page.locator("form.kwindex-search [role=status]")
        self.options = self.page.locator("form.kwindex-search [role=option]")

    def find(self, query: str) -> list[tuple[str, str, str]]:
        """Type a query; return kind, name with signature, and place of each row at the end."""
        self.input.fill(query)
        return self.settled()

    def settled(self) -> list[tuple[str, str, str]]:
        self.page.wait_for_function(
            """() => {
              const form = document.querySelector("form.kwindex-search");
              return !form.hasAttribute("aria-busy") &&
                /^(Results:|No )/.test(form.querySelector("[role=status]").textContent) &&
                [...form.querySelectorAll("[role=option]")].every((option) => option.href);
            }"""
        )
        found = []
        for option in self.options.all():
            kind = option.locator(".kwindex-search-kind")
            texts = option.locator("code").all_inner_texts()
            place = option.locator(".kwindex-search-place").inner_text()
            found.append((kind.inner_text() if kind.count() else "", "".join(texts), place))
        return found

    def close(self) -> None:
        self.page.close()
        assert self.wrong == []


@pytest.fixture(params=["file", "http"])
def address(request: Any, site: Path, serve: Callable[[Path], str]) -> str:
    return site.as_uri() if request.param == "file" else serve(site)


def test_the_page_of_the_search(site: Path, address: str, browser: Any) -> None:
    search = Search(browser, f"{address}/kwindex/search.html")
    names_lead_to_their_lines(search)
    filters_leave_what_they_name(search)
    qualified_names_are_found_in_what_holds_them(search)
    hostile_names_are_text(search)
    keys_choose_a_row(search)
    more_results_come_on_demand(search)
    an_address_can_be_shared(search, browser)
    # Nothing but the folder of the site is asked.
    assert [url for url in search.asked if not url.startswith(address)] == []
    search.close()


def names_lead_to_their_lines(search: Search) -> None:
    assert search.find("DTET")[0] == ("class", "DTensorExportTest", "export.py:1")
    search.options.first.click()
    search.page.wait_for_url("**/export.py_docs.html#DTensorExportTest")
    target = search.page.locator("[id='DTensorExportTest']")
    assert target.inner_text().startswith("class DTensorExportTest")
    search.page.go_back()
    assert search.settled()[0] == ("class", "DTensorExportTest", "export.py:1")
    assert search.input.input_value() == "DTET"


def filters_leave_what_they_name(search: Search) -> None:
    assert search.find("import:DTensor") == [
        ("import", "DTensorExportTest from export", "order.py:1")
    ]
    assert search.find("fn:order") == [
        ("function", "order()", "order.py:3"),
        ("function", "order_c(int x) -> int", "deep/order.c:1"),
        ("function", "_orders()", "order.py:4"),
    ]
    assert search.find("order lang:c class: fn:") == [
        ("function", "order_c(int x) -> int", "deep/order.c:1")
    ]
    assert search.find("file: path:deep/") == [("file", "order.c", "deep/order.c")]
    assert search.find("method:runn")[0] == (
        *("method", "DTensorExportTest.run(self, x='</script>')", "export.py:2"),
    )
    assert search.find("nowhere_at_all") == []
    assert search.status.inner_text() == "No keyword, import or file matches."


def qualified_names_are_found_in_what_holds_them(search: Search) -> None:
    assert search.find("C1.close") == [("method", "C1.close(self)", "many.py:4")]
    assert search.find('"c1::close"') == [("method", "C1.close(self)", "many.py:4")]
    assert search.find("deep.order")[0] == (
        *("function", "order_c(int x) -> int", "deep/order.c:1"),
    )
    assert search.find("many.close path:deep/") == []
    assert search.find("C99.close") == []


def hostile_names_are_text(search: Search) -> None:
    ((kind, name, place),) = search.find("in_a_hostile_file")
    assert (kind, name) == ("function", "in_a_hostile_file()")
    assert place == "<script><script>alert(1)<script>.py:1"
    search.options.first.click()
    search.page.wait_for_url("**#in_a_hostile_file")
    search.page.go_back()
    assert search.find("in_an_odd_file")[0][2] == "odd name\\u2028 #1.py:1"
    search.options.first.click()
    search.page.wait_for_url("**#in_an_odd_file")
    search.page.go_back()
    assert "</script><!--" in search.find("caf\u00e9")[0][1]
    for hostile in (HOSTILE, "a\u2028b", "\ud83d", "\\", "%", "?q=", "&amp;", "constructor"):
        search.find(hostile)


def keys_choose_a_row(search: Search) -> None:
    search.find("order")
    chosen = search.page.locator("[aria-selected=true]")
    search.input.press("ArrowDown")
    search.input.press("ArrowDown")
    search.input.press("ArrowUp")
    assert chosen.locator("code").first.inner_text() == "order"
    assert search.input.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    search.input.press("ArrowUp")
    assert chosen.get_attribute("id") == search.options.last.get_attribute("id")
    search.input.press("ArrowDown")
    search.input.press("Enter")
    search.page.wait_for_url("**/order.py_docs.html#order")
    search.page.go_back()
    search.settled()
    search.input.press("Escape")
    assert search.options.count() == 0
    assert search.input.get_attribute("aria-expanded") == "false"


def more_results_come_on_demand(search: Search) -> None:
    rows = search.find("close")
    assert [name for _, name, _ in rows[:3]] == [
        "C0.close(self)",
        "C1.close(self)",
        "C2.close(self)",
    ]
    assert rows[3:] == [("", "close", "more places: 37")]
    search.options.last.click()
    search.page.wait_for_url("**/search.html?q=%22close%22")
    first = search.settled()
    button = search.page.get_by_role("button", name="More results")
    while button.is_visible():
        button.click()
        search.settled()
    rows = search.settled()
    assert len(first) < len(rows) == 40
    assert search.status.inner_text() == "Results: 40"


def an_address_can_be_shared(search: Search, browser: Any) -> None:
    rows = search.find('order lang:python path:order "order"')
    other = Search(browser, search.page.url)
    assert other.settled() == rows
    other.close()


def test_the_box_of_a_page(site: Path, address: str, browser: Any) -> None:
    search = Search(browser, f"{address}/kwindex/deep/order.c_docs.html")
    # Until it is used, a page asks for nothing of the search but its scripts.
    assert not [url for url in search.asked if "/kwindex/search/" in url]
    search.input.focus()
    search.page.wait_for_load_state("networkidle")
    asked = [url.rpartition("/")[2] for url in search.asked if "/kwindex/search/" in url]
    assert asked == [INDEX]
    rows = search.find("C")
    assert len(rows) == 9
    assert rows[-1] == ("", "", "All results")
    search.input.press("ArrowUp")
    search.input.press("Enter")
    search.page.wait_for_url("**/kwindex/search.html?q=C")
    search.page.go_back()
    search.page.wait_for_selector("form.kwindex-search", state="visible")
    search.find("export.py")
    search.input.press("Enter")
    search.page.wait_for_url("**/kwindex/search.html?q=export.py")
    assert search.settled()[0] == ("file", "export.py", "export.py")
    search.close()


def test_an_answer_comes_before_all_names_are_there(
    site: Path, serve: Callable[[Path], str], browser: Any
) -> None:
    search = Search(browser, f"{serve(site)}/kwindex/search.html")
    waiting: list[Any] = []
    # All but what the first answer needs is held up.
    search.page.route("**/files.js*", lambda route: waiting.append(route))
    search.input.fill("DTensor")
    search.page.wait_for_selector("form.kwindex-search [role=option][href]")
    assert search.status.inner_text() == "Results so far: 2. Loading all names..."
    search.input.press("ArrowDown")
    search.input.press("ArrowDown")
    for route in waiting:
        route.continue_()
    rows = search.settled()
    # The row that was chosen stays chosen.
    chosen = search.page.locator("[aria-selected=true] .kwindex-search-kind").inner_text()
    assert (rows[1][0], chosen) == ("import", "import")
    search.close()


def test_a_name_in_quotes_needs_no_more_than_its_block(
    site: Path, serve: Callable[[Path], str], browser: Any
) -> None:
    search = Search(browser, f"{serve(site)}/kwindex/search.html")
    assert search.find('"DTensorExportTest"')[0][2] == "export.py:1"
    search.page.wait_for_load_state("networkidle")
    asked = [url for url in search.asked if "/kwindex/search/n" in url]
    assert len(asked) == 1
    search.close()


def test_data_of_an_earlier_build_is_not_used(
    site: Path, serve: Callable[[Path], str], browser: Any
) -> None:
    old = (site / "kwindex/search/index.js").read_text()
    other = old.replace(old.split('"')[1], "0123456789ab", 1)
    search = Search(browser, f"{serve(site)}/kwindex/search.html")

    def stale(route: Any) -> None:
        if "?v=" in route.request.url:
            route.continue_()
        else:
            route.fulfill(body=other, content_type="text/javascript")

    search.page.route("**/search/index.js*", stale)
    assert search.find("DTET")[0] == ("class", "DTensorExportTest", "export.py:1")
    search.close()


def test_data_that_cannot_be_loaded_is_said_and_asked_for_again(
    site: Path, serve: Callable[[Path], str], browser: Any
) -> None:
    search = Search(browser, f"{serve(site)}/kwindex/search.html")
    search.page.route("**/files.js*", lambda route: route.abort())
    search.input.fill("tensor")
    search.page.wait_for_function(
        "document.querySelector('[role=status]').textContent.startsWith('The index could not')"
    )
    search.page.unroute("**/files.js*")
    assert search.find("tensorE")[0][1] == "DTensorExportTest"
    search.wrong = [text for text in search.wrong if "ERR_FAILED" not in text]
    search.close()


def test_without_javascript_the_page_leads_elsewhere(site: Path, browser: Any) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((site / "kwindex/search.html").as_uri())
    assert not page.locator("form.kwindex-search").is_visible()
    page.get_by_role("link", name="Keywords A-Z").first.click()
    assert page.url.endswith("/kwindex/keywords.html")
