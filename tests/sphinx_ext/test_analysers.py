"""Readers of other packages, in builds of a real project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ExtensionError

from sphinx_kwindex.analysis.analysers import Analyser
from tests.conftest import Builder, commit, settle

READER = '''
"""Gherkin: its scenarios."""
import re

from kwindex_gherkin_words import WORDS
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Kind


def read(text: str, language: Language) -> FileFacts:
    found = Found()
    for number, line in enumerate(text.split("\\n"), 1):
        word, _, title = line.strip().partition(": ")
        if word in WORDS:
            found.define(Kind.HEADING, title, number)
        elif word == "Crash":
            raise ValueError(title)
    return found.facts(text, language, "kwindex-gherkin")
'''

FEATURE = "Feature: Baskets\n\n  Scenario: An empty basket\n    Given nothing\n"


@pytest.fixture
def project(
    repository: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The small repository with a feature in it, and a package beside it that reads features."""
    package = tmp_path / "packages"
    (package / "kwindex_gherkin").mkdir(parents=True)
    (package / "kwindex_gherkin/__init__.py").write_text("")
    (package / "kwindex_gherkin/reader.py").write_text(READER)
    (package / "kwindex_gherkin_words.py").write_text("WORDS = ('Feature', 'Scenario')\n")
    monkeypatch.syspath_prepend(str(package))
    root = repository("small")
    (root / "basket.feature").write_text(FEATURE)
    (root / "bad.feature").write_text("Crash: no luck\n")
    configure(root)
    return root


def configure(root: Path, **other: Any) -> None:
    fields = {
        "language": "Gherkin",
        "reader": "kwindex_gherkin.reader:read",
        "names": (".feature",),
        "lexer": "gherkin",
        "version": "1",
        "packages": ("kwindex_gherkin_words",),
        **other,
    }
    (root / "docs/conf.py").write_text(
        'extensions = ["sphinx_kwindex"]\n'
        "from sphinx_kwindex.analysis.analysers import Analyser\n"
        "def setup(app):\n"
        f'    app.connect("kwindex-analysers", lambda app: [Analyser(**{fields!r})])\n'
        '    app.connect("kwindex-analysers", lambda app: None)\n'
    )
    commit(root, "Configure")


def found(outdir: Path, path: str) -> dict[str, Any]:
    catalogue = json.loads((outdir / "kwindex/kwindex.json").read_text())
    (file,) = (file for file in catalogue["files"] if file["path"] == path)
    return dict(file)


def test_a_language_of_another_package(project: Path, build: Builder) -> None:
    done = build(project / "docs")
    file = found(done.outdir, "basket.feature")
    assert file["language"] == "Gherkin"
    assert [(each["name"], each["line"]) for each in file["keywords"]] == [
        ("Baskets", 1),
        ("An empty basket", 3),
    ]
    assert found(done.outdir, "bad.feature")["reason"] == "internal"
    assert any("bad.feature" in line and "no luck" in line for line in done.warnings)
    # Nothing of the reader runs in the process that builds.
    assert "kwindex_gherkin" not in __import__("sys").modules


def test_it_may_ask_our_readers_when_it_reads(project: Path, build: Builder) -> None:
    reader = project.parent / "packages/kwindex_gherkin/reader.py"
    reader.write_text(
        "def read(text, language):\n"
        "    from sphinx_kwindex.analysis.worker import analyse\n"
        "    return analyse('a.py', text.encode())\n"
    )
    (project / "basket.feature").write_text("x = 1\n")
    build(project / "docs")
    (project / "basket.feature").write_text("x = 1\ny = 2\n")
    settle(project / "basket.feature")
    file = found(build(project / "docs").outdir, "basket.feature")
    assert [each["name"] for each in file["keywords"]] == ["x", "y"]


def test_another_version_reads_anew(project: Path, build: Builder) -> None:
    build(project / "docs")
    reader = project.parent / "packages/kwindex_gherkin/reader.py"
    reader.write_text(READER.replace('"Feature", ', "").replace("in WORDS", "== 'Scenario'"))
    same = found(build(project / "docs").outdir, "basket.feature")
    assert len(same["keywords"]) == 2
    configure(project, version="2")
    other = found(build(project / "docs").outdir, "basket.feature")
    assert [each["name"] for each in other["keywords"]] == ["An empty basket"]


def test_without_it_the_language_is_read_as_before(project: Path, build: Builder) -> None:
    build(project / "docs")
    (project / "docs/conf.py").write_text('extensions = ["sphinx_kwindex"]\n')
    file = found(build(project / "docs").outdir, "basket.feature")
    assert file["language"] != ""
    assert "An empty basket" not in [each["name"] for each in file["keywords"]]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            {"reader": "kwindex_gherkin.reader:absent"},
            "does not start: .*absent",
        ),
        ({"reader": "kwindex_nowhere:read"}, "does not start: .*kwindex_nowhere"),
        ({"packages": ()}, "does not start: .*kwindex_gherkin_words.* is not imported here"),
    ],
)
def test_a_reader_that_cannot_be_imported_ends_the_build(
    project: Path, build: Builder, other: dict[str, Any], said: str
) -> None:
    configure(project, **other)
    with pytest.raises(ExtensionError, match=said):
        build(project / "docs")


def test_what_is_no_analyser(project: Path, build: Builder) -> None:
    conf = project / "docs/conf.py"
    conf.write_text(
        'extensions = ["sphinx_kwindex"]\n'
        "def setup(app):\n"
        '    app.connect("kwindex-analysers", lambda app: ["gherkin"])\n'
    )
    with pytest.raises(ExtensionError, match="kwindex-analysers takes lists of"):
        build(project / "docs")


@pytest.mark.parametrize("reader", ["reader", "pack age:read", "package:", ":read", "a:b:c"])
def test_a_reader_has_a_module_and_a_function(reader: str) -> None:
    with pytest.raises(ValueError, match="is not of the form"):
        Analyser("Gherkin", reader, (".feature",))
