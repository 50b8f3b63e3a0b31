"""One build at a time on a doctree folder: two would mix what they read there.

The system lets go of the lock of a process that ends, however it ends. Where there are no such
locks (Windows), nobody waits.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from sphinx.errors import ExtensionError
from sphinx.util import logging

if sys.platform != "win32":
    import fcntl

logger = logging.getLogger(__name__)

#: Seconds to wait for another build to end.
WAIT = 600.0

#: Descriptors of the locks of this process, by folder.
_held: dict[Path, int] = {}


def take(folder: Path) -> None:
    """Wait until no other process builds with what we keep in `folder`, and keep others waiting.

    :raises ExtensionError: the other does not end.
    """
    if folder in _held:
        return
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    end = time.monotonic() + WAIT
    is_told = False
    while not _is_locked(file):
        if time.monotonic() > end:
            os.close(file)
            raise ExtensionError(
                f"another build uses {folder.parent}: wait for it, or give this one a folder of "
                "its own with the option -d of sphinx-build"
            )
        if not is_told:
            logger.info("waiting for another build to end...")
            is_told = True
        time.sleep(0.1)
    _held[folder] = file


def give(folder: Path) -> None:
    """Let the next build go on."""
    if (file := _held.pop(folder, None)) is not None:
        os.close(file)


def _is_locked(file: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks
        return True
    return True
