"""A small repository, and builds of it by a process of its own, which may come to harm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import commit
from tests.sphinx_ext.snapshots import snapshot

#: What takes minutes: builds by processes of their own, one after the other.
LONG = pytest.mark.skipif(
    "KWINDEX_HOSTILE" not in os.environ, reason="takes long; tox -e hostile runs it"
)

#: Runs sphinx-build after `{prelude}`, which may change the world that it runs in.
_CHILD = """\
import sys
{prelude}
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""

CONF = """\
extensions = ["sphinx_kwindex"]
project, version, release, copyright = "Small", "1", "1", "2026, Ada"
html_theme = "alabaster"
html_sidebars = {"**": []}
kwindex_exports = ["json", "tags", "llms"]
kwindex_jobs = 1
"""

FILES = {
    "docs/conf.py": CONF,
    "docs/index.rst": "Small\n=====\n\n:kw:file:`pkg/one.py`\n",
    "README.md": "# Small\n\nSee [one](pkg/one.py).\n",
    "pkg/__init__.py": '"""A package."""\nfrom pkg.one import One\n',
    "pkg/one.py": '"""One."""\n\n\nclass One:\n    def method(self):\n        return 1\n',
    "pkg/two.py": "from pkg.one import One\n\n\nclass Two(One):\n    pass\n",
    "script.sh": "#!/bin/sh\nf() { echo x; }\nf\n",
}


def repository(root: Path) -> Path:
    """Write the repository, and commit it."""
    for path, text in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    commit(root, "First")
    return root


def change(root: Path) -> None:
    """Edit, add and remove files of the repository."""
    (root / "pkg/one.py").write_text(FILES["pkg/one.py"].replace("One", "First") + "ONE = First\n")
    (root / "pkg/three.py").write_text("import pkg.one\n\n\ndef three():\n    pkg.one.First()\n")
    (root / "script.sh").unlink()
    commit(root, "Second")


def start(
    root: Path, out: Path, prelude: str = "", builder: str = "html", **environment: str
) -> subprocess.Popen[str]:
    """Begin a build; the doctrees lie beside the output."""
    doctrees = out.with_name("doctrees")
    command = [sys.executable, "-c", _CHILD.format(prelude=prelude), "-q", "-b", builder]
    return subprocess.Popen(
        [*command, "-d", str(doctrees), str(root / "docs"), str(out)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(
    root: Path, out: Path, prelude: str = "", builder: str = "html", **environment: str
) -> tuple[int, str]:
    """Build; return the status of the process and what it printed."""
    process = start(root, out, prelude, builder, **environment)
    said, _ = process.communicate(timeout=600)
    return process.returncode, said


def built(root: Path, out: Path, **options: str) -> dict[str, bytes]:
    """Build without harm, and return what is written."""
    status, said = run(root, out, **options)
    assert status == 0, said
    return snapshot(out)


def assert_same(found: dict[str, bytes], clean: dict[str, bytes]) -> None:
    assert [name for name in found if name not in clean] == []
    assert [name for name in clean if name not in found] == []
    differing = [name for name in clean if found[name] != clean[name]]
    assert differing == []
