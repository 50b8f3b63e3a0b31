"""What a reader has found in one file, on its way to be facts."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from sphinx_kwindex.analysis import plain
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.drafts import Draft, finished
from sphinx_kwindex.analysis.secrets import withheld
from sphinx_kwindex.analysis.text import LINE_END, shortened, without_surrogates
from sphinx_kwindex.model.facts import FileFacts, Form, Import, Kind, Problem, Scope
from sphinx_kwindex.model.files import Reason

#: Characters of a name, and of a value, that are kept.
NAME = 200
VALUE = 80
#: Definitions, and names of other files, of one file: more than anybody wrote.
MOST = 20_000

#: Kinds whose value is set by the file, and those that have another one.
_SETTINGS = (Kind.KEY, Kind.VARIABLE, Kind.CONSTANT)
_VALUED = (*_SETTINGS, Kind.REQUIREMENT, Kind.TARGET)


class Found:
    """The names of one file in any order, and what it names of other files.

    Names are in one line and of sane length, no string holds a lone surrogate, and a value whose
    name tells of a credential is withheld.
    """

    def __init__(self) -> None:
        self.definitions: list[Draft] = []
        self.imports: list[Import] = []
        self.cut: set[str] = set()
        self.problem: Problem | None = None

    def define(
        self,
        kind: Kind,
        name: str,
        line: int,
        *,
        parent: str = "",
        joint: str = ".",
        end_line: int = 0,
        value: str = "",
        tags: tuple[str, ...] = (),
        **rest: Any,
    ) -> str:
        """Add a definition, and return its qualified name.

        :param parent: the qualified name of what it stands in, or empty.
        :param end_line: `line` where nothing is given.
        :param rest: other fields of a definition.
        """
        name = one_line(name)[:NAME] or '""'
        qualname = f"{parent}{joint}{name}" if parent else name
        if len(self.definitions) >= MOST:
            self.cut.add("number")
            return qualname
        rows = value.strip().split("\n") if kind in _VALUED else []
        value = one_line(value) if rows else ""
        if value and withheld((parent, name) if kind in _SETTINGS else (), value):
            value, tags = "", (*tags, "withheld")
        elif len(rows) > 1:
            value = LINE_END.join(map(one_line, rows))
        self.definitions.append(
            Draft(
                kind,
                name,
                qualname,
                line,
                end_line,
                set(tags),
                value=shortened(value, VALUE),
                **rest,
            )
        )
        return qualname

    def extend(self, place: int, line: int) -> None:
        """Give a definition its last line, where that is known only now.

        :param place: in `definitions`.
        """
        if place < len(self.definitions):
            self.definitions[place].end_line = line

    def name(
        self,
        module: str,
        line: int,
        *,
        name: str | None = None,
        alias: str | None = None,
        form: Form = Form.IMPORT,
        scope: Scope = Scope.MODULE,
    ) -> None:
        """Add another file, or what is taken from it."""
        module = one_line(module)[:NAME]
        if module and len(self.imports) < MOST:
            self.imports.append(Import(module, name, alias, line, scope, form))

    def fail(self, message: str, line: int) -> None:
        """Say that the text is not well formed: of what stands behind, nothing is certain."""
        self.problem = Problem(Reason.SYNTAX, one_line(message)[:NAME], line)
        self.definitions = [each for each in self.definitions if each.line < line]
        self.imports = [each for each in self.imports if each.line < line]

    def facts(self, text: str, language: Language, reader: str) -> FileFacts:
        """Return all of it as facts, with what any text has.

        :param reader: the distribution that read it.
        """
        return replace(
            plain.analyse(text, language),
            definitions=finished(self.definitions),
            imports=tuple(sorted(self.imports, key=lambda each: each.line)),
            cut=tuple(sorted(self.cut)),
            reader=reader,
            problem=self.problem,
        )


def one_line(text: str) -> str:
    """`text` in one line, without lone surrogates."""
    if text.isidentifier():  # as most names are
        return text
    return without_surrogates(" ".join(text.split()))
