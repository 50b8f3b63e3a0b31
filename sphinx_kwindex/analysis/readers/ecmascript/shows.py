"""What stands in a file of JavaScript or TypeScript that sections of its page show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.drafts import VALUE, row
from sphinx_kwindex.analysis.readers.ecmascript.file import File
from sphinx_kwindex.analysis.readers.ecmascript.functions import FUNCTIONS
from sphinx_kwindex.analysis.readers.scan import Scan, words
from sphinx_kwindex.model.facts import Observation, Topic

#: Functions of Node's module child_process that start a program.
_PROCESSES = frozenset(
    {"exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"}
)
_PROCESS_MODULES = frozenset({"child_process", "node:child_process"})

#: What each of these is, called by its bare name, and made with ``new``.
_BARE = {"eval": (Topic.SECURITY, "dynamic-code"), "Function": (Topic.SECURITY, "dynamic-code")}
_MADE = {
    "Function": (Topic.SECURITY, "dynamic-code"),
    "Worker": (Topic.PERFORMANCE, "worker"),
    "Proxy": (Topic.PATTERN, "proxy"),
}
_MEMBERS = {
    ("document", "write"): (Topic.SECURITY, "unescaped-html"),
    ("document", "writeln"): (Topic.SECURITY, "unescaped-html"),
    ("Promise", "all"): (Topic.PERFORMANCE, "concurrency"),
}
#: Functions that a test is given to, by mocha, jest, vitest, jasmine and Node's own runner.
_TESTS = frozenset({"describe", "it", "suite", "test"})
_SUITES = frozenset({"describe", "suite"})
_CASES = _TESTS - _SUITES
#: Members of these that are given one too.
_WAYS = frozenset({"concurrent", "failing", "only", "serial", "skip", "todo"})

CALLED = (*_PROCESSES, *_BARE, *_MADE, *_TESTS, *_WAYS, *(name for _, name in _MEMBERS))

_HTML = (b"dangerouslySetInnerHTML", b"innerHTML", b"outerHTML")


def called(file: File) -> Iterator[Observation]:
    """What the calls of a file show."""
    calls = file.scan.calls
    # Benchmarks have suites too.
    has_tests = not (_CASES | _WAYS).isdisjoint(calls)
    for name in set(CALLED) & calls.keys():
        if name in _SUITES and not has_tests:
            continue
        for _, call in calls[name]:
            shown = _call(file, name, call)
            if shown is not None:
                yield shown


def _call(file: File, name: str, call: Node) -> Observation | None:
    if call.type == "new_expression":
        made = call.child_by_field_name("constructor")
        known = _MADE.get(name) if made is not None and made.type == "identifier" else None
        return Observation(*known, row(call), f"new {name}") if known else None
    function = call.child_by_field_name("function")
    if function is None:
        return None
    if function.type == "identifier":
        if name in _TESTS:
            return _test(file, name, call)
        if name in _PROCESSES and _is_process(file, "", name):
            return Observation(Topic.SECURITY, "process", row(function), name)
        return Observation(*_BARE[name], row(function), name) if name in _BARE else None
    if function.type != "member_expression":
        return None
    owner = file.written(function.child_by_field_name("object"), VALUE)
    if name in _WAYS and owner.partition(".")[0] in _TESTS:
        return _test(file, f"{owner}.{name}", call)
    line = int(function.end_point[0]) + 1
    if name in _PROCESSES and _is_process(file, owner, name):
        return Observation(Topic.SECURITY, "process", line, f"{owner}.{name}")
    known = _MEMBERS.get((owner, name))
    return Observation(*known, line, f"{owner}.{name}") if known else None


def _is_process(file: File, owner: str, name: str) -> bool:
    """Whether a name is of child_process, as the imports of the file bind it."""
    for entry in file.imports:
        if entry.module in _PROCESS_MODULES:
            if owner and entry.name in (None, "*", "default") and entry.alias == owner:
                return True
            if not owner and entry.name == name and entry.alias in (None, name):
                return True
    return False


def _test(file: File, name: str, call: Node) -> Observation | None:
    """A test has a title and a function."""
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    if len(given) < 2 or given[0].type not in ("string", "template_string"):
        return None
    if given[-1].type not in ("arrow_function", "function_expression"):
        return None
    written = file.written(given[0], VALUE)
    title = written[1:].removesuffix(written[0])
    return Observation(Topic.PATTERN, "test", row(call), f"{name}: {_ESCAPED.sub(_QUOTE, title)}")


#: A quote that a string has to escape.
_ESCAPED, _QUOTE = re.compile(r"\\(['\"`])"), r"\1"


def asynchronous(file: File) -> Iterator[Observation]:
    """Where functions without a name run asynchronously; those with one are told by it."""
    named = {draft.line for draft in file.found if "async" in draft.tags}
    for _, node in words(file.scan, (b"async",)):
        is_async = node.type in FUNCTIONS and node.children[0].type == "async"
        if is_async and row(node) not in named:
            yield Observation(Topic.PATTERN, "async", row(node))


def written(found: Scan) -> Iterator[Observation]:
    """Where markup is set from text."""
    for word, node in words(found, _HTML):
        if node.type != "property_identifier" or node.text != word or node.parent is None:
            continue
        holder = node.parent
        if holder.type == "member_expression":
            around = holder.parent
            if around is None or around.type not in _ASSIGNMENTS:
                continue
            if around.child_by_field_name("left") != holder:
                continue
        elif holder.type not in ("jsx_attribute", "pair"):
            continue
        detail = treesitter.text(node)
        yield Observation(Topic.SECURITY, "unescaped-html", row(node), detail)


_ASSIGNMENTS = frozenset({"assignment_expression", "augmented_assignment_expression"})
