"""What runs test files, with the lines that say so as places of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from itertools import chain
from posixpath import dirname, join

from sphinx_kwindex.analysis.usage import commands
from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.parts import RunCommand, Target
from sphinx_kwindex.model.repository import Repository


class Runs:
    """The commands that run the tests of a repository, as its configuration says.

    :param pages: the documentation page of each file that has one.
    :param read: the text of a file that has a page.
    """

    def __init__(
        self, repository: Repository, pages: Mapping[str, Target], read: Callable[[str], str]
    ) -> None:
        self._pages = pages
        self._languages = {file.path: file.language for file in repository.files}
        self._said = commands.gather(pages, read)
        self._of_folder = lru_cache(maxsize=4096)(partial(_in_folder, self._said))

    def of_test(self, path: str, facts: FileFacts) -> tuple[RunCommand, ...]:
        """What runs one test file, alone where there is a command for that."""
        return self._shown(commands.of_file(self._said, path, facts.language, facts))

    def of_tests(self, paths: Iterable[str]) -> tuple[RunCommand, ...]:
        """What runs test files, each command once, in the order of the files."""
        return self._shown(dict.fromkeys(chain.from_iterable(map(self._of_any, paths))))

    def most(self, paths: Iterable[str], limit: int) -> tuple[tuple[RunCommand, ...], int]:
        """The `limit` commands that run most of some test files, and how many there are."""
        counts = Counter(chain.from_iterable(map(self._of_any, sorted(paths))))
        ranked = [run for run, _ in counts.most_common(limit)]
        return self._shown(ranked), len(counts)

    def _of_any(self, path: str) -> tuple[commands.Run, ...]:
        return self._of_folder(dirname(path), self._languages[path])

    def _shown(self, runs: Iterable[commands.Run]) -> tuple[RunCommand, ...]:
        return tuple(
            RunCommand(run.text, run.folder, run.reason, run.path, self._line(run.path, run.line))
            for run in runs
        )

    def _line(self, path: str, number: int) -> Target | None:
        page = self._pages.get(path)
        return Target(page.docname, line_anchor(number)) if page is not None else None


def _in_folder(
    said: Mapping[str, Mapping[str, commands.Said]], folder: str, language: str
) -> tuple[commands.Run, ...]:
    """What runs a test in a folder."""
    return tuple(commands.of_file(said, join(folder, "test"), language))
