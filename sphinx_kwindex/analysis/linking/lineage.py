"""The types above and below each type, as the page of a file shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.parts import Relation, Target
from sphinx_kwindex.model.repository import Links, Resolved

#: Subclasses of one class that are listed, and types that implement one.
_MOST = 100


class Lineage:
    """The types of a repository by what they derive from, and by what they implement.

    :param place: where something of the repository is shown, or ``None``.
    """

    def __init__(self, links: Links, place: Callable[[Resolved], Target | None]) -> None:
        self._bases, self._implemented = links.bases, links.implemented
        self._place = place
        self._subclasses = _turned(links, links.bases, place)
        self._implementers = _turned(links, links.implemented, place)

    def relations(self, path: str, facts: FileFacts) -> tuple[Relation, ...]:
        """The types of a file that have bases or subclasses or implement others, or that others
        implement, in the order of their lines."""
        bases = self._bases.get(path, {})
        implemented = self._implemented.get(path, {})
        result = []
        for definition in facts.definitions:
            anchor = definition.anchor
            subclasses = self._subclasses.get(Resolved(path, anchor), [])
            implementers = self._implementers.get(Resolved(path, anchor), [])
            if definition.derives or subclasses or implementers:
                result.append(
                    Relation(
                        qualname=definition.qualname,
                        anchor=anchor,
                        bases=self._shown(definition.base_classes, bases.get(anchor)),
                        subclasses=tuple(subclasses[:_MOST]),
                        subclass_count=len(subclasses),
                        implemented=self._shown(definition.implemented, implemented.get(anchor)),
                        implementers=tuple(implementers[:_MOST]),
                        implementer_count=len(implementers),
                    )
                )
        return tuple(result)

    def _shown(
        self, expressions: Sequence[str], named: Sequence[Resolved | None] | None
    ) -> tuple[tuple[str, Target | None], ...]:
        return tuple(
            (expression, self._place(answer) if answer is not None else None)
            for expression, answer in zip(
                expressions, named or (None,) * len(expressions), strict=True
            )
        )


def _turned(
    links: Links,
    named: Mapping[str, Mapping[str, Sequence[Resolved | None]]],
    place: Callable[[Resolved], Target | None],
) -> dict[Resolved, list[tuple[str, Target]]]:
    """What names each type, with the place of it, sorted."""
    result: dict[Resolved, list[tuple[str, Target]]] = {}
    for path, types in named.items():
        module = links.modules.get(path)
        for anchor, answers in types.items():
            target = place(Resolved(path, anchor))
            qualname = anchor.partition("~")[0]
            name = qualname if module is None else f"{module}.{qualname}"
            for answer in dict.fromkeys(answers):
                if answer is not None and target is not None:
                    result.setdefault(answer, []).append((name, target))
    for found in result.values():
        found.sort(key=lambda entry: (entry[0], entry[1].docname, entry[1].anchor))
    return result
