"""The catalogues hold what the sources say, and every language all of it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from textwrap import dedent

import pytest
from babel.messages.catalog import Catalog, Message
from sphinx import locale

from sphinx_kwindex.analysis.build_facts import facts
from sphinx_kwindex.pages import i18n
from sphinx_kwindex.pages.book import WHAT
from sphinx_kwindex.sphinx_ext.translation import LOCALE
from tests import messages
from tests.analysis.test_build_facts import CASES

FIELD = re.compile(r"\{\{?\w+\}?\}|``")
CATALOGUES = pytest.mark.parametrize(
    "path", messages.catalogues(), ids=lambda path: str(path.parts[-3])
)
ADVICE = "run: python tests/messages.py update"


def places(catalog: Catalog) -> dict[object, list[str]]:
    return {each.id: sorted(name for name, _line in each.locations) for each in catalog if each.id}


def test_template_holds_what_the_sources_say() -> None:
    assert places(messages.read(messages.TEMPLATE)) == places(messages.extracted()), ADVICE


@CATALOGUES
def test_catalogue_holds_the_messages_of_the_template(path: Path) -> None:
    assert places(messages.read(path)) == places(messages.read(messages.TEMPLATE)), ADVICE


@CATALOGUES
def test_every_message_is_translated(path: Path) -> None:
    assert [each.id for each in messages.untranslated(messages.read(path))] == []


def forms(message: Message) -> tuple[list[str], list[str]]:
    """Return the forms of a message, and those of its translation."""
    return _listed(message.id), _listed(message.string)


def _listed(text: object) -> list[str]:
    return [str(each) for each in text] if isinstance(text, tuple | list) else [str(text)]


@CATALOGUES
def test_translations_have_the_fields_of_their_messages(path: Path) -> None:
    catalog = messages.read(path)
    wrong = []
    for each in catalog:
        if each.id:
            said, translated = forms(each)
            fields = sorted(FIELD.findall(said[-1]))
            # A language may spell out the number of a form that stands for one number.
            wanted = [fields, sorted(set(fields) - {"{number}"})] if len(said) > 1 else [fields]
            if any(sorted(FIELD.findall(form)) not in wanted for form in translated):
                wrong.append(each.id)
            if len(translated) != (catalog.num_plurals if len(said) > 1 else 1):
                wrong.append(each.id)
    assert wrong == []


@CATALOGUES
def test_compiled_catalogue_is_that_of_the_translations(path: Path) -> None:
    there = messages.meaning(path.with_suffix(".mo").read_bytes())
    assert there == messages.meaning(messages.compiled(messages.read(path))), ADVICE


@CATALOGUES
def test_sample_of_a_number_tells_both_signs(path: Path) -> None:
    (sample,) = _listed(messages.read(path)["1,234.5"].string)
    assert re.fullmatch(r"1\D*234\D+5", sample)


def test_a_message_is_written_where_it_is_extracted() -> None:
    """What ``_`` gets is a message by itself, or comes out of a table of marked ones."""
    loose = [
        f"{path.name}:{text.lineno}: {text.value!r}"
        for path in messages.PACKAGE.rglob("*.py")
        for text in messages.unmarked(ast.parse(path.read_bytes()))
    ]
    assert loose == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("a")', ["a"]),
        ('_("a" "b")', ["ab"]),
        ("f\"{_('a')}: {x}\"", ["a"]),
        ('ngettext("a", "b", n)', [("a", "b")]),
        ('marked_plural("a", "b")', [("a", "b")]),
        ('_(x or marked("a"))', ["a"]),
        ("_(TABLE[x])", []),
    ],
)
def test_messages_of_a_source(tmp_path: Path, source: str, expected: list[object]) -> None:
    (tmp_path / "module.py").write_text(source)
    assert [each.id for each in messages.extracted(tmp_path) if each.id] == expected


@pytest.mark.parametrize(
    "source", ['_(x or "a")', '_("a" if x else "b")', 'ngettext(*("a", "b"), n)']
)
def test_a_message_that_would_be_missed(source: str) -> None:
    assert list(messages.unmarked(ast.parse(source)))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (None, ["7", "999", "1,000", "1,234,567", "7.0", "1,234.5"]),
        ("de", ["7", "999", "1.000", "1.234.567", "7,0", "1.234,5"]),
    ],
)
def test_numbers_are_written_as_the_language_does(
    monkeypatch: pytest.MonkeyPatch, language: str | None, expected: list[str]
) -> None:
    monkeypatch.setattr(locale, "translators", {})
    locale.init([LOCALE], language, i18n.CATALOG)
    whole = [i18n.written(number) for number in (7, 999, 1000, 1_234_567)]
    assert [*whole, i18n.written(7, 1), i18n.written(1234.54, 1)] == expected


def test_what_build_files_say_has_a_word_on_pages() -> None:
    said = {what for path, (text, _) in CASES.items() for what, _ in facts(path, dedent(text))}
    assert said
    assert said <= WHAT


def test_a_language_is_begun_and_brought_up_to_date(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    monkeypatch.setattr(messages, "TEMPLATE", tmp_path / "template.pot")
    messages.add("fr")
    assert "fr: not translated: 'Keywords'" in list(messages.update())
    path = tmp_path / "fr/LC_MESSAGES/sphinx_kwindex.po"
    assert messages.meaning(path.with_suffix(".mo").read_bytes()) == {}
    path.write_text(path.read_text().replace('"Keywords"\nmsgstr ""', '"Keywords"\nmsgstr "Mots"'))
    assert "fr: not translated: 'Keywords'" not in list(messages.update())
    assert messages.meaning(path.with_suffix(".mo").read_bytes()) == {"Keywords": "Mots"}
    written = path.read_bytes()
    messages.add("fr")
    assert list(messages.update())
    assert path.read_bytes() == written
