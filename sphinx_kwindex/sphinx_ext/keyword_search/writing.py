"""What the search of keywords writes, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sphinx_kwindex.model.facts import Form, Kind
from sphinx_kwindex.pages.i18n import _, marked, written
from sphinx_kwindex.pages.kinds import word
from sphinx_kwindex.sphinx_ext.exports import files
from sphinx_kwindex.sphinx_ext.keyword_search import layout
from sphinx_kwindex.sphinx_ext.keyword_search.entries import FILE, Entries

_FORMS: Mapping[Form, str] = {
    Form.IMPORT: marked("import"),
    Form.INCLUDE: marked("include"),
    Form.SYSTEM: marked("include"),
    Form.MODULE: marked("module in a file of its own"),
    Form.USE: marked("image, action or package"),
}


def write(folder: Path, entries: Entries) -> None:
    """Write what differs from what is there, and remove what an earlier build has left of its own.

    :param folder: :data:`~sphinx_kwindex.sphinx_ext.keyword_search.FOLDER` of an output folder.
    """
    there = set()
    for name, text in layout.files(entries, words(), messages()):
        files.put(folder / name, text.encode("ascii"))
        there.add(name)
    for file in folder.glob("*.js"):
        if file.name not in there:
            file.unlink()


def words() -> dict[str, str]:
    """What each kind is called, in the language of the build."""
    return {
        **{kind.value: word(kind) for kind in Kind if kind.is_code},
        **{f"import-{form.value}": _(message) for form, message in _FORMS.items()},
        FILE: _("file"),
    }


def messages() -> dict[str, str]:
    """What else the search says, in the language of the build."""
    return {
        "results": _("Results: {number}"),
        "first": _("Results so far: {number}. Loading all names..."),
        "nothing": _("No keyword, import or file matches."),
        "places": _("more places: {number}"),
        "all": _("All results"),
        "thousands": written(1000)[1:-3],
    }
