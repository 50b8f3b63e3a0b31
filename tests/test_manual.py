"""What the manual tells a reader to do, done."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sphinx_kwindex.analysis import languages
from sphinx_kwindex.analysis.readers import table
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.parts import FolderRef, Target
from sphinx_kwindex.model.views import KeywordsPage
from sphinx_kwindex.pages import draw, renderer

ROOT = Path(__file__).parents[1]
HOW_TO = ROOT / "docs/how-to/add-a-language.md"
_BLOCK = re.compile(r"```\{code-block\} python\n:caption: ([\w./]+)[^\n]*\n\n(.*?)```", re.DOTALL)

FEATURE = b"""Feature: Paying
  Scenario: Pay by card
    Given a basket
  Scenario: Pay by invoice
"""


def rows(text: str, **names: Any) -> dict[str, Any]:
    """The rows of a table as the manual shows them."""
    return dict(eval(f"{{{text}}}", names))  # noqa: S307 - our own manual


def test_a_language_is_one_module_and_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = dict(_BLOCK.findall(HOW_TO.read_text("utf-8")))
    gherkin = ModuleType("gherkin")
    source = blocks["sphinx_kwindex/analysis/readers/gherkin.py"]
    exec(compile(source, "gherkin.py", "exec"), vars(gherkin))  # noqa: S102 - our own manual
    known = rows(blocks["sphinx_kwindex/analysis/languages.py"])
    monkeypatch.setattr(languages, "ANALYSERS", {**languages.ANALYSERS, **known})
    read = rows(blocks["sphinx_kwindex/analysis/readers/table.py"], gherkin=gherkin)
    monkeypatch.setattr(table, "READERS", {**table.READERS, **read})
    caches = [each for each in vars(languages).values() if hasattr(each, "cache_clear")]
    for cache in caches:
        cache.cache_clear()
    try:
        facts = analyse("pay.feature", FEATURE)
    finally:
        for cache in caches:
            cache.cache_clear()
    assert facts.problem is None
    assert facts.language == "Gherkin"
    assert [(each.qualname, each.line) for each in facts.definitions] == [
        ("Paying", 1),
        ("Paying / Pay by card", 2),
        ("Paying / Pay by invoice", 4),
    ]
    root = FolderRef("", Target("index"), Target("doc"), Target("sub"))
    view = KeywordsPage("pay.feature", "pay_kw", "facts", Target("pay_docs"), root)
    (page,) = draw(view, facts, renderer("plaintext"))
    assert "Paying / Pay by card, line 2" in page.astext()


def test_each_promise_has_a_test_that_is_there() -> None:
    rows = (ROOT / "SECURITY.md").read_text("utf-8").partition("|---|---|\n")[2].split("\n")
    promises = [row for row in rows if row.startswith("|")]
    assert len(promises) > 8
    for row in promises:
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", row)
        assert named, row
        for path, test in named:
            assert f"def {test or 'test_'}" in (ROOT / path).read_text("utf-8"), (path, test)
