"""The command: a site for any folder, and no conf.py is ever run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex import command

CANARY = "open({path!r}, 'w').write('ran')\n"


def test_arguments_are_parted() -> None:
    ours, theirs = command._split(
        ["-j", "4", "repo", "-W", "-D", "html_theme=furo", "--open", "-o", "site", "-bdirhtml"]
    )
    assert ours == ["repo", "--open", "-o", "site"]
    assert theirs == ["-j", "4", "-W", "-D", "html_theme=furo", "-bdirhtml"]
    assert command._builder(theirs) == "dirhtml"


def test_the_site_is_built_and_git_does_not_see_it(
    repository: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository("small")
    canary = tmp_path / "canary"
    for folder in (root, root / "docs"):
        (folder / "conf.py").write_text(CANARY.format(path=str(canary)))
    before = {path for path in root.rglob("*") if ".git" not in path.parts}
    assert command.main([str(root), "-q", "-j", "2"]) == 0
    site = root / "_build" / "kwindex"
    assert (site / "index.html").as_uri() in capsys.readouterr().out
    assert (site / "kwindex" / "shop" / "index.html").exists()
    assert 'href="kwindex/shop/index.html"' in (site / "index.html").read_text("utf-8")
    assert "&#169;" not in (site / "index.html").read_text("utf-8")
    assert not canary.exists()
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert "_build" not in status
    after = {path for path in root.rglob("*") if ".git" not in path.parts}
    assert all(path.is_relative_to(root / "_build") for path in after - before)


def test_a_second_run_does_not_document_the_first(repository: Callable[[str], Path]) -> None:
    root = repository("small")
    for _ in range(2):
        assert command.main([str(root), "-q", "-D", "kwindex_untracked=1"]) == 0
    pages = [path.as_posix() for path in (root / "_build/kwindex/kwindex").rglob("*.html")]
    assert pages
    assert not [page for page in pages if "_build/" in page.split("_build/kwindex/kwindex/")[1]]


def test_a_builder_without_pages_gives_the_book(
    repository: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository("small")
    arguments = ["-q", "-W", "-b", "latex", "-D", "suppress_warnings=kwindex.syntax"]
    assert command.main([str(root), *arguments]) == 0
    site = root / "_build" / "kwindex"
    assert f"The output is in\n  {site}" in capsys.readouterr().out
    (manual,) = site.glob("*.tex")
    assert r"\label{\detokenize{kwindex/book:" in manual.read_text("utf-8")


@pytest.mark.parametrize("wrong", [["no-such-folder"], [".", "-c", "docs"]])
def test_wrong_arguments_end_with_a_usage_line(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(wrong)
    assert ended.value.code == 2
    assert "usage: sphinx-kwindex" in capsys.readouterr().err


def test_the_module_is_the_command() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "sphinx_kwindex", "--help"], capture_output=True, text=True
    )
    assert shown.returncode == 0
    assert "--open" in shown.stdout
