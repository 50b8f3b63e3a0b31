"""Which types of the repository the bases of a type name, in languages other than Python.

One module for the rules of each family of languages, and one row of :data:`_FAMILIES`. What is
not certain is left open: a link that is missing is better than one that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from sphinx_kwindex.analysis.linking.families import Files
from sphinx_kwindex.analysis.linking.supertypes.cpp import Headers
from sphinx_kwindex.analysis.linking.supertypes.ecmascript import Modules
from sphinx_kwindex.analysis.linking.supertypes.golang import Folders
from sphinx_kwindex.analysis.linking.supertypes.java import Packages
from sphinx_kwindex.analysis.linking.supertypes.outline import Derived, Types, types
from sphinx_kwindex.analysis.linking.supertypes.rust import Crates
from sphinx_kwindex.model.facts import Form
from sphinx_kwindex.model.repository import Resolved

__all__ = ["LANGUAGES", "Supertypes", "Types", "supertypes", "types"]

#: What a base names, by the path of its file.
_Find = Callable[[str, Derived, str], Resolved | None]


class _Family(Struct, frozen=True):
    types: Mapping[str, Types]
    imports: Mapping[str, Sequence[Resolved | None]]
    files: Files


def _headers(family: _Family) -> _Find:
    includes = {
        path: [
            answer.path
            for entry, answer in zip(kept.imports, family.imports.get(path, ()), strict=False)
            if answer is not None and entry.form in (Form.INCLUDE, Form.SYSTEM)
        ]
        for path, kept in family.types.items()
    }
    return Headers(family.types, includes).find


_C = frozenset({"C", "C or C++", "C++", "CUDA", "Objective-C", "Objective-C++"})
_SCRIPTS = frozenset({"JSX", "JavaScript", "TSX", "TypeScript"})
_FAMILIES: tuple[tuple[frozenset[str], Callable[[_Family], _Find]], ...] = (
    (_C, _headers),
    (_SCRIPTS, lambda family: Modules(family.types, family.imports).find),
    (frozenset({"Go"}), lambda family: Folders(family.types).find),
    (frozenset({"Java"}), lambda family: Packages(family.types).find),
    (frozenset({"Rust"}), lambda family: Crates(family.types, family.files).find),
)
#: The languages whose types are looked up.
LANGUAGES = frozenset().union(*(languages for languages, _ in _FAMILIES))


#: By path and id of a type, what each name among its bases, or what it implements, means.
_Named = dict[str, dict[str, tuple[Resolved | None, ...]]]


class Supertypes(Struct, frozen=True):
    """What types name above them; files without such types are left out."""

    bases: _Named = field(default_factory=dict)
    implemented: _Named = field(default_factory=dict)


def supertypes(
    outlines: Mapping[str, Types], imports: Mapping[str, Sequence[Resolved | None]], files: Files
) -> Supertypes:
    """Say what the types mean that other types name as their bases, or that they implement.

    :param outlines: of each file in one of :data:`LANGUAGES`, by path.
    :param imports: the file that each import of a file names.
    """
    result = Supertypes()
    for languages, make in _FAMILIES:
        chosen = {path: kept for path, kept in outlines.items() if kept.language in languages}
        if not any(kept.derived for kept in chosen.values()):
            continue
        find = make(_Family(chosen, imports, files))
        for path, kept in chosen.items():
            for each in kept.derived:
                for table, names in (
                    (result.bases, each.bases),
                    (result.implemented, each.implemented),
                ):
                    if names:
                        table.setdefault(path, {})[each.anchor] = _all(find, path, each, names)
    return result


def _all(
    find: _Find, path: str, derived: Derived, names: Sequence[str]
) -> tuple[Resolved | None, ...]:
    own = Resolved(path, derived.anchor)
    answers = (find(path, derived, name) for name in names)
    return tuple(answer if answer != own else None for answer in answers)
