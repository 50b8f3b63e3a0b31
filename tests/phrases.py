"""Phrases as they read in English, so that a test can say them in one piece."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from msgspec import Struct, structs

from sphinx_kwindex.model.phrases import Phrase, english

Value = TypeVar("Value")


def spoken(value: Value) -> Value:
    """Return `value` with each phrase in it made of one piece: ``Phrase("it is a test")``."""
    return _spoken(value)  # type: ignore[no-any-return]


def _spoken(value: Any) -> Any:
    if isinstance(value, Phrase):
        return Phrase(english(value))
    if isinstance(value, tuple | list):
        return type(value)(map(_spoken, value))
    if isinstance(value, dict):
        return {key: _spoken(each) for key, each in value.items()}
    if isinstance(value, Struct):
        parts = {name: _spoken(each) for name, each in structs.asdict(value).items()}
        return structs.replace(value, **parts)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            each.name: _spoken(getattr(value, each.name)) for each in dataclasses.fields(value)
        }
        return dataclasses.replace(value, **parts)
    return value
