"""Nothing of the repository is executed: files that would leave a trace if they were."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.supervisor import LIBRARIES, Supervisor
from sphinx_kwindex.model.facts import FileFacts

#: Modules that a repository may hold and that something might import: of the standard library,
#: of it on another platform, asked for by astroid, run at the start of Python, or our own tools'.
MODULES = (
    "sqlite3",
    "winreg/__init__",
    "winsound",
    "_winapi",
    "msvcrt",
    "gi/__init__",
    "gi/repository",
    "resource",
    "typing_extensions",
    "six",
    "numpy/__init__",
    "astroid_plugin",
    "pylint_django/__init__",
    "sitecustomize",
    "usercustomize",
    "encodings/evil",
    "evil",
    "sphinx_kwindex_plugin",
    *(f"{name}/__init__" for name in LIBRARIES),
)

#: What the repository's own sources say to have them imported.
SOURCES = {
    "star.py": "from winreg import *\nfrom winsound import *\nfrom sqlite3 import *\n",
    "attributes.py": "import winreg\nimport winsound\nimport gi\n"
    "winreg.a = 1\nwinsound.b.c = 2\ngi.d = 3\n"
    "class A(winreg.B):\n  def f(self):\n    self.x = winreg.y\n    winsound.z = self.x\n",
    "gi_version.py": "import gi\ngi.require_version('Gtk', '3.0')\nfrom gi.repository import Gtk\n",
    "coding.py": "# -*- coding: evil -*-\nx = 1\n",
    "plugin.py": "import astroid_plugin, six, numpy\nfrom six.moves import urllib\nnumpy.x = 1\n",
    "types.py": "import typing_extensions\nfrom typing_extensions import *\n",
    "conftest.py": "import pytest\n",
    "setup.py": "from evil import *\nopen(MARK, 'w')\n",
}

TRACE = "open({path!r}, 'a').write({name!r} + chr(10))\n"
SHARED = """
#include <stdio.h>
__attribute__((constructor)) static void run(void) {{
    FILE *f = fopen("{path}", "a"); if (f) {{ fputs("winsound.so\\n", f); fclose(f); }}
}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    for name in MODULES:
        file = root / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TRACE.format(path=str(tmp_path / "trace"), name=name))
    for name, source in SOURCES.items():
        (root / name).write_text(source)
    compiler = shutil.which("cc")
    if compiler:
        (root / "winsound.py").unlink()
        code = SHARED.format(path=tmp_path / "trace").encode()
        command = [compiler, "-shared", "-fPIC", "-x", "c", "-", "-o", str(root / "winsound.so")]
        subprocess.run(command, input=code, check=True)
    return root


def traces(repository: Path) -> str:
    trace = repository.parent / "trace"
    return trace.read_text() if trace.exists() else ""


def first(patch: pytest.MonkeyPatch, root: Path) -> None:
    patch.syspath_prepend(str(root))
    patch.setenv("PYTHONPATH", str(root))


def last(patch: pytest.MonkeyPatch, root: Path) -> None:
    patch.setattr(sys, "path", [*sys.path, str(root)])
    patch.setenv("PYTHONPATH", os.pathsep + str(root))


def off(patch: pytest.MonkeyPatch, root: Path) -> None:
    patch.delenv("PYTHONPATH", raising=False)


@pytest.mark.parametrize("readers", [(), ("python",)])
@pytest.mark.parametrize("place", [off, last, first])
def test_nothing_is_executed(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[pytest.MonkeyPatch, Path], None],
    readers: Sequence[str],
) -> None:
    monkeypatch.chdir(repository)
    place(monkeypatch, repository)
    read = 0
    with Supervisor(seconds=60, readers=readers) as supervisor:
        for file in sorted(repository.rglob("*.py")):
            facts = codec.load(supervisor.analyse(file.name, file.read_bytes()), FileFacts)
            read += facts.problem is None
    assert read > len(MODULES)
    assert traces(repository) == ""


def test_the_guard_holds_where_all_of_astroid_is_asked(repository: Path) -> None:
    """The second line of defence: the builder, inference, and the repository on the path."""
    script = f"""
import sys, sysconfig
standard = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]
import astroid
from sphinx_kwindex.analysis.python import guard
guard.install(standard)
sys.path.insert(0, {str(repository)!r})
for source in {list(SOURCES.values())!r}:
    for node in astroid.parse(source).body:
        try:
            list(node.infer())
        except Exception:
            pass
"""
    run(script)
    assert traces(repository) == ""


def test_the_canaries_would_sing(repository: Path) -> None:
    """The same without the guard: astroid's builder does execute them."""
    script = f"""
import sys, astroid
sys.path.insert(0, {str(repository)!r})
for source in {list(SOURCES.values())!r}:
    astroid.parse(source)
"""
    run(script)
    assert {"gi/__init__"} <= set(traces(repository).split())
    assert len(set(traces(repository).split())) > 1


def run(script: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
