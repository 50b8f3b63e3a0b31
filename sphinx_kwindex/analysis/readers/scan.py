"""What stands all over a file: its comments, its lines, its identifiers, its calls.

The text tells where to look, and the tree what stands there: a word alone is no fact. A query that
visits every node costs a third to a half of the parse, a look at one place under a microsecond.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct
from tree_sitter import Node

from sphinx_kwindex.analysis.readers.treesitter import PROBE, is_cheap
from sphinx_kwindex.model.facts import LineCounts

#: Lines that are kept of the calls of one name.
CALLS = 3
_COMMENTS = re.compile(rb"/[/*]")
#: A first line for the system, which names a program; an attribute of Rust begins in the same way.
_SHEBANG = re.compile(rb"\A#!(?!\s*\[).*")
#: A name before a parenthesis, of a text that is read from its end; a macro of Rust has a sign.
_NAMED = re.compile(rb"\(\s*+!?([\w$\x80-\xff]+)")
#: A parenthesis behind the types that a call gives to what it calls, likewise.
_TYPED = re.compile(rb"\([>\]]")
_BLANK = b" \t\r\f\v"
#: Where a template may begin, or a regular expression: behind no word, with a slash to end it.
_TEXTS = re.compile(rb"[`/](?:(?<=`)|(?<![\w$/*<\\]/)(?![/*])(?=(?:[^/\\\n]|\\.)*+/))")
_SUBSTITUTIONS = frozenset({"template_substitution", "template_type"})
#: A dot for each byte that is no blank.
_DOTS = bytes(byte if chr(byte) in " \t\r\n\f\v" else 46 for byte in range(256))
#: Bytes that part identifiers as blanks; what is not ASCII may belong to one.
_WORDS = bytes(
    byte if byte > 127 or chr(byte).isalnum() or chr(byte) in "_$" else 32 for byte in range(256)
)


class Lexis(Struct, frozen=True):
    """What a scan must know of a language.

    :ivar comments: types of nodes that are comments.
    :ivar calls: types of nodes that call what stands before their parenthesis, with the field that
        holds it.
    :ivar strings: matches strings, which name nothing.
    :ivar keywords: words that name nothing.
    :ivar texts: types of nodes that are texts which no pattern tells: such as have code in them.
    """

    comments: frozenset[str]
    calls: Mapping[str, str]
    strings: re.Pattern[bytes]
    keywords: frozenset[str]
    texts: frozenset[str] = frozenset()


@dataclass(slots=True)
class Scan:
    """What was found.

    :ivar comments: by the line that a comment ends on, from 1, its first line and where its text
        begins and ends in the bytes of the file; of several on one line the last.
    :ivar calls: by name, the first :data:`CALLS` calls, each with the place of its parenthesis.
    :ivar uses: how often each identifier stands outside of comments and strings, definitions too.
    """

    data: bytes
    root: Node
    lexis: Lexis
    comments: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    calls: dict[str, list[tuple[int, Node]]] = field(default_factory=dict)
    uses: Counter[str] = field(default_factory=Counter)
    lines: LineCounts = field(default_factory=lambda: LineCounts(0))

    def sorted_calls(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The lines of the calls, as :class:`~sphinx_kwindex.model.facts.FileFacts` has them."""
        places = sorted({place for made in self.calls.values() for place, _ in made[:CALLS]})
        lines: dict[int, int] = {}
        line, before = 1, 0
        for place in places:
            line += self.data.count(b"\n", before, place)
            lines[place] = line
            before = place
        return tuple(
            (name, tuple(sorted({lines[place] for place, _ in self.calls[name][:CALLS]})))
            for name in sorted(self.calls)
        )

    def begins_line(self, node: Node) -> bool:
        """Whether nothing but blanks stands before a node on its line."""
        start = node.start_byte
        return not self.data[self.data.rfind(b"\n", 0, start) + 1 : start].strip()

    def above(self, line: int) -> Iterator[bytes]:
        """The comments that stand above a line with nothing between, the nearest first, each
        alone on its lines."""
        data = self.data
        while (place := self.comments.get(line - 1)) is not None:
            line, start, end = place
            if data[data.rfind(b"\n", 0, start) + 1 : start].strip():
                return
            yield data[start:end]


def scan(data: bytes, root: Node, lexis: Lexis, everywhere: Iterable[str] = ()) -> Scan:
    """Read a file from its first place to its last.

    :param everywhere: names of which all calls are wanted, not the first few.

    Where the tree is so deep or so broad that each look would cost too much, no comment and no call
    is told.
    """
    found = Scan(data, root, lexis)
    code = _without_comments(found)
    _calls(found, frozenset(name.encode()[::-1] for name in everywhere))
    total = data.count(b"\n") + (data[-1:] not in (b"\n", b""))
    full, coded = full_lines(data), full_lines(code)
    found.lines = LineCounts(total, coded, full - coded, total - full)
    shown = _SHEBANG.sub(b"", code, count=1)
    found.uses = _uses(lexis.strings.sub(b" ", shown), lexis.keywords)
    return found


