"""Detailed Analysis: the outline of a file, class by class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from sphinx_kwindex.model.facts import IMPLEMENTS, Definition, FileFacts, Kind
from sphinx_kwindex.model.parts import Relation
from sphinx_kwindex.pages import kinds, sections
from sphinx_kwindex.pages.clean import LINE, SIGNATURE
from sphinx_kwindex.pages.file import headings
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.file.findings import complexity
from sphinx_kwindex.pages.i18n import _, marked, ngettext
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.nested import nested
from sphinx_kwindex.pages.parts import (
    ROWS,
    bullets,
    code,
    code_link,
    definitions,
    joined,
    paragraph,
    prose,
    rubric,
    said,
    sentence,
)

#: Tags worth a word; the others can be read off the name or the list that it stands in.
_TAGS = {
    "async": marked("async"),
    "property": marked("property"),
    "static": marked("static method"),
    "class": marked("class method"),
    "abstract": marked("abstract"),
    "overload": marked("overload"),
    "generator": marked("generator"),
    "exception": marked("exception"),
    "enum": marked("enumeration"),
    "dataclass": marked("dataclass"),
    "protocol": marked("protocol"),
    "typed-dict": marked("typed dictionary"),
    "named-tuple": marked("named tuple"),
    "metaclass": marked("metaclass"),
    "annotation": marked("annotation"),
    "benchmark": marked("benchmark"),
    "associated": marked("associated function"),
    "const": marked("const"),
    "constexpr": marked("constexpr"),
    "constructor": marked("constructor"),
    "declaration": marked("declared here, without a body"),
    "deprecated": marked("deprecated"),
    "device": marked("runs on the device"),
    "explicit": marked("explicit"),
    "example": marked("example"),
    "export": marked("exported"),
    "external": marked("extern"),
    "final": marked("final"),
    "host": marked("runs on the host"),
    "inline": marked("inline"),
    "kernel": marked("kernel"),
    "native": marked("native"),
    "override": marked("override"),
    "protected": marked("protected"),
    "readonly": marked("read-only"),
    "record": marked("record"),
    "synchronized": marked("synchronized"),
    "template": marked("template"),
    "test": marked("test"),
    "unsafe": marked("unsafe"),
    "view": marked("view"),
    "virtual": marked("virtual"),
    "withheld": marked(
        "value withheld, as its name, that of what holds it, or its form is like a credential's"
    ),
}
#: Where it is not about a method: a function of C, a variable, a class within a class of Java.
_NOT_OF_METHODS = {"static": marked("static")}

#: What a language calls it.
_OF_CPP = {"abstract": marked("pure virtual")}
_PUBLIC = {"export": marked("public")}
_GENERIC = {"template": marked("generic")}
_OF_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("C++", "CUDA", "Objective-C++"), _OF_CPP),
    **{language: {**_PUBLIC, **_GENERIC} for language in ("Java", "Rust")},
    **dict.fromkeys(("Go", "JavaScript", "JSX", "TypeScript", "TSX"), _GENERIC),
}

#: Languages in which only decorators stand in lines above a name and belong to it.
_ONE_LINE = frozenset({"Batchfile", "Bash", "Cython", "Go", "Makefile", "Python", "Shell"})

#: Readers that know of a definition where it begins, and not always where it ends.
_WITHOUT_ENDS = frozenset({"pygments", "universal-ctags"})

#: Languages in which tokens tell what stands in a type.
_SCOPED = frozenset({"Kotlin", "Swift"})
_BY_WORDS = marked(
    "Pygments tells the names that a keyword declares: methods are not told from functions, and "
    "imports were not looked for."
)
_BY_TOKENS = marked(
    "The tokens of Pygments tell what is declared at the top and in types; imports were not looked "
    "for."
)

_FROM_NAMES = marked(
    "Ranges of lines begin with the line of the name: a type, a decorator or the like in a line "
    "above it is not in them."
)

#: What stands between the name of a type and that of its member.
_JOINTS = (".", "::", "#")


@dataclass(slots=True)
class _Class:
    """A class, and what stands in its body; classes in it are classes of their own."""

    definition: Definition
    members: list[Definition] = field(default_factory=list)


@dataclass(slots=True)
class _Outline:
    """Definitions by what they stand in, each list in the order of lines."""

    classes: list[_Class] = field(default_factory=list)
    functions: list[Definition] = field(default_factory=list)
    values: list[Definition] = field(default_factory=list)


def content(context: Context) -> list[nodes.Node]:
    """Return the outline, at most :data:`~sphinx_kwindex.pages.parts.ROWS` definitions of it."""
    facts = context.facts
    if facts is None or not facts.definitions:
        return []
    listed = _listed(facts.definitions)
    shown = [each for each in listed if each.kind is not Kind.HEADING]
    texts = [each for each in listed if each.kind is Kind.HEADING]
    if not texts and any(each.kind in (Kind.KEY, Kind.SECTION) for each in shown):
        return _keys(context, shown) + _rest(context, len(facts.definitions) - ROWS)
    outline = _arrange(shown)
    relations = {relation.anchor: relation for relation in context.view.relations}
    result = headings.outline(context, texts)
    by_words = facts.reader == "pygments" and facts.language not in _SCOPED
    if facts.reader == "pygments":
        result.append(paragraph(_(_BY_WORDS if by_words else _BY_TOKENS)))
    if _begins_above(facts, shown):
        result.append(paragraph(_(_FROM_NAMES)))
    if outline.classes:
        rows = (_class(context, owner, relations) for owner in outline.classes)
        only = all(owner.definition.kind is Kind.CLASS for owner in outline.classes)
        title = _("Classes") if only else _("Types")
        result += [rubric(title), definitions(rows, "kwindex-outline")]
    if outline.functions:
        functions = (_function(context, each) for each in outline.functions)
        # A method may stand outside its class: in C++, and where the class is in another file.
        methods = by_words or any(each.kind is Kind.METHOD for each in outline.functions)
        title = _("Functions and methods") if methods else _("Functions")
        result += [rubric(title), bullets(functions, "kwindex-outline")]
    for title, members in _titled(outline.values):
        values = (_value(context, each) for each in members)
        result += [rubric(title), bullets(values, "kwindex-outline")]
    result += _rest(context, len(facts.definitions) - ROWS)
    return result + complexity(context)


def _listed(found: Sequence[Definition]) -> Sequence[Definition]:
    """Return those that the outline shows, in the order of lines: of too many the public first,
    and of these what others stand in before what stands in it."""
    if len(found) <= ROWS:
        return found
    ranked = sorted(range(len(found)), key=lambda place: _rank(found[place]))
    return [found[place] for place in sorted(ranked[:ROWS])]


def _rank(definition: Definition) -> tuple[bool, int]:
    names = re.split("|".join(map(re.escape, _JOINTS)), definition.qualname)
    return not definition.is_public, len(names)


def _titled(values: Iterable[Definition]) -> list[tuple[str, list[Definition]]]:
    """Values by the title of their list: constants and variables share one."""
    found: dict[str, list[Definition]] = {}
    for each in values:
        plain = each.kind in (Kind.CONSTANT, Kind.VARIABLE)
        title = _("Constants and variables") if plain else _(kinds.group_of(each).title)
        found.setdefault(title, []).append(each)
    return list(found.items())


def _keys(context: Context, found: Sequence[Definition]) -> list[nodes.Node]:
    """Return the keys of a file of data, each within the one that holds it."""
    rows = [(each.qualname, _key(context, each)) for each in found[:ROWS]]
    return [rubric(_("Keys")), nested(rows, "kwindex-outline")]


def _key(context: Context, definition: Definition) -> list[Inline]:
    row = _value(context, definition, definition.name)
    is_key = definition.kind is Kind.KEY
    return row if is_key else [f"{kinds.word(definition.kind)} ", *row]


def _rest(context: Context, number: int) -> list[nodes.Node]:
    if number <= 0:
        return []
    form = ngettext(
        "{number} more definition is not listed here; the {{source}} has it.",
        "{number} more definitions are not listed here; the {{source}} has them all.",
        number,
    )
    source = link(sections.target(context.view.docname, sections.SOURCE), _("source"))
    return [paragraph(*sentence(form, source=source))]


def _arrange(found: Iterable[Definition]) -> _Outline:
    """Put each definition under the innermost class whose lines and name hold it."""
    outline = _Outline()
    open_classes: list[_Class] = []
    for definition in found:
        while open_classes and open_classes[-1].definition.end_line < definition.line:
            open_classes.pop()
        if definition.kind.is_type:
            open_classes.append(_Class(definition))
            outline.classes.append(open_classes[-1])
            continue
        owner = next((each for each in reversed(open_classes) if _holds(each, definition)), None)
        if owner:
            owner.members.append(definition)
        elif definition.kind in (Kind.FUNCTION, Kind.METHOD):
            outline.functions.append(definition)
        else:
            outline.values.append(definition)
    return outline


def _holds(owner: _Class, definition: Definition) -> bool:
    rest = definition.qualname.removeprefix(owner.definition.qualname)
    return rest != definition.qualname and rest.startswith(_JOINTS)


def _class(
    context: Context, owner: _Class, relations: dict[str, Relation]
) -> tuple[list[Inline], list[nodes.Node]]:
    """Return the term of a class, with its bases and what it implements, and what is said of it."""
    definition = owner.definition
    relation = relations.get(definition.anchor)
    linked = dict(relation.bases + relation.implemented) if relation else {}
    implemented = joined(code_link(linked.get(name), name) for name in definition.implemented)
    bases = joined(
        code_link(linked.get(base), base)
        for base in definition.bases
        if not base.startswith(IMPLEMENTS)
    )
    term: list[Inline] = [code_link(context.definition(definition), definition.qualname)]
    if bases:
        term += ["(", *bases, ")"]
    if implemented:
        term += [" ", *sentence(_("implements {types}"), types=implemented)]
    body: list[nodes.Node] = []
    if definition.summary:
        body.append(paragraph(*prose(definition.summary)))
    body.append(paragraph(*_particulars(context, definition), classes=["kwindex-particulars"]))
    if owner.members:
        prefix = len(definition.qualname)
        rows = (
            _member(context, each, each.qualname[prefix:].lstrip("".join(_JOINTS)))
            for each in owner.members
        )
        body.append(bullets(rows, "kwindex-members"))
    return term, body


def _member(context: Context, definition: Definition, name: str) -> list[Inline]:
    row = _function if definition.kind.has_body else _value
    return row(context, definition, name)


def _function(context: Context, definition: Definition, name: str = "") -> list[Inline]:
    """Return a row: name, signature, first line of the docstring, particulars."""
    row: list[Inline] = [
        code_link(context.definition(definition), name or definition.qualname),
        code(definition.signature, SIGNATURE),
        *said(definition.summary),
    ]
    return [*row, " (", *_particulars(context, definition), ")"]


def _value(context: Context, definition: Definition, name: str = "") -> list[Inline]:
    """Return a row: name, annotation and value as one expression, line."""
    row: list[Inline] = [code_link(context.definition(definition), name or definition.qualname)]
    value = f"= {definition.value}" if definition.value else ""
    if definition.annotation:
        row.append(code(f": {definition.annotation} {value}".rstrip(), LINE))
    elif value:
        row += [" ", code(value, LINE)]
    return [*row, " (", *_particulars(context, definition), ")"]


def _particulars(context: Context, definition: Definition) -> list[Inline]:
    """Return its lines, complexity, tags and decorators, as one list; of a type that is no class
    what it is before them."""
    words: list[str] = [_lines(context, definition)]
    if definition.kind.is_type and definition.kind is not Kind.CLASS:
        words.insert(0, kinds.word(definition.kind))
    # The functions of a stub file have no body of theirs.
    if definition.complexity and not context.view.path.endswith(".pyi"):
        words.append(_("complexity {number}").format(number=definition.complexity))
    method = definition.kind is Kind.METHOD
    told = _TAGS if method else {**_TAGS, **_NOT_OF_METHODS}
    told = {**told, **_OF_LANGUAGE.get(context.facts.language if context.facts else "", {})}
    # The title above a field that is a property says it.
    known = definition.variety if definition.kind is Kind.FIELD else ""
    words += [_(told[tag]) for tag in definition.tags if tag in told and tag != known]
    result: list[Inline] = [", ".join(words)]
    return result + _decorators(context, definition.decorators)


#: What a language calls its decorators, and how it writes one.
_DECORATED = {
    "Java": (marked("annotated with {decorators}"), "@{}"),
    "Rust": (marked("with the attributes {decorators}"), "#[{}]"),
}


def _decorators(context: Context, names: Sequence[str]) -> list[Inline]:
    if not names:
        return []
    language = context.facts.language if context.facts else ""
    said, written = _DECORATED.get(language, (marked("decorated with {decorators}"), "@{}"))
    listed = joined((code(written.format(name)) for name in names), " ")
    return [", ", *sentence(_(said), decorators=listed)]


def _begins_above(facts: FileFacts, shown: Sequence[Definition]) -> bool:
    """Whether lines above that of a name belong to what is shown with a range of lines."""
    ranges = [each for each in shown if each.kind.has_body and each.end_line > each.line]
    if facts.language in _ONE_LINE:
        return any(each.decorators for each in ranges)
    return bool(ranges) and "above" in facts.cut


def _lines(context: Context, definition: Definition) -> str:
    first, last = definition.line, definition.end_line
    reader = context.facts.reader if context.facts else ""
    if last <= first and reader in _WITHOUT_ENDS and definition.kind.has_body:
        return _("from line {number}").format(number=first)
    if last <= first:
        return _("line {number}").format(number=first)
    return _("lines {first}-{last}").format(first=first, last=last)
