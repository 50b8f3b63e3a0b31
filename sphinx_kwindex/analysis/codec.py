"""Facts as bytes, and the names under which they are stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Hashable
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar, cast

import msgspec

from sphinx_kwindex.analysis.languages import Language

#: Raise this whenever an analyser says something else of the same bytes, or the model changes.
SCHEMA = 2

#: The distributions that read files of other languages than Python.
READERS: tuple[str, ...] = (
    *("markdown-it-py", "mdit-py-plugins", "pygments", "pyyaml", "tree-sitter"),
    *(f"tree-sitter-{name}" for name in ("bash", "c", "cpp", "css", "cuda", "go", "html", "java")),
    *(f"tree-sitter-{name}" for name in ("javascript", "json", "rust", "sql", "toml")),
    "tree-sitter-typescript",
)

_T = TypeVar("_T")
_ENCODER = msgspec.json.Encoder()


def dump(value: object) -> bytes:
    """Encode a frozen dataclass of the model as JSON. Equal values give equal bytes.

    Paths may hold lone surrogates (:pep:`383`), which no UTF-8 can: they are escaped.
    """
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value)).encode("ascii")


def load(data: bytes, kind: type[_T]) -> _T:
    """Decode what :func:`dump` made of a value of the type `kind`.

    :raises ValueError: when the bytes are not such a value; nothing in them is ever executed.
    """
    decoder: msgspec.json.Decoder[_T] = _decoder(cast(Hashable, kind))
    try:
        try:
            return decoder.decode(data)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            # The standard library takes the escapes of lone surrogates, msgspec does not.
            return msgspec.convert(json.loads(data), kind)
    # Of what is nested too deeply.
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error


def digest(data: bytes) -> str:
    """BLAKE2b of `data` (:rfc:`7693`), 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def facts_key(content: str, language: Language, ctags: str = "") -> str:
    """Name of the facts of a file, 32 hexadecimal digits.

    :param content: :func:`digest` of its bytes.
    :param ctags: version of the ctags that may read it, or empty.

    Everything that facts depend on is in it: what reads Python depends on the running version,
    whose grammar it is, and on astroid's; other readers on the libraries that read for them.
    """
    parts = [content, str(SCHEMA), language.name, language.lexer, language.analyser]
    if language.is_python:
        parts += [f"{sys.version_info.major}.{sys.version_info.minor}", reader_version("astroid")]
    else:
        parts += [f"{name} {reader_version(name)}" for name in READERS]
        parts.append(ctags)
    return digest("\0".join(parts).encode())


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


@cache
def reader_version(distribution: str) -> str:
    """Version of a distribution that reads files; empty where it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
