"""Inputs that are made to do harm: each generator is a small function, chosen by one table.

Files of one generator lie in a folder of its name. All is made of one seed, so that an input that
fails is the same the next time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from tests.hostile.inputs import (
    depth,
    fuzzed,
    lexers,
    names,
    pythons,
    raw,
    scripts,
    sizes,
    special,
    texts,
)
from tests.hostile.inputs.made import Input

Generator: TypeAlias = Callable[[random.Random], Iterator[Input]]

#: By the folder that the files lie in.
GENERATORS: Mapping[str, Generator] = {
    "bytes": raw.everything,
    "encodings": raw.encodings,
    "syntax": pythons.syntax,
    "broken": pythons.broken,
    "depth/python": depth.python,
    "depth/blocks": depth.blocks,
    "depth/languages": depth.languages,
    "depth/data": depth.data,
    "fuzzed": fuzzed.everything,
    "sizes/many": sizes.many,
    "sizes/long": sizes.long,
    "special/everything": special.everything,
    "names": names.files,
    "folders": names.folders,
    "texts/repeated": texts.repeated,
    "texts/harmful": texts.harmful,
    "texts/directives": texts.directives,
    "lexers": lexers.everything,
    "lexers/backtracking": lexers.backtracking,
    "scripts/everywhere": scripts.everywhere,
    "scripts/docstrings": scripts.docstrings,
    "scripts/notebooks": scripts.notebooks,
    "scripts/projects": scripts.projects,
}


def inputs(most: int | None = None, seed: int = 5) -> dict[str, Input]:
    """All inputs, by their path from the root of the repository.

    :param most: of each generator, spread over all that it makes; ``None`` for all.
    """
    found: dict[str, Input] = {}
    for folder, generate in GENERATORS.items():
        # A generator that makes more leaves what the others make as it is.
        made = list(generate(random.Random(f"{seed} {folder}")))  # noqa: S311 - no secret
        step = max(1, len(made) // most) if most else 1
        chosen = made[::step][:most]
        found.update((f"{folder}/{each.name}", each) for each in chosen)
    return found
