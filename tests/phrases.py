"""Phrases as they read in English, so that a test can say them in one piece."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

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
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _spoken(getattr(value, each.name)) for each in fields(value)}
        return replace(value, **changed)
    return value
