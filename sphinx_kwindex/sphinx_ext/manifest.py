"""What was written to one output folder, so that the next build can mend it.

Sphinx writes a page again when its source is newer than the page. Three things escape that: the
navigation of a page that was not read again, the HTML of a page that is gone, and a page that
was half written when the build was killed. What another builder has read counts for the first
two as well. The manifest is kept in the doctree folder, one an output folder, because builders
may share a doctree folder.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from sphinx_kwindex.analysis.codec import digest


class Manifest:
    """The manifest of one output folder.

    :param folder: where manifests are kept.
    :param outdir: the output folder.
    :param builder: name of the builder that writes there.
    """

    def __init__(self, folder: Path, outdir: Path, builder: str) -> None:
        # Both folders may be moved together, as what a service keeps between builds is.
        name = digest(os.fsencode(f"{builder}\0{_from(folder, outdir)}"))
        self._file = folder / f"{name}.json"
        self._marker = folder / f"{name}.writing"
        self._outdir = outdir
        #: Digest of the navigation of each document when it was written.
        self.navigation: dict[str, str] = {}
        #: The files that are ours, relative to the output folder.
        self.outputs: list[str] = []
        #: Digest of what the exports were made from.
        self.exported = ""
        #: What Sphinx's environment was when the last build that wrote here came to its end.
        self.environment = ""
        #: Size, and time of the last change in nanoseconds, of what Sphinx made of all documents.
        self.stamps: dict[str, list[int]] = {}
        #: Digest of the objects of others that these tell of.
        self.objects = ""
        #: Whether the last build that wrote here came to its end.
        self.complete = False
        self._load()

    def _load(self) -> None:
        # A damaged manifest is none: everything is then written again.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            saved = json.loads(self._file.read_text("utf-8"))
            self.navigation = dict(saved["navigation"])
            self.outputs = list(map(str, saved["outputs"]))
            self.exported = str(saved["exported"])
            self.environment = str(saved["environment"])
            self.stamps = dict(saved["stamps"])
            self.objects = str(saved["objects"])
            self.complete = not self._marker.exists()

    def unfinished(self, outputs: Mapping[str, Path]) -> Iterator[str]:
        """Yield the documents that a killed build may have left half written."""
        try:
            since = self._marker.stat().st_mtime_ns
        except FileNotFoundError:
            return
        for docname, output in outputs.items():
            with contextlib.suppress(OSError):
                if output.stat().st_mtime_ns >= since:
                    yield docname

    def changed(self, navigation: Mapping[str, str]) -> Iterator[str]:
        """Yield the documents that show another navigation than when they were written."""
        for docname, shown in navigation.items():
            if self.navigation.get(docname) != shown:
                yield docname

    def are_as_left(self, files: Iterable[Path]) -> bool:
        """Whether these files of the output folder are what the last build has left of them."""
        return self._stamped(files) == self.stamps

    def _stamped(self, files: Iterable[Path]) -> dict[str, list[int]]:
        found = {}
        for file in files:
            with contextlib.suppress(OSError):
                status = file.stat()
                found[file.name] = [status.st_size, status.st_mtime_ns]
        return found

    def begin(self) -> None:
        """Note that writing begins; until :meth:`finish`, what is there may be half written."""
        self.complete = False
        self._marker.parent.mkdir(parents=True, exist_ok=True)
        if not self._marker.exists():
            self._marker.touch()

    def finish(
        self,
        navigation: Mapping[str, str],
        outputs: Iterable[Path],
        exported: str,
        environment: str,
        stamped: Iterable[Path],
        objects: str,
        left: Set[str] = frozenset(),
    ) -> None:
        """Remove what is ours and gone, and save what is there now.

        :param outputs: the files in the output folder that are ours.
        :param stamped: the files that Sphinx made of all documents.
        :param objects: digest of the objects of others that these tell of.
        :param left: documents that were to be written and were not; the next build finds them.
        """
        there = sorted(path.relative_to(self._outdir).as_posix() for path in outputs)
        self._remove(set(self.outputs).difference(there))
        saved = {
            "navigation": {
                docname: self.navigation.get(docname, "") if docname in left else shown
                for docname, shown in navigation.items()
            },
            "outputs": there,
            "exported": exported,
            "environment": environment,
            "stamps": self._stamped(stamped),
            "objects": objects,
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        scratch = self._file.with_suffix(".new")
        scratch.write_text(json.dumps(saved), "utf-8")
        os.replace(scratch, self._file)
        if not left:
            self.keep()

    def keep(self) -> None:
        """Note that nothing was written: what was saved before still holds."""
        self._marker.unlink(missing_ok=True)

    def _remove(self, outputs: Iterable[str]) -> None:
        for output in sorted(outputs):
            path = self._outdir / output
            with contextlib.suppress(OSError):
                path.unlink()
                for parent in path.relative_to(self._outdir).parents[:-1]:
                    (self._outdir / parent).rmdir()


def _from(folder: Path, outdir: Path) -> str:
    """Where the output folder lies, from ours."""
    try:
        return os.path.relpath(outdir, folder)
    except ValueError:  # on another drive
        return os.fspath(outdir)
