"""What is found, as half a sentence that is said in the language of the reader.

Analysis knows no language of a build: it names the message and what stands in it, pages say it.
"""

from __future__ import annotations

import re

from sphinx_kwindex.model.records import Record

_FIELD = re.compile(r"\{(\w+)\}")


class Phrase(Record, frozen=True):
    """Half a sentence about the repository: "its name starts with ``test_``".

    :ivar message: in English. ``{name}`` stands for a value, what double backquotes enclose is
        code.
    :ivar values: by name: text of the repository, or another phrase.
    :ivar plural: the message for other numbers than one; empty where there is no number.
    :ivar number: what decides between the two, which hold it as ``{number}``.
    """

    message: str
    values: tuple[tuple[str, str | Phrase], ...] = ()
    plural: str = ""
    number: int = 1


def phrase(message: str, /, **values: str | Phrase) -> Phrase:
    """Return a phrase; `message` is extracted for translation."""
    return Phrase(message, tuple(values.items()))


def counted(singular: str, plural: str, number: int) -> Phrase:
    """Return a phrase about a number of things; both forms are extracted."""
    return Phrase(singular, plural=plural, number=number)


def english(said: str | Phrase) -> str:
    """Return what is said in English, as warnings are."""
    if isinstance(said, str):
        return said
    values = {name: english(value) for name, value in said.values}
    values["number"] = f"{said.number:,}"
    form = said.plural if said.plural and said.number != 1 else said.message
    return _FIELD.sub(lambda match: values[match[1]], form)


def marked(message: str) -> str:
    """Mark `message` of a table for extraction; it is translated where it is shown."""
    return message


def marked_plural(singular: str, plural: str) -> tuple[str, str]:
    """Mark the two forms of a message of a table for extraction."""
    return singular, plural
