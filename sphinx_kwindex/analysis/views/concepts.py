"""The identifiers that tell what a folder is about."""

from __future__ import annotations

import heapq
from math import log

from sphinx_kwindex.analysis.views.ranking import Ranking
from sphinx_kwindex.analysis.views.subtrees import Subtree

_MOST = 12
#: An identifier is distinctive of a folder from here on: so many times as often as it would be
#: named there if all names were spread evenly, and so often at all.
_TIMES, _LEAST = 2, 3


def most_used(subtree: Subtree, ranking: Ranking) -> list[int]:
    """Return the identifiers that a folder defines and the repository names most, by rank."""
    most = heapq.nsmallest(_MOST, subtree.concepts)
    return [rank for rank in most if ranking.uses(ranking.names[rank])]


def distinctive(subtree: Subtree, ranking: Ranking) -> list[int]:
    """Return the identifiers that a folder defines and that are named there far more than
    elsewhere, by rank, the most distinctive first.

    Ranked by the part that each has in the Kullback-Leibler divergence of the names of the folder
    from those of the repository (S. Kullback, R. A. Leibler, "On Information and Sufficiency",
    1951): how often it is named in the folder, times the logarithm of how many times as often
    that is as an even spread would have it. It is the idea of tf-idf, with the folder for the
    document. Of the root there are none: all names are there.
    """
    even = subtree.named_in_all / ranking.total if ranking.total else 0.0
    scores = []
    for rank in subtree.concepts:
        here = subtree.named[rank]
        if here >= _LEAST and (all_over := ranking.uses(ranking.names[rank])):
            times = here / (all_over * even)
            if times >= _TIMES:
                scores.append((-here * log(times), rank))
    return [rank for _, rank in heapq.nsmallest(_MOST, scores)]
