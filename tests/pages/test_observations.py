"""Every observation that a reader makes has its words."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

from sphinx_kwindex import analysis
from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.pages.file.observations import WORDS

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


def test_observations_have_words() -> None:
    known = {(topic, name) for topic, words in WORDS.items() for name in words}
    assert named() - known == set()


def test_words_are_told_apart() -> None:
    for words in WORDS.values():
        assert len(set(words.values())) == len(words)
