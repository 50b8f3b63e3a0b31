"""The rooms of the package import only what they may."""

from __future__ import annotations

import ast
import os
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


#: What a build that finds nothing changed has no use for.
LATE = (
    *(f"analysis.{name}" for name in ("assembly", "batches", "comments", "content", "ctags")),
    *(f"analysis.{name}" for name in ("executors", "file_views", "pool", "supervisor", "views")),
    *(
        "analysis.lookup",
        "analysis.linking.linker",
        "pages.docstrings",
        "pages.drawing",
        "pages.file",
    ),
    *(f"sphinx_ext.exports.{name}" for name in ("catalogue", "llms", "tags")),
    *(f"sphinx_ext.keyword_search.{name}" for name in ("entries", "layout", "writing")),
)


def test_a_build_that_finds_nothing_changed_imports_nothing_that_reads_links_or_draws(
    tmp_path: Path,
) -> None:
    # Another test may have made a repository of the folder above.
    written = "project = 'x'\nextensions = ['sphinx_kwindex']\nkwindex_root = '.'\n"
    (tmp_path / "conf.py").write_text(written)
    (tmp_path / "index.rst").write_text("x\n=\n")
    (tmp_path / "a.py").write_text("def f(): pass\n")
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))  # what was changed just now is read again
    code = (
        "import sys; from sphinx.cmd.build import main;"
        "assert not main(['-q', '-W', '-d', 'doctrees', '.', 'html']);"
        "print(*sys.modules, sep='\\n')"
    )
    for is_changed in (True, False):
        built = subprocess.run(
            [sys.executable, "-P", "-c", code],
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            text=True,
        )
        assert built.returncode == 0, built.stderr
        modules = set(built.stdout.split())
        late = {name for name in LATE if f"sphinx_kwindex.{name}" in modules}
        assert late == (set(LATE) if is_changed else set())
        assert ("markdown_it" in modules) is is_changed


GUARDS = ("imports.installed_only()", "importing()")
#: The guard itself, and what Sphinx has imported.
UNGUARDED = frozenset(
    {
        "from sphinx.environment.collectors.toctree import TocTreeCollector",
        "from sphinx_kwindex.sphinx_ext import imports",
    }
)


def test_what_is_imported_late_is_imported_from_where_packages_are_installed() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.name in ("bootstrap.py", "child.py"):
            continue  # of the child, which has a path of its own
        tree = ast.parse(path.read_bytes())
        guarded = {
            each
            for node in ast.walk(tree)
            if isinstance(node, ast.With)
            and ast.unparse(node.items[0].context_expr).endswith(GUARDS)
            for each in ast.walk(node)
        }
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import | ast.ImportFrom) and node not in guarded:
                        assert ast.unparse(node) in UNGUARDED, f"{path}:{node.lineno}"


def test_contracts_of_import_linter() -> None:
    pytest.importorskip("importlinter.cli")
    # In a process of its own: it switches off every logger that there is, Sphinx's among them.
    code = "from importlinter.cli import lint_imports as lint; exit(lint(no_cache=True))"
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
