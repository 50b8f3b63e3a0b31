"""Whole builds of ours beside a plain project of the same pages and beside other extensions.

Builds each corpus in each way, one after the other and round after round, each build in a process
of its own, and prints a report as Markdown: processor time as a ratio of the floor's, and the most
memory that all processes of a build held at once. The floor is one page a module through Sphinx's
``literalinclude`` with line numbers, without a sidebar. After a whole build each way is built once
more with nothing changed, and once with a line added to one file; what these two cost is to be held
against ``plain``, a project of as many small pages as ours has, without a sidebar::

    python benchmarks/peers.py FOLDER [FOLDER ...] --rounds 3 --plot peers.svg

``--interpreter autoapi=PATH`` lets another Python build one of the ways, as some need other
versions of what we use. A way whose extension is not installed is left out, and said to be.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.metadata import version
from pathlib import Path

from sphinx_kwindex.analysis.comments import generated

#: How often the memory of a build is looked at, in seconds.
EVERY = 0.1

#: Has a project write down how long reading and writing take together, by the clock: what comes
#: before, the survey of a repository for one, can use several processes in any build.
_CLOCK = """
import time
_begun = []
def _begin(app, env, docnames):
    _begun.append(time.monotonic())
def _end(app, exception):
    with open(app.confdir / "clock", "w") as file:
        file.write(str(time.monotonic() - _begun[0]))
def setup(app):
    app.connect("env-before-read-docs", _begin, priority=1)
    app.connect("build-finished", _end, priority=1)
"""

_INDEX = "Documentation\n=============\n\n.. toctree::\n   :glob:\n\n"


def _largest(site: Path, root: Path) -> tuple[Path, bytes]:
    """Add to the largest module that has a page in each way: none that a tool made."""
    modules = sorted(root.rglob("*.py"), key=lambda path: (-path.stat().st_size, path))
    written = (path for path in modules if not generated(path.read_text("utf-8", "replace")))
    return next(written, modules[0]), b"\nadded_by_the_benchmark = 1\n"


@dataclass(frozen=True)
class Way:
    """One way to document a folder of modules.

    :ivar needs: the module that its interpreter must be able to find; empty for Sphinx alone.
    :ivar conf: lines of its conf.py, with ``{root}`` where the folder goes, and ``{relative}``
        where it goes as seen from conf.py.
    :ivar options: of ``sphinx-build``.
    :ivar write: writes the documents beside conf.py that the way needs; it is told how many pages
        our site of the corpus has.
    :ivar edited: returns the file that a line is added to, and the line.
    """

    needs: str
    conf: str
    write: Callable[[Path, Path, int], None]
    options: tuple[str, ...] = ()
    edited: Callable[[Path, Path], tuple[Path, bytes]] = _largest


def _toctree(*entries: str) -> Callable[[Path, Path, int], None]:
    def write(site: Path, root: Path, pages: int) -> None:
        (site / "index.rst").write_text(_INDEX + "".join(f"   {entry}\n" for entry in entries))

    return write


def _literal(site: Path, root: Path, pages: int) -> None:
    """Write a document for each module."""
    for module in sorted(root.rglob("*.py")):
        name = module.relative_to(root).as_posix()
        document = site / "pages" / f"{name}.rst"
        document.parent.mkdir(parents=True, exist_ok=True)
        # A path that begins with a slash would be looked for in the folder of the documents.
        path = os.path.relpath(module, document.parent)
        document.write_text(
            f"{name}\n{'=' * len(name)}\n\n"
            f".. literalinclude:: {path}\n   :language: python\n   :linenos:\n"
        )
    _toctree("pages/**")(site, root, pages)


def _plain(site: Path, root: Path, pages: int) -> None:
    """Write small documents, a section and two paragraphs each."""
    for number in range(pages):
        title = f"Page {number}"
        document = site / "pages" / f"folder{number // 20}" / f"page{number}.rst"
        document.parent.mkdir(parents=True, exist_ok=True)
        document.write_text(
            f"{title}\n{'=' * len(title)}\n\nA text.\n\nSection\n-------\n\nMore of it.\n"
        )
    _toctree("pages/**")(site, root, pages)


def _page(site: Path, root: Path) -> tuple[Path, bytes]:
    """Add to a small document."""
    return site / "pages" / "folder0" / "page0.rst", b"\nA line of the benchmark.\n"


_OURS = (
    "extensions = ['sphinx_kwindex']\nkwindex_root = {root!r}\nkwindex_include = ['*.py']\n"
    "kwindex_layout = {layout!r}\n"
)

_NO_SIDEBAR = "html_sidebars = {{'**': []}}\n"

FLOOR = "literalinclude"
PLAIN = "plain"
OURS = "ours, combined"
WAYS: Mapping[str, Way] = {
    FLOOR: Way("", _NO_SIDEBAR, _literal),
    OURS: Way(
        "sphinx_kwindex", _OURS.replace("{layout!r}", "'combined'"), _toctree("kwindex/index")
    ),
    PLAIN: Way("", _NO_SIDEBAR, _plain, edited=_page),
    "ours, split": Way(
        "sphinx_kwindex", _OURS.replace("{layout!r}", "'split'"), _toctree("kwindex/index")
    ),
    "ours, combined, -j 4": Way(
        "sphinx_kwindex",
        _OURS.replace("{layout!r}", "'combined'"),
        _toctree("kwindex/index"),
        ("-j", "4"),
    ),
    "autoapi": Way(
        "autoapi",
        # Docstrings of some corpora hold autosummary's directive, whose modules are not there.
        "extensions = ['autoapi.extension']\nautoapi_dirs = [{root!r}]\n"
        "autosummary_generate = False\n",
        _toctree("autoapi/index"),
    ),
    "autodoc2": Way(
        "autodoc2",
        "extensions = ['autodoc2']\nautodoc2_packages = [{relative!r}]\n",
        _toctree("apidocs/index"),
    ),
}


class Incomplete(Exception):
    """A build that does not hold what it is measured for."""


@dataclass
class Cost:
    """What builds of one way took.

    :ivar seconds: processor time of each, that of its children with it.
    :ivar wall: seconds by the clock of each.
    :ivar pages: seconds by the clock in which pages were read and written.
    :ivar memory: the most megabytes (10^6 bytes) that its processes held at once, shared pages
        counted once (the proportional set size of Linux).
    """

    seconds: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def measure(command: Sequence[str], cost: Cost) -> None:
    """Run a command and add what it took.

    :raises subprocess.CalledProcessError: if it fails.
    """
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        done = threading.Event()
        most = [0]

        def watch() -> None:
            while not done.wait(EVERY):
                most[0] = max(most[0], sum(map(_proportional, _family(process.pid))))

        watching = threading.Thread(target=watch)
        watching.start()
        _, status, usage = os.wait4(process.pid, 0)
        done.set()
        watching.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise subprocess.CalledProcessError(
                process.returncode, list(command), stderr=said.read().decode("utf-8", "replace")
            )
    cost.seconds.append(usage.ru_utime + usage.ru_stime)
    cost.wall.append(time.monotonic() - begun)
    cost.memory.append(most[0] / 1000)


def _family(process: int) -> list[int]:
    """Return a process and all that it started, as far as they run."""
    found = [process]
    for parent in found:
        try:
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                found.extend(map(int, children.read_text().split()))
        except OSError:
            continue
    return found


def _proportional(process: int) -> int:
    """Return the proportional set size of a process in kilobytes; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


