"""A definition that was a draft is a definition like any other."""

import pytest
from msgspec.structs import replace

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.readers.drafts import Draft, finished
from sphinx_kwindex.model.facts import Definition, Kind


def test_draft_is_the_definition_when_done() -> None:
    draft = Draft(Kind.CLASS, "B", "A.B", 3, 2, {"private", "abstract"}, bases=("A",), summary="B.")
    draft.parameters = ("T",)
    plain = Definition(
        kind=Kind.CLASS,
        name="B",
        qualname="A.B",
        anchor="A.B",
        line=3,
        end_line=3,
        bases=("A",),
        tags=("abstract", "private"),
        summary="B.",
        parameters=("T",),
    )
    (made,) = finished([draft])
    assert made == plain
    assert type(made) is Definition
    assert hash(made) == hash(plain)
    assert codec.dump(made) == codec.dump(plain)
    assert replace(made, line=1) == replace(plain, line=1)
    with pytest.raises(AttributeError):
        made.line = 1  # type: ignore[misc]


def test_definitions_stand_in_the_order_of_their_lines() -> None:
    drafts = [
        Draft(Kind.KEY, "b", "a.b", 2, 2),
        Draft(Kind.KEY, "a", "a", 1, 2),
        Draft(Kind.KEY, "b", "a.b", 2, 3),
    ]
    made = finished(drafts)
    assert [(each.anchor, each.line, each.end_line) for each in made] == [
        ("a", 1, 2),
        ("a.b", 2, 2),
        ("a.b~2", 2, 3),
    ]
