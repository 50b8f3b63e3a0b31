"""Executors of every kind, by the names under which the tests give them to the option."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from sphinx_kwindex.analysis import batches

#: Batches that `recorded` was given.
GIVEN: list[batches.Batch] = []


def threads() -> Executor:
    return ThreadPoolExecutor(2)


def processes() -> Executor:
    # A process that has threads is better not forked.
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


@contextmanager
def dask() -> Iterator[Executor]:
    distributed = import_module("distributed")
    options = {"threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with (
        distributed.LocalCluster(n_workers=2, **options) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


class Here(Executor):
    """Does each task at once, after a step of `before`."""

    def __init__(self, before: Callable[[int], Any] = lambda number: None) -> None:
        self.before = before
        self.number = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        number, self.number = self.number, self.number + 1
        try:
            instead = self.before(number)
            future.set_result(fn(*args, **kwargs) if instead is None else instead)
        except BaseException as error:
            future.set_exception(error)
        return future


class Recording(Here):
    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        GIVEN.extend(args)
        return super().submit(fn, *args, **kwargs)


def recorded() -> Executor:
    return Recording()


def _raise(number: int) -> None:
    raise RuntimeError(f"no luck with {number}\nat all")


def failing() -> Executor:
    return Here(_raise)


def _fail_first(number: int) -> None:
    if number == 0:
        raise SystemExit(3)


def failing_first() -> Executor:
    return Here(_fail_first)


def babbling() -> Executor:
    return Here(lambda number: ["no", "facts"])


class Cancelling(Executor):
    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        return future


def cancelling() -> Executor:
    return Cancelling()


class Refusing(Executor):
    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise RuntimeError("cannot schedule new futures after shutdown")


def refusing() -> Executor:
    return Refusing()


class Idling(Executor):
    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


def idling() -> Executor:
    return Idling()


def _die() -> None:
    os._exit(3)


class Dying(ProcessPoolExecutor):
    """Its processes end before they have read anything, as the system may end them."""

    def __init__(self) -> None:
        super().__init__(1, multiprocessing.get_context("spawn"), initializer=_die)


def dying() -> Executor:
    return Dying()


def absent() -> Executor:
    raise ConnectionError("no scheduler at tcp://192.0.2.1:8786")


class Unending(ThreadPoolExecutor):
    def __exit__(self, *error: object) -> None:
        super().__exit__(None, None, None)
        raise TimeoutError("the cluster does not close")


def unending() -> Executor:
    return Unending(1)


def no_executor() -> object:
    return {}


@contextmanager
def no_executor_inside() -> Iterator[object]:
    yield "an executor"


SOMETHING = "no function"
