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
