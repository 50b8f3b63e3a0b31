"""What a build wrote, to be compared with what another one wrote."""

from __future__ import annotations

from collections.abc import Callable, Set
from pathlib import Path

from tests.conftest import Builder


def snapshot(outdir: Path) -> dict[str, bytes]:
    """Bytes of every file of an output folder, doctrees left out."""
    return {
        path.relative_to(outdir).as_posix(): path.read_bytes()
        for path in sorted(outdir.rglob("*"))
        if path.is_file() and ".doctrees" not in path.parts
    }


def assert_incremental_equals_clean(
    change: Callable[[Path], None],
    root: Path,
    build: Builder,
    elsewhere: Path,
    left: Set[str] = frozenset(),
) -> None:
    """Build, change the repository, and build again: what is there is what a clean build writes.

    :param elsewhere: where the clean build goes.
    :param left: files of the first build that stay there.
    """
    before = snapshot(build(root / "docs").outdir)
    change(root)
    incremental = snapshot(build(root / "docs").outdir)
    clean = snapshot(build(root / "docs", builddir=elsewhere).outdir)
    assert sorted(incremental.keys() - left) == sorted(clean)
    assert [name for name in clean if incremental[name] != clean[name]] == []
    assert incremental != before
