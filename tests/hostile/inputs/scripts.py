"""Markup and script in every place where a name or a text can stand."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping

from tests.hostile.inputs.made import Input, numbered
from tests.hostile.markup import RUNS, SCHEMES, patterns

#: What would run in LaTeX, in the search of Sphinx, in a spreadsheet, in a template.
OTHERS = (
    *(
        "\\kwxss{x}",
        "\\input{/etc/passwd}",
        "\\write18{id}",
        "^^5cinput{x}",
        "\\end{sphinxVerbatim}",
    ),
    *("%\\kwxss", "\\begin{document}", "\\catcode`@=0", "{{ 7*7 }}", "{% raw %}", "${7*7}", "|x|"),
    *(
        "]]><script>alert(1)</script>",
        "-->",
        "</textarea></title></style></script>",
        "\\u003cscript>",
    ),
    *("&lt;script&gt;alert(1)&lt;/script&gt;", "`x`_ :raw:`y` |z| .. raw::", "=cmd|' /C calc'!A0"),
    *("*/alert(1)/*", "\u2028alert(1)", "';alert(1)//", "\\';alert(1)//", "<scr\x00ipt>alert(1)"),
    *("[a](javascript:alert(1))", "![a](data:text/html,x)", '<https://a.org/"onclick="alert(1)>'),
    *(
        "%s%n%x",
        "\x1b[2J",
        "\u202e",
        "<math><mi xlink:href=javascript:alert(1)>",
        "<base href=//a>",
    ),
)
PAYLOADS = (*RUNS, *SCHEMES, *OTHERS)

#: By suffix, texts with ``@``, where what would run is put.
PLACES: Mapping[str, tuple[str, ...]] = {
    ".py": (
        *("'''@'''\n", "# @\n", "#!@\nx = 1\n", "def f():\n    '''@'''\n", "class C:\n    '''@'''\n"),
        *("x = '''@'''\n", "def f(x='''@'''): pass\n", "@d('''@''')\ndef f(): pass\n", "X: '''@''' = 1\n"),
        *("def f() -> '''@''': pass\n", "class C(B('''@''')): pass\n", "__all__ = ['''@''']\n"),
        *("raise E('''@''')\n", "__version__ = '''@'''\n__author__ = '''@'''\n", "x = f'{'''@'''}'\n"),
        *("type X = '''@'''\n", "import os\nos.system('''@''')\n", "x = {'''@''': '''@'''}\n", "@\n"),
        *(">>> @\n", "'''Doc.\n\n:param @: @\n:raises @: @\n\n>>> @\n'''\n", "lambda x='''@''': 0\n"),
    ),
    ".md": (
        *("# @\n", "@\n", "`@`\n", "```@\n@\n```\n", "[@](@)\n", "![@](@)\n", "> @\n", "- @\n", "<@>\n"),
        *("---\ntitle: '@'\n'@': x\n---\n# x\n", "(@)=\n# x\n", "|@|\n|-|\n|@|\n", "[^@]: @\n\n[^@]\n"),
        *("[x]: @ '@'\n\n[x]\n", "{@}`@`\n", "```{@} @\n:@: @\n@\n```\n", "<!-- @ -->\n", "@\n===\n"),
    ),
    ".rst": (
        *("@\n=====================\n", "@\n", "``@``\n", ".. @\n", ".. _@:\n\nx\n===\n", ":@: @\n"),
        *("`@ <@>`_\n", ":ref:`@`\n", ".. code-block:: @\n\n   @\n", ".. |@| replace:: @\n", ">>> @\n"),
        *(".. image:: @\n   :alt: @\n", ".. raw:: html\n\n   @\n", "* @\n", "::\n\n   @\n", "[@]_\n"),
    ),
    ".html": (
        *("<title>@</title>\n", "<h1 id='@'>@</h1>\n", "<a href='@'>@</a>\n", "<p class='@'>@\n"),
        *("<script>@</script>\n", "<style>@</style>\n", "<img src='@' alt='@'>\n", "<!--@-->\n"),
    ),
    ".css": (".a::after { content: '@' }\n", "/* @ */\n", "@import '@';\n", "[a='@'] { b: c }\n"),
    ".json": ('{"@": "@"}\n', '{"a": {"@": ["@"]}}\n', '{"name": "@", "description": "@"}\n'),
    ".yaml": ("'@': '@'\n", "a: |\n  @\n", "# @\na: &b '@'\n", "- name: '@'\n  run: '@'\n"),
    ".toml": ("'@' = '@'\n", "# @\n[a.'@']\nb = '''@'''\n", "[project]\ndescription = '''@'''\n"),
    ".ini": ("[@]\n@ = @\n", "; @\n[a]\nb = @\n"),
    ".c": ('// @\nint f(void);\n', '#include "@"\n', '#define X "@"\n', '/** @ */\nint x;\n', "#error @\n"),
    ".cpp": ('/// @\nclass A {};\n', 'namespace a { auto x = R"(@)"; }\n', '[[deprecated("@")]] int f();\n'),
    ".go": ("// @\npackage a\n", 'package a\n\nimport "@"\n', "package a\n\nvar X = `@`\n"),
    ".java": ("/** @ */\nclass A {}\n", 'class A { String x = "@"; }\n', '@A("@")\nclass B {}\n'),
    ".js": ("/** @ */\nfunction f() {}\n", "import '@';\n", "export const x = `@`;\n", "class A { '@'() {} }\n"),
    ".ts": ("/** @ */\ninterface A { '@': string }\n", "type X = '@';\n", "declare module '@' {}\n"),
    ".tsx": ("const x = <a b='@'>@</a>;\n",),
    ".rs": ("/// @\nfn f() {}\n", '#[doc = "@"]\nstruct A;\n', 'const X: &str = r"@";\n', "//! @\n"),
    ".sh": ("# @\nf() { :; }\n", "x='@'\n", "alias a='@'\n", "source '@'\n"),
    ".sql": ("-- @\nCREATE TABLE a (b int);\n", 'CREATE TABLE "@" ("@" int);\n', "COMMENT ON TABLE a IS '@';\n"),
    ".proto": ("// @\nmessage A {}\n", 'import "@";\n', 'package a; option x = "@";\n'),
    ".cmake": ("# @\nset(X \"@\")\n", "project(\"@\")\n", "add_library(@ x.c)\n", "include(@)\n"),
    ".mk": ("# @\n@: @\n\t@\n", "X = @\n", "include @\n", ".PHONY: @\n"),
    ".dockerfile": ("# @\nFROM @ AS @\nRUN @\n", "LABEL x=\"@\"\n", "ARG X=@\nENV Y @\n"),
    ".bzl": ("# @\n'''@'''\nx(name = '@', deps = ['@'])\n", "load('@', '@')\n"),
    ".pyx": ("# @\n'''@'''\ncdef f(x='@'): pass\n", "cdef extern from '@': pass\n"),
    ".kt": ("/** @ */\nclass A\n", "val x = \"\"\"@\"\"\"\n", "fun `@`() {}\n"),
    ".rb": ("# @\ndef f; end\n", "x = '@'\n", "=begin\n@\n=end\n"),
    ".txt": ("@\n",),
    ".unknown": ("@\n",),
    ".csv": ("@,@\n",),
    ".svg": ("<svg xmlns='http://www.w3.org/2000/svg' onload='@'><title>@</title></svg>\n",),
    ".xml": ("<a b='@'>@</a>\n", "<!-- @ -->\n<?@?>\n<a><![CDATA[@]]></a>\n"),
}  # fmt: skip


def everywhere(random: random.Random) -> Iterator[Input]:
    """All payloads in each place, one file a place; those of one line apart by line ends."""
    place = 0
    for suffix, forms in PLACES.items():
        for form in forms:
            text = "".join(
                form.replace("@d", "\x00").replace("@A", "\x02").replace("@import", "\x03")
                .replace("@", payload.replace("\x00", ""))
                .replace("\x00", "@d").replace("\x02", "@A").replace("\x03", "@import")
                for payload in PAYLOADS
            )  # fmt: skip
            yield Input(f"all/{numbered(place, suffix)}", text, f"all in {form[:30]!r}")
            payload = random.choice(PAYLOADS).replace("\x00", "")
            text = form.replace("@", payload)
            why = f"{payload[:20]!r} in {form[:20]!r}"
            yield Input(f"one/{numbered(place, suffix)}", text, why)
            place += 1


def docstrings(random: random.Random) -> Iterator[Input]:
    """Docstrings that are slow or deep as Markdown and as reStructuredText, and code in them."""
    slow = [text for (name, _, _), text in patterns().items() if name in ("a.md", "a.rst")]
    slow += ["::\n\n    a " + "\x0b" * 20_000, ".. code:: c\n\n    a " + "\x0b" * 20_000]
    slow += ["```c\na " + "\x0b" * 20_000 + "\n```\n", ">>> " + "(" * 20_000]
    for place, text in enumerate(each for each in slow if len(each) < 60_000):
        quoted = repr(text)
        source = f"{quoted}\n\n\ndef f():\n    {quoted}\n"
        yield Input(numbered(place, ".py"), source, f"the docstring {text[:20]!r}")


def notebooks(random: random.Random) -> Iterator[Input]:
    """Notebooks: sources, outputs of each type, metadata, attachments, names of kernels."""
    for place, payload in enumerate(PAYLOADS):
        output = {"text/html": payload, "image/svg+xml": payload, "text/markdown": payload}
        cells = [
            {
                "cell_type": kind,
                "id": payload,
                "metadata": {"tags": [payload], "name": payload},
                "source": f"# {payload}\n",
                "attachments": {payload: {"image/png": payload}},
                "outputs": [
                    {"output_type": "display_data", "data": output, "metadata": {}},
                    {"output_type": "stream", "name": payload, "text": [payload]},
                    {"output_type": "error", "ename": payload, "traceback": [payload]},
                ],
            }
            for kind in ("markdown", "code", "raw", payload)
        ]
        metadata = {"kernelspec": {"name": payload}, "language_info": {"name": payload}}
        notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        text = json.dumps({**notebook, "authors": [{"name": payload}]})
        yield Input(numbered(place, ".ipynb"), text, f"{payload[:30]!r} in a notebook")


def projects(random: random.Random) -> Iterator[Input]:
    """What describes a project, in folders of their own."""
    for place, payload in enumerate(random.sample(PAYLOADS, 25)):
        said = json.dumps(payload)
        line = payload.replace("\n", " ")
        folder = f"{place:02d}"
        for name, text in (
            ("pyproject.toml", f"[project]\nname = {said}\ndescription = {said}\nlicense = {said}\n"
             f"authors = [{{name = {said}}}]\n[project.scripts]\n{said} = {said}\n"),
            ("package.json", f'{{"name": {said}, "scripts": {{{said}: {said}}}, "license": {said}}}'),
            ("Cargo.toml", f"[package]\nname = {said}\ndescription = {said}\n"),
            ("setup.cfg", f"[metadata]\nname = {line}\ndescription = {line}\nlicense = {line}\n"),
            ("LICENSE", f"{payload}\nSPDX-License-Identifier: {payload}\n"),
            ("README.md", f"# {payload}\n\n{payload}\n"),
            ("CODEOWNERS", f"* {line}\n*.py @{line} {line}@a.org\n"),
            ("requirements.txt", f"{line}\nx @ {line}\n"),
            ("go.mod", f"module {line}\nrequire {line} v1\n"),
            ("pom.xml", f"<project><artifactId>{line}</artifactId><name><![CDATA[{line}]]></name></project>"),
        ):  # fmt: skip
            yield Input(f"{folder}/{name}", text, f"{payload[:30]!r} in {name}")
