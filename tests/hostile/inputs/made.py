"""What a generator yields: one file, as it lies in a repository, and why it is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Input:
    """A file that is made to do harm.

    :ivar path: relative to the folder of its generator.
    :ivar data: its bytes.
    :ivar why: what is tried with it, in a few words.
    :ivar heavy: whether its reader may run out of time, memory or depth, and say so on its page.
    :ivar put: puts something else in its place, after the file was committed.
    """

    path: str | bytes
    data: str | bytes
    why: str
    heavy: bool = False
    put: Callable[[Path], None] | None = None

    @property
    def name(self) -> str:
        """The path as :func:`os.fsdecode` gives it."""
        return os.fsdecode(self.path)

    @property
    def content(self) -> bytes:
        data = self.data
        return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


def numbered(place: int, suffix: str) -> str:
    """A plain name for what is not about names: ``0012.py``."""
    return f"{place:04d}{suffix}"
