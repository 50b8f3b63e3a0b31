"""Each form of import, and the scopes that an import can stand in."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.python import analyse

FORMS = {
    "import a": [("a", None, None, 1)],
    "import a.b as c, d": [("a.b", None, "c", 1), ("d", None, None, 1)],
    "from a import b as c, d": [("a", "b", "c", 1), ("a", "d", None, 1)],
    "from . import a": [(".", "a", None, 1)],
    "from ...a.b import c": [("...a.b", "c", None, 1)],
    "from a import *": [("a", "*", None, 1)],
    "\nfrom a import (  # why\n  b,\n  c,\n)": [("a", "b", None, 2), ("a", "c", None, 2)],
    "x = 'import a'  # import b": [],
}


@pytest.mark.parametrize("source", FORMS)
def test_forms(source: str) -> None:
    found = [(item.module, item.name, item.alias, item.line) for item in analyse(source).imports]
    assert found == FORMS[source]


SCOPES = {
    "import a": "module",
    "with x:\n import a": "module",
    "if x:\n import a": "conditional",
    "try:\n pass\nexcept E:\n import a": "conditional",
    "for x in y:\n import a": "conditional",
    "while x:\n pass\nelse:\n import a": "conditional",
    "match x:\n case _:\n  import a": "conditional",
    "class A:\n import a": "class",
    "class A:\n if x:\n  import a": "conditional",
    "def f():\n import a": "function",
    "def f():\n try:\n  import a\n finally:\n  pass": "function",
    "def f():\n class A:\n  import a": "function",
    "if x:\n async def f():\n  import a": "function",
    "if TYPE_CHECKING:\n import a": "type-checking",
    "if t.TYPE_CHECKING:\n if x:\n  import a": "type-checking",
    "def f():\n if TYPE_CHECKING:\n  import a": "type-checking",
    "if TYPE_CHECKING:\n pass\nelse:\n import a": "conditional",
    "if TYPE_CHECKING:\n pass\nelif x:\n import a": "conditional",
    "if not TYPE_CHECKING:\n import a": "conditional",
}


@pytest.mark.parametrize("source", SCOPES)
def test_scopes(source: str) -> None:
    assert [item.scope for item in analyse(source + "\n").imports] == [SCOPES[source]]
