"""Which language a file is written in, from its name and its first bytes.

A new language of Pygments that gets a reader is one row of :data:`ANALYSERS`; a file that a tool
knows by its name is one row of :data:`NAMES`; names that several languages share are in
:mod:`~sphinx_kwindex.analysis.shared_names`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from posixpath import splitext

from msgspec import Struct
from pygments.lexers import (  # type: ignore[import-untyped,unused-ignore]
    get_all_lexers,
)

from sphinx_kwindex.analysis.shared_names import SHARED, UNTOLD

#: How many of a file's first bytes :func:`identify` looks at.
HEAD = 16_384

#: Characters above which a file with a risky lexer is not coloured.
RISKY_SIZE = 200_000


class Language(Struct, frozen=True):
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
            "BUILD.bazel",
            "MODULE.bazel",
            "WORKSPACE.bazel",
        ),
        Language("Starlark", "python", "starlark"),
    ),
    **dict.fromkeys(("SConstruct", "SConscript"), Language("SCons", "python")),
    "go.mod": Language("Go module", "text", "go.mod"),
    **dict.fromkeys((".gitignore", ".dockerignore"), Language("Ignore list")),
    ".gitattributes": Language("Git attributes"),
    **dict.fromkeys((".txt", "todo.txt", "README", "LICENSE", "CONTRIBUTING"), Language("Text")),
    ".ipynb": Language("Jupyter notebook", "json", "notebook"),
    ".thrift": Language("Thrift", "thrift", "tokens"),
    **dict.fromkeys((".cts", ".mts"), Language("TypeScript", "typescript", "typescript")),
    "CODEOWNERS": Language("CODEOWNERS"),
    **dict.fromkeys(
        (
            *(".bash_aliases", ".bash_login", ".bash_logout", ".bash_profile"),
            *("bash_aliases", "bash_logout", "bash_profile"),
        ),
        Language("Shell", "bash", "bash"),
    ),
    **dict.fromkeys(
        [f"Makefile.{end}" for end in ("am", "boot", "frag", "in", "inc", "pc", "sco", "wat")],
        Language("Makefile", "make", "make"),
    ),
    **dict.fromkeys((".eex", ".heex", ".leex"), Language("EEx template")),
    **dict.fromkeys((".gotmpl", ".gohtml"), Language("Go template")),
    **dict.fromkeys((".j2", ".jinja", ".jinja2"), Language("Jinja", "django", "tokens")),
    ".erb": Language("ERB", "erb", "tokens"),
    ".hcl": Language("HCL", "terraform", "tokens"),
    ".sage": Language("Sage", "python", "tokens"),
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
    "requirements*.txt": Language("Requirements", "text", "requirements"),
    "*[-_.]requirements.txt": Language("Requirements", "text", "requirements"),
    "constraints*.txt": Language("Requirements", "text", "requirements"),
    "Dockerfile.*": Language("Dockerfile", "docker", "docker"),
    "*.dockerfile": Language("Dockerfile", "docker", "docker"),
}

#: Languages that Pygments has no lexer of, by the alias that signs of a file tell.
OWN: Mapping[str, Language] = {
    "bazel": NAMES["BUILD.bazel"],
    "c-or-cpp": Language("C or C++", "cpp", "c-family"),
    "go-template": Language("Go template"),
    "opencl": Language("OpenCL", "c", "tokens"),
    "qmake": Language("qmake"),
}

#: Patterns of Pygments that say less of a name than they would: they are not looked at.
_LOOSE = frozenset(
    {
        *("*.css.in", "*.js.in", "*.xul.in", "*.[1-9]", "*.[gs]sed", "*Spec.hs"),
        *(".bash_*", "bash_*", "*Config.in*", "external.in*", "standard-modules.in"),
    }
)

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
    **dict.fromkeys(("gas", "nasm", "tasm", "ca65"), "Assembly"),
    **dict.fromkeys(("aspx-cs", "aspx-vb"), "ASP.NET"),
    **dict.fromkeys(("lean", "lean4"), "Lean"),
    "actionscript3": "ActionScript",
    "bash": "Shell",
    "bst": "BibTeX style",
    "cobolfree": "COBOL",
    "debcontrol": "Debian control file",
    "delphi": "Pascal",
    "docker": "Dockerfile",
    "emacs-lisp": "Emacs Lisp",
    "erb": "ERB",
    "fortranfixed": "Fortran",
    "gap-console": "GAP session",
    "groff": "Roff",
    "html+handlebars": "Handlebars",
    "html+twig": "Twig",
    "less": "Less",
    "liquid": "Liquid",
    "matlab": "MATLAB",
    "nimrod": "Nim",
    "octave": "Octave",
    "omg-idl": "Interface Definition Language",
    "perl6": "Raku",
    "pkgconfig": "pkg-config",
    "protobuf": "Protocol Buffers",
    "qbasic": "BASIC",
    "registry": "Windows Registry",
    "salt": "Salt",
    "spec": "RPM spec",
    "splus": "R",
    "systemd": "systemd unit",
    "systemverilog": "SystemVerilog",
    "text": "Text",
    "verilog": "Verilog",
    "vhdl": "VHDL",
    "vim": "Vim script",
    "zone": "DNS zone",
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
    found = _by_name(name, suffix, head)
    return found if found != UNKNOWN else _by_shebang(head)


def readers_of(name: str) -> frozenset[str]:
    """Return the words of all readers that a file of this name may have, whatever it holds."""
    suffix = splitext(name)[1]
    shared = (SHARED[key] for key in {name, suffix, suffix.lower()} & SHARED.keys())
    aliases = {alias for each in shared for alias in each.aliases}
    found = {identify(name, b""), *map(_by_alias, aliases)}
    if UNKNOWN in found:
        found |= {PYTHON, *map(_by_alias, INTERPRETERS.values())}
    return frozenset(each.analyser for each in found)


def is_told_by_name(name: str) -> bool:
    """Whether a name tells the language of a file, alone or with what the file shows."""
    suffix = splitext(name)[1]
    is_shared = not {name, suffix, suffix.lower()}.isdisjoint(SHARED)
    return is_shared or identify(name, b"") != UNKNOWN


def _by_shebang(head: bytes) -> Language:
    match = _SHEBANG.match(head)
    if match is None:
        return UNKNOWN
    interpreter = match[1].decode("ascii")
    if interpreter in ("python", "pypy", "pythonw"):
        return PYTHON
    alias = INTERPRETERS.get(interpreter)
    return _by_alias(alias) if alias else UNKNOWN


def _by_name(name: str, suffix: str, head: bytes) -> Language:
    """The language that the whole name tells, or what the file shows, or the suffix."""
    if name in NAMES:
        return NAMES[name]
    for pattern, language in PATTERNS.items():
        if fnmatchcase(name, pattern):
            return language
    if (found := _by_key(name, head)) is not None:
        return found
    first, last = _patterns()
    for pattern, language in first:
        if fnmatchcase(name, pattern):
            return language
    # A suffix is as often written in capitals; a name is what it is.
    for key in (suffix, suffix.lower()):
        if key in SHARED:
            return _by_alias(SHARED[key].alias(head))
    for key in (suffix, suffix.lower()):
        if (found := _by_key(key, head)) is not None:
            return found
    for pattern, language in last:
        if fnmatchcase(name, pattern):
            return language
    return UNKNOWN


def _by_key(key: str, head: bytes) -> Language | None:
    """The language of a suffix or whole name; ``None`` where neither says anything of it."""
    if key in SHARED:
        return _by_alias(SHARED[key].alias(head))
    return UNKNOWN if key in UNTOLD else _exact().get(key)


def _by_alias(alias: str) -> Language:
    return _aliases()[alias] if alias else UNKNOWN


@cache
def _aliases() -> dict[str, Language]:
    """Every lexer of Pygments by each of its aliases; read off its table, nothing is imported."""
    found: dict[str, Language] = {}
    for title, aliases, _, _ in get_all_lexers(plugins=False):
        for alias in aliases:
            name = READER_NAMES.get(aliases[0], title)
            analyser = ANALYSERS.get(aliases[0], "tokens")
            found[alias] = Language(name, aliases[0], analyser)
    found.update(OWN)
    return found


@cache
def _globs() -> dict[str, list[Language]]:
    found: dict[str, list[Language]] = {}
    for _, aliases, patterns, _ in get_all_lexers(plugins=False):
        if aliases:
            for pattern in (each for each in patterns if each not in _LOOSE):
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
def _patterns() -> tuple[list[tuple[str, Language]], list[tuple[str, Language]]]:
    """Patterns that one lexer claims: those of suffixes, which go before a suffix, and others."""
    found: tuple[list[tuple[str, Language]], list[tuple[str, Language]]] = ([], [])
    for pattern, languages in _globs().items():
        if len(languages) == 1 and set(pattern.removeprefix("*.")) & set("*?[."):
            found[not pattern.startswith("*.")].append((pattern, languages[0]))
    return found
