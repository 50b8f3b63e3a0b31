"""``kwindex.json``: every file and every keyword, for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import Definition, Import
from sphinx_kwindex.model.keywords import Keywords
from sphinx_kwindex.model.phrases import english
from sphinx_kwindex.model.repository import ReadFile
from sphinx_kwindex.sphinx_ext.exports.files import whole


@contextmanager
def writing(
    path: Path, docnames: Docnames, address: Callable[[str], str | None]
) -> Iterator[Callable[[ReadFile, Keywords], None]]:
    """Write the export from what is given within, one file of the repository at a time.

    :param address: returns where a document lies, relative to the output folder, or ``None``
        where this builder has no such document.
    """
    with whole(path) as out:
        separator = b"\n"

        def take(file: ReadFile, facts: Keywords) -> None:
            nonlocal separator
            out.write(separator + codec.dump(_file(file, facts, docnames, address)))
            separator = b",\n"

        out.write(b'{"schema": 1, "files": [')
        yield take
        out.write(b"\n]}\n")


def _file(
    file: ReadFile, facts: Keywords, docnames: Docnames, address: Callable[[str], str | None]
) -> dict[str, Any]:
    page = docnames.file(file.path).docname if file.has_page else None
    href = address(page) if page else None
    keywords = docnames.keywords(file.path).docname if file.has_keywords else None
    return {
        "path": file.path,
        "docname": page if href is not None else None,
        "keywords_docname": keywords if keywords and address(keywords) is not None else None,
        "language": file.language or None,
        "indexed": file.problem is None,
        "reason": None if file.problem is None else file.problem.reason.value,
        "held_back": [
            {"what": english(held.what), "lines": list(held.lines)} for held in file.held
        ],
        "keywords": [_keyword(item, href) for item in facts.definitions],
        "imports": [_import(item) for item in facts.imports],
    }


def _keyword(definition: Definition, href: str | None) -> dict[str, Any]:
    return {
        "kind": definition.kind.value,
        "name": definition.name,
        "qualname": definition.qualname,
        "line": definition.line,
        "end_line": definition.end_line,
        "anchor": definition.anchor,
        "href": None if href is None else f"{href}#{definition.anchor}",
        "tags": list(definition.tags),
    }


def _import(item: Import) -> dict[str, Any]:
    return {
        "module": item.module,
        "name": item.name,
        "alias": item.alias,
        "line": item.line,
        "scope": item.scope.value,
        "form": item.form.value,
    }
