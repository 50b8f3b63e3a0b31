"""A whole build of a repository that shadows every module there is: none of ours imports it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import commit, git

OURS = Path(__file__).parents[2]

#: Names that something may try to import though they are not here: of other platforms, of Python's
#: start, of libraries that others use where they are installed.
ABSENT = (
    *("_winapi", "winreg", "winsound", "msvcrt", "nt", "gi", "linkify_it", "uvloop", "six"),
    *("pylint_django", "astroid_plugin", "simplejson", "chardet", "lxml", "pkg_resources"),
    *("typing_extensions", "tomli", "colorama", "roman", "PIL", "sitecustomize", "usercustomize"),
    *("numpy", "trio"),
)

#: Says who imports it, then gives way to the module that it stands in front of.
CANARY = """\
import sys
frame, names = sys._getframe(), []
while frame:
    names.append(str(frame.f_globals.get("__name__")))
    frame = frame.f_back
ours = any(name.split(".")[0] == "sphinx_kwindex" for name in names)
with open({trace!r}, "a") as trace:
    trace.write(("ours " if ours else "other ") + __name__ + chr(10))
path = sys.path
sys.path = [entry for entry in path if entry != {root!r}]
del sys.modules[__name__]
try:
    __import__(__name__)
finally:
    sys.path = path
"""

CONF = """\
extensions = ['sphinx_kwindex']
kwindex_include = ['sqlite3.py', 'evil.py', 'data.*', 'README.md']
"""

#: What a repository's own configuration of git may name to be run.
PROGRAMS = ("core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "gpg.program")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    docs = root / "docs"
    docs.mkdir(parents=True)
    (docs / "index.rst").write_text("Top\n===\n")
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    trace = str(tmp_path / "trace")
    names = {*sys.stdlib_module_names, *packages_distributions(), *ABSENT}
    for name in names - set(loaded) - {"sphinx_kwindex", "__main__", "idlelib", "this"}:
        if name.isidentifier():
            (root / f"{name}.py").write_text(CANARY.format(trace=trace, root=str(root)))
    (root / "data.unknown-language").write_text("word\n")
    (root / "README.md").write_text("# Title\n\nSee https://example.org and `x`.\n")
    (root / "evil-1.0.dist-info").mkdir()
    (root / "evil-1.0.dist-info" / "METADATA").write_text("Name: evil\nVersion: 1.0\n")
    (root / "evil-1.0.dist-info" / "entry_points.txt").write_text(
        "[pygments.lexers]\nevil = evil:Evil\n[pygments.styles]\nevil = evil:Evil\n"
    )
    (root / "evil.py").write_text(CANARY.format(trace=trace, root=str(root)))
    (root / ".gitattributes").write_text("*.py filter=evil diff=evil\n")
    commit(root)
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ours git >> '{trace}'\n")
    program.chmod(0o755)
    for setting in (*PROGRAMS, "filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv"):
        git(root, "config", setting, str(program))
    for hook in ("post-index-change", "pre-commit", "post-checkout", "reference-transaction"):
        (root / ".git" / "hooks" / hook).unlink(missing_ok=True)
        (root / ".git" / "hooks" / hook).symlink_to(program)
    os.utime(root / "evil.py", (1, 1))  # git would run its filter to see whether it changed
    return root


def run(root: Path, conf: str, paths: list[str]) -> set[str]:
    """Build, and return who imported what."""
    (root / "docs" / "conf.py").write_text(CONF + conf)
    start = "import sys; from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", start, "-q", root / "docs", root.parent / "out"],
        cwd=root.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*paths, str(OURS)])},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (root.parent / "out" / "kwindex" / "sqlite3.py_docs.html").exists()
    trace = root.parent / "trace"
    return set(trace.read_text().splitlines()) if trace.exists() else set()


@pytest.mark.parametrize(
    "conf",
    [
        "",
        "import sys\nsys.path.append({root!r})\n",
        "import sys\nsys.path.insert(0, {root!r})\n",
    ],
    ids=["off", "appended", "first"],
)
def test_nothing_is_imported_by_us(root: Path, conf: str) -> None:
    seen = run(root, conf.format(root=str(root)), [])
    assert sorted(line for line in seen if line.startswith("ours")) == []
    # Sphinx itself loads its builders after conf.py: so the canaries do sing.
    assert bool(seen) is bool(conf)


def test_nothing_is_imported_by_us_where_python_starts_with_it(root: Path) -> None:
    seen = run(root, "", [str(root)])
    assert sorted(line for line in seen if line.startswith("ours")) == []
    assert {"other sitecustomize", "other sphinx", "other docutils"} <= seen


def test_the_module_run_in_the_repository_imports_nothing_of_it(root: Path) -> None:
    """Beyond what Python imports from the current folder before the first line of any module."""
    (root / "nothing.py").write_text("")
    trace = root.parent / "trace"
    seen = []
    only = ["-D", "kwindex_include=README.md", "-q", "-o", str(root.parent / "out")]
    for command in (["nothing"], ["sphinx_kwindex", ".", *only]):
        trace.write_text("")
        environment = {**os.environ, "PYTHONPATH": str(OURS)}
        subprocess.run([sys.executable, "-m", *command], cwd=root, env=environment, check=True)
        seen.append({line.split()[1] for line in trace.read_text().splitlines()})
    assert seen[1] <= seen[0] | {"__future__", "typing"}
    assert (root.parent / "out" / "index.html").exists()
