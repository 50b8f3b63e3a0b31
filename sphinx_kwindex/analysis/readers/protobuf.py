"""Protocol Buffers, by their own small grammar: messages, enums, services and what they import.

https://protobuf.dev/reference/protobuf/proto3-spec/ and proto2-spec. No wheel holds a parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.analysis.text import shortened
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

_TOKEN = re.compile(
    r'(?P<space>\s+|//[^\n]*)|(?P<comment>/\*)|"(?:[^"\\\n]|\\.)*"?|\'(?:[^\'\\\n]|\\.)*\'?'
    r"|[\w.]+|.",
    re.DOTALL,
)
_BLOCKS: Mapping[str, Kind] = {
    "message": Kind.MESSAGE,
    "enum": Kind.ENUM,
    "service": Kind.SERVICE,
}
_NAME = re.compile(r"[A-Za-z_]\w*")
_NUMBER = re.compile(r"-?(?:0[xX])?[\da-fA-F]+")
#: Tokens of one statement that are kept; blocks within blocks that are followed.
_LONGEST = 200
_DEEPEST = 64


@dataclass(slots=True)
class _Block:
    """An open block.

    :ivar word: what it is; empty for one whose members are not listed.
    :ivar name: what its members stand in.
    :ivar place: of it among the definitions; -1 for none.
    """

    word: str
    name: str
    place: int = -1


def read(text: str, language: Language) -> FileFacts:
    """Read a .proto file."""
    found = Found()
    blocks: list[_Block] = []
    statement: list[str] = []
    first = last = brackets = ignored = 0
    for sign, line in _tokens(text):
        last = line
        brackets += (sign == "[") - (sign == "]")
        if sign == "{" and (brackets > 0 or ignored or len(blocks) >= _DEEPEST):
            ignored += 1
        elif sign == "}" and ignored:
            ignored -= 1
        elif sign == "{":
            blocks.append(_opened(found, statement, blocks, first or line))
            statement, brackets = [], 0
        elif sign == "}":
            if blocks:
                _closed(found, blocks.pop(), line)
            statement, brackets = [], 0
        elif sign == ";" and not ignored:
            _stated(found, statement, blocks, first)
            statement, brackets = [], 0
        elif not ignored and len(statement) < _LONGEST:
            if not statement:
                first = line
            statement.append(sign)
    for block in reversed(blocks):  # never closed
        _closed(found, block, last)
    return found.facts(text, language, "sphinx-kwindex")


def _opened(found: Found, words: list[str], blocks: list[_Block], line: int) -> _Block:
    around = blocks[-1].name if blocks else ""
    word, name = (*words, "", "")[:2]
    kind = Kind.METHOD if word == "rpc" else _BLOCKS.get(word)
    if kind is not None and _NAME.fullmatch(name):
        place = len(found.definitions)
        signature = _signature(words) if word == "rpc" else ""
        return _Block(
            word, found.define(kind, name, line, parent=around, signature=signature), place
        )
    # What stands in a "oneof" is a field of the message around it.
    return _Block("message" if word == "oneof" else "", around)


def _closed(found: Found, block: _Block, line: int) -> None:
    if block.place >= 0:
        found.extend(block.place, line)


def _stated(found: Found, words: list[str], blocks: list[_Block], line: int) -> None:
    block = blocks[-1] if blocks else None
    head = words[0] if words else ""
    if block is None and head == "import":
        found.name(words[-1].strip("\"'"), line, form=Form.SYSTEM)
    elif block is None and head == "package" and len(words) == 2:
        found.define(Kind.PACKAGE, words[1], line)
    elif block is not None and block.word == "service" and head == "rpc" and len(words) > 1:
        found.define(Kind.METHOD, words[1], line, parent=block.name, signature=_signature(words))
    elif block is not None and block.word in ("message", "enum") and "=" in words[:40]:
        _member(found, words, block, line)


def _member(found: Found, words: list[str], block: _Block, line: int) -> None:
    place = words.index("=")
    *before, name = words[:place] or [""]
    number = "".join(words[place + 1 : place + 3]) if words[place + 1 :][:1] == ["-"] else ""
    number = number or (words[place + 1] if len(words) > place + 1 else "")
    if not _NAME.fullmatch(name) or not _NUMBER.fullmatch(number):
        return
    if block.word == "enum" and not before:
        found.define(Kind.ENUMERATOR, name, line, parent=block.name)
    elif block.word == "message" and before and before[0] != "option":
        written = " ".join(before).replace(" < ", "<").replace(" >", ">").replace(" ,", ",")
        found.define(Kind.FIELD, name, line, parent=block.name, annotation=shortened(written, 80))


def _signature(words: list[str]) -> str:
    """``(Request) returns (stream Reply)``."""
    signature = " ".join(words[2:]).replace("( ", "(").replace(" )", ")")
    return shortened(signature, 200)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    place, line = 0, 1
    while (match := _TOKEN.match(text, place)) is not None:
        end = match.end()
        if match["comment"] is not None:
            close = text.find("*/", end)
            end = close + 2 if close >= 0 else len(text)
        elif match["space"] is None:
            yield match[0], line
        line += text.count("\n", place, end)
        place = end
