"""Macros that stand where the grammar of a language knows no word.

``class EXPORTED Name {``, ``API_CALL int f();``, ``DECLARE(x)`` on a line of its own: only the
preprocessor knows what they mean, and a grammar loses its way at each. What can be nothing else
is made blank, by its place and by the two habits of naming macros: capitals, and two underscores.
No list of any project's macros is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_kwindex.analysis.readers.c_family.layout import SPACES, ZEROS

#: Words with two underscores that the grammars know.
_KNOWN = (
    r"attribute|restrict|extension|asm|volatile|alignof|inline|typeof|func|FILE|LINE|VA_ARGS"
    r"|VA_OPT|FUNCTION|PRETTY_FUNCTION|signed|const|imag|real|label|has_include|has_builtin"
)
_MACRO = rf"(?:[A-Z][A-Z0-9]*_[A-Z0-9_]*|[A-Z]{{3,}}[A-Z0-9]*|__(?!(?:{_KNOWN})__)\w+__)\b"
#: Balanced to a depth of three; possessive, so that no text is tried in two ways.
_ARGUMENTS = r"\((?:[^();]|\((?:[^();]|\([^();]*+\))*+\))*+\)"
_NAME = r"[A-Za-z_]\w*+"
_PATH = rf"{_NAME}(?:::~?{_NAME})*+"
_TEMPLATE = r"<[^;{}()]{0,200}>"
#: The same with types of functions in it.
_TYPES = r"<(?:[^;{}()]|\((?:[^;{}()]|\([^;{}()]*+\))*+\)){0,200}>"
#: Words that begin a declaration or a statement, or go on with one.
_WORDS = (
    "static inline virtual extern typedef explicit friend constexpr consteval constinit template "
    "class struct union enum using namespace static_assert public private protected mutable "
    "register thread_local void bool char short int long float double signed unsigned auto "
    "typename size_t operator __global__ __device__ __host__ __forceinline__ __shared__ "
    "__constant__ __inline__ __forceinline __inline for while if do switch return"
)
_BEGINS = "|".join(_WORDS.split())
#: Words before a macro that no type is.
_NO_TYPES = frozenset(
    b"static inline virtual extern typedef explicit friend constexpr consteval constinit const "
    b"volatile unsigned signed return else new delete case goto struct class union enum typename "
    b"public private protected mutable register thread_local throw do define".split()
)


def _bytes(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode())


#: ``class EXPORTED Name final : Base {``: what stands between the key and the name. Before a
#: semicolon it is a macro by its capitals alone: ``struct kind name;`` is a variable.
_IN_HEAD = _bytes(
    rf"\b(enum\s+class|enum\s+struct|class|struct|union|enum)(\s+)"
    rf"((?:(?!(?:class|struct|final|alignas|__attribute__|__declspec)\b){_NAME}"
    rf"(?:\s*{_ARGUMENTS})?\s+){{1,4}})"
    rf"(?=(?!final\b){_NAME}(?:::{_NAME})*(?:\s*{_TEMPLATE})?(?:\s+final)?\s*(\{{|:(?!:)|;))"
)
#: ``class EXPORTED Name FINAL {``: a macro behind a name that is none.
_BEHIND_NAME = _bytes(
    rf"(\b(?:class|struct)\s+(?:{_MACRO}(?:\s*{_ARGUMENTS})?\s+)*(?!{_MACRO}){_NAME}(?:::{_NAME})*\s+)"
    rf"({_MACRO})(?=\s*(?:\{{|:(?!:)))"
)
#: What makes a type of an expression: no grammar need know the expression.
_DECLTYPE = _bytes(
    r"(\bdecltype\s*\()((?:[^();{}]|\((?:[^();{}]|\((?:[^();{}]|\([^();{}]*+\))*+\))*+\))*+)\)"
)
#: ``= {}`` of a parameter, which the grammar reads where the parameter has a name.
_GIVEN = _bytes(r"(=\s*)(\{[^(){};]*\})(?=\s*[,)])")
#: A parenthesis that begins with a definition is text for a macro, whatever that makes of it.
_STRINGS = _bytes(
    rf"(\b{_NAME}\s*\()(\s*(?:template\s*<|(?:(?:static|inline|__device__)\s+)*(?:const\s+)?{_PATH}[\s*&]+"
    rf"{_NAME}\s*\([^(){{}};]*\)\s*\{{)(?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*+\))*+\))*+\))*+)\)"
)
_CAPITALS = _bytes(rf"(?:{_MACRO}(?:\s*{_ARGUMENTS})?\s+)+")
_ANY = _bytes(rf"\b{_MACRO}")
#: ``MACRO(x)`` on the rest of its line, before something that goes on with no expression.
_ALONE = _bytes(
    rf"{_MACRO}[ ]?{_ARGUMENTS}(?:[ \t]*=[ \t]*[\w.:+'\"<>{{}}-]*;"
    r"|[ \t]*(?=\n\s*(?:[A-Za-z_#}~\[@]|::|\Z)))"
)
#: ``MACRO(bool, name, -1);`` where a line begins, outside of functions: it declares nothing.
_STATEMENT = _bytes(rf"{_MACRO}[ ]?{_ARGUMENTS}[ \t]*;")
#: ``MACRO MACRO(x)`` before a word or a pair of names that begin a declaration.
_BEFORE = _bytes(
    rf"(?:{_MACRO}(?:[ ]?{_ARGUMENTS})?\s+){{1,6}}"
    rf"(?=(?:{_BEGINS})\b|(?:const\s+)?::|~|\[\[|(?:const\s+)?{_PATH}(?:{_TYPES})?(?:::{_NAME})*"
    rf"[\s*&]+(?:(?:{_PATH}\s*[({{;=,\[])|operator\b|const\b))"
)
#: ``MACRO Name(``, where `Name` is a class of the text, and ``MACRO Name::Name(``.
_CONSTRUCTOR = _bytes(rf"{_MACRO}(?=\s+(?:{_NAME}\s*\(|(?:{_NAME}::)*?({_NAME})::~?\1\s*\())")
_CONSTRUCTED = _bytes(rf"\s+({_NAME})")
_CLASS = _bytes(
    rf"\b(?:class|struct)\s+(?:alignas\s*{_ARGUMENTS}\s*|\[\[[^\]]*\]\]\s*)?({_NAME})"
    r"\s*(?:final\s*)?[{:]"
)
#: A word on a line of its own before two words that begin a declaration: a type may stand there
#: too, but is not named ``Py_HEAD``, which is a macro by its capitals behind a small prefix.
_FIRST = _bytes(
    rf"([;{{}}]\s*+)([A-Za-z]\w*+)(?=[ \t]*+\n\s*+(?:(?:{_BEGINS}|const)\b|::"
    rf"|{_PATH}(?:{_TEMPLATE})?[\s*&]+{_NAME}\s*[;=,\[]))"
)
_PREFIXED = re.compile(rb"[A-Za-z0-9_]*[a-z][A-Za-z0-9]*_[A-Z]{2}[A-Z0-9_]*")
#: Characters of the longest name that is matched so.
_LONGEST = 60
#: How a function is called, which the grammar knows before a body alone.
_CALLS = (b"_cdecl", b"_stdcall", b"_fastcall", b"_thiscall", b"_vectorcall", b"_clrcall")
_CALLED = re.compile(rb"\b_?(?:" + b"|".join(_CALLS) + rb")\b")
#: ``operator()<A, B>(``: the arguments of a template that is specialised, which are in no name.
_SPECIALISED = _bytes(rf"operator\s*\(\s*\)\s*{_TEMPLATE}(?=\s*\()")
#: A type of Objective-C, which a header may hold beside those of C, and the names of others.
_OBJECTIVE = re.compile(rb"^@(?:(?:class|protocol)\b[^;{}@()]*;|(?:interface|protocol)\b)", re.M)
#: Macros that stand alone behind all declarations of a scope, or of the text.
_LAST = _bytes(rf"(?:{_MACRO}\s*+){{1,6}}(?=\}}|\Z)")
#: ``(A::*name)``, ``int A::*name``: the class to whose member a pointer points.
_TO_MEMBER = _bytes(
    rf"(?<![\w:>])(?:::)?(?:{_NAME}(?:<[^<>;{{}}()]*+(?:<[^<>;{{}}()]*+>[^<>;{{}}()]*+)*+>)?::\s*+)++"
    rf"(?=\*\s*{_NAME})"
)
#: ``extern template class A<int>;``: it defines nothing, and the grammar knows half of it.
_EXTERN = _bytes(r"extern\s+template\s+(?=[\w:])[^;{}]*;")
_INSTANTIATION = _bytes(r"template\s+(?=[\w:])[^;{}]*;")
#: ``API_CALL(const char *) name(``: a macro around the type of what is declared. It stands on the
#: line of the name: of two macros on two lines, the second is no name.
_AROUND_TYPE = _bytes(
    rf"({_MACRO}[ ]?\()((?:const\s+)?{_PATH}(?:\s+{_NAME})?[\s*]*)(\))(?=[ \t]*{_NAME}\s*\()"
)
#: By the sign before a macro, what it is and what follows: ``T* RESTRICT name``,
#: ``) MACRO {``, ``] MACRO (``, ``int EXPORTED name(``.
_STAR = _bytes(rf"{_MACRO}(?=\s+[A-Za-z_]\w*\s*[,)=;\[])")
_BEHIND = {
    b"*": _STAR,
    b"&": _STAR,
    b"]": _bytes(rf"{_MACRO}(?:\s*{_ARGUMENTS}(?=\s*[;=,])|(?=\s*\())"),
    b")": _bytes(
        rf"(?:{_MACRO}(?:\s*{_ARGUMENTS})?\s*){{1,3}}(?=\{{|->|:(?!:)|;|(?:const|noexcept|override)\b)"
    ),
}
_TYPED = _bytes(rf"{_MACRO}(?=\s+{_PATH}(?:{_TEMPLATE})?\s*\()")
_HEAD = frozenset({b"const", b"noexcept", b"override", b"final"})


def without(text: bytes) -> bytes:
    """`text` with white space for macros that no grammar knows."""
    if b"decltype" in text:
        text = _DECLTYPE.sub(_inside, text)
    text = _GIVEN.sub(_value, text)
    text = _STRINGS.sub(_inside, text)
    if b"\n@end" in text:
        text = _without_objective(text)
    if b"::*" in text:
        text = _TO_MEMBER.sub(_all, text)
    if any(word in text for word in _CALLS):
        text = _CALLED.sub(_all, text)
    text = _SPECIALISED.sub(_name, text)
    text = _FIRST.sub(_prefixed, text)
    text = _BEHIND_NAME.sub(_last, text)
    text = _IN_HEAD.sub(_third, text)
    if b"template " in text:
        text = _EXTERN.sub(_instantiation, text)
        text = _INSTANTIATION.sub(_instantiation, text)
    parts: list[bytes] = []
    last = 0
    classes: frozenset[bytes] | None = None
    for match in _ANY.finditer(text):
        start = match.start()
        if start < last:
            continue
        before = text[max(last, start - 100) : start]
        head = before.rstrip()
        found = None
        if not head or (b"\n" in before and not before[before.rfind(b"\n") :].strip()):
            typed = _AROUND_TYPE.match(text, start)
            if typed is not None:
                # The type is what stands there, and goes on with what follows.
                parts += (text[last:start], typed[1].translate(SPACES), typed[2], b" ")
                last = typed.end()
                continue
            found = _ALONE.match(text, start) or _statement(text, start)
            if found is None and head[-1:] in (b";", b"}", b""):
                found = _LAST.match(text, start)
                if found is not None and not head and found.end() < len(text):
                    found = None  # an enumerator may stand before a brace
        found = found or _BEFORE.match(text, start) or _behind(text, start, head)
        if found is None:
            found = _CONSTRUCTOR.match(text, start)
            if found is not None and not found[1]:
                if classes is None:
                    classes = frozenset(_CLASS.findall(text))
                named = _CONSTRUCTED.match(text, found.end())
                if named is None or named[1] not in classes:
                    continue
        if found is not None:
            end = found.end()
            parts += (text[last:start], text[start:end].translate(SPACES))
            last = end
    parts.append(text[last:])
    return b"".join(parts)


def without_words(text: bytes, words: Iterable[bytes]) -> bytes:
    """`text` with white space for some words."""
    return re.sub(rb"\b(?:" + b"|".join(map(re.escape, sorted(words))) + rb")\b", _all, text)


def _without_objective(text: bytes) -> bytes:
    parts: list[bytes] = []
    last = 0
    for match in _OBJECTIVE.finditer(text):
        if match.start() < last:
            continue
        end = match.end()
        if not match[0].endswith(b";"):
            end = text.find(b"\n@end", end)
            if end < 0:
                break
            end += len(b"\n@end")
        parts += (text[last : match.start()], text[match.start() : end].translate(SPACES))
        last = end
    parts.append(text[last:])
    return b"".join(parts)


def _statement(text: bytes, start: int) -> re.Match[bytes] | None:
    begins = not start or text[start - 1 : start] == b"\n"
    return _STATEMENT.match(text, start) if begins else None


def _behind(text: bytes, start: int, head: bytes) -> re.Match[bytes] | None:
    """A macro that is one for what stands before it."""
    sign = head[-1:]
    if sign in _BEHIND:
        return _BEHIND[sign].match(text, start)
    if not sign.isalnum() and sign not in (b"_", b">"):
        return None
    word = re.split(rb"\W", head)[-1]
    if word in _HEAD and b")" in head:
        return _BEHIND[b")"].match(text, start)
    return None if word in _NO_TYPES else _TYPED.match(text, start)


def _instantiation(match: re.Match[bytes]) -> bytes:
    start = match.start()
    before = match.string[max(0, start - 40) : start].rpartition(b"\n")[2]
    return match[0] if before.strip() else match[0].translate(SPACES)


def _inside(match: re.Match[bytes]) -> bytes:
    """What a parenthesis holds, as a number of the same length and the same lines."""
    return match[1] + match[2].translate(ZEROS) + b")"


def _value(match: re.Match[bytes]) -> bytes:
    return match[1] + match[2].translate(ZEROS)


def _last(match: re.Match[bytes]) -> bytes:
    return match[1] + match[2].translate(SPACES)


def _prefixed(match: re.Match[bytes]) -> bytes:
    name = match[2]
    if len(name) > _LONGEST or _PREFIXED.fullmatch(name) is None:
        return match[0]
    return match[1] + name.translate(SPACES)


def _name(match: re.Match[bytes]) -> bytes:
    name, sign, rest = match[0].partition(b"<")
    return name + (sign + rest).translate(SPACES)


def _all(match: re.Match[bytes]) -> bytes:
    return match[0].translate(SPACES)


def _third(match: re.Match[bytes]) -> bytes:
    if match[4] == b";" and _CAPITALS.fullmatch(match[3]) is None:
        return match[0]
    return match[1] + match[2] + match[3].translate(SPACES)
