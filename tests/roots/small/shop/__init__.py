"""Orders and stock of a small shop.

The names below are what others should import.
"""

from shop.errors import OutOfStock as OutOfStock
from shop.errors import ShopError
from shop.orders import Order, Status
from shop.stock import *

__all__ = ["Order", "OutOfStock", "Shelf", "ShopError", "Status"]
__version__ = "1.2.0"
