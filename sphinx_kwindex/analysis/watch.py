"""A limit to the time that a child has."""

from __future__ import annotations

import subprocess
import threading


class Watch:
    """Kills a child when its time is over."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self._child = child
        self._late = False
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> bool:
        """End the watch, and return whether the child was killed."""
        self._timer.cancel()
        self._timer.join()
        return self._late

    def _kill(self) -> None:
        self._late = True
        self._child.kill()
