"""What records of the model are made of."""

from __future__ import annotations

from msgspec import Struct


class Record(Struct, frozen=True, gc=False):
    """A value: nothing of it changes, and equal fields make equal records.

    A struct rather than a dataclass, as repositories have millions of them: a struct is made, kept
    as bytes and read again several times as fast, and the class itself is made without compiling
    a line, which every build that has nothing to do waits for. It is left out of Python's search
    for cycles, so that its fields are strings, numbers, tuples, mappings of these and other
    records, and never what may come to hold the record.
    """
