"""CMake: its targets, functions, macros, options, variables and the files that it includes.

The grammar is that of https://cmake.org/cmake/help/latest/manual/cmake-language.7.html: commands
and their arguments, and nothing else. No wheel holds a parser of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.analysis.text import shortened
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<bracket>#?\[(?P<level>=*)\[)|(?P<comment>\#[^\n]*)|(?P<open>\()"
    r'|(?P<close>\))|"(?P<quoted>[^"\\]*(?:\\.[^"\\]*)*)"|(?P<bare>(?:[^\s()\#"\\]|\\.)+)|.',
    re.DOTALL,
)
_NAME = re.compile(r"[A-Za-z_]\w*")
#: A name that is no reference to a variable, which only CMake can follow.
_CERTAIN = re.compile(r"[^\s${}]+")
_WRITTEN = re.compile(r"[^\s${}]*(?:\$\{\w+\}[^\s${}]*)+")
#: Arguments of one command that are kept.
_ARGUMENTS = 50


@dataclass(slots=True)
class _Command:
    name: str
    line: int
    arguments: list[str] = field(default_factory=list)
    end_line: int = 0


@dataclass(slots=True)
class _Body:
    """A function or macro that is open, and the names that were set outside of any."""

    kind: Kind
    command: _Command


@dataclass(slots=True)
class _State:
    found: Found = field(default_factory=Found)
    bodies: list[_Body] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)


def read(text: str, language: Language) -> FileFacts:
    """Read a file of CMake."""
    state = _State()
    for command in _commands(text):
        handle = _COMMANDS.get(command.name.lower())
        if handle is not None:
            handle(state, command)
        elif command.arguments:
            _give(state, command)
    for body in state.bodies:  # never closed
        _add(state, body, body.command.end_line)
    return state.found.facts(text, language, "sphinx-kwindex")


def _target(state: _State, command: _Command) -> None:
    name = command.arguments[0] if command.arguments else ""
    # In a function each call makes its own; elsewhere a name is listed as it is written.
    if _CERTAIN.fullmatch(name) or (not state.bodies and _WRITTEN.fullmatch(name)):
        what = " ".join((command.name.lower(), *_kind_of_target(command.arguments)))
        state.found.define(
            Kind.TARGET,
            name,
            command.line,
            end_line=command.end_line,
            annotation=what,
        )


def _kind_of_target(arguments: list[str]) -> list[str]:
    words = ("STATIC", "SHARED", "MODULE", "OBJECT", "INTERFACE", "ALIAS", "IMPORTED", "WIN32")
    return [argument for argument in arguments[1:4] if argument in words]


def _begin(kind: Kind, state: _State, command: _Command) -> None:
    state.bodies.append(_Body(kind, command))


def _end(state: _State, command: _Command) -> None:
    if state.bodies:
        _add(state, state.bodies.pop(), command.end_line)


def _add(state: _State, body: _Body, last: int) -> None:
    name, *parameters = body.command.arguments or [""]
    if _CERTAIN.fullmatch(name):
        signature = f"({' '.join(parameters)})"
        state.found.define(
            body.kind, name, body.command.line, end_line=last, signature=shortened(signature, 200)
        )


def _set(state: _State, command: _Command) -> None:
    """A variable where it is first set, outside of functions, whose variables are their own."""
    name, *values = command.arguments or [""]
    if state.bodies or name in state.variables or not _CERTAIN.fullmatch(name):
        return
    state.variables.add(name)
    if command.name.lower() == "option":
        values = values[1:] or ["OFF"]
    ends = (place for place, word in enumerate(values) if word in ("CACHE", "PARENT_SCOPE"))
    values = values[: next(ends, None)]
    state.found.define(
        Kind.VARIABLE, name, command.line, end_line=command.end_line, value=" ".join(values)
    )


#: Which argument of a command names the variable that it gives a value, by its first words.
_GIVEN: Mapping[str, int] = {
    **dict.fromkeys(
        (
            *("cmake_dependent_option", "find_file", "find_library", "find_path", "find_program"),
            *("foreach", "get_cmake_property", "get_directory_property", "get_filename_component"),
            *("get_property", "get_source_file_property", "get_target_property"),
            *("get_test_property", "try_compile", "try_run"),
        ),
        0,
    ),
    **{f"file {word}": 1 for word in ("GLOB", "GLOB_RECURSE", "RELATIVE_PATH")},
    **{
        f"file {word}": 2
        for word in (
            *("MD5", "READ", "READ_SYMLINK", "REAL_PATH", "SHA1", "SHA224", "SHA256", "SHA384"),
            *("SHA512", "SIZE", "STRINGS", "TIMESTAMP", "TO_CMAKE_PATH", "TO_NATIVE_PATH"),
        )
    },
    **{f"list {word}": 1 for word in ("APPEND", "INSERT", "PREPEND")},
    **{f"list {word}": -1 for word in ("FIND", "GET", "JOIN", "LENGTH", "SUBLIST")},
    "math EXPR": 1,
    **{f"string {word}": 1 for word in ("APPEND", "CONCAT", "PREPEND", "TIMESTAMP")},
    **{
        f"string {word}": 2
        for word in (
            "CONFIGURE",
            "JOIN",
            "LENGTH",
            "MAKE_C_IDENTIFIER",
            "STRIP",
            "TOLOWER",
            "TOUPPER",
        )
    },
    **{"string FIND": 3, "string REPLACE": 3, "string SUBSTRING": 4},
    **{"string REGEX MATCH": 3, "string REGEX MATCHALL": 3, "string REGEX REPLACE": 4},
}
#: Words of any command behind which the name of a variable stands that it gives a value.
_BEHIND = frozenset(
    {"ERROR_VARIABLE", "OUTPUT_VARIABLE", "RESULTS_VARIABLE", "RESULT_VARIABLE"}
    | {"COMPILE_OUTPUT_VARIABLE", "RUN_OUTPUT_VARIABLE", "RUN_OUTPUT_STDOUT_VARIABLE"}
)


def _give(state: _State, command: _Command) -> None:
    """A variable that a command gives a value: what it is, only a run tells."""
    words = [command.name.lower(), *command.arguments]
    for length in (1, 2, 3):
        place = _GIVEN.get(" ".join(words[:length]))
        if place is not None and -1 <= place < len(command.arguments):
            _given(state, command, command.arguments[place] if command.arguments else "")
    for before, name in pairwise(command.arguments):
        if before in _BEHIND:
            _given(state, command, name)


def _given(state: _State, command: _Command, name: str) -> None:
    if not state.bodies and name not in state.variables and _NAME.fullmatch(name):
        state.variables.add(name)
        state.found.define(Kind.VARIABLE, name, command.line, end_line=command.end_line)


def _name(form: Form, state: _State, command: _Command) -> None:
    if command.arguments:
        state.found.name(command.arguments[0], command.line, form=form)


_COMMANDS: Mapping[str, Callable[[_State, _Command], None]] = {
    **dict.fromkeys(("add_library", "add_executable", "add_custom_target"), _target),
    "function": partial(_begin, Kind.FUNCTION),
    "macro": partial(_begin, Kind.MACRO),
    **dict.fromkeys(("endfunction", "endmacro"), _end),
    **dict.fromkeys(("set", "option"), _set),
    **dict.fromkeys(("include", "add_subdirectory"), partial(_name, Form.INCLUDE)),
    "find_package": partial(_name, Form.USE),
}


def _commands(text: str) -> Iterator[_Command]:
    """Each command with its arguments, those in inner parentheses among them."""
    command: _Command | None = None
    before = ("", 0)
    depth = 0
    for kind, value, line in _tokens(text):
        if kind == "open":
            depth += 1
            if depth == 1 and _NAME.fullmatch(before[0]):
                command = _Command(before[0], before[1])
        elif kind == "close":
            depth = max(depth - 1, 0)
            if depth == 0 and command is not None:
                command.end_line = line
                yield command
                command = None
        elif depth == 0:
            before = (value, line)
        elif command is not None and len(command.arguments) < _ARGUMENTS:
            command.arguments.append(value)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    place, line = 0, 1
    endless: set[str] = set()
    while (match := _TOKEN.match(text, place)) is not None:
        end, kind, first = match.end(), match.lastgroup or "", line
        value = match["quoted"] if match["quoted"] is not None else match[0]
        if match["bracket"] is not None:
            closing = f"]{match['level']}]"
            close = -1 if closing in endless else text.find(closing, end)
            if close < 0:  # it opens nothing
                endless.add(closing)
                end = match.end("bracket")
            else:
                value = text[end:close]
                end = close + len(closing)
            kind = "comment" if match[0].startswith("#") else "bracket"
            if close < 0 and kind == "comment":
                end = (text.find("\n", end) + 1 or len(text) + 1) - 1
        line += text.count("\n", place, end)
        place = end
        if kind not in ("space", "comment"):
            yield kind, value, first if kind != "close" else line
