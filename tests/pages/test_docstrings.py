"""Docstrings in each markup, above all those that nobody means well by."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles, states

from sphinx_kwindex.pages import docstrings
from sphinx_kwindex.pages.docstrings import DEPTH_LIMIT, MARKUP_LIMIT, MODES, depth, renderer
from sphinx_kwindex.pages.docstrings.moved import moved
from sphinx_kwindex.pages.parts import paragraph, prose

_KINDS = """
Text paragraph emphasis strong literal reference subscript superscript
bullet_list enumerated_list list_item definition_list definition_list_item term classifier
definition field_list field field_name field_body line_block line option_list option_list_item
option_group option option_string option_argument description block_quote attribution
literal_block table tgroup colspec thead tbody row entry
attention caution danger error hint important note tip warning seealso
"""
#: What a docstring may become; nothing here loads, runs or points anywhere by itself.
HARMLESS = frozenset(_KINDS.split())

HOSTILE = {
    "raw": ".. raw:: html\n\n   <script>",
    "include": ".. include:: /etc/hostname\n\n.. literalinclude:: /etc/hostname",
    "table from file": ".. csv-table::\n   :file: /etc/hostname",
    "image": ".. image:: http://example.org/x.png\n\n.. figure:: y.png\n\n![z](http://z.png)",
    "role": ".. role:: raw-html(raw)\n   :format: html\n\n:raw-html:`<script>`",
    "default role": ".. default-role:: raw\n\n`x`",
    "substitution": ".. |s| image:: x.png\n\n|s| and |gone|",
    "target": ".. _target:\n\n_`inline` target_ `anonymous`__\n\n__ javascript:alert(1)",
    "script link": "`x <javascript:alert(1)>`_ [x](javascript:alert(1)) <data:text/html,x>",
    "html": "<script>alert(1)</script> <b onclick='x'>y</b>",
    "cross-reference": ":py:func:`os.remove` :ref:`genindex` :doc:`/index` :download:`x`",
    "toctree": ".. toctree::\n   :glob:\n\n   **\n\n.. contents::\n\n.. index:: x",
    "autodoc": ".. automodule:: os\n\n.. exec:: print(1)\n\n.. py:function:: f()",
    "class": ".. class:: evil\n\n.. container:: evil\n\n   x\n\n.. meta::\n   :x: y",
    "footnotes": "[1]_ [#a]_ [*]_ [C]_\n\n.. [1] one\n.. [#a] two\n.. [*] three\n.. [C] four",
    "options": ".. code-block:: no-such-language\n   :name: evil\n   :class: evil\n\n   x",
    "unclosed": "*a **b ``c `d |e [f]_ _g",
    "titles": "A\n=\n\nB\n-\n\nC\n=\n\nB\n-\n\nD\n~\n\nE\n-\n",
    "sections out of order": "A\n-\n\nB\n=\n\nC\n~\n\nD\n=\n",
    "controls": "a\x00b\x1b[31m \x0b\x0c \ud800 \u202e",
    "nested lists": "\n".join("  " * i + "- x\n" for i in range(200)),
    "nested on a line": "- " * 10_000 + "x",
    "nested quotations": ">" * 10_000 + " x",
    "nested links": "[" * 10_000,
    "stars": "*a **a " * 5_000,
    "long line": "x" * 40_000,
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_docstrings_do_nothing(mode: str, text: str) -> None:
    made = nodes.container("", *renderer(mode)(text))
    assert made.children
    found = list(made.findall())[1:]
    assert {type(node).__name__ for node in found} <= HARMLESS
    assert depth(list(made.children)) <= DEPTH_LIMIT
    for node in made.findall(nodes.Element):
        assert not node["ids"] + node["names"] + node["dupnames"]
        assert node["classes"] in ([], ["kwindex-external"])
        assert node.get("refuri", "http://").startswith(("http://", "https://"))
        assert node.document is None
    made.astext().encode("utf-8")


def test_directives_that_are_not_known_are_shown_as_written() -> None:
    made = renderer("rst")("Before.\n\n.. include:: x.txt\n   :literal:\n\nAfter *this*.")
    assert [node.astext() for node in made] == [
        "Before.",
        ".. include:: x.txt\n   :literal:",
        "After this.",
    ]
    assert isinstance(made[1], nodes.literal_block)


def test_a_problem_makes_the_docstring_plain_text() -> None:
    text = "A *fault.\n\n:class:`x`"
    assert [node.astext() for node in renderer("rst")(text)] == ["A *fault.", ":class:`x`"]


def test_the_number_of_a_proposal_is_shown_with_what_it_is_of() -> None:
    text = "Parse a :pep:`376` RECORD, as :rfc:`1` says."
    shown = "Parse a PEP 376 RECORD, as RFC 1 says."
    assert [node.astext() for node in renderer("rst")(text)] == [shown]
    assert paragraph(*prose(text)).astext() == shown


def test_markup_that_is_meant_well() -> None:
    text = (
        "Use :class:`~a.b.Hammer`, *never* `hands`; see `docs <https://example.org>`_ or Py_.\n\n"
        ".. _Py: https://python.org\n\n"
        ".. note:: Take care.\n\n"
        ".. versionadded:: 1.2 With *care*.\n\n"
        ".. code-block:: python\n   :linenos:\n\n   x = 1\n\n"
        "Notes\n-----\n\nforce : int : N\n    how\n\n"
        ":param nail: the nail\n\n>>> 1 + 1\n2\n\n* a\n\n  * b\n"
    )
    made = nodes.container("", *renderer("rst")(text))
    assert [node.astext() for node in made.findall(nodes.literal)] == ["Hammer", "hands"]
    assert [node["refuri"] for node in made.findall(nodes.reference)] == [
        "https://example.org",
        "https://python.org",
    ]
    assert [node["language"] for node in made.findall(nodes.literal_block)] == ["python", "pycon"]
    assert [node.astext() for node in made.findall(nodes.note)] == ["Take care."]
    assert "Added in version 1.2. With care." in made.astext()
    assert [node.astext() for node in made.findall(nodes.strong)] == ["Notes"]
    assert [node.astext() for node in made.findall(nodes.field_name)] == ["param nail"]
    # Sphinx fails on a classifier that has no line.
    assert [node.astext() for node in made.findall(nodes.term)] == ["force : int : N"]
    assert len(list(made.findall(nodes.bullet_list))) == 2


def test_markdown() -> None:
    text = "# Title\n\n*a* `b` [c](https://example.org) ![d](e.png)\n\n3. x\n4. y\n\n```py\nz\n```"
    made = nodes.container("", *renderer("markdown")(text))
    assert made.astext() == "Title\n\na b c d\n\nx\n\ny\n\nz"
    (numbered,) = made.findall(nodes.enumerated_list)
    assert numbered["start"] == 3
    (block,) = made.findall(nodes.literal_block)
    assert block["language"] == "python"


def test_plain_text_keeps_what_depends_on_its_layout() -> None:
    text = (
        "Two lines\nof prose.\n\nArgs:\n    nail: what\n\n    force: how\n\n"
        "- a\n- b\n\nNotes\n-----\nMore.\n\n====  ====\na     b\n====  ====\n\n>>> 1\n1"
    )
    shown = [(type(node).__name__, node.astext()) for node in renderer("plaintext")(text)]
    assert shown == [
        ("paragraph", "Two lines of prose."),
        ("paragraph", "Args:"),
        ("literal_block", "nail: what\n\nforce: how"),
        ("line_block", "- a\n\n- b"),
        ("paragraph", "Notes"),
        ("paragraph", "More."),
        ("literal_block", "====  ====\na     b\n====  ===="),
        ("literal_block", ">>> 1\n1"),
    ]


def test_long_code_is_split_for_latex() -> None:
    made = renderer("plaintext")("x:\n" + "\n".join(f"    {i}" for i in range(1000)))
    assert [len(node.astext().split("\n")) for node in made[1:]] == [400, 400, 200]


def test_long_docstrings_are_not_read_as_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def parse(text: str) -> list[nodes.Node]:
        asked.append(text)
        return []

    monkeypatch.setitem(docstrings._PARSERS, "rst", parse)
    render = renderer("rst")
    assert render("*x*" + " " * (MARKUP_LIMIT - 3))[0].astext() == "*x*"
    assert len(asked) == 1
    assert render("*x*" + " " * (MARKUP_LIMIT - 2))[0].astext() == "*x*"
    assert len(asked) == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("word", ["=" * 6_000, "a" * 6_000, "*a*," * 4_000])
def test_words_without_end_are_shown_as_written(mode: str, word: str) -> None:
    text = f"A text.\n\nx {word}"
    (shown,) = renderer(mode)(text)
    assert isinstance(shown, nodes.literal_block)
    assert shown.astext() == text
    code = f"A text::\n\n    x {word}"
    assert any(isinstance(each, nodes.paragraph) for each in renderer(mode)(code))
    assert isinstance(renderer(mode)(f"x {word[:2_000]}")[0], nodes.paragraph)


def test_nodes_do_not_keep_the_parsed_document(monkeypatch: pytest.MonkeyPatch) -> None:
    documents: list[weakref.ref[nodes.document]] = []

    def watched(document: nodes.document) -> list[nodes.Node]:
        documents.append(weakref.ref(document))
        return moved(document)

    monkeypatch.setattr("sphinx_kwindex.pages.docstrings.rst.moved", watched)
    made = renderer("rst")("A *word*.\n\n- a\n\n  - b\n\n.. note:: c")
    gc.collect()
    assert made
    assert [each() for each in documents] == [None]


def test_what_docutils_shares_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another document may be half read: its default role, its directives, its machines."""

    class Spy(Directive):
        def run(self) -> list[nodes.Node]:
            raise AssertionError("a directive of the process was run")

    def forbidden(*arguments: object) -> object:
        raise AssertionError("a role or directive of the process was asked for")

    monkeypatch.setattr(directives, "directive", forbidden)
    monkeypatch.setattr(roles, "role", forbidden)
    known, named = vars(directives)["_directives"], vars(roles)["_roles"]
    monkeypatch.setitem(known, "spy", Spy)
    monkeypatch.setitem(named, "", forbidden)
    monkeypatch.setattr(states.RSTState, "nested_sm_cache", [])
    made = renderer("rst")(".. spy::\n\n`x` :emphasis:`y`\n\n- a\n\n  .. spy::\n\n.. role:: z\n")
    assert isinstance(made[0], nodes.literal_block)
    assert list(nodes.container("", *made).findall(nodes.emphasis))
    assert named[""] is forbidden
    assert "z" not in named
    assert states.RSTState.nested_sm_cache == []


def test_no_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.txt").write_text("secret")
    monkeypatch.chdir(tmp_path)
    text = ".. include:: x.txt\n\n.. raw:: html\n   :file: x.txt\n\n.. csv-table::\n   :file: x.txt"
    for mode in MODES:
        assert not [node for node in renderer(mode)(text) if "secret" in node.astext()]
