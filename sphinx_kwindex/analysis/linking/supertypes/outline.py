"""What linking keeps of the types of a file that is not Python's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from sys import intern

from msgspec import Struct

from sphinx_kwindex.model.facts import Definition, FileFacts, Import, Kind

#: What a name may mean where a type is wanted, or where the name of a type begins.
_NAMED = frozenset({Kind.NAMESPACE, Kind.PACKAGE, Kind.MODULE, Kind.TYPE_ALIAS, Kind.TYPEDEF})
_PART = re.compile(r"(?:r#)?[^\W\d][\w$]*")


class Named(Struct, frozen=True):
    """A type, or a name that may stand for one or before one.

    :ivar words: its tags.
    """

    kind: Kind
    anchor: str
    line: int
    end_line: int
    words: tuple[str, ...] = ()


class Derived(Struct, frozen=True):
    """A type that names others as its bases, or that it implements.

    :ivar bases: the expressions; `implemented`, those of what it implements.
    :ivar parameters: names in them that are no types of anybody: parameters of templates.
    :ivar functions: the signatures of what it is defined in.
    """

    kind: Kind
    qualname: str
    anchor: str
    line: int
    bases: tuple[str, ...]
    implemented: tuple[str, ...]
    parameters: tuple[str, ...]
    functions: tuple[str, ...]


class Types(Struct, frozen=True):
    """The types of one file.

    :ivar named: by qualified name, in the order of lines.
    """

    language: str
    named: Mapping[str, tuple[Named, ...]]
    derived: tuple[Derived, ...]
    imports: tuple[Import, ...]

    def types(self, qualname: str) -> list[Named]:
        """What a name means, types and what stands for types alone."""
        spaces = (Kind.NAMESPACE, Kind.PACKAGE, Kind.MODULE)
        return [each for each in self.named.get(qualname, ()) if each.kind not in spaces]


def types(language: str, facts: FileFacts) -> Types:
    """Pure."""
    named: dict[str, tuple[Named, ...]] = {}
    derived = []
    around: list[Definition] = []
    for each in facts.definitions:
        while around and around[-1].end_line < each.line:
            around.pop()
        if each.kind.is_type or each.kind in _NAMED:
            name = intern(each.qualname)
            entry = Named(each.kind, intern(each.anchor), each.line, each.end_line, each.tags)
            named[name] = (*named.get(name, ()), entry)
        if each.derives:
            derived.append(
                Derived(
                    each.kind,
                    each.qualname,
                    intern(each.anchor),
                    each.line,
                    each.base_classes,
                    each.implemented,
                    each.parameters,
                    tuple(outer.signature for outer in around),
                )
            )
        if each.signature:
            around.append(each)
    return Types(language, named, tuple(derived), facts.imports)


def parts(expression: str, joint: str) -> list[str]:
    """The parts of a name that may have arguments behind it: ``a::B<int>`` gives ``a`` and ``B``.

    Nothing of any other expression: what has arguments within it (``A<T>::type``), a call.
    """
    name, bracket, rest = expression.replace("=>", "").partition("<")
    depth = 1
    for index, sign in enumerate(rest):
        depth += (sign == "<") - (sign == ">")
        if not depth and index < len(rest) - 1:
            return []
    if bracket and depth:
        return []
    found = name.strip().split(joint)
    return found if all(map(_PART.fullmatch, found)) else []


def scopes(qualname: str, joint: str) -> list[str]:
    """The names of what is around a name, the innermost first, and at last nothing: the file."""
    found = []
    while qualname:
        qualname = qualname.rpartition(joint)[0]
        found.append(qualname)
    return found
