"""Which documents of the build are ours, and what each of them is."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.model.views import PageKind


class Site:
    """Our documents of one build.

    :param kinds: kind of each of our documents, by name; every other document is hand-written.
    :param prefix: ``kwindex_docname_prefix``, without slashes at its ends.
    """

    def __init__(self, kinds: Mapping[str, PageKind], prefix: str) -> None:
        self._kinds = kinds
        self.root = f"{prefix}/index"

    def kind(self, docname: str) -> PageKind | None:
        """What our document is; ``None`` for a hand-written one."""
        return self._kinds.get(docname)
