"""The first paragraph of a README."""

from __future__ import annotations

import time

import pytest

from sphinx_kwindex.analysis.readme import first_paragraph

MARKDOWN = """\
<p align="center"><img src="logo.png"></p>

# Title

[![build](https://x/b.svg)](https://x) | [![docs](d.svg)](y)

> a quote

- a list

Reads **all** of `code` and
[the docs](https://x), &amp; more ![no](i.png).

Second.
"""

RESTRUCTURED = """\
.. a comment
   that goes on

=====
Title
=====

|build| |docs|

.. image:: logo.png
   :alt: not this

:field: no

* a list

Subtitle
--------
Reads **all** of ``code`` and :class:`the docs <x.Y>`,
see `there <https://x>`_ and *here*::

    indented
"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("README.md", MARKDOWN, "Reads all of code and the docs, & more ."),
        ("readme.MARKDOWN", "Title\n===\n\ntext", "text"),
        ("README.rst", RESTRUCTURED, "Reads all of code and the docs, see there and here:"),
        ("README.rst", "Title\n=====\n\n.. note:: x\n", ""),
        ("README.rst", "Reads :pep:`376` and :RFC:`1`.\n", "Reads PEP 376 and RFC 1."),
        ("README.md", "Reads {pep}`376`.\n", "Reads PEP 376."),
        ("README.txt", "The tool\n\nDoes it.\nAll of it.\n", "Does it. All of it."),
        ("README", "It does *that*.\n\nMore.", "It does *that*."),
        ("README", "Only this", "Only this"),
        ("README.md", "", ""),
        ("README.rst", "====\n====\n====", ""),
    ],
)
def test_first_paragraph(name: str, text: str, expected: str) -> None:
    assert first_paragraph(name, text) == expected


def test_a_long_paragraph_is_cut_between_words() -> None:
    said = first_paragraph("README.md", "word " * 1_900)
    assert len(said) <= 2_004
    assert said.endswith("word ...")


@pytest.mark.parametrize("suffix", [".md", ".rst", ".txt"])
@pytest.mark.parametrize(
    "unit",
    ["[", "![", "`", "*", "**a ", "<", "|a", ":a:`", "`a <", "\n", " \n", "> ", "- ", "&#", "_"],
)
def test_hostile_texts_take_no_time(suffix: str, unit: str) -> None:
    start = time.process_time()
    first_paragraph(f"README{suffix}", unit * 200_000)
    assert time.process_time() - start < 5
