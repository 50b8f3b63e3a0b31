"""Which files are tests by their names, as the tools of each language look for them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from posixpath import basename

#: Patterns of names, by suffix. pytest and the go command document theirs, and so do Jest and
#: Maven Surefire; tests in C, C++ and CUDA have no tool that looks for names, and follow these.
_PATTERNS = {
    ".py": ("test_*", "*_test"),
    ".go": ("*_test",),
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx"), ("*.test", "*.spec")),
    ".java": ("Test*", "*Test", "*Tests", "*TestCase"),
    **dict.fromkeys((".c", ".cc", ".cpp", ".cxx", ".cu"), ("test_*", "*_test")),
}


def is_test(path: str) -> bool:
    """Whether a file is a test by its name."""
    stem, dot, suffix = basename(path).rpartition(".")
    return any(fnmatchcase(stem, pattern) for pattern in _PATTERNS.get(dot + suffix, ()))
