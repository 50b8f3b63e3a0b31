"""What the page of a file says of its definitions, by the language that it is written in."""

from __future__ import annotations

import pytest
from docutils import nodes
from msgspec.structs import replace

from sphinx_kwindex.model.facts import Definition, FileFacts, Form, Import, Kind
from sphinx_kwindex.model.parts import Position, Relation, Target
from sphinx_kwindex.pages.docstrings import renderer
from sphinx_kwindex.pages.file import analysis, architecture, overview
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.parts import spread
from tests.pages import samples


def told(facts: FileFacts, *relations: Relation) -> Context:
    view = replace(samples.FILE, relations=relations, review=None)
    return Context(view, facts, renderer("plaintext"))


def texts(found: list[nodes.Node]) -> list[str]:
    """Each term, row and paragraph, once, in the order of the page."""
    holder = nodes.container("", *found)
    spread(holder)
    wanted = (nodes.term, nodes.field_name, nodes.paragraph, nodes.rubric)
    return [node.astext() for node in holder.findall() if isinstance(node, wanted)]


FROM_NAMES = (
    "Ranges of lines begin with the line of the name: a type, a decorator or the like in a line "
    "above it is not in them."
)

#: Language, a definition, and what the outline says of it.
DEFINITIONS: dict[str, tuple[str, Definition, list[str]]] = {
    "a class that extends and implements": (
        "Java",
        Definition(Kind.CLASS, "A", "A", "A", 1, 3, bases=("B<T>", "implements I", "implements J")),
        ["Classes", "A(B<T>) implements I, J", "lines 1-3"],
    ),
    "a class that implements": (
        "TypeScript",
        Definition(Kind.CLASS, "A", "A", "A", 1, 3, bases=("implements I",)),
        ["Classes", "A implements I", "lines 1-3"],
    ),
    "a function of C": (
        "C",
        Definition(Kind.FUNCTION, "f", "f", "f", 2, 5, "(void) -> int"),
        ["Functions", "f(void) -> int (lines 2-5)"],
    ),
    "a function of Python": (
        "Python",
        Definition(Kind.FUNCTION, "f", "f", "f", 2, 5, "()"),
        ["Functions", "f() (lines 2-5)"],
    ),
    "a function of Python below a decorator": (
        "Python",
        Definition(Kind.FUNCTION, "f", "f", "f", 2, 5, "()", decorators=("cache",)),
        [FROM_NAMES, "Functions", "f() (lines 2-5, decorated with @cache)"],
    ),
    "a function of C++ that is pure virtual": (
        "C++",
        Definition(Kind.METHOD, "f", "A::f", "A::f", 2, 2, "()", tags=("abstract", "virtual")),
        ["Functions and methods", "A::f() (line 2, pure virtual, virtual)"],
    ),
    "an abstract method of Java": (
        "Java",
        Definition(Kind.METHOD, "f", "A.f", "A.f", 2, 2, "()", tags=("abstract",)),
        ["Functions and methods", "A.f() (line 2, abstract)"],
    ),
    "a public method of Java": (
        "Java",
        Definition(Kind.METHOD, "f", "A.f", "A.f", 2, 2, tags=("export",)),
        ["Functions and methods", "A.f (line 2, public)"],
    ),
    "an exported function of JavaScript": (
        "JavaScript",
        Definition(Kind.FUNCTION, "f", "f", "f", 2, 2, "()", tags=("export",)),
        ["Functions", "f() (line 2, exported)"],
    ),
    "a key of an object of JavaScript": (
        "JavaScript",
        Definition(Kind.FIELD, "x", "a.x", "a.x", 2, 2, tags=("export", "property"), value="1"),
        ["Properties", "a.x = 1 (line 2, exported)"],
    ),
    "an associated function of Rust": (
        "Rust",
        Definition(Kind.FUNCTION, "f", "A::f", "A::f", 2, 2, "()", tags=("associated",)),
        ["Functions", "A::f() (line 2, associated function)"],
    ),
}


