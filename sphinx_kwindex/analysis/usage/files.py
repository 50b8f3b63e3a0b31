"""How each file is tested and used, as its page shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from posixpath import splitext

from sphinx_kwindex.analysis.usage.calls import CallSites
from sphinx_kwindex.analysis.usage.runs import Runs
from sphinx_kwindex.analysis.usage.tests import ImportingTests
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.parts import FileUsage, ImportingTest, RunCommand, Target
from sphinx_kwindex.model.repository import Links, ReadFile, Repository

#: Contexts of coverage data that are listed.
_CONTEXTS = 50
#: Sources that are compiled, and that nothing includes: that no test does says nothing.
_COMPILED = frozenset({".c", ".cc", ".cpp", ".cxx", ".cu", ".m", ".mm"})


class Usages:
    """What is known of the tests and uses of the files of a repository.

    :param pages: the documentation page of each file that has one.
    :param imported: the files that a file imports.
    :param read: the text of a file that has a page.
    :param contexts: for each file, the contexts of coverage data, sorted.
    """

    def __init__(
        self,
        repository: Repository,
        links: Links,
        pages: Mapping[str, Target],
        imported: Callable[[str], Sequence[str]],
        read: Callable[[str], str],
    ) -> None:
        self._links = links
        self._contexts = repository.contexts
        self._runs = Runs(repository, pages, read)
        self._calls = CallSites(links, pages, read)
        self._tests = ImportingTests(links, pages, imported)

    def of(self, file: ReadFile, facts: FileFacts) -> FileUsage:
        path = file.path
        is_test = path in self._links.tests
        callers = self._calls.callers(path)
        tests, count = ((), 0) if is_test else self._tests.of(path, facts, callers)
        contexts = self._contexts.get(path, ())
        return FileUsage(
            looked=not is_test and self._can_be_tested(path, facts),
            any_tests=bool(self._links.tests),
            tests=tests,
            test_count=count,
            commands=self._commands(path, facts, tests, is_test),
            calls=tuple(self._calls.of(path)),
            contexts=contexts[:_CONTEXTS],
            context_count=len(contexts),
        )

    def _can_be_tested(self, path: str, facts: FileFacts) -> bool:
        """Whether a test could name the file: it defines something public that has a body."""
        if not facts.reader or facts.problem is not None or splitext(path)[1] in _COMPILED:
            return False
        if path not in self._links.modules and not self._links.importers.get(path):
            return False  # of other languages it is not certain that each import is understood
        return any(found.kind.has_body and found.is_public for found in facts.definitions)

    def _commands(
        self, path: str, facts: FileFacts, tests: Sequence[ImportingTest], is_test: bool
    ) -> tuple[RunCommand, ...]:
        """Where it is a test, what runs it; else what runs its tests, each as seen from there."""
        if is_test:
            return self._runs.of_test(path, facts)
        return self._runs.of_tests(test.path for test in tests)
