"""Orders, from the basket to the door."""

from .order import Order, Status

__all__ = ["Order", "Status"]
