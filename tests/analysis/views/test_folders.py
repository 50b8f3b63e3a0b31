"""Folders: what their three pages show, and that they stay small and cheap."""

from __future__ import annotations

from msgspec.structs import replace

from sphinx_kwindex.analysis.views import folder_pages
from sphinx_kwindex.model.facts import Form, Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.parts import RunCommand, Target
from sphinx_kwindex.model.phrases import Phrase, english
from sphinx_kwindex.model.views import FolderIndexPage, FolderPage, SubtreePage
from tests.analysis.views.builder import Built, File, build
from tests.phrases import spoken

SHOP = build(
    {
        "README.md": File(heading="The shop"),
        "setup.py": File("def main"),
        "shop/__init__.py": File(docstring="A shop.\nIt sells.\n\nMore."),
        "shop/cli.py": File("def main", main_guard=4, imports=("shop/stock/shelf.py",)),
        "shop/stock/README.rst": File(heading="Stock", text=""),
        "shop/stock/shelf.py": File(
            """
            class Shelf: Holds things.
            method Shelf.put
            var _cache
            var logger
            """
        ),
        "shop/stock/deep/count.py": File(
            "class Shelf\ndef total",
            imports=("shop/stock/shelf.py", "shop/cli.py", "util/text.py"),
            uses="Shelf Shelf Shelf put total logger logger logger logger logger",
        ),
        "util/text.py": File("def wrap", uses="put put"),
        "util/broken.py": File(problem=Problem(Reason.SYNTAX, "invalid syntax", 3)),
    }
)


def pages(built: Built, folder: str) -> tuple[FolderIndexPage | None, FolderPage, SubtreePage]:
    index, about, subtree = None, None, None
    for page in folder_pages(built.repository, built.links, built.read):
        if page.folder.path == folder:
            if isinstance(page, FolderIndexPage):
                index = page
            elif isinstance(page, FolderPage):
                about = page
            else:
                subtree = page
    assert about is not None
    assert subtree is not None
    return index, about, subtree


def test_every_folder_has_its_pages_and_the_root_has_no_index_here() -> None:
    folders = {"shop", "shop/stock", "shop/stock/deep", "util"}
    made = [
        (type(p).__name__, p.docname) for p in folder_pages(SHOP.repository, SHOP.links, SHOP.read)
    ]
    assert len(made) == len(set(made))
    assert set(made) == {
        ("FolderPage", "kwindex/doc"),
        ("SubtreePage", "kwindex/sub"),
        *(("FolderIndexPage", f"kwindex/{folder}/index") for folder in folders),
        *(("FolderPage", f"kwindex/{folder}/doc") for folder in folders),
        *(("SubtreePage", f"kwindex/{folder}/sub") for folder in folders),
    }


def test_index_lists_folders_before_files_in_list_and_toctree() -> None:
    index, _, _ = pages(SHOP, "shop")
    assert index is not None
    assert [(f.path, f.summary, f.files) for f in index.folders] == [("shop/stock", "Stock", 3)]
    assert [f.path for f in index.files] == ["shop/__init__.py", "shop/cli.py"]
    assert index.toctree == (
        "kwindex/shop/doc",
        "kwindex/shop/sub",
        "kwindex/shop/stock/index",
        "kwindex/shop/__init__.py_docs",
        "kwindex/shop/cli.py_docs",
    )
    assert (index.folder.summary, index.folder.files) == ("A shop.", 5)
    assert [target.docname for target in index.folder.above] == ["kwindex/index"]
    assert index.first_skipped is None
    util, _, _ = pages(SHOP, "util")
    assert util is not None
    assert util.first_skipped is not None
    assert util.first_skipped.docname == "kwindex/skipped"


def test_role_is_said_by_the_package_else_by_its_readme() -> None:
    _, shop, _ = pages(SHOP, "shop")
    assert shop.role == "A shop. It sells."
    assert shop.role_source is not None
    assert shop.role_source.path == "shop/__init__.py"
    _, stock, _ = pages(SHOP, "shop/stock")
    assert stock.role == "Stock"
    _, deep, _ = pages(SHOP, "shop/stock/deep")
    assert (deep.role, deep.role_source) == ("", None)
    text = "# Pots\n\n![badge](x.png)\n\nHolds *pots* and\npans.\n"
    built = build({"pots/README.md": File(heading="Pots", text=text)})
    assert pages(built, "pots")[1].role == "Holds pots and pans."


