"""What the manual tells a reader to do, done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import html

from sphinx_kwindex.analysis import languages, readers
from sphinx_kwindex.analysis.readers import table
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.parts import FolderRef, Target
from sphinx_kwindex.model.views import KeywordsPage
from sphinx_kwindex.pages.docstrings import renderer
from sphinx_kwindex.pages.drawing import draw
from tests.conftest import commit

ROOT = Path(__file__).parents[1]
HOW_TO = ROOT / "docs/how-to/add-a-language.md"
MONOREPO = ROOT / "docs/how-to/monorepo.md"
_BLOCK = re.compile(r"```\{code-block\} \w+\n:caption: ([\w./ ]+)[^\n]*\n\n(.*?)```", re.DOTALL)

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
    read = rows(blocks["sphinx_kwindex/analysis/readers/table.py"], **vars(table))
    monkeypatch.setitem(sys.modules, f"{readers.__name__}.gherkin", gherkin)
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
    page = draw(view, facts, renderer("plaintext"))
    assert "Paying / Pay by card, line 2" in page.astext()


#: The sources that the manual's sites of one repository tell of.
SOURCES = {
    "libs/money/src/money/__init__.py": "",
    "libs/money/src/money/amount.py": "class Amount:\n    cents = 0\n\n\ndef add(*amounts): ...\n",
    "services/billing/src/billing/__init__.py": "",
    "services/billing/src/billing/invoice.py": (
        "from money.amount import Amount\n\n\nclass Invoice:\n    def total(self): ...\n"
    ),
}


@pytest.fixture
def monorepo(tmp_path: Path) -> Path:
    """A repository with the two projects of the manual."""
    blocks = dict(_BLOCK.findall(MONOREPO.read_text("utf-8")))
    for path, text in (SOURCES | {path: blocks[path] for path in blocks if "/" in path}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / ".gitignore").write_text("/_site/\n")
    commit(tmp_path)
    return tmp_path


def sphinx_build(command: str, folder: Path) -> list[str]:
    """Do as a line of the manual says; return its warnings."""
    program, *arguments = command.split()
    assert program == "sphinx-build"
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-n", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()


def followed(page: Path) -> dict[str, str]:
    """What each link from the page to another site leads to there: the line of its source."""
    found = {}
    for link in html.fromstring(page.read_bytes()).xpath("//a[contains(@class, 'external')][code]"):
        path, _, anchor = link.get("href").partition("#")
        there = html.fromstring((page.parent / path).read_bytes())
        lines = there.xpath("//span[@id = $anchor]", anchor=anchor)
        found[link.text_content()] = lines[0].text_content() if anchor else there.findtext(".//h1")
    return found


def test_sites_of_one_repository_lead_to_each_other(monorepo: Path) -> None:
    (commands,) = re.findall(r"build all\n\n(.*?)```", MONOREPO.read_text("utf-8"), re.DOTALL)
    first, second, third = commands.splitlines()
    assert any("billing" in line for line in sphinx_build(first, monorepo))
    assert sphinx_build(second, monorepo) == []
    assert sphinx_build(third, monorepo) == []
    billing = followed(monorepo / "_site/billing/index.html")
    assert billing["money.amount.Amount"].startswith("class Amount")
    assert billing["money.amount.add"].startswith("def add")
    assert billing["src/money/amount.py"].startswith("amount.py")
    assert len(billing) == 3
    money = followed(monorepo / "_site/money/index.html")
    assert {name: line.strip() for name, line in money.items()} == {
        "billing.invoice.Invoice.total": "def total(self): ..."
    }
    # Each has the files of its project alone, by their paths from its root.
    assert (monorepo / "_site/money/kwindex/src/money/amount.py_docs.html").is_file()
    assert not list((monorepo / "_site/money").rglob("*invoice*"))
    page = (monorepo / "_site/billing/kwindex/src/billing/invoice.py_docs.html").read_text()
    assert "../money/" not in page


def test_sites_of_one_root_have_no_path_in_common(monorepo: Path) -> None:
    for project in ("libs/money", "services/billing"):
        conf = monorepo / project / "docs/conf.py"
        include = f'kwindex_include = ["/{project}/"]'
        conf.write_text(conf.read_text().replace('kwindex_root = ".."', include))
    index = monorepo / "services/billing/docs/index.rst"
    index.write_text("Billing\n=======\n\n:kw:file:`libs/money/src/money/amount.py`\n")
    commit(monorepo)
    sphinx_build("sphinx-build libs/money/docs _site/money", monorepo)
    assert sphinx_build("sphinx-build services/billing/docs _site/billing", monorepo) == []
    (title,) = followed(monorepo / "_site/billing/index.html").values()
    assert title.startswith("amount.py")


def test_each_promise_has_a_test_that_is_there() -> None:
    rows = (ROOT / "SECURITY.md").read_text("utf-8").partition("|---|---|\n")[2].split("\n")
    promises = [row for row in rows if row.startswith("|")]
    assert len(promises) > 8
    for row in promises:
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", row)
        assert named, row
        for path, test in named:
            assert f"def {test or 'test_'}" in (ROOT / path).read_text("utf-8"), (path, test)
