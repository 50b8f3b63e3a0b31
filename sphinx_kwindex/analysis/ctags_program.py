"""The program ctags: where it is, and how it is run so that it cannot run away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from sphinx_kwindex.analysis.limited import limited

#: Bytes of address space for a run.
MEMORY = 2 << 30

_VERSION = re.compile(r"Universal Ctags (\S+?),")
_OPTIONS = ("--options=NONE", "--quiet", "-f", "-", "--output-format=json")
_FIELDS = ("--fields=+neKSl", "--sort=no", "-L", "-")


class Ctags(Struct, frozen=True):
    """An installed Universal Ctags, by its absolute path."""

    path: str
    version: str

    def run(self, names: Iterable[str], folder: str, seconds: float) -> bytes:
        """Read files by their paths from `folder`, and return what is printed.

        :returns: nothing where the run fails or takes longer than `seconds`.
        """
        try:
            ended = subprocess.run(  # noqa: S603 - arguments of our own, and no shell
                limited([self.path, *_OPTIONS, *_FIELDS], MEMORY),
                input="".join(f"{name}\n" for name in names).encode(),
                cwd=folder,
                env={"LC_ALL": "C.UTF-8", "TMPDIR": folder},
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return b""
        return ended.stdout


def installed(root: Path) -> Ctags | None:
    """Return the ctags of this machine; ``None`` where there is none, or another one.

    :param root: of the repository; a program that lies in it is not run.
    """
    path = shutil.which("ctags")
    if path is None or not os.path.isabs(path) or Path(path).resolve().is_relative_to(root):
        return None
    try:
        said = subprocess.run(  # noqa: S603 - the same
            [path, "--options=NONE", "--version"],
            cwd=os.path.abspath(os.sep),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10,
            check=False,
        ).stdout.decode(errors="replace")
    except (OSError, subprocess.SubprocessError):
        return None
    match = _VERSION.match(said)
    return Ctags(path, match[1]) if match is not None and "+json" in said else None
