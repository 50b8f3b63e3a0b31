"""Which file an include names, and where it comes from where none does."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.linking.families import Files, family_of
from sphinx_kwindex.model.facts import Form, Import
from sphinx_kwindex.model.parts import Origin

FILES = Files(
    [
        *("include/lib/a.h", "src/a.cpp", "src/a.h", "src/string.h", "include/plain.h"),
        *("deep/down/only.h", "one/lib/two.h", "two/lib/two.h", "one/main.cpp", "top.h"),
    ]
)

#: The file that includes, how, what, and the file that is named.
INCLUDES = [
    ("src/a.cpp", Form.INCLUDE, "a.h", "src/a.h"),
    ("src/a.cpp", Form.INCLUDE, "../include/lib/a.h", "include/lib/a.h"),
    ("src/a.cpp", Form.INCLUDE, "lib/a.h", "include/lib/a.h"),
    ("src/a.cpp", Form.SYSTEM, "lib/a.h", "include/lib/a.h"),
    ("src/a.cpp", Form.SYSTEM, "plain.h", "include/plain.h"),
    ("src/a.cpp", Form.SYSTEM, "top.h", "top.h"),
    ("src/a.cpp", Form.INCLUDE, "only.h", None),
    ("src/a.cpp", Form.SYSTEM, "string.h", None),
    ("src/a.cpp", Form.INCLUDE, "string.h", "src/string.h"),
    ("include/lib/a.h", Form.INCLUDE, "string.h", None),
    ("one/main.cpp", Form.INCLUDE, "lib/two.h", "one/lib/two.h"),
    ("src/a.cpp", Form.INCLUDE, "lib/two.h", None),
    ("src/a.cpp", Form.INCLUDE, "../../outside.h", None),
    ("src/a.cpp", Form.SYSTEM, "/usr/include/stdio.h", None),
]


@pytest.mark.parametrize(("importer", "form", "path", "expected"), INCLUDES)
def test_includes(importer: str, form: Form, path: str, expected: str | None) -> None:
    entry = Import(path, None, None, 1, form=form)
    assert family_of("C++").resolve(FILES, importer, entry) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("vector", Origin.STANDARD),
        ("stdio.h", Origin.STANDARD),
        ("sys/types.h", Origin.STANDARD),
        ("cuda.h", Origin.UNRESOLVED),
        ("vector.h", Origin.UNRESOLVED),
    ],
)
def test_origins(path: str, expected: Origin) -> None:
    entry = Import(path, None, None, 1, form=Form.SYSTEM)
    assert family_of("CUDA").origin("a.cu", entry) is expected
