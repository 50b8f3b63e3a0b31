"""Which variables of shell are said to be left out."""

from __future__ import annotations

import pytest

from tests.analysis.readers import show

LISTED = {
    "export A=1\n": (),
    "A=1\nexport A\n": (),
    "A=1 make\n": (),
    "f() { local a=1; }\n": (),
    "a=1\n": ("variables",),
    "a[0]=1\n": ("variables",),
    "for a in b c; do echo; done\n": ("variables",),
    "f() { a=1; }\n": ("variables",),
}


@pytest.mark.parametrize("source", LISTED)
def test_variables_that_are_not_listed(source: str) -> None:
    assert show.read("a.sh", source).cut == LISTED[source]
