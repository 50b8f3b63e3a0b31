"""One definition of a text of the C family, while it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sphinx_kwindex.model.facts import Kind

#: What a word before or behind a name says of it.
_TAGS: Mapping[bytes, str] = {
    b"template": "template",
    b"static": "static",
    b"inline": "inline",
    b"__inline__": "inline",
    b"__inline": "inline",
    b"__forceinline__": "inline",
    b"__forceinline": "inline",
    b"virtual": "virtual",
    b"constexpr": "constexpr",
    b"consteval": "constexpr",
    b"extern": "external",
    b"__global__": "kernel",
    b"__device__": "device",
    b"__host__": "host",
    b"explicit": "explicit",
    b"thread_local": "thread-local",
    b"deprecated": "deprecated",
    b"noreturn": "noreturn",
    b"nodiscard": "nodiscard",
    b"export": "export",
}
_TAIL: Mapping[bytes, str] = {
    b"const": "const",
    b"override": "override",
    b"final": "final",
    b"noexcept": "noexcept",
    b"delete": "deleted",
    b"default": "defaulted",
}
_HEAD = re.compile(rb"\b(?:" + b"|".join(_TAGS) + rb")\b")
_BEHIND = re.compile(rb"\b(?:" + b"|".join(_TAIL) + rb")\b")
_PURE = re.compile(rb"=\s*0\s*;?\s*\Z")


@dataclass(slots=True)
class Draft:
    """What is known of a definition but its id.

    :ivar start: place of its name; `end`, past its last sign.
    """

    kind: Kind
    name: str
    qualname: str
    start: int
    end: int
    signature: str = ""
    bases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    annotation: str = ""
    value: str = ""
    body: tuple[int, int] | None = None
    parameters: tuple[str, ...] = ()


def tags(head: bytes, tail: bytes = b"", *more: str) -> tuple[str, ...]:
    """The tags of a definition by the words before and behind its name, sorted.

    :param more: tags that are known of it already.
    """
    if len(head) < _LONG:
        return _known(head, tail, more)
    return _tags(head, tail, more)


#: Heads that are longer are hardly met twice.
_LONG = 200


def _tags(head: bytes, tail: bytes, more: tuple[str, ...]) -> tuple[str, ...]:
    found = [_TAGS[word] for word in _HEAD.findall(head)]
    if len(tail) > 1:
        found += [_TAIL[word] for word in _BEHIND.findall(tail)]
        if _PURE.search(tail):
            found.append("abstract")
    found += [word for word in more if word]
    return tuple(sorted(set(found))) if found else ()


_known = lru_cache(maxsize=4096)(_tags)
