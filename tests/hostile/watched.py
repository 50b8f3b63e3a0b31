"""Sphinx builds in a process of their own, which is watched: what runs in it, and how long.

    python tests/hostile/watched.py ORDER BUILDER

ORDER is a file of JSON, as :class:`Order` writes it. The builders share their doctrees, so that all
is read once. What happens is in two files: the events of :mod:`tests.hostile.audit`, of this
process and of the children that read, and the steps, one a line: a builder, ``read`` or ``write``,
a document, and how many seconds of processor time it took, or -1 when it begins.
"""

from __future__ import annotations

import ast
import io
import json
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

OURS = Path(__file__).parents[2]

#: A line of the file of events.
Event = tuple[str, Any, list[str]]


@dataclass
class Order:
    """What is to be built.

    :ivar source: folder with a conf.py.
    :ivar output: folder with one folder a builder, the doctrees, and what is written of the build.
    :ivar builders: one after the other.
    :ivar overrides: of the configuration.
    :ivar outside: how the paths start that nothing may open.
    """

    source: str
    output: str
    builders: Sequence[str]
    overrides: Mapping[str, Any] = field(default_factory=dict)
    outside: Sequence[str] = ()

    @property
    def trace(self) -> Path:
        return Path(self.output, "trace")

    @property
    def steps(self) -> Path:
        return Path(self.output, "steps")

    @property
    def warnings(self) -> Path:
        return Path(self.output, "warnings")

    def start(self, seconds: float, **environment: str) -> Built:
        """Build with one builder after the other, and end what takes longer than `seconds`.

        :param environment: variables of the process, beside those of this one.
        """
        Path(self.output).mkdir(parents=True, exist_ok=True)
        for path in (self.trace, self.steps, self.warnings):
            path.unlink(missing_ok=True)
        file = Path(self.output, "order.json")
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")
        installed = {str(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")}
        ours = (str(OURS / "sphinx_kwindex"), str(OURS / "tests"))
        trusted = (*sorted(installed), *ours, str(Path(self.source, "conf.py")))
        variables = {
            **os.environ,
            "PYTHONPATH": str(OURS),
            "PYTHONHASHSEED": "0",
            "KWINDEX_AUDIT_TRACE": str(self.trace),
            "KWINDEX_AUDIT_TRUSTED": os.pathsep.join(trusted),
            **environment,
        }
        for builder in self.builders:
            # An application leaves something behind for the next one in its process.
            command = [sys.executable, str(Path(__file__)), str(file), builder]
            try:
                done = subprocess.run(
                    command, env=variables, capture_output=True, timeout=seconds, check=False
                )
            except subprocess.TimeoutExpired:
                return Built(self, None, f"{builder} did not end in {seconds:g} seconds")
            if done.returncode != 0:
                return Built(self, done.returncode, done.stderr.decode(errors="replace"))
        return Built(self, 0, "")


@dataclass
class Built:
    """A build that ended, or was ended.

    :ivar status: of the process; ``None`` where its time was over.
    :ivar said: on its standard error.
    """

    order: Order
    status: int | None
    said: str

    def events(self) -> list[Event]:
        lines = self.order.trace.read_text().splitlines() if self.order.trace.exists() else []
        return [tuple(ast.literal_eval(line)) for line in lines]

    def steps(self) -> Iterator[tuple[str, str, str, float]]:
        """Yield the builder, the step, the document and the seconds of each that came to an end."""
        for builder, step, name, seconds in self._steps():
            if seconds >= 0:
                yield builder, step, name, seconds

    def unfinished(self) -> list[tuple[str, str, str]]:
        """What had begun, and came to no end."""
        open_steps = dict.fromkeys(line[:3] for line in self._steps())
        for builder, step, name, _ in self.steps():
            open_steps.pop((builder, step, name), None)
        return list(open_steps)

    def warnings(self) -> list[str]:
        return self.order.warnings.read_text("utf-8").splitlines()

    def _steps(self) -> Iterator[tuple[str, str, str, float]]:
        for line in self.order.steps.read_text("utf-8").splitlines():
            builder, step, name, seconds = json.loads(line)
            yield builder, step, name, seconds


def timed(builder: Any, steps: io.TextIOBase) -> None:
    """Write down when a builder begins and ends to read and to write each document."""

    def wrap(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(name: str, *arguments: Any, **options: Any) -> Any:
            def tell(seconds: float) -> None:
                steps.write(json.dumps([builder.name, step, name, seconds]) + "\n")
                steps.flush()

            tell(-1)
            start = time.process_time()
            made = function(name, *arguments, **options)
            tell(round(time.process_time() - start, 3))
            return made

        return run

    builder.read_doc = wrap("read", builder.read_doc)
    builder.write_doc = wrap("write", builder.write_doc)


def main() -> int:
    file, builder = sys.argv[1:]
    order = Order(**json.loads(Path(file).read_text("utf-8")))
    # Sphinx asks the network what it can do when it imports this, which is none of what is watched.
    import requests  # noqa: F401
    from sphinx.application import Sphinx

    from sphinx_kwindex.analysis import supervisor
    from tests.hostile import audit

    ours = Path(audit.__file__).read_text("utf-8")
    outside = tuple(order.outside)
    command = supervisor.child_command

    def watched(*arguments: Any, **options: Any) -> list[str]:
        """The command of a child that watches itself before it does anything else."""
        words = command(*arguments, **options)
        place = words.index("-c") + 1
        name = str(OURS / "sphinx_kwindex" / "analysis" / "bootstrap.py")
        code = f"exec(compile({words[place]!r}, {name!r}, 'exec'))"
        words[place] = f"{ours}\ninstall({outside!r})\n{code}"
        return words

    supervisor.child_command = watched
    audit.install(outside)
    warnings = order.warnings.open("a", encoding="utf-8", errors="backslashreplace")
    with warnings, order.steps.open("a", encoding="utf-8") as steps:
        app = Sphinx(
            order.source,
            order.source,
            str(Path(order.output, builder)),
            str(Path(order.output, "doctrees")),
            builder,
            confoverrides=dict(order.overrides),
            status=io.StringIO(),
            warning=warnings,
        )
        timed(app.builder, steps)
        app.build()
    return 0


if __name__ == "__main__":
    sys.exit(main())
