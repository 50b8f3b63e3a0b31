"""What links of texts name."""

from __future__ import annotations

import time

import pytest

from sphinx_kwindex.analysis.linking import labels, manuals
from sphinx_kwindex.analysis.linking.families import Files, family_of
from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.model.facts import Form, Import
from sphinx_kwindex.model.parts import Origin
from tests.analysis.linking.builder import build

FILES = Files(
    [
        *("README.md", "LICENSE", "a b.txt", "docs/conf.py", "docs/index.rst", "docs/guide.md"),
        *("docs/how/index.md", "docs/a%20b.md", "src/README.rst", "site/index.html", "site/a.css"),
        *("top.rst", "shop/__init__.py", "shop/basket.py"),
    ]
)

#: Language, file and what it links to, with the file that it names and where it is from.
LINKS = {
    ("Markdown", "README.md", "LICENSE"): "LICENSE",
    ("Markdown", "README.md", "docs/guide.md?raw=true"): "docs/guide.md",
    ("Markdown", "README.md", "a%20b.txt"): "a b.txt",
    ("Markdown", "docs/guide.md", "a%20b.md"): "docs/a%20b.md",
    ("Markdown", "README.md", "src"): "src/README.rst",
    ("Markdown", "README.md", "src/"): "src/README.rst",
    ("Markdown", "src/README.rst", ".."): "README.md",
    ("Markdown", "docs/guide.md", "../LICENSE"): "LICENSE",
    ("Markdown", "docs/guide.md", "/LICENSE"): "LICENSE",
    ("Markdown", "docs/how/index.md", "/guide"): "docs/guide.md",
    ("reStructuredText", "docs/index.rst", "guide"): "docs/guide.md",
    ("reStructuredText", "docs/index.rst", "how/index"): "docs/how/index.md",
    ("reStructuredText", "docs/index.rst", "/top"): "top.rst",
    ("HTML", "site/index.html", "a.css"): "site/a.css",
    ("HTML", "site/index.html", "/site/"): "site/index.html",
    ("CSS", "site/a.css", "index.html"): "site/index.html",
    ("HTML", "site/index.html", "../docs/guide"): Origin.UNRESOLVED,
    ("Markdown", "README.md", "../../../etc/passwd"): Origin.UNRESOLVED,
    ("Markdown", "README.md", "nowhere"): Origin.UNRESOLVED,
    ("Markdown", "README.md", "https://a.org/LICENSE"): Origin.THIRD,
    ("Markdown", "README.md", "//a.org/LICENSE"): Origin.THIRD,
    ("Markdown", "README.md", "mailto:ada@example.org"): Origin.THIRD,
}


@pytest.mark.parametrize(("language", "path", "address"), LINKS)
def test_links(language: str, path: str, address: str) -> None:
    entry = Import(address, None, None, 1, form=Form.LINK)
    family = family_of(language)
    found = family.resolve(FILES, path, entry) or family.origin(path, entry)
    assert found == LINKS[language, path, address]


def test_a_notebook_imports_modules_and_links_to_files() -> None:
    cells = '{"cell_type": "markdown", "source": "[x](../README.md)"}'
    cells += ', {"cell_type": "code", "source": "from shop import total\\nimport os"}'
    metadata = '{"language_info": {"name": "python"}}'
    repository = build(
        {
            "README.md": "# A\n",
            "notes/a.ipynb": f'{{"cells": [{cells}], "metadata": {metadata}, "nbformat": 4}}',
            "shop.py": "def total(): pass\n",
        }
    )
    links = link(repository)
    paths = [each.path if each else None for each in links.imports["notes/a.ipynb"]]
    assert paths == ["README.md", "shop.py", None]
    assert links.importers == {
        "README.md": (("notes/a.ipynb", 1),),
        "shop.py": (("notes/a.ipynb", 1),),
    }
    assert links.forms == {"notes/a.ipynb": {"README.md": Form.LINK}}
    assert "notes/a.ipynb" not in links.modules


#: A manual, another manual, and what belongs to neither.
LABELLED = {
    "docs/conf.py": "",
    "docs/a.rst": ".. _Here:\n\nA\n=\n\n.. _twice:\n\n:ref:`there`\n",
    "docs/b.md": "(there)=\n# B\n\n(twice)=\n\n{ref}`here` {ref}`apart`\n[a](#here) [b](#b)\n",
    "docs/c.rst": ":ref:`x <HERE>` :ref:`twice` :ref:`python:here` :doc:`here`\n",
    "other/conf.py": "",
    "other/d.rst": ".. _apart:\n\n:ref:`here`\n",
    "CHANGELOG.rst": ".. _apart:\n\n:ref:`here` :ref:`twice`\n",
}


def test_a_label_names_the_one_text_of_the_manual_that_holds_it() -> None:
    links = link(build(LABELLED))

    def named(path: str) -> list[str | None]:
        return [each.path if each else None for each in links.imports[path]]

    assert named("docs/a.rst") == ["docs/b.md"]
    assert named("docs/b.md") == ["docs/a.rst", "CHANGELOG.rst", "docs/a.rst"]
    assert named("docs/c.rst") == ["docs/a.rst", None, None, None]
    assert named("other/d.rst") == [None]
    assert named("CHANGELOG.rst") == ["docs/a.rst", None]
    assert links.importers["docs/a.rst"] == (
        ("CHANGELOG.rst", 3),
        ("docs/b.md", 6),
        ("docs/c.rst", 1),
    )
    assert links.forms["docs/c.rst"] == {"docs/a.rst": Form.LINK}


def test_a_label_of_many_manuals_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    holders = {f"m{number}/a.md" for number in range(200)}
    files = Files(
        holders | {f"m{number}/conf.py" for number in range(200)}, labels={"here": holders}
    )
    asked: list[str] = []
    folder = manuals.folder

    def counted(files: Files, path: str) -> str | None:
        asked.append(path)
        return folder(files, path)

    monkeypatch.setattr(manuals, "folder", counted)
    for number in range(200):
        assert labels.text_of(files, f"m{number}/b.md", "Here") == f"m{number}/a.md"
    assert len(asked) == 400


def test_a_label_that_no_text_holds_is_no_address() -> None:
    entry = Import("python:here", None, None, 1, form=Form.LABEL)
    assert family_of("reStructuredText").origin("docs/c.rst", entry) is Origin.UNRESOLVED


def test_a_link_of_a_text_that_is_included_counts_from_the_text_that_includes_it() -> None:
    links = link(
        build(
            {
                "CHANGES.rst": ":doc:`guide` :doc:`own` :doc:`gone`\n",
                "docs/changes.rst": ".. include:: ../CHANGES.rst\n",
                "docs/guide.rst": "",
                "docs/own.rst": "",
                "own.rst": "",
            }
        )
    )
    paths = [each.path if each else None for each in links.imports["CHANGES.rst"]]
    assert paths == ["docs/guide.rst", "own.rst", None]


def test_a_text_that_is_included_many_times_is_looked_at_once_for_each_folder() -> None:
    dead = "".join(f":doc:`gone{number}`\n" for number in range(1_000))
    including = ".. include:: a.rst\n\n" * 1_000
    start = time.process_time()
    links = link(build({"a.rst": dead, "b.rst": including, "c.rst": including}))
    assert time.process_time() - start < 4
    assert links.imports["a.rst"] == (None,) * 1_000
