"""What files are for, and what shows it."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.roles import roles
from sphinx_kwindex.model.metadata import Command, ProjectMetadata
from sphinx_kwindex.model.parts import Role, Target
from tests.analysis.linking.builder import build

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

    return list(roles(file, repository.load(file.facts), METADATA, place, module))


UNITTEST = "import unittest\n\nclass TestA(unittest.TestCase): ...\n"
ROLES = {
    "test_a.py": ("", [Role("test", "its name starts with ``test_``")]),
    "a_test.py": ("", [Role("test", "its name ends in ``_test.py``")]),
    "suite.py": (
        UNITTEST,
        [Role("test", "it defines ``TestA`` and imports ``unittest``", Target("here", "L-3"))],
    ),
    "checks/a.py": (
        "def test_x(): ...",
        [
            Role(
                "test",
                "it defines ``test_x`` and lies in ``checks``, where ``pytest.ini`` tells pytest "
                "to look",
                Target("here", "L-1"),
            )
        ],
    ),
    "pkg/__init__.py": ("", [Role("package", "its name is ``__init__.py``")]),
    "tox.ini": ("", [Role("configuration", "its name is ``tox.ini``, which tox reads")]),
    "docs/a.md": (
        "",
        [Role("documentation", "its suffix is ``.md`` and it lies in a folder ``docs``")],
    ),
    "README.rst": ("", [Role("documentation", "its name is ``README.rst``")]),
    "m.pyi": ("", [Role("stub", "its suffix is ``.pyi``")]),
    "examples/a.py": ("", [Role("example", "it lies in a folder ``examples``")]),
    "benchmarks/a.py": ("", [Role("benchmark", "it lies in a folder ``benchmarks``")]),
    "x/_vendor/a.c": ("", [Role("vendored", "it lies in a folder ``_vendor``")]),
    "made.py": (
        "# @generated\n",
        [Role("generated", "its line 1 says that a tool generated it", Target("here", "L-1"))],
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
    "vendors.py": "",
    "notes.md": "",
    "test_data.json": "{}",
}


@pytest.mark.parametrize("path", NO_ROLE)
def test_a_part_of_a_word_is_no_evidence(path: str) -> None:
    assert found(path, NO_ROLE[path]) == []


def test_main_guard_and_command() -> None:
    source = "def main(): ...\n\nif __name__ == '__main__':\n    main()\n"
    assert found("pkg/cli.py", source, "pkg.cli") == [
        Role("script", 'it has a block ``if __name__ == "__main__"``', Target("here", "L-3")),
        Role("script", "``pyproject.toml`` installs it as the command ``kw``", PYPROJECT),
    ]


def test_shebang_counts_with_the_executable_bit() -> None:
    assert found("run", "#!/bin/sh\n") == []
    assert [role.name for role in found("run", "#!/bin/sh\n", executable=True)] == ["script"]
    assert found("notes.txt", "#!/bin/sh\n", executable=True) == []
