"""Ids of lines and definitions."""

from __future__ import annotations

from sphinx_kwindex.model.anchors import THEME_IDS, assign, line_anchor


def test_a_definition_keeps_its_qualified_name() -> None:
    assert assign([("Outer", True), ("Outer.method", True), ("LIMIT", False)]) == [
        "Outer",
        "Outer.method",
        "LIMIT",
    ]


def test_later_definitions_of_a_name_are_numbered_in_their_order() -> None:
    assert assign([("f", True), ("f", True), ("g", True), ("f", True)]) == [
        "f",
        "f~2",
        "g",
        "f~3",
    ]


def test_a_class_or_function_goes_before_a_variable_of_its_name() -> None:
    assert assign([("codec", False), ("codec", True), ("codec", False)]) == [
        "codec~2",
        "codec",
        "codec~3",
    ]


def test_no_definition_gets_an_id_of_a_theme() -> None:
    ids = assign([(name, body) for name in sorted(THEME_IDS) for body in (True, False)])
    assert THEME_IDS.isdisjoint(ids)
    assert len(set(ids)) == 2 * len(THEME_IDS)


def test_lines_never_meet_definitions() -> None:
    assert line_anchor(12) == "L-12"
    assert "-" in line_anchor(1)
    assert "L_1" not in {line_anchor(1), line_anchor(11)}


def test_names_of_other_languages_are_ids_and_never_meet_others() -> None:
    names = [
        "a.b",
        "build-system.requires",
        "Foo bar",
        "Foo_bar",
        "A::~A",
        "A::~A",
        "x~2",
        "x",
        "x",
    ]
    names += ["L-3", "page-title", "k:a-b", "a-b", "", "k:x", "k:x", "k:x~2", "n-" * 150]
    ids = assign((name, False) for name in names)
    assert len(set(ids)) == len(ids)
    assert ids[:2] == ["a.b", "k:build-system.requires"]
    assert ids[4:6] == ["A::~A", "A::~A~2"]
    assert not [name for name in ids if not name or " " in name or len(name) > 250]
    assert not [name for name in ids if "-" in name and not name.startswith("k:")]
