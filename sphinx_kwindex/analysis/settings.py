"""What a survey of a repository is to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_kwindex.analysis.analysers import Analyser
from sphinx_kwindex.analysis.factories import Factory
from sphinx_kwindex.model.files import Reason

#: ``warn(reason, path, line, message)``; `path` is empty for the repository as a whole.
Warn = Callable[[Reason | str, str, int, str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a survey is to do; each field is one configuration value or follows from it.

    :ivar never: files and folders that are left out whatever git says: our own output.
    :ivar generated, vendored: whether such files are documented as others are.
    :ivar ruff_config: empty for our own selection of ruff's rules, or ``repository``.
    :ivar jobs: how many children read files side by side.
    :ivar cache: folder of facts that other builds share, or ``None``.
    :ivar executor: what reads files instead of children of ours.
    :ivar secrets: patterns of the files that are published although they tell of a credential.
    :ivar coverage: path of a data file of coverage.py from the root; empty to read none.
    :ivar analysers: readers of other packages.
    :ivar clone_url, commit: of the host's environment, where it gives them; else empty.
    """

    root: Path
    name: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    untracked: bool = False
    max_size: int = 2 * 1024 * 1024
    prefix: str = "kwindex"
    combined: bool = False
    generated: bool = False
    vendored: bool = False
    ruff_config: str = ""
    jobs: int = 1
    source_url: str = ""
    coverage: str = ""
    clone_url: str = ""
    commit: str = ""
    analysers: tuple[Analyser, ...] = ()
    secrets: tuple[str, ...] = ()
    never: tuple[Path, ...] = field(default=(), compare=False)
    # Who reads is no part of what is read.
    cache: Path | None = field(default=None, compare=False, repr=False)
    executor: Factory | None = field(default=None, compare=False, repr=False)
