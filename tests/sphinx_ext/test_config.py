"""Options: a wrong value is refused by name, and each is documented in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ConfigError

from sphinx_kwindex.sphinx_ext.config import OPTIONS, problems
from tests.conftest import Builder

DEFAULTS = {option.name: option.default for option in OPTIONS}


def test_the_defaults_are_valid() -> None:
    assert problems(DEFAULTS) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kwindex_root", 3),
        ("kwindex_include", "*.py"),
        ("kwindex_exclude", [1]),
        ("kwindex_untracked", "yes"),
        ("kwindex_docname_prefix", "../up"),
        ("kwindex_docname_prefix", ""),
        ("kwindex_layout", "both"),
        ("kwindex_builders", "html"),
        ("kwindex_add_toctree_entry", None),
        ("kwindex_toctree_depth", 0),
        ("kwindex_toctree_depth", True),
        ("kwindex_max_file_size", -1),
        ("kwindex_jobs", 1.5),
        ("kwindex_source_url", "javascript:{path}"),
        ("kwindex_source_url", "https://example.org/no-path"),
        ("kwindex_coverage", "../outside"),
        ("kwindex_coverage", "/etc/passwd"),
        ("kwindex_docstrings", "numpy"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_accepted(name: str, value: Any) -> None:
    (sentence,) = problems({**DEFAULTS, name: value})
    option = next(option for option in OPTIONS if option.name == name)
    assert sentence.startswith(f"{name} must be {option.accepts}")


def test_help_is_one_line() -> None:
    for option in OPTIONS:
        assert option.help.endswith(".")
        assert "\n" not in option.help


def test_a_build_with_a_wrong_value_says_so(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    with pytest.raises(ConfigError, match="kwindex_layout must be 'split' or 'combined'"):
        build(root / "docs", kwindex_layout="both")


def test_a_root_that_is_not_there_says_so(
    repository: Callable[[str], Path], build: Builder
) -> None:
    root = repository("small")
    with pytest.raises(ConfigError, match="kwindex_root must be the path of a folder"):
        build(root / "docs", kwindex_root="nowhere")
