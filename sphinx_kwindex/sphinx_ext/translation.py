"""What pages say, in the language of the build (``language``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import locale

from sphinx_kwindex.pages.i18n import CATALOG

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: One folder a language, with the catalogue in it.
LOCALE = Path(__file__).parents[1] / "locale"


def setup(app: Sphinx) -> None:
    # Sphinx puts a catalogue behind the one that an earlier build in this process has left.
    locale.translators.pop(("general", CATALOG), None)
    app.add_message_catalog(CATALOG, str(LOCALE))
