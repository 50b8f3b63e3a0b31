"""What is packed for browsers comes out of it again: numbers, texts, and the room they take."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from sphinx_kwindex.sphinx_ext.keyword_search import packing
from sphinx_kwindex.sphinx_ext.keyword_search.packing import BASE, DIGITS

HALF = BASE // 2

NUMBERS = (0, 1, HALF - 1, HALF, HALF + 1, BASE - 1, BASE, HALF**2 - 1, HALF**2, 10**6, 2**31)


def unpacked(units: bytes, at: int) -> tuple[int, int]:
    """A number that begins at a unit of UTF-16, and where it ends."""
    value, scale = 0, 1
    while True:
        digit = DIGITS.index(units[2 * at : 2 * at + 2].decode("utf-16-le"))
        at += 1
        if digit < HALF:
            return value + digit * scale, at
        value += (digit - HALF) * scale
        scale *= HALF


def texts(packed: str) -> Iterator[str]:
    units = packed.encode("utf-16-le", "surrogatepass")
    at, before = 0, b""
    while 2 * at < len(units):
        shared, at = unpacked(units, at)
        length, at = unpacked(units, at)
        before = before[: 2 * shared] + units[2 * at : 2 * (at + length)]
        at += length
        yield before.decode("utf-16-le", "surrogatepass")


def test_digits_need_no_escape_in_json() -> None:
    assert len(set(DIGITS)) == BASE == 92
    assert json.dumps(DIGITS) == f'"{DIGITS}"'


@pytest.mark.parametrize("value", NUMBERS)
def test_a_number_is_read_back(value: int) -> None:
    packed = packing.number(value)
    assert unpacked(packed.encode("utf-16-le"), 0) == (value, len(packed))
    assert packing.numbers([value, 3]) == packed + packing.number(3)


@pytest.mark.parametrize(
    ("count", "digits"), [(0, 1), (1, 1), (BASE, 1), (BASE + 1, 2), (BASE**2, 2), (BASE**2 + 1, 3)]
)
def test_a_width_is_enough_and_no_more(count: int, digits: int) -> None:
    assert packing.width(count) == digits
    last = max(count - 1, 0)
    packed = packing.fixed(last, digits)
    assert len(packed) == digits
    assert sum(DIGITS.index(digit) * BASE**place for place, digit in enumerate(packed)) == last


@pytest.mark.parametrize(
    "values",
    [
        [],
        [""],
        ["get", "get", "get_item", "getter", "set"],
        ["a" * 300, "a" * 300 + "b"],
        ["na\u00efve", "na\u00efvet\u00e9", "\u540d\u524d"],
        # Beyond the plane whose characters are one unit, and two that share the first unit.
        ["\U0001d400x", "\U0001d400y", "\U0001d401"],
        ["</script>", "<!--", "'\"\\", "\u2028"],
    ],
)
def test_texts_are_read_back(values: list[str]) -> None:
    packed = packing.texts(values)
    assert list(texts(packed)) == values
    assert json.loads(json.dumps(packed)) == packed


def test_what_a_text_shares_with_the_one_before_takes_no_room() -> None:
    long = ["torch_" + "x" * 40 + str(number) for number in range(10)]
    assert len(packing.texts(long)) < len(long[0]) + 40
