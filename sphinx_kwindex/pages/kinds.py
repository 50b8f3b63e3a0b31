"""The kinds of keywords as pages name and order them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sphinx_kwindex.model.facts import Definition, FileFacts, Form, Import, Kind
from sphinx_kwindex.pages.i18n import _, marked, marked_plural, ngettext


class Group(Struct, frozen=True):
    """Keywords that one list shows.

    :ivar name: id of the list in a keyword index.
    :ivar title: its heading, not yet translated.
    :ivar forms: singular and plural of "N things", not yet translated.
    :ivar word: what one of them is, likewise; empty where its kind says it.
    """

    name: str
    title: str
    forms: tuple[str, str]
    word: str = ""

    def counted(self, number: int) -> str:
        """``3 classes``."""
        return ngettext(*self.forms, number)


#: The list that shows each kind, in the order of a page.
GROUPS: Mapping[Kind, Group] = {
    Kind.NAMESPACE: Group(
        "keyword-namespaces",
        marked("Namespaces"),
        marked_plural("{number} namespace", "{number} namespaces"),
        marked("namespace"),
    ),
    Kind.PACKAGE: Group(
        "keyword-packages",
        marked("Packages"),
        marked_plural("{number} package", "{number} packages"),
        marked("package"),
    ),
    Kind.MODULE: Group(
        "keyword-modules",
        marked("Modules"),
        marked_plural("{number} module", "{number} modules"),
        marked("module"),
    ),
    Kind.CLASS: Group(
        "keyword-classes",
        marked("Classes"),
        marked_plural("{number} class", "{number} classes"),
        marked("class"),
    ),
    Kind.STRUCT: Group(
        "keyword-structs",
        marked("Structs"),
        marked_plural("{number} struct", "{number} structs"),
        marked("struct"),
    ),
    Kind.UNION: Group(
        "keyword-unions",
        marked("Unions"),
        marked_plural("{number} union", "{number} unions"),
        marked("union"),
    ),
    Kind.INTERFACE: Group(
        "keyword-interfaces",
        marked("Interfaces"),
        marked_plural("{number} interface", "{number} interfaces"),
        marked("interface"),
    ),
    Kind.TRAIT: Group(
        "keyword-traits",
        marked("Traits"),
        marked_plural("{number} trait", "{number} traits"),
        marked("trait"),
    ),
    Kind.ENUM: Group(
        "keyword-enums",
        marked("Enumerations"),
        marked_plural("{number} enumeration", "{number} enumerations"),
        marked("enumeration"),
    ),
    Kind.MESSAGE: Group(
        "keyword-messages",
        marked("Messages"),
        marked_plural("{number} message", "{number} messages"),
        marked("message"),
    ),
    Kind.SERVICE: Group(
        "keyword-services",
        marked("Services"),
        marked_plural("{number} service", "{number} services"),
        marked("service"),
    ),
    Kind.FUNCTION: Group(
        "keyword-functions",
        marked("Functions"),
        marked_plural("{number} function", "{number} functions"),
        marked("function"),
    ),
    Kind.METHOD: Group(
        "keyword-methods",
        marked("Methods"),
        marked_plural("{number} method", "{number} methods"),
        marked("method"),
    ),
    Kind.MACRO: Group(
        "keyword-macros",
        marked("Macros"),
        marked_plural("{number} macro", "{number} macros"),
        marked("macro"),
    ),
    Kind.CONSTANT: Group(
        "keyword-constants",
        marked("Constants"),
        marked_plural("{number} constant", "{number} constants"),
        marked("constant"),
    ),
    Kind.VARIABLE: Group(
        "keyword-variables",
        marked("Variables"),
        marked_plural("{number} variable", "{number} variables"),
        marked("variable"),
    ),
    Kind.FIELD: Group(
        "keyword-fields",
        marked("Fields"),
        marked_plural("{number} field", "{number} fields"),
        marked("field"),
    ),
    Kind.ENUMERATOR: Group(
        "keyword-enumerators",
        marked("Enumerators"),
        marked_plural("{number} enumerator", "{number} enumerators"),
        marked("enumerator"),
    ),
    Kind.TYPE_ALIAS: Group(
        "keyword-type-aliases",
        marked("Type aliases"),
        marked_plural("{number} type alias", "{number} type aliases"),
        marked("type alias"),
    ),
    Kind.TYPEDEF: Group(
        "keyword-typedefs",
        marked("Typedefs"),
        marked_plural("{number} typedef", "{number} typedefs"),
        marked("typedef"),
    ),
    Kind.TABLE: Group(
        "keyword-tables",
        marked("Tables"),
        marked_plural("{number} table", "{number} tables"),
        marked("table"),
    ),
    Kind.HEADING: Group(
        "keyword-headings",
        marked("Headings"),
        marked_plural("{number} heading", "{number} headings"),
        marked("heading"),
    ),
    Kind.SECTION: Group(
        "keyword-sections",
        marked("Sections"),
        marked_plural("{number} section", "{number} sections"),
        marked("section"),
    ),
    Kind.KEY: Group(
        "keyword-keys",
        marked("Keys"),
        marked_plural("{number} key", "{number} keys"),
        marked("key"),
    ),
    Kind.TARGET: Group(
        "keyword-targets",
        marked("Targets"),
        marked_plural("{number} target", "{number} targets"),
        marked("target"),
    ),
    Kind.STAGE: Group(
        "keyword-stages",
        marked("Stages"),
        marked_plural("{number} stage", "{number} stages"),
        marked("stage"),
    ),
    Kind.JOB: Group(
        "keyword-jobs",
        marked("Jobs"),
        marked_plural("{number} job", "{number} jobs"),
        marked("job"),
    ),
    Kind.REQUIREMENT: Group(
        "keyword-requirements",
        marked("Requirements"),
        marked_plural("{number} requirement", "{number} requirements"),
        marked("requirement"),
    ),
    Kind.SELECTOR: Group(
        "keyword-selectors",
        marked("Selectors"),
        marked_plural("{number} selector", "{number} selectors"),
        marked("selector"),
    ),
    Kind.ELEMENT: Group(
        "keyword-elements",
        marked("Elements"),
        marked_plural("{number} element", "{number} elements"),
        marked("element"),
    ),
    Kind.CELL: Group(
        "keyword-cells",
        marked("Cells"),
        marked_plural("{number} cell", "{number} cells"),
        marked("cell"),
    ),
    Kind.NAME: Group(
        "keyword-names",
        marked("Names"),
        marked_plural("{number} name", "{number} names"),
        marked("name"),
    ),
}
#: Methods and fields that have a word of their own, by
#: :data:`~sphinx_kwindex.model.facts.VARIETIES`.
VARIETIES = {
    "constructor": Group(
        "keyword-constructors",
        marked("Constructors"),
        marked_plural("{number} constructor", "{number} constructors"),
        marked("constructor"),
    ),
    "property": Group(
        "keyword-properties",
        marked("Properties"),
        marked_plural("{number} property", "{number} properties"),
        marked("property"),
    ),
}
MODULES = Group(
    "keyword-imported-modules",
    marked("Imported modules"),
    marked_plural("{number} imported module", "{number} imported modules"),
)
PACKAGES = Group(
    "keyword-imported-packages",
    marked("Imported packages"),
    marked_plural("{number} imported package", "{number} imported packages"),
)
NAMES = Group(
    "keyword-imported-names",
    marked("Imported names"),
    marked_plural("{number} imported name", "{number} imported names"),
)
INCLUDES = Group(
    "keyword-includes",
    marked("Includes"),
    marked_plural("{number} include", "{number} includes"),
)
PARTS = Group(
    "keyword-parts",
    marked("Modules in files of their own"),
    marked_plural("{number} module in a file of its own", "{number} modules in files of their own"),
)
USES = Group(
    "keyword-uses",
    marked("Images, actions and packages"),
    marked_plural("{number} image, action or package", "{number} images, actions and packages"),
)
LINKS = Group(
    "keyword-links",
    marked("Links"),
    marked_plural(
        "{number} link to elsewhere by address, path or label",
        "{number} links to elsewhere by address, path or label",
    ),
)

#: Groups of definitions, in the order of a page: constructors and properties stand behind other
#: methods.
DEFINED = tuple(
    group
    for kind, of_kind in GROUPS.items()
    for group in ((of_kind, *VARIETIES.values()) if kind is Kind.METHOD else (of_kind,))
)
#: Groups of imports, likewise.
IMPORTED = (MODULES, PACKAGES, NAMES, INCLUDES, PARTS, USES, LINKS)

_GROUP_OF_FORM = {
    Form.INCLUDE: INCLUDES,
    Form.SYSTEM: INCLUDES,
    Form.MODULE: PARTS,
    Form.USE: USES,
    Form.LINK: LINKS,
    Form.LABEL: LINKS,
}


def word(kind: Kind, variety: str = "") -> str:
    """``class``, in the language of the build.

    :param variety: of a method or field, as its definition has it.
    """
    return _(VARIETIES[variety].word if variety else GROUPS[kind].word)


def group_of(definition: Definition) -> Group:
    """Return the list that shows a definition: constructors and properties stand apart from other
    methods."""
    return VARIETIES[definition.variety] if definition.variety else GROUPS[definition.kind]


def defined(facts: FileFacts) -> dict[Group, list[Definition]]:
    """Return the definitions by group, in the order of a page, without empty groups."""
    found: dict[Group, list[Definition]] = {group: [] for group in DEFINED}
    for definition in facts.definitions:
        found[group_of(definition)].append(definition)
    return {group: members for group, members in found.items() if members}


def imported(facts: FileFacts) -> dict[Group, list[tuple[int, Import]]]:
    """Return the imports by group, each with its place in the facts, without empty groups."""
    found: dict[Group, list[tuple[int, Import]]] = {group: [] for group in IMPORTED}
    # A module of Go is what ``go.mod`` makes; a file imports packages.
    whole = PACKAGES if facts.language == "Go" else MODULES
    for place, statement in enumerate(facts.imports):
        plain = whole if statement.name is None else NAMES
        found[_GROUP_OF_FORM.get(statement.form, plain)].append((place, statement))
    return {group: members for group, members in found.items() if members}


def counts(groups: Iterable[tuple[Group, int]]) -> list[str]:
    """``["3 classes", "1 function"]``."""
    return [group.counted(number) for group, number in groups]
