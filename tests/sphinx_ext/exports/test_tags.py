"""Tags, as the reader of Universal Ctags and Vim read them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.model.facts import Definition, FileFacts, Kind
from sphinx_kwindex.sphinx_ext.exports import tags
from tests.conftest import Builder

READTAGS = shutil.which("readtags")


def definition(name: str, line: int = 1, **more: object) -> Definition:
    return Definition(Kind.KEY, name, name, name, line, line, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "name", "start"),
    [
        ("a.py", "plain", b'plain\ta.py\t1;"\t'),
        ("a.py", "tab\tback\\slash", b'tab\\tback\\\\slash\ta.py\t1;"\t'),
        ("a.py", "!_TAG_FILE_SORTED", b'\\x21_TAG_FILE_SORTED\ta.py\t1;"\t'),
        ("a.py", " led", b'\\x20led\ta.py\t1;"\t'),
        ("a.py", "line\nline\rbell\x07", b'line\\nline\\rbell\\x07\ta.py\t1;"\t'),
        ("tab\tline\n\udcff.py", "é", b'\xc3\xa9\ttab\\tline\\n\xff.py\t1;"\t'),
    ],
)
def test_a_line_is_one_line(path: str, name: str, start: bytes) -> None:
    (line,) = tags.lines(path, FileFacts(definitions=(definition(name),)))
    assert line == start + b"kind:key\tline:1\n"


def test_a_line_says_what_it_is_in() -> None:
    outer = Definition(Kind.CLASS, "C", "C", "C", 1, 9)
    inner = Definition(Kind.METHOD, "m", "C.m", "C.m", 2, 3, signature="(self, x='\t')")
    facts = FileFacts(language="Python", definitions=(outer, inner))
    assert list(tags.lines("a.py", facts)) == [
        b'C\ta.py\t1;"\tkind:class\tline:1\tlanguage:Python\tend:9\n',
        b'm\ta.py\t2;"\tkind:method\tline:2\tlanguage:Python\tscope:class:C'
        b"\tsignature:(self, x='\\t')\tend:3\n",
    ]


def read(path: Path) -> set[tuple[str, str, int]]:
    assert READTAGS is not None
    command = [READTAGS, "-t", str(path), "-ne", "-l"]
    done = subprocess.run(command, check=True, capture_output=True)
    rows = (
        line.split("\t") for line in done.stdout.decode("utf-8", "surrogateescape").splitlines()
    )
    return {
        (name, file, int(field.removeprefix("line:")))
        for name, file, _address, *fields in rows
        for field in fields
        if field.startswith("line:")
    }


@pytest.mark.skipif(READTAGS is None, reason="readtags is not installed")
@pytest.mark.parametrize("run", [tags.RUN, 3])
def test_readtags_finds_what_the_json_lists(
    repository: Callable[[str], Path], build: Builder, monkeypatch: pytest.MonkeyPatch, run: int
) -> None:
    monkeypatch.setattr(tags, "RUN", run)
    outdir = build(repository("small") / "docs").outdir / "kwindex"
    files = json.loads((outdir / "kwindex.json").read_bytes())["files"]
    listed = {
        (keyword["name"], file["path"], keyword["line"])
        for file in files
        for keyword in file["keywords"]
    }
    assert read(outdir / "tags") == listed
    lines = (outdir / "tags").read_bytes().splitlines()
    assert lines == sorted(lines)
    assert len(lines) > len(listed) > 3


@pytest.mark.skipif(shutil.which("vim") is None, reason="Vim is not installed")
def test_vim_goes_to_a_definition(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    outdir = build(root / "docs").outdir / "kwindex"
    shutil.copy(outdir / "tags", root / "tags")
    files = json.loads((outdir / "kwindex.json").read_bytes())["files"]
    file = next(each for each in files if each["path"] == "shop/errors.py")
    keyword = next(each for each in file["keywords"] if each["kind"] == "class")
    where = root / "where"
    commands = [f"tag {keyword['name']}", f"call writefile([expand('%'), line('.')], '{where}')"]
    subprocess.run(
        ["vim", "-es", "-u", "NONE", *(f"+{each}" for each in commands), "+qa!"],
        cwd=root,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert where.read_text().split() == ["shop/errors.py", str(keyword["line"])]
