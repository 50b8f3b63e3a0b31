"""``kwindex.json``: every file and every keyword, for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import Definition, Import
from sphinx_kwindex.model.phrases import english
from sphinx_kwindex.model.repository import ReadFile
from sphinx_kwindex.sphinx_ext.exports.files import whole


def write(
    path: Path, store: Store, docnames: Docnames, address: Callable[[str], str | None]
) -> None:
    """Write the export, one file of the repository at a time.

    :param address: returns where a document lies, relative to the output folder, or ``None``
        where this builder has no such document.
    """
    with whole(path) as out:
        out.write(b'{"schema": 1, "files": [')
        separator = b"\n"
        for entry in _files(store, docnames, address):
            out.write(separator + codec.dump(entry))
            separator = b",\n"
        out.write(b"\n]}\n")


def _files(
    store: Store, docnames: Docnames, address: Callable[[str], str | None]
) -> Iterator[dict[str, Any]]:
    known = store.files()
    for path in sorted(known):
        file = known[path][1]
        yield _file(file, store, docnames, address)


def _file(
    file: ReadFile, store: Store, docnames: Docnames, address: Callable[[str], str | None]
) -> dict[str, Any]:
    page = docnames.file(file.path).docname if file.has_page else None
    href = address(page) if page else None
    keywords = docnames.keywords(file.path).docname if file.has_keywords else None
    facts = store.keywords(file.facts) if file.facts else None
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
        "keywords": [_keyword(item, href) for item in facts.definitions] if facts else [],
        "imports": [_import(item) for item in facts.imports] if facts else [],
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
