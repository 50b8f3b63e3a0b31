"""What an import names in the repository.

A name of a module is looked up as Python would: what the module defines, what it imports under
that name, what its star imports bring in (within ``__all__`` where there is one), and at last a
submodule of that name. So ``from package import tool`` names the function ``tool`` that the
package re-exports, not the module ``tool`` beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.analysis.linking.modules import Modules
from sphinx_kwindex.analysis.linking.outline import Outline
from sphinx_kwindex.model.facts import Import, Scope
from sphinx_kwindex.model.repository import Resolved

#: Re-exports that are followed one after the other, and names looked at on the way to an answer.
_STEPS, _LOOKS = 10, 500

#: What was found on the way to one answer, by file and name; entries in the making hold the
#: submodule of that name.
_Seen = dict[tuple[str, str], Resolved | None]


class Resolver:
    """Answers what imports name.

    :param outlines: of each Python file that was read.
    """

    def __init__(self, modules: Modules, outlines: Mapping[str, Outline]) -> None:
        self.modules = modules
        self.outlines = outlines
        self._attributes: dict[tuple[str, str], Resolved | None] = {}

    def module(self, importer: str, module: str) -> str | None:
        """The file of a module as an import statement writes it."""
        if module.startswith("."):
            return self.modules.relative(importer, module)
        return self.modules.absolute(importer, module)

    def resolve(self, importer: str, entry: Import) -> Resolved | None:
        """What the import names; the module's own file where it cannot be seen what the name is
        in it."""
        named = self.named(importer, entry)
        if named is None and (path := self.module(importer, entry.module)) is not None:
            return Resolved(path)
        return named

    def named(self, importer: str, entry: Import) -> Resolved | None:
        """What the import names, and nothing less: ``None`` where that is not certain."""
        return self._named(importer, entry, {}, 0)

    def bound(self, importer: str, entry: Import) -> Resolved | None:
        """What the name that the import binds means: for ``import a.b`` that is ``a``."""
        return self._bound(importer, entry, {}, 0)

    def attribute(self, path: str, name: str) -> Resolved | None:
        """What a name of the module in the file `path` means."""
        key = (path, name)
        if key not in self._attributes:
            self._attributes[key] = self._attribute(path, name, {}, 0)
        return self._attributes[key]

    def _named(self, importer: str, entry: Import, seen: _Seen, step: int) -> Resolved | None:
        path = self.module(importer, entry.module)
        if entry.name is None or entry.name == "*":
            return Resolved(path) if path is not None else None
        if path is not None:
            # What a package asks itself for it does not have yet: Python imports the submodule.
            own = self.modules.submodule(path, entry.name) if path == importer else None
            return Resolved(own) if own else self._attribute(path, entry.name, seen, step)
        if entry.module.startswith("."):
            path = self.modules.relative(importer, entry.module, entry.name)
        else:
            path = self.modules.absolute(importer, f"{entry.module}.{entry.name}")
        return Resolved(path) if path is not None else None

    def _bound(self, importer: str, entry: Import, seen: _Seen, step: int) -> Resolved | None:
        if entry.name is None and entry.alias is None:
            path = self.module(importer, entry.bound)
            return Resolved(path) if path is not None else None
        return self._named(importer, entry, seen, step)

    def _attribute(self, path: str, name: str, seen: _Seen, step: int) -> Resolved | None:
        key = (path, name)
        if key in seen:
            return seen[key]
        submodule = self.modules.submodule(path, name)
        # A package that imports its own submodule asks for what is being looked up.
        answer = seen[key] = Resolved(submodule) if submodule is not None else None
        outline = self.outlines.get(path)
        if outline is None or step > _STEPS or len(seen) > _LOOKS:
            return answer
        if (anchor := outline.top.get(name)) is not None:
            answer = Resolved(path, anchor)
        elif name in outline.bound:
            meanings = {
                self._bound(path, outline.imports[index], seen, step + 1)
                for index in outline.bound[name]
            }
            answer = meanings.pop() if len(meanings) == 1 else None
        else:
            starred = self._from_stars(path, outline, name, seen, step + 1)
            answer = starred or answer or self._stub(path, name)
        seen[key] = answer
        return answer

    def _from_stars(
        self, path: str, outline: Outline, name: str, seen: _Seen, step: int
    ) -> Resolved | None:
        for index in reversed(outline.stars):
            entry = outline.imports[index]
            source = self.module(path, entry.module)
            there = self.outlines.get(source) if source is not None else None
            if source is None or there is None:
                continue
            if there.exports is None:
                visible = not name.startswith("_")
                # Which submodules a package has loaded by then is not known.
                submodule = self.modules.submodule(source, name)
            else:
                visible, submodule = name in there.exports, None
            if visible:
                meaning = self._attribute(source, name, seen, step)
                if meaning is not None and meaning != Resolved(submodule or ""):
                    return None if self._is_fallback(path, outline, entry) else meaning
        return None

    def _is_fallback(self, path: str, outline: Outline, star: Import) -> bool:
        """Whether a star import under a condition stands beside one of a module that is not
        here, which may bring the same names: the accelerated twin in ``try``, mostly."""
        return star.scope is Scope.CONDITIONAL and any(
            outline.imports[index].scope is Scope.CONDITIONAL
            and self.module(path, outline.imports[index].module) is None
            for index in outline.stars
        )

    def _stub(self, path: str, name: str) -> Resolved | None:
        """What only the stub beside a module declares."""
        stub = self.modules.twin(path)
        outline = self.outlines.get(stub) if stub != path else None
        anchor = outline.top.get(name) if outline is not None else None
        return Resolved(stub, anchor) if anchor is not None else None
