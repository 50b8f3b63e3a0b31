"""What a name of a Python module means in the repository, where that is certain.

:mod:`sphinx_kwindex.analysis.linking.imports` answers for import statements, and takes the likely
answer where Python would have to run to give a sure one. Here there is no answer then: a name
that is bound twice, or perhaps by a star import, means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from sys import intern
from weakref import proxy

from sphinx_kwindex.analysis.linking.imports import Resolver
from sphinx_kwindex.analysis.linking.members import Ancestry
from sphinx_kwindex.analysis.linking.namespace import Namespace
from sphinx_kwindex.model.facts import Base, Import, Reference, Scope
from sphinx_kwindex.model.repository import Resolved

#: Re-exports that are followed one after the other.
_STEPS = 20


class Meanings:
    """Answers what the references of Python files mean.

    :param spaces: of each Python file that was read.
    """

    def __init__(self, resolver: Resolver, spaces: Mapping[str, Namespace]) -> None:
        self._resolver = resolver
        self._modules = resolver.modules
        self._spaces = spaces
        self._known: dict[tuple[str, str], Resolved | None] = {}
        # The two ask each other. Weak, so that neither keeps both until Python looks for cycles.
        weak = proxy(self)
        self._ancestry = Ancestry(spaces, lambda path, dotted: weak.of_name(path, dotted))

    def of(
        self, path: str, references: Sequence[Reference], imports: Sequence[Import]
    ) -> tuple[tuple[int, Resolved], ...]:
        """What the references of a file mean, each by its number; the rest mean nothing here."""
        found = ((index, self._of(path, each, imports)) for index, each in enumerate(references))
        return tuple((index, meaning) for index, meaning in found if meaning is not None)

    def tip(self, meaning: Resolved) -> str:
        """What is said of a definition; of a file nothing."""
        space = self._spaces.get(meaning.path)
        return space.tips.get(meaning.anchor, "") if space is not None else ""

    def of_name(self, path: str, dotted: str) -> Resolved | None:
        """What a dotted name means at the top of a module."""
        first, *rest = dotted.split(".")
        return self._along(self._global(path, first, 0), rest)

    def _of(self, path: str, named: Reference, imports: Sequence[Import]) -> Resolved | None:
        names = named.name.split(".") if named.name else []
        match named.base:
            case Base.MODULE:
                return self.of_name(path, named.name)
            case Base.DEFINITION:
                return self._along(Resolved(path, named.of), names)
            case Base.MEMBER:
                return self._along(Resolved(path, named.of), names)
            case Base.SUPER:
                first, *rest = names
                return self._along(self._ancestry.member(path, named.of, first, above=True), rest)
            case Base.BOUND:
                return self._along(self._bound(path, imports[int(named.of)], 0), names)
            case Base.IMPORTED:
                return self._imported(path, imports[int(named.of)], 0)
            case Base.SOURCE:
                return self._file(self._resolver.module(path, imports[int(named.of)].module))

    def _along(self, meaning: Resolved | None, names: Sequence[str]) -> Resolved | None:
        for name in names:
            if meaning is None:
                return None
            if not meaning.anchor:
                meaning = self._attribute(meaning.path, name, 0)
            else:
                meaning = self._ancestry.member(meaning.path, meaning.anchor, name)
        return meaning

    def _file(self, path: str | None) -> Resolved | None:
        return Resolved(path) if path is not None else None

    def _bound(self, importer: str, entry: Import, step: int) -> Resolved | None:
        """What the name that an import binds means: for ``import a.b`` that is ``a``."""
        if entry.name is None and entry.alias is None:
            return self._file(self._resolver.module(importer, entry.bound))
        return self._imported(importer, entry, step)

    def _imported(self, importer: str, entry: Import, step: int) -> Resolved | None:
        path = self._resolver.module(importer, entry.module)
        if entry.name is None:
            return self._file(path)
        if path is not None:
            return self._attribute(path, entry.name, step)
        if entry.module.startswith("."):
            return self._file(self._modules.relative(importer, entry.module, entry.name))
        return self._file(self._modules.absolute(importer, f"{entry.module}.{entry.name}"))

    def _attribute(self, path: str, name: str, step: int) -> Resolved | None:
        """What an attribute of a module means: a name of it, or else a submodule."""
        meaning = self._global(path, name, step)
        if meaning is not None:
            return meaning
        submodule = self._modules.submodule(path, name)
        space = self._spaces.get(path)
        if submodule is None or space is None:
            return self._file(submodule)
        outline = space.outline
        hidden = (
            name in outline.top
            or name in space.unsure
            or "__getattr__" in outline.top
            or outline.stars
            or not self._is_itself(path, name, submodule)
        )
        return None if hidden else Resolved(submodule)

    def _is_itself(self, path: str, name: str, submodule: str) -> bool:
        """Whether what a package imports under the name of its submodule is that submodule."""
        outline = self._spaces[path].outline
        entries = (outline.imports[index] for index in outline.bound.get(name, ()))
        return all(self._resolver.module(path, entry.written) == submodule for entry in entries)

    def _global(self, path: str, name: str, step: int) -> Resolved | None:
        """What a name of a module means: what one statement of it binds, or a star import."""
        key = (path, intern(name))
        if key not in self._known:
            self._known[key] = None  # whoever asks for itself has no answer
            self._known[key] = self._find(path, name, step) if step < _STEPS else None
        return self._known[key]

    def _find(self, path: str, name: str, step: int) -> Resolved | None:
        space = self._spaces.get(path)
        if space is None or name in space.unsure:
            return None
        outline = space.outline
        anchor = outline.top.get(name)
        if anchor is None and name not in outline.bound:
            return self._from_stars(path, space, name, 0, step)
        if anchor is not None:
            meaning: Resolved | None = Resolved(path, anchor)
        else:
            meanings = {
                self._bound(path, outline.imports[index], step + 1) for index in outline.bound[name]
            }
            meaning = meanings.pop() if len(meanings) == 1 else None
        line = space.lines.get(name, 0)
        after = [index for index in outline.stars if outline.imports[index].line > line]
        return meaning if all(self._lacks(path, space, index, name) for index in after) else None

    def _from_stars(
        self, path: str, space: Namespace, name: str, line: int, step: int
    ) -> Resolved | None:
        """What a star import brings under a name, where no other may bring it."""
        found: set[Resolved | None] = set()
        for index in space.outline.stars:
            if not self._lacks(path, space, index, name):
                entry = space.outline.imports[index]
                source = self._resolver.module(path, entry.module)
                if source is None or entry.scope is not Scope.MODULE:
                    return None
                found.add(self._global(source, name, step + 1))
        return found.pop() if len(found) == 1 else None

    def _lacks(self, path: str, space: Namespace, index: int, name: str) -> bool:
        """Whether it is certain that a star import does not bring a name."""
        source = self._resolver.module(path, space.outline.imports[index].module)
        there = self._spaces.get(source) if source is not None else None
        if there is None:
            return False
        exports = there.outline.exports
        # Of a module without ``__all__`` what it binds is not known to the end.
        return name not in exports if exports is not None else name.startswith("_")
