"""The edition of what reads files: equal editions say the same of the same bytes.

The key of facts in a store need not hold all of it, because a store belongs to one release. What
comes from another machine, or from another build, may be any other's.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sphinx_kwindex.analysis import codec, keys

#: The folders of our code that facts depend on, beside `sphinx_kwindex`'s other ones.
_ROOMS = ("analysis", "model")


@cache
def edition() -> MappingProxyType[str, str]:
    """Return the version of each thing that reads; empty for a library that is not installed.

    Our own version is a digest of our code, so that two states of a checkout are told apart.
    """
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = {"Python": python, "sphinx-kwindex": _digest(Path(__file__).parents[1])}
    return MappingProxyType(
        found | {name: keys.reader_version(name) for name in ("astroid", *keys.READERS)}
    )


def differences(other: dict[str, str]) -> list[str]:
    """Return a clause for each thing of another version than `other` has, in a fixed order.

    :param other: an :func:`edition` of another process.
    """
    ours = edition()
    return [
        f"{name} {ours.get(name) or 'none'} instead of {other.get(name) or 'none'}"
        for name in dict.fromkeys((*ours, *other))
        if ours.get(name) != other.get(name)
    ]


def _digest(package: Path) -> str:
    """A digest of the code below the rooms of `package`, 16 hexadecimal digits."""
    paths = sorted(path for room in _ROOMS for path in (package / room).rglob("*.py"))
    names = (path.relative_to(package).as_posix() for path in paths)
    parts = (
        f"{name} {codec.digest(path.read_bytes())}" for name, path in zip(names, paths, strict=True)
    )
    return codec.digest("\n".join(parts).encode())[:16]
