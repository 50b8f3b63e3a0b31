"""Words for what readers observe in files of any language, and the rows that show it."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes

from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, marked
from sphinx_kwindex.pages.nodes import link
from sphinx_kwindex.pages.parts import ROWS, Inline, code, joined

#: The rows of a section, in their order: title of each, by the name of the observation. Each name
#: that a reader gives stands here once.
WORDS: Mapping[Topic, Mapping[str, str]] = {
    Topic.PATTERN: {
        "context-manager": marked("Context managers defined"),
        "abstract-class": marked("Abstract classes"),
        "protocol": marked("Protocols"),
        "dataclass": marked("Data classes"),
        "attrs-class": marked("Classes of attrs"),
        "enumeration": marked("Enumerations"),
        "named-tuple": marked("Named tuples"),
        "typed-dict": marked("Typed dictionaries"),
        "iterator": marked("Iterators"),
        "descriptor": marked("Descriptors"),
        "metaclass": marked("Metaclasses defined"),
        "metaclass-use": marked("Classes with a metaclass"),
        "decorator": marked("Functions used as decorators here"),
        "returns-function": marked("Functions that return one defined in them"),
        "property": marked("Properties"),
        "overload": marked("Overloads"),
        "single-dispatch": marked("Single-dispatch functions"),
        "generator": marked("Generators"),
        "async-function": marked("Coroutine functions"),
        "async-generator": marked("Asynchronous generators"),
        "async": marked("Asynchronous functions and blocks"),
        "exception": marked("Exceptions defined"),
        "raise": marked("Exceptions raised"),
        "re-raise": marked("Exceptions raised again"),
        "except": marked("Exceptions caught"),
        "broad-except": marked("Handlers of Exception or BaseException"),
        "bare-except": marked("Handlers without a type"),
        "with": marked("Context managers entered"),
        "try-with-resources": marked("Resources that a block closes"),
        "match": marked("Pattern matching"),
        "defer": marked("Deferred calls"),
        "proxy": marked("Proxies"),
        "test": marked("Tests"),
        "kernel-launch": marked("Kernel launches"),
    },
    Topic.PERFORMANCE: {
        "cache": marked("Caches"),
        "thread": marked("Threads"),
        "process": marked("Processes"),
        "executor": marked("Executors"),
        "asyncio": marked("Asynchronous tasks"),
        "concurrency": marked("Promises awaited together"),
        "task": marked("Tasks started"),
        "worker": marked("Workers"),
        "synchronized": marked("Synchronised code"),
        "lock": marked("Locks"),
        "jit": marked("Just-in-time compilation"),
        "slots": marked("Slots"),
        "nested-loops": marked("Depth of nested loops, from three"),
        "goroutine": marked("Goroutines started"),
        "channel": marked("Channels"),
        "select": marked("Select statements"),
        "openmp": marked("OpenMP directives"),
    },
    Topic.SECURITY: {
        "dangerous-function": marked("Functions of CWE-676, potentially dangerous"),
        "compiled-code": marked("Code compiled from text"),
        "dynamic-code": marked("Code evaluated from text"),
        "dynamic-import": marked("Imports of a computed name"),
        "native-library": marked("Native libraries loaded"),
        "deserialisation": marked("Deserialisation"),
        "process": marked("Processes started"),
        "unsafe": marked("Unsafe code"),
        "transmute": marked("Values taken for another type"),
        "unescaped-html": marked("HTML that is not escaped"),
    },
}

#: Most lines of one row, and most details of one kind.
LINES, DETAILS = 20, 200


def rows(context: Context, topic: Topic) -> list[list[Inline]]:
    """Return a row for each kind of observation: its title, and what was seen on which lines."""
    if context.facts is None:
        return []
    seen: dict[str, dict[str, list[int]]] = {}
    for each in context.facts.observations:
        if each.topic is topic:
            seen.setdefault(each.name, {}).setdefault(each.detail, []).append(each.line)
    words = WORDS[topic]
    order = {name: place for place, name in enumerate(words)}
    names = sorted(seen, key=lambda name: order.get(name, len(order)))
    return [
        [nodes.strong("", _(words.get(name, name))), ": ", *_details(context, seen[name])]
        for name in names[:ROWS]
    ]


def _details(context: Context, details: Mapping[str, list[int]]) -> list[Inline]:
    shown = list(details.items())[:DETAILS]
    result = joined((_detail(context, *item) for item in shown), "; ")
    if len(details) > DETAILS:
        result += ["; ", _("and {number} more").format(number=f"{len(details) - DETAILS:,}")]
    return result


def _detail(context: Context, detail: str, lines: list[int]) -> list[Inline]:
    places = line_links(context, list(dict.fromkeys(lines)), len(set(lines)))
    return [code(detail), " (", *places, ")"] if detail else places


def line_links(context: Context, lines: list[int], total: int) -> list[Inline]:
    """Return the numbers of lines, each leading to its line; of `total` the first few."""
    word = _("line") if total == 1 else _("lines")
    listed = joined(link(context.line(number), str(number)) for number in lines[:LINES])
    if total > len(lines[:LINES]):
        more = total - len(lines[:LINES])
        listed += [" ", _("and {number} more").format(number=f"{more:,}")]
    return [word, " ", *listed]
