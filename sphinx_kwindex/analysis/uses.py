"""How often a file names each identifier, and which readers tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sphinx_kwindex.model.facts import Definition, FileFacts

#: The distributions whose readers count names; of what other readers find, no count is known.
_COUNTING = frozenset(
    {"astroid", "tree-sitter-c", "tree-sitter-cpp", "tree-sitter-cuda", "tree-sitter-go"}
    | {"tree-sitter-java", "tree-sitter-javascript", "tree-sitter-rust", "tree-sitter-typescript"}
)


def are_counted(facts: FileFacts) -> bool:
    """Whether the reader of a file counted how often it names identifiers."""
    return facts.reader in _COUNTING or bool(facts.uses)


def without_definitions(
    counts: Mapping[str, int], definitions: Iterable[Definition]
) -> tuple[tuple[str, int], ...]:
    """How often each identifier is named other than where it is defined, sorted by name.

    :param counts: how often each stands in the code, its definitions included.
    """
    defined = Counter(definition.name for definition in definitions)
    left = ((name, number - defined.get(name, 0)) for name, number in counts.items())
    return tuple(sorted((name, number) for name, number in left if number > 0))
