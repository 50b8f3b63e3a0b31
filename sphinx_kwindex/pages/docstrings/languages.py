"""Languages of code in docstrings."""

from __future__ import annotations

# Sphinx warns of a lexer that Pygments does not have, so a name is only passed on from here.
_LEXERS = {
    alias: lexer
    for lexer, aliases in {
        "bash": ("bash", "console", "sh", "shell", "zsh"),
        "c": ("c",),
        "cmake": ("cmake",),
        "cpp": ("c++", "cpp"),
        "css": ("css",),
        "diff": ("diff",),
        "go": ("go",),
        "html": ("html",),
        "ini": ("cfg", "ini"),
        "java": ("java",),
        "javascript": ("javascript", "js"),
        "json": ("json",),
        "markdown": ("markdown", "md"),
        "pycon": ("doctest", "pycon"),
        "python": ("py", "python", "python3"),
        "rst": ("rest", "restructuredtext", "rst"),
        "rust": ("rs", "rust"),
        "sql": ("sql",),
        "toml": ("toml",),
        "typescript": ("ts", "typescript"),
        "xml": ("xml",),
        "yaml": ("yaml", "yml"),
    }.items()
    for alias in aliases
}


def lexer(name: str) -> str:
    """Return the alias of the Pygments lexer of a language; ``text`` for one not known."""
    return _LEXERS.get(name.strip().lower(), "text")
