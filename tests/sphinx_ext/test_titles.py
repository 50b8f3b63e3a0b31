"""Titles that are shown on other pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Builder

#: A role whose HTML leads from the page to a picture, as that of formulas does.
EXTENSION = """
from docutils import nodes


class icon(nodes.inline):
    pass


def role(name, rawtext, text, lineno, inliner, options=None, content=()):
    return [icon(rawtext, text)], []


def visit(translator, node):
    translator.body.append(f'<img src="{translator.builder.imgpath}/icon.png">')
    raise nodes.SkipNode


def setup(app):
    app.add_node(icon, html=(visit, None))
    app.add_role("icon", role)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_a_picture_in_a_title_is_found_from_each_page(
    repository: Callable[[str], Path],
    build: Builder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    docs = repository("small") / "docs"
    (tmp_path / "icons_toy.py").write_text(EXTENSION)
    monkeypatch.syspath_prepend(tmp_path)
    with (docs / "conf.py").open("a") as conf:
        conf.write("\nextensions += ['icons_toy']\n")
    (docs / "deep").mkdir()
    for name in ("first", "deep/second", "third"):
        (docs / f"{name}.rst").write_text(f"Of icons :icon:`{name}`\n=======================\n")
    with (docs / "index.rst").open("a") as index:
        index.write("\n.. toctree::\n\n   first\n   deep/second\n   third\n")
    outdir = build(docs).outdir
    for name, way in (("first", ""), ("deep/second", "../"), ("third", "")):
        ways = re.findall(r'src="([^"]*)_images/icon\.png"', (outdir / f"{name}.html").read_text())
        assert set(ways) == {way}
