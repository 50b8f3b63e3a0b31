"""What is known of any file with text: its language, its form, and how long it is."""

from __future__ import annotations

from msgspec.structs import replace

from sphinx_kwindex.analysis import comments
from sphinx_kwindex.analysis.languages import HEAD, Language, identify
from sphinx_kwindex.analysis.text import Decoded, decode
from sphinx_kwindex.model.facts import FileFacts, LineCounts, Problem


def refused(name: str, data: bytes, problem: Problem) -> FileFacts:
    """Return the facts of a file that was not read to the end, for the reason `problem`.

    It has a language, an encoding and a number of lines, so that it can have its page.
    """
    language = identify(name, data[:HEAD])
    decoded = decode(data, language.is_python)
    return with_form(unread(decoded, problem), decoded, language)


def unread(decoded: Decoded, problem: Problem) -> FileFacts:
    """Return the facts of a text that no analyser has read."""
    return FileFacts(lines=LineCounts(decoded.lines), problem=problem)


def with_form(facts: FileFacts, decoded: Decoded, language: Language) -> FileFacts:
    """Return `facts` with what the name and the bytes tell of the file."""
    licence, line = comments.licence(decoded.text, language.lexer)
    return replace(
        facts,
        language=language.name,
        lexer=language.lexer_for(len(decoded.text)) if decoded.text else "text",
        encoding=decoded.encoding,
        newline=decoded.newline,
        licence=licence,
        licence_line=line,
    )
