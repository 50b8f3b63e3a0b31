"""Every page kind against its expected doctree, and what holds for all of them.

Set ``KWINDEX_WRITE_EXPECTED`` to write the expected files anew, and read the difference.
"""

from __future__ import annotations

import gettext
import os
from collections import Counter
from pathlib import Path

import pytest
from docutils import nodes
from msgspec.structs import replace
from sphinx import addnodes
from sphinx.locale import translators

from sphinx_kwindex.model.facts import Definition, FileFacts, Kind
from sphinx_kwindex.model.parts import NO_USAGE, FileUsage, Position, Target
from sphinx_kwindex.model.phrases import phrase
from sphinx_kwindex.model.views import KEYWORD_ENTRIES, FilePage, SubtreePage, View
from sphinx_kwindex.pages import sections
from sphinx_kwindex.pages.book import NAMED
from sphinx_kwindex.pages.docstrings import renderer
from sphinx_kwindex.pages.drawing import draw, outline
from sphinx_kwindex.pages.i18n import CATALOG
from sphinx_kwindex.pages.nodes import listing, page_link
from sphinx_kwindex.pages.parts import ROWS, spread
from tests.pages import samples

EXPECTED = Path(__file__).parent / "expected"
DOCSTRING = renderer("plaintext")
NAMES = sorted(samples.PAGES)


def page(name: str) -> nodes.section:
    view, facts = samples.PAGES[name]
    return drawn(view, facts)


def drawn(view: View, facts: FileFacts | None) -> nodes.section:
    section = draw(view, facts, DOCSTRING)
    assert isinstance(section, nodes.section)
    spread(section)
    return section


def ids(root: nodes.Element) -> list[str]:
    return [name for node in root.findall(nodes.Element) for name in node["ids"]]


def functions(number: int) -> FileFacts:
    made = tuple(
        Definition(Kind.FUNCTION, f"f{i}", f"f{i}", f"f{i}", i + 1, i + 1) for i in range(number)
    )
    return replace(samples.FACTS, definitions=made, imports=(), exports=None)


def test_the_file_of_a_package_has_a_parent_and_is_in_none() -> None:
    view = replace(samples.FILE, path="pkg/tool/__init__.py")
    assert "Parent package" in drawn(view, samples.FACTS).astext()
    assert "Parent package" not in drawn(samples.FILE, samples.FACTS).astext()


