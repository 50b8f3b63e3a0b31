"""What the search finds in a repository: which names, with which places, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import Definition, FileFacts, Form, Import, Kind
from sphinx_kwindex.sphinx_ext.keyword_search.entries import KINDS, Entries, Gathering, Rank

USES = {"run": 7, "unused": 0}


@dataclass(frozen=True)
class Known:
    """A file, as far as the search asks."""

    path: str
    has_page: bool = True
    language: str = "Python"


def found(without_page: frozenset[str] = frozenset(), **held: FileFacts) -> Entries:
    paths = {path.replace("__", "/") + ".py": facts for path, facts in held.items()}
    docnames = Docnames(paths, "kwindex", False)
    gathering = Gathering(docnames, USES, lambda docname: f"{docname}.html")
    for path in sorted(paths):
        file: Any = Known(path, path not in without_page)
        known: Any = paths[path]
        gathering.add(file, known)
    return gathering.entries()


def definition(name: str, line: int = 1, kind: Kind = Kind.FUNCTION, **more: Any) -> Definition:
    given = {"qualname": name, "anchor": name, **more}
    return Definition(kind, name, line=line, end_line=line, **given)


def facts(*definitions: Definition, imports: tuple[Import, ...] = ()) -> FileFacts:
    return FileFacts(definitions=definitions, imports=imports)


def places(entries: Entries, name: str) -> list[tuple[str, str, int]]:
    return [
        (KINDS[place.kind], entries.files[place.file].path, place.line)
        for place in entries.places[name]
    ]


def test_definitions_before_the_file_and_the_file_before_imports() -> None:
    entries = found(
        a=facts(definition("b.py", 3), imports=(Import("b.py", None, None, 1),)),
        x__b=facts(),
    )
    assert places(entries, "b.py") == [
        ("function", "a.py", 3),
        ("file", "x/b.py", 0),
        ("import-import", "a.py", 1),
    ]
    assert entries.identifiers == 1


def test_public_before_private_then_by_path_and_line() -> None:
    entries = found(
        b=facts(definition("run", 9), definition("run", 2, anchor="run~2")),
        a=facts(definition("run", 7, qualname="_f.run", anchor="_f.run")),
    )
    ranks = [(place.rank, place.line) for place in entries.places["run"]]
    assert ranks == [(Rank.PUBLIC, 2), (Rank.PUBLIC, 9), (Rank.PRIVATE, 7)]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"signature": "(a, b=1)"}, ("", "(a, b=1)", "")),
        ({"bases": ("A", "B")}, ("", "(A, B)", "")),
        ({"annotation": "int", "value": "1"}, ("", ": int = 1", "")),
        ({"qualname": "C.f", "anchor": "C.f"}, ("C.", "", "")),
        ({"qualname": "C.f", "anchor": "C.f~2"}, ("C.", "", "C.f~2")),
        ({"signature": "(x='\t\n\u2028\ud800')"}, ("", "(x=' \ufffd\ufffd')", "")),
    ],
)
def test_what_a_result_shows(more: dict[str, Any], shown: tuple[str, str, str]) -> None:
    (place,) = found(a=facts(definition("f", **more))).places["f"]
    assert (place.before, place.after, place.anchor) == shown


@pytest.mark.parametrize(
    ("statement", "name", "after"),
    [
        (Import("numpy", None, "np", 4), "numpy", ""),
        (Import("os.path", None, None, 4), "os.path", ""),
        (Import("..util", "tool", None, 4), "tool", "from ..util"),
        (Import("..util", "*", None, 4), "..util", ""),
        (Import("a/b.h", None, None, 4, form=Form.SYSTEM), "a/b.h", ""),
    ],
)
def test_an_import_is_found_by_what_it_names(statement: Import, name: str, after: str) -> None:
    (place,) = found(a=facts(imports=(statement,))).places[name]
    assert (place.rank, place.line, place.after, place.anchor) == (Rank.IMPORT, 4, after, "L-4")
    assert KINDS[place.kind] == f"import-{statement.form.value}"


def test_what_is_no_code_and_no_import_is_left_out() -> None:
    link = Import("https://example.org", None, None, 1, form=Form.LINK)
    entries = found(a=facts(definition("Heading", kind=Kind.HEADING), imports=(link,)))
    assert list(entries.places) == ["a.py"]


def test_a_file_without_a_page_has_no_result() -> None:
    entries = found(frozenset({"b.py"}), a=facts(definition("run")), b=facts(definition("go")))
    assert [file.path for file in entries.files] == ["a.py"]
    assert list(entries.places) == ["a.py", "run"]


def test_names_that_are_used_nowhere_are_not_counted() -> None:
    assert found().uses == {"run": 7}
