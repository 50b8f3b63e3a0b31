"""Which type of Go an embedded name means: one of the same package, which is a folder
(https://go.dev/ref/spec#Struct_types)."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname

from sphinx_kwindex.analysis.linking.supertypes.outline import Derived, Types, parts
from sphinx_kwindex.model.repository import Resolved


class Folders:
    """The types of the files of Go by the folder that they are in.

    :param types: by path.
    """

    def __init__(self, types: Mapping[str, Types]) -> None:
        self._types: dict[tuple[str, str], list[Resolved | None]] = {}
        for path, kept in types.items():
            for name in kept.named:
                for each in kept.types(name):
                    answer = Resolved(path, each.anchor) if each.kind.is_type else None
                    self._types.setdefault((dirname(path), name), []).append(answer)

    def find(self, path: str, derived: Derived, expression: str) -> Resolved | None:
        """The type that a name means, where it is certain which."""
        words = parts(expression.removeprefix("*"), ".")
        found = self._types.get((dirname(path), words[0]), []) if len(words) == 1 else []
        return found[0] if len(found) == 1 else None
