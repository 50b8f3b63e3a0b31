"""The kinds of keywords as pages name and order them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_kwindex.model.facts import Definition, FileFacts, Import, Kind
from sphinx_kwindex.pages.i18n import _, marked, marked_plural, ngettext


@dataclass(frozen=True, slots=True)
class Group:
    """Keywords that one list shows.

    :ivar name: id of the list in a keyword index.
    :ivar title: its heading, not yet translated.
    :ivar forms: singular and plural of "N things", not yet translated.
    """

    name: str
    title: str
    forms: tuple[str, str]

    def counted(self, number: int) -> str:
        """``3 classes``."""
        return ngettext(*self.forms, number)


CLASSES = Group(
    "keyword-classes", marked("Classes"), marked_plural("{number} class", "{number} classes")
)
FUNCTIONS = Group(
    "keyword-functions",
    marked("Functions"),
    marked_plural("{number} function", "{number} functions"),
)
METHODS = Group(
    "keyword-methods", marked("Methods"), marked_plural("{number} method", "{number} methods")
)
PROPERTIES = Group(
    "keyword-properties",
    marked("Properties"),
    marked_plural("{number} property", "{number} properties"),
)
CONSTANTS = Group(
    "keyword-constants",
    marked("Constants"),
    marked_plural("{number} constant", "{number} constants"),
)
VARIABLES = Group(
    "keyword-variables",
    marked("Variables"),
    marked_plural("{number} variable", "{number} variables"),
)
TYPE_ALIASES = Group(
    "keyword-type-aliases",
    marked("Type aliases"),
    marked_plural("{number} type alias", "{number} type aliases"),
)
MODULES = Group(
    "keyword-imported-modules",
    marked("Imported modules"),
    marked_plural("{number} imported module", "{number} imported modules"),
)
NAMES = Group(
    "keyword-imported-names",
    marked("Imported names"),
    marked_plural("{number} imported name", "{number} imported names"),
)

#: Groups of definitions, in the order of a page.
DEFINED = (CLASSES, FUNCTIONS, METHODS, PROPERTIES, CONSTANTS, VARIABLES, TYPE_ALIASES)
#: Groups of imports, likewise.
IMPORTED = (MODULES, NAMES)

_GROUP_OF_KIND = {
    Kind.CLASS: CLASSES,
    Kind.FUNCTION: FUNCTIONS,
    Kind.METHOD: METHODS,
    Kind.CONSTANT: CONSTANTS,
    Kind.VARIABLE: VARIABLES,
    Kind.TYPE_ALIAS: TYPE_ALIASES,
}

_WORDS = {
    Kind.CLASS: marked("class"),
    Kind.FUNCTION: marked("function"),
    Kind.METHOD: marked("method"),
    Kind.CONSTANT: marked("constant"),
    Kind.VARIABLE: marked("variable"),
    Kind.TYPE_ALIAS: marked("type alias"),
}


def word(kind: Kind) -> str:
    """``class``, in the language of the build."""
    return _(_WORDS[kind])


def group_of(definition: Definition) -> Group:
    """Return the list that shows a definition: properties stand apart from other methods."""
    if definition.kind is Kind.METHOD and "property" in definition.tags:
        return PROPERTIES
    return _GROUP_OF_KIND[definition.kind]


def defined(facts: FileFacts) -> dict[Group, list[Definition]]:
    """Return the definitions by group, in the order of a page, without empty groups."""
    found: dict[Group, list[Definition]] = {group: [] for group in DEFINED}
    for definition in facts.definitions:
        found[group_of(definition)].append(definition)
    return {group: members for group, members in found.items() if members}


def imported(facts: FileFacts) -> dict[Group, list[tuple[int, Import]]]:
    """Return the imports by group, each with its place in the facts, without empty groups."""
    found: dict[Group, list[tuple[int, Import]]] = {group: [] for group in IMPORTED}
    for place, statement in enumerate(facts.imports):
        found[MODULES if statement.name is None else NAMES].append((place, statement))
    return {group: members for group, members in found.items() if members}


def counts(groups: Iterable[tuple[Group, int]]) -> list[str]:
    """``["3 classes", "1 function"]``."""
    return [group.counted(number) for group, number in groups]
