"""What the first lines of a file say of its licence."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.comments import licence
from sphinx_kwindex.analysis.worker import analyse

TAGS = {
    "# SPDX-License-Identifier: MIT\n": ("MIT", 1),
    "#!/bin/sh\n#\n# SPDX-License-Identifier: GPL-2.0-or-later\n": ("GPL-2.0-or-later", 3),
    "/* SPDX-License-Identifier: (MIT OR Apache-2.0) */": ("(MIT OR Apache-2.0)", 1),
    "// SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note": (
        "GPL-2.0 WITH Linux-syscall-note",
        1,
    ),
    "rem SPDX-License-Identifier: LicenseRef-Own": ("LicenseRef-Own", 1),
    " * SPDX-License-Identifier: MIT and more words": ("MIT", 1),
    'TAG = "SPDX-License-Identifier: MIT"': ("", 0),
    "see SPDX-License-Identifier: MIT": ("", 0),
    "# SPDX-License-Identifier:": ("", 0),
    "\n" * 40 + "# SPDX-License-Identifier: MIT": ("", 0),
}


@pytest.mark.parametrize("text", TAGS)
def test_licence_tag(text: str) -> None:
    assert licence(text, "python") == TAGS[text]


def test_a_text_that_speaks_of_the_tag_has_none() -> None:
    assert licence("    SPDX-License-Identifier: MIT\n", "markdown") == ("", 0)
    assert licence("<!-- SPDX-License-Identifier: MIT -->\n", "markdown") == ("MIT", 1)
    assert licence(".. SPDX-License-Identifier: MIT\n", "restructuredtext") == ("MIT", 1)


def test_it_is_a_fact_of_any_language() -> None:
    for name in ("a.py", "a.c", "a.toml"):
        facts = analyse(name, b"\n// # SPDX-License-Identifier: MIT\n")
        assert (facts.licence, facts.licence_line) == ("MIT", 2)
