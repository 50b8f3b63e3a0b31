"""What the sidebar costs: processor time a page as a repository grows, theme by theme.

Builds sites of tiny pages with the names and toctrees of ours, so that little but the sidebar is
measured. The documents of each size are read once; each theme then writes a run of them from the
middle. Prints milliseconds of processor time for writing one page:

    python benchmarks/navigation.py --themes alabaster furo --sizes 500 2000
    python benchmarks/navigation.py --flat --sizes 500 4000
    python benchmarks/navigation.py --plain --sizes 500 --pages 100
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
import resource, sys, time
sys.path.insert(0, {package!r})
project = "toy"
html_copy_source = False
exclude_patterns = ["_*"]
started = []

def sample(app):
    whole = app.builder.get_outdated_docs
    def get_outdated_docs():
        names = sorted(whole())
        first = max(len(names) - {pages}, 0) // 2
        return names[first:first + {pages}]
    app.builder.get_outdated_docs = get_outdated_docs

def begin(app, doctree, docname):
    if not started:
        started.append(time.process_time())

def end(app):
    spent = time.process_time() - started[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print("WRITING", spent, len(app.env.found_docs), peak, file=sys.stderr)
    return []

def install(app):
    from sphinx_kwindex.model.views import PageKind
    from sphinx_kwindex.sphinx_ext import navigation
    from sphinx_kwindex.sphinx_ext.site import Site
    ends = {{"_docs": "file", "_kw": "keywords", "/doc": "folder", "/sub": "subtree",
            "kwindex/index": "repository", "/index": "folder-index", "/book": "book",
            "/keywords": "alphabet", "/skipped": "skipped"}}
    kinds = {{}}
    for name in app.project.discover(["_*"]):
        if name.startswith("kwindex/"):
            kinds[name] = PageKind(next(kind for end, kind in ends.items() if name.endswith(end)))
    navigation.install(app, Site(kinds, "kwindex"))

def setup(app):
    app.add_config_value("kwindex_toctree_depth", 1, "")
    if app.tags.has("sample"):
        app.connect("builder-inited", sample)
        app.connect("doctree-resolved", begin, priority=-1)
        app.connect("html-collect-pages", end)
    if not {plain!r}:
        from sphinx_kwindex.sphinx_ext import navigation
        app.connect("builder-inited", install)
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


def write(folder: Path, files: Iterable[str], plain: bool, pages: int) -> None:
    """Write the source of a project into `folder`."""
    for name, text in site(files).items():
        path = folder / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    package = os.fspath(Path(__file__).parents[1])
    conf = CONF.format(package=package, plain=plain, pages=pages)
    (folder / "conf.py").write_text(conf, "utf-8")


def sphinx(folder: Path, *arguments: str) -> str:
    """Run Sphinx in a process of its own, and return what it printed to stderr."""
    out = tempfile.mkdtemp(dir=folder, prefix="_")
    command = [sys.executable, "-m", "sphinx", "-q", "-d", f"{folder}/_doctrees", *arguments]
    return subprocess.run(
        [*command, os.fspath(folder), out], check=True, stderr=subprocess.PIPE, text=True
    ).stderr


def main() -> None:
    """Print a line for each theme and size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--themes", nargs="+", default=THEMES)
    parser.add_argument("--sizes", nargs="+", type=int, default=[500, 2000], metavar="FILES")
    parser.add_argument("--flat", action="store_true", help="all files in one folder")
    parser.add_argument("--plain", action="store_true", help="Sphinx alone")
    parser.add_argument("--pages", type=int, default=500, help="how many each theme writes")
    options = parser.parse_args()
    print(" files   pages  theme                 ms a page  peak MB")
    for number in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, paths(number, options.flat), options.plain, options.pages)
            sphinx(folder, "-b", "dummy")
            for theme in options.themes:
                said = sphinx(folder, "-b", "html", "-t", "sample", "-D", f"html_theme={theme}")
                line = next(line for line in said.splitlines() if line.startswith("WRITING"))
                spent, count, peak = line.split()[1:]
                cost = 1000 * float(spent) / min(options.pages, int(count))
                print(f"{number:6} {count:>7}  {theme:20} {cost:10.2f} {peak:>8}", flush=True)


if __name__ == "__main__":
    main()
