"""What the sections of a file's page draw from."""

from __future__ import annotations

from msgspec import Struct

from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.facts import Definition, FileFacts
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.model.views import FilePage
from sphinx_kwindex.pages.docstrings import Docstring


class Context(Struct, frozen=True):
    """A file's view, its facts where it was read, and the renderer of docstrings."""

    view: FilePage
    facts: FileFacts | None
    docstring: Docstring

    @property
    def is_analysed(self) -> bool:
        """Whether its definitions and imports were looked for, to the end of the file."""
        facts = self.facts
        return facts is not None and facts.problem is None and bool(facts.reader)

    def line(self, number: int) -> Target | None:
        """Return the place of a line of its source; ``None`` where the page shows no source."""
        return Target(self.view.docname, line_anchor(number)) if self.view.text else None

    def definition(self, definition: Definition) -> Target | None:
        """Return the place of a definition in its source, likewise."""
        return Target(self.view.docname, definition.anchor) if self.view.text else None
