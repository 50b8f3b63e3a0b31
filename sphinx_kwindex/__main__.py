"""``python -m sphinx_kwindex`` is the command ``sphinx-kwindex``."""

from __future__ import annotations

import sys

from sphinx_kwindex.command import main

sys.exit(main())