def test_concepts_are_public_names_of_modules_by_use() -> None:
    _, stock, _ = pages(SHOP, "shop/stock")
    # ``logger`` is named most and is a variable; ``put`` is a method.
    assert [(c.entry.name, c.entry.label, c.uses, c.here) for c in stock.concepts] == [
        ("Shelf", "shop.stock.deep.count.Shelf", 3, 3),
        ("total", "shop.stock.deep.count.total", 1, 1),
    ]


def test_distinctive_names_are_named_here_far_more_than_elsewhere() -> None:
    built = build(
        {
            "here/a.py": File(
                "def own\ndef shared\ndef rare\nvar logger",
                uses="own " * 9 + "shared " * 5 + "rare rare " + "logger " * 9,
            ),
            "there/b.py": File("def other", uses="shared " * 20 + "other " * 30 + "own"),
        }
    )
    _, here, _ = pages(built, "here")
    # A third of all names are here: five of 25 are no more than that, and twice is too seldom.
    assert [(c.entry.name, c.uses, c.here) for c in here.distinctive] == [("own", 10, 9)]
    assert [c.entry.name for c in here.concepts] == ["shared", "own", "rare"]
    _, there, _ = pages(built, "there")
    assert there.distinctive == ()
    _, root, _ = pages(built, "")
    assert root.distinctive == ()


def test_only_what_programs_name_is_an_identifier() -> None:
    built = build({"a.md": File("heading Usage\ndef run", uses="run"), "b.py": "def walk"})
    _, about, subtree = pages(built, "")
    assert [usage.name for usage in subtree.usages] == ["run", "walk"]
    assert [concept.entry.name for concept in about.concepts] == ["run"]


def test_languages_have_files_and_lines() -> None:
    built = build(
        {
            "a/one.py": File(lines=10),
            "a/b/two.py": File(lines=5),
            "a/b/three.h": File(language="C++", lines=700),
        }
    )
    assert pages(built, "a")[1].languages == (("Python", 2, 15), ("C++", 1, 700))
    assert pages(built, "a/b")[1].languages == (("C++", 1, 700), ("Python", 1, 5))


def test_files_without_a_page_are_counted_apart() -> None:
    built = build(
        {
            "a/made.py": File(problem=Problem(Reason.GENERATED, "made"), read=False),
            "a/one.py": File(lines=10),
            "b/made.py": File(problem=Problem(Reason.GENERATED, "made"), read=False),
        }
    )
    _, about, subtree = pages(built, "a")
    assert about.languages == (("Python", 1, 10),)
    assert (about.pageless, about.skipped) == (1, Target("kwindex/skipped"))
    assert (subtree.pageless, subtree.skipped) == (1, Target("kwindex/skipped"))
    assert pages(built, "b")[1].languages == ()
    assert pages(built, "")[1].pageless == 2


def test_tests_that_import_from_a_folder_are_counted_by_their_folders() -> None:
    built = build(
        {
            "pkg/core.py": "def f",
            "pkg/sub/more.py": "def g",
            "tests/test_core.py": File(imports=("pkg/core.py", "pkg/sub/more.py")),
            "tests/test_more.py": File(imports=("pkg/sub/more.py",)),
            "tests/helper.py": File(imports=("pkg/core.py",)),
            "pkg/sub/more_test.py": File(imports=("pkg/sub/more.py",)),
        }
    )
    _, package, _ = pages(built, "pkg")
    assert [(f.path, n) for f, n in package.tests] == [("tests", 2), ("pkg/sub", 1)]
    assert package.test_files == 1
    _, tests, _ = pages(built, "tests")
    assert (tests.tests, tests.test_files) == ((), 2)


