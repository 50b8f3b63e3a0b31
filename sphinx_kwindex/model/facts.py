"""What one file says, read from its bytes alone.

Everything here depends on the content of the file and on nothing else: not on its path, not on
other files, not on the machine. That is what makes it cacheable by the digest of the content.
No string holds a lone surrogate: whoever makes facts replaces them.
"""

from __future__ import annotations

import re
from enum import StrEnum

from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.records import Record

#: An argument of a class statement that is no base.
_KEYWORD = re.compile(r"\*|[^\W\d]\w*\s*=(?!=)")
_HIDDEN_PART = re.compile(r"(?:^|\.|::|#)_")
#: Before a type among the bases of another one that implements it.
IMPLEMENTS = "implements "


class Kind(StrEnum):
    """What a keyword is, in the terms of its language; the word of the public JSON."""

    NAMESPACE = "namespace"
    PACKAGE = "package"  # that a file says it is part of
    MODULE = "module"  # a module that a file of Rust or TypeScript declares within itself
    CLASS = "class"
    STRUCT = "struct"
    UNION = "union"
    INTERFACE = "interface"
    TRAIT = "trait"
    ENUM = "enum"
    MESSAGE = "message"  # of Protocol Buffers
    SERVICE = "service"  # likewise
    FUNCTION = "function"  # of Python: every ``def`` that is not directly in a class
    METHOD = "method"  # of Python: every ``def`` whose nearest scope is a class
    MACRO = "macro"
    CONSTANT = "constant"  # of Python: an UPPER_CASE or ``Final`` name of a module or class
    VARIABLE = "variable"  # of Python: any other name assigned in a module or class
    FIELD = "field"  # of a struct, class, interface or message
    ENUMERATOR = "enumerator"
    TYPE_ALIAS = "type-alias"  # ``type X = ...``, ``X: TypeAlias = ...``, ``using X = ...``
    TYPEDEF = "typedef"
    TABLE = "table"  # of a database; views and indexes have a tag
    HEADING = "heading"
    KEY = "key"  # a path of keys into YAML, JSON, TOML or INI
    SECTION = "section"  # of INI, and a table of TOML
    TARGET = "target"  # of a build; of a text, a place that its links name
    STAGE = "stage"  # of a Dockerfile
    JOB = "job"  # of a workflow
    REQUIREMENT = "requirement"  # a distribution that a manifest asks for
    SELECTOR = "selector"  # of a style sheet
    ELEMENT = "element"  # one with an id, of HTML
    CELL = "cell"  # of a notebook
    NAME = "name"  # defined, and that is all that the reader of the language tells

    #: Whether it names code or a type: such names take the plain id before others do.
    has_body: bool
    #: Whether it is an identifier that programs name; texts, data and builds have the rest.
    is_code: bool
    #: Whether it is a type with members of its own.
    is_type: bool


_TYPES = frozenset(
    {Kind.CLASS, Kind.STRUCT, Kind.UNION, Kind.INTERFACE, Kind.TRAIT, Kind.ENUM, Kind.MESSAGE}
    | {Kind.SERVICE}
)
_DECLARATIONS_ONLY = frozenset({"", "pygments", "universal-ctags"})
_NO_CODE = frozenset(
    {Kind.HEADING, Kind.KEY, Kind.TARGET, Kind.STAGE, Kind.JOB, Kind.REQUIREMENT, Kind.SELECTOR}
    | {Kind.ELEMENT, Kind.CELL, Kind.SECTION}
)
VARIETIES, _VARIED = frozenset({"constructor", "property"}), (Kind.METHOD, Kind.FIELD)
_WITH_BODY = _TYPES | {Kind.FUNCTION, Kind.METHOD, Kind.NAMESPACE, Kind.PACKAGE, Kind.MODULE}
# Asked for every definition: a property with a look into a set costs ten times an attribute.
for _kind in Kind:
    _kind.has_body = _kind in _WITH_BODY
    _kind.is_code = _kind not in _NO_CODE
    _kind.is_type = _kind in _TYPES


class Scope(StrEnum):
    """Where an import statement stands. The innermost of the following that applies."""

    MODULE = "module"  # runs whenever the module is imported
    TYPE_CHECKING = "type-checking"  # under ``if TYPE_CHECKING``
    CONDITIONAL = "conditional"  # under another ``if``, a ``try``, a loop or a ``match``
    CLASS = "class"  # in the body of a class
    FUNCTION = "function"  # in the body of a function: lazy


class Form(StrEnum):
    """How one file names another."""

    IMPORT = "import"
    INCLUDE = "include"  # by a path that counts from the file itself first: ``#include "x.h"``
    SYSTEM = "system-include"  # by a path that counts from folders of the compiler: ``<x.h>``
    MODULE = "module"  # ``mod x;`` of Rust: another file is a part of this one
    USE = "use"  # of an image, an action or a package, by the name that its registry has for it
    LINK = "link"  # of a text: an address, or a path that counts from the file itself
    LABEL = "label"  # of a text: a place of any document, by the name that stands there

    @property
    def is_link(self) -> bool:
        """Whether it leads a reader there, and takes nothing in."""
        return self in (Form.LINK, Form.LABEL)


