"""The part of a file's facts that lists need is read from the whole of them."""

from __future__ import annotations

from msgspec.structs import fields

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.keywords import Keywords


def test_keywords_are_fields_of_facts() -> None:
    whole = {each.name: (each.type, each.default) for each in fields(FileFacts)}
    assert {each.name: (each.type, each.default) for each in fields(Keywords)}.items() <= (
        whole.items()
    )


def test_keywords_are_read_from_facts() -> None:
    facts = analyse("shop.py", b"import os\nclass Shop:\n    def open(self): os.getcwd()\n")
    read = codec.load(codec.dump(facts), Keywords)
    assert all(getattr(read, each.name) == getattr(facts, each.name) for each in fields(Keywords))
    assert [each.qualname for each in read.definitions] == ["Shop", "Shop.open"]