def test_commands_run_the_tests_of_a_folder_and_those_that_import_from_it() -> None:
    built = build(
        {
            "pytest.ini": "",
            "tox.ini": File(text="[testenv]\ncommands = pytest\n"),
            "pkg/core.py": "def f",
            "pkg/alone.py": "def g",
            "tests/test_core.py": File(imports=("pkg/core.py",)),
            "web/package.json": File(text='{"scripts": {"test": "jest"}}'),
            "web/src/a.test.js": File(language="JavaScript"),
            "docs/guide.md": File(heading="A guide"),
        }
    )
    typed = {folder: pages(built, folder)[1].commands for folder in ("", "pkg", "web/src", "docs")}
    assert {folder: [run.text for run in found] for folder, found in typed.items()} == {
        "": ["pytest", "tox", "npm test"],
        "pkg": ["pytest", "tox"],
        "web/src": ["npm test"],
        "docs": [],
    }
    assert spoken(typed["pkg"][0]) == RunCommand(
        "pytest",
        "",
        Phrase("configures pytest"),
        "pytest.ini",
        Target("kwindex/pytest.ini_docs", "L-1"),
    )
    assert typed["web/src"][0].folder == "web"


def test_commands_that_run_most_tests_come_first_and_are_bounded() -> None:
    files: dict[str, File | str] = {}
    for number in range(30):
        files[f"m{number:02}/pytest.ini"] = ""
        files[f"m{number:02}/test_a.py"] = ""
    files["m07/test_b.py"] = ""
    found = pages(build(files), "")[1]
    assert (len(found.commands), found.command_count) == (20, 30)
    assert [run.folder for run in found.commands[:3]] == ["m07", "m00", "m01"]


def test_links_of_texts_are_no_imports_and_includes_are_named_so() -> None:
    built = build(
        {
            "docs/a.md": File(imports=("src/x.h", "src/y.py"), form=Form.LINK),
            "lib/z.cc": File(imports=("src/x.h",), language="C++", form=Form.INCLUDE),
            "src/x.h": File(language="C++"),
            "src/y.py": File(),
        }
    )
    _, source, _ = pages(built, "src")
    assert [(f.path, n) for f, n in source.used_by] == [("lib", 1)]
    assert [(r.file.path, tuple(map(english, r.reasons))) for r in source.important] == [
        ("src/x.h", ("included by 1 file",))
    ]
    _, docs, _ = pages(built, "docs")
    assert docs.depends_on == ()


def test_imports_between_folders_leave_out_the_own_subtree() -> None:
    _, stock, _ = pages(SHOP, "shop/stock")
    # deep/count.py imports stock/shelf.py: within the subtree, so it is not there.
    assert [(f.path, n) for f, n in stock.depends_on] == [("shop", 1), ("util", 1)]
    assert [(f.path, n) for f, n in stock.used_by] == [("shop", 1)]
    _, deep, _ = pages(SHOP, "shop/stock/deep")
    assert [(f.path, n) for f, n in deep.depends_on] == [
        ("shop", 1),
        ("shop/stock", 1),
        ("util", 1),
    ]
    _, shop, _ = pages(SHOP, "shop")
    assert [(f.path, n) for f, n in shop.depends_on] == [("util", 1)]
    assert shop.used_by == ()
    _, root, _ = pages(SHOP, "")
    assert (root.depends_on, root.used_by) == ((), ())


def test_important_files_come_with_their_reasons() -> None:
    _, shop, _ = pages(SHOP, "shop")
    assert [(r.file.path, tuple(map(english, r.reasons))) for r in shop.important] == [
        ("shop/__init__.py", ("initialises the package",)),
        ("shop/stock/shelf.py", ("imported by 2 files",)),
        ("shop/cli.py", ("imported by 1 file", "runs when started as a script")),
    ]


def test_subtree_counts_all_definitions_under_it_and_no_other() -> None:
    _, _, stock = pages(SHOP, "shop/stock")
    assert [(u.name, u.uses, u.total) for u in stock.usages] == [
        ("logger", 5, 1),
        ("Shelf", 3, 2),
        ("put", 3, 1),
        ("total", 1, 1),
        ("_cache", 0, 1),
    ]
    assert stock.total == 5
    assert [d.target.docname for d in stock.usages[1].definitions] == [
        "kwindex/shop/stock/deep/count.py_docs",
        "kwindex/shop/stock/shelf.py_docs",
    ]
    _, _, root = pages(SHOP, "")
    assert root.total == len(SHOP.links.definitions)
    assert {u.name: u.total for u in root.usages}["main"] == 2


def test_a_folder_whose_name_begins_like_another_is_no_part_of_it() -> None:
    built = build({"a/x.py": "def one", "a-b/x.py": "def one", "a/b/x.py": "def one", "ab.py": ""})
    _, _, page = pages(built, "a")
    assert [(u.name, u.total) for u in page.usages] == [("one", 2)]
    assert page.folder.files == 2


