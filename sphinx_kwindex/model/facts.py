"""What one file says, read from its bytes alone.

Everything here depends on the content of the file and on nothing else: not on its path, not on
other files, not on the machine. That is what makes it cacheable by the digest of the content.
No string holds a lone surrogate: whoever makes facts replaces them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sphinx_kwindex.model.files import Reason

#: An argument of a class statement that is no base.
_KEYWORD = re.compile(r"\*|[^\W\d]\w*\s*=(?!=)")


class Kind(StrEnum):
    """What a keyword is; the word of the public JSON."""

    CLASS = "class"
    FUNCTION = "function"  # every ``def`` that is not directly in a class
    METHOD = "method"  # every ``def`` whose nearest scope is a class
    CONSTANT = "constant"  # an UPPER_CASE or ``Final`` name of a module or class
    VARIABLE = "variable"  # any other name assigned in a module or class
    TYPE_ALIAS = "type-alias"  # ``type X = ...`` or ``X: TypeAlias = ...``

    @property
    def has_body(self) -> bool:
        """Whether it is defined by a ``class`` or ``def`` statement."""
        return self in (Kind.CLASS, Kind.FUNCTION, Kind.METHOD)


class Scope(StrEnum):
    """Where an import statement stands. The innermost of the following that applies."""

    MODULE = "module"  # runs whenever the module is imported
    TYPE_CHECKING = "type-checking"  # under ``if TYPE_CHECKING``
    CONDITIONAL = "conditional"  # under another ``if``, a ``try``, a loop or a ``match``
    CLASS = "class"  # in the body of a class
    FUNCTION = "function"  # in the body of a function: lazy


@dataclass(frozen=True, slots=True)
class Definition:
    """One name that the file defines.

    :ivar name: the last part of `qualname`.
    :ivar qualname: within the module, parts joined by dots, without ``<locals>``.
    :ivar anchor: the id of its line in HTML: `qualname`, with ``~2`` and so on for the second
        and later definitions of one name (see :func:`sphinx_kwindex.model.anchors.assign`).
    :ivar line: of its ``class`` or ``def`` keyword, or of its first assignment; from 1.
    :ivar end_line: the last line of its body, inclusive.
    :ivar signature: of a function or method, from the opening parenthesis to the return
        annotation, as Python would print it: ``(self, x: int = 0) -> str``. Empty otherwise.
    :ivar bases: of a class, each base and keyword argument as an expression: ``Generic[T]``,
        ``metaclass=ABCMeta``.
    :ivar decorators: each as an expression, without the ``@``.
    :ivar tags: sorted words about it: async, property, static, class (a class method), abstract,
        overload, generator, exception, enum, dataclass, protocol, typed-dict, named-tuple,
        metaclass, attribute (a name assigned in a class body), private, dunder.
    :ivar summary: first line of its docstring, without markup being interpreted; or empty.
    :ivar annotation: of a constant, variable or type alias, as written.
    :ivar value: of a constant, variable or type alias: the expression, cut to 80 characters.
    :ivar complexity: cyclomatic (McCabe) complexity of a function or method; 0 for others.
    """

    kind: Kind
    name: str
    qualname: str
    anchor: str
    line: int
    end_line: int
    signature: str = ""
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    annotation: str = ""
    value: str = ""
    complexity: int = 0

    @property
    def parent(self) -> str:
        """Qualified name of what it is defined in; empty at the top of the module."""
        return self.qualname.rpartition(".")[0]

    @property
    def base_classes(self) -> tuple[str, ...]:
        """Those of `bases` that are bases: no keyword argument and no unpacking."""
        return tuple(base for base in self.bases if _KEYWORD.match(base) is None)

    @property
    def is_public(self) -> bool:
        """No part of its name starts with an underscore."""
        return not any(part.startswith("_") for part in self.qualname.split("."))


@dataclass(frozen=True, slots=True)
class Import:
    """One name that one import statement brings in.

    :ivar module: as written, with the dots of a relative import: ``..util``, ``.``.
    :ivar name: what is taken from it; ``*`` for all; ``None`` for ``import module``.
    :ivar alias: the name after ``as``, or ``None``.
    :ivar line: of the statement, from 1.
    """

    module: str
    name: str | None
    alias: str | None
    line: int
    scope: Scope

    @property
    def bound(self) -> str:
        """The name that it binds in its scope."""
        return self.alias or self.name or self.module.partition(".")[0]

    @property
    def written(self) -> str:
        """The full dotted thing that it names: ``..util.tool``, ``os.path``."""
        if self.name is None or self.name == "*":
            return self.module
        joint = "" if self.module.endswith(".") else "."
        return f"{self.module}{joint}{self.name}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file could not be read to the end.

    :ivar message: in words, without the path.
    :ivar line: where, from 1; 0 for the whole file.
    """

    reason: Reason
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Lines by what stands on them; `total` is the sum. A line with code and comment is code.

    `code`, `comment` and `blank` are ``None`` where nothing told them apart.
    """

    total: int
    code: int | None = None
    comment: int | None = None
    blank: int | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What one file says.

    :ivar language: name of the language as a reader knows it, Pygments' name where there is no
        better: ``Python``, ``C++``; empty where it is not known.
    :ivar lexer: alias of the Pygments lexer that colours it; ``text`` for none.
    :ivar encoding: Python's name of the encoding that the text was read in; empty for binary.
    :ivar newline: ``LF``, ``CRLF``, ``CR``, ``mixed``, or ``none``.
    :ivar summary: first line of the docstring, leading comment or first heading.
    :ivar summary_source: ``docstring``, ``comment``, ``heading``, or empty.
    :ivar docstring: the whole module docstring or leading comment, dedented; a heading has none.
    :ivar definitions: in the order of their lines.
    :ivar exports: the strings of a literal ``__all__``; ``None`` where there is none.
    :ivar main_guard: line of ``if __name__ == "__main__"`` at the top of the module, or 0.
    :ivar generated: line of a marker that says that a tool generated the file (``@generated``,
        "DO NOT EDIT"), among the first lines; 0 for none.
    :ivar uses: how often each identifier is read or named as an attribute, sorted by name.
    :ivar problem: why there is no more than this, or ``None``.
    """

    language: str = ""
    lexer: str = "text"
    encoding: str = ""
    newline: str = "none"
    lines: LineCounts = LineCounts(0)
    summary: str = ""
    summary_source: str = ""
    docstring: str = ""
    definitions: tuple[Definition, ...] = ()
    imports: tuple[Import, ...] = ()
    exports: tuple[str, ...] | None = None
    main_guard: int = 0
    generated: int = 0
    uses: tuple[tuple[str, int], ...] = ()
    problem: Problem | None = None

    def count(self, kind: Kind) -> int:
        return sum(definition.kind is kind for definition in self.definitions)

    @property
    def has_keywords(self) -> bool:
        return bool(self.definitions or self.imports)
