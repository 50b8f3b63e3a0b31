"""Names of files and folders that mean something to a system, a shell, a browser, a theme, to us."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

from tests.hostile.inputs.made import Input

WINDOWS = ("CON", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "CONIN$", "CLOCK$", "COM\u00b9")

#: Names that pages, folders and elements of Sphinx, of themes and of ours have.
TAKEN = (
    *("index", "doc", "sub", "book", "keywords", "skipped", "kwindex", "search", "genindex"),
    *("modindex", "py-modindex", "_static", "_sources", "_images", "_modules", "_downloads"),
    *("objects.inv", "searchindex.js", "environment.pickle", ".buildinfo", ".doctrees", "404"),
    *("conf", "contents", "toctree", "sphinx", "README", "__init__", "__main__", "kwindex.json"),
    *("tags", "llms.txt", "index.html", "content.opf", "nav", "META-INF", "mimetype", "toc.ncx"),
    *("constructor", "__proto__", "toString", "hasOwnProperty", "main", "L-1", "top", "body"),
)

MARKS = (
    *("a b", " a", "a ", "a\tb", "a\nb", "a\rb", "\n", "a\x01b", "a\x7fb", "a\x1b[31mb", "a\x85b"),
    *(
        "-rf",
        "--help",
        "-",
        "--",
        "~",
        "~root",
        "#",
        "#a#",
        "?",
        "a?b#c",
        "%",
        "%s",
        "%00",
        "%2e%2e",
    ),
    *("%2F", "100%", "&amp;", "<b>", "<script>alert(1)</script>", "\"onclick='alert(1)'", "'", '"'),
    *(
        "`id`",
        "$(id)",
        "${HOME}",
        "$HOME",
        "*",
        "[a]",
        "{a,b}",
        "|id",
        ";id",
        "&id",
        ">a",
        "!a",
        "a\\b",
    ),
    *(
        "..",
        "...",
        "..a",
        ".a",
        "a.",
        "a..b",
        "=",
        "a=20b",
        "=20",
        "a+b",
        "a,b",
        "a:b",
        "a@b",
        "a^b",
    ),
    *(
        "javascript:alert(1)",
        "data:text!html,x",
        "http:a",
        "C:",
        "c:a",
        "\\\\host",
        "(a)",
        "a_b",
        "_",
    ),
    *(
        ":doc:`a`",
        "|a|",
        "a_",
        "*a*",
        "**a**",
        "``a``",
        ".. a::",
        "[a](b)",
        "![a](b)",
        "\\input{a}",
    ),
    *(
        "{{ a }}",
        "{% a %}",
        "{a}",
        "%(a)s",
        "\\",
        "\\\\",
        "^^M",
        "$x^2$",
        "\\kwxss{}",
        "<!--",
        "]]>",
    ),
    *("#{a}", "@a", "@import", "0", "-0", "1e9", "null", "undefined", "NaN", "None", "True", "no"),
)

LETTERS = (
    *("é", "e\u0301", "É", "E\u0301", "\u212b", "Å", "A\u030a", "ﬁ", "fi", "ß", "ss", "ẞ", "SS"),
    *(
        "İ",
        "i",
        "I",
        "ı",
        "K",
        "\u212a",
        "ſ",
        "s",
        "S",
        "Σ",
        "σ",
        "ς",
        "ǆ",
        "ǅ",
        "Ǆ",
        "Ω",
        "\u2126",
    ),
    *(
        "\u202eyp",
        "\u2066a",
        "\u200b",
        "a\u200bb",
        "\ufeffa",
        "\u00a0",
        "\u2028",
        "\u3000",
        "\u00ad",
    ),
    *(
        "\U0001f600",
        "👨\u200d👩\u200d👧",
        "🇩🇪",
        "中文",
        "עברית",
        "العربية",
        "ไทย",
        "देव",
        "\U0001f4a9",
    ),
    *("\uff0e\uff0e\uff0fa", "\u2024", "\u2215", "\uff0f", "\ufffd", "\uffff", "\ufdd0", "\ue000"),
    *("a" * 240, "é" * 120, "\U0001f600" * 60, "a." * 110, "-" * 240, "%" * 240, "=" * 200),
)

CASES = ("Case", "case", "CASE", "cAsE")

#: Names that are not UTF-8.
RAW = (b"\xff", b"caf\xe9", b"\xc3", b"a\xed\xa0\x80b", b"\xc0\xaf", b"\x80\x81", b"\xfe\xff\xff")


def _name(name: str) -> str:
    return name.replace("/", "\u2044")


def files(random: random.Random) -> Iterator[Input]:
    """Each name with and without a suffix; what a system refuses is left out where it is written."""
    text = "'''What lies here.'''\ndef function(): pass\n"
    for name in (*WINDOWS, *TAKEN, *MARKS, *LETTERS, *CASES):
        suffix = random.choice((".py", ".py", ".md", ".json", ".c", ".txt"))
        plain = _name(name)
        yield Input(f"{plain}{suffix}", text, f"the name {name[:30]!r}")
        if plain not in (".", "..") and random.random() < 0.3:
            yield Input(f"bare/{plain}", text, f"the bare name {name[:30]!r}")
    for raw in RAW:
        yield Input(raw + b".py", text, f"the bytes {raw!r}")
        yield Input(b"raw-" + raw + b"/" + raw, text, f"the bytes {raw!r} twice")
    for name in ("Ünïcödé", "한글", "が"):
        for form in ("NFC", "NFD"):
            yield Input(f"{unicodedata.normalize(form, name)}.py", text, f"{form} of {name}")


def folders(random: random.Random) -> Iterator[Input]:
    """The same as folders; deep ones; some named as the files beside them."""
    text = "class C:\n    def method(self): pass\n"
    for name in (*WINDOWS[:3], *TAKEN, *random.sample(MARKS, 50), *random.sample(LETTERS, 25)):
        if _name(name) not in (".", ".."):
            yield Input(f"{_name(name)}/m.py", text, f"in the folder {name[:30]!r}")
    for name in CASES:
        yield Input(f"cases/{name}/m.py", text, "folders that differ by case")
    yield Input("deep/" + "d/" * 200 + "m.py", text, "two hundred folders deep")
    yield Input("deep/" + "e/" * 60 + "__init__.py", "from ..... import x\n", "sixty folders deep")
    yield Input("long/" + ("n" * 200 + "/") * 12 + "m.py", text, "a path of 2,400 bytes")
    for name in ("a.py", "a.py_docs", "a.py_kw", "a.py_docs.html"):
        yield Input(f"like/{name}/m.py", text, "a folder named like a page")
    yield Input("like/a", "x\n", "a file beside them")
    yield Input("empty/.gitkeep", "", "a folder of nothing")
    yield Input("packages/__init__.py", "from .packages import packages\n", "a package of itself")
    yield Input("packages/packages/__init__.py", "from .. import packages\n", "and once more")
    yield Input("packages/packages/packages.py", "import packages.packages\n", "and again")
