"""Steps that make a lot and no cycles: looking through it for garbage finds nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsought() -> Iterator[None]:
    """Let Python not look for cycles of objects within.

    It looks through all that there is each time that a quarter more has been made: while the facts
    of a large repository are linked, that takes an eighth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