def test_an_edit_that_moves_definitions_changes_no_page() -> None:
    files = {"p/__init__.py": File("class A: Doc."), "p/m.py": File("def f", imports=())}
    moved = {path: replace(file, first_line=50) for path, file in files.items()}
    before, after = build(files), build(moved)
    assert after.repository.load("p/m.py") != before.repository.load("p/m.py")
    assert list(folder_pages(after.repository, after.links, after.read)) == list(
        folder_pages(before.repository, before.links, before.read)
    )


def test_a_large_folder_is_split_and_nothing_is_lost() -> None:
    paths = [f"big/f{n:04}.py" for n in range(1_150)]
    built = build({**dict.fromkeys(paths, ""), "big/sub/x.py": ""})
    made = list(folder_pages(built.repository, built.links, built.read))
    parts = [p for p in made if isinstance(p, FolderIndexPage) and p.folder.path == "big"]
    assert [p.docname for p in parts] == [
        "kwindex/big/index",
        "kwindex/big/index-2",
        "kwindex/big/index-3",
    ]
    assert [len(p.folders) + len(p.files) for p in parts] == [500, 500, 151]
    assert [file.path for p in parts for file in p.files] == paths
    assert [name for name, _ in parts[0].parts] == [
        "sub - f0498.py",
        "f0499.py - f0998.py",
        "f0999.py - f1149.py",
    ]
    assert parts[0].toctree[-2:] == ("kwindex/big/index-2", "kwindex/big/index-3")
    assert parts[1].parent is not None
    assert parts[1].parent.path == "big"
    below = [name for p in parts for name in p.toctree]
    assert len(below) == len(set(below))
    assert {f"kwindex/{path}_docs" for path in paths} <= set(below)
    about = next(p for p in made if isinstance(p, FolderPage) and p.folder.path == "big")
    assert (len(about.folders) + len(about.files), about.omitted) == (500, 651)


def test_a_very_deep_tree_is_no_recursion() -> None:
    built = build({"d/" * 1_500 + "x.py": "def f"})
    made = list(folder_pages(built.repository, built.links, built.read))
    assert [p.total for p in made if isinstance(p, SubtreePage)] == [1] * 1_501


def test_two_hundred_folders_of_fifty_files() -> None:
    files: dict[str, File | str] = {}
    for folder in range(200):
        for number in range(50):
            # Two hundred folders in ten groups: definitions of their own, and shared ones.
            files[f"g{folder % 10}/f{folder:03}/m{number:02}.py"] = File(
                f"class C{folder}_{number}\nmethod C{folder}_{number}.run\ndef helper{number}",
                imports=(f"g{(folder + 1) % 10}/f{(folder + 1) % 200:03}/m{number:02}.py",),
            )
    built = build(files)
    made = list(folder_pages(built.repository, built.links, built.read))
    subtrees = {p.folder.path: p for p in made if isinstance(p, SubtreePage)}
    about = {p.folder.path: p for p in made if isinstance(p, FolderPage)}
    assert len(subtrees) == 1 + 10 + 200
    # Of its own: a class a file; shared: run, and the 50 helpers.
    assert {subtrees[f"g{n % 10}/f{n:03}"].total for n in range(200)} == {50 + 1 + 50}
    assert {subtrees[f"g{n}"].total for n in range(10)} == {20 * 50 + 1 + 50}
    assert subtrees[""].total == 10_000 + 1 + 50
    assert len(subtrees[""].usages) == 250
    assert all(len(u.definitions) <= 20 for p in subtrees.values() for u in p.usages)
    assert [(f.path, n) for f, n in about["g3"].depends_on][:1] == [("g4/f004", 50)]
    assert sum(n for _, n in about["g3/f003"].depends_on) == 50
    assert about[""].suffixes == ((".py", 10_000),)


def test_modules_of_one_name_are_told_by_their_paths() -> None:
    built = build({"a/run.py": "def go", "b/run.py": "def go", "c/run.py": "def go"})
    modules = {**built.links.modules, "a/run.py": "run", "b/run.py": "run"}
    _, _, page = pages(replace(built, links=replace(built.links, modules=modules)), "")
    labels = [entry.label for entry in page.usages[0].definitions]
    assert labels == ["a/run.py", "b/run.py", "c.run.go"]
