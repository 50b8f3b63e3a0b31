"""What the names of a source lead to, from sources."""

from __future__ import annotations

import sys
from textwrap import dedent

import pytest

from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.model.anchors import line_of
from sphinx_kwindex.model.repository import Resolved
from tests.analysis.linking.builder import build


def links(sources: dict[str, str], path: str) -> list[str]:
    """Every link of a file to another line: ``line:column name file#id``."""
    sources = {name: dedent(source) for name, source in sources.items()}
    repository = build(sources)
    facts = repository.load(path)
    own = {definition.anchor: definition.line for definition in facts.definitions}
    rows = sources[path].split("\n")
    found = []
    for index, meaning in link(repository).meant(path, facts.references, facts.imports):
        reference = facts.references[index]
        places = zip(reference.places[::2], reference.places[1::2], strict=True)
        for line, column in places:
            own_line = own.get(meaning.anchor) or line_of(meaning.anchor)
            if meaning.path != path or own_line != line:
                word = rows[line - 1][column : column + reference.length]
                where = meaning.path if meaning.path != path else ""
                found.append((line, column, f"{word} {where}#{meaning.anchor}"))
    return [f"{line}:{column} {rest}" for line, column, rest in sorted(found)]


#: a module, and its links
ALONE: dict[str, tuple[str, list[str]]] = {
    "a function": ("def f(): ...\nf()\n", ["2:0 f #f"]),
    "before it is defined": ("def g(): return f()\ndef f(): ...\n", ["1:16 f #f"]),
    "a constant": (
        "LIMIT = 3\ndef f(x=LIMIT): return LIMIT\n",
        ["2:8 LIMIT #LIMIT", "2:23 LIMIT #LIMIT"],
    ),
    "a parameter hides": ("def f(): ...\ndef g(f): return f\n", []),
    "an assignment hides in all of the function": ("x = 1\ndef g():\n  print(x)\n  x = 2\n", []),
    "a loop hides": ("x = 1\ndef g():\n  for x in y: print(x)\n", []),
    "a handler hides": ("x = 1\ndef g():\n  try: ...\n  except E as x: print(x)\n", []),
    "a capture hides": ("x = 1\ndef g(v):\n  match v:\n    case [x, *_]: print(x)\n", []),
    "an import hides": ("x = 1\ndef g():\n  import x\n  return x\n", []),
    "a walrus in a comprehension hides in the function": (
        "x = 1\ndef g():\n  [(x := i) for i in y]\n  return x\n",
        [],
    ),
    "a walrus in a comprehension binds in the module": ("x = 1\n[(x := i) for i in y]\nx\n", []),
    "a comprehension hides": ("x = 1\ny = [x for x in range(3)]\n", []),
    "what it goes through first is outside": (
        "x = [1]\ny = [x for x in x]\n",
        ["2:16 x #x"],
    ),
    "what it goes through next is inside": ("x = [1]\ny = [x for x in z for w in x]\n", []),
    "a lambda hides": ("x = 1\ny = lambda x: x\n", []),
    "the default of a lambda is outside": ("x = 1\ny = lambda x=x: 0\n", ["2:13 x #x"]),
    "global": ("x = 1\ndef f():\n  global x\n  x = 2\n  return x\n", ["5:9 x #x"]),
    "global of a function": ("def f(): ...\ndef g():\n  global f\n  f = 2\nf\n", []),
    "a function that global binds": ("def g():\n  global f\n  def f(): ...\nf\n", []),
    "nonlocal": (
        "def f():\n  def g(): ...\n  def h():\n    nonlocal g\n    g = 1\n  return g\n",
        [],
    ),
    "deleted": ("def f(): ...\ndel f\nf\n", []),
    "bound twice": ("def f(): ...\ndef f(): ...\nf\n", []),
    "bound in both branches": ("if a:\n  def f(): ...\nelse:\n  def f(): ...\nf\n", []),
    "bound in one branch": ("if a:\n  def f(): ...\nf\n", ["3:0 f #f"]),
    "a builtin in one branch": ("if a:\n  def print(): ...\nprint\n", []),
    "an import or nothing": ("try:\n  import q\nexcept E:\n  q = None\nq\n", []),
    "assigned twice": ("x = 1\nx = 2\nx\n", []),
    "added to": ("x = []\nx += [1]\nx\n", ["3:0 x #x"]),
    "declared and assigned": ("x: int\nx = 1\nx\n", ["3:0 x #x"]),
    "a loop of the module": ("x = 1\nfor x in y: ...\nx\n", []),
    "overloads": (
        "@overload\ndef f(a): ...\n@overload\ndef f(b): ...\ndef f(c): ...\nf\n",
        ["6:0 f #f"],
    ),
    "a star import after": ("def f(): ...\nfrom q import *\nf\n", []),
    "a star import before": ("from q import *\ndef f(): ...\nf\n", ["3:0 f #f"]),
    "nested functions": (
        "def f():\n  def g(): ...\n  return g()\n",
        ["3:9 g #f.g"],
    ),
    "nested functions from a method": (
        "class C:\n  def f(self):\n    def g(): ...\n    return lambda: g()\n",
        ["4:19 g #C.f.g"],
    ),
    "a decorator": ("def d(f): ...\n@d\ndef d2(d): ...\n", ["2:1 d #d"]),
    "an annotation": ("class C: ...\ndef f(C: C) -> C: ...\n", ["2:9 C #C", "2:15 C #C"]),
    "a base": ("class A: ...\nclass B(A): ...\n", ["2:8 A #A"]),
    "the body of a class is not seen by its methods": (
        "def g(): ...\nclass C:\n  def g(self): return g\n",
        ["3:22 g #g"],
    ),
    "the body of a class sees itself": (
        "class C:\n  A = 1\n  B = A\n",
        ["3:6 A #C.A"],
    ),
    "until it binds the name": ("A = 0\nclass C:\n  A = A\n", []),
    "a comprehension does not see the body of the class": (
        "A = 0\nclass C:\n  A = 1\n  B = [A for _ in x]\n",
        ["4:7 A #A"],
    ),
    "but what it goes through first is there": (
        "A = 0\nclass C:\n  A = [1]\n  B = [x for x in A]\n",
        ["4:18 A #C.A"],
    ),
    "a method": (
        "class C:\n  def f(self): self.g()\n  def g(self): ...\n",
        ["2:20 g #C.g"],
    ),
    "a class method": (
        "class C:\n  @classmethod\n  def f(cls): cls.g()\n  def g(self): ...\n",
        ["3:18 g #C.g"],
    ),
    "in a function of the method": (
        "class C:\n  def f(self): return lambda: self.f\n",
        [],
    ),
    "from a function of the method": (
        "class C:\n  def f(self):\n    return lambda: self.f\n",
        ["3:24 f #C.f"],
    ),
    "another self": (
        "class C:\n  def f(self):\n    def g(self): self.f\n",
        [],
    ),
    "self is assigned": ("class C:\n  def f(self):\n    self = x\n    self.f\n", []),
    "no method": ("class C:\n  @staticmethod\n  def f(self):\n    self.f\n", []),
    "a member that an instance hides": (
        "class C:\n  x = None\n  def f(self):\n    self.x = 1\n    return self.x\n",
        [],
    ),
    "a member that is declared": (
        "class C:\n  x: int = 0\n  def f(self):\n    self.x = 1\n    return self.x\n",
        ["5:16 x #C.x"],
    ),
    "a property": (
        "class C:\n  @property\n  def x(self): ...\n  @x.setter\n  def x(self, v): ...\n"
        "  def f(self):\n    self.x = 1\n    return self.x\n",
        ["4:3 x #C.x", "8:16 x #C.x"],
    ),
    "a member under a condition": (
        "class C:\n  if a:\n    def f(self): ...\n  def g(self): self.f()\n",
        [],
    ),
    "an inherited member": (
        "class A:\n  def f(self): ...\nclass B(A):\n  def g(self): self.f()\n",
        ["3:8 A #A", "4:20 f #A.f"],
    ),
    "what an instance is given": (
        "class C:\n  def __init__(self):\n    self.x = 1\n  def f(self):\n    self.x = 2\n"
        "    return self.x\n",
        ["6:16 x #L-3"],
    ),
    "what an instance is given under a condition": (
        "class C:\n  def __init__(self):\n    if a:\n      self.x = 1\n  def f(self): self.x\n",
        [],
    ),
    "what an instance is given twice": (
        "class C:\n  def __init__(self):\n    self.x = 1\n    self.x = 2\n  def f(self): self.x\n",
        [],
    ),
    "what a subclass gives as well": (
        "class A:\n  def __init__(self): self.x = 1\nclass B(A):\n"
        "  def __init__(self): self.x = 2\n  def f(self): self.x\n",
        ["3:8 A #A"],
    ),
    "what a base gives": (
        "class A:\n  def __init__(self): self.x = 1\nclass B(A):\n"
        "  def f(self): self.x, super().x\n",
        ["3:8 A #A", "4:20 x #L-2"],
    ),
    "super": (
        "class A:\n  def f(self): ...\nclass B(A):\n  def f(self): super().f()\n",
        ["3:8 A #A", "4:23 f #A.f"],
    ),
    "the order of bases": (
        "class A:\n  def f(self): ...\nclass B(A): ...\nclass C(A):\n  def f(self): ...\n"
        "class D(B, C):\n  def g(self): self.f()\n",
        ["3:8 A #A", "4:8 A #A", "6:8 B #B", "6:11 C #C", "7:20 f #C.f"],
    ),
    "no order of bases": (
        "class A:\n  def f(self): ...\nclass B(A): ...\nclass C(A, B):\n  def g(self): self.f()\n",
        ["3:8 A #A", "4:8 A #A", "4:11 B #B"],
    ),
    "a base that is not known": (
        "from x import X\nclass A:\n  def f(self): ...\nclass B(A, X):\n"
        "  def h(self): ...\n  def g(self): self.f(), self.h()\n",
        ["4:8 A #A", "6:30 h #B.h"],
    ),
    "a base that is computed": (
        "class A:\n  def f(self): ...\nclass B(A, *more):\n  def g(self): self.f()\n",
        ["3:8 A #A"],
    ),
    "a base of Python's own after": (
        "class A:\n  def f(self): ...\nclass B(A, Exception):\n  def g(self): self.f()\n",
        ["3:8 A #A", "4:20 f #A.f"],
    ),
    "a base of Python's own before": (
        "class A:\n  def f(self): ...\nclass B(Exception, A):\n  def g(self): self.f()\n",
        ["3:19 A #A"],
    ),
    "an empty base of Python's own before": (
        "from typing import Generic, T\nclass A:\n  def f(self): ...\n"
        "class B(Generic[T], A):\n  def g(self): self.f()\n",
        ["4:20 A #A", "5:20 f #A.f"],
    ),
    "a base that stores it": (
        "class A:\n  def __init__(self): self.f = 1\nclass B(A):\n  def f(self): ...\n"
        "  def g(self): self.f()\n",
        ["3:8 A #A"],
    ),
    "a member of a class by its name": (
        "class C:\n  X = 1\n  def f(self): return C.X\n",
        ["3:22 C #C", "3:24 X #C.X"],
    ),
    "a private name in a class is another": ("def __f(): ...\nclass C:\n  x = __f\n", []),
    "a private member": (
        "class A:\n  def __f(self): ...\n  def g(self):\n    self.__f()\n"
        "class B(A):\n  def g(self): self.__f()\n",
        ["4:9 __f #A.__f", "5:8 A #A"],
    ),
    "letters that take two bytes": (
        "def f(): ...\nx = 'öä', f()\n",
        ["2:10 f #f"],
    ),
    "a name that is written otherwise": ("ﬁ = 1\nfi\n", ["2:0 fi #fi"]),
}


