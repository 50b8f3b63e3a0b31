"""YAML for configuration files: strings, lists and mappings, and nothing that can grow."""

from __future__ import annotations

from typing import Any

import yaml

_DEEPEST = 50


class NotPlainError(ValueError):
    """The text is no YAML, or holds anchors, aliases or deep nesting."""


def load_yaml(text: str) -> Any:
    """Return the first document of `text`; every scalar is a string, as it is written.

    Strings, because YAML 1.1 makes a number of the version ``3.10`` and a truth value of the key
    ``on``. Anchors are refused: a few lines of aliases can stand for gigabytes
    (https://en.wikipedia.org/wiki/Billion_laughs_attack). Tags are ignored; nothing is ever
    constructed but `str`, `list` and `dict`.

    :raises NotPlainError: see there.
    """
    try:
        _check(text)
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 # makes plain values only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise NotPlainError(str(error)) from error


def _check(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise NotPlainError("anchors and aliases are not read")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise NotPlainError("nested too deep")
