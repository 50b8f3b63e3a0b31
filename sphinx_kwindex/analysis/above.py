"""Whether lines above that of a name belong to what it names: its type, a decorator, a template.

Readers say on which line a name stands, and where its body ends. A page that shows such a range
says what is not in it, where there is something.
"""

from __future__ import annotations

from msgspec.structs import replace

from sphinx_kwindex.model.facts import FileFacts

#: The word of :attr:`~sphinx_kwindex.model.facts.FileFacts.cut`.
ABOVE = "above"

#: Languages that end a statement with a sign, so that a line without one goes on in the next.
_ENDED = frozenset({"C", "C or C++", "C#", "C++", "CUDA", "Java", "Objective-C", "Objective-C++"})
#: How a line begins that is a decorator, an attribute or the like.
_BEGINS = ("#[", "@", "[[", "__attribute__", "__declspec", "alignas", "template")
_COMMENTS = ("#", "*", "/*", "//")
#: How a line ends that is no part of what follows.
_ENDS = ("(", ")", "*/", ",", ":", ";", "=", "[", "\\", "{", "}")


def noted(facts: FileFacts, text: str) -> FileFacts:
    """Return facts that say so where a line above a name belongs to it. Pure."""
    named = {
        each.line
        for each in facts.definitions
        if each.kind.has_body and each.end_line > each.line > 1
    }
    if not named:
        return facts
    rows = text.split("\n")
    is_ended = facts.language in _ENDED
    if any(_belongs(rows[line - 2].strip(), is_ended) for line in named if line <= len(rows)):
        return replace(facts, cut=(ABOVE, *facts.cut))
    return facts


def _belongs(row: str, is_ended: bool) -> bool:
    if not row:
        return False
    if row.startswith(_BEGINS):
        return not row.endswith((";", "{", "}"))
    return is_ended and not row.startswith(_COMMENTS) and not row.endswith(_ENDS)