@pytest.mark.parametrize("name", NAMES)
def test_page_is_as_expected(name: str) -> None:
    text = page(name).pformat()
    # docutils writes truth in two ways, by version; what is not translated is tested by itself.
    for word, digit in (("True", "1"), ("False", "0")):
        text = text.replace(f'="{word}"', f'="{digit}"')
    text = text.replace(' translatable="0"', "").replace(' caption="None"', ' caption="1"')
    path = EXPECTED / f"{name}.txt"
    if os.environ.get("KWINDEX_WRITE_EXPECTED"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_hyphened(name: str) -> None:
    found = ids(page(name))
    assert found[0] == sections.PAGE
    assert [each for each, number in Counter(found).items() if number > 1] == []
    assert [each for each in found if "-" not in each] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_sent_to_translators(name: str) -> None:
    texts = [
        node
        for node in page(name).findall(nodes.TextElement)
        if not isinstance(node, nodes.Inline | addnodes.translatable)
    ]
    assert texts
    assert [node for node in texts if node.get("translatable") is not False] == []


def test_raw_sources_of_titles_are_unique_over_all_pages() -> None:
    # The two states of one document are not two documents.
    pages = [page(name) for name in NAMES if name != "skipped-none"]
    titles = [title.rawsource for each in pages for title in each.findall(nodes.title)]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_every_node_knows_its_parent() -> None:
    for name in NAMES:
        for node in page(name).findall(nodes.Element):
            assert all(child.parent is node for child in node.children)


def test_sections_without_content_are_absent() -> None:
    view = replace(
        samples.FILE,
        roles=(),
        position=None,
        dependencies=(),
        imported_by=(),
        relations=(),
        testing=NO_USAGE,
        related=(),
        review=None,
    )
    facts = replace(
        samples.FACTS,
        language="C",
        definitions=(),
        imports=(),
        exports=None,
        observations=(),
        doctests=(),
    )
    assert ids(drawn(view, facts)) == [
        "page-title",
        "file-metadata",
        "high-level-overview",
        "cross-references",
        "original-source",
    ]


def test_links_of_the_section_map_lead_to_sections_of_the_page() -> None:
    """Also where the module has no place in the graph of imports."""
    view = replace(samples.FILE, position=None)
    there = set(ids(drawn(view, samples.FACTS)))
    section = next(
        node
        for node in page("keywords").findall(nodes.section)
        if node["ids"] == ["keyword-section-map"]
    )
    links = {
        node["anchor"]
        for node in section.findall(page_link)
        if node["docname"] == samples.DOC and "-" in node["anchor"]
    }
    assert len(links) == 6
    assert links <= there


def test_combined_layout_holds_the_same_keyword_index() -> None:
    imports = samples.KEYWORDS_PAGE.imports
    place = Target(samples.DOC, "keyword-index")
    view = replace(samples.FILE, combined=True, keywords=place, imports=imports)
    combined = drawn(view, samples.FACTS)
    assert not list(combined.findall(addnodes.toctree))
    assert "original-source" in combined.children[-1].pformat().partition("\n")[0]
    index = [each.pformat() for each in combined.children[-3:-1]]
    assert index == [each.pformat() for each in page("keywords").children[-2:]]


def test_toctree_has_what_sphinx_sets() -> None:
    (tree,) = page("folder-index").findall(addnodes.toctree)
    below = list(samples.FOLDER_INDEX.toctree)
    assert tree.attributes == addnodes.toctree().attributes | {
        "parent": "kwindex/pkg/index",
        "entries": [(None, name) for name in below],
        "includefiles": below,
        "maxdepth": -1,
        "caption": None,
        "glob": False,
        "hidden": True,
        "includehidden": False,
        "numbered": 0,
        "titlesonly": True,
    }
    assert tree.parent["classes"] == ["toctree-wrapper"]


def test_a_long_keyword_index_has_each_keyword_on_one_of_its_parts() -> None:
    facts = replace(functions(1_150), imports=samples.FACTS.imports)
    parts = tuple(Target(f"part-{number}") for number in (1, 2, 3))
    shown: Counter[str] = Counter()
    for number in (1, 2, 3):
        view = replace(samples.KEYWORDS_PAGE, part=number, parts=parts)
        drawn_page = drawn(view, facts)
        rows = [
            next(iter(item.findall(page_link)))["anchor"]
            for entries in drawn_page.findall(nodes.bullet_list)
            if "kwindex-entries" in entries["classes"]
            for item in entries.children
            if isinstance(item, nodes.Element)
        ]
        assert len(rows) <= KEYWORD_ENTRIES
        shown.update(rows)
        ways = {node["docname"] for node in drawn_page.findall(page_link)} & {"part-1", "part-2"}
        assert ways == {"part-1", "part-2"} - {f"part-{number}"}
        assert ("keyword-section-map" in ids(drawn_page)) is (number == 1)
        assert drawn_page.astext().startswith("Keywords of tool.py, part") is (number > 1)
    wanted = {definition.anchor for definition in facts.definitions}
    assert shown == Counter(wanted | {f"L-{each.line}" for each in facts.imports})


def test_later_parts_of_a_keyword_index_stand_below_the_page_of_the_file() -> None:
    parts = (Target(samples.KEYWORDS), Target(f"{samples.KEYWORDS}-2"))
    for combined in (False, True):
        view = replace(samples.FILE, keyword_parts=parts, combined=combined)
        (tree,) = drawn(view, samples.FACTS).findall(addnodes.toctree)
        assert tree["includefiles"] == [part.docname for part in parts[combined:]]


def test_outline_is_cut_and_says_so() -> None:
    text = drawn(samples.FILE, functions(ROWS + 500)).astext()
    assert "500 more definitions are not listed here" in text
    assert f"f{ROWS - 1}" in text
    assert f"f{ROWS}" not in text


def test_a_cut_outline_leaves_out_first_what_is_private_and_what_stands_deepest() -> None:
    many = functions(ROWS).definitions
    first = [replace(many[0], qualname=name, anchor=name) for name in ("_hidden", "f.inner", "f")]
    facts = FileFacts(language="Python", definitions=(*first, *many[2:]))
    text = drawn(samples.FILE, facts).astext()
    assert "1 more definition is not listed here" in text
    assert "_hidden" not in text
    assert "f.inner" in text


def test_a_file_that_was_not_read_claims_nothing() -> None:
    text = page("file-unread").astext()
    assert "not analysed" in text
    assert "no docstring" not in text
    assert "holds no" not in text


def test_a_language_that_is_not_read_is_not_called_empty() -> None:
    facts = FileFacts(language="C++", encoding="utf-8", lines=samples.FACTS.lines)
    text = drawn(replace(samples.FILE, roles=()), facts).astext()
    assert "not looked for" in text
    assert "holds no" not in text


TESTING = {
    "none imports it directly": FileUsage(looked=True, any_tests=True),
    "is known as a test": FileUsage(looked=True),
    "": FileUsage(any_tests=True),
}


@pytest.mark.parametrize("words", TESTING)
def test_no_test_is_said_only_where_tests_were_looked_for(words: str) -> None:
    view = replace(samples.UNREAD, testing=TESTING[words])
    found = [node.astext() for node in drawn(view, None).findall(nodes.section)]
    (section,) = [text for text in found if text.startswith("Testing & Usage")] or [""]
    assert bool(section) is bool(words)
    assert (
        words.replace("none imports", "No test file of the repository imports or includes")
        in section
    )


def test_of_a_file_that_was_not_read_it_is_not_said_what_it_imports() -> None:
    place = Position("old", "", 0, 3, 1, 0, (), 0)
    text = drawn(replace(samples.BROKEN, position=place), samples.BROKEN_FACTS).astext()
    assert "1 module of the repository" in text
    assert "Layer" not in text
    assert "It imports" not in text


def test_hostile_names_stay_text_and_short() -> None:
    name = "evil\x00\u202e\udc80<script>" + "x" * 10_000
    definition = Definition(Kind.FUNCTION, name, name, name, 1, 1, signature=f"({name})")
    facts = replace(samples.FACTS, definitions=(definition,), docstring=name, summary=name)
    view: FilePage = replace(samples.FILE, path=f"pkg/{name}", problem=phrase("{name}", name=name))
    text = drawn(view, facts).astext()
    assert text.encode("utf-8").decode("utf-8") == text
    assert not set(text) & set("\x00\u202e\udc80")
    title = drawn(view, facts).next_node(nodes.title)
    assert title is not None
    assert title.astext().startswith("evil\\x00\\u202e\\x80<script>")
    assert len(title.astext()) == 250


def test_pages_speak_the_language_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    class Quoting(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return f"<{message}>"

        def ngettext(self, singular: str, plural: str, number: int) -> str:
            return f"<{singular if number == 1 else plural}>"

    monkeypatch.setitem(translators, ("general", CATALOG), Quoting())
    text = page("keywords").astext()
    for words in ("<Imported modules>", "<2 classes>, <2 functions>, <1 method>", "<line 23>"):
        assert words in text
    assert "Hammer.hit" in text
    assert "<Hammer" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("Python", "decorated with @test"),
        ("Java", "annotated with @test"),
        ("Rust", "with the attributes #[test]"),
    ],
)
def test_decorators_are_called_what_their_language_calls_them(language: str, said: str) -> None:
    made = Definition(Kind.FUNCTION, "f", "f", "f", 1, 1, decorators=("test",))
    facts = replace(samples.FACTS, language=language, definitions=(made,))
    assert said in drawn(samples.FILE, facts).astext()