@pytest.mark.parametrize("case", ALONE)
def test_alone(case: str) -> None:
    source, expected = ALONE[case]
    assert links({"a.py": source}, "a.py") == expected


#: files, the one that is asked for, and its links
TOGETHER: dict[str, tuple[dict[str, str], str, list[str]]] = {
    "a function of another module": (
        {"a.py": "def f(): ...", "b.py": "from a import f as g\ng()\n"},
        "b.py",
        ["1:5 a a.py#", "1:14 f a.py#f", "2:0 g a.py#f"],
    ),
    "an attribute of a module": (
        {"a.py": "def f(): ...", "b.py": "import a\na.f()\na.g()\n"},
        "b.py",
        ["1:7 a a.py#", "2:0 a a.py#", "2:2 f a.py#f", "3:0 a a.py#"],
    ),
    "a module of a package": (
        {
            "p/__init__.py": "",
            "p/q.py": "class C:\n  def f(self): ...\n",
            "b.py": "import p.q\np.q.C.f\n",
        },
        "b.py",
        [
            "1:7 p.q p/q.py#",
            "2:0 p p/__init__.py#",
            "2:2 q p/q.py#",
            "2:4 C p/q.py#C",
            "2:6 f p/q.py#C.f",
        ],
    ),
    "an import in a function": (
        {"a.py": "def f(): ...", "b.py": "def g():\n  from a import f\n  return f\nf\n"},
        "b.py",
        ["2:7 a a.py#", "2:16 f a.py#f", "3:9 f a.py#f"],
    ),
    "a re-export": (
        {"p/__init__.py": "from .a import f", "p/a.py": "f = 1", "b.py": "from p import f\n"},
        "b.py",
        ["1:5 p p/__init__.py#", "1:14 f p/a.py#f"],
    ),
    "a relative import": (
        {"p/__init__.py": "", "p/a.py": "f = 1", "p/b.py": "from .a import f\nfrom . import a\n"},
        "p/b.py",
        ["1:5 .a p/a.py#", "1:15 f p/a.py#f", "2:5 . p/__init__.py#", "2:14 a p/a.py#"],
    ),
    "a name that the module binds twice": (
        {"a.py": "try:\n  from x import f\nexcept E:\n  f = None", "b.py": "from a import f\nf\n"},
        "b.py",
        ["1:5 a a.py#"],
    ),
    "a module that makes up its names": (
        {"p/__init__.py": "def __getattr__(name): ...", "p/a.py": "", "b.py": "from p import a\n"},
        "b.py",
        ["1:5 p p/__init__.py#"],
    ),
    "what it binds itself is sure": (
        {"p/__init__.py": "def __getattr__(name): ...\ndef f(): ...", "b.py": "from p import f\n"},
        "b.py",
        ["1:5 p p/__init__.py#", "1:14 f p/__init__.py#f"],
    ),
    "a star import with __all__": (
        {"a.py": "__all__ = ['f']\ndef f(): ...\ndef g(): ...", "b.py": "from a import *\nf, g\n"},
        "b.py",
        ["1:5 a a.py#", "2:0 f a.py#f"],
    ),
    "a star import without": (
        {"a.py": "def f(): ...", "b.py": "from a import *\nf\n"},
        "b.py",
        ["1:5 a a.py#", "2:0 f a.py#f"],
    ),
    "two star imports without": (
        {
            "a.py": "def f(): ...",
            "c.py": "if x:\n  def f(): ...\nelse:\n  f = 0",
            "b.py": "from a import *\nfrom c import *\nf\n",
        },
        "b.py",
        ["1:5 a a.py#", "2:5 c c.py#"],
    ),
    "two star imports, one of them of another project": (
        {"a.py": "__all__ = ['f']\ndef f(): ...", "b.py": "from a import *\nfrom x import *\nf\n"},
        "b.py",
        ["1:5 a a.py#"],
    ),
    "a base of another module": (
        {
            "a.py": "class A:\n  def f(self): ...\n",
            "b.py": "import a\nclass B(a.A):\n  def g(self): self.f()\n",
        },
        "b.py",
        ["1:7 a a.py#", "2:8 a a.py#", "2:10 A a.py#A", "3:20 f a.py#A.f"],
    ),
    "modules that import each other": (
        {"a.py": "from b import f", "b.py": "from a import f\nf\n"},
        "b.py",
        ["1:5 a a.py#"],
    ),
    "a submodule that the package has another meaning for": (
        {"p/__init__.py": "from x import a", "p/a.py": "", "b.py": "import p\np.a\n"},
        "b.py",
        ["1:7 p p/__init__.py#", "2:0 p p/__init__.py#"],
    ),
}


