"""A basket becomes an order. Part of a cycle with the shelf."""

from collections.abc import Callable, Iterable
from functools import wraps

from shop.orders import order as orders
from shop.stock.shelf import Shelf


def logged(function: Callable[..., object]) -> Callable[..., object]:
    """Tell on the terminal that a function was called."""

    @wraps(function)
    def wrapper(*args: object, **kwargs: object) -> object:
        class Call:
            def __repr__(self) -> str:
                return function.__name__

        print(Call())
        return function(*args, **kwargs)

    return wrapper


class Basket(orders.Order):
    """An order that is not placed yet."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        super().__init__("A-0")
        self._total = 0
        self.shelf = shelf

    @property
    def total(self) -> int:
        """Number of pieces."""
        return self._total

    @total.setter
    def total(self, value: int) -> None:
        self._total = value

    @logged
    def empty(self) -> None:
        self.total = 0


async def fill(basket: Basket, items: Iterable[str]) -> None:
    for item in items:
        basket.lines[item] = basket.lines.get(item, 0) + 1
        basket.total += 1
