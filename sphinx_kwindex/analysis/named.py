"""The definitions that programs name, as the store keeps them."""

from __future__ import annotations

from sphinx_kwindex.model.records import Record


class Named(Record, frozen=True):
    """A definition that programs name.

    :ivar path: of its file.
    :ivar qualname, anchor: as in its facts.
    :ivar declared: whether its body is elsewhere.
    :ivar prominent: whether it is a public type, or a public function in nothing but namespaces,
        whose body is here.
    """

    path: str
    qualname: str
    anchor: str
    declared: bool = False
    prominent: bool = False


class Source(Record, frozen=True):
    """A file whose names are noted.

    :ivar number: its place among them.
    :ivar facts: name of the facts that they were taken from; empty for none.
    """

    number: int
    facts: str
