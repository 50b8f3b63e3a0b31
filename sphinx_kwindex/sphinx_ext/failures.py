"""What is done where the store fails, or a build: what may be the reason is thrown away."""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
from collections.abc import Callable

from sphinx.errors import ConfigError, ExtensionError
from sphinx.util import logging

from sphinx_kwindex.analysis.errors import ChildDied, NotAnExecutor
from sphinx_kwindex.analysis.store import Store, is_busy

logger = logging.getLogger(__name__)

#: What is raised where the store, or a doctree of Sphinx's, is not as it was written.
_DAMAGE = (sqlite3.DatabaseError, pickle.UnpicklingError, EOFError)


def surveyed(store: Store, maker: str, survey: Callable[[], None]) -> None:
    """Prepare a store and have the survey fill it; one that is damaged is made anew.

    :param maker: what the store must have been made by.
    :raises ConfigError: what is to give an executor gives something else.
    :raises ExtensionError: says in one line why that cannot be.
    """
    try:
        try:
            store.prepare(maker)
            survey()
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                message = f"another build is reading the repository into {store.path.parent}"
                raise ExtensionError(message, error) from error
            store.reset()
            store.prepare(maker)
            survey()
    except (sqlite3.OperationalError, OSError) as error:
        raise ExtensionError(f"what was read cannot be kept: {error}", error) from error
    except NotAnExecutor as error:
        raise ConfigError(f"kwindex_executor: {error}") from error
    except ChildDied as error:
        raise ExtensionError(str(error)) from error


def ended(store: Store, exception: Exception) -> None:
    """After an exception Sphinx forgets what it has read, and so do we: it may be the reason."""
    causes = (exception, exception.__cause__, getattr(exception, "orig_exc", None))
    if any(isinstance(cause, _DAMAGE) for cause in causes):
        logger.error("what an earlier build left was damaged, and is thrown away: build again")
    # Where a disk is full, there is no making it anew.
    with contextlib.suppress(OSError):
        store.discard()
