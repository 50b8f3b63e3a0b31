"""Readers of JavaScript with JSX, of TypeScript and of TSX: one walk, as the grammars share their
nodes (https://tc39.es/ecma262/, https://www.typescriptlang.org/docs/handbook/)."""

from __future__ import annotations

import re

from msgspec.structs import replace

from sphinx_kwindex.analysis import keywords
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import heads, treesitter
from sphinx_kwindex.analysis.readers.ecmascript import imports, shows
from sphinx_kwindex.analysis.readers.ecmascript.objects import KEYS
from sphinx_kwindex.analysis.readers.ecmascript.statements import walk
from sphinx_kwindex.analysis.readers.scan import Lexis, scan
from sphinx_kwindex.model.facts import FileFacts

#: Strings and templates that hold no code.
_STRINGS = re.compile(
    rb"\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\"?|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?"
    rb"|`[^`\\$]*+(?:\\.[^`\\$]*+)*+`",
    re.S,
)
_CALLS = {"call_expression": "function", "new_expression": "constructor"}
LEXIS = {
    name: Lexis(
        frozenset({"comment", "html_comment"}),
        _CALLS,
        _STRINGS,
        passed_over,
        frozenset({"template_string", "template_literal_type", "regex"}),
    )
    for name, passed_over in (
        ("javascript", keywords.JAVASCRIPT),
        ("typescript", keywords.TYPESCRIPT),
        ("tsx", keywords.TYPESCRIPT),
    )
}


def javascript(text: str, language: Language) -> FileFacts:
    """Read a file of JavaScript, with JSX or without."""
    return _read(text, "javascript")


def typescript(text: str, language: Language) -> FileFacts:
    """Read a file of TypeScript."""
    return _read(text, "typescript")


def tsx(text: str, language: Language) -> FileFacts:
    """Read a file of TypeScript with JSX."""
    return _read(text, "tsx")


def _read(text: str, grammar: str) -> FileFacts:
    data = text.encode("utf-8", "surrogatepass")
    root = treesitter.parse(grammar, data).root_node
    found = scan(data, root, LEXIS[grammar], (*imports.CALLED, *shows.CALLED))
    file = walk(data, root, found)
    file.imports.extend(imports.called(found))
    found.calls.pop("import", None)
    observations = [*shows.called(file), *shows.written(found), *shows.asynchronous(file)]
    reader = treesitter.reader(grammar)
    facts = heads.facts(text, found, file, file.imports, observations, reader)
    return replace(facts, cut=("number",)) if file.data_keys > KEYS else facts