class Topic(StrEnum):
    """The section of a page that shows an observation."""

    PATTERN = "pattern"
    PERFORMANCE = "performance"
    SECURITY = "security"


class Observation(Record, frozen=True):
    """Something that stands in the file and that its tree shows, never its words alone.

    :ivar name: what it is, a word of the table of the section that shows it: ``context-manager``.
    :ivar line: where, from 1.
    :ivar detail: the name or expression concerned, as written, or empty.
    """

    topic: Topic
    name: str
    line: int
    detail: str = ""


class Definition(Record, frozen=True):
    """One name that the file defines.

    :ivar name: the last part of `qualname`.
    :ivar qualname: within the file; it ends with `name`, and parts are joined as the language
        joins them: by dots without ``<locals>`` in Python, by ``::`` in C++ and Rust.
    :ivar anchor: the id of its line in HTML: `qualname`, with ``~2`` and so on for the second
        and later definitions of one name (see :func:`sphinx_kwindex.model.anchors.assign`).
    :ivar line: of its ``class`` or ``def`` keyword, or of its first assignment; in other
        languages the line that its name stands on; from 1.
    :ivar end_line: the last line of its body, inclusive.
    :ivar signature: of a function or method, from the opening parenthesis to the type that it
        returns, in one line: ``(self, x: int = 0) -> str``; so in every language, with types as
        the language writes them. Empty otherwise.
    :ivar bases: of a class, each base and keyword argument as an expression: ``Generic[T]``,
        ``metaclass=ABCMeta``; in other languages the types that it extends, and with the word
        ``implements`` before them those that it implements: ``implements Comparable<T>``.
    :ivar decorators: each as an expression, without the ``@``: of Java and TypeScript too.
    :ivar tags: sorted words about it. Of Python: async, property, static, class (a class method),
        abstract, overload, generator, exception, enum, dataclass, protocol, typed-dict,
        named-tuple, metaclass, attribute (a name assigned in a class body), private, dunder.
        Of other languages as well: declaration (there is no body), template, virtual, inline,
        const, constexpr, export, protected, kernel, device, host, view, index, external,
        associated (of Rust: a function of a type that takes no ``self``), constructor, package,
        property (a key of an object of JavaScript), internal (not exported), withheld (a secret).
    :ivar summary: first line of its docstring or of the comment that documents it, without markup
        being interpreted; or empty.
    :ivar annotation: of a constant, variable or type alias, as written.
    :ivar value: of a constant, variable or type alias: the expression, cut to 80 characters.
    :ivar complexity: cyclomatic (McCabe) complexity of a function or method; 0 for others.
    :ivar parameters: of a class of C++, the parameters of the templates around its bases, which
        hide types of the same names there.
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
    parameters: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """Qualified name of what it is defined in; empty at the top of the file."""
        return self.qualname.removesuffix(self.name).rstrip(".:/# ")

    @property
    def base_classes(self) -> tuple[str, ...]:
        """Those of `bases` that are bases: no keyword argument, no unpacking, and nothing that is
        implemented."""
        return tuple(
            base
            for base in self.bases
            if _KEYWORD.match(base) is None and not base.startswith(IMPLEMENTS)
        )

    @property
    def implemented(self) -> tuple[str, ...]:
        """The interfaces and traits that it is written to implement."""
        return tuple(
            base.removeprefix(IMPLEMENTS) for base in self.bases if base.startswith(IMPLEMENTS)
        )

    @property
    def variety(self) -> str:
        """The word of its own that a method or field has, one of :data:`VARIETIES`, or empty."""
        if not self.tags:
            return ""
        return next((t for t in self.tags if t in VARIETIES and self.kind in _VARIED), "")

    @property
    def derives(self) -> bool:
        """Whether it is a type that names others as its bases, or implements them."""
        return self.kind.is_type and bool(self.base_classes or self.implemented)

    @property
    def is_public(self) -> bool:
        """No part of its name starts with an underscore, and its language does not hide it."""
        hidden = "_" in self.qualname and _HIDDEN_PART.search(self.qualname) is not None
        return not hidden and "private" not in self.tags and "internal" not in self.tags


class Import(Record, frozen=True):
    """One name that one import statement brings in, or one other file that a file names.

    :ivar module: as written, with the dots of a relative import: ``..util``, ``.``; of an include
        the path, of a link the address without its fragment, of a label its name.
    :ivar name: what is taken from it; ``*`` for all; ``None`` for ``import module``, and for every
        include and link.
    :ivar alias: the name after ``as``, or ``None``.
    :ivar line: of the statement, from 1.
    """

    module: str
    name: str | None
    alias: str | None
    line: int
    scope: Scope = Scope.MODULE
    form: Form = Form.IMPORT

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


class Base(StrEnum):
    """What the name of a reference counts from."""

    MODULE = "module"  # the names of the module itself
    DEFINITION = "definition"  # a definition of the file, by its id
    MEMBER = "member"  # the members of a class of the file, by its id: ``self.x``
    SUPER = "super"  # the members that come after those of the class: ``super().x``
    BOUND = "bound"  # what an import binds, by its number in the file
    IMPORTED = "imported"  # what an import names
    SOURCE = "source"  # the module, or the file, that an import takes it from


class Reference(Record, frozen=True):
    """Something that the text names, with every place; what it means may be in another file.

    The scopes of the file are those of the language: nothing here is a guess.

    :ivar of: the id or the number that `base` speaks of, or empty.
    :ivar name: the names that lead from there to what is meant, joined by dots; may be empty.
    :ivar length: characters of each place.
    :ivar places: line, from 1, and column, from 0 in characters, in turn.
    """

    base: Base
    of: str
    name: str
    length: int
    places: tuple[int, ...]


class Problem(Record, frozen=True):
    """Why a file could not be read to the end.

    :ivar message: in words, without the path: ours as a phrase, a parser's as they are.
    :ivar line: where, from 1; 0 for the whole file.
    """

    reason: Reason
    message: str | Phrase
    line: int = 0


class LineCounts(Record, frozen=True):
    """Lines by what stands on them; `total` is the sum. A line with code and comment is code.

    `code`, `comment` and `blank` are ``None`` where nothing told them apart.
    """

    total: int
    code: int | None = None
    comment: int | None = None
    blank: int | None = None


class FileFacts(Record, frozen=True):
    """What one file says.

    :ivar language: name of the language as a reader knows it, Pygments' name where there is no
        better: ``Python``, ``C++``; empty where it is not known.
    :ivar lexer: alias of the Pygments lexer that colours it; ``text`` for none.
    :ivar encoding: Python's name of the encoding that the text was read in; empty for binary.
    :ivar newline: ``LF``, ``CRLF``, ``CR``, ``mixed``, or ``none``.
    :ivar summary: first line of the docstring, leading comment or first heading.
    :ivar summary_source: ``docstring``, ``comment``, ``heading``, ``title``, or empty.
    :ivar docstring: the whole module docstring or leading comment, dedented; of a text its first
        paragraph, without markup.
    :ivar definitions: in the order of their lines.
    :ivar exports: the strings of a literal ``__all__``; ``None`` where there is none.
    :ivar main_guard: line of ``if __name__ == "__main__"`` at the top of the module, or 0.
    :ivar generated: line of a marker that says that a tool generated the file (``@generated``,
        "DO NOT EDIT"), among the first lines; 0 for none.
    :ivar licence: the expression of a tag ``SPDX-License-Identifier`` among the first lines (SPDX
        specification, annex E), or empty.
    :ivar licence_line: line of that tag, or 0.
    :ivar uses: how often each identifier is named other than where it is defined, sorted by name:
        in Python read, imported or named as an attribute; in other languages wherever it stands in
        code. Empty where the reader of the language counts no names.
    :ivar calls: of each function that is called by a name, the lines of the first few calls,
        sorted by name.
    :ivar observations: what stands in it that a section of its page shows, in the order of lines.
    :ivar doctests: lines on which examples in its docstrings begin (:mod:`doctest`).
    :ivar code_blocks: of a text, how many code blocks it has of each language, most first.
    :ivar references: what its text names that may be defined here or in another file.
    :ivar unsure: the names of a module, and of members of its classes by qualified name, that are
        bound more than once or under a condition, so that which binding counts is not certain.
    :ivar attributes: of classes of Python, what each of their instances is given: id of the class,
        name, and the line of ``__init__`` that alone assigns it there.
    :ivar cut: what `definitions` have not: ``depth``, keys that are nested deeper than they are
        followed, ``number``, more than are listed, ``extension``, what an extension of the build
        leaves out, ``above``, lines above that of a name which belong to it.
    :ivar reader: the distribution that looked for definitions, imports and observations:
        ``tree-sitter-cpp``; empty where nothing did.
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
    licence: str = ""
    licence_line: int = 0
    uses: tuple[tuple[str, int], ...] = ()
    calls: tuple[tuple[str, tuple[int, ...]], ...] = ()
    observations: tuple[Observation, ...] = ()
    doctests: tuple[int, ...] = ()
    code_blocks: tuple[tuple[str, int], ...] = ()
    references: tuple[Reference, ...] = ()
    unsure: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, int], ...] = ()
    cut: tuple[str, ...] = ()
    reader: str = ""
    problem: Problem | None = None

    def count(self, kind: Kind) -> int:
        return sum(definition.kind is kind for definition in self.definitions)

    def observed(self, topic: Topic) -> tuple[Definition, ...]:
        """Those definitions that observations of a topic name in full."""
        names = {each.detail for each in self.observations if each.topic is topic}
        return tuple(each for each in self.definitions if each.qualname in names)

    @property
    def tells_imports(self) -> bool:
        """Whether its reader looks for what a file imports, and not for declarations alone."""
        return self.reader not in _DECLARATIONS_ONLY

    @property
    def has_keywords(self) -> bool:
        return bool(self.definitions or self.imports)
