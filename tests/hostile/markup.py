"""Texts and pages that are made to do harm: to a browser, to a reader, to who waits for it."""

from __future__ import annotations

import json
from collections.abc import Mapping

#: What must be in no output: it stands in a file outside of the repository.
OUTSIDE = "text-from-0utside"

#: What would run in a browser, in each of the places where a text can have it.
RUNS = (
    "<script>alert('kwindex')</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "</pre></code></div><b onclick=alert(1)>x</b>",
    "<!--><script>alert(1)</script>-->",
    "\"'><script>alert(1)</script>",
)
ALL = " ".join(RUNS)

SCHEMES = (
    *(
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
    ),
    *("&#106;avascript:alert(1)", "&#x6A&#x61;vascript:alert(1)", "jav&Tab;ascript:alert(1)"),
    *("%6aavascript:alert(1)", "\x01javascript:alert(1)", "vbscript:alert(1)", "view-source:x"),
    *("data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "blob:x"),
    *("//javascript:alert(1)", "https://a.org/<script>alert(1)</script>", "file:///etc/passwd"),
    *('https://a.org/"onmouseover="alert(1)', "https://[", "https://a.org:x/", "http://\u202eorg"),
)

_MARKDOWN = f"""\
---
title: "{RUNS[0]}"
{RUNS[1]}: x
---
(a{RUNS[0]})=
# Head {ALL}

{ALL}

## `{RUNS[0]}` *{RUNS[1]}* \u202e bidi \u2066 \x07\x1b[31m \ufffe

""" + "\n\n".join(f"[a]({scheme}) [b](<{scheme}>) ![c]({scheme}) <{scheme}>" for scheme in SCHEMES)

_MARKDOWN += """

![](../../secret) ![](../outside/secret.txt) [x](../outside/secret.txt) [y](/etc/passwd)

```{include} ../outside/secret.txt
```
```{literalinclude} ../outside/secret.txt
```
```{eval-rst}
.. include:: ../outside/secret.txt
.. raw:: html

   <script>alert(1)</script>
```
```{raw} html
<script>alert(1)</script>
```
```{figure} ../outside/secret.txt
```
```{csv-table}
:file: ../outside/secret.txt
```
```{<script>alert(1)</script>} x
```
```<script>alert(1)</script>
```
{raw}`<script>alert(1)</script>` {doc}`<script>alert(1)</script>` {download}`../outside/secret.txt`
"""

_REST = f"""\
:field {RUNS[0]}: {RUNS[1]}

{"=" * 600}
Head {ALL}
{"=" * 600}

{ALL}

.. include:: ../outside/secret.txt
.. literalinclude:: ../outside/secret.txt
.. csv-table:: t
   :file: ../outside/secret.txt
.. image:: ../outside/secret.txt
.. raw:: html
   :file: ../outside/secret.txt
.. raw:: html

   {RUNS[0]}
.. |s| replace:: {RUNS[0]}
.. _t {RUNS[0]}:
.. _u: javascript:alert(1)
.. code-block:: {RUNS[0]}

   x
.. role:: evil(raw)
   :format: html
.. toctree::

   ../outside/secret.txt
   {RUNS[0]} <javascript:alert(1)>

|s| :evil:`{RUNS[0]}` :doc:`{RUNS[1]}` :download:`../outside/secret.txt` t_ u_
""" + "\n\n".join(f"`a <{scheme}>`_ `b <{scheme}>`__ :doc:`c <{scheme}>`" for scheme in SCHEMES)

_HTML = f"""<!DOCTYPE html><title>{ALL}</title><base href="javascript:">
<h1 id="{RUNS[7]}" onclick="alert(1)">{ALL}</h1><p id='&lt;script>'></p>
<link rel=import href=../outside/secret.txt><object data=../outside/secret.txt></object>
""" + "\n".join(f'<a href="{scheme}">a</a><img src={scheme}>' for scheme in SCHEMES)

_CSS = f"""/* {ALL} */ @import "{SCHEMES[0]}"; @import url(../outside/secret.txt);
a[title="{RUNS[0]}"], b::after {{ --x: "</style>{RUNS[0]}"; content: "{RUNS[1]}" }}
@media (x: "{RUNS[0]}") {{ c {{ background: url({SCHEMES[0]}) }} }}
d {{ background: url(../outside/secret.txt); behavior: url(x) }} @keyframes {RUNS[0]} {{}}
"""


def _notebook(*cells: tuple[str, str]) -> str:
    made = [
        {
            "cell_type": kind,
            "metadata": {"x": ALL},
            "outputs": [{"data": {"text/html": ALL}, "output_type": "display_data"}],
            "source": source,
        }
        for kind, source in cells
    ]
    metadata = {"language_info": {"name": "python"}, "kernelspec": {"name": ALL}}
    return json.dumps({"cells": made, "metadata": metadata, "nbformat": 4}, indent=1)


#: Files by path, each with what would come to a browser or from outside.
HARMFUL: Mapping[str, str] = {
    "a.md": _MARKDOWN,
    "README.md": _MARKDOWN,
    "a.rst": _REST,
    "docs/deep.rst": _REST,
    "a.html": _HTML,
    "a.css": _CSS,
    "a.ipynb": _notebook(("markdown", _MARKDOWN), ("code", f"'''{ALL}'''\nx = '{RUNS[3]!r}'\n")),
    "magic.ipynb": _notebook(
        ("code", "!cat ../outside/secret.txt\n%run ../outside/x.py\n%%html"),
        ("code", f"%%html\n{ALL}"),
        ("code", "open('trace', 'w')\nx = 1"),
    ),
    "language.ipynb": json.dumps(
        {"cells": [{"cell_type": "code", "source": "x"}], "nbformat": 4}
        | {"metadata": {"language_info": {"name": RUNS[0]}}}
    ),
}

_MANY = 4_000
_DEEP = (1_000, 100_000)

#: Repeated as written, what some reader takes quadratic time or deep recursion for.
_REPEATED = {
    "a.md": (
        *("[", "![", "[^", "*a", "**a ", "_a", "`", "``a", "<", "<a ", "<!--", "<?", "<![CDATA["),
        *("a](b", "[a](", "[a](<", '[a](b "', "[a]: b\n", "[a]\n", "[^a]: x\n", "[[", "]", "[]"),
        *("> ", ">", "- ", "1. ", "* ", "> - ", "#", "# a\n", "a\n=\n", "|", "|a", "|-", "~~~\n"),
        *("```\n", "{a}`", "{", "(a)=\n", "+++\n", "% a\n", "&", "&amp", "\\", "\t", "   ", "\n"),
        *("<div>\n", "a  \n", "---\n", "---\na: b\n", "``" + "`{note}\n", "http://a ", "\u202e"),
        *("a|b\n-|-\n", "\u0301", "~", "~~a", "$", "$$\n", ":::\n", "]("),
    ),
    "a.rst": (
        *("`", "``", "`a", "``a", "`a <", "`a <b", ":a:`", ":a:`b", "*a", "**a", "|a", "|", "_"),
        *(".. ", ".. a::\n", ".. note::\n\n ", ".. _a:", ".. _a\\", ".. _`", "__ ", "a::\n\n"),
        *("=\n", "a\n=\n", "==\n", "= =\n", "+-", "+-+\n", "- ", "1. ", "(1) ", ":a", ":a: b\n"),
        *("::", "::\n\n ", ">>> ", "> ", "http://", "http://a ", "\\", "\t", " ", "\n", "<", ">`_"),
        *("..\n", ".. [", "a_ ", "\u0301", "\u4e2d"),
    ),
    "a.html": (
        *(
            "<div>",
            "<p>",
            "<a href=",
            "<a href='",
            "<!--",
            "<!",
            "</",
            "<",
            "&",
            "<script>",
            "<h1>",
        ),
        *("<h1", "<title>", "<a id=x>", "<svg>", "<b>x", "</b>", '"', "<table><tr><td>"),
    ),
    "a.css": (
        *("a{", "{", "}", "(", "[", "a:not(", "@media{", "@import ", "/*", '"', "url(", "a,", "a "),
        *("a>", "--a:", "a{--b:c}", "&", "\\", "@", ";", ".a{}\n"),
    ),
    "a.ipynb": ("[", "{", '{"a":', '"', "[1,", '{"cells":[', " ", "-", "\\"),
}


def patterns() -> dict[tuple[str, str, int], str]:
    """Texts by file name, what is repeated, and how often."""
    made = {
        (name, unit, _MANY): unit * _MANY for name, units in _REPEATED.items() for unit in units
    }
    for count in _DEEP:
        made |= {
            ("a.md", "quotes", count): "> " * count + "a",
            ("a.md", "brackets", count): "[" * count + "a" + "](b)" * count,
            ("a.md", "emphasis", count): "*" * count + "a" + "*" * count,
            ("a.md", "items", count): "- " * count + "a",
            ("a.rst", "levels", count): "".join(
                f"{' ' * (i % 5_000)}* a\n\n" for i in range(count)
            ),
            ("a.html", "elements", count): "<div>" * count + "a" + "</div>" * count,
            ("a.css", "blocks", count): "a{" * count + "}" * count,
            ("a.ipynb", "arrays", count): '{"metadata": ' + "[" * count + "]" * count + "}",
        }
    made["a.md", "indented", 700] = "".join(f"{'  ' * i}- a\n" for i in range(700))
    made["a.md", "table", 1_000] = "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|a|\n" * 20_000
    made["a.md", "ticks", 1_500] = "".join("`" * i + "a" for i in range(1_500))
    # Each reference stands for ten of the next (a billion laughs).
    made["a.md", "laughs", 10] = (
        "\n".join(f"[a{i}]: [a{i + 1}] " * 10 for i in range(10)) + "\n[a0]"
    )
    made["a.rst", "laughs", 10] = (
        "\n".join(f".. |a{i}| replace:: " + f"|a{i + 1}| " * 10 for i in range(10)) + "\n\n|a0|"
    )
    made["a.md", "aliases", 10] = (
        "---\na: &a [x]\n"
        + "".join(f"b{i}: &b{i} [*b{i - 1}, *b{i - 1}]\n" for i in range(1, 40))
        + "---\n"
    )
    made["a.ipynb", "numbers", 1] = '{"nbformat": ' + "9" * 100_000 + "}"
    made["a.md", "directives", 30] = "".join("`" * (40 - i) + "{note}\n" for i in range(30))
    return made