def test_types_are_told_apart_and_methods_are_no_functions() -> None:
    made = (
        Definition(Kind.STRUCT, "S", "S", "S", 1, 2),
        Definition(Kind.CLASS, "C", "C", "C", 3, 4),
        Definition(Kind.METHOD, "m", "D::m", "D::m", 5, 5),
    )
    shown = drawn(samples.FILE, replace(samples.FACTS, definitions=made)).astext()
    assert "struct, lines 1-2" in shown
    assert "Functions and methods" in shown


def test_what_is_static_is_called_a_method_only_where_it_is_one() -> None:
    made = (
        Definition(Kind.FUNCTION, "f", "f", "f", 1, 1, tags=("declaration", "static")),
        Definition(Kind.METHOD, "m", "C::m", "C::m", 2, 2, tags=("static", "virtual")),
    )
    shown = drawn(samples.FILE, replace(samples.FACTS, definitions=made)).astext()
    assert "(line 1, declared here, without a body, static)" in shown
    assert "(line 2, static method, virtual)" in shown


def test_no_identifier_is_named_no_times() -> None:
    view, _ = samples.PAGES["subtree"]
    assert isinstance(view, SubtreePage)
    first = view.usages[0]
    usages = (replace(first, uses=None), replace(first, uses=0), replace(first, uses=2))
    text = drawn(replace(view, usages=usages), None).astext()
    assert "or where a file defines it whose reader counts no names" in text
    assert text.count("named nowhere but where it is defined, in the files whose names") == 1
    assert text.count("named 2 times") == 1
    assert "named 0" not in text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (3, "Of the files under this folder, 1 has a page, and defines no identifier"),
        (2, "No file under this folder has a page; without one: 2 files."),
    ],
)
def test_files_without_a_page_define_nothing_that_is_known(files: int, said: str) -> None:
    view, _ = samples.PAGES["subtree"]
    assert isinstance(view, SubtreePage)
    folder = replace(view.folder, files=files)
    empty = replace(
        view, folder=folder, usages=(), total=0, pageless=2, skipped=Target("kwindex/skipped")
    )
    assert said in drawn(empty, None).astext()


