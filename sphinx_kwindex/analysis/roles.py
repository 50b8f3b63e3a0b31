"""What a file is for, each role with what shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, splitext

from msgspec import Struct

from sphinx_kwindex.analysis import configuration, testfiles
from sphinx_kwindex.analysis.languages import is_told_by_name
from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.facts import FileFacts, Form
from sphinx_kwindex.model.metadata import Command, ProjectMetadata
from sphinx_kwindex.model.parts import Role, Target
from sphinx_kwindex.model.phrases import marked, phrase
from sphinx_kwindex.model.repository import ReadFile

_DOCUMENTATION_SUFFIXES = frozenset({".md", ".rst", ".txt", ".adoc"})
_DOCUMENTATION_FOLDERS = frozenset({"doc", "docs", "documentation", "Doc"})
_DOCUMENTATION_NAMES = frozenset(
    {"authors", "changelog", "changes", "history", "news", "readme"}
    | {"code_of_conduct", "contributing", "security"}
)
#: Languages that people write to people in, and none: what is named ``security.yml`` is data.
_PROSE = frozenset({"", "Groff", "HTML", "Markdown", "Org Mode", "Text", "TeX", "reStructuredText"})
#: Roles that a folder on the way to the file gives, by its exact name.
_FOLDERS = {
    "example": frozenset({"example", "examples", "sample", "samples", "demo", "demos"}),
    "benchmark": frozenset({"benchmark", "benchmarks", "bench", "benches"}),
    "vendored": frozenset({"vendor", "vendored", "_vendor", "third_party", "node_modules"}),
}

Place = Callable[[str], Target | None]
"""The documentation page of a file, by path; ``None`` where it has none."""


class _Asked(Struct, frozen=True):
    """A file, and all that its roles can be seen in."""

    file: ReadFile
    facts: FileFacts
    metadata: ProjectMetadata
    place: Place
    module: str

    def at(self, line: int) -> Target | None:
        page = self.place(self.file.path)
        return Target(page.docname, line_anchor(line)) if page is not None else None

    @property
    def folders(self) -> list[str]:
        return self.file.path.split("/")[:-1]


def roles(
    file: ReadFile,
    facts: FileFacts,
    metadata: ProjectMetadata,
    place: Place,
    module: str = "",
) -> tuple[Role, ...]:
    """What a file is for: each role once for each kind of evidence, in a fixed order.

    Folders count by their exact names and names by their exact parts: nothing is looked for
    inside a word. Pure.

    :param module: dotted name of a Python module, by which commands name it.
    """
    asked = _Asked(file, facts, metadata, place, module)
    return tuple(role for find in _ROLES for role in find(asked))


def _test(asked: _Asked) -> Iterator[Role]:
    found = testfiles.evidence(asked.file.path, asked.facts, asked.metadata.test_paths)
    if found is not None:
        yield Role("test", found.text, asked.at(found.line) if found.line else None)


def _package(asked: _Asked) -> Iterator[Role]:
    if asked.file.source.name in ("__init__.py", "__init__.pyi"):
        yield Role("package", phrase("its name is ``{name}``", name=asked.file.source.name))


def _script(asked: _Asked) -> Iterator[Role]:
    if asked.facts.main_guard:
        at = asked.at(asked.facts.main_guard)
        yield Role("script", phrase('it has a block ``if __name__ == "__main__"``'), at)
    if asked.file.source.name == "__main__.py":
        yield Role("script", phrase("its name is ``__main__.py``, which ``python -m`` runs"))
    for command in asked.metadata.scripts:
        if command.is_script and _starts_in(command, asked):
            evidence = phrase(
                "``{file}`` installs it as the command ``{command}``",
                file=command.path,
                command=command.name,
            )
            yield Role("script", evidence, asked.place(command.path))
    # A language that the name does not tell was told by the first line, ``#!``.
    source = asked.file.source
    if source.executable and asked.file.language and not is_told_by_name(source.name):
        yield Role("script", phrase("it may be executed, and its first line names what runs it"))


def _starts_in(command: Command, asked: _Asked) -> bool:
    # Of several projects in one repository, each installs what lies beside its metadata.
    beside = f"{dirname(command.path)}/".lstrip("/")
    path = asked.file.path
    return command.module == asked.module != "" and path.startswith(beside)


#: What is said of files that no single tool reads.
_READ_BY_OTHERS = {
    "CODEOWNERS": marked("its name is ``{name}``, which the host of the repository reads"),
    "pyproject.toml": marked("its name is ``{name}``, which every tool of Python packaging reads"),
}


def _configuration(asked: _Asked) -> Iterator[Role]:
    tool, name = configuration.reader(asked.file.path)
    if tool:
        message = _READ_BY_OTHERS.get(name) or (
            marked("its path is ``{name}``, which {tool} reads")
            if "/" in name
            else marked("its name is ``{name}``, which {tool} reads")
        )
        yield Role("configuration", phrase(message, name=name, tool=tool))


def _documentation(asked: _Asked) -> Iterator[Role]:
    name, suffix = asked.file.source.name, asked.file.source.suffix
    if asked.file.language not in _PROSE:
        return
    if splitext(name)[0].lower() in _DOCUMENTATION_NAMES:
        yield Role("documentation", phrase("its name is ``{name}``", name=name))
    elif suffix in _DOCUMENTATION_SUFFIXES and name not in configuration.NAMES:
        for part in asked.folders:
            if part in _DOCUMENTATION_FOLDERS:
                evidence = phrase(
                    "its suffix is ``{suffix}`` and it lies in a folder ``{folder}``",
                    suffix=suffix,
                    folder=part,
                )
                yield Role("documentation", evidence)
                return


def vendored(path: str) -> str:
    """The folder on the way to a file that holds copies of other projects, or nothing."""
    folders = path.split("/")[:-1]
    return next((part for part in folders if part in _FOLDERS["vendored"]), "")


def is_example(path: str) -> bool:
    """Whether a file lies in a folder of examples."""
    return any(part in _FOLDERS["example"] for part in _own_folders(path))


def _own_folders(path: str) -> list[str]:
    """The folders on the way to a file, without those that only spell the package of a class."""
    return _PACKAGE.sub("/", path).split("/")[:-1]


#: The domain that stands for any, in a package of Java.
_PACKAGE = re.compile(r"/(?:com|net|org)/example/")


def _benchmark(asked: _Asked) -> Iterator[Role]:
    stem = splitext(asked.file.source.name)[0]
    if not asked.file.language or asked.file.source.suffix in _DOCUMENTATION_SUFFIXES:
        return
    for start in ("bench_", "benchmark_"):
        if stem.startswith(start):
            yield Role("benchmark", phrase("its name starts with ``{start}``", start=start))
            return
    for end in ("_bench", "_benchmark"):
        if stem.endswith(end):
            ending = f"{end}{asked.file.source.suffix}"
            yield Role("benchmark", phrase("its name ends in ``{end}``", end=ending))
            return
    for entry in asked.facts.imports:
        if entry.form is not Form.IMPORT and entry.module == "benchmark/benchmark.h":
            evidence = phrase("it includes ``{header}``", header=entry.module)
            yield Role("benchmark", evidence, asked.at(entry.line))
            return


def _by_folder(asked: _Asked) -> Iterator[Role]:
    own = _own_folders(asked.file.path)
    for name, folders in _FOLDERS.items():
        if (part := next((each for each in own if each in folders), None)) is not None:
            yield Role(name, phrase("it lies in a folder ``{folder}``", folder=part))


def _stub(asked: _Asked) -> Iterator[Role]:
    if asked.file.source.suffix == ".pyi":
        yield Role("stub", phrase("its suffix is ``{suffix}``", suffix=".pyi"))


def _generated(asked: _Asked) -> Iterator[Role]:
    if asked.facts.generated:
        at = asked.at(asked.facts.generated)
        evidence = phrase(
            "its line {line} says that a tool generated it", line=str(asked.facts.generated)
        )
        yield Role("generated", evidence, at)


_ROLES: tuple[Callable[[_Asked], Iterator[Role]], ...] = (
    _test,
    _package,
    _script,
    _configuration,
    _documentation,
    _stub,
    _benchmark,
    _by_folder,
    _generated,
)
