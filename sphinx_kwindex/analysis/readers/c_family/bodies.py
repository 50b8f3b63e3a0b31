"""What the bodies of functions say: calls, branches, loops, and what else a query finds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.c_family.text import Text
from sphinx_kwindex.analysis.readers.c_family.words import DANGEROUS
from sphinx_kwindex.model.facts import Observation, Topic

#: Lines of the calls of one name that are kept.
LINES = 5
#: Loops in each other that are worth a word.
_NESTED = 3

#: Where a call may name a function of C: nowhere in a class or another namespace.
_OF_C = frozenset({"", "::", "std", "::std"})

_CALLS = """
(call_expression function: (identifier) @call)
"""
_CPP_CALLS = """
(call_expression function: (qualified_identifier) @path)
(call_expression function: (template_function name: (identifier) @call))
"""
_BRANCHES = """
[(if_statement) (conditional_expression) (case_statement value: (_))] @branch
[(for_statement) (while_statement) (do_statement)] @loop
(binary_expression operator: ["&&" "||"]) @branch
(call_expression function: (field_expression field: (field_identifier) @member))
"""
_CPP_BRANCHES = """
(for_range_loop) @loop
(catch_clause) @branch
"""
_LAUNCHES = """
(call_expression function: (_) @launch (kernel_call_syntax))
"""
_QUERIES = {
    "c": _CALLS + _BRANCHES,
    "cpp": _CALLS + _CPP_CALLS + _BRANCHES + _CPP_BRANCHES,
}
_QUERIES["cuda"] = _QUERIES["cpp"] + _LAUNCHES


@dataclass(frozen=True, slots=True)
class Said:
    """What the bodies of a text say.

    :ivar calls: of each function that is called by a name, the lines of the first calls.
    :ivar complexities: of each body that was asked for.
    """

    calls: tuple[tuple[str, tuple[int, ...]], ...]
    complexities: list[int]
    observations: list[Observation]


@cache
def _query(grammar: str) -> Query:
    return Query(treesitter.language(grammar), _QUERIES[grammar])


def read(
    grammar: str, root: Node, code: bytes, text: Text, bodies: Sequence[tuple[int, int]]
) -> Said:
    """Ask the tree of a text.

    :param bodies: start and end of each body of a function, in their order.
    """
    found = QueryCursor(_query(grammar)).captures(root)
    calls: dict[str, list[int]] = {}
    observations: list[Observation] = []
    plain = [(node.start_byte, node.end_byte) for node in found.get("call", ())]
    launched = {node.start_byte for node in found.get("launch", ())}
    named = [(start, code[start:end].decode("utf-8", "replace"), "") for start, end in plain]
    for node in found.get("path", ()):
        whole = code[node.start_byte : node.end_byte].decode("utf-8", "replace")
        path, _, name = whole.partition("<")[0].rpartition("::")
        if name.strip().isidentifier():
            named.append((node.start_byte, name.strip(), path.strip() or "::"))
    for node in found.get("member", ()):
        start = node.start_byte
        named.append((start, code[start : node.end_byte].decode("utf-8", "replace"), "."))
    named.sort()
    for start, name, path in named:
        lines = calls.setdefault(name, [])
        dangerous = name in DANGEROUS and path in _OF_C
        if dangerous or start in launched or len(lines) < LINES:
            line = text.line(start)
            if len(lines) < LINES and line not in lines:
                lines.append(line)
            if dangerous:
                observations.append(Observation(Topic.SECURITY, "dangerous-function", line, name))
    for node in found.get("launch", ()):
        shown = text.shown(node.start_byte, node.end_byte)[:80]
        line = text.line(node.start_byte)
        observations.append(Observation(Topic.PATTERN, "kernel-launch", line, shown))
    loops = sorted((node.start_byte, node.end_byte) for node in found.get("loop", ()))
    observations += _nested(loops, text)
    branches = [node.start_byte for node in found.get("branch", ())]
    branches += [start for start, _ in loops]
    return Said(
        tuple((name, tuple(calls[name])) for name in sorted(calls)),
        _complexities(branches, bodies),
        observations,
    )


def _complexities(branches: Iterable[int], bodies: Sequence[tuple[int, int]]) -> list[int]:
    """McCabe's number of each body: one, and one more for each branch in it."""
    counts = [1] * len(bodies)
    starts = [start for start, _ in bodies]
    for place in branches:
        index = bisect_right(starts, place) - 1
        if index >= 0 and place < bodies[index][1]:
            counts[index] += 1
    return counts


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
