"""How long does a page keep the browser busy, while it loads and while its reader scrolls?

    python benchmarks/page.py OUTDIR/kwindex/big.py_docs.html --rounds 3

opens a built page in Debian's chromium (needs playwright, not its browsers), scrolls it to its end
a screen a frame, opens the outline of its source and marks a range. Of each round it prints the
first paint, and how many tasks of the page's main thread took over 50 and over 200 ms, with the
longest: of the processor, which is what one core does for the page whatever else the machine does,
and by the clock.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

PAINT = "performance.getEntriesByName('first-contentful-paint').map((entry) => entry.startTime)[0]"
SCROLL = """
    () => new Promise((resolve) => {
        const step = () => {
            const before = scrollY;
            scrollBy({top: innerHeight, behavior: "instant"});
            if (scrollY > before) requestAnimationFrame(step); else resolve();
        };
        step();
    })
"""


def main() -> None:
    """Open, scroll, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        for number in range(arguments.rounds):
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            print(number + 1, *visit(browser, arguments.page), sep="\t")
            browser.close()


def visit(browser: Any, path: Path) -> list[str]:
    """The first paint, and the tasks of one visit."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    page.goto(path.resolve().as_uri())
    page.wait_for_timeout(1000)
    paint = page.evaluate(PAINT)
    page.evaluate(SCROLL)
    outline = page.locator("details.kwindex-source-outline")
    if outline.count():
        outline.locator("summary").click()
    page.evaluate("location.hash = '#L-10:L-2000'")
    page.wait_for_timeout(500)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    return [f"first paint {paint:.0f} ms", *said(events)]


def said(events: list[dict[str, Any]]) -> list[str]:
    """The tasks of the busiest main thread of a page, by processor and by clock."""
    threads = {
        (each["pid"], each["tid"])
        for each in events
        if each.get("name") == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        each
        for each in events
        if ((each.get("pid"), each.get("tid")) in threads and each.get("name") == "RunTask")
        or (
            each.get("name") == "ThreadControllerImpl::RunTask"
            and (each.get("pid"), each.get("tid")) in threads
        )
    ]
    result = []
    for name, key in (("processor", "tdur"), ("clock", "dur")):
        lengths = [each[key] / 1000 for each in tasks if key in each]
        over = [sum(length > limit for length in lengths) for limit in (50, 200)]
        longest = max(lengths, default=0)
        result.append(f"{name}: {over[0]} over 50 ms, {over[1]} over 200, longest {longest:.0f} ms")
    return result


if __name__ == "__main__":
    main()
