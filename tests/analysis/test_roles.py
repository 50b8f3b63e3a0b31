"""What files are for, and what shows it."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.roles import roles
from sphinx_kwindex.model.facts import FileFacts, Form, Import
from sphinx_kwindex.model.metadata import Command, ProjectMetadata
from sphinx_kwindex.model.parts import Role, Target
from sphinx_kwindex.model.phrases import Phrase
from tests.analysis.linking.builder import assemble, build
from tests.phrases import spoken

METADATA = ProjectMetadata(
    scripts=(Command("kw", "console_scripts", "pkg.cli:main", "pyproject.toml"),),
    test_paths=(("checks", "pytest.ini"),),
)
PYPROJECT = Target("kwindex/pyproject.toml_docs")


def found(path: str, source: str = "", module: str = "", *, executable: bool = False) -> list[Role]:
    repository = build({path: source}, executable={path} if executable else set())
    file = repository.files[0]

    def place(asked: str) -> Target:
        return PYPROJECT if asked == "pyproject.toml" else Target("here")

    shown = roles(file, repository.load(file.facts), METADATA, place, module)
    return [spoken(role) for role in shown]


UNITTEST = "import unittest\n\nclass TestA(unittest.TestCase): ...\n"
ROLES = {
    "test_a.py": ("", [Role("test", Phrase("its name starts with ``test_``"))]),
    "a_test.py": ("", [Role("test", Phrase("its name ends in ``_test.py``"))]),
    "suite.py": (
        UNITTEST,
        [
            Role(
                "test",
                Phrase("it defines ``TestA`` and imports ``unittest``"),
                Target("here", "L-3"),
            )
        ],
    ),
    "checks/a.py": (
        "def test_x(): ...",
        [
            Role(
                "test",
                Phrase(
                    "it defines ``test_x`` and lies in ``checks``, where ``pytest.ini`` tells"
                    " pytest to look"
                ),
                Target("here", "L-1"),
            )
        ],
    ),
    "x_test.go": ("", [Role("test", Phrase("its name ends in ``_test.go``"))]),
    "ShapeTest.java": ("", [Role("test", Phrase("its name ends in ``Test.java``"))]),
    "TestShape.java": ("", [Role("test", Phrase("its name starts with ``Test``"))]),
    "a/src/test/java/Helper.java": (
        "",
        [
            Role(
                "test",
                Phrase("it lies in a folder ``src/test``, where Maven and Gradle look for tests"),
            )
        ],
    ),
    "shape.spec.ts": ("", [Role("test", Phrase("its name ends in ``.spec.ts``"))]),
    "shape/a.js": (
        "import test from 'ava';\ntest('a', t => {});\n",
        [Role("test", Phrase("it calls ``test`` and imports ``ava``"), Target("here", "L-2"))],
    ),
    "test/a.js": (
        "describe('a', () => { it('b', () => {}); });\n",
        [
            Role(
                "test",
                Phrase("it calls ``describe`` and lies in a folder ``test``"),
                Target("here", "L-1"),
            )
        ],
    ),
    "__tests__/shape.js": (
        "",
        [Role("test", Phrase("it lies in a folder ``__tests__``, where Jest looks for tests"))],
    ),
    "tests/shape/main.rs": (
        "",
        [Role("test", Phrase("it lies in a folder ``tests``, where Cargo looks for tests"))],
    ),
    "tests/shape.rs": (
        "",
        [Role("test", Phrase("it lies in a folder ``tests``, where Cargo looks for tests"))],
    ),
    "shape_unittest.cc": ("", [Role("test", Phrase("its name ends in ``_unittest.cc``"))]),
    "run.bats": ("", [Role("test", Phrase("its suffix is ``.bats``"))]),
    "bench_shapes.py": ("", [Role("benchmark", Phrase("its name starts with ``bench_``"))]),
    "shape_benchmark.cc": ("", [Role("benchmark", Phrase("its name ends in ``_benchmark.cc``"))]),
    ".github/workflows/ci.yml": (
        "",
        [
            Role(
                "configuration",
                Phrase("its path is ``.github/workflows/ci.yml``, which GitHub Actions reads"),
            )
        ],
    ),
    "pkg/__init__.py": ("", [Role("package", Phrase("its name is ``__init__.py``"))]),
    "tox.ini": ("", [Role("configuration", Phrase("its name is ``tox.ini``, which tox reads"))]),
    "docs/a.md": (
        "",
        [Role("documentation", Phrase("its suffix is ``.md`` and it lies in a folder ``docs``"))],
    ),
    "README.rst": ("", [Role("documentation", Phrase("its name is ``README.rst``"))]),
    "m.pyi": ("", [Role("stub", Phrase("its suffix is ``.pyi``"))]),
    "examples/a.py": ("", [Role("example", Phrase("it lies in a folder ``examples``"))]),
    "benchmarks/a.py": ("", [Role("benchmark", Phrase("it lies in a folder ``benchmarks``"))]),
    "x/_vendor/a.c": ("", [Role("vendored", Phrase("it lies in a folder ``_vendor``"))]),
    "made.py": (
        "# @generated\n",
        [
            Role(
                "generated",
                Phrase("its line 1 says that a tool generated it"),
                Target("here", "L-1"),
            )
        ],
    ),
}


@pytest.mark.parametrize("path", ROLES)
def test_role(path: str) -> None:
    source, expected = ROLES[path]
    assert found(path, source) == expected


NO_ROLE = {
    "latest/contest.py": 'TEXT = "import unittest"\n',
    "latest/testing.py": "import unittest\n",
    "protest.py": "def test_x(): ...\n",
    "counterexamples/a.py": "",
    "shop/src/main/java/com/example/Till.java": "",
    "pkg/security.yml": "",
    "docs/requirements.txt": "",
    "vendors.py": "",
    "notes.md": "",
    "test_data.json": "{}",
    "Testament.java": "",
    "Latest.java": "",
    "_test.go": "",
    "x/test/Shape.java": "",
    "tests/ui/fails.rs": "fn main() {}\n",
    "contest.cc": "",
    "workbench.py": "",
    "bench_notes.md": "",
    "x/.github/workflows/ci.yml": "",
}


@pytest.mark.parametrize("path", NO_ROLE)
def test_a_part_of_a_word_is_no_evidence(path: str) -> None:
    assert found(path, NO_ROLE[path]) == []


def test_main_guard_and_command() -> None:
    source = "def main(): ...\n\nif __name__ == '__main__':\n    main()\n"
    assert found("pkg/cli.py", source, "pkg.cli") == [
        Role(
            "script", Phrase('it has a block ``if __name__ == "__main__"``'), Target("here", "L-3")
        ),
        Role("script", Phrase("``pyproject.toml`` installs it as the command ``kw``"), PYPROJECT),
    ]


def test_shebang_counts_with_the_executable_bit() -> None:
    assert found("run", "#!/bin/sh\n") == []
    assert [role.name for role in found("run", "#!/bin/sh\n", executable=True)] == ["script"]
    assert found("notes.txt", "#!/bin/sh\n", executable=True) == []
    assert found("a.pl", ":- module(a, []).\n", executable=True) == []


@pytest.mark.parametrize(
    ("header", "name"), [("gtest/gtest.h", "test"), ("benchmark/benchmark.h", "benchmark")]
)
def test_headers_show_what_a_file_of_c_is_for(header: str, name: str) -> None:
    included = Import(header, None, None, 3, form=Form.SYSTEM)
    repository = assemble({"a.cc": FileFacts(language="C++", imports=(included,))})
    (file,) = repository.files
    shown = roles(file, repository.load(file.facts), METADATA, lambda path: Target("here"))
    assert spoken(shown) == (
        Role(name, Phrase(f"it includes ``{header}``"), Target("here", "L-3")),
    )
