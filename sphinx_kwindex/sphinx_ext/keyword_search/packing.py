"""Lists of numbers and of texts as short strings that JSON writes without an escape. Pure.

Digits are printable ASCII without the quote and the backslash. A number is its digits to the base
46, the lowest first, each but the last raised by 46; or, where all have one width, to the base 92.
``static/kwindex-search-index.js`` reads them back.
"""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = "".join(chr(code) for code in range(32, 126) if chr(code) not in '"\\')
BASE = len(DIGITS)
_HALF = BASE // 2


def number(value: int) -> str:
    """Pack a number from 0 by itself."""
    digits = []
    while value >= _HALF:
        digits.append(DIGITS[_HALF + value % _HALF])
        value //= _HALF
    digits.append(DIGITS[value])
    return "".join(digits)


def numbers(values: Iterable[int]) -> str:
    """Pack numbers from 0."""
    return "".join(map(number, values))


def width(count: int) -> int:
    """How many digits the numbers below `count` have in :func:`fixed`; at least one."""
    digits = 1
    while BASE**digits < count:
        digits += 1
    return digits


def fixed(value: int, digits: int) -> str:
    """Pack a number from 0 with so many digits, the lowest first."""
    packed = []
    for _ in range(digits):
        value, digit = divmod(value, BASE)
        packed.append(DIGITS[digit])
    return "".join(packed)


def texts(values: Iterable[str]) -> str:
    """Pack texts, which take little room where each begins as the one before: of each how much it
    shares with that one, how much follows, and what follows, counted in units of UTF-16."""
    packed = []
    before = ""
    for text in values:
        same = shared(before, text)
        rest = text[same:]
        packed.append(number(_units(text[:same])) + number(_units(rest)) + rest)
        before = text
    return "".join(packed)


def shared(before: str, text: str) -> int:
    """Return how many characters a text begins with that another one begins with too."""
    same = 0
    for one, other in zip(before, text):  # noqa: B905 - said, it takes as long again
        if one != other:
            break
        same += 1
    return same


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
