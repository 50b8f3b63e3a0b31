"""Our content under axe-core, in each theme: no serious or critical finding.

``KWINDEX_AXE`` names the script of axe-core, which comes from npm and is never committed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Builder

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = os.environ.get("KWINDEX_AXE", "")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.skipif(not Path(AXE).is_file(), reason="KWINDEX_AXE does not name axe-core"),
]

THEMES = ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]
PAGES = [
    "kwindex/shop/orders/order.py_docs.html",
    "kwindex/shop/orders/order.py_kw.html",
    "kwindex/scripts/release.sh_docs.html",
    "kwindex/shop/doc.html",
]
#: scheme, width, medium, direction
WAYS = [
    ("light", 1280, "screen", "ltr"),
    ("dark", 1280, "screen", "ltr"),
    ("dark", 390, "screen", "ltr"),
    ("light", 390, "screen", "rtl"),
    ("light", 1280, "print", "ltr"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.parametrize("theme", THEMES)
def test_no_serious_finding(
    theme: str, repository: Callable[[str], Path], build: Builder, browser: Any
) -> None:
    if find_spec(theme) is None:
        pytest.skip(f"{theme} is not installed")
    outdir = build(repository("small") / "docs", html_theme=theme).outdir
    script = Path(AXE).read_text("utf-8")
    found = []
    for scheme, width, medium, direction in WAYS:
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.emulate_media(media=medium, color_scheme=scheme)
        for name in PAGES:
            page.goto((outdir / name).as_uri())
            page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
            page.evaluate(script)
            results = page.evaluate(
                "axe.run('#page-title, .kwindex-search', {resultTypes: ['violations']})"
            )
            found += [
                (name, scheme, width, medium, each["id"], each["nodes"][0]["html"])
                for each in results["violations"]
                if each["impact"] in ("serious", "critical")
            ]
        context.close()
    assert found == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_bar_stays_in_view(
    theme: str, repository: Callable[[str], Path], build: Builder, browser: Any
) -> None:
    if find_spec(theme) is None:
        pytest.skip(f"{theme} is not installed")
    outdir = build(repository("small") / "docs", html_theme=theme).outdir
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 600})
        page.goto((outdir / PAGES[0]).as_uri() + "#L-60:L-64")
        page.locator(".kwindex-marked").first.wait_for()
        page.wait_for_timeout(1500)  # some themes scroll smoothly
        bar = page.locator(".kwindex-source-bar").bounding_box()
        line = page.locator("#L-60").bounding_box()
        assert 0 <= bar["y"] < 120
        assert bar["y"] + bar["height"] <= line["y"] < 600
        page.close()
