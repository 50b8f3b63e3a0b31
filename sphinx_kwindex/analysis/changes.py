"""What the history of a repository says of each of its files, from one reading of git's log."""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

import msgspec

from sphinx_kwindex.analysis import git
from sphinx_kwindex.model.parts import Change, Companion, History

#: Authors of a file that are named.
_AUTHORS = 10

#: A commit of more files than this (a release, a new formatter) says nothing of any two of them.
_TOGETHER = 30
#: Files changed together: at least so often, and in at least this part of the commits of the one
#: that changed less often; at most so many are kept of each file.
_SUPPORT, _CONFIDENCE, _COMPANIONS = 3, 0.3, 10


class Changes(msgspec.Struct, frozen=True):
    """What changed each tracked file, by path.

    :ivar last: the last commit; a path that is not there was changed by no commit that is known.
    :ivar histories: all commits; a path that is not there is in none of a whole history.
    :ivar companions: the files that changed with it, the closest first.
    """

    last: Mapping[str, Change] = msgspec.field(default_factory=dict)
    histories: Mapping[str, History] = msgspec.field(default_factory=dict)
    companions: Mapping[str, tuple[Companion, ...]] = msgspec.field(default_factory=dict)


@dataclass(slots=True)
class _File:
    """A file while the log is read, the newest commit first.

    :ivar commits: numbers of those of its commits that changed few files.
    :ivar cut: whether its first commit is one whose parents are not there.
    """

    last: Change | None = None
    first: Change | None = None
    changes: int = 0
    authors: dict[str, int] = field(default_factory=dict)
    commits: array[int] = field(default_factory=lambda: array("I"))
    cut: bool = False


def gather(root: Path) -> Changes:
    """Read the history of the repository once.

    What a commit says whose parents a shallow clone left out is not taken for a change. Where
    git's log takes longer than :data:`~sphinx_kwindex.analysis.git.TIMEOUT`, no history counts as
    whole. Memory grows with the commits of tracked files, and not with the pairs of them.
    """
    try:
        files = {os.fsencode(entry.path): _File() for entry in git.tracked(root)}
    except git.GitError:
        return Changes()
    cut_off = git.boundary(root)
    complete = True
    #: The paths of each commit that changed few files, by its number.
    small: list[tuple[bytes, ...]] = []
    try:
        for change, paths in git.log(root):
            kept = [path for path in paths if path in files]
            if change.commit in cut_off:
                for path in kept:
                    files[path].cut = True
                continue
            few = 1 < len(paths) <= _TOGETHER
            for path in kept:
                _count(files[path], change)
                if few:
                    files[path].commits.append(len(small))
                elif len(paths) == 1:
                    files[path].commits.append(_ALONE)
            if few:
                small.append(tuple(kept))
    except git.GitError:
        complete = False
    return Changes(
        {os.fsdecode(path): file.last for path, file in files.items() if file.last is not None},
        {
            os.fsdecode(path): _history(file, complete and not file.cut)
            for path, file in files.items()
            if file.last is not None or file.cut or not complete
        },
        {
            os.fsdecode(path): found
            for path in files
            if (found := _companions(path, files, small, complete))
        },
    )


#: Number of a commit of one file, which nothing was changed with.
_ALONE = 2**32 - 1


def _count(file: _File, change: Change) -> None:
    file.last = file.last or change
    file.first = change
    file.changes += 1
    file.authors[change.author] = file.authors.get(change.author, 0) + 1


def _history(file: _File, whole: bool) -> History:
    named = sorted(
        ((name, count) for name, count in file.authors.items() if name),
        key=lambda author: (-author[1], author[0]),
    )
    return History(
        whole,
        file.first if whole else None,
        file.changes,
        tuple(named[:_AUTHORS]),
        len(named),
    )


def _companions(
    path: bytes, files: Mapping[bytes, _File], small: list[tuple[bytes, ...]], complete: bool
) -> tuple[Companion, ...]:
    file = files[path]
    own = len(file.commits)
    if own < _SUPPORT:
        return ()
    counts = Counter(
        other for commit in file.commits if commit != _ALONE for other in small[commit]
    )
    found = []
    for other, together in counts.items():
        others = len(files[other].commits)
        if other != path and together >= max(_SUPPORT, _CONFIDENCE * min(own, others)):
            whole = complete and not file.cut and not files[other].cut
            found.append(Companion(os.fsdecode(other), together, own, others, whole))
    found.sort(key=lambda each: (-closeness(each), each.path))
    return tuple(found[:_COMPANIONS])


def closeness(companion: Companion) -> float:
    """How close two files are by their commits, from 0 to 1: the cosine of the two sets."""
    return companion.together / sqrt(companion.own * companion.others)
