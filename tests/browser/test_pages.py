"""The pages as a reader uses them, in Debian's chromium. Needs playwright, not its browsers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Builder

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture
def page() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        # Containers run as root, which chromium's sandbox refuses.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1000, "height": 600})
        browser.close()


def test_pages(repository: Callable[[str], Path], build: Builder, page: Any) -> None:
    site = build(repository("small") / "docs").outdir
    keyword_leads_to_its_line(site, page)
    line_number_gives_an_address(site, page)
    line_numbers_are_not_copied(site, page)
    ranges_are_marked(site, page)
    the_bar_follows(site, page)


def keyword_leads_to_its_line(site: Path, page: Any) -> None:
    wrong: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "kwindex/shop/orders/order.py_kw.html").as_uri())
    page.locator("[href$='#Order.parse']").first.click()
    page.wait_for_url("**/order.py_docs.html#Order.parse")
    target = page.locator("[id='Order.parse']")
    assert target.inner_text().strip().startswith("def parse(cls, text: str")
    box = target.bounding_box()
    assert 0 <= box["y"] <= 600 - box["height"]
    assert wrong == []
    # A page asks nobody but its own folder.
    assert all(url.startswith(site.as_uri()) for url in asked)


def line_number_gives_an_address(site: Path, page: Any) -> None:
    page.goto((site / "kwindex/shop/errors.py_docs.html").as_uri())
    page.locator("#L-4").click()
    assert page.url.endswith("/errors.py_docs.html#L-4")


def line_numbers_are_not_copied(site: Path, page: Any) -> None:
    page.goto((site / "kwindex/shop/errors.py_docs.html").as_uri())
    text = page.locator("pre.kwindex-source")
    copied = text.evaluate(
        """node => {
            const range = document.createRange();
            range.selectNodeContents(node);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }"""
    )
    assert copied.startswith('"""What can go wrong."""')


def ranges_are_marked(site: Path, page: Any) -> None:
    address = (site / "kwindex/shop/orders/order.py_docs.html").as_uri()
    page.goto(f"{address}#L-60:L-64")
    marked = page.locator("a.ln.kwindex-marked")
    assert [each.inner_text() for each in marked.all()] == ["60", "61", "62", "63", "64"]
    box = page.locator("#L-60").bounding_box()
    assert 0 <= box["y"] <= 600
    page.locator("#L-62").click()
    assert page.url == f"{address}#L-62"
    page.locator("#L-58").click(modifiers=["Shift"])
    assert page.url == f"{address}#L-58:L-62"
    assert marked.count() == 5
    page.goto(f"{address}#L-9999")
    assert marked.count() == 0


def the_bar_follows(site: Path, page: Any) -> None:
    page.goto((site / "kwindex/shop/orders/order.py_docs.html").as_uri())
    bar = page.locator(".kwindex-source-bar")
    page.evaluate("""() => {
        const line = document.getElementById("L-60").getBoundingClientRect().top;
        const bar = document.querySelector(".kwindex-source-bar").getBoundingClientRect();
        scrollBy({top: line - bar.height, behavior: "instant"});
    }""")
    here = bar.locator(".kwindex-source-here")
    here.locator("a").wait_for()
    assert here.inner_text().startswith("Order.parse")
    assert bar.bounding_box()["y"] >= 0
    bar.locator("summary").click()
    rows = bar.locator("details li")
    rows.first.wait_for()  # the list is made once it is open
    assert "Order.parse" in rows.all_inner_texts()
    rows.get_by_text("copy", exact=True).click()
    assert page.url.endswith("#copy")
    assert not bar.locator("details").get_attribute("open")


def test_addresses_of_lines_are_copied(
    repository: Callable[[str], Path], build: Builder, page: Any
) -> None:
    outdir = build(
        repository("small") / "docs",
        kwindex_source_url="https://example.org/x/{path}?at={commit}#L{line}",
    ).outdir
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = (outdir / "kwindex/shop/errors.py_docs.html").as_uri()
    page.goto(address)
    host = page.locator(".kwindex-source-host")
    assert "#" not in host.get_attribute("href")
    page.locator("#L-8").click()
    page.get_by_text("Address copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}#L-8"
    assert host.get_attribute("href").endswith("#L8")
    page.goto(f"{address}#L-8:L-10")
    page.keyboard.press("y")
    page.get_by_text("Address copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}#L-8:L-10"
    page.evaluate("navigator.clipboard.writeText('nothing')")
    page.keyboard.press("Control+y")
    page.locator("input").first.press("y")
    assert page.evaluate("navigator.clipboard.readText()") == "nothing"


def test_keys_can_be_switched_off(
    repository: Callable[[str], Path], build: Builder, page: Any
) -> None:
    outdir = build(repository("small") / "docs", kwindex_keys=False).outdir
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((outdir / "kwindex/shop/errors.py_docs.html").as_uri() + "#L-8")
    page.evaluate("navigator.clipboard.writeText('nothing')")
    page.keyboard.press("y")
    page.wait_for_timeout(300)
    assert page.evaluate("navigator.clipboard.readText()") == "nothing"


def test_long_lists_have_a_filter(
    repository: Callable[[str], Path], build: Builder, page: Any
) -> None:
    outdir = build(repository("small") / "docs").outdir
    page.goto((outdir / "kwindex/shop/orders/order.py_kw.html").as_uri())
    field = page.get_by_label("Filter these lists")
    rows = page.locator("ul.kwindex-entries > li")
    total = rows.count()
    field.fill("order PARSE")
    shown = [each for each in rows.all() if each.is_visible()]
    assert 0 < len(shown) < total
    assert all("parse" in each.inner_text().lower() for each in shown)
    assert (
        page.locator(".kwindex-filter [role=status]")
        .inner_text()
        .startswith(f"{len(shown)} of {total}")
    )
    field.fill("")
    assert all(each.is_visible() for each in rows.all())
    # A short list needs none.
    page.goto((outdir / "kwindex/shop/errors.py_kw.html").as_uri())
    assert page.locator(".kwindex-filter").count() == 0
