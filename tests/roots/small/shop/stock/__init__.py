"""What is on the shelves."""

from .shelf import *
from . import shelf as shelf_module

__all__ = ["Shelf"]
