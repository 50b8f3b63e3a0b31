"""Every observation that a reader makes has its words."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest
from docutils import nodes
from msgspec.structs import replace

from sphinx_kwindex import analysis
from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.model.views import Observed
from sphinx_kwindex.pages import sections
from sphinx_kwindex.pages.docstrings import renderer
from sphinx_kwindex.pages.drawing import draw
from sphinx_kwindex.pages.file.observations import WORDS, Chapter
from tests.pages import samples

#: The section of the book that a chapter is.
CHAPTERS = {
    Chapter.ADVANCED: sections.BOOK_ADVANCED,
    Chapter.PERFORMANCE: sections.BOOK_PERFORMANCE,
}

ANALYSIS = Path(analysis.__file__).parent


def named() -> set[tuple[Topic, str]]:
    """What follows a topic wherever one stands in the code of the readers, as a string."""
    found = set()
    for path in ANALYSIS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            parts = getattr(node, "elts", None) or getattr(node, "args", None)
            if not isinstance(parts, list):
                continue
            for topic, name in pairwise(parts):
                if (
                    isinstance(topic, ast.Attribute)
                    and isinstance(topic.value, ast.Name)
                    and topic.value.id == "Topic"
                    and isinstance(name, ast.Constant)
                    and isinstance(name.value, str)
                ):
                    found.add((Topic[topic.attr], name.value))
    return found


def titles(observed: Observed) -> list[tuple[str, str]]:
    """The sections of a book that tell of nothing but one observation, with its words."""
    page = draw(replace(samples.BOOK, observed=(observed,)), None, renderer("plaintext"))
    return [
        (section["ids"][0], next(row.findall(nodes.strong)).astext())
        for section in page.findall(nodes.section)
        for found in section.findall(nodes.bullet_list)
        if "kwindex-observed" in found["classes"] and section is not page
        for row in found
    ]


def test_observations_have_words() -> None:
    known = {(topic, name) for topic, words in WORDS.items() for name in words}
    assert named() - known == set()


def test_words_are_told_apart() -> None:
    for words in WORDS.values():
        assert len({word.title for word in words.values()}) == len(words)


@pytest.mark.parametrize("chapter", Chapter)
def test_the_book_tells_of_each_word_in_its_chapter_alone(chapter: Chapter) -> None:
    for topic, words in WORDS.items():
        for name, word in words.items():
            if word.chapter is not chapter:
                continue
            told = titles(Observed(topic, name, 1, 1, ((samples.BASE, 1),)))
            assert told == ([] if chapter is Chapter.NONE else [(CHAPTERS[chapter], word.title)])


def test_concurrency_of_every_language_is_an_advanced_feature() -> None:
    words = {**WORDS[Topic.PERFORMANCE], **WORDS[Topic.PATTERN]}
    told = ("async", "async-function", "task", "worker", "concurrency", "goroutine", "thread")
    assert {words[name].chapter for name in told} == {Chapter.ADVANCED}
