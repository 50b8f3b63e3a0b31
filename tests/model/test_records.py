"""Records are out of Python's search for cycles, so that none may be part of one."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

import sphinx_kwindex.model
from sphinx_kwindex.model.records import Record

for module in pkgutil.walk_packages(sphinx_kwindex.model.__path__, "sphinx_kwindex.model."):
    import_module(module.name)

PLAIN = (bool, bytes, int, str, NoneType, Record)
HOLDING = (tuple, frozenset, Mapping, Union, UnionType)


def _parts(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is None:
        yield annotation
        return
    assert origin in HOLDING, annotation
    for part in get_args(annotation):
        if part is not Ellipsis:
            yield from _parts(part)


@pytest.mark.parametrize("record", Record.__subclasses__(), ids=lambda record: record.__name__)
def test_no_record_can_hold_itself(record: type[Record]) -> None:
    for name, annotation in get_type_hints(record).items():
        assert all(issubclass(part, PLAIN) for part in _parts(annotation)), name


@pytest.mark.parametrize("record", Record.__subclasses__(), ids=lambda record: record.__name__)
def test_records_do_not_change(record: type[Record]) -> None:
    assert record.__struct_config__.frozen
    assert not record.__struct_config__.gc
