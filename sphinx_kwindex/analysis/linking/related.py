"""Which other files are worth reading beside one, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import log2
from posixpath import basename, dirname, splitext

from sphinx_kwindex.analysis.changes import closeness
from sphinx_kwindex.analysis.linking.names import RARE
from sphinx_kwindex.analysis.linking.stems import stem_of
from sphinx_kwindex.model.facts import Form
from sphinx_kwindex.model.parts import Companion
from sphinx_kwindex.model.phrases import Phrase, marked, phrase
from sphinx_kwindex.model.repository import Links

#: Files that are named at most.
_MOST = 10
#: What a reason counts. An import counts less the more files import the same, as it then says
#: less; each shared rare name counts one, up to the limit.
_IMPORT, _NAME, _NAMES_LIMIT = 8.0, 1.0, 5
_TEST, _STEM = 6.0, 3.0
_TOGETHER = 6.0
#: How each form says that the other file is named by this one, and names it.
_NAMED = {
    Form.IMPORT: (phrase("imported by this file"), phrase("imports this file")),
    Form.INCLUDE: (phrase("included by this file"), phrase("includes this file")),
    Form.SYSTEM: (phrase("included by this file"), phrase("includes this file")),
    Form.MODULE: (
        phrase("a module that this file declares"),
        phrase("declares this file as a module of it"),
    ),
    Form.USE: (phrase("used by this file"), phrase("uses this file")),
    Form.LINK: (phrase("linked from this file"), phrase("links to this file")),
}
#: The same of Python, where a third file is named, which imports what the other defines.
_THROUGH = (
    phrase("defines what this file imports through another"),
    phrase("imports through another file what this one defines"),
)
#: More files of one stem than this (``utils``, ``index``) are alike by accident.
_ALIKE = 8


#: Suffixes of what nobody tests, though a test may be named like it.
_UNTESTED = frozenset({".adoc", ".css", ".html", ".md", ".rst", ".svg", ".txt"})
#: Folders that a test shares with another file without being its test.
_TEST_FOLDERS = frozenset({"__tests__", "spec", "specs", "test", "tests"})


class Relations:
    """Ranks the files of a repository by how closely they belong to one of them.

    The score of a file is the sum of its reasons:

    - it is imported, included or linked, or does so: 8, divided by one more than the binary
      logarithm of how many files name the one that is named;
    - one is named as the test of the other (``x.py``, ``test_x.py``, ``x_test.py``, ``x.test.js``,
      ``XTest.java``), of several files of one name the nearest: 6;
    - they changed in the same commits: 6 times the cosine of the two sets of commits;
    - they have the same name but for the suffix (``x.py``, ``x.pyi``, ``x.md``): 3;
    - each identifier that at most four files read hold, these two among them, and that one of the
      repository's files defines: 1, and 5 at most.

    Equal scores are ordered by path. Pure, and linear in the links of a file.

    :param paths: of the files that may be named.
    :param companions: the files that changed together with each.
    """

    def __init__(
        self,
        paths: frozenset[str],
        links: Links,
        companions: Mapping[str, tuple[Companion, ...]] | None = None,
    ) -> None:
        self._companions = companions or {}
        self._paths = paths
        self._links = links
        self._imported: dict[str, list[str]] = {}
        for target in sorted(links.importers):
            for importer, _ in links.importers[target]:
                self._imported.setdefault(importer, []).append(target)
        self._stems: dict[str, list[str]] = {}
        for path in sorted(paths):
            self._stems.setdefault(stem_of(path)[0], []).append(path)
        self._shared: dict[str, list[str]] = {}
        for name in sorted(links.shared):
            for path in links.shared[name]:
                self._shared.setdefault(path, []).append(name)

    def imported(self, path: str) -> tuple[str, ...]:
        """The files that a file imports, sorted."""
        return tuple(self._imported.get(path, ()))

    def of(self, path: str) -> list[tuple[str, tuple[Phrase, ...]]]:
        """Up to ten files with the reasons, the strongest first."""
        scores: dict[str, list[tuple[float, Phrase]]] = {}
        for other, score, reason in self._reasons(path):
            if other != path and other in self._paths:
                scores.setdefault(other, []).append((score, reason))
        ranked = sorted(scores, key=lambda other: (-sum(s for s, _ in scores[other]), other))
        return [
            (other, tuple(reason for _, reason in sorted(scores[other], key=lambda r: -r[0])))
            for other in ranked[:_MOST]
        ]

    def _reasons(self, path: str) -> Iterator[tuple[str, float, Phrase]]:
        importers = self._links.importers
        for other in self.imported(path):
            said, _ = self._said(path, other)
            yield other, _weight(len(importers[other])), said
        own = importers.get(path, ())
        for other, _ in own:
            _, said = self._said(other, path)
            yield other, _weight(len(own)), said
        for companion in self._companions.get(path, ()):
            yield companion.path, _TOGETHER * closeness(companion), _together_reason(companion)
        yield from self._by_stem(path)
        names: dict[str, list[str]] = {}
        for name in self._shared.get(path, ()):
            for other in self._links.shared[name]:
                names.setdefault(other, []).append(name)
        for other, shared in names.items():
            yield other, _NAME * min(len(shared), _NAMES_LIMIT), _shared_reason(shared)

    def _said(self, importer: str, target: str) -> tuple[Phrase, Phrase]:
        if self._links.is_through(importer, target):
            return _THROUGH
        return _NAMED[self._links.form(importer, target)]

    def _by_stem(self, path: str) -> Iterator[tuple[str, float, Phrase]]:
        stem, tests = stem_of(path)
        alike = self._stems.get(stem, []) if stem else []
        if len(alike) > _ALIKE:
            alike = [other for other in alike if dirname(other) == dirname(path)][: _ALIKE + 1]
        for other in alike:
            if basename(other) == basename(path):
                continue
            if stem_of(other)[1] == tests:
                if splitext(basename(other))[0] != splitext(basename(path))[0]:
                    continue  # ``test_x.py`` and ``x_test.py``
                yield other, _STEM, phrase("has the same name but for the suffix")
            elif tests:
                if other in self._tested(path, alike):
                    yield other, _TEST, phrase("this file is named as its test")
            elif path in self._tested(other, alike):
                yield other, _TEST, phrase("is named as the test of this file")

    @staticmethod
    def _tested(test: str, alike: Iterable[str]) -> list[str]:
        """Of files of one stem, those that a test is named after: the nearest to it."""
        if test.endswith(".go"):  # Go compiles a test with the files of its folder
            alike = (other for other in alike if dirname(other) == dirname(test))
        nearness = {
            other: _nearness(other, test)
            for other in alike
            if not stem_of(other)[1] and splitext(other)[1].lower() not in _UNTESTED
        }
        return [other for other, near in nearness.items() if near == max(nearness.values())]


def _nearness(path: str, test: str) -> tuple[bool, int]:
    """Whether a test lies beside the file, and how many folders of one name both lie in."""
    folders = set(dirname(test).split("/")) - _TEST_FOLDERS
    shared = folders.intersection(dirname(path).split("/")) - {""}
    return dirname(path) == dirname(test), len(shared)


def _weight(importers: int) -> float:
    return _IMPORT / (1 + log2(importers))


def _together_reason(companion: Companion) -> Phrase:
    """How often, of the commits of the file that changed less often."""
    message = _TOGETHER_REASONS[companion.own < companion.others, companion.whole]
    commits = min(companion.own, companion.others)
    return phrase(message, together=str(companion.together), commits=str(commits))


#: By whether the commits are those of the file itself, and whether all of them are known.
_TOGETHER_REASONS = {
    (True, True): marked(
        "changed together in {together} of this file's {commits} commits of at most 30 files"
    ),
    (True, False): marked(
        "changed together in {together} of this file's {commits} known commits of at most 30 files"
    ),
    (False, True): marked(
        "changed together in {together} of its {commits} commits of at most 30 files"
    ),
    (False, False): marked(
        "changed together in {together} of its {commits} known commits of at most 30 files"
    ),
}


def _shared_reason(names: list[str]) -> Phrase:
    """Files that were not read may have the names as well."""
    spelled = dict(zip(_PLACES, names, strict=False))
    more = {"more": str(len(names) - len(_PLACES))} if len(names) > len(_PLACES) else {}
    return phrase(_SHARED_REASONS[len(spelled) + len(more)], rare=str(RARE), **spelled, **more)


#: The names that a reason spells out, and what it says of one, two, three, and more.
_PLACES = ("first", "second", "third")
_SHARED_REASONS = {
    1: marked(
        "shares the name ``{first}``, which at most {rare} of the files whose names are counted"
        " have"
    ),
    2: marked(
        "shares the names ``{first}`` and ``{second}``, each of which at most {rare} of the files"
        " whose names are counted have"
    ),
    3: marked(
        "shares the names ``{first}``, ``{second}`` and ``{third}``, each of which at most {rare}"
        " of the files whose names are counted have"
    ),
    4: marked(
        "shares the names ``{first}``, ``{second}``, ``{third}`` and {more} more, each of which at"
        " most {rare} of the files whose names are counted have"
    ),
}
