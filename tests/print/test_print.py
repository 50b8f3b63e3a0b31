"""A PDF and an EPUB, made by the tools of a printer and checked by the tool of a publisher.

They run where these are installed (Debian: latexmk, texlive-latex-recommended,
texlive-latex-extra, texlive-fonts-recommended, tex-gyre, poppler-utils, graphviz, epubcheck).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Builder, commit

#: The parts of the book that the small repository has facts for.
PARTS = (
    *("Overview", "Architecture", "Core Components"),
    *("Development and Testing", "File Reference", "Glossary"),
)
BUILDERS = pytest.mark.parametrize("builders", [["html"], ["*"]], ids=["book", "all"])
CONFIGURATION = """
extensions += ["sphinx.ext.graphviz"]
project, version, release, copyright = "Shop", "1", "1", "2026, Ada"
"""


def needs(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture
def root(repository: Callable[[str], Path]) -> Path:
    made = repository("small")
    with (made / "docs/conf.py").open("a") as conf:
        conf.write(CONFIGURATION)
    commit(made, "Pictures")
    return made


@BUILDERS
def test_pdf(root: Path, build: Builder, builders: list[str]) -> None:
    needs("latexmk", "pdftotext", "dot")
    outdir = build(root / "docs", "latex", kwindex_builders=builders).outdir
    command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "shop.tex"]
    done = subprocess.run(command, cwd=outdir, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]
    log = (outdir / "shop.log").read_text("utf-8", "replace")
    # What is wider than a line by more than a letter is cut off on paper.
    wide = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert [points for points in wide if points > 12] == []
    text = subprocess.run(
        ["pdftotext", "shop.pdf", "-"], cwd=outdir, check=True, capture_output=True, text=True
    ).stdout
    assert [part for part in PARTS if part not in text] == []
    assert list(outdir.glob("graphviz-*.pdf"))


@BUILDERS
def test_epub(root: Path, build: Builder, builders: list[str]) -> None:
    needs("epubcheck", "java", "dot")
    outdir = build(root / "docs", "epub", kwindex_builders=builders).outdir
    # Debian's is a Java archive.
    command = ["java", "-jar", shutil.which("epubcheck") or "", "Shop.epub"]
    done = subprocess.run(command, cwd=outdir, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No errors or warnings detected" in done.stdout + done.stderr
    assert list((outdir / "_images").glob("kwindex-*.svg"))
