"""What the pages of files show."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sphinx_kwindex.analysis.file_views import file_pages
from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.model.facts import FileFacts, Form, Import, Problem, Scope
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.metadata import ProjectMetadata
from sphinx_kwindex.model.parts import (
    Change,
    Dependency,
    FileRef,
    Importer,
    Origin,
    Position,
    Relation,
    Role,
    Target,
)
from sphinx_kwindex.model.phrases import Phrase, english
from sphinx_kwindex.model.repository import Repository
from sphinx_kwindex.model.views import FilePage, KeywordsPage
from tests.analysis.linking.builder import assemble, build
from tests.phrases import spoken

METADATA = ProjectMetadata(dependencies={"pyyaml": "pyproject.toml"})

SOURCES = {
    "pyproject.toml": "",
    "pkg/__init__.py": '"""A package."""\nfrom .shapes import Shape\n',
    "pkg/shapes.py": '''
        """Shapes."""
        from __future__ import annotations
        import os.path as path, numpy
        from yaml import load
        from . import _compiled
        from .missing import nothing
        from pkg.colours import *
        class Shape(Base): ...
        class Square(Shape, metaclass=Meta): ...
    ''',
    "pkg/colours.py": """
        def paint():
            from pkg import Shape, unknown
            import pkg.shapes
    """,
    "pkg/round.py": "from pkg import Shape\nclass Circle(Shape[int]): ...\n",
    "pkg/empty.py": "",
    "notes.md": "# Notes\n",
}


def pages(repository: Repository) -> dict[str, FilePage | KeywordsPage]:
    made = list(file_pages(repository, link(repository), METADATA))
    by_name = {page.docname: page for page in made}
    assert len(by_name) == len(made)
    return by_name


def page(repository: Repository, path: str) -> FilePage:
    found = pages(repository)[f"kwindex/{path}_docs"]
    assert isinstance(found, FilePage)
    return found


def test_pages_come_in_the_order_of_paths_with_their_keyword_index() -> None:
    assert list(pages(build(SOURCES))) == [
        "kwindex/notes.md_docs",
        "kwindex/notes.md_kw",
        "kwindex/pkg/__init__.py_docs",
        "kwindex/pkg/__init__.py_kw",
        "kwindex/pkg/colours.py_docs",
        "kwindex/pkg/colours.py_kw",
        "kwindex/pkg/empty.py_docs",
        "kwindex/pkg/round.py_docs",
        "kwindex/pkg/round.py_kw",
        "kwindex/pkg/shapes.py_docs",
        "kwindex/pkg/shapes.py_kw",
        "kwindex/pyproject.toml_docs",
    ]


@pytest.mark.parametrize("combined", [False, True])
def test_a_long_keyword_index_has_parts(combined: bool) -> None:
    many = "\n".join(f"a{n} = {n}" for n in range(800))
    made = replace(build({"one.py": many, "two.py": f"import os\n{many}"}), combined=combined)
    found = pages(made)
    one, two = found["kwindex/one.py_docs"], found["kwindex/two.py_docs"]
    assert isinstance(one, FilePage)
    assert isinstance(two, FilePage)
    first = two.keywords
    assert first is not None
    assert len(one.keyword_parts) == 2
    assert two.keyword_parts == (
        first,
        Target("kwindex/two.py_kw-2"),
        Target("kwindex/two.py_kw-3"),
    )
    parts = [view for view in found.values() if isinstance(view, KeywordsPage)]
    assert [(view.path, view.part) for view in parts if view.part > 1] == [
        ("one.py", 2),
        ("two.py", 2),
        ("two.py", 3),
    ]
    assert sum(view.part == 1 for view in parts) == (0 if combined else 2)
    assert {view.parts for view in parts} == {one.keyword_parts, two.keyword_parts}


def test_dependencies() -> None:
    def at(line: int) -> tuple[tuple[int, Scope], ...]:
        return ((line, Scope.MODULE),)

    own = Target("kwindex/pkg/__init__.py_docs")
    colours = Target("kwindex/pkg/colours.py_docs")
    assert page(build(SOURCES), "pkg/shapes.py").dependencies == (
        Dependency(".", Origin.FIRST, (("_compiled", None),), own, "", at(6)),
        Dependency("pkg.colours", Origin.FIRST, (("*", None),), colours, "", at(8)),
        Dependency("numpy", Origin.THIRD, (), None, "", at(4)),
        Dependency("yaml", Origin.THIRD, (("load", None),), None, "pyproject.toml", at(5)),
        Dependency("__future__", Origin.STANDARD, (("annotations", None),), None, "", at(3)),
        Dependency("os.path", Origin.STANDARD, (), None, "", at(4)),
        Dependency(".missing", Origin.UNRESOLVED, (("nothing", None),), None, "", at(7)),
    )


def test_a_relative_import_that_an_extension_module_may_answer_is_of_the_project() -> None:
    sources = {"p/__init__.py": "from . import _fast\nfrom .gone import f\n", "p/_fast.c": ""}
    sources["p/a.py"] = "from ._fast import f\nfrom ._slow import g\n"
    shown = pages(build(sources))["kwindex/p/a.py_docs"]
    assert isinstance(shown, FilePage)
    found = [(each.module, each.origin, each.target) for each in shown.dependencies]
    assert found == [("._fast", Origin.FIRST, None), ("._slow", Origin.UNRESOLVED, None)]


def test_packages_of_the_repository_are_first_party() -> None:
    found = page(
        build(
            {
                "a.ts": "import 'shop';\nimport '@a/tools/x';\nimport 'react';\nimport 'fs';\n"
                "import 'vendored';",
                "package.json": '{"name": "shop", "dependencies": {"name": "react"}}',
                "tools/package.json": '{"name": "@a/tools"}',
                "own/fs/package.json": '{"name": "fs"}',
                "node_modules/vendored/package.json": '{"name": "vendored"}',
            }
        ),
        "a.ts",
    )
    assert [(each.module, each.origin, each.target) for each in found.dependencies] == [
        ("@a/tools/x", Origin.FIRST, None),
        ("shop", Origin.FIRST, None),
        ("react", Origin.THIRD, None),
        ("vendored", Origin.THIRD, None),
        ("fs", Origin.STANDARD, None),
    ]


def test_names_link_to_their_definitions() -> None:
    shape = Target("kwindex/pkg/shapes.py_docs", "Shape")
    lines = ((3, Scope.FUNCTION),)
    found = page(build(SOURCES), "pkg/colours.py").dependencies[0]
    assert found.names == (("Shape", shape), ("unknown", None))
    assert found.lines == lines
    keywords = pages(build(SOURCES))["kwindex/pkg/colours.py_kw"]
    assert isinstance(keywords, KeywordsPage)
    assert keywords.file == Target("kwindex/pkg/colours.py_docs")
    # A name that cannot be seen in a package leads to the package.
    assert keywords.imports == (
        shape,
        Target("kwindex/pkg/__init__.py_docs"),
        Target("kwindex/pkg/shapes.py_docs"),
    )


def test_importers_and_position() -> None:
    shapes = page(build(SOURCES), "pkg/shapes.py")
    assert shapes.imported_by == (
        Importer("pkg/__init__.py", Target("kwindex/pkg/__init__.py_docs", "L-2")),
        Importer("pkg/colours.py", Target("kwindex/pkg/colours.py_docs", "L-3")),
        # It imports from the package what this file defines.
        Importer("pkg/round.py", Target("kwindex/pkg/round.py_docs", "L-1"), is_through=True),
    )
    position = shapes.position
    assert position is not None
    assert replace(position, cycle=()) == Position(
        module="pkg.shapes",
        package="pkg",
        layer=1,
        layers=3,
        fan_in=2,
        fan_out=2,
        cycle_size=1,
    )
    # ``from . import _compiled`` imports the package, which imports this file.
    # The imports in the functions of ``colours`` make no cycle.
    assert [file.path for file in position.cycle] == ["pkg/__init__.py"]
    assert page(build(SOURCES), "notes.md").position is None
    alone = page(build(SOURCES), "pkg/round.py")
    assert alone.position is not None
    assert alone.position.fan_out == 1
    assert [(other.file.path, english(other.reasons[0])) for other in alone.related[:2]] == [
        ("pkg/__init__.py", "imported by this file"),
        ("pkg/shapes.py", "defines what this file imports through another"),
    ]


def test_relations() -> None:
    circle = ("pkg.round.Circle", Target("kwindex/pkg/round.py_docs", "Circle"))
    shape, square = (Target("kwindex/pkg/shapes.py_docs", name) for name in ("Shape", "Square"))
    assert page(build(SOURCES), "pkg/shapes.py").relations == (
        Relation(
            "Shape", "Shape", (("Base", None),), (("pkg.shapes.Square", square), circle)[::-1], 2
        ),
        Relation("Square", "Square", (("Shape", shape),), ()),
    )
    assert page(build(SOURCES), "pkg/round.py").relations == (
        Relation("Circle", "Circle", (("Shape[int]", shape),), ()),
    )


def test_the_rest_of_a_page() -> None:
    repository = build(SOURCES)
    change = Change("c0ffee", "2026-01-31T12:00:00+01:00", "A. Author", "Subject")
    repository = replace(
        repository, changes={"pkg/__init__.py": change}, host=lambda path: f"https://host/{path}"
    )
    found = page(repository, "pkg/__init__.py")
    assert found.change == change
    assert found.host == "https://host/pkg/__init__.py"
    assert found.folder.index == Target("kwindex/pkg/index")
    assert found.folder.above == (Target("kwindex/index"),)
    assert spoken(found.roles) == (Role("package", Phrase("its name is ``__init__.py``")),)
    assert (found.facts, found.content, found.text) == (
        "pkg/__init__.py",
        "content of pkg/__init__.py",
        "text of pkg/__init__.py",
    )
    assert found.previous is None
    assert found.next == FileRef(
        "pkg/colours.py",
        Target("kwindex/pkg/colours.py_docs"),
        Target("kwindex/pkg/colours.py_kw"),
    )
    assert found.related[0].file.path == "pkg/shapes.py"
    assert page(repository, "pkg/empty.py").keywords is None


def test_combined_has_no_page_of_keywords() -> None:
    repository = build(SOURCES, combined=True)
    assert all(isinstance(page, FilePage) for page in pages(repository).values())
    found = page(repository, "pkg/round.py")
    assert found.keywords == Target("kwindex/pkg/round.py_docs", "keyword-index")
    assert found.imports == (Target("kwindex/pkg/shapes.py_docs", "Shape"),)


def test_a_file_without_text_has_no_page_and_no_links_to_it() -> None:
    repository = build({"a.py": "import b, c", "b.py": "import a", "c.py": "import a"})
    files = tuple(
        file if file.path != "b.py" else replace(file, text="", facts="", has_keywords=False)
        for file in repository.files
    )
    repository = replace(repository, files=files)
    found = page(repository, "a.py")
    assert [dependency.target for dependency in found.dependencies] == [
        None,
        Target("kwindex/c.py_docs"),
    ]
    assert [importer.path for importer in found.imported_by] == ["c.py"]
    assert found.next is not None
    assert found.next.path == "c.py"
    assert "kwindex/b.py_docs" not in pages(repository)


def test_a_problem_is_a_sentence() -> None:
    repository = build({"a.py": "def f(:"})
    file = replace(repository.files[0], problem=Problem(Reason.SYNTAX, "invalid syntax", 1))
    found = page(replace(repository, files=(file,)), "a.py")
    assert found.problem is not None
    assert english(found.problem).endswith("could not parse it: invalid syntax.")


def test_what_others_say_of_a_hub_is_cut() -> None:
    facts = {
        f"m{number:04}.py": FileFacts(
            language="Python", imports=(Import("hub", None, None, 1, Scope.MODULE),)
        )
        for number in range(1_200)
    }
    imports = tuple(
        Import(f"m{number:04}", None, None, number + 1, Scope.MODULE) for number in range(1_200)
    )
    repository = assemble({**facts, "hub.py": FileFacts(language="Python", imports=imports)})
    made = pages(repository)
    hub = made["kwindex/hub.py_docs"]
    assert isinstance(hub, FilePage)
    assert hub.position is not None
    assert (hub.position.fan_in, hub.position.cycle_size) == (1_200, 1_200)
    assert len(hub.imported_by) == 500
    for shown in made.values():
        if isinstance(shown, FilePage):
            assert shown.position is not None
            assert len(shown.position.cycle) == 20
            assert len(shown.related) <= 10


def test_an_edited_body_changes_its_own_pages_only() -> None:
    before = pages(build(SOURCES))
    edited = {**SOURCES, "pkg/round.py": f"{SOURCES['pkg/round.py']}    # nothing\n"}
    repository = build(edited)
    files = tuple(
        replace(file, content="new") if file.path == "pkg/round.py" else file
        for file in repository.files
    )
    after = pages(replace(repository, files=files))
    assert [name for name in after if after[name] != before[name]] == ["kwindex/pkg/round.py_docs"]


def test_position_among_includes() -> None:
    repository = build(
        {
            "include/base.h": "#pragma once\nint base();\n",
            "include/left.h": '#include "base.h"\n#include "right.h"\n#include <vector>\n',
            "include/right.h": '#ifdef X\n#include "left.h"\n#endif\n',
            "main.cc": '#include "include/left.h"\n#include "gone.h"\n',
            "alone.c": "int x;\n",
            "tool.ts": 'import { a } from "./other";\n',
            "other.ts": "export const a = 1;\n",
            "notes.md": "[code](main.cc), [header](include/base.h)\n",
        }
    )
    left = page(repository, "include/left.h").position
    assert left is not None
    assert replace(left, cycle=()) == Position(
        "", "", 1, 3, fan_in=2, fan_out=2, cycle_size=1, form=Form.INCLUDE
    )
    assert [file.path for file in left.cycle] == ["include/right.h"]
    # A text that links to a file includes nothing, and takes part in no graph.
    assert page(repository, "include/base.h").position == Position(
        "", "", 0, 3, fan_in=1, fan_out=0, form=Form.INCLUDE
    )
    assert page(repository, "main.cc").position == Position(
        "", "", 2, 3, fan_in=0, fan_out=1, form=Form.INCLUDE
    )
    assert page(repository, "tool.ts").position == Position("", "", 1, 2, fan_in=0, fan_out=1)
    assert page(repository, "alone.c").position is None
    assert page(repository, "notes.md").position is None


@pytest.mark.parametrize(
    ("sources", "path", "expected"),
    [
        ({"src/lib.rs": "mod b;\n", "src/b.rs": ""}, "src/lib.rs", (1, 0, 1, Form.USE)),
        (
            {"p/q/A.java": "package p.q;\nimport p.q.B;\n", "p/q/B.java": "package p.q;\n"},
            "p/q/B.java",
            (0, 1, 0, Form.IMPORT),
        ),
        ({"a.sh": ". ./b.sh\n", "b.sh": "f() { :; }\n"}, "b.sh", (0, 1, 0, Form.USE)),
        ({"a.proto": 'import "b.proto";\n', "b.proto": ""}, "a.proto", (1, 0, 1, Form.IMPORT)),
    ],
)
def test_position_in_other_languages(
    sources: dict[str, str], path: str, expected: tuple[int, int, int, Form]
) -> None:
    position = page(build(sources), path).position
    assert position is not None
    assert (position.layer, position.fan_in, position.fan_out, position.form) == expected


def test_a_package_of_go_has_no_position_by_one_of_its_files() -> None:
    found = build(
        {
            "go.mod": "module example.org/m\n",
            "main.go": 'package main\nimport "example.org/m/p"\n',
            "p/p.go": "package p\n",
            "p/q.go": "package p\n",
        }
    )
    assert page(found, "main.go").position is None


def test_a_hub_of_includes_is_cut() -> None:
    sources = {f"h{n:04}.h": '#include "hub.h"\n' for n in range(300)}
    hub = "".join(f'#include "h{n:04}.h"\n' for n in range(300))
    for shown in pages(build({**sources, "hub.h": hub})).values():
        if isinstance(shown, FilePage):
            assert shown.position is not None
            assert (len(shown.position.cycle), shown.position.cycle_size) == (20, 300)
