"""Which lines call a name, and which call something else of that name."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.usage.calls import _is_called


@pytest.mark.parametrize(
    ("anchor", "written", "code"),
    [
        ("make", "make", "x = make(1)"),
        ("make", "make", "remake(1) or make (1)"),
        ("make", "make", "make<int, 3>(1)"),
        ("Make", "Make", "return Make[int](1)"),
        ("Make", "Make", "auto made = Make{1};"),
        ("shop::make", "make", "shop::make(1)"),
        ("shop::make", "make", "::make(1)"),
        ("shop::make", "make", "top::shop::make(1)"),
        ("shop.make", "shop.make", "shop.make(1)"),
        ("shop.make", "shop.make", "shop . make(1)"),
        ("shop.make", "shop.make", "not_shop.make(1) and shop.make(1)"),
        ("shop.make", "shop.make", "[... shop.make(1)]"),
        ("shop.make", "shop.make", "for i in 0 .. shop.make(1)"),
    ],
)
def test_a_call(anchor: str, written: str, code: str) -> None:
    assert _is_called(anchor, written, code)


@pytest.mark.parametrize(
    ("anchor", "written", "code"),
    [
        ("make", "make", ""),
        ("make", "make", "make = 1"),
        ("make", "make", "remake(1)"),
        ("make", "make", "make_all(1)"),
        ("make", "make", "other.make(1)"),
        ("make", "make", "other->make(1)"),
        ("shop::make", "make", "other::make(1)"),
        ("shop.make", "shop.make", "other.shop.make(1)"),
        ("shop.make", "shop.make", "other . shop.make(1)"),
        ("shop.make", "shop.make", "other() . shop.make(1)"),
    ],
)
def test_no_call(anchor: str, written: str, code: str) -> None:
    assert not _is_called(anchor, written, code)
