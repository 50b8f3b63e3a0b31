"""Functions and variables that are declared so plainly that a pattern tells all of them.

``static at::Tensor name(const Tensor& self, int dim) const;``: most declarations of most headers
are of this form, and nodes of a tree cost ten times what a match costs. What a pattern cannot tell
for certain is left to the grammar, which reads the text without the plain ones.
"""

from __future__ import annotations

import re

from msgspec import Struct

from sphinx_kwindex.analysis.readers.c_family.drafts import Draft, tags
from sphinx_kwindex.analysis.readers.c_family.state import MOST, Place, Walk
from sphinx_kwindex.analysis.readers.c_family.text import Text, to_member, unpadded
from sphinx_kwindex.model.facts import Kind

_NAME = r"[A-Za-z_]\w*+"
#: Words that are no part of a type that a pattern may read.
_OTHER = (
    "return|else|case|goto|delete|throw|new|using|typedef|friend|struct|class|union|enum|namespace"
    "|typename|template|operator|public|private|protected|concept|requires|if|for|while|do|switch"
    "|default|break|continue|try|catch|sizeof|decltype|alignas|static_assert|asm|co_return|co_await"
    "|co_yield|const|volatile|mutable|export|module|import|static|inline|virtual|constexpr"
    "|consteval|constinit|explicit|extern|thread_local|register|auto|unsigned|signed|long|short"
    "|__attribute__|__declspec|_Alignas|noexcept|override|final|this|goto|not|and|or"
)
_BEFORE = (
    "static|inline|virtual|constexpr|consteval|explicit|__inline__|__forceinline__|__forceinline"
    "|__device__|__host__|__global__"
)
_BUILT_IN = (
    r"(?:(?:unsigned|signed|long|short)\s+)*+"
    r"(?:unsigned|signed|long|short|int|char|double)\b"
)
_WORD = rf"(?!(?:{_OTHER})\b){_NAME}"
_ARGUMENTS = r"<(?:[^<>;{}()]|<(?:[^<>;{}()]|<[^<>;{}()]*+>)*+>)*+>"
_PATH = rf"(?:::)?{_WORD}(?:::{_WORD})*+(?:\s*{_ARGUMENTS}(?:::{_WORD})*+)?"
_TYPE = rf"(?:{_BUILT_IN}|{_PATH}|auto\b)"

#: A declaration right behind the one before.
_PLAIN = re.compile(
    (
        r"[;{}]\s*+(?:(?:public|private|protected)\s*:\s*+)?+"
        rf"((?:template\s*{_ARGUMENTS}\s*)?+)"
        rf"((?:(?:{_BEFORE})\s+)*+)"
        rf"(?:(const\s+)?({_TYPE})(\s+const\b)?([\s*&]*[\s*&])|)"
        rf"(~?(?:{_WORD}::)*+{_WORD})\s*"
        r"(?:\(((?:[^(){};]|\((?:[^(){};]|\([^(){};]*+\))*+\))*+)\)"
        r"(\s*(?:(?:(?:const|noexcept|override|final)\b|&&?)\s*)*+(?:=\s*(?:0|default|delete)\s*)?)"
        r"(?:(?=;)|(\{)\s*(?=\}))"
        r"|(?:=(?!=)\s*([^;{}()]*+))?(?=;(?!\s*\{)))"
    ).encode()
)
#: What makes of two words and parentheses a function, and no variable with its value.
_PARAMETERS = re.compile(
    (
        rf"\s*(?:\Z|void\s*\Z|\.\.\.|(?:const\b\s*)?{_TYPE}(?:\s+const\b)?"
        rf"(?:[\s*&]*(?:,|\Z)|\s*[*&]|\s*\(\s*\*|\s*\.\.\.|\s+(?:{_WORD}|/)))"
    ).encode()
)
#: What can be no value: a type with a name, a mark at the type, a pointer to a function.
_NO_VALUE = re.compile(
    (
        rf"\s*(?:const\b\s*{_TYPE}|{_TYPE}(?:\s+const\b)?"
        rf"(?:[*&]+\s+{_WORD}|\s+{_WORD}|\s*\(\s*\*\s*{_WORD}\s*\)\s*\())"
    ).encode()
)


def are_parameters(shown: bytes) -> bool:
    """Whether what stands in parentheses behind a name are parameters, and certainly no value."""
    return _NO_VALUE.match(shown) is not None


