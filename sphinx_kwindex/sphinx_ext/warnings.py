"""The warnings: each kind is a member of an enum that the manual's page is made from."""

from __future__ import annotations

import os
from collections import Counter
from enum import StrEnum
from pathlib import Path

from sphinx.util import logging

from sphinx_kwindex.model.files import Reason

logger = logging.getLogger(__name__)

#: How many warnings of one kind are shown one by one.
SHOWN = 20


class WarningKind(StrEnum):
    """Subtype of a warning of type ``kwindex``; for ``suppress_warnings`` as ``kwindex.<kind>``."""

    description: str

    def __new__(cls, value: str, description: str = "") -> WarningKind:
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    SYNTAX = "syntax", "The parser of its language refused the file; its page and source are there."
    ENCODING = "encoding", "The bytes are not text in the encoding that the file names."
    LIMIT = "limit", "Reading the file took too much time or memory, and was ended."
    OUTSIDE = "outside", "A link leads out of the repository, or in a circle; it was not followed."
    UNREADABLE = "unreadable", "The operating system refused to read the file."
    COLLISION = "collision", "Two files, or a file and a document, would have the same page."
    COVERAGE = "coverage", "The file that kwindex_coverage names is not there, or is no such data."
    SECRET = (
        "secret",
        "The file is withheld, because its name tells of a credential or it is a private key; or a "
        "credential in its text is held back.",
    )
    RUFF = "ruff", "ruff is installed and failed; the pages of Python files say nothing of it."
    CACHE = "cache", "What kwindex_cache_dir names cannot be read, or written to."
    EXECUTOR = (
        "executor",
        "What kwindex_executor names failed; what it was to read was read without it.",
    )
    REFERENCE = "reference", "A role or directive names what the repository has not."
    AMBIGUOUS = "ambiguous", "A role or directive names more than one thing of the repository."
    INTERNAL = "internal", "A mistake of sphinx-kwindex itself; please report it."


#: Reasons that are no warning: such a file is in order, and listed with the skipped files.
QUIET = frozenset(
    {
        Reason.LINK,
        Reason.SPECIAL,
        Reason.SUBMODULE,
        Reason.LFS,
        Reason.DELETED,
        Reason.SIZE,
        Reason.BINARY,
        Reason.GENERATED,
        Reason.VENDORED,
    }
)


class Reporter:
    """Gives the warnings of one survey to Sphinx, and counts what it does not show.

    :param root: of the repository; locations are paths below it.
    :param skipped: name of the page that lists what is not shown.
    """

    def __init__(self, root: Path, skipped: str) -> None:
        self._root = root
        self._skipped = skipped
        self._counts: Counter[WarningKind] = Counter()

    def __call__(self, reason: Reason | str, path: str, line: int, message: str) -> None:
        if reason in QUIET:
            return
        kind = WarningKind(str(reason))
        self._counts[kind] += 1
        if self._counts[kind] <= SHOWN:
            self._log(kind, message, f"{self._root / path if path else self._root}:{line or 1}")

    def summarise(self) -> None:
        """Say in one line for each kind how many were not shown."""
        for kind, count in sorted(self._counts.items()):
            if count > SHOWN:
                message = f"{count - SHOWN} more of this kind; the page {self._skipped} lists them"
                self._log(kind, message, str(self._root))

    def _log(self, kind: WarningKind, message: str, location: str) -> None:
        printable = os.fsencode(location).decode("utf-8", "backslashreplace")
        printable = printable.encode("unicode_escape").decode() if "\n" in printable else printable
        logger.warning("%s", message, type="kwindex", subtype=kind.value, location=printable)
