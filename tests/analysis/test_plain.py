"""Files that are not Python: how long they are and what they say they are."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import FileFacts, LineCounts
from sphinx_kwindex.model.files import Reason

#: File name and text, with its summary and where that is from.
SUMMARIES = {
    ("a.md", "# A *b* `c` [d](e)\n"): ("A b c d", "heading"),
    ("a.md", "---\ntitle: no\n---\n\n[![x](y)](z)\n\nTool\n====\n"): ("Tool", "heading"),
    ("a.md", "# ![badge](x)\n\n```\n# no\n```\n\n## Yes\n"): ("Yes", "heading"),
    ("a.md", "no heading\n"): ("", ""),
    ("a.rst", ".. x\n\n====\nTool\n====\n\ntext\n"): ("Tool", "heading"),
    ("a.rst", "Tool\n~~~~~~\n"): ("Tool", "heading"),
    ("a.rst", "Too long\n---\n\ntext\n"): ("", ""),
    ("a.cpp", "/* Copyright Ada */\n\n/**\n * Tool.\n *\n * - item\n */\nint x;\n"): (
        "Tool.", "comment"),
    ("a.cpp", "/// Tool.\n// More.\n"): ("Tool.", "comment"),
    ("a.cpp", "int x; // no\n"): ("", ""),
    ("a.cpp", "/* Never closed.\n"): ("Never closed.", "comment"),
    ("a.sql", "-- Tool.\n"): ("Tool.", "comment"),
    ("a.ini", "; Tool.\n"): ("Tool.", "comment"),
    ("a.html", "<!DOCTYPE html>\n<!-- Tool. -->\n"): ("Tool.", "comment"),
    ("a.yaml", "---\n# Tool.\n"): ("Tool.", "comment"),
    ("a.sh", "#!/bin/sh\n#\n# Tool.\n"): ("Tool.", "comment"),
    ("a.sh", "# shellcheck disable=SC2086\n# Tool.\n"): ("Tool.", "comment"),
    ("a.py", "# mypy: allow-untyped-defs\nimport os\n"): ("", ""),
    ("a.json", '{"# no": 1}'): ("", ""),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), SUMMARIES)
def test_summary(name: str, text: str) -> None:
    facts = analyse(name, text.encode())
    assert facts.problem is None
    assert (facts.summary, facts.summary_source) == SUMMARIES[name, text]


def test_leading_comment_keeps_its_shape() -> None:
    source = b"/*\n * Tool.\n *\n *   - item\n *   * other\n */\n"
    assert analyse("a.c", source).docstring == "Tool.\n\n  - item\n  * other"


@pytest.mark.parametrize(
    ("text", "total", "blank"),
    [("", 0, 0), ("\n", 1, 1), ("a", 1, 0), ("a\n", 1, 0), ("a\n\n \t\nb", 4, 2)],
)
def test_lines(text: str, total: int, blank: int) -> None:
    assert analyse("a.txt", text.encode()).lines == LineCounts(total, blank=blank)


def test_form_of_the_file() -> None:
    facts = analyse("a.c", b"// @generated\r\n\xff\r\n")
    assert (facts.language, facts.lexer, facts.encoding, facts.newline) == (
        "C",
        "c",
        "latin-1",
        "CRLF",
    )
    assert facts.generated == 1
    assert facts.problem is not None
    assert facts.problem.reason is Reason.ENCODING
    assert facts.lines.total == 2


def test_binary_has_no_form() -> None:
    facts = analyse("a.c", b"\0\xff")
    assert facts.problem is not None
    assert facts == FileFacts(language="C", problem=facts.problem)
