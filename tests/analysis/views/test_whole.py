"""The first page, the book, the skipped files, and all of them together."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from sphinx_kwindex.analysis.views import (
    Gathering,
    book_page,
    folder_pages,
    repository_page,
    skipped_pages,
    whole_pages,
)
from sphinx_kwindex.analysis.views.reasons import SENTENCES, sentence, type_of
from sphinx_kwindex.model.facts import FileFacts, Form, Kind, Observation, Problem, Topic
from sphinx_kwindex.model.files import Reason, SourceFile
from sphinx_kwindex.model.metadata import ProjectMetadata
from sphinx_kwindex.model.phrases import english
from sphinx_kwindex.model.repository import Links, ReadFile
from sphinx_kwindex.model.views import FolderIndexPage, View
from tests.analysis.views.builder import File, build

METADATA = ProjectMetadata(name="The-Shop", description="Sells things.")

SHOP = build(
    {
        "README.md": File(heading="Shop", text="# Shop\n\nIt *sells* [things](x).\n"),
        ".github/workflows/ci.yml": File(text="on: push\njobs: {test: {}}\n"),
        "pyproject.toml": File(text='[build-system]\nbuild-backend = "hatchling.build"\n'),
        "secret.pem": File(read=False, problem=Problem(Reason.SECRET, "secret")),
        "shop/__init__.py": File(docstring="A shop."),
        "shop/api.py": File(
            "class Order: Holds an order.\nclass _Hidden: Not shown.\nclass Bare",
            imports=("shop/store/db.py", "shop/store/db.py", "tool/__init__.py"),
            uses="Order",
        ),
        "shop/store/__init__.py": File(heading="Copyright"),
        "shop/store/db.py": File("class basket: Holds things.\nmethod basket.put"),
        "shop/store/deep/__init__.py": File(docstring="Deep."),
        "shop/store/deep/q.py": File("def q", imports=("tool/__init__.py",)),
        "tests/test_api.py": File("def test_it", imports=("shop/api.py",)),
        "tests/api_test.py": File("def test_it", imports=("shop/api.py", "shop/store/db.py")),
        "tests/testing.py": File("def helper"),
        "tool/__init__.py": File("def tool"),
        "zoo/bad.py": File(problem=Problem(Reason.SYNTAX, "invalid syntax", 7)),
    }
)


def test_first_page_leads_everywhere() -> None:
    page = repository_page(SHOP.repository, SHOP.links, METADATA)
    assert (page.name, page.summary) == ("The-Shop", "Sells things.")
    assert page.readme is not None
    assert page.readme.path == "README.md"
    assert dict(page.counts) == {
        "files": 15,
        "folders": 8,
        "modules": 11,
    }
    assert dict(page.kinds) == {Kind.CLASS: 4, Kind.FUNCTION: 5, Kind.METHOD: 1}
    assert page.languages == (("Python", 11),)
    assert page.toctree == (
        "kwindex/book",
        "kwindex/keywords",
        "kwindex/search",
        "kwindex/doc",
        "kwindex/sub",
        "kwindex/skipped",
        "kwindex/=2Egithub/index",
        "kwindex/shop/index",
        "kwindex/tests/index",
        "kwindex/tool/index",
        "kwindex/zoo/index",
        "kwindex/README.md_docs",
        "kwindex/pyproject.toml_docs",
    )
    bare = repository_page(SHOP.repository, SHOP.links, ProjectMetadata())
    assert (bare.name, bare.summary) == ("sample", "Shop")


def test_a_large_root_goes_on_in_later_parts_of_its_index() -> None:
    built = build({f"f{n:04}.txt": "" for n in range(600)})
    page = repository_page(built.repository, built.links, ProjectMetadata())
    rest = [
        p
        for p in folder_pages(built.repository, built.links, built.read)
        if isinstance(p, FolderIndexPage)
    ]
    assert [p.docname for p in rest] == ["kwindex/index-2"]
    assert page.toctree[-1] == "kwindex/index-2"
    assert page.parts == rest[0].parts
    assert [f.path for f in (*page.files, *rest[0].files)] == [f"f{n:04}.txt" for n in range(600)]


def test_book_says_what_the_files_say() -> None:
    book = book_page(SHOP.repository, SHOP.links, METADATA, SHOP.read)
    assert book.description == "It sells things."
    assert [(p.name, p.summary, p.modules, p.imports) for p in book.packages] == [
        ("shop", "A shop.", 6, (("shop.store", 2), ("tool", 1))),
        ("shop.store", "", 4, (("tool", 1),)),
        ("tool", "", 1, ()),
    ]
    assert [(p.layer, p.cycle) for p in book.packages] == [(2, ()), (1, ()), (0, ())]
    assert [
        (c.file.path, english(c.reason), [e.name for e in c.defines]) for c in book.central
    ] == [
        ("shop/api.py", "imported by 2 files", ["Order", "Bare"]),
        ("shop/store/db.py", "imported by 2 files", ["basket"]),
        ("tool/__init__.py", "imported by 2 files", ["tool"]),
    ]
    assert [(f.path, n) for f, n in book.tests] == [("tests", 2)]
    assert [(t.file.path, t.facts) for t in book.tools] == [
        ("pyproject.toml", (("build backend", "hatchling.build"),)),
        (".github/workflows/ci.yml", (("runs on", "push"), ("jobs", "test"))),
    ]
    assert [(g.name, g.module, g.summary) for g in book.glossary] == [
        ("basket", "shop.store.db", "Holds things."),
        ("Order", "shop.api", "Holds an order."),
    ]
    assert book.documented == 2
    paths = [f.path for f in book.files]
    assert paths[:3] == ["README.md", "pyproject.toml", "secret.pem"]
    assert sorted(paths) == [f.path for f in SHOP.repository.files]


def test_a_folder_whose_imports_are_not_read_is_told_from_one_without_any() -> None:
    built = build(
        {
            "a/x.swift": File("class A", language="Swift", reader="pygments"),
            "b/x.go": File("def F", language="Go", reader="tree-sitter-go"),
        }
    )
    book = book_page(built.repository, built.links, METADATA, built.read)
    assert [(p.name, p.is_read) for p in book.packages] == [("a/", False), ("b/", True)]


def test_folders_with_sources_of_other_languages_stand_beside_packages() -> None:
    built = build(
        {
            "pkg/__init__.py": File("def f", imports=("native/api.h",)),
            "native/api.h": File("class Api", language="C++"),
            "native/core/core.h": File(
                "class Core", language="C++", imports=("native/api.h",), form=Form.INCLUDE
            ),
            "native/core/util.h": File(language="C++", imports=("native/core/core.h",)),
            "native/api.cc": File(
                "def api", language="C++", imports=("native/core/core.h",), form=Form.INCLUDE
            ),
            "docs/a.md": File("heading A", imports=("native/api.h",), form=Form.LINK),
        }
    )
    book = book_page(built.repository, built.links, METADATA, built.read)
    assert [(p.name, p.is_python, p.modules, p.imports) for p in book.packages] == [
        ("native/", False, 3, (("native/core/", 1),)),
        ("native/core/", False, 1, (("native/", 1),)),
        ("pkg", True, 1, (("native/", 1),)),
    ]
    assert [(p.layer, p.cycle) for p in book.packages] == [
        (0, ("native/core/",)),
        (0, ("native/",)),
        (1, ()),
    ]
    assert [(c.file.path, english(c.reason)) for c in book.central] == [
        ("native/api.h", "imported or included by 2 files"),
        ("native/core/core.h", "imported or included by 2 files"),
    ]


def test_a_package_counts_its_modules_and_neither_stubs_beside_them_nor_other_sources() -> None:
    built = build(
        {
            "pkg/__init__.py": "def f",
            "pkg/fast.py": "def g",
            "pkg/fast.pyi": "def g",
            "pkg/fast.c": File("def g", language="C"),
        }
    )
    book = book_page(built.repository, built.links, METADATA, built.read)
    assert [(p.name, p.modules) for p in book.packages] == [("pkg", 2)]
    assert book.modules == 2


def test_book_counts_what_was_observed_and_where_most() -> None:
    seen = [Observation(Topic.PATTERN, "metaclass", line) for line in (1, 5, 9)]
    built = build(
        {
            **{f"m{n}.py": File(observations=(seen[0],)) for n in range(6)},
            "z.py": File(observations=tuple(seen)),
        }
    )
    (observed,) = book_page(built.repository, built.links, METADATA, built.read).observed
    assert (observed.name, observed.total, observed.files) == ("metaclass", 9, 7)
    assert [(f.path, n) for f, n in observed.places] == [
        ("z.py", 3),
        *((f"m{n}.py", 1) for n in range(4)),
    ]


def test_book_lists_files_about_taking_part() -> None:
    names = ["CONTRIBUTING.md", "LICENSE", "COPYING.txt", ".github/CODEOWNERS", "docs/SECURITY.md"]
    built = build(dict.fromkeys([*names, "contributed.py", "src/LICENSE", "licensing.py"], ""))
    book = book_page(built.repository, built.links, METADATA, built.read)
    assert sorted(file.path for file in book.contributing) == sorted(names)


def test_book_without_a_readme_has_the_description_of_the_metadata() -> None:
    built = build({"a.py": "def f"})
    assert book_page(built.repository, built.links, METADATA, built.read).description == (
        "Sells things."
    )


def test_book_keeps_its_limits_and_says_what_is_left_out() -> None:
    files: dict[str, File | str] = {
        f"p{n:04}/__init__.py": File(f"class C{n:04}: Doc.", uses=f"C{n:04} " * (n > 300))
        for n in range(600)
    }
    built = build(files)
    book = book_page(built.repository, built.links, ProjectMetadata(), built.read)
    assert (len(book.files), book.omitted) == (300, 300)
    assert len(book.packages) == 60
    assert (len(book.glossary), book.documented) == (250, 600)
    # Those that are used go first, and then they stand by name.
    assert [entry.name for entry in book.glossary] == [f"C{n:04}" for n in range(301, 551)]


def test_skipped_files_each_with_a_sentence() -> None:
    (page,) = skipped_pages(SHOP.repository)
    assert (page.total, page.found) == (2, 15)
    assert [(s.file.path, s.reason, s.line) for s in page.files] == [
        ("secret.pem", "secret", 0),
        ("zoo/bad.py", "syntax", 7),
    ]
    assert page.files[0].file.target is None
    assert english(page.files[0].sentence) == "It is withheld, because it may hold a credential."
    said = english(page.files[1].sentence)
    assert said.startswith("Python 3.")
    assert said.endswith(" could not parse it: invalid syntax.")


def test_nothing_skipped_is_a_page_too() -> None:
    (page,) = skipped_pages(build({"a.py": ""}).repository)
    assert (page.total, page.found, page.files) == (0, 1, ())


def test_many_skipped_files_are_split() -> None:
    problem = Problem(Reason.BINARY, "binary")
    built = build({f"f{n:04}": File(problem=problem, read=False) for n in range(1_001)})
    made = list(skipped_pages(built.repository))
    assert [(p.docname, len(p.files), p.total) for p in made] == [
        ("kwindex/skipped", 500, 1_001),
        ("kwindex/skipped-2", 500, 1_001),
        ("kwindex/skipped-3", 1, 1_001),
    ]
    assert made[0].toctree == ("kwindex/skipped-2", "kwindex/skipped-3")
    assert made[2].parent is not None
    assert made[2].parent.docname == "kwindex/skipped"


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_that_holds_the_detail_once(reason: Reason) -> None:
    assert reason in SENTENCES
    assert english(sentence(Problem(reason, "too\n  odd."), "")).endswith(": too odd.")
    alone = english(sentence(Problem(reason, reason.value), ""))
    assert alone == f"{english(SENTENCES[reason])}."


@pytest.mark.parametrize(
    ("path", "language", "reason", "expected"),
    [
        ("a.pem", "", Reason.SECRET, "ASCII armored"),
        ("a.js", "", Reason.SIZE, "JavaScript"),
        ("a.unheard-of", "", Reason.SIZE, ".unheard-of file"),
        ("a", "", Reason.SIZE, ""),
        ("a", "Shell", Reason.GENERATED, "Shell"),
        ("a.png", "", Reason.BINARY, ""),
        ("a.py", "", Reason.LINK, ""),
    ],
)
def test_type_of_a_skipped_file(path: str, language: str, reason: Reason, expected: str) -> None:
    problem = Problem(reason, "why")
    file = ReadFile(SourceFile(path), language=language, problem=problem)
    assert english(type_of(file, problem)) == expected


def whole(links: Links) -> list[View]:
    """The pages of the shop that are not about a single file. Making them reads no facts."""
    gathering = Gathering(links)
    for file in SHOP.repository.files:
        if file.facts:
            gathering.add(file, SHOP.repository.load(file.facts))
    repository = replace(SHOP.repository, load=unread)
    return list(whole_pages(repository, links, METADATA, SHOP.read, gathering))


def unread(key: str) -> FileFacts:
    raise AssertionError(key)


def test_whole_pages_are_distinct_and_each_is_in_one_toctree() -> None:
    views = whole(SHOP.links)
    docnames = [view.docname for view in views]
    assert len(set(docnames)) == len(docnames)
    listed = Counter(name for view in views for name in getattr(view, "toctree", ()))
    files = {f"{SHOP.repository.docnames.file(f.path).docname}" for f in SHOP.repository.files}
    without_page = {SHOP.repository.docnames.file("secret.pem").docname}
    assert set(listed) == (set(docnames) | files) - without_page - {"kwindex/index"}
    assert set(listed.values()) == {1}


def test_equal_repositories_make_equal_views_in_any_order_of_mappings() -> None:
    links = replace(
        SHOP.links,
        definitions=dict(reversed(list(SHOP.links.definitions.items()))),
        uses=dict(reversed(list(SHOP.links.uses.items()))),
        imports=dict(reversed(list(SHOP.links.imports.items()))),
        importers=dict(reversed(list(SHOP.links.importers.items()))),
        modules=dict(reversed(list(SHOP.links.modules.items()))),
    )
    assert whole(links) == whole(SHOP.links)
