"""A repository made in memory from the sources of its files."""

from __future__ import annotations

from collections.abc import Mapping, Set
from textwrap import dedent

from sphinx_kwindex.analysis import worker
from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.files import SourceFile
from sphinx_kwindex.model.repository import ReadFile, Repository


def build(
    sources: Mapping[str, str], *, combined: bool = False, executable: Set[str] = frozenset()
) -> Repository:
    """Read sources, given by path, as the build does."""
    facts = {
        path: worker.analyse(path, dedent(source).encode()) for path, source in sources.items()
    }
    return assemble(facts, combined=combined, executable=executable)


def assemble(
    facts: Mapping[str, FileFacts], *, combined: bool = False, executable: Set[str] = frozenset()
) -> Repository:
    """Make a repository of files whose facts are known."""
    files = tuple(
        ReadFile(
            SourceFile(path, size=1, executable=path in executable),
            content=f"content of {path}",
            facts=path,
            text=f"text of {path}",
            language=facts[path].language,
            lexer=facts[path].lexer,
            summary=facts[path].summary,
            has_keywords=facts[path].has_keywords,
            problem=facts[path].problem,
        )
        for path in sorted(facts)
    )
    return Repository(
        "project", files, Docnames(facts, combined=combined), facts.__getitem__, combined=combined
    )


def assert_named(sources: Mapping[str, str], path: str, named: list[str]) -> None:
    """The imports of a file name these files, in order, and each of them knows of it."""
    links = link(build(sources))
    assert [found.path if found else "" for found in links.imports[path]] == named
    for other in filter(None, named):
        assert path in dict(links.importers[other])
