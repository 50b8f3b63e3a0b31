"""Translation of what pages say. What a repository says is never translated."""

from __future__ import annotations

import re

from sphinx.locale import get_translation, get_translator

from sphinx_kwindex.model.phrases import Phrase, marked, marked_plural

__all__ = ["CATALOG", "_", "marked", "marked_plural", "ngettext", "said", "written"]

#: Name of the message catalogue.
CATALOG = "sphinx_kwindex"

_gettext = get_translation(CATALOG)

_SAMPLE = re.compile(r"1(\D*)234(\D+)5")


def _(message: str) -> str:
    """Return `message` in the language of the build that runs now."""
    # Sphinx gives a lazy proxy before a language is known; a page needs the text as it is drawn.
    return str(_gettext(message))


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message for `number`, which both forms hold as ``{number}``."""
    form = get_translator(CATALOG).ngettext(singular, plural, number)
    return form.format(number=written(number))


def written(number: float, decimals: int = 0) -> str:
    """Return a number as readers of the language write it: ``1,234.5``, ``1.234,5``.

    :param decimals: digits behind the point.
    """
    plain = f"{number:,.{decimals}f}"
    if len(plain) < 4 and not decimals:
        return plain
    # The translation of the sample tells both signs.
    sample = _SAMPLE.fullmatch(_("1,234.5"))
    signs = {",": sample[1], ".": sample[2]} if sample else {}
    return re.sub("[,.]", lambda sign: signs.get(sign[0], sign[0]), plain)


def said(phrase: Phrase) -> tuple[str, dict[str, str | Phrase]]:
    """Return the message of a phrase in the language of the build, and what stands in it."""
    if not phrase.plural:
        return _(phrase.message), dict(phrase.values)
    translator = get_translator(CATALOG)
    form = translator.ngettext(phrase.message, phrase.plural, phrase.number)
    return form, {**dict(phrase.values), "number": written(phrase.number)}
