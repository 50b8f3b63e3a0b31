"""The program ruff: where it is, and how it is run so that it cannot run away."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import Distribution, DistributionFinder, MetadataPathFinder
from pathlib import Path

from msgspec import Struct

from sphinx_kwindex.analysis.limited import limited
from sphinx_kwindex.analysis.watch import Watch

#: Bytes of address space that ruff may take.
MEMORY = 4 << 30

#: Threads that share the work: each of them takes address space.
THREADS = 8

#: Bytes of an error message that are passed on.
_WORDS = 500

#: Statuses with which ruff ends when it has read: without findings, and with some.
_READ = (0, 1)


class RuffFailed(Exception):
    """ruff did not read what it was given; in words, without a path of this machine.

    :ivar detail: its own last words, which may hold one.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class Program(Struct, frozen=True):
    """An installed ruff."""

    path: str
    version: str

    def run(
        self,
        arguments: Sequence[str],
        folder: str | os.PathLike[str],
        seconds: float,
        take: Callable[[bytes], None],
    ) -> None:
        """Run it in `folder`, and hand on each line that it prints.

        :raises RuffFailed: it could not be started, took longer than `seconds`, or did not end
            as it does when it has read.
        """
        command = limited([self.path, *arguments], MEMORY)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("RUFF_")
        }
        environment["RAYON_NUM_THREADS"] = str(min(os.cpu_count() or 1, THREADS))
        with tempfile.TemporaryFile() as words:
            try:
                process = subprocess.Popen(  # noqa: S603 - arguments of our own, and no shell
                    command,
                    cwd=folder,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=words,
                )
            except OSError as error:
                raise RuffFailed(error.strerror or type(error).__name__) from None
            watch = Watch(process, seconds)
            try:
                with process:
                    for line in process.stdout or ():
                        take(line)
            except BaseException:
                process.kill()
                raise
            finally:
                late = watch.stop()
            if late:
                raise RuffFailed(f"it took more than {seconds:g} seconds")
            if process.returncode not in _READ:
                words.seek(0)
                said = words.read(_WORDS).decode(errors="replace").split("\n")
                detail = " ".join(filter(None, map(str.strip, said)))
                raise RuffFailed(f"it ended with status {process.returncode}", detail)


def installed(root: Path) -> Program | None:
    """Return the ruff that is installed beside this Python; ``None`` where none is.

    The packages of this Python come first. No other folder within the repository is looked at:
    one that has ruff as its subject, or claims to, is not what reads it.
    """
    for distribution in _distributions(root):
        for file in distribution.files or ():
            if file.name in ("ruff", "ruff.exe") and file.parent.name in ("bin", "Scripts"):
                path = os.path.abspath(str(distribution.locate_file(file)))
                if os.path.isfile(path):
                    return Program(path, distribution.version)
    return None


def _distributions(root: Path) -> Iterator[Distribution]:
    places = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    places += [
        entry
        for entry in sys.path
        if os.path.isabs(entry) and not Path(entry).resolve().is_relative_to(root)
    ]
    context = DistributionFinder.Context(name="ruff", path=list(dict.fromkeys(places)))
    yield from MetadataPathFinder.find_distributions(context)
