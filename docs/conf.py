"""The manual of sphinx-kwindex, which documents its own repository."""

import sys
from pathlib import Path

import sphinx_kwindex

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-kwindex"
author = "sphinx-kwindex contributors"
project_copyright = f"2026, {author}"
version = release = sphinx_kwindex.__version__

extensions = ["myst_parser", "sphinx_kwindex", "kwindex_reference"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "sphinx-kwindex"
html_static_path = ["_static"]

# Broken and odd on purpose: what tests read.
kwindex_exclude = ["/tests/roots/"]
