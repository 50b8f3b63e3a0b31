"""What the manual says of each language, against what its reader finds in a sample."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sphinx_kwindex.analysis import languages
from sphinx_kwindex.analysis.ctags_kinds import COMMON, KINDS, SIGNS
from sphinx_kwindex.analysis.languages import HEAD, Language, identify
from sphinx_kwindex.analysis.linking.families import FAMILIES
from sphinx_kwindex.analysis.readers.table import READERS
from sphinx_kwindex.analysis.readers.tokens import DECLARING
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

HERE = Path(__file__).parent
MANUAL = HERE.parent / "docs/reference/languages.md"
SAMPLES = HERE / "roots/languages"
OTHERS = "any other"


class Row(NamedTuple):
    """A row of the manual's table, cell by cell."""

    readers: frozenset[str]
    kinds: frozenset[str]
    forms: frozenset[str]
    calls: bool
    complexity: bool


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def words(cell: str) -> frozenset[str]:
    return frozenset(word.strip(" `") for word in cell.split(",")) - {"none", ""}


def rows() -> Iterator[tuple[str, Row]]:
    table = MANUAL.read_text("utf-8").partition("|---|---|---|---|---|---|\n")[2]
    for line in table.partition("\n\n")[0].split("\n"):
        names, readers, kinds, forms, calls, complexity = cells(line)
        row = Row(words(readers), words(kinds), words(forms), calls == "yes", complexity == "yes")
        for name in names.split(", "):
            yield name, row


@cache
def samples() -> dict[str, list[FileFacts]]:
    found: dict[str, list[FileFacts]] = defaultdict(list)
    for path in sorted(SAMPLES.rglob("*")):
        if path.is_file():
            facts = analyse(path.name, path.read_bytes())
            assert facts.problem is None, path
            found[facts.language].append(facts)
    return found


def known() -> set[Language]:
    """The languages that have a reader of their own."""
    found = {*languages.NAMES.values(), *languages.PATTERNS.values(), *languages.OWN.values()}
    found |= {languages._by_alias(alias) for alias in languages.ANALYSERS}
    return {each for each in found if each.analyser not in ("plain", "tokens")}


def test_each_language_with_a_reader_has_one_row_and_no_other_has() -> None:
    named = [name for name, _ in rows()]
    assert len(named) == len(set(named))
    assert set(named) == {each.name for each in known()} | {OTHERS}


def test_each_reader_has_a_sample() -> None:
    read = {
        identify(path.name, path.read_bytes()[:HEAD]).analyser
        for path in SAMPLES.rglob("*")
        if path.is_file()
    }
    assert read == set(READERS) - {"plain"}


@pytest.mark.parametrize(("name", "row"), [row for row in rows() if row[0] != OTHERS])
def test_the_manual_says_what_the_reader_finds(name: str, row: Row) -> None:
    found = samples()[name]
    kinds = {definition.kind.value for facts in found for definition in facts.definitions}
    forms = {entry.form.value for facts in found for entry in facts.imports}
    assert row == Row(
        frozenset(facts.reader for facts in found),
        frozenset(kinds),
        frozenset(forms),
        any(facts.calls for facts in found),
        any(definition.complexity for facts in found for definition in facts.definitions),
    )


def test_the_rest_is_what_the_tables_of_pygments_and_ctags_name() -> None:
    row = dict(rows())[OTHERS]
    told = {*DECLARING.values(), *COMMON.values()}
    told |= {kind for own in KINDS.values() for kind in own.values() if kind is not None}
    told |= {sign.kind for own in SIGNS.values() for sign in own if sign.kind is not None}
    assert row.kinds == {kind.value for kind in told}


def test_a_language_whose_files_name_others_by_paths_says_so() -> None:
    by_name = dict(rows())
    linked = {name for name, row in by_name.items() if row.forms}
    assert set(FAMILIES) <= linked | {"Objective-C", "Objective-C++"}


def test_words_are_those_of_the_model() -> None:
    for _, row in rows():
        assert row.kinds <= {kind.value for kind in Kind}
        assert row.forms <= {form.value for form in Form}
