"""Which language a file is written in, from its name and its first bytes.

A new language of Pygments that gets a reader is one row of :data:`ANALYSERS`; a file that a tool
knows by its name is one row of :data:`NAMES`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from posixpath import splitext

from pygments.lexers import (  # type: ignore[import-untyped,unused-ignore]
    get_all_lexers,
)

#: How many of a file's first bytes :func:`identify` looks at.
HEAD = 4096

#: Characters above which a file with a risky lexer is not coloured.
RISKY_SIZE = 200_000


@dataclass(frozen=True, slots=True)
class Language:
    """A language as we read it.

    :ivar name: as a reader knows it; empty where the language is not known.
    :ivar lexer: alias of its Pygments lexer; ``text`` for none.
    :ivar analyser: who reads it: a name of :data:`sphinx_kwindex.analysis.readers.table.READERS`.
    """

    name: str = ""
    lexer: str = "text"
    analyser: str = "plain"

    @property
    def is_python(self) -> bool:
        return self.analyser == "python"

    @property
    def is_risky(self) -> bool:
        """Whether its lexer takes quadratic time on hostile input."""
        return self.lexer in RISKY

    def lexer_for(self, size: int) -> str:
        """Alias of the lexer that colours a text of `size` characters."""
        return "text" if self.is_risky and size > RISKY_SIZE else self.lexer


#: Languages of other packages, by suffix or whole name; they go before all others.
added: dict[str, Language] = {}

PYTHON = Language("Python", "python", "python")
UNKNOWN = Language()

#: Lexers measured to be quadratic on hostile input, and those built on their rules.
RISKY: frozenset[str] = frozenset({"xml", "xslt", "lua", "luau", "delphi", "componentpascal"})

#: Who reads each language, by the alias of its lexer; ``tokens`` reads what is not here.
ANALYSERS: Mapping[str, str] = {
    # Texts, and languages whose lexer must not see hostile input.
    "text": "plain",
    **dict.fromkeys(RISKY, "plain"),
    **dict.fromkeys(("c", "cpp", "cuda"), "c-family"),
    "ini": "ini",
    "json": "json",
    "toml": "toml",
    "yaml": "yaml",
    "go": "go",
    "css": "css",
    "html": "html",
    "markdown": "markdown",
    "restructuredtext": "rest",
    "bash": "bash",
    "cmake": "cmake",
    "cython": "cython",
    "docker": "docker",
    "make": "make",
    "protobuf": "protobuf",
    "sql": "sql",
    **dict.fromkeys(("kotlin", "swift"), "braced"),
    "java": "java",
    "javascript": "javascript",
    "jsx": "javascript",
    "rust": "rust",
    "tsx": "tsx",
    "typescript": "typescript",
}

#: Names and suffixes that Pygments does not know, or knows by another language's name.
NAMES: Mapping[str, Language] = {
    **dict.fromkeys((".py", ".pyi", ".pyw"), PYTHON),
    **dict.fromkeys(
        (
            ".bzl",
            ".star",
            "BUCK",
            "BUILD",
            "BUILD.bazel",
            "MODULE.bazel",
            "WORKSPACE",
            "WORKSPACE.bazel",
        ),
        Language("Starlark", "python", "starlark"),
    ),
    **dict.fromkeys(("SConstruct", "SConscript"), Language("SCons", "python")),
    "go.mod": Language("Go module", "text", "go.mod"),
    **dict.fromkeys((".gitignore", ".dockerignore"), Language("Ignore list")),
    ".gitattributes": Language("Git attributes"),
    **dict.fromkeys((".txt", "README", "LICENSE", "CONTRIBUTING"), Language("Text")),
    ".ipynb": Language("Jupyter notebook", "json", "notebook"),
    ".thrift": Language("Thrift", "thrift", "tokens"),
    **dict.fromkeys((".cts", ".mts"), Language("TypeScript", "typescript", "typescript")),
    "CODEOWNERS": Language("CODEOWNERS"),
    "Jenkinsfile": Language("Groovy", "groovy", "tokens"),
    "Containerfile": Language("Dockerfile", "docker", "docker"),
    **dict.fromkeys(("pom.xml", ".pom"), Language("Maven POM", "xml", "maven")),
    "package.json": Language("JSON", "json", "node"),
    "pyproject.toml": Language("TOML", "toml", "pyproject"),
    "Cargo.toml": Language("TOML", "toml", "cargo"),
    **dict.fromkeys(
        ("uv.lock", "poetry.lock", "Cargo.lock", "Pipfile"), Language("TOML", "toml", "toml")
    ),
    **dict.fromkeys((".clang-format", ".clang-tidy"), Language("YAML", "yaml", "yaml")),
    **dict.fromkeys(
        (".editorconfig", ".flake8", ".gitmodules", ".coveragerc", ".pylintrc"),
        Language("INI", "ini", "ini"),
    ),
    "setup.cfg": Language("INI", "ini", "setup-cfg"),
    "tox.ini": Language("INI", "ini", "tox"),
}

#: Names by pattern, before their suffix is looked at.
PATTERNS: Mapping[str, Language] = {
    "*requirements*.txt": Language("Requirements", "text", "requirements"),
    "constraints*.txt": Language("Requirements", "text", "requirements"),
    "Dockerfile.*": Language("Dockerfile", "docker", "docker"),
    "*.dockerfile": Language("Dockerfile", "docker", "docker"),
}

#: Suffixes that several lexers claim, with the one that is meant nearly always. Other suffixes
#: that several claim are not known: a wrong language is worse than none.
CLAIMED: Mapping[str, str] = {
    ".S": "gas",
    ".as": "actionscript3",
    ".asm": "nasm",
    ".aspx": "aspx-cs",
    ".cl": "common-lisp",
    ".feature": "gherkin",
    ".fs": "fsharp",
    ".gd": "gdscript",
    ".hh": "cpp",
    ".i": "swig",
    ".inf": "ini",
    ".lean": "lean4",
    ".mm": "objective-c++",
    ".pl": "perl",
    ".pm": "perl",
    ".prolog": "prolog",
    ".s": "gas",
    ".sql": "sql",
    ".t": "perl",
    ".toc": "tex",
    ".ttl": "turtle",
    ".xsl": "xslt",
    ".xslt": "xslt",
}

#: Suffixes whose language the first bytes tell: what shows it, the lexer then, and otherwise.
SHOWN: Mapping[str, tuple[re.Pattern[bytes], str, str]] = {
    ".h": (
        re.compile(
            rb"^\s*(?:class|namespace|template|using)\b|^\s*#\s*include\s*<\w+>|\bstd::", re.M
        ),
        "cpp",
        "c",
    ),
    ".m": (re.compile(rb"^\s*(?:#import|@\w+|//)", re.M), "objective-c", "matlab"),
    ".v": (re.compile(rb"^\s*(?:module|`timescale)\b", re.M), "verilog", "coq"),
}

#: Interpreters that a first line ``#!`` may name; digits and dots at the end are left out.
INTERPRETERS: Mapping[str, str] = {
    **dict.fromkeys(("sh", "bash", "dash", "ksh", "zsh"), "bash"),
    "fish": "fish",
    "perl": "perl",
    "ruby": "ruby",
    "node": "javascript",
    "lua": "lua",
    "php": "php",
    "Rscript": "splus",
    "tclsh": "tcl",
    "awk": "awk",
    "make": "make",
}

#: Where Pygments' own name of a language is not a reader's.
READER_NAMES: Mapping[str, str] = {
    "bash": "Shell",
    "docker": "Dockerfile",
    "protobuf": "Protocol Buffers",
    "splus": "R",
    "text": "Text",
}

_SHEBANG = re.compile(
    rb"#![ \t]*(?:\S*/env[ \t]+(?:-\S+[ \t]+|\w+=\S*[ \t]+)*)?(?:[^\s/]*/)*([A-Za-z_+-]+)"
)


def identify(name: str, head: bytes) -> Language:
    """Tell the language of a file.

    :param name: of the file; folders before it are ignored.
    :param head: its bytes, of which the first :data:`HEAD` count.

    Pure, and quick after the first file of a suffix. What is not known is :data:`UNKNOWN`:
    Pygments' guess from the content is slow and mostly wrong, and is never asked.
    """
    name = name.rpartition("/")[2]
    suffix = splitext(name)[1]
    if (other := added.get(name) or added.get(suffix)) is not None:
        return other
    head = head[:HEAD]
    if suffix in SHOWN:
        pattern, shown, otherwise = SHOWN[suffix]
        return _by_alias(shown if pattern.search(head) else otherwise)
    for known, language in PATTERNS.items():
        if fnmatchcase(name, known):
            return language
    found = _by_name(name if name in _exact() or not suffix else suffix, name)
    if found == UNKNOWN:
        return _by_shebang(head)
    return found


def _by_shebang(head: bytes) -> Language:
    match = _SHEBANG.match(head)
    if match is None:
        return UNKNOWN
    interpreter = match[1].decode("ascii")
    if interpreter in ("python", "pypy", "pythonw"):
        return PYTHON
    alias = INTERPRETERS.get(interpreter)
    return _by_alias(alias) if alias else UNKNOWN


def _by_name(key: str, name: str) -> Language:
    if key in NAMES:
        return NAMES[key]
    if key in CLAIMED:
        return _by_alias(CLAIMED[key])
    if key in _exact():
        return _exact()[key]
    # A suffix is as often written in capitals; a name is what it is.
    if key.startswith(".") and key.lower() != key:
        return _by_name(key.lower(), name)
    for pattern, language in _patterns():
        if fnmatchcase(name, pattern):
            return language
    return UNKNOWN


def _by_alias(alias: str) -> Language:
    return _aliases()[alias]


@cache
def _aliases() -> dict[str, Language]:
    """Every lexer of Pygments by each of its aliases; read off its table, nothing is imported."""
    found: dict[str, Language] = {}
    for title, aliases, _, _ in get_all_lexers(plugins=False):
        for alias in aliases:
            name = READER_NAMES.get(aliases[0], title)
            analyser = ANALYSERS.get(aliases[0], "tokens")
            found[alias] = Language(name, aliases[0], analyser)
    return found


@cache
def _globs() -> dict[str, list[Language]]:
    found: dict[str, list[Language]] = {}
    for _, aliases, patterns, _ in get_all_lexers(plugins=False):
        if aliases:
            for pattern in patterns:
                found.setdefault(pattern, []).append(_by_alias(aliases[0]))
    return found


@cache
def _exact() -> dict[str, Language]:
    """Languages by suffix or whole name, where just one lexer claims it."""
    found = dict(NAMES)
    for pattern, languages in _globs().items():
        key = pattern.removeprefix("*") if pattern.startswith("*.") else pattern
        if len(languages) == 1 and not set(key) & set("*?["):
            found.setdefault(key, languages[0])
    return found


@cache
def _patterns() -> tuple[tuple[str, Language], ...]:
    return tuple(
        (pattern, languages[0])
        for pattern, languages in _globs().items()
        if len(languages) == 1 and set(pattern.removeprefix("*.")) & set("*?[.")
    )
