"""The types above and below each type, as the page of a file shows them."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.parts import Relation, Target
from sphinx_kwindex.model.repository import Links, Resolved

#: Subclasses of one class that are listed.
_MOST = 100


class Lineage:
    """The classes of a repository by what they derive from.

    :param place: where something of the repository is shown, or ``None``.
    """

    def __init__(self, links: Links, place: Callable[[Resolved], Target | None]) -> None:
        self._bases = links.bases
        self._place = place
        self._subclasses: dict[Resolved, list[tuple[str, Target]]] = {}
        for path, classes in links.bases.items():
            for anchor, bases in classes.items():
                target = place(Resolved(path, anchor))
                name = f"{links.modules[path]}.{anchor.partition('~')[0]}"
                for base in dict.fromkeys(bases):
                    if base is not None and target is not None:
                        self._subclasses.setdefault(base, []).append((name, target))
        for found in self._subclasses.values():
            found.sort(key=lambda entry: (entry[0], entry[1].docname, entry[1].anchor))

    def relations(self, path: str, facts: FileFacts) -> tuple[Relation, ...]:
        """The types of a file that have bases or subclasses or implement others, in the order of
        their lines."""
        above = self._bases.get(path, {})
        result = []
        for definition in facts.definitions:
            subclasses = self._subclasses.get(Resolved(path, definition.anchor), [])
            if definition.derives or subclasses:
                bases = definition.base_classes
                named = above.get(definition.anchor, (None,) * len(bases))
                result.append(
                    Relation(
                        qualname=definition.qualname,
                        anchor=definition.anchor,
                        bases=tuple(
                            (expression, self._place(base) if base is not None else None)
                            for expression, base in zip(bases, named, strict=True)
                        ),
                        subclasses=tuple(subclasses[:_MOST]),
                        subclass_count=len(subclasses),
                        implemented=definition.implemented,
                    )
                )
        return tuple(result)
