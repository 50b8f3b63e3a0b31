"""What would take for ever is ended, and nothing else is."""

from __future__ import annotations

import re
import signal
import threading
import time

import pytest

from sphinx_kwindex.model.patience import OutOfTime, at_most, is_limited


def test_a_match_that_would_take_days_is_ended() -> None:
    start = time.process_time()
    with pytest.raises(OutOfTime), at_most(0.1):
        re.match(r"(a|aa)*b", "a" * 200)
    assert time.process_time() - start < 5


def test_what_ends_in_time_is_let_be_and_nothing_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with at_most(5):
        found = sum(range(1000))
    assert found == 499_500
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) is before


def test_its_own_errors_are_its_own() -> None:
    with pytest.raises(KeyError), at_most(5):
        raise KeyError
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_another_thread_is_not_limited() -> None:
    said = []

    def run() -> None:
        said.append(is_limited())
        with at_most(0.01):
            said.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert said == [False, True]
