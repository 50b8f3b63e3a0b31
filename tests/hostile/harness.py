"""All that is made to do harm, read and built: a page or a reason for each, and no harm done.

    python tests/hostile/harness.py [--most N] [--no-reading] [--builders html,epub]

makes a git repository of the inputs of :mod:`tests.hostile.inputs` and, of each input,

- reads it in the child that reads, with its time, its peak of memory and its end looked at;
- builds it with each builder, and looks at every output. The first builder reads; the others take a
  copy of its doctrees, two at a time.

Of a generator that makes more, all is read and as much as MOST is built; with 0, all is built too.
What is wrong is printed with the input or the output that it is wrong with, and the exit status is
then 1. The tests run a part of it; ``tox -e hostile`` runs it whole.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from sphinx_kwindex.analysis import codec  # noqa: E402 - after the path above
from sphinx_kwindex.analysis.supervisor import Supervisor  # noqa: E402
from sphinx_kwindex.model.facts import FileFacts  # noqa: E402
from sphinx_kwindex.model.files import Reason  # noqa: E402
from tests.conftest import git  # noqa: E402
from tests.hostile import judge  # noqa: E402
from tests.hostile.inputs import inputs  # noqa: E402
from tests.hostile.inputs.made import Input  # noqa: E402
from tests.hostile.inputs.scripts import PAYLOADS  # noqa: E402
from tests.hostile.markup import OUTSIDE  # noqa: E402
from tests.hostile.watched import Built, Order  # noqa: E402

#: What one file may cost its reader: seconds, and bytes of memory that it holds.
SECONDS, MEMORY = 10.0, 1_000_000_000

#: Seconds of processor time that one document may cost to be read or written.
DOCUMENT_SECONDS = 10.0

#: Inputs of each generator that are built: all are read.
MOST = 55

BUILDERS = ("html", "epub", "text", "latex", "json")

#: What each builder makes of a document.
SUFFIXES = {"html": ".html", "epub": ".xhtml", "text": ".txt", "json": ".fjson"}

#: Builders that run at once, beside the reader, once there are doctrees to build from.
AT_ONCE = 2

#: Authors of the commits, and what they say.
COMMITS = 12


@dataclass
class Verdict:
    """What was found wrong, each with its place, and what was measured."""

    wrong: list[tuple[str, str]] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)


class Reader(Supervisor):
    """A supervisor that knows what its child took for a file.

    :ivar took: seconds, without those of its start.
    :ivar peak: bytes of memory that it held at most, as it was every few milliseconds.
    :ivar status: how the child ended, where it did.
    """

    took = 0.0
    peak = 0
    status: int | None = None

    def analyse(self, name: str, data: bytes) -> bytes:
        child = self._child or self._start()
        self.peak, self.status = 0, None
        with suppress(OSError):  # from here on the peak is that of this file
            Path(f"/proc/{child.pid}/clear_refs").write_text("5")
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(child.pid, done))
        watch.start()
        start = time.monotonic()
        try:
            facts = super().analyse(name, data)
        finally:
            self.took = time.monotonic() - start
            done.set()
            watch.join()
        self.peak = max(self.peak, _peak(child.pid))
        self.status = child.returncode
        return facts

    def _watch(self, process: int, done: threading.Event) -> None:
        while not done.wait(0.01):
            self.peak = max(self.peak, _peak(process))


def _peak(process: int) -> int:
    with suppress(OSError, StopIteration, ValueError):
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024
    return 0


def lay(made: Mapping[str, Input], root: Path) -> dict[str, Input]:
    """Make the repository, and return the inputs that this file system takes."""
    outside = root.parent / "outside"
    outside.mkdir(parents=True)
    for name in ("secret.py", "secret.txt"):
        (outside / name).write_text(f"{OUTSIDE}\n")
    root.mkdir()
    laid = {}
    for path, each in made.items():
        file = root / path
        with suppress(OSError, ValueError):  # a name that is too long, or no name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(each.content)
            laid[path] = each
    _commit(sorted(laid), root)
    for path, each in laid.items():
        if each.put is not None:
            (root / path).unlink()
            each.put(root / path)
    return laid


def _commit(paths: Sequence[str], root: Path) -> None:
    """Commit the files in some parts, each with an author and a message that would do harm."""
    git(root, "init", "--quiet", "--initial-branch=main")
    for place in range(COMMITS):
        part = b"\0".join(map(os.fsencode, paths[place::COMMITS]))
        listed = root.parent / "paths"
        listed.write_bytes(part)
        said = PAYLOADS[place * len(PAYLOADS) // COMMITS].replace("\0", "")
        git(root, "--literal-pathspecs", "add", "--force", f"--pathspec-from-file={listed}",
            "--pathspec-file-nul")  # fmt: skip
        author = f"--author={said.translate(str.maketrans('<>', '()')).strip()} x <x@example.org>"
        git(root, "commit", "--quiet", "--allow-empty", f"--message=.{said}", author)


def read(laid: Mapping[str, Input]) -> Verdict:
    """Read each input in the child that reads."""
    verdict = Verdict()
    slowest, largest = (0.0, ""), (0, "")
    reasons: Counter[str] = Counter()
    limits: list[str] = []
    start = time.monotonic()
    with Reader(SECONDS) as reader:
        for path, each in laid.items():
            name = path.rpartition("/")[2]
            facts = codec.load(reader.analyse(name, each.content), FileFacts)
            took = reader.took
            slowest, largest = max(slowest, (took, path)), max(largest, (reader.peak, path))
            problem = facts.problem
            reasons[problem.reason.value if problem else "read"] += 1
            if problem is not None and problem.reason is Reason.LIMIT:
                limits.append(path)
            if problem is not None and problem.reason is Reason.INTERNAL:
                verdict.wrong.append((path, f"{each.why}: {problem.message}"))
            if problem is not None and problem.reason is Reason.LIMIT and not each.heavy:
                verdict.wrong.append((path, f"{each.why}: {problem.message}"))
            # A parser in C that is refused memory ends by a signal: that is the limit's work.
            at_limit = each.heavy and reader.peak > MEMORY // 2
            if reader.status not in (None, 0, -signal.SIGKILL) and not at_limit:
                verdict.wrong.append((path, f"{each.why}: the reader ended with {reader.status}"))
            if reader.peak > MEMORY:
                verdict.wrong.append((path, f"{each.why}: {reader.peak / 1e6:.0f} MB"))
            if took > SECONDS + 1:
                verdict.wrong.append((path, f"{each.why}: {took:.1f} s"))
    verdict.figures = {
        "inputs": len(laid),
        "read in": f"{time.monotonic() - start:.0f} s",
        "read as": dict(sorted(reasons.items())),
        "at a limit": ", ".join(limits) or "none",
        "slowest": f"{slowest[0]:.2f} s, {slowest[1]!r}",
        "largest": f"{largest[0] / 1e6:.0f} MB, {largest[1]!r}",
    }
    return verdict


def build(root: Path, output: Path, builders: Sequence[str], seconds: float) -> Verdict:
    """Build the repository with each builder, in a process of its own, and judge what comes out."""
    source = root.parent / "source"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text(
        "extensions = ['sphinx_kwindex']\nproject, version, copyright = 'p', '1', 'c'\n"
    )
    (source / "index.rst").write_text("Top\n===\n")
    order = Order(
        str(source),
        str(output),
        builders[:1],
        {
            "kwindex_root": str(root),
            "kwindex_builders": ["*"],
            "kwindex_exports": ["json", "tags", "llms"],
            "kwindex_layout": "combined",
            "kwindex_docstrings": "rst",
            "kwindex_generated": True,
            "kwindex_vendored": True,
        },
        ["/etc/passwd", str(root.parent / "outside")],
    )
    verdict = Verdict()
    first = _built(order, seconds)
    with ThreadPoolExecutor(AT_ONCE) as beside:
        following = builders[1:] if first[0].status == 0 else ()
        others = [beside.submit(_copied, order, name, seconds) for name in following]
        _judge(*first, output, verdict)
        for other in others:
            _judge(*other.result(), output, verdict)
    return verdict


def _built(order: Order, seconds: float) -> tuple[Built, float]:
    """Build, and return how many seconds it took."""
    start = time.monotonic()
    return order.start(seconds), time.monotonic() - start


def _copied(order: Order, builder: str, seconds: float) -> tuple[Built, float]:
    """Build from the doctrees of another builder, of which this one has its own copy."""
    folder = Path(order.output, f"of {builder}")
    shutil.copytree(Path(order.output, "doctrees"), folder / "doctrees")
    return _built(replace(order, output=str(folder), builders=[builder]), seconds)


def _judge(done: Built, took: float, output: Path, verdict: Verdict) -> None:
    """Add what is wrong of a build, and of what it made, which is left in `output`."""
    (builder,) = done.order.builders
    if done.status != 0:
        words = done.said.strip().rpartition("\n")[2]
        verdict.wrong.append((", ".join(map(str, done.unfinished())), f"{done.status}: {words}"))
    costs: Counter[str] = Counter()
    longest = (0.0, "")
    for _, step, name, cost in done.steps():
        costs[step] += cost  # type: ignore[assignment]
        longest = max(longest, (cost, name))
        if cost > DOCUMENT_SECONDS:
            verdict.wrong.append((name, f"{builder} takes {cost:.1f} s to {step} it"))
    for event in done.events():
        if event[0] == "open":
            verdict.wrong.append((str(event[1]), f"was opened by {event[2][0]}"))
    for line in done.warnings():
        if line.strip() and ("[kwindex.internal]" in line or "[kwindex." not in line):
            verdict.wrong.append(("a warning", line))
    outdir = Path(done.order.output, builder)
    if outdir.exists():
        outdir = outdir.rename(output / builder)
    judged = sum(path.is_file() for path in outdir.rglob("*"))
    verdict.wrong.extend((f"{builder}/{name}", said) for name, said in judge.problems(outdir))
    steps = "".join(f", {step} {cost:.0f} s" for step, cost in sorted(costs.items()))
    slowest = f", the slowest {longest[0]:.1f} s: {longest[1]!r}" if longest[1] else ""
    verdict.figures[builder] = f"{judged} outputs in {took:.0f} s{steps}{slowest}"


def listed(laid: Iterable[str], output: Path, builders: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each input that has neither a page nor a listed reason."""
    content = json.loads((output / "html" / "kwindex" / "kwindex.json").read_bytes())
    files = {file["path"]: file for file in content["files"]}
    for path in laid:
        file = files.get(path)
        if file is None:
            yield path, "is not listed"
        elif not file["docname"]:
            if not file["reason"] or file["reason"] == Reason.INTERNAL:
                yield path, f"has neither a page nor a reason: {file['reason']}"
        else:
            for builder in builders:
                suffix = SUFFIXES.get(builder)
                page = output / builder / f"{file['docname']}{suffix}"
                if suffix is not None and not page.is_file():
                    yield path, f"has no page of {builder}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--most", type=int, default=MOST, help="inputs of each generator that are built; 0 for all"
    )
    parser.add_argument("--no-reading", action="store_true", help="build only")
    parser.add_argument("--builders", default=",".join(BUILDERS))
    parser.add_argument("--keep", type=Path, help="where the repository and the outputs are left")
    options = parser.parse_args()
    builders = [name for name in options.builders.split(",") if name]
    with tempfile.TemporaryDirectory(prefix="kwindex-hostile-") as folder:
        place = options.keep or Path(folder)
        start = time.monotonic()
        laid = lay(inputs(options.most or None), place / "repository")
        print(f"{len(laid)} inputs are built, all are read", flush=True)
        with ThreadPoolExecutor(1) as beside:  # both wait for other processes
            read_beside = beside.submit(read, {} if options.no_reading else inputs())
            building = build(place / "repository", place / "output", builders, 3600)
            reading = read_beside.result()
        if "html" in builders and (place / "output/html/kwindex/kwindex.json").exists():
            building.wrong.extend(listed(laid, place / "output", builders))
        for verdict in (reading, building):
            for what, figure in verdict.figures.items():
                print(f"{what:>12}: {figure}")
        wrong = [*reading.wrong, *building.wrong]
        for name, said in wrong:
            print(f"{name!r}: {said}".encode("utf-8", "backslashreplace").decode())
        print(f"{len(wrong)} wrong, {time.monotonic() - start:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
