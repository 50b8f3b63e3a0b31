"""Which part of a file's name it shares with its test, its header and its stub."""

from __future__ import annotations

import re
from posixpath import basename, splitext

#: How tests are named in each ecosystem: pytest's ``test_x.py`` and ``x_test.py``, Go's
#: ``x_test.go``, GoogleTest's ``x_unittest.cc``, Jest's ``x.test.js`` and ``x.spec.ts``.
_TEST = re.compile(r"tests?[_-](.+)|(.+)[_-](?:unit)?tests?|(.+)\.(?:test|spec)")
#: JUnit's, NUnit's and CppUnit's: ``XTest.java``, ``XTests.cs``, ``TestX.java``, ``XIT.java``.
_CAMEL = re.compile(r"(.*[a-z0-9])(?:Tests?|TestCase|IT|Spec)|Test([A-Z].*)")
_CAMEL_SUFFIXES = frozenset(
    {".java", ".kt", ".kts", ".scala", ".groovy", ".cs", ".swift", ".php"}
    | {".c", ".cc", ".cpp", ".cxx", ".cu", ".m", ".mm"}
)


def stem_of(path: str) -> tuple[str, bool]:
    """The part of a file's name that its test and its stub share, and whether it is the test.

    Empty for a name that every folder may have, ``__init__.py``, and for hidden files. Pure.
    """
    stem, suffix = splitext(basename(path))
    if stem == "__init__" or stem.startswith("."):
        return "", False
    match = _TEST.fullmatch(stem)
    if match is None and suffix in _CAMEL_SUFFIXES:
        match = _CAMEL.fullmatch(stem)
    if match is None:
        return stem, False
    return next(filter(None, match.groups())), True
