"""Files as ruff reads them with our own selection of rules: copies under names of no meaning.

No name, link, configuration or comment of the repository counts: ``# noqa`` is for those who work
on it, and says nothing to a reader of its documentation.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx_kwindex.analysis.ruff.program import Program, RuffFailed
from sphinx_kwindex.analysis.ruff.report import Report, Reports, by_base_name
from sphinx_kwindex.model.findings import rule_set

#: The rules, as ruff's option ``--select`` has them: flake8-bandit, Perflint, flake8-async, and
#: mccabe's complexity.
SELECTION = "S,PERF,ASYNC,C901"

#: Files that one process reads.
BATCH = 2000

#: Seconds for a process, and more for each of its files.
SECONDS, MORE = 20.0, 0.01

#: The newest Python that every ruff knows which we accept.
_NEWEST = (3, 14)

_ARGUMENTS = (
    *("check", "--isolated", "--no-cache", "--no-fix", "--no-respect-gitignore"),
    *("--config", "exclude=[]", "--config", "lint.mccabe.max-complexity=10"),
    *("--select", SELECTION, "--output-format", "json-lines"),
    *("--target-version", "py{}{}".format(*min(sys.version_info[:2], _NEWEST))),
)

_ENABLED = re.compile(r"^linter\.rules\.enabled = \[\n(.*?)^\]", re.M | re.S)
_RULE = re.compile(r"\(([A-Z]+\d+)\),?$", re.M)


def rules(program: Program) -> tuple[tuple[str, int], ...]:
    """Return how many rules of each set the selection has.

    :raises RuffFailed: ruff does not say.
    """
    printed: list[bytes] = []
    with TemporaryDirectory(prefix="kwindex-") as folder:
        Path(folder, "empty.py").touch()
        arguments = (*_ARGUMENTS, "--show-settings", "empty.py")
        program.run(arguments, folder, SECONDS, printed.append)
    enabled = _ENABLED.search(b"".join(printed).decode(errors="replace"))
    counts = Counter(map(rule_set, _RULE.findall(enabled[1]))) if enabled else Counter[str]()
    if not counts:
        raise RuffFailed("it does not tell its rules")
    return tuple(sorted(counts.items()))


def reports(
    program: Program, wanted: Mapping[str, tuple[str, bool]], text: Callable[[str], str]
) -> Iterator[tuple[str, Report]]:
    """Yield what ruff says of each file, by the key that `wanted` has for it.

    :param wanted: key of the text, and whether it is a stub, by a key of hexadecimal digits.
    :param text: returns a text by its key.
    """
    waiting = iter(wanted)
    while batch := list(islice(waiting, BATCH)):
        yield from _read(program, batch, wanted, text)


def _read(
    program: Program,
    batch: list[str],
    wanted: Mapping[str, tuple[str, bool]],
    text: Callable[[str], str],
) -> Iterator[tuple[str, Report]]:
    """Read one batch; where ruff fails on it, its halves, down to the file that it fails on."""
    found = Reports()
    names = {key: key + (".pyi" if wanted[key][1] else ".py") for key in batch}
    try:
        with TemporaryDirectory(prefix="kwindex-") as folder:
            for key, name in names.items():
                Path(folder, name).write_text(text(wanted[key][0]), "utf-8", newline="")
            program.run(
                (*_ARGUMENTS, "--ignore-noqa", "."), folder, SECONDS + MORE * len(batch), found.take
            )
    except (RuffFailed, ValueError) as failed:
        if len(batch) == 1:
            said = str(failed) if isinstance(failed, RuffFailed) else "it failed on the file"
            yield batch[0], Report(problem=said)
            return
        middle = len(batch) // 2
        yield from _read(program, batch[:middle], wanted, text)
        yield from _read(program, batch[middle:], wanted, text)
        return
    by_name = by_base_name(found)
    for key, name in names.items():
        yield key, by_name.get(name, Report())
