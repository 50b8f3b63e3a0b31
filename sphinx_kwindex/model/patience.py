"""A limit on what may take for ever: parsers and regular expressions, on text made for that.

Python's regular expressions look for signals while they match, so a timer ends even a match that
would take days; nothing else within one process does.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTime(Exception):
    """The time was over."""


def is_limited() -> bool:
    """Whether time can be limited here: in the main thread, on systems with timers."""
    has_timer = hasattr(signal, "setitimer")
    return has_timer and threading.current_thread() is threading.main_thread()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Let what is within take so much processor time and no more.

    :param seconds: of this process, above 0.
    :raises OutOfTime: in the middle of it, wherever that is. Where :func:`is_limited` says no,
        never.

    Not to be nested.
    """
    if not is_limited():
        yield
        return
    running = True

    def end(number: int, frame: FrameType | None) -> None:
        if running:
            raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
