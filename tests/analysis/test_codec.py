"""Facts survive as bytes, and their names tell what they depend on."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import codec, keys
from sphinx_kwindex.analysis.languages import PYTHON, UNKNOWN
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import FileFacts


def test_round_trip() -> None:
    facts = analyse(
        "a.py", b"'''A.'''\n__all__ = ['B']\nfrom .b import c\nclass B(c): x: int = 1\n"
    )
    blob = codec.dump(facts)
    assert codec.load(blob, FileFacts) == facts
    assert codec.dump(codec.load(blob, FileFacts)) == blob


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"lines": 1}', b"\xff"])
def test_damage_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        codec.load(data, FileFacts)


def test_names_of_facts() -> None:
    content = codec.digest(b"x")
    assert len(content) == 32
    found = {keys.facts_key(text, kind) for text in (content, "") for kind in (PYTHON, UNKNOWN)}
    assert len(found) == 4
