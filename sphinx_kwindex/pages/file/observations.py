"""Words for what readers observe in files of any language, and the rows that show it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from docutils import nodes

from sphinx_kwindex.model.facts import Topic
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, marked, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import ROWS, bullets, code, joined, sentence


class Chapter(Enum):
    """Where the book tells of an observation."""

    ADVANCED = "what does more than call functions"
    PERFORMANCE = "the rest of what is done for speed"
    NONE = "only on the pages of the files"


class Word(NamedTuple):
    """What pages call an observation.

    :ivar title: of its row, not translated.
    """

    title: str
    chapter: Chapter


#: The rows of a section, in their order, by the name of the observation. Each name that a reader
#: gives stands here once.
WORDS: Mapping[Topic, Mapping[str, Word]] = {
    Topic.PATTERN: {
        "context-manager": Word(marked("Context managers defined"), Chapter.NONE),
        "abstract-class": Word(marked("Abstract classes"), Chapter.ADVANCED),
        "protocol": Word(marked("Protocols"), Chapter.ADVANCED),
        "dataclass": Word(marked("Data classes"), Chapter.NONE),
        "attrs-class": Word(marked("Classes of attrs"), Chapter.NONE),
        "enumeration": Word(marked("Enumerations"), Chapter.NONE),
        "named-tuple": Word(marked("Named tuples"), Chapter.NONE),
        "typed-dict": Word(marked("Typed dictionaries"), Chapter.NONE),
        "iterator": Word(marked("Iterators"), Chapter.NONE),
        "descriptor": Word(marked("Descriptors"), Chapter.ADVANCED),
        "metaclass": Word(marked("Metaclasses defined"), Chapter.ADVANCED),
        "metaclass-use": Word(marked("Classes with a metaclass"), Chapter.ADVANCED),
        "decorator": Word(marked("Functions used as decorators here"), Chapter.NONE),
        "returns-function": Word(marked("Functions that return one defined in them"), Chapter.NONE),
        "property": Word(marked("Properties"), Chapter.NONE),
        "overload": Word(marked("Overloads"), Chapter.NONE),
        "single-dispatch": Word(marked("Single-dispatch functions"), Chapter.ADVANCED),
        "generator": Word(marked("Generators"), Chapter.NONE),
        "async-function": Word(marked("Coroutine functions"), Chapter.ADVANCED),
        "async-generator": Word(marked("Asynchronous generators"), Chapter.ADVANCED),
        "async": Word(marked("Asynchronous functions and blocks"), Chapter.ADVANCED),
        "exception": Word(marked("Exceptions defined"), Chapter.NONE),
        "raise": Word(marked("Exceptions raised"), Chapter.NONE),
        "re-raise": Word(marked("Exceptions raised again"), Chapter.NONE),
        "except": Word(marked("Exceptions caught"), Chapter.NONE),
        "broad-except": Word(marked("Handlers of Exception or BaseException"), Chapter.NONE),
        "bare-except": Word(marked("Handlers without a type"), Chapter.NONE),
        "with": Word(marked("Context managers entered"), Chapter.NONE),
        "try-with-resources": Word(marked("Resources that a block closes"), Chapter.NONE),
        "match": Word(marked("Pattern matching"), Chapter.ADVANCED),
        "defer": Word(marked("Deferred calls"), Chapter.NONE),
        "proxy": Word(marked("Proxies"), Chapter.ADVANCED),
        "test": Word(marked("Tests"), Chapter.NONE),
        "kernel-launch": Word(marked("Kernel launches"), Chapter.ADVANCED),
    },
    Topic.PERFORMANCE: {
        "cache": Word(marked("Caches"), Chapter.PERFORMANCE),
        "thread": Word(marked("Threads"), Chapter.ADVANCED),
        "process": Word(marked("Processes"), Chapter.ADVANCED),
        "executor": Word(marked("Executors"), Chapter.ADVANCED),
        "asyncio": Word(marked("Asynchronous tasks"), Chapter.ADVANCED),
        "concurrency": Word(marked("Promises awaited together"), Chapter.ADVANCED),
        "task": Word(marked("Tasks started"), Chapter.ADVANCED),
        "worker": Word(marked("Workers"), Chapter.ADVANCED),
        "synchronized": Word(marked("Synchronised code"), Chapter.PERFORMANCE),
        "lock": Word(marked("Locks"), Chapter.PERFORMANCE),
        "jit": Word(marked("Just-in-time compilation"), Chapter.ADVANCED),
        "slots": Word(marked("Slots"), Chapter.PERFORMANCE),
        "nested-loops": Word(marked("Depth of nested loops, from three"), Chapter.PERFORMANCE),
        "goroutine": Word(marked("Goroutines started"), Chapter.ADVANCED),
        "channel": Word(marked("Channels"), Chapter.ADVANCED),
        "select": Word(marked("Select statements"), Chapter.ADVANCED),
        "openmp": Word(marked("OpenMP directives"), Chapter.ADVANCED),
    },
    Topic.SECURITY: {
        "dangerous-function": Word(
            marked("Functions of CWE-676, potentially dangerous"), Chapter.NONE
        ),
        "compiled-code": Word(marked("Code compiled from text"), Chapter.ADVANCED),
        "dynamic-code": Word(marked("Code evaluated from text"), Chapter.ADVANCED),
        "dynamic-import": Word(marked("Imports of a computed name"), Chapter.ADVANCED),
        "native-library": Word(marked("Native libraries loaded"), Chapter.ADVANCED),
        "deserialisation": Word(marked("Deserialisation"), Chapter.NONE),
        "process": Word(marked("Processes started"), Chapter.NONE),
        "unsafe": Word(marked("Unsafe code"), Chapter.ADVANCED),
        "transmute": Word(marked("Values taken for another type"), Chapter.ADVANCED),
        "unescaped-html": Word(marked("HTML that is not escaped"), Chapter.NONE),
    },
}

#: Most lines of one row, and most details of one kind.
LINES, DETAILS = 20, 200


def title_of(topic: Topic, name: str) -> str:
    """Return what an observation is called; its name where it has no word."""
    return _(WORDS[topic][name].title) if name in WORDS[topic] else name


def listed(context: Context, topic: Topic, name: str) -> list[nodes.Element]:
    """Return a list with a row for each kind of observation, or nothing where there is none.

    A row has the title of the kind, and what was seen on which lines.

    :param name: class of the list.
    """
    if context.facts is None:
        return []
    seen: dict[str, dict[str, list[int]]] = {}
    for each in context.facts.observations:
        if each.topic is topic:
            seen.setdefault(each.name, {}).setdefault(each.detail, []).append(each.line)
    order = {name: place for place, name in enumerate(WORDS[topic])}
    names = sorted(seen, key=lambda name: order.get(name, len(order)))
    rows = (
        [nodes.strong("", title_of(topic, each)), ": ", *_details(context, seen[each])]
        for each in names[:ROWS]
    )
    return [bullets(rows, name)] if names else []


def _details(context: Context, details: Mapping[str, list[int]]) -> list[Inline]:
    shown = list(details.items())[:DETAILS]
    result = joined((_detail(context, *item) for item in shown), "; ")
    if len(details) > DETAILS:
        result += ["; ", _("and {number} more").format(number=written(len(details) - DETAILS))]
    return result


def _detail(context: Context, detail: str, lines: list[int]) -> list[Inline]:
    places = line_links(context, list(dict.fromkeys(lines)), len(set(lines)))
    return [code(detail), " (", *places, ")"] if detail else places


def line_links(context: Context, lines: list[int], total: int) -> list[Inline]:
    """Return the numbers of lines, each leading to its line; of `total` the first few."""
    listed = joined(link(context.line(number), str(number)) for number in lines[:LINES])
    if total > len(lines[:LINES]):
        more = total - len(lines[:LINES])
        listed += [" ", _("and {number} more").format(number=written(more))]
    if total == 1:
        return sentence(_("line {number}"), number=listed)
    return sentence(_("lines {numbers}"), numbers=listed)
