"""The process that reads files, from its start to its end.

It is started by :mod:`sphinx_kwindex.analysis.supervisor` through ``bootstrap.py``.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.analysers import Analyser
from sphinx_kwindex.analysis.languages import identify
from sphinx_kwindex.analysis.protocol import REPLY, REQUEST
from sphinx_kwindex.analysis.readers import table
from sphinx_kwindex.analysis.worker import analyse

if sys.platform != "win32":  # there only the time is limited
    import resource

#: Stack of the thread that reads; memory is taken as it is used. Trees nest as deep as
#: `ast.parse` allows, and each level is several calls.
STACK = 512 * 1024 * 1024
DEPTH = 200_000

#: Resident memory in bytes above which a child ends, so that its memory goes back.
RECYCLE = 250_000_000

#: New objects since the last collection that are worth the next one.
_GARBAGE = 200_000

#: Files that make readers load what they load late.
_WARM = (("warm.py", b"'''Warm.'''\nx = (\n1)\n"), ("warm.md", b"# Warm\n"), ("warm", b"#!/bin/sh"))


def main(
    seconds: float,
    memory: int,
    standard: list[str],
    lock: Callable[[], None],
    others: str = "[]",
    readers: str = "[]",
) -> None:
    """Be the child: speak over standard input and output until the input ends.

    :param seconds: of wall time that the supervisor allows a file.
    :param memory: bytes of address space beyond what the stack takes.
    :param standard: the folders of the standard library.
    :param others: readers of other packages: a list of :class:`.Analyser` as JSON.
    :param readers: those of ours that there are files for, a list as JSON; empty for all.
    :param lock: called when all is imported: nothing but the standard library is from then on.
    """
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    # Whatever prints must not print into the replies.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    # Ctrl-C goes to the whole group; it is the parent who ends us then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wanted = codec.load(readers.encode(), frozenset[str])
    table.load(codec.load(others.encode(), tuple[Analyser, ...]), wanted)
    if "astroid" in sys.modules:
        from sphinx_kwindex.analysis.python import guard

        guard.install(standard)
    # Until now a failure is told there.
    os.dup2(nowhere, 2)
    for name, data in _WARM:
        if not wanted or identify(name, data).analyser in wanted:
            analyse(name, data)
    lock()
    _limit_memory(memory)
    sys.setrecursionlimit(DEPTH)
    threading.stack_size(STACK)
    reader = threading.Thread(target=serve, args=(requests, replies, seconds), daemon=True)
    reader.start()
    reader.join()


def serve(requests: BinaryIO, replies: BinaryIO, seconds: float) -> None:
    """Say that all is ready, then read files until the requests end.

    :param seconds: somewhat later than this the process ends itself, for the case that its
        parent is gone.
    """
    gc.disable()
    gc.freeze()
    _send(replies, b"", leaving=False)
    while header := requests.read(REQUEST.size):
        name_size, data_size = REQUEST.unpack(header)
        name = requests.read(name_size).decode("utf-8", "surrogatepass")
        data = requests.read(data_size)
        if len(data) < data_size:
            return
        _alarm(seconds + 5)
        reply = codec.dump(analyse(name, data))
        del data
        _alarm(0)
        if gc.get_count()[0] > _GARBAGE:
            gc.collect()
        leaving = _resident() > RECYCLE
        _send(replies, reply, leaving)
        if leaving:
            return


def _send(replies: BinaryIO, reply: bytes, leaving: bool) -> None:
    replies.write(REPLY.pack(leaving, len(reply)))
    replies.write(reply)
    replies.flush()


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    # macOS refuses the limit; there the time is what is limited.
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = memory + STACK
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """End this process in so many seconds, even within one call of C; 0 for never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _resident() -> int:
    """Bytes of memory that this process holds now; 0 where that is not known."""
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