def _without_comments(found: Scan) -> bytes:
    """Note the comments, and return the text without them, line by line as it was."""
    data, kinds, comments = found.data, found.lexis.comments, found.comments
    shown = _without_texts(found)
    look = found.root.named_descendant_for_byte_range
    pieces: list[bytes] = []
    kept = number = 0
    line = 1
    for match in _COMMENTS.finditer(data):
        place = match.start()
        if place < kept:
            continue
        if not number % PROBE and not is_cheap(found.root, place):
            break
        number += 1
        node = look(place, place + 2)
        # Within a text block, the grammar of Java takes what looks like a comment for one.
        if node is None or node.type not in kinds or node.start_byte != place:
            continue
        end = node.end_byte
        if data[end - 1 : end] == b"\n":
            end -= 1
        piece = shown[kept:place]
        first = line + piece.count(b"\n")
        line = first + data.count(b"\n", place, end)
        comments[line] = (first, place, end)
        pieces.append(piece)
        pieces.append(b"\n" * (line - first))
        kept = end
    pieces.append(shown[kept:])
    return b"".join(pieces)


def _without_texts(found: Scan) -> bytes:
    """Return the text with dots for what a template or a regular expression holds beside code."""
    data, kinds = found.data, found.lexis.texts
    if not kinds:
        return data
    look = found.root.named_descendant_for_byte_range
    shown = bytearray(data)
    for number, match in enumerate(_TEXTS.finditer(data)):
        place = match.start()
        if not number % PROBE and not is_cheap(found.root, place):
            break
        node = look(place, place + 1)
        if node is None or node.type not in kinds or node.start_byte != place:
            continue
        ends = [place]
        for child in node.named_children:
            if child.type in _SUBSTITUTIONS:
                # The sign before the brace would be a name.
                ends += (child.start_byte + 1, child.end_byte)
        ends.append(node.end_byte)
        for start, end in zip(ends[::2], ends[1::2], strict=True):
            shown[start:end] = data[start:end].translate(_DOTS)
    return bytes(shown)


def _calls(found: Scan, everywhere: frozenset[bytes]) -> None:
    kinds = found.lexis.calls
    look = found.root.named_descendant_for_byte_range
    places = defaultdict[bytes, list[int]](list)
    # A name before a parenthesis is found at once where the parenthesis comes first.
    size = len(found.data) - 1
    backwards = found.data[::-1]
    for match in _NAMED.finditer(backwards):
        places[match[1]].append(match.start())
    number = 0
    for word, stand in places.items():
        name = word[::-1].decode("utf-8", "replace")
        if not is_name(name) or name in found.lexis.keywords:
            continue
        limit = len(stand) if word in everywhere else CALLS
        made: list[tuple[int, Node]] = []
        for behind in reversed(stand):
            place = size - behind
            if not number % PROBE and not is_cheap(found.root, place):
                return
            number += 1
            node = look(place - 1, place + 1)
            if node is not None and node.type in kinds:
                made.append((place, node))
                if len(made) == limit:
                    break
        if made:
            found.calls[name] = made
    typed = [size - match.start() for match in _TYPED.finditer(backwards)]
    for place in reversed(typed):
        if not number % PROBE and not is_cheap(found.root, place):
            return
        number += 1
        node = look(place - 1, place + 1)
        if node is not None and node.type in kinds:
            name = _called(node, kinds[node.type])
            if name and len(found.calls.setdefault(name, [])) < CALLS:
                found.calls[name].append((place, node))


def _called(node: Node, field_name: str) -> str:
    """The last name of what a call calls, or nothing."""
    called = node.child_by_field_name(field_name)
    while called is not None and not called.type.endswith("identifier"):
        inner = called.named_children
        if not inner or called.type in _COMPUTED:
            return ""
        called = inner[0] if called.type in _PARAMETRIC else inner[-1]
    text = called.text if called is not None else None
    return text.decode("utf-8", "replace") if text else ""


_COMPUTED = frozenset({"call_expression", "parenthesized_expression", "subscript_expression"})
#: Types of nodes whose first child is what gets types, and whose last is the types.
_PARAMETRIC = frozenset(
    {"generic_function", "generic_type", "index_expression", "instantiation_expression"}
    | {"type_instantiation_expression"}
)


def is_name(word: str) -> bool:
    """Whether a word can be an identifier of these languages."""
    return word.isidentifier() or ("$" in word and word.replace("$", "_").isidentifier())


def full_lines(data: bytes) -> int:
    """Lines that are not blank."""
    return len(data.translate(None, _BLANK).split())


def _uses(code: bytes, keywords: frozenset[str]) -> Counter[str]:
    found = Counter[str]()
    for word, number in Counter(code.translate(_WORDS).split()).items():
        name = word.decode("utf-8", "replace")
        if (name.isidentifier() or is_name(name)) and name not in keywords:
            found[name] = number
    return found


def words(found: Scan, wanted: Iterable[bytes]) -> Iterator[tuple[bytes, Node]]:
    """Yield the innermost node at each place of some words that are rare in most files."""
    data, look = found.data, found.root.named_descendant_for_byte_range
    number = 0
    for word in wanted:
        place = data.find(word)
        while place >= 0:
            if not number % PROBE and not is_cheap(found.root, place):
                return
            number += 1
            node = look(place, place + len(word))
            if node is not None:
                yield word, node
            place = data.find(word, place + len(word))
