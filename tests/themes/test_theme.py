"""A small repository in the theme that ``KWINDEX_THEME`` names; tox has an environment for each."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.checks import check_site
from tests.conftest import Builder

THEME = os.environ.get("KWINDEX_THEME", "alabaster")


def test_site(repository: Callable[[str], Path], build: Builder) -> None:
    root = repository("small")
    for builder in ("html", "dirhtml"):
        result = build(
            root / "docs",
            builder,
            html_theme=THEME,
            nitpicky=True,
            suppress_warnings=["kwindex.syntax"],
        )
        assert result.app.config.html_theme == THEME
        assert result.warnings == []
        assert check_site(result.outdir, root, builder) == []
