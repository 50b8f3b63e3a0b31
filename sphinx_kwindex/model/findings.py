"""What ruff, a checker of Python, says of one file."""

from __future__ import annotations

from sphinx_kwindex.model.records import Record


class Finding(Record, frozen=True):
    """What one rule says of one file in the same words, wherever it says it.

    :ivar rule: its code: ``S301``.
    :ivar message: what it says of the lines.
    :ivar address: of the rule's page in ruff's manual; empty where ruff names none.
    :ivar count: of how many lines it says so.
    :ivar lines: these, sorted, at most 20.
    :ivar times: how often it says so, of one line more than once.
    """

    rule: str
    message: str
    address: str
    count: int
    lines: tuple[int, ...]
    times: int


class Review(Record, frozen=True):
    """One file as ruff read it.

    :ivar version: of ruff.
    :ivar rules: how many rules of each set it was read with: ``(("S", 70), ("PERF", 6))``; empty
        where the repository's own configuration decided.
    :ivar findings: in the order of their first lines.
    :ivar problem: why ruff did not read the file to the end, as a clause; or empty.
    """

    version: str
    rules: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...] = ()
    problem: str = ""

    def of(self, *sets: str) -> tuple[Finding, ...]:
        """Those findings whose rules belong to one of `sets`: letters that a code begins with."""
        return tuple(found for found in self.findings if rule_set(found.rule) in sets)


def rule_set(code: str) -> str:
    """The set that a rule belongs to: ``PERF`` of ``PERF401``."""
    return code.rstrip("0123456789")
