"""Steps that make a lot and let go of it at their end: before that there is no garbage in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsought() -> Iterator[None]:
    """Let Python not look for cycles of objects within.

    It looks through all that there is again and again, as more is made: while the facts
    of a large repository are linked, that takes an eighth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
