"""Files that other programs may read while a build goes on: there whole, or as they were."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of `path` when all of it is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # The builds of one output folder may write at the same time, and so may processes of one.
    scratch = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with scratch.open("wb") as out:
            yield out
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)


def put(path: Path, content: bytes) -> None:
    """Make `content` that of a file, leaving it and its time alone where it is so already."""
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        pass
    with whole(path) as out:
        out.write(content)
