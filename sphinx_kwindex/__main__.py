"""``python -m sphinx_kwindex`` is the command ``sphinx-kwindex``."""

from __future__ import annotations

import sys

# ``-m`` puts the current folder first, which may be the repository: nothing is imported from it.
if not sys.flags.safe_path:
    del sys.path[0]

from sphinx_kwindex.command import main

sys.exit(main())
