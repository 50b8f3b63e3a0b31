"""What it costs to read a repository through an executor, beside our own pool.

Surveys a repository into an empty store, each time in the same process, and prints wall time and
the processor time of all processes. Dask's cluster needs the package `distributed`::

    python benchmarks/executors.py FOLDER --workers 2
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from sphinx_kwindex.analysis import pool, reading
from sphinx_kwindex.analysis.factories import Factory
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.survey import survey


def threads(workers: int) -> AbstractContextManager[Executor]:
    return ThreadPoolExecutor(workers)


def processes(workers: int) -> AbstractContextManager[Executor]:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))


@contextmanager
def dask(workers: int) -> Iterator[Executor]:
    from distributed import Client, LocalCluster

    options = {"threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(n_workers=workers, **options) as cluster, Client(cluster) as client:
        yield client.get_executor()


def measured(root: Path, workers: int, executor: Factory | None) -> tuple[float, float, float]:
    """Return seconds of wall time of a survey, of reading alone, and of all processors."""
    reads: list[float] = []
    read = reading.read

    def timed(*arguments: object) -> object:
        start = time.perf_counter()
        try:
            return read(*arguments)  # type: ignore[arg-type]
        finally:
            reads.append(time.perf_counter() - start)

    reading.read = timed  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder, "store.sqlite"))
        store.prepare("1")
        settings = Settings(root, root.name, jobs=workers, executor=executor)
        before, start = os.times(), time.perf_counter()
        try:
            survey(settings, store, lambda *said: None)
        finally:
            reading.read = read
        wall, after = time.perf_counter() - start, os.times()
        store.close()
    return wall, reads[0], sum(after[:4]) - sum(before[:4])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = arguments.parse_args()
    ways: dict[str, Factory | None] = {
        "our own pool": None,
        "ThreadPoolExecutor": partial(threads, given.workers),
        "ProcessPoolExecutor": partial(processes, given.workers),
        "Dask LocalCluster": partial(dask, given.workers),
    }
    print(f"{given.workers} workers, batches of {pool.BATCH} files")
    print("| through | survey, s | reading, s | processor, s |\n|---|---|---|---|")
    for name, executor in ways.items():
        wall, reads, processor = measured(given.folder.resolve(), given.workers, executor)
        print(f"| {name} | {wall:.1f} | {reads:.1f} | {processor:.1f} |", flush=True)


if __name__ == "__main__":
    main()