#: files that are no Python, the one that is asked for, and its links
FILES: dict[str, tuple[dict[str, str], str, list[str]]] = {
    "includes": (
        {
            "a.h": "",
            "include/b/c.h": "",
            "a.c": '#include "a.h"\n#include <b/c.h>\n#include <stdio.h>\n',
        },
        "a.c",
        ["1:10 a.h a.h#", "2:10 b/c.h include/b/c.h#"],
    ),
    "links of Markdown": (
        {"docs/b.md": "", "a.md": "See [b](docs/b.md#x) and\n[it](docs/b.md), [no](docs/c.md).\n"},
        "a.md",
        ["1:8 docs/b.md docs/b.md#", "2:5 docs/b.md docs/b.md#"],
    ),
    "a path that is there twice": (
        {"b.md": "", "a.md": "b.md is [b](b.md)\n"},
        "a.md",
        [],
    ),
    "a path with escapes": ({"b c.md": "", "a.md": "[b](<b c.md>)\n"}, "a.md", []),
    "a path of YAML": (
        {
            ".github/actions/x/action.yml": "name: x\nruns:\n  steps: []\n",
            "w.yml": "on: push\njobs:\n  a:\n    steps:\n    - uses: ./.github/actions/x\n",
        },
        "w.yml",
        ["5:12 ./.github/actions/x .github/actions/x/action.yml#"],
    ),
    "modules of JavaScript": (
        {"b.js": "", "a.js": "import {x, y} from './b.js';\n"},
        "a.js",
        ["1:20 ./b.js b.js#"],
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_files(case: str) -> None:
    sources, path, expected = FILES[case]
    assert links(sources, path) == expected


@pytest.mark.parametrize("case", TOGETHER)
def test_together(case: str) -> None:
    sources, path, expected = TOGETHER[case]
    assert links(sources, path) == expected


def test_what_is_said() -> None:
    source = '''
        class C(Base, key=1):
            """A class.

            More."""
            def f(self, x: int = 0) -> str:
                """Do."""
        token: str = "secret"
    '''
    repository = build({"a.py": source})
    found = link(repository)
    facts = repository.load("a.py")
    said = [found.tip(Resolved("a.py", each.anchor)) for each in facts.definitions]
    assert said == [
        "class C(Base, key=1)\nA class.",
        "C.f(self, x: int = 0) -> str\nDo.",
        "token: str",
    ]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="parameters of types came with 3.12")
def test_parameters_of_types_hide() -> None:
    source = (
        "class T: ...\ndef f[T](x: T) -> T: return T\nclass C[T](B[T]):\n  def g(self): return T\n"
    )
    assert links({"a.py": source}, "a.py") == []


@pytest.mark.skipif(sys.version_info < (3, 12), reason="names in strings have places since 3.12")
def test_names_in_strings() -> None:
    assert links({"a.py": "x = 1\nf'{x}'\n"}, "a.py") == ["2:3 x #x"]
