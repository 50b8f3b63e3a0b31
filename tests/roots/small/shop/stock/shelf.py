# A shelf knows what lies on it.
from abc import ABC, abstractmethod
import typing as t

import yaml

__all__ = ["Shelf"]

if t.TYPE_CHECKING:
    import shop.orders.basket

T = t.TypeVar("T")


class Countable(t.Protocol):
    def count(self) -> int: ...


class Base(ABC):
    @abstractmethod
    def take(self, article: str, count: int) -> bool: ...


class Shelf(Base):
    """Articles by number."""

    def __init__(self) -> None:
        self.articles: dict[str, int] = {}

    @classmethod
    def load(cls, path: str) -> "Shelf":
        shelf = cls()
        with open(path, encoding="utf-8") as stream:
            shelf.articles.update(yaml.safe_load(stream))
        return shelf

    def take(self, article: str, count: int) -> bool:
        if self.articles.get(article, 0) < count: return False
        self.articles[article] -= count
        return True

    def reserve(self, basket: "shop.orders.basket.Basket") -> int:
        import shop.orders.basket as baskets, os.path

        assert isinstance(basket, baskets.Basket) and os.path
        return sum(map(lambda name: self.take(name, 1), basket.lines))
