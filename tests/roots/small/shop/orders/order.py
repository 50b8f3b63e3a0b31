"""One order."""

from __future__ import annotations

import dataclasses as dc
import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..stock.shelf import Shelf

LIMIT: Final = 100
Lines: TypeAlias = "dict[str, int]"
currency, rate = "EUR", 1.0


class Status(enum.Enum):
    """How far an order is."""

    OPEN = "open"
    SENT = "sent"

    @property
    def is_final(self) -> bool:
        return self is Status.SENT


@dataclass(order=True)
class Order:
    """An order of a customer."""

    number: str
    lines: Lines = field(default_factory=dict)
    status: Status = Status.OPEN
    _log: ClassVar[list[str]] = []

    class Note:
        """What the customer said."""

        def __init__(self, text: str) -> None:
            self.text = text

    @overload
    def amount(self, article: str) -> int: ...

    @overload
    def amount(self, article: None = None) -> dict[str, int]: ...

    def amount(self, article: str | None = None) -> int | dict[str, int]:
        """Return how much of an article is ordered, or all amounts."""
        return dict(self.lines) if article is None else self.lines.get(article, 0)

    @classmethod
    def parse(cls, text: str, /, *, separator: str = ";") -> Order:
        number, *rest = text.split(separator)

        def amounts() -> Iterator[tuple[str, int]]:
            for part in rest:
                article, _, count = part.partition("=")
                yield article, int(count)

        return cls(number, dict(amounts()))

    @staticmethod
    def is_number(text: str) -> bool:
        return text.startswith("A-")

    def take_from(self, shelf: Shelf) -> None:
        from ..errors import OutOfStock

        for article, count in self.lines.items():
            if not shelf.take(article, count):
                raise OutOfStock(article)
        self._log.append(self.number)

    async def send(self) -> None:
        self.status = Status.SENT

    def total(self) -> int:
        return sum(self.lines.values())


def copy(order: Order) -> Order:
    return dc.replace(order)