def test_functions_of_stub_files_have_no_complexity() -> None:
    view, facts = samples.PAGES["file"]
    assert isinstance(view, FilePage)
    assert facts is not None
    one = replace(functions(1).definitions[0], complexity=1)
    facts = replace(facts, definitions=(one,), imports=(), exports=None)
    assert "complexity 1" in drawn(replace(view, review=None), facts).astext()
    stub = replace(view, path="pkg/tool.pyi", review=None)
    assert "complexity 1" not in drawn(stub, facts).astext()


def test_the_book_names_some_of_many_packages() -> None:
    names = tuple(f"p{number}" for number in range(NAMED + 5))
    package = replace(samples.BOOK.packages[0], imports=tuple((n, 2) for n in names), cycle=names)
    text = drawn(replace(samples.BOOK, packages=(package,)), None).astext()
    assert f"p{NAMED - 1} (2), and 5 more." in text
    assert f"p{NAMED - 1}, and 5 more." in text
    assert f"p{NAMED}" not in text.partition("Depends on")[2]


@pytest.mark.parametrize("name", NAMES)
def test_an_outline_has_the_sections_of_the_page(name: str) -> None:
    """What Sphinx reads of a page is its sections and its toctree, and nothing is left of a row."""
    view, facts = samples.PAGES[name]
    whole, outlined = draw(view, facts, DOCSTRING), outline(view, facts)

    def titles(page: nodes.section) -> list[tuple[list[str], str]]:
        return [(each["ids"], each[0].astext()) for each in page.findall(nodes.section)]

    def trees(page: nodes.section) -> list[object]:
        return [each["entries"] for each in page.findall(addnodes.toctree)]

    assert titles(outlined) == titles(whole)
    assert trees(outlined) == trees(whole)
    assert not [each for each in outlined.findall(listing) if each["rows"]]
    assert len(outlined.astext()) < len(whole.astext())
