"""Which files belong together, and why."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.analysis.linking.related import Relations
from sphinx_kwindex.analysis.linking.stems import stem_of
from sphinx_kwindex.model.facts import FileFacts, Form, Import
from sphinx_kwindex.model.parts import Companion
from sphinx_kwindex.model.phrases import english
from tests.analysis.linking.builder import assemble, build


def related(sources: dict[str, str], path: str) -> dict[str, tuple[str, ...]]:
    return said(Relations(frozenset(sources), link(build(sources))), path)


def said(relations: Relations, path: str) -> dict[str, tuple[str, ...]]:
    return {other: tuple(map(english, reasons)) for other, reasons in relations.of(path)}


def test_reasons() -> None:
    sources = {
        "p/__init__.py": "",
        "p/tool.py": "from p import base\ndef sharpen(): ...\ndef grind(): ...",
        "p/tool.pyi": "",
        "p/base.py": "",
        "p/user.py": "import p.tool",
        "docs/tool.md": "# Tool",
        "docs/other.md": "# Other",
        "tests/test_tool.py": "from p.tool import sharpen, grind",
        "x.py": "thing.sharpen",
    }
    assert related(sources, "p/tool.py") == {
        "tests/test_tool.py": (
            "is named as the test of this file",
            "imports this file",
            "shares the names ``grind`` and ``sharpen``, each of which at most 4 of the files"
            " whose names are counted have",
        ),
        "p/base.py": ("imported by this file",),
        "p/user.py": ("imports this file",),
        "docs/tool.md": ("has the same name but for the suffix",),
        "p/tool.pyi": ("has the same name but for the suffix",),
        "x.py": (
            "shares the name ``sharpen``, which at most 4 of the files whose names are counted"
            " have",
        ),
    }
    assert related(sources, "tests/test_tool.py")["p/tool.py"][0] == (
        "this file is named as its test"
    )
    assert "docs/tool.md" not in related(sources, "tests/test_tool.py")
    assert "tests/test_tool.py" not in related(sources, "docs/tool.md")


def test_a_test_is_that_of_the_nearest_file_of_the_name() -> None:
    sources = {
        "zip/file.go": "package zip",
        "zip/file_test.go": "package zip",
        "tar/file.go": "package tar",
        "tar/other_test.go": "package tar",
        "net/other.go": "package net",
        "p/http/utils.py": "",
        "p/utils.py": "",
        "tests/utils.py": "",
        "tests/http/test_utils.py": "",
        "tests/test_utils.py": "",
    }
    test, tested = "is named as the test of this file", "this file is named as its test"
    assert related(sources, "zip/file.go")["zip/file_test.go"] == (test,)
    assert "zip/file_test.go" not in related(sources, "tar/file.go")
    assert "tar/other_test.go" not in related(sources, "net/other.go")
    assert related(sources, "zip/file_test.go") == {"zip/file.go": (tested,)}
    assert related(sources, "p/http/utils.py")["tests/http/test_utils.py"] == (test,)
    assert "tests/http/test_utils.py" not in related(sources, "p/utils.py")
    assert related(sources, "tests/http/test_utils.py") == {"p/http/utils.py": (tested,)}


def test_what_all_import_says_little() -> None:
    users = {f"u{number}.py": "import common" for number in range(20)}
    sources = {"common.py": "", "near.py": "", "m.py": "import common, near", **users}
    assert list(related(sources, "m.py")) == ["near.py", "common.py"]
    assert len(related(sources, "common.py")) == 10


def test_utilities_of_many_folders_are_no_relatives() -> None:
    sources = {f"f{number}/utils.{suffix}": "" for number in range(9) for suffix in ("py", "pyi")}
    assert list(related(sources, "f3/utils.py")) == ["f3/utils.pyi"]


STEMS = {
    "a/test_tool.py": ("tool", True),
    "tool_test.go": ("tool", True),
    "tool_unittest.cc": ("tool", True),
    "tool.test.ts": ("tool", True),
    "tool.spec.js": ("tool", True),
    "ToolTest.java": ("Tool", True),
    "ToolTests.cs": ("Tool", True),
    "TestTool.kt": ("Tool", True),
    "tool.cu": ("tool", False),
    "Contest.java": ("Contest", False),
    "Testament.java": ("Testament", False),
    "latest.py": ("latest", False),
    "test.py": ("test", False),
    "__init__.py": ("", False),
    ".testrc": ("", False),
}


@pytest.mark.parametrize("path", STEMS)
def test_stem(path: str) -> None:
    assert stem_of(path) == STEMS[path]


@pytest.mark.parametrize(
    ("language", "form", "names", "named"),
    [
        ("C++", Form.INCLUDE, "includes this file", "included by this file"),
        ("C", Form.SYSTEM, "includes this file", "included by this file"),
        ("Markdown", Form.LINK, "links to this file", "linked from this file"),
        ("Markdown", Form.IMPORT, "imports this file", "imported by this file"),
    ],
)
def test_each_form_has_its_words(language: str, form: Form, names: str, named: str) -> None:
    user = FileFacts(language=language, imports=(Import("b.h", None, None, 1, form=form),))
    repository = assemble({"a.cpp": user, "b.h": FileFacts()})
    relations = Relations(frozenset({"a.cpp", "b.h"}), link(repository))
    assert said(relations, "a.cpp") == {"b.h": (named,)}
    assert said(relations, "b.h") == {"a.cpp": (names,)}


def test_files_that_changed_together() -> None:
    sources = {"a.py": "", "b.py": "", "c.py": ""}
    companions = {"a.py": (Companion("b.py", 4, 5, 12), Companion("c.py", 7, 9, 7, False))}
    relations = Relations(frozenset(sources), link(build(sources)), companions)
    assert list(said(relations, "a.py").items()) == [
        ("c.py", ("changed together in 7 of its 7 known commits of at most 30 files",)),
        ("b.py", ("changed together in 4 of this file's 5 commits of at most 30 files",)),
    ]
