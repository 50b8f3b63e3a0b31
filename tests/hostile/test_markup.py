"""Hostile texts and pages: nothing of them is markup of ours, and none holds up the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.supervisor import Supervisor
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.files import Reason
from tests.conftest import Build, Builder, commit
from tests.hostile.markup import HARMFUL, OUTSIDE, patterns

#: The scheme of an address, as a browser looks for it.
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")

#: Elements that a page of ours has no use for, and the theme neither.
ELEMENTS = {"iframe", "object", "embed", "base", "svg", "frame", "applet"}


def built(folder: Path, build: Builder, builder: str) -> Build:
    root = folder / "repository"
    for path, text in HARMFUL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))
    for name in ("secret", "outside/secret.txt", "repository/../outside/x.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{OUTSIDE}\n")
    commit(root)
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text("project = 'p'\nversion = '1'\ncopyright = 'c'\n")
    (source / "index.rst").write_text("Top\n===\n")
    return build(
        source,
        builder,
        extensions=["sphinx_kwindex"],
        kwindex_root=str(root),
        kwindex_builders=["*"],
        kwindex_exports=["json", "tags", "llms"],
    )


def dangers(tree: etree._Element) -> Iterator[str]:
    """What of a page would run, or lead where it must not."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in ELEMENTS:
            yield f"<{name}>"
        if name == "script" and not (element.get("src") or "").endswith(".js"):
            text = element.text or ""
            if "alert" in text:
                yield f"<script>{text[:60]}"
        for key, value in element.attrib.items():
            if str(key).lower().startswith("on"):
                yield f"{name} {key}={value}"
            if key in ("href", "src", "action", "data", "formaction"):
                scheme = SCHEME.match("".join(str(value).split()))
                if scheme is not None and scheme[1].lower() not in ("http", "https"):
                    yield f"{name} {key}={value}"


def outputs(outdir: Path) -> Iterator[tuple[Path, bytes]]:
    for path in outdir.rglob("*"):
        if path.is_file() and ".doctrees" not in path.parts:
            yield path, path.read_bytes()


@pytest.mark.parametrize("builder", ["html", "epub", "text", "latex"])
def test_nothing_of_a_text_is_markup(tmp_path: Path, build: Builder, builder: str) -> None:
    done = built(tmp_path, build, builder)
    assert not [line for line in done.warnings if "[kwindex." not in line]
    assert not [line for line in done.warnings if "internal" in line]
    pages = 0
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for path, data in outputs(done.outdir):
        assert OUTSIDE.encode() not in data, path
        if path.suffix == ".md":
            tree = html.document_fromstring(markdown.render(data.decode()))
            assert list(dangers(tree)) == [], path
        if path.suffix in (".html", ".xhtml"):
            pages += 1
            strict = path.suffix == ".xhtml"
            tree = etree.fromstring(data) if strict else html.document_fromstring(data)
            assert list(dangers(tree)) == [], path
    assert bool(pages) is (builder in ("html", "epub"))
    assert not list(tmp_path.rglob("trace"))
    if builder == "html":
        for name in HARMFUL:
            assert (done.outdir / f"kwindex/{name}_docs.html").exists()
            assert (done.outdir / f"kwindex/{name}_docs.html.md").exists()


def test_no_pattern_holds_up_the_reader_or_ends_it() -> None:
    wrong = []
    with Supervisor(seconds=10.0) as supervisor:
        for (name, unit, count), text in patterns().items():
            raw = supervisor.analyse(name, text.encode("utf-8", "surrogatepass"))
            problem = codec.load(raw, FileFacts).problem
            # Hundredfold thousands may take too long; of a few thousand none may.
            allowed = {Reason.SYNTAX} if count < 100_000 else {Reason.SYNTAX, Reason.LIMIT}
            if problem is not None and problem.reason not in allowed:
                wrong.append((name, unit, count, problem))
    assert wrong == []
