"""From the name and the bytes of one file to its facts."""

from __future__ import annotations

from msgspec.structs import replace

from sphinx_kwindex.analysis import above, places
from sphinx_kwindex.analysis.languages import HEAD, identify
from sphinx_kwindex.analysis.outline import refused, unread, with_form
from sphinx_kwindex.analysis.readers import table
from sphinx_kwindex.analysis.text import decode, without_surrogates
from sphinx_kwindex.model.facts import FileFacts, Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import phrase


def analyse(name: str, data: bytes) -> FileFacts:
    """Read one file.

    :param name: of the file; with the bytes it tells the language.
    :param data: all its bytes.

    Pure. Never raises: what goes wrong is in the `problem` of the facts, beside what could be
    read all the same.
    """
    try:
        return _read(name, data)
    except (MemoryError, RecursionError):
        problem = Problem(Reason.LIMIT, phrase("too large or too deep for its reader"))
    except Exception as error:
        # The boundary of our code: one file must not end the build. The message may hold
        # text of the file, never a path, as nothing here opens one.
        message = without_surrogates(f"{type(error).__name__}: {error}")[:200]
        problem = Problem(Reason.INTERNAL, message)
    return refused(name, data, problem)


def _read(name: str, data: bytes) -> FileFacts:
    language = identify(name, data[:HEAD])
    decoded = decode(data, language.is_python)
    problem = decoded.problem
    if problem is not None and (language.is_python or not decoded.text):
        # Python refuses such a file; what it would say in another encoding is no fact of it.
        facts = unread(decoded, problem)
    else:
        facts = table.read(decoded.text, language)
        if problem is not None:
            facts = replace(facts, problem=problem)
        if facts.imports and not language.is_python:
            named = places.references(decoded.text, language.name, facts.imports)
            facts = replace(facts, references=named)
    return above.noted(with_form(facts, decoded, language), decoded.text)
