"""Translation of what pages say. What a repository says is never translated."""

from __future__ import annotations

from sphinx.locale import get_translation, get_translator

#: Name of the message catalogue.
CATALOG = "sphinx_kwindex"

_gettext = get_translation(CATALOG)


def _(message: str) -> str:
    """Return `message` in the language of the build that runs now."""
    # Sphinx gives a lazy proxy before a language is known; a page needs the text as it is drawn.
    return str(_gettext(message))


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message for `number`, which both forms hold as ``{number}``."""
    form = get_translator(CATALOG).ngettext(singular, plural, number)
    return form.format(number=f"{number:,}")


def marked(message: str) -> str:
    """Mark `message` of a table for extraction; it is translated where it is shown."""
    return message


def marked_plural(singular: str, plural: str) -> tuple[str, str]:
    """Mark the two forms of a message of a table for extraction."""
    return singular, plural
