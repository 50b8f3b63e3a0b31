"""The rooms of the package import only what they may."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sphinx_kwindex

PACKAGE = Path(sphinx_kwindex.__file__).parent
REPOSITORY = Path(__file__).parents[1]

#: What a room may import besides the standard library and the rooms below it. import-linter knows
#: of a library as a whole only; here a dotted name allows that module and what lies under it.
ALLOWED: dict[str, tuple[str, ...]] = {
    "model": ("msgspec",),
    "analysis": (
        "astroid",
        "markdown_it",
        "mdit_py_plugins",
        "msgspec",
        "pathspec",
        "pygments",
        "tree_sitter",
        "yaml",
    ),
    "pages": ("docutils", "markdown_it", "msgspec", "sphinx.addnodes", "sphinx.locale"),
    "sphinx_ext": ("docutils", "msgspec", "myst_parser", "pygments", "sphinx"),
    "command.py": ("sphinx",),
    "__main__.py": (),
    "__init__.py": ("sphinx",),
}


def imported(path: Path) -> set[str]:
    """Every dotted name that a module imports, wherever in it; ``from a import b`` is ``a.b``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_every_room_is_known() -> None:
    rooms = {path.name for path in PACKAGE.iterdir()} - {"__pycache__", "locale", "py.typed"}
    assert rooms <= ALLOWED.keys()


@pytest.mark.parametrize("room", ALLOWED)
def test_room_imports_what_it_may(room: str) -> None:
    place = PACKAGE / room
    modules = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    allowed = tuple(f"{name}." for name in ALLOWED[room])
    strangers = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in modules
        for name in imported(path)
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "sphinx_kwindex"}
        and not f"{name}.".startswith(allowed)
    }
    assert not strangers


def test_no_module_is_long() -> None:
    lengths = {
        str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert not {path: lines for path, lines in lengths.items() if lines > 400}


def test_a_build_that_finds_nothing_changed_imports_nothing_that_reads_links_or_draws() -> None:
    code = (
        "import sys, sphinx_kwindex; from sphinx.application import Sphinx;"
        "from unittest.mock import MagicMock; sphinx_kwindex.setup(MagicMock());"
        "print([name for name in sys.modules if name.startswith(('sphinx_kwindex', 'markdown_'))])"
    )
    output = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert "sphinx_kwindex.analysis.survey" in output.stdout
    late = ("assembly", "comments", "content", "file_views", "pool", "views", "linking.linker")
    for name in (*(f"analysis.{each}" for each in late), "pages.drawing", "pages.file"):
        assert f"'sphinx_kwindex.{name}'" not in output.stdout
    assert "'sphinx_kwindex.sphinx_ext.keyword_search.entries'" not in output.stdout
    assert "'markdown_it'" not in output.stdout


def test_contracts_of_import_linter() -> None:
    pytest.importorskip("importlinter.cli")
    # In a process of its own: it switches off every logger that there is, Sphinx's among them.
    code = "from importlinter.cli import lint_imports as lint; exit(lint(no_cache=True))"
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
