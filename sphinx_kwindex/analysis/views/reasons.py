"""Why a file is not fully indexed, said to a reader; and what kind of file it is."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from sphinx_kwindex.analysis.filetypes import kind
from sphinx_kwindex.analysis.languages import identify
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import Phrase, english, phrase
from sphinx_kwindex.model.repository import ReadFile

_PYTHON = f"Python {sys.version_info.major}.{sys.version_info.minor}"

#: Reasons that say what kind of file it is.
_SAID = frozenset(
    {Reason.BINARY, Reason.LINK, Reason.OUTSIDE, Reason.SPECIAL, Reason.SUBMODULE, Reason.DELETED}
)

#: What each reason means, as a sentence without its full stop.
SENTENCES: Mapping[Reason, Phrase] = {
    Reason.SECRET: phrase("It is withheld, because it may hold a credential"),
    Reason.OUTSIDE: phrase("It is a link that leads out of the repository or into a loop"),
    Reason.LINK: phrase("It is a link, which is not followed"),
    Reason.SPECIAL: phrase("It is no regular file but a pipe, a socket or a device"),
    Reason.SUBMODULE: phrase("It is another repository"),
    Reason.LFS: phrase("It is a pointer of Git LFS, and its content is stored elsewhere"),
    Reason.DELETED: phrase("Git tracks it, but it is not on disk"),
    Reason.UNREADABLE: phrase("The operating system did not let it be read"),
    Reason.SIZE: phrase("It is larger than the limit that kwindex_max_file_size sets"),
    Reason.BINARY: phrase("It holds NUL bytes, so it is binary"),
    Reason.GENERATED: phrase("A tool generated it, as it says itself"),
    Reason.VENDORED: phrase(
        "It is a copy of another project's file, as the name of its folder says"
    ),
    Reason.ENCODING: phrase(
        "Its bytes are no text in the encoding that it names, or else in UTF-8"
    ),
    Reason.SYNTAX: phrase("The parser of its language could not read it"),
    Reason.LIMIT: phrase("Reading it took more time or memory than the limit allows"),
    Reason.INTERNAL: phrase("A mistake in sphinx-kwindex kept it from being read"),
}


def sentence(problem: Problem, language: str) -> Phrase:
    """Say to a reader why a file is not fully indexed, in one sentence."""
    said = SENTENCES[problem.reason]
    if problem.reason is Reason.SYNTAX and language == "Python":
        said = phrase("{python} could not parse it", python=_PYTHON)
    detail = " ".join(english(problem.message).split()).rstrip(".")
    # A message that only repeats the word of the reason, or of the sentence, adds nothing.
    if not detail or detail == problem.reason.value or said.message.endswith(detail):
        return phrase("{sentence}.", sentence=said)
    shown = problem.message if isinstance(problem.message, Phrase) else detail
    return phrase("{sentence}: {detail}.", sentence=said, detail=shown)


def type_of(file: ReadFile, problem: Problem) -> str | Phrase:
    """The language of a file, by its name where it was not read, or else what its suffix says.

    Empty where that is not known, of a binary file, whose problem says it, and of what has no
    content of its own: a link, a submodule.
    """
    if problem.reason in _SAID:
        return ""
    known = file.language or identify(file.source.name, b"").name
    if known or not file.source.suffix:
        return known
    return kind(file.path, b"")
