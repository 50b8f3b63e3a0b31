"""What a link of a text names: a file, a folder by the file that stands for it, a document.

An address with a scheme or a host names nothing of the repository, and is never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from posixpath import dirname, join
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_kwindex.analysis.linking import labels, manuals
from sphinx_kwindex.model.facts import Form, Import
from sphinx_kwindex.model.parts import Origin

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.linking.families import Files

#: What shows for a folder where a link leads to it: on a host of git, and in a browser.
_READMES = ("README.md", "README.rst", "README.txt", "README", "index.md", "index.rst")
_INDEX = ("index.html", "index.htm")

#: Suffixes of documents, which Sphinx and MyST leave out where they name one.
_DOCUMENTS = (".rst", ".md", ".txt", ".ipynb")

_ADDRESS = re.compile(r"//|[A-Za-z][A-Za-z0-9+.-]*:")


def is_address(written: str) -> bool:
    """Whether a link has a scheme or a host, rather than a path alone
    (https://www.rfc-editor.org/rfc/rfc3986#section-4.2)."""
    return _ADDRESS.match(written) is not None


def document(files: Files, importer: str, entry: Import) -> str | None:
    """What a link of Markdown, reStructuredText or a notebook names.

    ``/`` begins at the folder of Sphinx's ``conf.py``, where there is one above the text, or else
    at the root. A label is looked for in the texts of the same manual. What leads nowhere from the
    text itself counts from those that include it, as it does where they are shown.
    """
    if entry.form is Form.LABEL:
        return labels.text_of(files, importer, entry.module.removeprefix("#"))
    indexes = (*_READMES, *_INDEX)
    answer = _found(files, importer, entry, _DOCUMENTS, indexes)
    if answer is not None:
        return answer
    found = {
        _found(files, includer, entry, _DOCUMENTS, indexes)
        for includer in files.includers.get(importer, {}).values()
    } - {None}
    return found.pop() if len(found) == 1 else None


def note_includers(files: Files, texts: Iterable[tuple[str, Sequence[Import]]]) -> None:
    """Note which texts take which in.

    :param texts: each with what it names.
    """
    for path, entries in texts:
        for entry in entries:
            if entry.form is Form.INCLUDE:
                included = _found(files, path, entry, (), ())
                if included is not None and included != path:
                    # From one folder, all links lead to the same.
                    files.includers.setdefault(included, {}).setdefault(dirname(path), path)


def page(files: Files, importer: str, entry: Import) -> str | None:
    """What a link of HTML or of a style sheet names."""
    return _found(files, importer, entry, (), (*_INDEX, *_READMES))


def origin(importer: str, entry: Import) -> Origin:
    """An address is somebody else's; a path or a label that no file answers leads nowhere."""
    is_outside = entry.form is not Form.LABEL and is_address(entry.module)
    return Origin.THIRD if is_outside else Origin.UNRESOLVED


def _found(
    files: Files,
    importer: str,
    entry: Import,
    suffixes: tuple[str, ...],
    indexes: tuple[str, ...],
) -> str | None:
    written = entry.module.partition("?")[0]
    if not written or is_address(written):
        return None
    for path in dict.fromkeys((written, unquote(written))):
        for place in _places(files, importer, path):
            endings = ("", *suffixes, *(f"/{name}" for name in indexes))
            for ending in endings:
                answer = files.at(f"{place}{ending}") if place else files.at(ending.strip("/"))
                if answer is not None:
                    return answer
    return None


def _places(files: Files, importer: str, path: str) -> Iterator[str]:
    """Where a path leads, from the root of the repository."""
    if not path.startswith("/"):
        yield join(dirname(importer), path).rstrip("/")
        return
    below = path.lstrip("/").rstrip("/")
    if manual := manuals.folder(files, importer):
        yield f"{manual}/{below}"
    yield below
