"""When Python looks for garbage: for cycles of objects that nothing leads to any more.

It looks through what was made last each time that some hundreds or thousands of objects more are
there (700 in Python 3.11). A page is a tree whose nodes know each other, all of them in use until
the page is done, and all garbage then.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects after which Python looks while pages are made, and times after which it looks through
#: those that it found in use, and through all: a limit for pages that are larger than most.
_RARELY = (20_000, 10, 10)

#: Objects after which it is worth the time between two pages.
_MANY = 4_000

#: What was set before :func:`seek_rarely`; nothing where it is not in force. Of two builds in one
#: process at once, the one that ends first ends it, and the other goes on more slowly.
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


def seek_rarely() -> bool:
    """Let Python look for garbage rarely, until :func:`seek_as_before`; say whether that is new.

    Where it looks more rarely already, or never, that stays.
    """
    now = gc.get_threshold()
    if _before or not now[0]:
        return False
    _before.append(now)
    gc.set_threshold(*map(max, now, _RARELY))
    return True


def seek_as_before() -> None:
    """Let Python look for garbage as it did before :func:`seek_rarely`, if that was called."""
    while _before:
        gc.set_threshold(*_before.pop())


@contextmanager
def sought_rarely() -> Iterator[None]:
    """Let Python look for garbage rarely within."""
    is_new = seek_rarely()
    try:
        yield
    finally:
        if is_new:
            seek_as_before()


def set_aside() -> None:
    """Let Python not look through what is there now, once garbage is out of it, until it is told to
    again (:func:`gc.unfreeze`).

    Looking through all of it once takes as long as some pages do.
    """
    gc.collect()
    gc.freeze()


def between_pages() -> None:
    """Look for garbage among what was made since the last time, where it is worth it.

    To be called where no page is in use: what is in use here is not looked at again soon.
    """
    young, older, _ = gc.get_count()
    # A page that is larger than most was looked through itself, and is among the older ones.
    if gc.isenabled() and (young > _MANY or older):
        gc.collect(1)
