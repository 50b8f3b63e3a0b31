"""What following names keeps of a Python module after reading its facts."""

from __future__ import annotations

from sys import intern

from msgspec import Struct

from sphinx_kwindex.analysis.linking.outline import Outline
from sphinx_kwindex.model.facts import Definition, FileFacts, Kind

#: Characters of what is said of a definition where a name leads to it.
TIP = 160


class Namespace(Struct, frozen=True):
    """The names of a module, and of the members of its classes.

    :ivar outline: its names at the top, and its imports.
    :ivar members: of each class by its id, the ids of what its body defines, by name.
    :ivar attributes: of each class by its id, the lines that give its instances their attributes.
    :ivar bases: of each class with bases, by its id, its bases as they are written; unpacked ones
        are among them, keyword arguments are not.
    :ivar unsure: as in its facts.
    :ivar lines: where the module binds the names at its top first; empty where no star import
        could bind them after that.
    :ivar tips: what is said of each definition, by its id.
    """

    outline: Outline
    members: dict[str, dict[str, str]]
    attributes: dict[str, dict[str, int]]
    bases: dict[str, tuple[str, ...]]
    unsure: frozenset[str]
    lines: dict[str, int]
    tips: dict[str, str]


def namespace(facts: FileFacts, outline: Outline) -> Namespace:
    """Pure."""
    classes: dict[str, str] = {}
    members: dict[str, dict[str, str]] = {}
    bases: dict[str, tuple[str, ...]] = {}
    for definition in facts.definitions:
        if definition.kind is Kind.CLASS:
            classes.setdefault(definition.qualname, definition.anchor)
            members.setdefault(classes[definition.qualname], {})
            if definition.bases:
                unpacked = (base for base in definition.bases if base.startswith("*"))
                bases[definition.anchor] = (*definition.base_classes, *unpacked)
    for definition in facts.definitions:
        owner = classes.get(definition.qualname.rpartition(".")[0])
        if owner is not None:
            # The first of a property, or of overloads; what is bound twice otherwise is unsure.
            members[owner].setdefault(intern(definition.name), intern(definition.anchor))
    attributes: dict[str, dict[str, int]] = {}
    for owner, name, line in facts.attributes:
        attributes.setdefault(owner, {})[intern(name)] = line
    lines: dict[str, int] = {}
    if outline.stars:
        for definition in facts.definitions:
            if "." not in definition.qualname:
                lines.setdefault(definition.name, definition.line)
        for entry in facts.imports:
            lines.setdefault(entry.bound, entry.line)
    return Namespace(
        outline=outline,
        members=members,
        attributes=attributes,
        bases=bases,
        unsure=frozenset(facts.unsure),
        lines=lines,
        tips={each.anchor: tip(each) for each in facts.definitions if each.anchor},
    )


def tip(definition: Definition) -> str:
    """What is said of a definition in two lines: how it is used, and the first line of its
    docstring. Values of variables are left out: what tells of a credential is among them."""
    name = definition.qualname
    if definition.signature:
        name += definition.signature
    elif definition.kind is Kind.CLASS:
        name = f"class {name}" + (f"({', '.join(definition.bases)})" if definition.bases else "")
    elif definition.annotation:
        name += f": {definition.annotation}"
    lines = [_cut(name), *([_cut(definition.summary)] if definition.summary else [])]
    return "\n".join(lines)


def _cut(text: str) -> str:
    return text if len(text) <= TIP else f"{text[: TIP - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
