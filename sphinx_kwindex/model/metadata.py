"""What the files of a Python project declare of it: names, dependencies, commands, tests."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from sphinx_kwindex.model.records import Record


class Command(Record, frozen=True, order=True):
    """A console script or another entry point that a project installs.

    :ivar name: as the user types it, or the name of the entry point.
    :ivar group: ``console_scripts``, ``gui_scripts``, or the group of the entry point.
    :ivar value: the object reference, as written: ``package.module:function``.
    :ivar path: of the file that declares it.
    """

    name: str
    group: str
    value: str
    path: str

    @property
    def module(self) -> str:
        """Dotted name of the module that it starts in."""
        return self.value.partition("[")[0].partition(":")[0].strip()

    @property
    def is_script(self) -> bool:
        """Whether installing the project puts a command of this name on the path."""
        return self.group in ("console_scripts", "gui_scripts")


class ProjectMetadata(Record, frozen=True):
    """What the project says of itself; every text is empty where nothing says it.

    :ivar path: of the file that `name` and `description` were read from.
    :ivar name: of the distribution, as written.
    :ivar description: one line.
    :ivar requires_python: a version specifier: ``>=3.11``.
    :ivar backend: of the build (:pep:`517`): ``hatchling.build``.
    :ivar dependencies: for each distribution that is declared, under its normalised name
        (:pep:`503`), the file that declares it: the one nearest to the root.
    :ivar scripts: commands and other entry points, sorted.
    :ivar test_paths: of each folder that pytest is told to look in, its path and the path of the
        file that says so, sorted.
    """

    path: str = ""
    name: str = ""
    description: str = ""
    requires_python: str = ""
    backend: str = ""
    dependencies: Mapping[str, str] = field(default_factory=dict)
    scripts: tuple[Command, ...] = ()
    test_paths: tuple[tuple[str, str], ...] = ()