class Plain(Struct, frozen=True):
    """A declaration that a pattern has read.

    :ivar last: where the one before it ends.
    :ivar end: past its last sign.
    :ivar match: groups: template, words before, const, type, const, marks, name, parameters, words
        behind, opening brace of a body, value.
    """

    last: int
    end: int
    match: re.Match[bytes]

    @property
    def start(self) -> int:
        return self.match.start(1)


def find(code: bytes) -> list[Plain]:
    """The plain declarations of a text in which the bodies of functions are blank."""
    found: list[Plain] = []
    for match in _PLAIN.finditer(code):
        parameters = match[8]
        kind = match[4]
        if kind is None:
            if parameters is None or b"::" in match[7] or match[1]:
                continue
        elif match[7][:1] == b"~":
            continue
        elif parameters is None:
            if b"::" in match[7] or match[1] or kind == b"auto" or b"," in (match[11] or b""):
                continue
        elif _PARAMETERS.match(parameters) is None:
            continue
        end = match.end() + 1
        if match[10] is None:
            end = code.index(b";", match.end()) + 1
        # The access of a class is no part of what follows it.
        last = max(match.start(), code.rfind(b":", match.start(), match.start(1))) + 1
        found.append(Plain(last, end, match))
    return found


def drafts(walk: Walk, found: list[Plain]) -> None:
    """Read plain declarations where the scopes of a text are known."""
    scopes = sorted(walk.scopes, key=lambda scope: (scope[0], -scope[1]))
    around: list[tuple[int, Place]] = []
    index = 0
    for each in found:
        start = each.start
        while index < len(scopes) and scopes[index][0] <= start:
            begin, end, place = scopes[index]
            while around and around[-1][0] <= begin:
                around.pop()
            around.append((end, place))
            index += 1
        while around and around[-1][0] <= start:
            around.pop()
        if len(walk.drafts) >= MOST:
            walk.cut = True
            return
        place = around[-1][1] if around else _OUTSIDE
        if each.match[8] is not None:
            _function(walk, each, place)
        else:
            _variable(walk, each, place)


_OUTSIDE = Place()


def _function(walk: Walk, each: Plain, place: Place) -> None:
    match, text = each.match, walk.text
    words = match[7].decode().split("::")
    name = words[-1]
    if match[4] is None and not name.startswith("~") and name != place.owner:
        return  # no type and no constructor: the call of a macro
    start = walk.begin(each.last, each.start)
    signature = unpadded(f"({text.shown(*match.span(8))})")
    if match[4] is not None:
        signature += f" -> {_type(text, match)}"
    body = (match.start(10), each.end) if match[10] is not None else None
    tail = match[9]
    declaration = "" if body is not None or _given(tail) else "declaration"
    made = "constructor" if match[4] is None and name == place.owner else ""
    declared = tags(text.data[start : match.start(7)], tail, place.access, declaration, made)
    walk.drafts.append(
        Draft(
            Kind.METHOD if walk.is_method(words, place, declared) else Kind.FUNCTION,
            name,
            place.prefix + "::".join(words),
            match.end(7) - len(name),
            each.end,
            signature=signature,
            tags=declared,
            summary=text.summary(start, each.end),
            body=body,
        )
    )


def _given(tail: bytes) -> bool:
    return b"=" in tail and b"0" not in tail


def _type(text: Text, match: re.Match[bytes]) -> str:
    kind = text.shown(*match.span(4))
    if match[3]:
        kind = f"const {kind}"
    if match[5]:
        kind += " const"
    return kind + b"".join(match[6].split()).decode()


def _variable(walk: Walk, each: Plain, place: Place) -> None:
    match, text = each.match, walk.text
    name = match[7].decode()
    start = walk.begin(each.last, each.start)
    head = text.data[start : match.start(7)]
    front = match[2]
    marks = b"".join(match[6].split()).decode()
    marks = to_member(text.data, match.end(4), match.start(7), marks)
    constant = b"constexpr" in front or ("*" not in marks and bool(match[3] or match[5]))
    if place.owner and not (constant and b"static" in front):
        kind = Kind.FIELD
    else:
        kind = Kind.CONSTANT if constant else Kind.VARIABLE
    walk.drafts.append(
        Draft(
            kind,
            name,
            place.prefix + name,
            match.start(7),
            each.end,
            tags=tags(head, b"", place.access),
            summary=text.summary(start, each.end),
            annotation=("const " if match[3] or match[5] else "")
            + text.value(*match.span(4))
            + marks,
            value=text.value(*match.span(11)) if match[11] is not None else "",
        )
    )
