"""A command that may take so much memory and no more, and leaves no core."""

from __future__ import annotations

import sys
from collections.abc import Sequence

#: Limits what it then becomes. It does not matter where that is: Python starts it by its path.
_LIMITED = """
import os, resource, sys
for limit, most in ((resource.RLIMIT_AS, int(sys.argv[1])), (resource.RLIMIT_CORE, 0)):
    soft, hard = resource.getrlimit(limit)
    try:
        resource.setrlimit(limit, (most if hard < 0 else min(most, hard), hard))
    except (OSError, ValueError):
        pass
os.execv(sys.argv[2], sys.argv[2:])
"""


def limited(command: Sequence[str], memory: int) -> list[str]:
    """Return what starts `command` with at most so many bytes of address space.

    :param command: its program by an absolute path. Where there are no such limits (Windows) it is
        returned as it is.
    """
    if sys.platform == "win32":
        return list(command)
    return [sys.executable, "-I", "-S", "-c", _LIMITED, str(memory), *command]
