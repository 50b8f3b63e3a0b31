"""Classes, functions, imports and complexity against other readers, on real modules."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from benchmarks import agreement
from sphinx_kwindex.analysis.python import analyse
from sphinx_kwindex.analysis.text import decode

LIBRARY = Path(sysconfig.get_path("stdlib"))

#: Every construct that complexity counts, or might be thought to.
BRANCHES = """\
def a():
    class K:
        x = 1 if 2 else 3
        def m(self):
            if x: pass
        if y: z = 1
    def n():
        for i in x: pass
        else: pass
def b():
    try: pass
    except A: pass
    except B: pass
    else: pass
    finally:
        if x: pass
def c(x):
    match x:
        case 1: pass
        case 2 if y: pass
        case _: pass
def d(x):
    match x:
        case 1: pass
        case (_ as q): pass
def e(x):
    match x:
        case (1 | _): pass
def f(x):
    match x:
        case [_]: pass
        case _ if z: pass
async def g():
    while x: pass
    else:
        if y and z or q: pass
        elif z: pass
        else:
            if q: pass
    async with a:
        async for i in j: pass
    return [x for x in y if z] or (lambda: 1 if 2 else 3)
"""


def test_a_sample_of_the_standard_library_agrees_with_ast(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sys.getrecursionlimit()
    files = random.Random(2).sample(list(agreement.modules(LIBRARY)), 150)  # noqa: S311
    broken = LIBRARY / "test" / "bad_coding2.py"
    sys.setrecursionlimit(100_000)
    try:
        agrees = agreement.compare(files + [broken] * broken.exists())
    finally:
        sys.setrecursionlimit(before)
    assert agrees, capsys.readouterr().out


def test_complexity_is_what_ruff_counts(tmp_path: Path) -> None:
    ruff = shutil.which("ruff", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}")
    if ruff is None:
        pytest.skip("ruff is not installed")
    (tmp_path / "branches.py").write_text(BRANCHES)
    for name in ("argparse.py", "inspect.py", "typing.py", "asyncio/base_events.py"):
        shutil.copy(LIBRARY / name, tmp_path / name.replace("/", "_"))
    command = [ruff, "check", "--isolated", "--ignore-noqa", "--select=C901", "--no-cache"]
    command += ["--config=lint.mccabe.max-complexity=0", "--output-format=json", str(tmp_path)]
    found = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    theirs = sorted(
        (Path(item["filename"]).name, item["location"]["row"],
         int(item["message"].partition("(")[2].partition(" ")[0]))
        for item in found
    )  # fmt: skip
    ours = sorted(
        (file.name, entry.line, entry.complexity)
        for file in tmp_path.iterdir()
        for text in [decode(file.read_bytes(), python=True).text]
        for entry in analyse(text).definitions
        if entry.complexity
    )
    assert len(ours) > 600
    assert ours == theirs
