"""A child process that reads files, and the one who ends it when it takes too long.

A future that runs cannot be cancelled, and a parse in C cannot be interrupted: only a process can
be ended. The child knows nothing of the repository but the bytes that it is given.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Collection, Sequence
from contextlib import suppress
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.analysers import Analyser
from sphinx_kwindex.analysis.errors import ChildDied
from sphinx_kwindex.analysis.outline import refused
from sphinx_kwindex.analysis.protocol import REPLY, REQUEST
from sphinx_kwindex.analysis.watch import Watch
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import phrase

#: What the child may import beside the standard library and ourselves.
LIBRARIES: tuple[str, ...] = (
    *("astroid", "markdown_it", "mdit_py_plugins", "mdurl", "msgspec", "pygments", "tree_sitter"),
    "yaml",
    *(f"tree_sitter_{name}" for name in ("bash", "c", "cpp", "css", "cuda", "go", "html", "java")),
    *(f"tree_sitter_{name}" for name in ("javascript", "json", "rust", "sql", "toml")),
    "tree_sitter_typescript",
)

#: Seconds that a child may take to start on a busy machine.
START = 60.0


class _Ended(Exception):
    """The child that was given a file is gone, and had time left."""


class Supervisor:
    """One child, started when it is first needed and again after it ended.

    :param seconds: of wall time for one file, from when the child is given it.
    :param memory: bytes of address space of the child, beside its stack.
    :param analysers: readers of other packages that it imports.
    :param readers: who is to read, of :data:`~sphinx_kwindex.analysis.readers.table.READERS`: what
        no file is for takes as long to start as Python's reader. Empty for all.
    :param command: what to start instead of our own child, for tests of the supervision itself.

    A context manager; leaving it ends the child. Not for more than one thread at a time.
    """

    def __init__(
        self,
        seconds: float = 10.0,
        memory: int = 1_000_000_000,
        command: Sequence[str] | None = None,
        analysers: Sequence[Analyser] = (),
        readers: Collection[str] = (),
    ) -> None:
        self.seconds = seconds
        self._command = list(command or child_command(seconds, memory, analysers, readers))
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child. May be called from another thread than the one that waits for it."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def analyse(self, name: str, data: bytes) -> bytes:
        """Return the encoded facts of one file.

        :param name: of the file, without folders.

        A file that takes too long or ends the child has facts that say so, and a new child is
        started for the next one. A child that ended is given no blame at first: the system may
        have killed it, and another one reads the file.

        :raises ChildDied: where no child can be started at all.
        """
        with suppress(_Ended):
            return self._analyse(name, data)
        try:
            return self._analyse(name, data)
        except _Ended:
            what = phrase("ended its reader")
            return codec.dump(refused(name, data, Problem(Reason.LIMIT, what)))

    def _analyse(self, name: str, data: bytes) -> bytes:
        """The facts of a file, or that it took too long.

        :raises _Ended: the child ended by itself, or by somebody else.
        """
        child = self._child or self._start()
        watch = Watch(child, self.seconds)
        try:
            reply = _ask(child, name, data)
        except ChildDied:
            late = watch.stop()
            self.close()
            if not late:
                raise _Ended from None
            what = phrase("took more than {seconds} seconds", seconds=f"{self.seconds:g}")
            return codec.dump(refused(name, data, Problem(Reason.LIMIT, what)))
        except BaseException:
            watch.stop()
            self.close()
            raise
        leaving, facts = reply
        # The time may run out just after the reply, which is whole, while the child is gone.
        if watch.stop() or leaving:
            self.close()
        return facts

    def _start(self) -> subprocess.Popen[bytes]:
        child = self._child = subprocess.Popen(  # noqa: S603 - a command line of our own
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),
            env={key: value for key, value in os.environ.items() if not key.startswith("PYTHON")},
        )
        watch = Watch(child, START)
        try:
            _receive(child)
        except ChildDied:
            self.close()
            raise ChildDied(f"the reader of files does not start: {self._last_words()}") from None
        finally:
            watch.stop()
        return child

    def _last_words(self) -> str:
        """Start once more, to hear why it fails."""
        try:
            ended = subprocess.run(  # noqa: S603 - as in `_start`
                self._command, input=b"", capture_output=True, timeout=START, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return type(error).__name__
        words = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        return words or f"status {ended.returncode}"


def child_command(
    seconds: float, memory: int, analysers: Sequence[Analyser] = (), readers: Collection[str] = ()
) -> list[str]:
    """The command line of a child.

    ``-I`` ignores the environment and the current folder, ``-S`` what an environment has
    executed at the start of each Python (``sitecustomize``, ``.pth`` files).
    """
    code = resources.files(__package__).joinpath("bootstrap.py").read_text("utf-8")
    others = [name for each in analysers for name in each.roots]
    folders = json.dumps(_folders((*LIBRARIES, *others)))
    words = (codec.dump(tuple(analysers)).decode(), json.dumps(sorted(readers)))
    return [sys.executable, "-I", "-S", "-c", code, folders, str(seconds), str(memory), *words]


def _folders(libraries: Sequence[str]) -> dict[str, str]:
    """The folder that holds each package that the child imports.

    Where the packages of this Python are installed comes first: `sys.path` may begin with a
    repository that has one of them as its subject.
    """
    ours = str(Path(__file__).resolve().parents[2])
    found = {"sphinx_kwindex": ours}
    installed = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    for name in libraries:
        for folder in installed:
            if os.path.isfile(os.path.join(folder, name, "__init__.py")):
                found[name] = folder
                break
        else:
            spec = find_spec(name)
            if spec is not None and spec.origin:
                folder = os.path.dirname(os.path.abspath(spec.origin))
                is_package = spec.submodule_search_locations is not None
                found[name] = os.path.dirname(folder) if is_package else folder
    return found


def _ask(child: subprocess.Popen[bytes], name: str, data: bytes) -> tuple[bool, bytes]:
    encoded = name.encode("utf-8", "surrogatepass")
    pipe = _open(child.stdin)
    try:
        pipe.write(REQUEST.pack(len(encoded), len(data)))
        pipe.write(encoded)
        pipe.write(data)
        pipe.flush()
    except (OSError, ValueError) as error:
        raise ChildDied from error
    return _receive(child)


def _receive(child: subprocess.Popen[bytes]) -> tuple[bool, bytes]:
    pipe = _open(child.stdout)
    try:
        header = pipe.read(REPLY.size)
        if len(header) < REPLY.size:
            raise ChildDied
        leaving, size = REPLY.unpack(header)
        reply = pipe.read(size)
    except (OSError, ValueError) as error:
        raise ChildDied from error
    if len(reply) < size:
        raise ChildDied
    return leaving, reply


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ChildDied
    return pipe
