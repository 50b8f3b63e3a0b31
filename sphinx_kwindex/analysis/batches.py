"""A batch of files, and its reading by any process on any machine.

It holds the names and bytes of its files and no path, because nothing says that who reads it sees
the disk of the repository. Who reads it does so through a child of its own, which can be killed.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from msgspec import Struct

from sphinx_kwindex.analysis import edition, languages
from sphinx_kwindex.analysis.analysers import Analyser, know
from sphinx_kwindex.analysis.supervisor import Supervisor

#: Seconds that a child waits for the next batch before it is ended.
IDLE = 10.0


class Batch(Struct, frozen=True):
    """What is sent: it can be pickled, and holds nothing of the process that it comes from.

    :ivar files: the name of each, without folders, and its bytes.
    :ivar edition: :func:`~sphinx_kwindex.analysis.edition.edition` of the sender.
    :ivar seconds, memory, analysers: as for
        :class:`~sphinx_kwindex.analysis.supervisor.Supervisor`.
    """

    files: tuple[tuple[str, bytes], ...]
    edition: tuple[tuple[str, str], ...]
    seconds: float
    memory: int
    analysers: tuple[Analyser, ...] = ()


class OtherEdition(Exception):
    """This process reads with other versions than the sender: it might say something else."""


def read(batch: Batch) -> list[bytes]:
    """Return the encoded facts of each file of `batch`.

    :raises OtherEdition: see there.
    :raises ChildDied: no child can be started here.
    """
    if others := edition.differences(dict(batch.edition)):
        raise OtherEdition(f"it is read there with {', '.join(others)}")
    _know(batch.analysers)
    with _lent((batch.seconds, batch.memory, batch.analysers)) as supervisor:
        return [supervisor.analyse(name, data) for name, data in batch.files]


_knowing = threading.Lock()


def _know(analysers: tuple[Analyser, ...]) -> None:
    """Have this process name the languages of files as the sender does.

    In the sender's own process, which may read at the same time, nothing changes.
    """
    wanted = {name: each.spoken for each in analysers for name in each.names}
    with _knowing:
        if languages.added != wanted:
            know(analysers)


_Kind: TypeAlias = tuple[float, int, tuple[Analyser, ...]]


class _Idle:
    """The supervisors of this process that read nothing now: a child takes long to start."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._supervisors: list[tuple[_Kind, Supervisor]] = []
        self._timer: threading.Timer | None = None

    def take(self, kind: _Kind) -> Supervisor:
        with self._lock:
            for each in self._supervisors:
                if each[0] == kind:
                    self._supervisors.remove(each)
                    return each[1]
        seconds, memory, analysers = kind
        return Supervisor(seconds, memory, analysers=analysers)

    def give(self, kind: _Kind, supervisor: Supervisor) -> None:
        with self._lock:
            self._supervisors.append((kind, supervisor))
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(IDLE, self.close)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """End them all."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            supervisors, self._supervisors, self._timer = self._supervisors, [], None
        for _, supervisor in supervisors:
            supervisor.close()


_idle = _Idle()


def close() -> None:
    """End the children of this process that read nothing now."""
    _idle.close()


def _begin_anew() -> None:
    """Forget the children of the process that this one was forked from."""
    global _idle, _knowing
    _idle, _knowing = _Idle(), threading.Lock()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)


@contextmanager
def _lent(kind: _Kind) -> Iterator[Supervisor]:
    supervisor = _idle.take(kind)
    try:
        yield supervisor
    except BaseException:
        supervisor.close()
        raise
    _idle.give(kind, supervisor)
