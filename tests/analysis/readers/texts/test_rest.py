"""reStructuredText: each construct with what is found in it, titles against docutils itself."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from tests.analysis.readers.texts.reading import linked, named, read

#: Text, and the names that it defines.
NAMES = {
    "A\n=\n\nB\n-\n\nC\n~\n\nD\n=\n": [
        "heading A 1-9", "heading A / B 4-9", "heading A / B / C 7-9", "heading D 10-11"],
    "==\nA1\n==\n\nB\n==\ntext\n": ["heading A1 2-7", "heading A1 / B 5-7"],
    "====\n  A\n====\n": ["heading A 2-3"],
    "Longer than below\n====\n": ["heading Longer than below 1-2"],
    "Longer\n===\n": [],
    "1. A\n====\n": ["heading 1. A 1-2"],
    "- A\n----\n\ntext\n": [],
    "two\nlines\n=====\n\ntext\n": [],
    "text\n\n----\n\ntext\n": [],
    "::\n\n    A\n    ===\n": [],
    "x::\n\n> A\n> =\n\nB\n==\n": ["heading B 6-7"],
    ".. note::\n\n   A\n   ===\n\nB\n==\n": ["heading B 6-7"],
    ".. A\n   ===\n\nB\n==\n": ["heading B 4-5"],
    "====  ====\nA     B\n====  ====\na     b\n====  ====\n\nC\n==\n": ["heading C 7-8"],
    "A\n=\n\nB\n-\n\nC\n=\n\nD\n~\n": ["heading A 1-6", "heading A / B 4-6", "heading C 7-11"],
    "``A`` *b* :doc:`c`\n==================\n": ["heading A b c 1-2"],
    "中文\n====\n\n中文\n---\n": ["heading 中文 1-5"],
    ".. _here:\n.. _there: x\n.. _`two words`:\n\nA\n=\n": [
        "target here 1", "target two words 3", "heading A 5-6"],
    ":orphan:\n:author: Ada\n\nA\n=\n": ["key orphan 1", "key author 2", "heading A 4-5"],
}  # fmt: skip

#: Text, and where it leads.
LINKS = {
    "`a <b.rst>`_ `c <https://d.org/x_>`__ https://e.org/f. (http://g.org)": [
        "1 b.rst", "1 https://d.org/x_", "1 https://e.org/f", "1 http://g.org"],
    "text `a\nb <c>`_\n": ["2 c"],
    ".. _a: https://b.org\n__ c.html\n.. __: d.html\n.. _e: f_\n": [
        "1 https://b.org", "2 c.html", "3 d.html"],
    ":doc:`a` :doc:`t <../b>` :download:`c.zip` :ref:`d <e>` :func:`f`": [
        "1 a", "1 ../b", "1 c.zip", "1 label e"],
    ".. _Here  it:\n\nA\n=\n\n:ref:`here it` :ref:`a` :numref:`b`\n:ref:`!c` :ref:`genindex`": [
        "6 label a", "6 label b"],
    ".. figure:: a.png\n   :width: 1\n   :name: here\n\n:std:ref:`here` :std:ref:`there`\n": [
        "1 a.png", "5 label there"],
    "``https://a.org`` ``:doc:`b```": [],
    ":doc:`s:a/b` :doc:`t <s:c>`": ["1 label s:a/b", "1 label s:c"],
    ".. toctree::\n   :glob:\n\n   a\n   Title <b>\n   self\n   c*\n\ntext\n": ["4 a", "5 b"],
    ".. include:: a.txt\n.. literalinclude:: b.py\n   :lines: 1\n.. include:: <isonum.txt>\n": [
        "1 include a.txt", "2 include b.py"],
    ".. image:: a.png\n   :target: x\n\n.. figure:: b.png\n\n   See :doc:`c`.\n": [
        "1 a.png", "2 x", "4 b.png", "6 c"],
    ".. |x| image:: a.png\n   :alt: y\n   :target: //b.org\n\n.. image:: c\n   :target: d_\n": [
        "1 a.png", "3 //b.org", "5 c"],
    ".. figure:: a.png\n   :target: https://b.org\n\n   https://c.org\n": [
        "1 a.png", "2 https://b.org", "4 https://c.org"],
    ".. grid-item-card:: a\n   :link: b\n   :link-type: doc\n\n   c\n\n.. card::\n   :link: d\n"
    "   :link-type: ref\n": ["2 b", "8 label d"],
    ".. |x| image:: a.png\n": ["1 a.png"],
    ".. note:: See `a <b>`_.\n\n   And `c <d>`_.\n": ["1 b", "3 d"],
    ".. code-block:: sh\n\n   https://a.org\n\n.. raw:: html\n\n   <a href='https://b'>\n": [
        "7 https://b"],
    ".. https://a.org\n\n   https://b.org\n\n::\n\n  https://c.org\n\nhttps://d.org\n": [
        "9 https://d.org"],
    "- a::\n\n    https://a.org\n\n  https://b.org\n": ["5 https://b.org"],
    "`a <javascript:b>`_\n\n.. _c: javascript:d\n.. image:: data:e\n": [],
    ">>> 'https://a.org'\n\n.. [1] https://b.org\n": ["3 https://b.org"],
    "+---+\n| a |\n| `b <c>`_ |\n+---+\n": ["3 c"],
}  # fmt: skip

#: Text, and its code blocks by language.
BLOCKS = {
    ".. code-block:: Python\n\n   x\n\n.. code:: python\n\n.. sourcecode:: c\n": {
        "python": 2, "c": 1},
    "a::\n\n  x\n\n  y\n\n::\n\n  z\n\nb::\n\nnot one\n": {"": 2},
    ".. highlight:: sh\n\na::\n\n  x\n": {"sh": 1},
    ">>> x\n1\n\n.. testcode::\n\n   x\n": {"pycon": 1, "python": 1},
    "a::\n\n> x\n> y\n\nb\n": {"": 1},
}  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    assert named(read("a.rst", text)) == NAMES[text]


@pytest.mark.parametrize("text", LINKS)
def test_links(text: str) -> None:
    assert linked(read("a.rst", text)) == LINKS[text]


@pytest.mark.parametrize("text", BLOCKS)
def test_code_blocks(text: str) -> None:
    assert dict(read("a.rst", text).code_blocks) == BLOCKS[text]


def test_what_it_is() -> None:
    facts = read("a.rst", ".. x\n\nA\n=\n\n.. note:: no\n\nOne ``two``\nthree.\n\nFour.\n")
    assert (facts.summary, facts.summary_source) == ("A", "heading")
    assert facts.docstring == "One two three."
    assert facts.reader == "sphinx-kwindex"


def depths(section: nodes.Element, level: int = 1) -> list[tuple[int, int]]:
    """Level of each section, and line of its title, as docutils has them."""
    found = []
    for child in section.children:
        if isinstance(child, nodes.section):
            found.append((level, int(child.children[0].line or 0)))
            found += depths(child, level + 1)
    return found


@pytest.mark.parametrize("text", NAMES)
def test_titles_are_those_of_docutils(text: str) -> None:
    settings = {
        "report_level": 5,
        "halt_level": 5,
        "doctitle_xform": False,
        "_disable_config": True,
    }
    settings |= {"file_insertion_enabled": False, "raw_enabled": False}
    theirs = publish_doctree(text, settings_overrides=settings)
    headings = [each for each in read("a.rst", text).definitions if each.kind == "heading"]
    ours = [each.qualname.count(" / ") + 1 for each in headings]
    assert ours == [level for level, _ in depths(theirs)]