@pytest.mark.parametrize(("language", "found", "said"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_outline(language: str, found: Definition, said: list[str]) -> None:
    facts = FileFacts(language=language, definitions=(found,), reader="a-reader")
    assert texts(analysis.content(told(facts))) == said


def test_what_belongs_to_a_name_above_its_line_is_said_where_there_is_something() -> None:
    found = Definition(Kind.FUNCTION, "f", "f", "f", 2, 5, "(void) -> int")
    facts = FileFacts(language="C", definitions=(found,), reader="a-reader", cut=("above",))
    assert texts(analysis.content(told(facts)))[0] == FROM_NAMES


def test_a_reader_that_knows_no_ends() -> None:
    found = Definition(Kind.FUNCTION, "f", "f", "f", 20, 20)
    facts = FileFacts(language="Scala", definitions=(found,), reader="pygments")
    assert texts(analysis.content(told(facts))) == [
        "Pygments tells the names that a keyword declares: methods are not told from functions,"
        " and imports were not looked for.",
        "Functions and methods",
        "f (from line 20)",
    ]
    facts = FileFacts(language="Swift", definitions=(found,), reader="pygments")
    assert texts(analysis.content(told(facts))) == [
        "The tokens of Pygments tell what is declared at the top and in types; imports were not"
        " looked for.",
        "Functions",
        "f (from line 20)",
    ]
    facts = FileFacts(language="Lua", definitions=(found,), reader="universal-ctags")
    assert texts(analysis.content(told(facts))) == ["Functions", "f (from line 20)"]


def test_what_is_implemented_is_no_base() -> None:
    relation = Relation("A", "A", (), (), implemented=(("I", None), ("J<T>", None)))
    assert texts(architecture.content(told(FileFacts(), relation)))[-1] == "A: implements I, J<T>"


def test_types_are_told_in_the_words_of_their_language() -> None:
    place = Target("other", "C")
    relation = Relation(
        "A", "A", (), (("C", place),), 1, implementers=(("D", place),), implementer_count=1
    )
    said = [
        texts(architecture.content(told(FileFacts(language=language), relation)))[-1]
        for language in ("Java", "Rust", "C++")
    ]
    assert said == [
        "A: extended by C; implemented by D",
        "A: required by the traits C; implemented by D",
        "A: base of C; implemented by D",
    ]


#: How the files of a graph name each other, where one stands, and what its page says of that.
POSITIONS: dict[str, tuple[Position, list[str]]] = {
    "a header": (
        Position("", "", 0, 3, fan_in=1_200, fan_out=0, form=Form.INCLUDE),
        [
            *("Layer", "0 of 2: it names no file of a lower layer for certain"),
            *("Included by", "1,200 files of the repository, named for certain"),
        ],
    ),
    "a file of a cycle": (
        Position("", "", 1, 2, 1, 1, (samples.BASE,), 2, Form.USE),
        [
            *("Layer", "1 of 1: it names files of the layers below"),
            *("Named by", "1 file of the repository, named for certain"),
            *("It names", "1 file of the repository, named for certain"),
            "It is part of a cycle of files that name each other, with 2 other files:",
            *(samples.BASE.path, "and 1 more"),
        ],
    ),
}


@pytest.mark.parametrize(("position", "said"), POSITIONS.values(), ids=POSITIONS)
def test_position_of_a_file_that_is_no_module(position: Position, said: list[str]) -> None:
    context = Context(
        replace(samples.FILE, position=position, relations=(), review=None),
        FileFacts(),
        renderer("plaintext"),
    )
    assert texts(architecture.content(context)) == said


def test_a_count_says_that_a_name_counts_in_each_of_its_places() -> None:
    once = Definition(Kind.MACRO, "A", "A", "A", 1, 1)
    twice = replace(once, anchor="A~2", line=2, end_line=2)
    said = "A name that it defines in several places is counted in each."
    for definitions, expected in (((once,), False), ((once, twice), True)):
        facts = FileFacts(language="C", definitions=definitions, reader="tree-sitter-c")
        shown = texts(overview.content(told(facts)))
        assert any(said in text for text in shown) == expected


def test_a_count_of_links_says_that_a_target_counts_once() -> None:
    link = Import("https://example.org/", None, None, 3, form=Form.LINK)
    said = "A target with an address counts as one link, however often the text names it."
    for language, found, expected in (
        ("reStructuredText", (link,), True),
        ("reStructuredText", (), False),
        ("Markdown", (link,), False),
    ):
        heading = Definition(Kind.HEADING, "A", "A", "A", 1, 1)
        facts = FileFacts(language=language, definitions=(heading,), imports=found)
        shown = texts(overview.content(told(facts)))
        assert any(said in text for text in shown) == expected
