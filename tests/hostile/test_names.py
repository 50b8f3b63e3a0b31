"""A hundred thousand paths that are made to meet, and the documents that they are given."""

from __future__ import annotations

import random
from posixpath import dirname

from sphinx_kwindex.model.docnames import Docnames
from tests.hostile.building import LONG
from tests.model.test_docnames import PIECES, documents, folded

#: Names that some system keeps for its devices.
DEVICES = ("con", "CON", "aux", "nul", "com1", "lpt1", "prn", "con.py", "NUL.txt")


@LONG
def test_no_two_of_a_hundred_thousand_paths_share_a_document() -> None:
    choose = random.Random(1)  # noqa: S311 - paths, no secrets
    pieces = (*PIECES, *DEVICES)
    paths: set[str] = set()
    while len(paths) < 100_000:
        depth = choose.randint(1, 5)
        names = ("".join(choose.choices(pieces, k=choose.randint(1, 4))) for _ in range(depth))
        paths.add("/".join(names))
    found: set[str] = set()
    folders: set[str] = set()
    files: set[str] = set()
    count = 0
    for docname in documents(Docnames(paths), sorted(paths)):
        # In dirhtml a document and an index below its name are one file.
        name = folded(docname)
        found.add(name.removesuffix("/index"))
        files.add(f"{name}.html")
        folders.add(dirname(name))
        count += 1
    assert count > 300_000
    assert len(found) == count
    assert files.isdisjoint(folders), "a file where a folder must be"
