"""Draws statements from the pages of a built site, for a reader to check against the repository.

The same site and seed give the same statements::

    python benchmarks/statements.py OUTDIR --pages 30 --statements 300 --seed 1

Pages are drawn from file pages, keyword indexes, folder pages and the book in turn, so that each
kind has its share; of each page as many statements as of the others. A statement is one row of a
list or a form, or one paragraph. The listing of the source is none: the tests compare it whole.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

#: Rows and paragraphs that stand in a section of ours, the innermost ones only.
_ROWS = etree.XPath(
    "//section[@id='page-title']//*[self::li or self::p or self::dd[not(p or ul)]]"
    "[not(ancestor-or-self::*[contains(@class, 'kwindex-path')])]"
    "[not(.//li or .//p)]"
)
_SECTION = etree.XPath("string(ancestor::section[1]/@id)")
_TERM = etree.XPath("string((ancestor-or-self::dd)[last()]/preceding-sibling::dt[1])")
_RUBRIC = etree.XPath(
    "string((ancestor-or-self::ul/preceding-sibling::p[contains(@class, 'rubric')])[last()])"
)


@dataclass(frozen=True)
class Statement:
    """What one row says, and where: the words before it are what it is said of."""

    page: str
    section: str
    said_of: str
    text: str


def statements(outdir: Path, page: str) -> Iterator[Statement]:
    """Every statement of a page, each once."""
    tree = etree.parse(str(outdir / page), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    seen = set()
    for row in _ROWS(tree):
        said_of = " / ".join(filter(None, (_plain(_RUBRIC(row)), _plain(_TERM(row)))))
        text = _plain("".join(row.itertext()))
        found = Statement(page, _SECTION(row), said_of, text)
        if text and found not in seen:
            seen.add(found)
            yield found


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("¶", "")).strip()


def pages(outdir: Path) -> dict[str, list[str]]:
    """The pages of a site by kind, each list sorted."""
    listed: dict[str, Any] = json.loads((outdir / "kwindex" / "kwindex.json").read_text("utf-8"))
    found: dict[str, list[str]] = {"file": [], "keywords": [], "folder": [], "whole": []}
    for file in listed["files"]:
        for kind, name in (("file", file["docname"]), ("keywords", file["keywords_docname"])):
            if name:
                found[kind].append(f"{name}.html")
    for path in sorted((outdir / "kwindex").rglob("*.html")):
        name = path.relative_to(outdir).as_posix()
        if path.name in ("doc.html", "sub.html") or (path.name == "index.html"):
            found["folder"].append(name)
        elif path.parent == outdir / "kwindex" and not re.search("_(docs|kw)", path.name):
            found["whole"].append(name)
    return {kind: sorted(set(names)) for kind, names in found.items()}


def draw(outdir: Path, page_count: int, count: int, seed: int) -> list[Statement]:
    """Draw `count` statements over `page_count` pages."""
    chance = random.Random(seed)  # noqa: S311 - the same draw in every run
    by_kind = pages(outdir)
    # Of three pages, about two are about a file.
    shares = {"file": 0.6, "keywords": 0.15, "folder": 0.2, "whole": 0.05}
    chosen: list[str] = []
    for kind, share in shares.items():
        names = by_kind[kind]
        chosen += chance.sample(names, min(len(names), max(1, round(page_count * share))))
    drawn: list[Statement] = []
    waiting = {page: list(statements(outdir, page)) for page in chosen}
    for rows in waiting.values():
        chance.shuffle(rows)
    while len(drawn) < count and any(waiting.values()):
        for page in chosen:
            if waiting[page] and len(drawn) < count:
                drawn.append(waiting[page].pop())
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--statements", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rows = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    rows.writerow(("number", "page", "section", "said of", "statement"))
    drawn = draw(arguments.outdir, arguments.pages, arguments.statements, arguments.seed)
    for number, found in enumerate(drawn, 1):
        rows.writerow((number, found.page, found.section, found.said_of, found.text))


if __name__ == "__main__":
    main()
