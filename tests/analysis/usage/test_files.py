"""How files are tested and used, in repositories made in memory."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from msgspec.structs import replace

from sphinx_kwindex.analysis.file_views import file_pages
from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.model.facts import Definition, FileFacts, Form, Import, Kind
from sphinx_kwindex.model.metadata import ProjectMetadata
from sphinx_kwindex.model.parts import CallSite, FileUsage, ImportingTest, RunCommand, Target
from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.repository import Repository
from sphinx_kwindex.model.views import FilePage
from tests.analysis.linking.builder import assemble, build

SOURCES = {
    "pyproject.toml": "[tool.pytest.ini_options]\n",
    "pkg/__init__.py": "from pkg.tool import sharpen\n",
    "pkg/tool.py": """
        class Hammer:
            def strike(self): ...
            def get(self): ...
        def sharpen(blade): ...
        def grind(): ...
        def _hide(): ...
    """,
    "pkg/other.py": "def grind(): ...\n",
    "pkg/near.py": "from pkg.tool import Hammer as H\nh = H()\n",
    "app/main.py": """
        import pkg
        import pkg.tool as t
        def sharpen(): ...
        def main(d):
            d.grind()
            t.grind()
            t._hide()
    """,
    "examples/show.py": "import pkg.tool\n\npkg.tool.grind()\n",
    "lies.py": "from other import grind\nfrom pkg.tool import Hammer\ngrind()\nx.Hammer()\n",
    "tests/test_tool.py": """
        from pkg.tool import Hammer, sharpen
        def test_it(stone):
            Hammer().strike({}.get(1))
            sharpen(stone)
    """,
    "tests/test_whole.py": """
        from pkg import tool, other
        tool.grind(); tool.sharpen(1)
    """,
    "tests/test_package.py": "import pkg\npkg.sharpen(2)\n",
    "tests/test_nothing.py": "import os\nsharpen = 1\n",
}


def usage(repository: Repository, path: str, sources: dict[str, str]) -> FileUsage:
    texts = {name: dedent(source) for name, source in sources.items()}
    pages = file_pages(repository, link(repository), ProjectMetadata(), texts.__getitem__)
    (found,) = [page for page in pages if isinstance(page, FilePage) and page.path == path]
    return found.testing


def at(path: str, line: int) -> Target:
    return Target(f"kwindex/{path}_docs", f"L-{line}")


def test_tests_with_the_names_that_stand_in_them() -> None:
    found = usage(build(SOURCES), "pkg/tool.py", SOURCES)
    assert found.tests == (
        ImportingTest("tests/test_package.py", at("tests/test_package.py", 2), ("sharpen",), 1),
        ImportingTest(
            "tests/test_tool.py",
            at("tests/test_tool.py", 2),
            ("Hammer", "Hammer.strike", "sharpen"),
            3,
        ),
        # The test imports ``pkg.other`` too, which defines ``grind``; the call tells which it is.
        ImportingTest("tests/test_whole.py", at("tests/test_whole.py", 2), ("grind", "sharpen"), 2),
    )
    assert (found.test_count, found.looked, found.any_tests) == (3, True, True)


def test_calls_the_best_first() -> None:
    found = usage(build(SOURCES), "pkg/tool.py", SOURCES)
    assert [(call.name, call.path, call.line, call.code) for call in found.calls] == [
        ("grind", "app/main.py", 7, "t.grind()"),
        ("Hammer", "pkg/near.py", 2, "h = H()"),
        ("sharpen", "tests/test_package.py", 2, "pkg.sharpen(2)"),
        ("grind", "examples/show.py", 3, "pkg.tool.grind()"),
        ("Hammer", "tests/test_tool.py", 4, "Hammer().strike({}.get(1))"),
        ("sharpen", "tests/test_tool.py", 5, "sharpen(stone)"),
        ("grind", "tests/test_whole.py", 3, "tool.grind(); tool.sharpen(1)"),
    ]
    assert found.calls[0].target == at("app/main.py", 7)


def test_commands_are_those_of_the_tests() -> None:
    sources = {**SOURCES, "tests/pytest.ini": ""}
    del sources["pyproject.toml"]
    repository = build(sources)
    command = RunCommand(
        "pytest",
        "tests",
        Phrase("configures pytest"),
        "tests/pytest.ini",
        at("tests/pytest.ini", 1),
    )
    assert usage(repository, "pkg/tool.py", sources).commands == (command,)
    assert usage(repository, "tests/test_tool.py", sources).commands == (
        replace(command, text="pytest test_tool.py"),
    )
    assert usage(repository, "pkg/other.py", sources).commands == (command,)
    assert usage(repository, "app/main.py", sources) == FileUsage(looked=True, any_tests=True)


def test_what_no_test_could_import_is_not_looked_for() -> None:
    sources = {"a.py": "X = 1\n", "b.py": "def _f(): ...\n", "c.md": "# C\n", "d.py": "def f(:"}
    for path in sources:
        assert usage(build(sources), path, sources) == FileUsage()


def cpp(*includes: str, **more: Any) -> FileFacts:
    entries = tuple(
        Import(name, None, None, number, form=Form.INCLUDE)
        for number, name in enumerate(includes, 1)
    )
    return replace(FileFacts(language="C++", reader="x", imports=entries), **more)


def function(qualname: str) -> Definition:
    name = qualname.rpartition("::")[2]
    return Definition(Kind.FUNCTION, name, qualname, qualname, 1, 1)


TOOL = (
    Definition(Kind.NAMESPACE, "tool", "tool", "tool", 1, 9),
    function("tool::sharpen"),
    function("Blade::cut"),  # a member, defined where its class is not
)


CODE = {
    "sharpen(x);": True,
    "auto y = tool::sharpen<int>(x);": True,
    "all::tool::sharpen(x);": True,
    "sharpen<<<grid, block>>>(x);": True,
    "cut(x);": False,
    "std::sharpen(x);": False,
    "x.sharpen();": False,
    "x->sharpen();": False,
    "resharpen(x);": False,
}


@pytest.mark.parametrize("code", CODE)
def test_calls_of_what_is_included(code: str) -> None:
    facts = {
        "tool.h": cpp(definitions=TOOL),
        "a.cpp": cpp("tool.h", calls=(("cut", (2,)), ("sharpen", (2,)))),
        "tool_test.cpp": cpp("tool.h", uses=(("sharpen", 1),)),
    }
    sources = {"tool.h": "", "a.cpp": f"\n  {code}\n", "tool_test.cpp": ""}
    found = usage(assemble(facts), "tool.h", sources)
    call = CallSite("tool::sharpen", "a.cpp", 2, at("a.cpp", 2), code)
    assert found.calls == ((call,) if CODE[code] else ())
    assert found.tests == (
        ImportingTest("tool_test.cpp", at("tool_test.cpp", 1), ("tool::sharpen",), 1),
    )


def test_a_name_of_two_headers_is_nobodys() -> None:
    facts = {
        "a.h": cpp(definitions=(function("sharpen"),)),
        "b.h": cpp(definitions=(function("sharpen"),)),
        "a_test.cpp": cpp("a.h", "b.h", calls=(("sharpen", (1,)),), uses=(("sharpen", 1),)),
    }
    sources = {"a.h": "", "b.h": "", "a_test.cpp": "sharpen();"}
    found = usage(assemble(facts), "a.h", sources)
    assert found.calls == ()
    assert found.tests == (ImportingTest("a_test.cpp", at("a_test.cpp", 1)),)


def test_a_page_is_bounded() -> None:
    users = {
        f"tests/test_{number:03}.py": "from m import f, g\nf()\nf()\ng()\n" + "f(" + "x" * 300 + ")"
        for number in range(80)
    }
    sources = {"m.py": "def f(): ...\ndef g(): ...\n", **users}
    found = usage(build(sources), "m.py", sources)
    assert (len(found.tests), found.test_count, len(found.calls)) == (50, 80, 10)
    assert all(len(call.code) <= 120 for call in found.calls)
