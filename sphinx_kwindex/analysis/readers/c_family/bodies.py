"""What the bodies of functions say: calls, branches, loops.

Bodies are read by their tokens, which costs a third of what a tree does. Comments and strings are
blank already, so that a name before a parenthesis is a call, unless it is being declared. What is
not in a body (what a variable is initialised with) is asked of the tree.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from tree_sitter import Node, Query, QueryCursor

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.c_family import macros
from sphinx_kwindex.analysis.readers.c_family.squeezed import Squeezed
from sphinx_kwindex.analysis.readers.c_family.text import Text
from sphinx_kwindex.analysis.readers.c_family.words import DANGEROUS, KEYWORDS
from sphinx_kwindex.analysis.text import shortened
from sphinx_kwindex.model.facts import Observation, Topic

#: Lines of the calls of one name that are kept.
LINES = 5
#: Loops in each other that are worth a word.
_NESTED = 3

#: Where a call may name a function of C: nowhere in a class or another namespace.
_OF_C = frozenset({"", "::", "std", "::std"})

_CALLS = """
(call_expression function: (identifier) @call)
(call_expression function: (field_expression field: (field_identifier) @member))
"""
_CPP_CALLS = """
(call_expression function: (qualified_identifier) @path)
(call_expression function: (template_function name: (identifier) @call))
"""
_BRANCHES = """
[(if_statement) (conditional_expression) (case_statement value: (_))] @branch
[(for_statement) (while_statement) (do_statement)] @loop
(binary_expression operator: ["&&" "||"]) @branch
"""
_CPP_BRANCHES = """
(for_range_loop) @loop
(catch_clause) @branch
"""
_QUERIES = {
    "c": _CALLS + _BRANCHES,
    "cpp": _CALLS + _CPP_CALLS + _BRANCHES + _CPP_BRANCHES,
}
_QUERIES["cuda"] = _QUERIES["cpp"]

_NAME = r"[A-Za-z_]\w*+"
_ARGUMENTS = r"<(?:[^<>;{}()=&|]|<(?:[^<>;{}()=&|]|<[^<>;{}()=&|]*+>)*+>)*+>"
#: A sign that decides, a call with the path before it, or a word that decides. What may be long is
#: bounded, so that no text is read again and again.
_TOKEN = re.compile(
    (
        r"(&&|\|\||\?)"
        rf"|((?:::\s*)?(?:\b{_NAME}(?:{_ARGUMENTS})?\s*::\s*(?:template\s+)?){{0,16}}+)"
        rf"(\b{_NAME})\s*(?:(?!<<<){_ARGUMENTS}\s*)?(?:<[^;{{}}]{{0,200}}?>\s*(?=<<<))?(<<<[^;{{}}]{{0,400}}?>>>\s*)?(?=\((?![&*]\s*\)))"
        r"|\b(?:case|if)\b"
    ).encode()
)
#: Words that decide.
BRANCHING = frozenset({b"if", b"for", b"while", b"catch", b"case"})
_LOOP = re.compile(rb"\b(?:for|while|do)\b")
#: Words before a name that leave it a call: after any other the name is being declared.
_EXPRESSION = frozenset(b"return else do throw case co_return co_await co_yield and or not".split())
_LAST_WORD = re.compile(rb"\w+\Z")
#: What is declared by the sign before it, where that clings to the type:
#: ``T* name(``, ``T> name(``.
_DECLARED = re.compile(rb"[\w>](?:[*&]+|>)\s+\Z")
_REACH = 60
_HEAD = b"void f() {"
#: Where the same sign is a reference, or folds a pack of parameters.
_NO_BRANCH = re.compile(
    rb"\bauto\s*&&|[\w>]&&(?=\s)|&&(?=\s*[),>])|(?:&&|\|\|)(?=\s*\.\.\.)|\.\.\.\s*(?:&&|\|\|)"
)


#: The place of a call, what it calls, and in which class or namespace (``.`` for a member).
_Named: TypeAlias = tuple[int, str, str]


@dataclass(slots=True)
class Said:
    """What the bodies of a text say.

    :ivar calls: of each function that is called by a name, the lines of the first calls.
    :ivar branches: places.
    """

    text: Text
    calls: dict[str, list[int]] = field(default_factory=dict)
    observations: list[Observation] = field(default_factory=list)
    branches: list[int] = field(default_factory=list)

    def call(self, start: int, name: str, path: str) -> None:
        """Note a call: of what, and in which class or namespace (``.`` for a member)."""
        lines = self.calls.setdefault(name, [])
        dangerous = name in DANGEROUS and path in _OF_C
        if dangerous or len(lines) < LINES:
            line = self.text.line(start)
            if len(lines) < LINES and line not in lines:
                lines.append(line)
            if dangerous:
                self.observations.append(
                    Observation(Topic.SECURITY, "dangerous-function", line, name)
                )

    def complexities(self, bodies: Sequence[tuple[int, int]]) -> list[int]:
        """McCabe's number of each body: one, and one more for each branch in it."""
        counts = [1] * len(bodies)
        starts = [start for start, _ in bodies]
        for place in self.branches:
            index = bisect_right(starts, place) - 1
            if index >= 0 and place < bodies[index][1]:
                counts[index] += 1
        return counts


