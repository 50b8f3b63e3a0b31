"""What the sidebar costs: processor time a page as a repository grows, theme by theme.

Builds sites of tiny pages with the names and toctrees of ours, so that little but the sidebar is
measured, and prints milliseconds a page for writing and for the whole build:

    python benchmarks/navigation.py --themes alabaster furo --sizes 500 2000
    python benchmarks/navigation.py --flat --sizes 4000
    python benchmarks/navigation.py --plain --sizes 500
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname

THEMES = ["alabaster", "furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme"]

CONF = """
import sys, time, resource
sys.path.insert(0, {package!r})
project = "toy"
extensions = []
html_theme = {theme!r}
html_copy_source = False
_started = []

def _begin(app, builder):
    _started.append(time.process_time())

def _end(app, exception):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    spent = time.process_time() - _started[0]
    print("WRITING", spent, len(app.env.found_docs), peak, file=sys.stderr)

def _install(app):
    from sphinx_kwindex.model.views import PageKind
    from sphinx_kwindex.sphinx_ext import navigation
    from sphinx_kwindex.sphinx_ext.site import Site
    ends = {{"_docs": "file", "_kw": "keywords", "/doc": "folder", "/sub": "subtree",
            "kwindex/index": "repository", "/index": "folder-index", "/book": "book",
            "/keywords": "alphabet", "/skipped": "skipped"}}
    kinds = {{}}
    for name in app.project.discover():
        if name.startswith("kwindex/"):
            kinds[name] = PageKind(next(kind for end, kind in ends.items() if name.endswith(end)))
    navigation.install(app, Site(kinds, "kwindex"))

def setup(app):
    app.connect("write-started", _begin, priority=-1)
    app.connect("build-finished", _end, priority=1000)
    if not {plain!r}:
        from sphinx_kwindex.sphinx_ext import navigation
        app.add_config_value("kwindex_toctree_depth", 1, "env")
        app.connect("builder-inited", _install)
        navigation.setup(app)
"""


def paths(number: int, flat: bool) -> Iterator[str]:
    """Yield the paths of a repository: packages of ten folders of 25 files, or one folder."""
    for index in range(number):
        folder, package = index // 25, index // 250
        yield f"big/f{index:05}.py" if flat else f"p{package:03}/m{folder:04}/f{index:05}.py"


def page(title: str, below: Iterable[str] = (), sections: Iterable[str] = ()) -> str:
    """Return the text of a document."""
    lines = [title, "=" * len(title), "", ".. toctree::", "   :hidden:", ""]
    lines += [f"   /{name}" for name in below]
    for section in sections:
        lines += ["", section, "-" * len(section), "", "Text."]
    return "\n".join([*lines, ""])


def site(files: Iterable[str]) -> dict[str, str]:
    """Return the documents of a repository with these files, hand-written ones included."""
    below: dict[str, tuple[list[str], list[str]]] = {"": ([], [])}
    for path in files:
        folder = dirname(path)
        missing = []
        while folder not in below:
            missing.append(folder)
            folder = dirname(folder)
        for folder in reversed(missing):
            below[folder] = ([], [])
            below[dirname(folder)][0].append(folder)
        below[dirname(path)][1].append(path)
    documents = {
        "index": page("Manual", ["guide/index", "kwindex/index"]),
        "guide/index": page("Guide", ["guide/one", "guide/two"], ["Start", "End"]),
        "guide/one": page("One", (), ["First", "Second"]),
        "guide/two": page("Two"),
        "kwindex/book": page("Book", (), ["Part"]),
        "kwindex/keywords": page("A to Z"),
        "kwindex/skipped": page("Skipped"),
    }
    for folder, (folders, members) in below.items():
        base = f"kwindex/{folder}".rstrip("/")
        first = ["kwindex/book", "kwindex/keywords", "kwindex/skipped"] if not folder else []
        names = [f"kwindex/{inner}/index" for inner in folders]
        names += [f"kwindex/{path}_docs" for path in members]
        own = [f"{base}/doc", f"{base}/sub"]
        documents[f"{base}/index"] = page(folder or "Repository", [*first, *own, *names], ["Files"])
        documents[own[0]] = page(f"About {folder}", (), ["Role", "Contents"])
        documents[own[1]] = page(f"Below {folder}")
        for path in members:
            name = f"kwindex/{path}"
            sections = ["File metadata", "Original source", "Detailed analysis", "Dependencies"]
            documents[f"{name}_docs"] = page(path, [f"{name}_kw"], sections)
            documents[f"{name}_kw"] = page(f"Keywords of {path}", (), ["Functions"])
    return documents


def write(folder: Path, files: Iterable[str], theme: str, plain: bool = False) -> Path:
    """Write a project into `folder` and return its source folder."""
    source = folder / "source"
    for name, text in site(files).items():
        path = source / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    package = os.fspath(Path(__file__).parents[1])
    conf = CONF.format(package=package, theme=theme, plain=plain)
    (source / "conf.py").write_text(conf, "utf-8")
    return source


def measure(number: int, theme: str, flat: bool, plain: bool) -> tuple[int, float, float, int]:
    """Build one site; return pages, ms a page for writing and for all, and peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        source = write(Path(folder), paths(number, flat), theme, plain)
        before = os.times()
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", source, Path(folder, "out")]
        done = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True)
        after = os.times()
    spent = sum(after[2:4]) - sum(before[2:4])
    line = next(line for line in done.stderr.splitlines() if line.startswith("WRITING"))
    writing, pages, peak = line.split()[1:]
    count = int(pages)
    return count, 1000 * float(writing) / count, 1000 * spent / count, int(peak)


def main() -> None:
    """Print a line for each theme and size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--themes", nargs="+", default=THEMES)
    parser.add_argument("--sizes", nargs="+", type=int, default=[500, 2000], metavar="FILES")
    parser.add_argument("--flat", action="store_true", help="all files in one folder")
    parser.add_argument("--plain", action="store_true", help="Sphinx alone")
    options = parser.parse_args()
    print("theme                 files   pages  writing ms  whole ms  peak MB")
    for theme in options.themes:
        for number in options.sizes:
            pages, writing, whole, peak = measure(number, theme, options.flat, options.plain)
            print(
                f"{theme:20} {number:6} {pages:7} {writing:11.2f} {whole:9.2f} {peak:8}", flush=True
            )


if __name__ == "__main__":
    main()
