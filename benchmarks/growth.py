"""What a page costs as the repository grows, in processor time, for each theme.

Makes repositories of Python modules, builds each with the command in a process of its own, and
prints the cost of a page beside that of the smallest repository. Run it on a quiet machine::

    python benchmarks/growth.py --themes alabaster furo --sizes 500 2000
    python benchmarks/growth.py --sizes 500 4000 --flat
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
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


def build(root: Path, output: Path, theme: str, options: list[str]) -> tuple[float, int]:
    """Build the site once; return seconds of processor time and the number of pages."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sphinx_kwindex", str(root), "-o", str(output), "-q"]
    subprocess.run([*command, "-D", f"html_theme={theme}", *options], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, sum(1 for _ in output.rglob("*.html"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--themes", nargs="+", default=list(THEMES))
    parser.add_argument("--sizes", nargs="+", type=int, default=[500, 2000])
    parser.add_argument("--flat", action="store_true", help="all files in one folder")
    parser.add_argument("--runs", type=int, default=1, help="the median of so many is taken")
    arguments, options = parser.parse_known_args()
    print("| theme | files | pages | processor s | ms a page | ratio |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for size in arguments.sizes:
            make_repository(Path(scratch, f"of{size}"), size, size if arguments.flat else 50)
        for theme in arguments.themes:
            smallest = 0.0
            for size in arguments.sizes:
                runs = []
                for run in range(arguments.runs):
                    output = Path(scratch, f"{theme}-{size}-{run}")
                    runs.append(build(Path(scratch, f"of{size}"), output, theme, options))
                pages = runs[0][1]
                spent = statistics.median(seconds for seconds, _ in runs)
                cost = 1000 * spent / pages
                smallest = smallest or cost
                ratio = cost / smallest
                print(f"| {theme} | {size} | {pages} | {spent:.1f} | {cost:.1f} | {ratio:.2f} |")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
