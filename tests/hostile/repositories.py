"""Repositories of all that is odd, broken or made to do harm."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import commit, git

#: What must be in no output: what the secrets hold, and what lies outside of the repository.
SECRET = "c0rrect-h0rse-battery"  # noqa: S105 - no password of anything
OUTSIDE = "text-from-0utside"

KEY = "\n".join(
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        *(f"{SECRET.replace('-', '')}{row:043d}" for row in range(20)),
        "-----END RSA PRIVATE KEY-----",
    ]
)

#: What would run in a browser if it came there unescaped.
SCRIPT = "<script>alert('kwindex')</script>"

HTML = f"</pre></div>{SCRIPT}<img src=x onerror=alert(1)><!-- & &amp; ]]> \"' -->"

DOCSTRING = f"""{HTML}

.. raw:: html

   {SCRIPT}

.. include:: {{outside}}
.. literalinclude:: {{outside}}
.. csv-table:: t
   :file: {{outside}}
.. image:: {{outside}}
.. |subst| replace:: {SCRIPT}
.. _hostile-target: javascript:alert(1)
.. only:: html
.. toctree::
   :glob:

   *

|subst| |undefined| `link <javascript:alert(1)>`__ :ref:`nothing` :doc:`/index` [1]_ [#f]_ `open

```{{{{raw}}}} html
{SCRIPT}
```
[x](javascript:alert(1)) ![y]({{outside}}) <b onclick=alert(1)>

====
Head
=======
    * - deep
\x07\x1b[31m \u202e \ufffe \x85
"""

#: Whether it is read depends on the version of Python: a page or a reason will do.
EITHER = "None|limit|syntax"

#: Names that themes, Sphinx and our own pages give to elements and files.
TAKEN = (
    *("main", "search", "searchbox", "rtd", "documentwrapper", "sidebar", "genindex", "index"),
    *("content", "furo", "pst", "toc", "body", "source", "keywords", "L_1", "searchInput", "top"),
    *("file_metadata", "id1", "original_source", "searchlabel", "constructor", "toString"),
)

NAMES = (
    *("a b.py", "#.py", "why?.py", "100%25.py", 'it\'s "so".py', "new\nline.py", "back\\slash.py"),
    *("a" * 247 + ".py", "é.py", "e\u0301.py", "\u202eyp.evil", "\u202egnp.py", "<b>&amp;.py"),
    *(".py", "..py", "-rf.py", "~.py", "a=20b.py", "A B.py", "tab\t.py", "co:lon.py", "x;y.py"),
    *("$HOME.py", "`id`.py", "{path}.py", "%s.py", "*.py", "[a].py", "|.py", "index.py", "doc.py"),
    *("Foo.py", "foo.py", "FOO.py", "trailing .py", " leading.py", "dot.", "con.py", "name.py.py"),
    *(
        "\uff26\uff4f\uff4f.py",
        "ﬁ.py",
        "fi.py",
        "ß.py",
        "ss.py",
        "\x01\x7f.py",
        "\ufeff.py",
        "kwindex.json",
    ),
)

FOLDERS = (
    *("doc", "index", "sub", "keywords", "x.py_docs", "x.py_kw", "_static", "_sources", "genindex"),
    *("book", "skipped", "kwindex", "kwindex/index", "search", "_modules", "_images", "_downloads"),
    *("a b#c?", "index.html", "objects.inv", "deep/" * 8 + "end", "Doc", ".hidden", "..dots"),
)


@dataclass
class Hostile:
    """A repository, and what it holds.

    :ivar read: paths of Python files that are fully indexed.
    :ivar withheld: the reason of every other file that a test names.
    """

    root: Path
    read: set[str] = field(default_factory=set)
    withheld: dict[str, str] = field(default_factory=dict)

    def write(self, path: str | bytes, data: str | bytes, reason: str = "") -> None:
        name = os.fsdecode(path)
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        if reason:
            self.withheld[name] = reason
        else:
            self.read.add(name)


def names(root: Path) -> Hostile:
    """Names of files and folders, some of them beside the pages of the same name."""
    made = Hostile(root)
    for name in NAMES:
        made.write(name, f'"""{name.encode("ascii", "backslashreplace")!r}"""\nx = 1\n')
    made.write(b"not \xff utf-8 \xc3.py", "def f(): pass\n")
    made.write(b"\xffolder/\xfe.py", "from . import x\n")
    for folder in FOLDERS:
        made.write(f"{folder}/__init__.py", "")
        made.write(f"{folder}/m.py", "class C:\n    def f(self): pass\n")
    made.write("only/__init__.py", "")
    made.write("only/inner/__init__.py", "from .. import inner\n")
    for name in ("sphinx", "docutils/__init__", "sphinx_kwindex", "sqlite3", "conf", "x"):
        made.write(f"{name}.py", "raise SystemExit\n")
    made.read -= {name for name in made.read if not name.endswith(".py")}
    return made


def contents(root: Path, outside: Path) -> Hostile:
    """What files hold, and files that are no files."""
    outside.mkdir()
    (outside / "secret.py").write_text(f"{OUTSIDE} = 1\n")
    made = Hostile(root)
    words = DOCSTRING.format(outside=outside / "secret.py")
    made.write("docstrings.py", _documented(words))
    made.write("markup.md", f"# {HTML}\n\n{words}")
    made.write("markup.rst", words)
    made.write("page.html", f"<html>{HTML}</html>")
    made.write("colours.css", f"/* {HTML} */ a {{ b: '</style>' }}")
    made.write("README.md", f"# Title {SCRIPT}\n\n{SCRIPT} [x](javascript:alert(1)) {words}")
    made.write("taken.py", "".join(f"class {name}:\n    pass\n" for name in TAKEN))
    made.write("same.py", "def same(): pass\n" * 2000)
    made.write("many.py", "".join(f"def f{n}():0\n" for n in range(100_000)))
    made.write("lambdas.py", "x = " + "lambda: " * 5_000 + "0\n", "limit|syntax")
    made.write("brackets.py", "x = " + "[" * 5_000 + "]" * 5_000 + "\n", "limit|syntax")
    made.write("plus.py", "x = " + "1 + " * 50_000 + "1\n", EITHER)
    made.write("else.py", "if x: pass\n" + "elif x: pass\n" * 3_000, EITHER)
    made.write("folders.py", "".join(f"{' ' * n}class C{n}:\n" for n in range(90)) + " " * 90 + "0")
    made.write("nul.py", b"x = 1\0\ndef f(): pass\n", "binary|syntax")
    made.write("nul.txt", b"a\0b\n", "binary")
    made.write("nul.md", b"# a\0b\n", "binary")
    made.write("declared.py", b"# coding: ascii\nx = '\xe9'\n", "encoding")
    made.write("undeclared.py", b"x = '\xe9'\n", "encoding")
    made.write("unknown.py", b"# coding: no-such\nx = 1\n", "encoding")
    made.write("latin.py", b"# coding: latin-1\nx = '\xe9'\n")
    made.write("rot.py", b"# coding: rot13\nk = 1\n", "encoding")
    made.write("undeclared.txt", b"caf\xe9\n", "encoding")
    made.write("utf16.py", "x = 1\n".encode("utf-16"), "encoding|binary|syntax")
    made.write("utf16.txt", "word\n".encode("utf-16"))
    made.write("utf7.py", b"# coding: utf-7\n+ADw-script+AD4-\n", "syntax")
    made.write("two.py", "print 'two'\nexec 'x'\n`1`\n", "syntax")
    made.write("open.py", f"def f(:\n'''{HTML}\n", "syntax")
    made.write(
        "surrogate.py", "x = '\\udc80'\n# \ud800\n".encode("utf-8", "surrogatepass"), "encoding"
    )
    made.write("control.py", "# \x01\x08\x1b\x7f\u202e\ufffe\uffff\u2028\x85\x0b\x0c\nx = '\x0c'\n")
    made.write("carriage.py", "a = 1\rb = 2\r\nc = 3\n")
    made.write("empty.py", "")
    made.write("blank.py", "\n\n\n")
    made.write("comments.py", "# only\n# comments\n")
    made.write("empty.txt", "")
    made.write(".env", f"PASSWORD={SECRET}\n", "secret")
    made.write("id_rsa", KEY, "secret")
    made.write("deploy/.netrc", f"password {SECRET}\n", "secret")
    made.write("notes", KEY, "secret")
    made.write("settings.py", f'import os\nKEY = """{KEY}\n"""\n')
    made.write("settings.json", '{"key": "' + KEY.replace("\n", "\\n") + '"}\n')
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"
    made.write("model.bin", pointer, "lfs")
    made.write("large.py", 'x = "' + "a" * 10_000_000 + '"\n', "size")
    made.write("large.txt", "<" * 10_000_000, "size")
    made.write("sparse.py", b"", "size")
    os.truncate(root / "sparse.py", 3_000_000_000)
    for name, target, reason in (
        ("out.py", outside / "secret.py", "outside"),
        ("out", outside, "outside"),
        ("passwd.md", Path("/etc/passwd"), "outside"),
        ("loop.py", Path("loop.py"), "outside"),
        ("ring", Path("."), "link"),
        ("folder", Path("deploy"), "link"),
        ("gone.py", Path("nowhere.py"), "link"),
        ("inside.py", Path("empty.py"), "link"),
    ):
        (root / name).symlink_to(target)
        made.withheld[name] = reason
    made.read -= {name for name in made.read if not name.endswith(".py")}
    return made


def _documented(words: str) -> str:
    quoted = repr(words)
    return (
        f"{quoted}\n"
        f"class Documented(dict):\n    {quoted}\n"
        f"    attribute: {HTML!r} = {HTML!r}\n"
        f"    def method(self, x={HTML!r}) -> {SCRIPT!r}:\n        {quoted}\n"
        f"@decorated({HTML!r})\ndef function():\n    {quoted}\n"
        f"CONSTANT = {HTML!r}\n"
    )


def pipe(made: Hostile, name: str = "pipe.py") -> None:
    """A FIFO, which git does not track: where it does, the file became one later."""
    (made.root / name).unlink(missing_ok=True)
    os.mkfifo(made.root / name)
    made.withheld[name] = "special"


def track(made: Hostile) -> None:
    """Make it a git repository, and let it differ from its index since."""
    root = made.root
    for name in ("pipe.py", "deleted.py", "swapped.py/x.py"):
        made.write(name, "x = 1\n")
        made.read.discard(name)
    # git would read all of it.
    (root / "sparse.py").unlink()
    (root / "sparse.py").touch()
    commit(root)
    (root / "deleted.py").unlink()
    made.withheld["deleted.py"] = "deleted"
    (root / "swapped.py" / "x.py").unlink()
    (root / "swapped.py").rmdir()
    (root / "swapped.py").write_text("x = 1\n")
    made.withheld["swapped.py/x.py"] = "deleted"
    os.truncate(root / "sparse.py", 3_000_000_000)
    pipe(made)
    inner = root / "submodule"
    inner.mkdir()
    (inner / "inner.py").write_text("x = 1\n")
    commit(inner)
    git(root, "add", "submodule")
    made.withheld["submodule"] = "submodule"
