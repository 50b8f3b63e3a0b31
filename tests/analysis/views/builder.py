"""A repository made in memory from a few words about each file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from sphinx_kwindex.analysis.testfiles import evidence
from sphinx_kwindex.model.anchors import assign
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import (
    Definition,
    FileFacts,
    Form,
    Import,
    Kind,
    LineCounts,
    Observation,
    Problem,
)
from sphinx_kwindex.model.files import SourceFile
from sphinx_kwindex.model.repository import Links, ReadFile, Repository, Resolved

_KINDS = {
    "class": Kind.CLASS,
    "def": Kind.FUNCTION,
    "method": Kind.METHOD,
    "var": Kind.VARIABLE,
    "heading": Kind.HEADING,
}


class File(Struct, frozen=True):
    """One file.

    :ivar defines: lines of ``kind qualname``, a class with ``: summary`` after it if it has one.
    :ivar imports: paths of the files that it imports.
    :ivar form: how it names those files.
    :ivar uses: identifiers that it names, each as often as it stands there.
    """

    defines: str = ""
    imports: tuple[str, ...] = ()
    uses: str = ""
    docstring: str = ""
    heading: str = ""
    text: str = "text"
    main_guard: int = 0
    problem: Problem | None = None
    read: bool = True
    first_line: int = 1
    lines: int = 1
    language: str = ""
    form: Form = Form.IMPORT
    observations: tuple[Observation, ...] = ()
    reader: str = ""


def _definitions(file: File) -> tuple[Definition, ...]:
    rows = []
    for line in filter(None, map(str.strip, file.defines.splitlines())):
        kind, _, rest = line.partition(" ")
        qualname, _, summary = rest.partition(": ")
        rows.append((_KINDS[kind], qualname, summary))
    anchors = assign((qualname, kind.has_body) for kind, qualname, _ in rows)
    return tuple(
        Definition(kind, q.rpartition(".")[2], q, anchor, line, line, summary=summary)
        for line, ((kind, q, summary), anchor) in enumerate(
            zip(rows, anchors, strict=True), file.first_line
        )
    )


def _facts(path: str, file: File) -> FileFacts:
    said = file.docstring or file.heading
    return FileFacts(
        language=file.language or ("Python" if path.endswith(".py") else ""),
        lines=LineCounts(file.lines),
        summary=said.partition("\n")[0],
        summary_source="docstring" if file.docstring else "heading" if file.heading else "",
        docstring=file.docstring,
        definitions=_definitions(file),
        imports=tuple(Import(other, None, None, 1, form=file.form) for other in file.imports),
        main_guard=file.main_guard,
        observations=file.observations,
        uses=tuple(sorted(Counter(file.uses.split()).items())),
        reader=file.reader or ("astroid" if path.endswith(".py") else ""),
        problem=file.problem,
    )


class Built(Struct, frozen=True):
    repository: Repository
    links: Links
    texts: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: str) -> str:
        return self.texts[path]


def build(files: Mapping[str, File | str]) -> Built:
    """Make a repository of `files`; a bare string is what a file defines."""
    made = {p: f if isinstance(f, File) else File(f) for p, f in files.items()}
    facts = {path: _facts(path, made[path]) for path in sorted(made)}
    read = []
    for path, said in facts.items():
        source = SourceFile(path, size=1)
        if not made[path].read:
            read.append(ReadFile(source, language=said.language, problem=made[path].problem))
            continue
        file = ReadFile(source, content=path, facts=path, text=path, summary=said.summary)
        read.append(
            replace(
                file,
                language=said.language,
                has_keywords=said.has_keywords,
                lines=said.lines.total,
                problem=made[path].problem,
            )
        )
    repository = Repository("sample", tuple(read), Docnames(made), facts.__getitem__)
    return Built(repository, _links(made, facts), {path: f.text for path, f in made.items()})


def _links(made: Mapping[str, File], facts: Mapping[str, FileFacts]) -> Links:
    definitions: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    uses: Counter[str] = Counter()
    importers: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    modules = {}
    for path, said in facts.items():
        for index, definition in enumerate(said.definitions):
            if not definition.kind.is_code:
                continue
            definitions[definition.name].append((path, index))
        uses.update(dict(said.uses))
        for imported in dict.fromkeys(made[path].imports):
            importers[imported].append((path, 1))
        if path.endswith(".py"):
            modules[path] = path[:-3].replace("/", ".").removesuffix(".__init__")
    return Links(
        modules=modules,
        imports={p: tuple(Resolved(i) for i in f.imports) for p, f in made.items()},
        importers={path: tuple(found) for path, found in importers.items()},
        definitions={name: tuple(found) for name, found in definitions.items()},
        uses={name: uses[name] for name in definitions},
        forms={
            path: dict.fromkeys(file.imports, file.form)
            for path, file in made.items()
            if file.form is not Form.IMPORT
        },
        tests={path: frozenset() for path, said in facts.items() if evidence(path, said)},
    )
