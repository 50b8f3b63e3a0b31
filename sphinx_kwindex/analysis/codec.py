"""What we keep and export, as bytes."""

from __future__ import annotations

import json
from collections.abc import Hashable
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar, cast

import msgspec

_T = TypeVar("_T")
_ENCODER = msgspec.json.Encoder()


def dump(value: object) -> bytes:
    """Encode structs, dataclasses and plain values as JSON. Equal values give equal bytes.

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


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
