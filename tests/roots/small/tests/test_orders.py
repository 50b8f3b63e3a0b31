import pytest

from shop import Order, OutOfStock, Shelf


class TestOrder:
    def test_total(self) -> None:
        assert Order.parse("A-1;pen=2").total() == 2

    def test_empty_shelf(self) -> None:
        with pytest.raises(OutOfStock):
            Order("A-2", {"pen": 1}).take_from(Shelf())