@dataclass
class Site:
    """A project that documents a corpus in one way, and what building it took."""

    way: Way
    folder: Path
    root: Path
    interpreter: str
    theme: str
    whole: Cost = field(default_factory=Cost)
    again: Cost = field(default_factory=Cost)
    edited: Cost = field(default_factory=Cost)
    pages: int = 0
    failure: str = ""

    def build(self, pages: int) -> None:
        """Build all, then again, then after an edit.

        :param pages: how many our site of the corpus has.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        conf = f"project = 'x'\nhtml_theme = {self.theme!r}\n"
        relative = os.path.relpath(self.root, self.folder)
        conf += self.way.conf.format(root=str(self.root), relative=relative) + _CLOCK
        (self.folder / "conf.py").write_text(conf)
        self.way.write(self.folder, self.root, pages)
        measure(self._command(), self.whole)
        self.whole.pages.append(float((self.folder / "clock").read_text()))
        built = [page.stat().st_size for page in (self.folder / "_build").rglob("*.html")]
        self.pages = len(built)
        modules = [module.stat().st_size for module in self.root.rglob("*.py")]
        # What a way leaves out costs nothing: a path that it does not find, for one.
        if self.pages < len(modules) / 2:
            raise Incomplete(f"{self.pages} pages for {len(modules)} modules")
        if self.way is WAYS[FLOOR] and sum(built) < sum(modules):
            raise Incomplete("the sources are not on the pages")
        measure(self._command(), self.again)
        file, line = self.way.edited(self.folder, self.root)
        text = file.read_bytes()
        try:
            file.write_bytes(text + line)
            measure(self._command(), self.edited)
        finally:
            file.write_bytes(text)

    def _command(self) -> list[str]:
        build = self.folder / "_build"
        places = (str(self.folder), str(build))
        return [
            *(self.interpreter, "-P", "-m", "sphinx", "-q", "-b", "html", *self.way.options),
            *("-d", str(self.folder / "_doctrees"), *places),
        ]


def has(interpreter: str, module: str) -> bool:
    """Whether an interpreter finds a module."""
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return not module or subprocess.run([interpreter, "-c", code], check=False).returncode == 0


def run(root: Path, scratch: Path, arguments: argparse.Namespace) -> dict[str, Site]:
    """Build a corpus in all ways, round after round."""
    corpus = scratch / "corpus" / root.name
    shutil.copytree(root, corpus, ignore=lambda _, names: [n for n in names if n == "__pycache__"])
    interpreters = dict(each.split("=", 1) for each in arguments.interpreter)
    sites = {}
    for name in arguments.ways:
        way = WAYS[name]
        interpreter = interpreters.get(name.partition(",")[0], sys.executable)
        if has(interpreter, way.needs):
            folder = scratch / root.name / name.replace(", ", "-").replace(" ", "")
            sites[name] = Site(way, folder, corpus, interpreter, arguments.theme)
        else:
            print(f"{name}: {way.needs} is not installed", file=sys.stderr)
    for _ in range(arguments.rounds):
        for name, site in sites.items():
            if site.failure:
                continue
            print(f"{root.name}: {name}", file=sys.stderr)
            try:
                site.build(sites[OURS].pages if OURS in sites else 0)
            except subprocess.CalledProcessError as error:
                # Warnings come before; what ends a build says so in words that differ by way.
                words = [line for line in error.stderr.splitlines() if "rror" in line]
                site.failure = words[0].strip() if words else str(error)
                print(error.stderr, file=sys.stderr)
            except Incomplete as error:
                site.failure = str(error)
    shutil.rmtree(corpus)
    return sites


def _floor(sites: Mapping[str, Site]) -> float:
    """Seconds of the floor; 1 where it was not built."""
    floor = sites.get(FLOOR)
    return statistics.median(floor.whole.seconds) if floor and not floor.failure else 1.0


def report(root: Path, sites: Mapping[str, Site], rounds: int) -> str:
    """Return a table of one corpus, each value a median, and each time a ratio of the floor's."""
    modules = sum(1 for _ in root.rglob("*.py"))
    median = statistics.median
    floor = _floor(sites)
    lines = [
        f"## {root.name}: {modules} modules, {rounds} rounds",
        "",
        "| way | pages | processor time | of the floor | by the clock | of it reading and"
        " writing | most memory, MB | nothing changed | a line added |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, site in sites.items():
        if site.failure:
            lines.append(f"| {name} | failed: {site.failure} |" + " |" * 7)
            continue
        seconds = median(site.whole.seconds)
        lines.append(
            f"| {name} | {site.pages} | {seconds:.1f} s | {seconds / floor:.2f} |"
            f" {median(site.whole.wall):.1f} s | {median(site.whole.pages):.1f} s |"
            f" {median(site.whole.memory):.0f} |"
            f" {median(site.again.seconds):.1f} s | {median(site.edited.seconds):.1f} s |"
        )
    return "\n".join(lines) + "\n"


def plot(found: Mapping[str, Mapping[str, Site]]) -> str:
    """Return the ratios of all corpora as a picture (SVG), a bar a way."""
    rows: list[tuple[str, float]] = []
    for corpus, sites in found.items():
        floor = _floor(sites)
        rows += (
            (f"{corpus}: {name}", statistics.median(site.whole.seconds) / floor)
            for name, site in sites.items()
            if not site.failure
        )
    widest = max(ratio for _, ratio in rows)
    height = 24 * len(rows) + 20
    bars = "".join(
        f'<text x="250" y="{24 * row + 27}" text-anchor="end">{escape(label)}</text>'
        f'<rect x="260" y="{24 * row + 14}" width="{380 * ratio / widest:.0f}" height="17"/>'
        f'<text x="{265 + 380 * ratio / widest:.0f}" y="{24 * row + 27}">{ratio:.2f}</text>'
        for row, (label, ratio) in enumerate(rows)
    )
    style = "text{font:13px sans-serif;fill:#777}rect{fill:#4a7ebb}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" role="img">'
        f"<title>Processor time of whole builds, as a ratio of one page a module through"
        f" literalinclude</title><style>{style}</style>{bars}</svg>\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    parser.add_argument("--theme", default="alabaster")
    parser.add_argument("--interpreter", nargs="*", default=[], metavar="WAY=PATH")
    parser.add_argument("--plot", type=Path, help="where the picture goes")
    arguments = parser.parse_args()
    if PLAIN in arguments.ways and OURS not in arguments.ways[: arguments.ways.index(PLAIN)]:
        parser.error(f"{PLAIN!r} has as many pages as {OURS!r}, which has to come before it")
    print(f"Sphinx {version('sphinx')}, Python {sys.version.split()[0]}, {arguments.theme}\n")
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        for folder in arguments.folders:
            found[folder.name] = run(folder.resolve(), Path(scratch), arguments)
            print(report(folder, found[folder.name], arguments.rounds), flush=True)
    if arguments.plot:
        arguments.plot.write_text(plot(found))


if __name__ == "__main__":
    main()