@cache
def _query(grammar: str) -> Query:
    return Query(treesitter.language(grammar), _QUERIES[grammar])


def read(
    grammar: str,
    root: Node,
    squeezed: Squeezed,
    code: bytes,
    text: Text,
    bodies: Iterable[tuple[int, int]],
    branching: frozenset[bytes] = BRANCHING,
) -> Said:
    """Read what is called and decided.

    :param root: of the tree of the squeezed text, which has no bodies.
    :param bodies: start and end in `code` of each body that the tree has not.
    :param branching: the words that decide, macros of the text among them.
    """
    said = Said(text)
    named = _asked(grammar, root, squeezed, said)
    for start, end in bodies:
        _body(said, named, code, start, end, branching)
        if len(_LOOP.findall(code, start, end)) >= _NESTED:
            said.observations += _nested(_loops(grammar, code, start, end), text)
    named.sort()
    for place, name, path in named:
        said.call(place, name, path)
    return said


def _asked(grammar: str, root: Node, squeezed: Squeezed, said: Said) -> list[_Named]:
    """What is called and decided outside of bodies."""
    code, place = squeezed.text, squeezed.place
    named: list[_Named] = []
    found = QueryCursor(_query(grammar)).captures(root)
    for node in found.get("call", ()):
        start = node.start_byte
        named.append((place(start), code[start : node.end_byte].decode("utf-8", "replace"), ""))
    for node in found.get("path", ()):
        match = _PATH.fullmatch(code, node.start_byte, node.end_byte)
        if match is not None:
            path = match[1].decode("utf-8", "replace").removesuffix("::")
            named.append((place(node.start_byte), match[2].decode(), path or "::"))
    for node in found.get("member", ()):
        start = node.start_byte
        named.append((place(start), code[start : node.end_byte].decode("utf-8", "replace"), "."))
    for word in ("loop", "branch"):
        said.branches += [place(node.start_byte) for node in found.get(word, ())]
    loops = sorted((place(node.start_byte), place(node.end_byte)) for node in found.get("loop", ()))
    said.observations += _nested(loops, said.text)
    return named


_PATH = re.compile(rb"(.*::)\s*([A-Za-z_]\w*)(?:<.*>)?", re.S)


def _body(
    said: Said,
    named: list[_Named],
    code: bytes,
    start: int,
    end: int,
    branching: frozenset[bytes],
) -> None:
    """Read one body by its tokens."""
    others: set[int] | None = None
    for match in _TOKEN.finditer(code, start, end):
        sign, path, name, launch = match.groups()
        place = match.start()
        if name is None:
            if sign and sign != b"?":
                if others is None:
                    others = {each.end() for each in _NO_BRANCH.finditer(code, start, end)}
                if match.end() in others:
                    continue
            said.branches.append(place)
            continue
        if name in branching:
            said.branches.append(place)
            if name in BRANCHING:
                continue
        shown = name.decode()
        if shown in KEYWORDS:
            continue
        before = code[max(start, place - _REACH) : place]
        head = before.rstrip()
        last = head[-1:]
        owner = path.decode().strip().removesuffix("::").strip() or ("::" if path else "")
        if last == b"." or head[-2:] == b"->":
            owner = "."
        elif last.isalnum() or last == b"_":
            found = _LAST_WORD.search(head)
            if found is not None and found[0] not in _EXPRESSION:
                continue
        elif last in b"*&>" and _DECLARED.search(before):
            continue
        named.append((match.start(3), shown, owner))
        if launch:
            line = said.text.line(place)
            said.observations.append(
                Observation(
                    Topic.PATTERN,
                    "kernel-launch",
                    line,
                    shortened(said.text.shown(place, match.start(4)), 80),
                )
            )


def _loops(grammar: str, code: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each loop of a body: where the last statement of one ends, and so of those
    around it, only a tree tells."""
    body = _HEAD + macros.without(code[start:end]) + b"}"
    found = QueryCursor(_query(grammar)).captures(treesitter.parse(grammar, body).root_node)
    first = start - len(_HEAD)
    return sorted(
        (first + node.start_byte, first + node.end_byte) for node in found.get("loop", ())
    )


def _nested(loops: list[tuple[int, int]], text: Text) -> list[Observation]:
    """The loops that stand in two others, each outermost one once."""
    found: list[Observation] = []
    around: list[int] = []
    for start, end in loops:
        while around and around[-1] <= start:
            around.pop()
        around.append(end)
        if len(around) == _NESTED:
            line = text.line(start)
            found.append(Observation(Topic.PERFORMANCE, "nested-loops", line, str(_NESTED)))
    return found
