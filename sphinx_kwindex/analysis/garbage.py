"""When Python looks for garbage: for cycles of objects that nothing leads to any more.

It looks through what was made last each time that 700 more objects are there. A page is a tree
whose nodes know each other, all of them in use until the page is done, and all garbage then.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects after which Python looks while pages are made, and times after which it looks through
#: those that it found in use, and through all: a limit for pages that are larger than any.
_RARELY = (20_000, 10, 10)

#: Objects after which it is worth the time between two pages.
_MANY = 4_000

#: What was set before, by those who are making pages now.
_before: list[tuple[int, int, int]] = []


@contextmanager
def unsought() -> Iterator[None]:
    """Let Python not look for garbage within: for steps that make a lot and let go of it at their
    end.

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


def seek_rarely() -> None:
    """Let Python look for garbage rarely, until :func:`seek_as_before`."""
    if not _before:
        _before.append(gc.get_threshold())
    gc.set_threshold(*_RARELY)


def seek_as_before() -> None:
    """Let Python look for garbage as it did before :func:`seek_rarely`, if that was called."""
    while _before:
        gc.set_threshold(*_before.pop())


def between_pages() -> None:
    """Look for garbage among what was made since the last time, where it is worth it.

    To be called where no page is in use: what is in use here is not looked at again soon.
    """
    if gc.isenabled() and gc.get_count()[0] > _MANY:
        gc.collect(1)
