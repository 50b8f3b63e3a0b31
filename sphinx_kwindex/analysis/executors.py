"""Files read through any executor of Python's `concurrent.futures`, of one machine or of many.

What the executor cannot do is done here, by the local pool: no failure of it ends a build or
changes what is read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, Generic, TypeVar

from sphinx_kwindex.analysis import batches, codec, pool
from sphinx_kwindex.analysis.analysers import Analyser
from sphinx_kwindex.analysis.batches import Batch
from sphinx_kwindex.analysis.edition import edition
from sphinx_kwindex.analysis.errors import NotAnExecutor, in_one_line
from sphinx_kwindex.analysis.factories import Factory
from sphinx_kwindex.analysis.pool import Task
from sphinx_kwindex.model.facts import FileFacts

_Key = TypeVar("_Key", bound=Hashable)

#: Bytes of one batch above which nothing is added to it: schedulers warn of large messages.
BYTES = 1024 * 1024

#: Bytes of all batches that are on their way at once. Executors do not tell how many workers they
#: have; what is on its way is held in memory.
AHEAD = 64 * 1024 * 1024

#: Bytes that a file takes beside its content.
_ROUND = 1024

#: Batches in a row that may fail before the executor is asked no more.
FAILURES = 3

#: Seconds in which some batch must end: more than one takes whose files all reach their limits.
PATIENCE = 600.0


def analyse_all(
    tasks: Iterable[Task[_Key]],
    factory: Factory,
    fail: Callable[[str], None],
    jobs: int = 1,
    seconds: float = 10.0,
    memory: int = 1_000_000_000,
    analysers: tuple[Analyser, ...] = (),
    patience: float = PATIENCE,
) -> Iterator[tuple[_Key, bytes]]:
    """Yield the key and the encoded facts of each file, as they come.

    :param tasks: taken as they are needed, :data:`AHEAD` bytes ahead.
    :param fail: is told, in words, what the executor did not do.
    :param jobs: how many children read here, where the executor does not.
    :param seconds, memory, analysers: as for
        :class:`~sphinx_kwindex.analysis.supervisor.Supervisor`.
    :param patience: seconds in which some batch must end.
    :raises NotAnExecutor: the factory gives something else.

    Leaving the iterator early, an exception or Ctrl-C cancel what the executor has not begun.
    """
    local = partial(
        pool.analyse_all, jobs=jobs, seconds=seconds, memory=memory, analysers=analysers
    )
    make = partial(
        Batch,
        edition=tuple(edition().items()),
        seconds=seconds,
        memory=memory,
        analysers=analysers,
    )
    try:
        with _opened(factory, fail) as executor:
            if executor is None:
                yield from local(tasks)
                return
            spread = _Spread(executor, _loads(tasks), make, fail, patience)
            try:
                for load, blobs in spread.results():
                    if blobs is not None:
                        yield from zip(load.keys, blobs, strict=True)
                    yield from local(load.here if blobs is not None else load.tasks())
                yield from local(spread.left())
            finally:
                spread.cancel()
    finally:
        # An executor of threads has its children in this process.
        batches.close()


@dataclass(slots=True)
class _Load(Generic[_Key]):
    """The files of one batch, on our side.

    :ivar here: those that cannot be opened, and are no part of the batch.
    :ivar size: bytes that it takes.
    """

    keys: list[_Key] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    here: list[Task[_Key]] = field(default_factory=list)
    size: int = 0

    def tasks(self) -> Iterator[Task[_Key]]:
        """Yield all files, as the local pool takes them."""
        yield from self.here
        for key, (name, data) in zip(self.keys, self.files, strict=True):
            yield key, name, partial(bytes, data)


def _loads(tasks: Iterable[Task[_Key]]) -> Iterator[_Load[_Key]]:
    load: _Load[_Key] = _Load()
    for key, name, read in tasks:
        try:
            data = read()
        except OSError:
            load.here.append((key, name, read))
        else:
            load.keys.append(key)
            load.files.append((name, data))
            load.size += len(data) + _ROUND
        if len(load.keys) == pool.BATCH or load.size >= BYTES:
            yield load
            load = _Load()
    if load.keys or load.here:
        yield load


class _Spread(Generic[_Key]):
    """Gives loads to an executor until there are no more, or until it is asked no more."""

    def __init__(
        self,
        executor: Executor,
        loads: Iterator[_Load[_Key]],
        make: Callable[[tuple[tuple[str, bytes], ...]], Batch],
        fail: Callable[[str], None],
        patience: float,
    ) -> None:
        self._executor = executor
        self._loads = loads
        self._make = make
        self._fail = fail
        self._patience = patience
        self._running: dict[Future[list[bytes]], _Load[_Key]] = {}
        self._failures = 0
        self._is_asked = True

    def results(self) -> Iterator[tuple[_Load[_Key], list[bytes] | None]]:
        """Yield each load with the facts of its files, or with nothing where it failed."""
        while self._is_asked:
            if not self._submit():
                return
            done, _ = wait(self._running, self._patience, FIRST_COMPLETED)
            if not done:
                self._give_up(f"it finished nothing in {self._patience:g} seconds")
            for future in [each for each in self._running if each in done]:
                if self._is_asked:
                    load = self._running.pop(future)
                    yield load, self._result(future, len(load.files))

    def left(self) -> Iterator[Task[_Key]]:
        """Yield the files that the executor is not asked to read any more."""
        for load in chain(self._running.values(), self._loads):
            yield from load.tasks()

    def cancel(self) -> None:
        """Cancel what is not begun."""
        for future in self._running:
            future.cancel()

    def _submit(self) -> bool:
        """Hand on what may be on its way; say whether there is anything to wait for."""
        held = sum(load.size for load in self._running.values())
        while held < AHEAD and (load := next(self._loads, None)) is not None:
            try:
                future = self._executor.submit(batches.read, self._make(tuple(load.files)))
            except Exception as error:
                self._loads = chain((load,), self._loads)
                self._give_up(in_one_line(error))
                return False
            self._running[future] = load
            held += load.size
        return bool(self._running)

    def _result(self, future: Future[list[bytes]], files: int) -> list[bytes] | None:
        error = CancelledError("it was cancelled") if future.cancelled() else future.exception()
        if error is None:
            blobs = future.result()
            if _are_facts(blobs, files):
                self._failures = 0
                return blobs
            error = ValueError("it returned something else than facts")
        self._failures += 1
        if isinstance(error, BrokenExecutor) or self._failures == FAILURES:
            self._give_up(in_one_line(error))
        else:
            words = in_one_line(error)
            self._fail(f"the executor failed on {files} files, which are read here: {words}")
        return None

    def _give_up(self, why: str) -> None:
        self._is_asked = False
        self.cancel()
        self._fail(f"the executor is used no further, and the rest is read here: {why}")


def _are_facts(blobs: Any, number: int) -> bool:
    """Whether what came back are the facts of so many files."""
    if not isinstance(blobs, list) or len(blobs) != number:
        return False
    try:
        for blob in blobs:
            codec.load(blob, FileFacts)
    except (TypeError, ValueError):
        return False
    return True


@contextmanager
def _opened(factory: Factory, fail: Callable[[str], None]) -> Iterator[Executor | None]:
    """Enter what the factory gives; ``None`` where it fails to."""
    try:
        manager: Any = factory()
        if not hasattr(type(manager), "__exit__"):
            raise NotAnExecutor(f"it gives {type(manager).__name__}, which is no executor")
        executor = manager.__enter__()
    except NotAnExecutor:
        raise
    # It may have to reach other machines.
    except Exception as error:
        fail(f"there is no executor, and all is read here: {in_one_line(error)}")
        yield None
        return
    # Not `sys.exc_info`: outside of here an exception may be in the middle of being handled.
    raised: BaseException | None = None
    try:
        if not isinstance(executor, Executor):
            raise NotAnExecutor(f"it gives {type(executor).__name__}, which is no executor")
        yield executor
    except BaseException as error:
        raised = error
        raise
    finally:
        told = (type(raised), raised, raised.__traceback__) if raised else (None, None, None)
        try:
            manager.__exit__(*told)
        except Exception as error:
            fail(f"the executor does not end: {in_one_line(error)}")
