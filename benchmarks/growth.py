"""What a page costs as the repository grows, in processor time, for each theme.

Makes repositories of Python modules, builds each with the command in a process of its own, and
prints the cost of a page beside that of the smallest repository. Run it on a quiet machine::

    python benchmarks/growth.py --themes alabaster furo --sizes 500 2000
    python benchmarks/growth.py --sizes 500 4000 --flat

A machine that does other work charges more for the same work, and a long build meets more of it
than a short one. There let the smallest repository be built again and again beside the others, so
that both meet the same::

    python benchmarks/growth.py --sizes 500 4000 --flat --beside
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

THEMES = ("alabaster", "furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme")

_MODULE = '''"""Module {number} of the benchmark."""

import json
from {package} import {neighbour}


class Thing{number}:
    """A thing."""

    size = {number}

    def grow(self, by: int = 1) -> int:
        """Return the size after growing."""
        return self.size + by


def make(count: int) -> list[Thing{number}]:
    """Make things."""
    return [Thing{number}() for _ in range(count)]
'''


def make_repository(root: Path, files: int, per_folder: int) -> None:
    """Write `files` modules into packages of `per_folder` each; equal calls write equal files."""
    chance = random.Random(files)  # noqa: S311 - the same repository in every run
    for start in range(0, files, per_folder):
        package = f"package{start // per_folder:03}"
        folder = root / package
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(f'"""Package {package}."""\n')
        last = min(start + per_folder, files)
        for number in range(start, last):
            neighbour = f"module{chance.randrange(start, last):05}"
            text = _MODULE.format(number=number, package=package, neighbour=neighbour)
            (folder / f"module{number:05}.py").write_text(text)


def start(root: Path, output: Path, theme: str, options: list[str]) -> subprocess.Popen[bytes]:
    """Start a build of the site."""
    command = [sys.executable, "-m", "sphinx_kwindex", str(root), "-o", str(output), "-q"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*command, "-D", f"html_theme={theme}", *options], stdout=quiet)


def cost(build: subprocess.Popen[bytes]) -> float:
    """Wait for a build and return its seconds of processor time, those of its children with it.

    :raises subprocess.CalledProcessError: if it fails.
    """
    _, status, usage = os.wait4(build.pid, 0)
    build.returncode = os.waitstatus_to_exitcode(status)
    if build.returncode:
        raise subprocess.CalledProcessError(build.returncode, build.args)
    return usage.ru_utime + usage.ru_stime


def beside(
    large: subprocess.Popen[bytes], small: Callable[[], subprocess.Popen[bytes]]
) -> tuple[float, float]:
    """Build the small site again and again while the large one is built.

    :returns: seconds of processor time of the large build, and the median of the small ones that
        ended before it.
    """
    found: list[float] = []
    with ThreadPoolExecutor(1) as waiting:
        spent = waiting.submit(cost, large)
        while not (spent.done() and found):
            seconds = cost(small())
            if not spent.done() or not found:
                found.append(seconds)
    return spent.result(), statistics.median(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--themes", nargs="+", default=list(THEMES))
    parser.add_argument("--sizes", nargs="+", type=int, default=[500, 2000])
    parser.add_argument("--flat", action="store_true", help="all files in one folder")
    parser.add_argument("--beside", action="store_true", help="the smallest beside each other")
    parser.add_argument("--runs", type=int, default=1, help="the median of so many is taken")
    arguments, options = parser.parse_known_args()
    print("| theme | files | pages | processor s | ms a page | ratio |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for size in arguments.sizes:
            make_repository(Path(scratch, f"of{size}"), size, size if arguments.flat else 50)
        for theme in arguments.themes:
            folder = Path(scratch, theme)

            def begin(
                size: int, theme: str = theme, folder: Path = folder
            ) -> subprocess.Popen[bytes]:
                return start(Path(scratch, f"of{size}"), fresh(folder / str(size)), theme, options)

            smallest, *larger = arguments.sizes
            first = statistics.median(cost(begin(smallest)) for _ in range(arguments.runs))
            row(theme, smallest, folder, first, first)
            for size in larger:
                if arguments.beside:
                    spent, first = beside(begin(size), lambda: begin(smallest))  # noqa: B023
                else:
                    spent = statistics.median(cost(begin(size)) for _ in range(arguments.runs))
                row(theme, size, folder, spent, first, smallest)


def fresh(output: Path) -> Path:
    """Return the folder of a site, emptied."""
    shutil.rmtree(output, ignore_errors=True)
    return output


def row(
    theme: str, size: int, folder: Path, spent: float, first: float, smallest: int | None = None
) -> None:
    """Print a row of the table."""
    pages = _pages(folder / str(size))
    a_page = 1000 * spent / pages
    ratio = a_page / (1000 * first / _pages(folder / str(smallest or size)))
    print(f"| {theme} | {size} | {pages} | {spent:.1f} | {a_page:.1f} | {ratio:.2f} |", flush=True)


def _pages(output: Path) -> int:
    return sum(1 for _ in output.rglob("*.html"))


if __name__ == "__main__":
    main()
