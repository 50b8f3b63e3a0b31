"""What tool files say, and what happens to those that say it badly."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.build_facts import facts, is_tool
from sphinx_kwindex.model.phrases import english

CASES = {
    "pyproject.toml": (
        """
        [project]
        name = "shop"
        requires-python = ">=3.11"
        dependencies = ["yaml>=6", "toml"]
        scripts = {shop = "shop:main"}
        [build-system]
        build-backend = "hatchling.build"
        [tool.ruff]
        [tool.pytest.ini_options]
        """,
        {
            "name": "shop",
            "requires Python": ">=3.11",
            "build backend": "hatchling.build",
            "dependencies": "yaml>=6, toml",
            "commands": "shop",
            "configures": "ruff, pytest",
        },
    ),
    "setup.cfg": (
        "[metadata]\nname = shop\n[options]\ninstall_requires =\n  a\n  # no\n  b%c\n"
        "[options.extras_require]\ndev = x\n[flake8]\nmax = 1\n",
        {"name": "shop", "dependencies": "a, b%c", "extras": "dev", "configures": "flake8"},
    ),
    "setup.py": (
        "import os\nVERSION = '1'\n"
        "setup(name='shop', version=VERSION, install_requires=['a', V, 'b'],\n"
        "      extras_require={'dev': ['x']})\nos.remove('x')\n",
        {"name": "shop", "dependencies": "a, b", "extras": "dev"},
    ),
    "noxfile.py": (
        "@nox.session\ndef tests(s): ...\n@nox.session(name='lint-all')\ndef lint(s): ...\n"
        "def helper(): ...\n",
        {"sessions": "tests, lint-all"},
    ),
    "tox.ini": (
        "[tox]\nenvlist = py311, py3{12, 13}-x\n  lint\n"
        "[testenv]\ndeps = pytest\ncommands =\n  pytest -q\n",
        {
            "environments": "py311, py3{12, 13}-x, lint",
            "dependencies": "pytest",
            "commands": "pytest -q",
        },
    ),
    "Makefile": (
        "CC := gcc\n.PHONY: all\nall: build\n\techo x: y\nbuild test: a.c\nVAR=a:b\n",
        {"targets": "all, build, test"},
    ),
    "CMakeLists.txt": (
        "# project(no)\ncmake_minimum_required(VERSION 3.27...3.30)\nProject( Torch CXX C)\n",
        {"project": "Torch", "requires CMake": "3.27...3.30"},
    ),
    "package.json": (
        '{"name": "shop", "scripts": {"test": "x", "build": "y"}, "engines": {"node": ">=20"}}',
        {"name": "shop", "requires Node.js": ">=20", "scripts": "test, build"},
    ),
    "Cargo.toml": (
        '[package]\nname = "shop"\nedition = "2021"\n[dependencies]\nserde = "1"\n',
        {"name": "shop", "edition": "2021", "dependencies": "serde"},
    ),
    ".github/workflows/ci.yml": (
        "name: CI\non: [push, pull_request]\njobs:\n  test: {}\n  lint: {}\n",
        {"name": "CI", "runs on": "push, pull_request", "jobs": "test, lint"},
    ),
    ".readthedocs.yaml": (
        "build:\n  os: ubuntu-24.04\n  tools:\n    python: 3.10\n"
        "sphinx:\n  configuration: d/conf.py\n",
        {
            "system": "ubuntu-24.04",
            "tools": "python 3.10",
            "Sphinx configuration": "d/conf.py",
        },
    ),
    ".pre-commit-config.yaml": (
        "repos:\n- repo: x\n  hooks:\n  - id: ruff\n  - id: mypy\n- repo: y\n",
        {"hooks": "ruff, mypy"},
    ),
    "Dockerfile": (
        "FROM --platform=linux/amd64 python:3.12 AS a\nFROM a\nexpose 80 443/tcp\n",
        {"base images": "python:3.12, a", "ports": "80, 443/tcp"},
    ),
    "requirements-dev.txt": (
        "-r requirements.txt\n# no\npytest>=8  # why\nmypy \\\n  ==1\n--hash=x\n",
        {"requires": "pytest>=8, mypy ==1", "includes": "requirements.txt"},
    ),
}


@pytest.mark.parametrize("path", CASES)
def test_facts(path: str) -> None:
    text, expected = CASES[path]
    said = facts(path, text)
    assert dict(said) == expected
    assert len(said) == len(expected)


@pytest.mark.parametrize("path", CASES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "\ud800",
        "[",
        "{" * 30_000,
        "[" * 30_000,
        "- " * 5_000,
        "a: &a [*a]",
        "9" * 5_000,
        "(" * 30_000,
        "x = " + "-" * 30_000 + "1",
        "[a]\n[a]\nb",
        "3",
        "[]",
        "repos: 3",
        "repos: [{hooks: 3}]",
        "name: {a: b}",
    ],
)
def test_a_file_that_says_it_badly_has_no_facts_or_few(path: str, text: str) -> None:
    for what, value in facts(path, text):
        assert what
        assert value
        assert "\n" not in english(value)


def test_aliases_that_stand_for_gigabytes_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert facts(".github/workflows/x.yml", "\n".join(["name: CI", *lines])) == ()


def test_long_lists_say_how_much_is_left_out() -> None:
    text = "\n".join(f"p{n}" for n in range(23))
    ((_, value),) = facts("requirements.txt", text)
    assert english(value) == ", ".join(f"p{n}" for n in range(20)) + " and 3 more"
    assert facts("requirements.txt", "x" * 200_001) == ()


def test_files_that_are_no_tools() -> None:
    assert not any(map(is_tool, ("a/pyproject.toml", "x.yml", "requirements.md", "Makefile.in")))
    assert not is_tool(".github/workflows/sub/ci.yml")
    assert facts("x.yml", "name: CI") == ()
