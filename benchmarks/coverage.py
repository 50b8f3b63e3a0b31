"""Whether every file of a repository has its pages or a reason: 0 are without either.

Surveys a git repository as a build does, without making HTML, and compares what git tracks with
the pages and the list of skipped files that come out::

    python benchmarks/coverage.py FOLDER --jobs 2

A page counts where the survey says that it must exist; a listed reason where the page of skipped
files names the file with one. Prints what has neither and ends with status 1 where anything has.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.survey import survey
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.views import FilePage, KeywordsPage, PageKind, SkippedPage


def tracked(root: Path) -> list[str]:
    """What git tracks, by its own list."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached"]
    listed = subprocess.run(command, check=True, capture_output=True).stdout
    return sorted({os.fsdecode(path) for path in listed.split(b"\0") if path})


class Survey:
    """What the survey of a repository says of each path."""

    def __init__(self, root: Path, jobs: int, store: Store) -> None:
        store.prepare("coverage")
        survey(Settings(root, root.name, jobs=jobs), store, lambda *said: None)
        self.files = {path: file for path, (_, file) in store.files().items()}
        self.documented: set[str] = set()
        self.keywords: set[str] = set()
        self.listed: dict[str, str] = {}
        for page in store.pages():
            if page.kind in (PageKind.FILE, PageKind.KEYWORDS, PageKind.SKIPPED):
                self._add(store.view(page.docname))
        self._store = store

    def _add(self, view: object) -> None:
        if isinstance(view, FilePage):
            self.documented.add(view.path)
        elif isinstance(view, KeywordsPage):
            self.keywords.add(view.path)
        elif isinstance(view, SkippedPage):
            self.listed.update({each.file.path: each.reason for each in view.files})

    def without(self, path: str) -> str:
        """What is missing of a path, or nothing."""
        file = self.files.get(path)
        if file is None:
            return "not found at all"
        if path not in self.documented and path not in self.listed:
            return "neither a page nor a reason"
        if path in self.documented and file.has_keywords and path not in self.keywords:
            return "keywords and no page of them"
        return ""

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Language, reader and reason of each file."""
        for path, file in self.files.items():
            facts = self._store.facts(file.facts) if file.facts else FileFacts()
            reason = self.listed.get(path, "")
            paged = "page" if path in self.documented else "no page"
            yield (
                file.language or "(not known)",
                facts.reader or "(none)",
                f"{paged}, {reason}" if reason else paged,
            )


def main() -> int:
    """Survey the folder of the command line."""
    parser = argparse.ArgumentParser(description="Whether every file has pages or a reason.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    root = options.folder.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        start = time.monotonic()
        found = Survey(root, options.jobs, Store(Path(scratch, "store.sqlite")))
        seconds = time.monotonic() - start
        paths = tracked(root)
        missing = {path: what for path in paths if (what := found.without(path))}
        counts = Counter(found.rows())
    print(f"{'language':28} {'reader':24} {'what there is':30} files")
    for (language, reader, what), number in counts.most_common():
        print(f"{language:28} {reader:24} {what:30} {number:6}")
    for path, what in missing.items():
        print(f"{path!r}: {what}")
    print(f"{len(paths)} files tracked, {len(found.documented)} with pages, ", end="")
    print(f"{len(found.listed)} listed with a reason, {len(missing)} without either; ", end="")
    print(f"{seconds:.0f} s")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
