"""Many files read by several children at once, with few of them in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from itertools import islice
from queue import SimpleQueue
from typing import TypeAlias, TypeVar

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.analysers import Analyser
from sphinx_kwindex.analysis.supervisor import Supervisor
from sphinx_kwindex.model.facts import FileFacts, Problem
from sphinx_kwindex.model.files import Reason

_Key = TypeVar("_Key", bound=Hashable)

#: What the caller knows a file by, its name, and what gives its bytes when its turn has come.
Task: TypeAlias = tuple[_Key, str, Callable[[], bytes]]

#: Files of one batch: few enough that all children end at about the same time, and that what a
#: caller holds of the files ahead is little.
BATCH = 16


def analyse_all(
    tasks: Iterable[Task[_Key]],
    jobs: int,
    seconds: float = 10.0,
    memory: int = 1_000_000_000,
    analysers: Sequence[Analyser] = (),
    readers: Collection[str] = (),
) -> Iterator[tuple[_Key, bytes]]:
    """Yield the key and the encoded facts of each file, as they come.

    :param tasks: taken as they are needed, two batches a child ahead.
    :param jobs: how many children read at once; at least 1.
    :param seconds, memory, analysers, readers: as for
        :class:`~sphinx_kwindex.analysis.supervisor.Supervisor`.

    A file that cannot be opened has facts that say so. Leaving the iterator early, an
    exception or Ctrl-C end the children at once.
    """
    supervisors = [
        Supervisor(seconds, memory, analysers=analysers, readers=readers)
        for _ in range(max(1, jobs))
    ]
    idle: SimpleQueue[Supervisor] = SimpleQueue()
    for supervisor in supervisors:
        idle.put(supervisor)
    executor = ThreadPoolExecutor(len(supervisors), thread_name_prefix="kwindex")
    try:
        yield from _spread(executor, tasks, idle, 2 * len(supervisors))
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for supervisor in supervisors:
            supervisor.close()
        executor.shutdown(wait=True)
        # A thread that was between two files has started a child meanwhile.
        for supervisor in supervisors:
            supervisor.close()


def analyse_batch(batch: Sequence[Task[_Key]], supervisor: Supervisor) -> list[tuple[_Key, bytes]]:
    """Read the files of one batch, one after the other."""
    return [(key, _analyse(name, read, supervisor)) for key, name, read in batch]


def _spread(
    executor: Executor,
    tasks: Iterable[Task[_Key]],
    idle: SimpleQueue[Supervisor],
    ahead: int,
) -> Iterator[tuple[_Key, bytes]]:
    waiting = iter(tasks)
    running: set[Future[list[tuple[_Key, bytes]]]] = set()
    while True:
        while len(running) < ahead and (batch := list(islice(waiting, BATCH))):
            running.add(executor.submit(_borrow, batch, idle))
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield from future.result()


def _borrow(batch: Sequence[Task[_Key]], idle: SimpleQueue[Supervisor]) -> list[tuple[_Key, bytes]]:
    supervisor = idle.get()
    try:
        return analyse_batch(batch, supervisor)
    finally:
        idle.put(supervisor)


def _analyse(name: str, read: Callable[[], bytes], supervisor: Supervisor) -> bytes:
    try:
        data = read()
    except OSError as error:
        problem = Problem(Reason.UNREADABLE, error.strerror or type(error).__name__)
        return codec.dump(FileFacts(problem=problem))
    return supervisor.analyse(name, data)
