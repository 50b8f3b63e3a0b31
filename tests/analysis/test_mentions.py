"""What texts of a manual certainly name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import mentions
from sphinx_kwindex.analysis.mentions import Mentions
from tests.analysis.test_lookup import surveyed
from tests.conftest import commit


@pytest.fixture
def known(repository: Callable[[str], Path], tmp_path: Path) -> Mentions:
    root = repository("small")
    (root / "shop/more.py").write_text(
        "class ConnectionError: ...\nclass Two: ...\nclass TwoHumps: ...\nclass _HiddenOne: ...\n"
        "def two_words(): ...\ndef dumps(): ...\ndef f():\n    class InnerOne: ...\n"
    )
    (root / "shop/json.py").write_text("def dumps(): ...\n")
    commit(root)
    return Mentions(surveyed(root, tmp_path))


CERTAIN = [
    ("shop.orders.order.Order", "shop.orders.order.Order"),
    ("shop.Order", "shop.orders.order.Order"),
    ("shop.Order.total()", "shop.orders.order.Order.total"),
    ("Order.total", "shop.orders.order.Order.total"),
    ("Order.Note", "shop.orders.order.Order.Note"),
    ("OutOfStock", "shop.errors.OutOfStock"),
    ("two_words()", "shop.more.two_words"),
    ("shop.orders.order", "shop.orders.order"),
]
#: No name, one of several, or a word that may mean something else.
UNCERTAIN = [
    *("total", "Order", "copy", "copy()", "Two", "two_words", "name", "x", "", "not a name", "1.5"),
    *("json.dumps", "ConnectionError", "shop", "order.Order", "orders.order", "InnerOne"),
    *("_HiddenOne", "self.total", "Basket.nothing", "a" * 300),
]


@pytest.mark.parametrize(("text", "name"), CERTAIN)
def test_certain(known: Mentions, text: str, name: str) -> None:
    place = known.certain(text)
    assert place is not None
    assert place.name == name
    assert mentions.is_name(text)


def test_uncertain(known: Mentions) -> None:
    assert [text for text in UNCERTAIN if known.certain(text) is not None] == []


def test_the_first_text_that_is_a_name_in_full_counts(known: Mentions) -> None:
    place = known.first(["shop.stock.Order", "Order.total", "shop.Order"])
    assert place is not None
    assert place.name == "shop.orders.order.Order"
    assert known.first(["Order.total"]) is None


CODE = """\
>>> import shop.stock
>>> from shop.orders import (
...     Order as O, Status)
from shop import Shelf, Basket  # a comment
print(shop.errors.OutOfStock("a.b"), x.y(1))
"""


def test_names_in_code() -> None:
    assert set(mentions.in_code(CODE)) == {
        *("shop.stock", "shop.orders", "shop.errors.OutOfStock", "a.b", "x.y"),
        *("shop.orders.Order", "shop.orders.Status", "shop.orders.O", "shop.Shelf", "shop.Basket"),
    }


@pytest.mark.parametrize(
    "text", ["a." * 60_000, "from a import (" * 5_000, "a" * 200_000, "(" * 90_000]
)
def test_code_that_is_made_to_take_long(text: str) -> None:
    assert len(list(mentions.in_code(text))) <= len(text)
