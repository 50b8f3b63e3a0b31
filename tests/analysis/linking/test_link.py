"""What imports and bases name, from sources."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.model.repository import Resolved
from tests.analysis.linking.builder import build

#: files, the file whose last import is asked for, and what it names as ``path#anchor``
IMPORTS: dict[str, tuple[dict[str, str], str, str]] = {
    "a definition": (
        {"p/__init__.py": "", "p/a.py": "def f(): ...", "b.py": "from p.a import f"},
        "b.py", "p/a.py#f",
    ),
    "a submodule": (
        {"p/__init__.py": "", "p/a.py": "", "b.py": "from p import a"}, "b.py", "p/a.py#",
    ),
    "a module of a namespace": ({"n/a.py": "", "b.py": "from n import a"}, "b.py", "n/a.py#"),
    "a re-export": (
        {"p/__init__.py": "from .a import f as g", "p/a.py": "def f(): ...",
         "b.py": "from p import g"}, "b.py", "p/a.py#f",
    ),
    "a re-export through three files": (
        {"p/__init__.py": "from .a import f", "p/a.py": "from .b import f",
         "p/b.py": "from p.c import f", "p/c.py": "f = 1", "b.py": "from p import f"},
        "b.py", "p/c.py#f",
    ),
    "a function named like its module": (
        {"p/__init__.py": "from .tool import tool", "p/tool.py": "def tool(): ...",
         "b.py": "from p import tool"}, "b.py", "p/tool.py#tool",
    ),
    "a package that imports its submodule": (
        {"p/__init__.py": "from . import a", "p/a.py": "", "b.py": "from p import a"},
        "b.py", "p/a.py#",
    ),
    "a package that imports its submodule, or does without": (
        {
            "p/__init__.py": "try:\n    from p import m\nexcept ImportError:\n    m = None",
            "p/m.py": "",
        },
        "p/__init__.py",
        "p/m.py#",
    ),
    "a star import": (
        {"p/__init__.py": "from .a import *", "p/a.py": "f = 1", "b.py": "from p import f"},
        "b.py", "p/a.py#f",
    ),
    "the last of two star imports": (
        {"p/__init__.py": "from .a import *\nfrom .c import *", "p/a.py": "f = 1",
         "p/c.py": "f = 2", "b.py": "from p import f"}, "b.py", "p/c.py#f",
    ),
    "a star import brings no private name": (
        {"p/__init__.py": "from .a import *", "p/a.py": "_f = 1", "b.py": "from p import _f"},
        "b.py", "p/__init__.py#",
    ),
    "__all__ brings a private name": (
        {"p/__init__.py": "from .a import *", "p/a.py": "__all__ = ['_f']\n_f = 1",
         "b.py": "from p import _f"}, "b.py", "p/a.py#_f",
    ),
    "__all__ keeps a name back": (
        {"p/__init__.py": "from .a import *", "p/a.py": "__all__ = []\nf = 1",
         "b.py": "from p import f"}, "b.py", "p/__init__.py#",
    ),
    "star imports in a circle": (
        {"a.py": "from c import *", "c.py": "from a import *", "b.py": "from a import f"},
        "b.py", "a.py#",
    ),
    "the accelerated twin may win": (
        {"a.py": "try:\n    from _fast import *\nexcept ImportError:\n    from slow import *",
         "slow.py": "f = 1", "b.py": "from a import f"}, "b.py", "a.py#",
    ),
    "two meanings": (
        {"a.py": "try:\n    from x import f\nexcept ImportError:\n    from y import f",
         "x.py": "f = 1", "y.py": "f = 2", "b.py": "from a import f"}, "b.py", "a.py#",
    ),
    "a later import wins": (
        {"a.py": "from x import f\nfrom y import f", "x.py": "f = 1", "y.py": "f = 2",
         "b.py": "from a import f"}, "b.py", "y.py#f",
    ),
    "an import in a function binds nothing": (
        {"a.py": "def g():\n    from x import f", "x.py": "f = 1", "b.py": "from a import f"},
        "b.py", "a.py#",
    ),
    "only the stub declares it": (
        {"a.py": "", "a.pyi": "def f(): ...", "b.py": "from a import f"}, "b.py", "a.pyi#f",
    ),
    "a class of Cython": (
        {"p/__init__.py": "", "p/a.pyx": "cdef class A:\n    pass", "b.py": "from p.a import A"},
        "b.py", "p/a.pyx#A",
    ),
    "what a star brings from Cython": (
        {"p/__init__.py": "from .a import *", "p/a.pyx": "def f():\n    pass",
         "b.py": "from p import f"}, "b.py", "p/a.pyx#f",
    ),
    "a name that Cython only takes": (
        {"p/a.pyx": "from p.c cimport f", "p/c.pyx": "def f():\n    pass",
         "b.py": "from p.a import f"}, "b.py", "p/a.pyx#",
    ),
    "nothing here": ({"b.py": "from numpy import array"}, "b.py", ""),
    "a star": ({"a.py": "f = 1", "b.py": "from a import *"}, "b.py", "a.py#"),
}  # fmt: skip


@pytest.mark.parametrize(("sources", "path", "named"), IMPORTS.values(), ids=IMPORTS)
def test_import(sources: dict[str, str], path: str, named: str) -> None:
    resolved = link(build(sources)).imports[path][-1]
    assert (f"{resolved.path}#{resolved.anchor}" if resolved else "") == named


#: files, the class of ``b.py`` that is asked for, and what its bases name
BASES: dict[str, tuple[dict[str, str], str, list[str]]] = {
    "the same module": ({"b.py": "class A: ...\nclass B(A): ..."}, "B", ["b.py#A"]),
    "imported": (
        {"a.py": "class A: ...", "b.py": "from a import A as Base\nclass B(Base): ..."},
        "B", ["a.py#A"],
    ),
    "of a module": (
        {"p/__init__.py": "", "p/a.py": "class A:\n    class In: ...",
         "b.py": "import p.a\nclass B(p.a.A, p.a.A.In): ..."}, "B", ["p/a.py#A", "p/a.py#A.In"],
    ),
    "of a namespace": (
        {"n/a.py": "class A: ...", "b.py": "import n.a\nclass B(n.a.A): ..."}, "B", ["n/a.py#A"],
    ),
    "re-exported": (
        {"p/__init__.py": "from .a import A", "p/a.py": "class A: ...",
         "b.py": "import p as q\nclass B(q.A): ..."}, "B", ["p/a.py#A"],
    ),
    "subscripts, keywords and calls": (
        {"b.py": "class A: ...\nclass B(A[int], make(A), Generic[A], metaclass=A): ..."},
        "B", ["b.py#A", "", ""],
    ),
    "no class": ({"b.py": "A = object\nclass B(A): ..."}, "B", [""]),
    "never itself": (
        {"a.py": "class A: ...", "b.py": "from a import A\nclass A(A): ..."}, "A", ["a.py#A"],
    ),
    "in the body of a class": (
        {"b.py": "class A: ...\nclass O:\n    class A: ...\n    class B(A): ..."},
        "O.B", ["b.py#O.A"],
    ),
    "not from the class around the class": (
        {"b.py": "class A: ...\nclass O:\n    class A: ...\n    class M:\n        class B(A): ..."},
        "O.M.B", ["b.py#A"],
    ),
    "imported in the function": (
        {"a.py": "class A: ...", "b.py": "def f():\n    from a import A\n    class B(A): ..."},
        "f.B", ["a.py#A"],
    ),
    "a parameter": ({"b.py": "class A: ...\ndef f(A):\n    class B(A): ..."}, "f.B", [""]),
    "the annotation of a parameter": (
        {"b.py": "class A: ...\ndef f(x: A):\n    class B(A): ..."}, "f.B", ["b.py#A"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sources", "anchor", "named"), BASES.values(), ids=BASES)
def test_bases(sources: dict[str, str], anchor: str, named: list[str]) -> None:
    bases = link(build(sources)).bases["b.py"][anchor]
    assert [f"{base.path}#{base.anchor}" if base else "" for base in bases] == named


def test_importers_have_the_first_line_and_no_file_is_its_own() -> None:
    links = link(
        build(
            {
                "p/__init__.py": "from .a import f\nfrom . import nothing",
                "p/a.py": "def f(): ...",
                "b.py": "import sys\nfrom p import a\nfrom p.a import f",
                "c.py": "from p import f",
            }
        )
    )
    assert links.importers == {
        "p/__init__.py": (("c.py", 1),),
        # ``c.py`` takes ``f`` from the package, which has it from here.
        "p/a.py": (("b.py", 2), ("c.py", 1), ("p/__init__.py", 1)),
    }


def test_only_what_runs_at_import_loads() -> None:
    source = """
        from typing import TYPE_CHECKING
        import a
        try:
            import b
        except ImportError:
            pass
        if TYPE_CHECKING:
            import c
        def f():
            import d
        class K:
            import e
    """
    files = {f"{name}.py": "" for name in "abcde"}
    links = link(build({**files, "m.py": source}))
    assert links.loads["m.py"] == ("a.py", "b.py", "e.py")
    assert sorted(links.importers) == sorted(files)


def test_a_stub_loads_nothing() -> None:
    sources = {"p/__init__.py": "from .a import f", "p/a.pyi": "from . import b", "p/b.py": ""}
    links = link(build(sources))
    assert links.loads == {"p/__init__.py": ("p/a.pyi",), "p/a.pyi": (), "p/b.py": ()}
    assert links.importers["p/b.py"] == (("p/a.pyi", 1),)


def test_uses_in_python_are_counted_by_spelling() -> None:
    source = """
        limit = 1
        limit = 2
        def f(size, *rest):
            global limit
            limit = size
        class A: ...
        f(size=A, limit=limit)
    """
    sources = {"a.py": source, "b.py": "size = 1\nfrom a import A as rest\nfrom a import f as A\n"}
    # The first assignment of a module defines; every other place names.
    assert link(build(sources)).uses == {"A": 3, "f": 2, "limit": 5, "size": 3}


def test_uses_in_cython_are_counted() -> None:
    source = 'cdef class A:\n    """A."""\n    def f(self):\n        return A().f()  # A\n'
    sources = {"a.pyx": source, "b.py": "from a import A\n"}
    assert link(build(sources)).uses == {"A": 2, "f": 1}


def test_uses_of_an_operator_are_not_told() -> None:
    source = """
        struct A { A& operator=(const A&); ~A(); int f(); };
        void g(A a, A b) { a = b; a.f(); }
    """
    assert link(build({"a.cpp": source})).uses == {"A": 5, "f": 1, "g": 0}


def test_names_are_counted_in_files_without_a_page_too() -> None:
    repository = build({"a.py": "def run(): pass\nrun()\n", "b.py": "from a import run\nrun()\n"})
    files = tuple(replace(file, text="") for file in repository.files)
    assert link(replace(repository, files=files)).uses == link(repository).uses == {"run": 3}


def test_uses_are_told_of_names_that_are_counted_wherever_they_are_defined() -> None:
    links = link(
        build(
            {
                "a.sh": "only_here() { :; }\nonly_here\nboth() { :; }",
                "b.c": "int once(void);\nint both(void) { return once(); }",
                "c.c": "int never(void) { return only_here; }",
            }
        )
    )
    assert links.uses == {"never": 0, "once": 1}


def test_names() -> None:
    shared = "rare_one = 1"
    links = link(
        build(
            {
                "a.py": f"{shared}\nused = 1\nused_here = used + used\nabc = 1\n__all__ = []",
                "b.py": "from a import rare_one, abc, __all__\nprint(elsewhere)",
                "c.py": "print(elsewhere)",
                "d.md": "# used used",
            }
        )
    )
    assert links.definitions["used"] == (("a.py", 1),)
    assert links.uses["used"] == 2
    assert "elsewhere" not in links.uses
    assert links.shared == {"rare_one": ("a.py", "b.py")}


def test_a_name_in_five_files_is_not_rare() -> None:
    users = {f"u{number}.py": "import a\na.common" for number in range(4)}
    links = link(build({"a.py": "common = 1\nscarce = 1", **users, "v.py": "a.scarce"}))
    assert links.shared == {"scarce": ("a.py", "v.py")}


def test_a_name_like_a_keyword_is_not_counted_and_makes_no_files_alike() -> None:
    member = "class A { get(key) { return key; } hold() {} }\n"
    links = link(build({"a.js": member, "b.js": f"{member}new A().get(1).hold();\n"}))
    assert (links.uses.get("get"), links.uses["hold"]) == (None, 1)
    assert links.shared == {"hold": ("a.js", "b.js")}


def test_a_package_of_many_files_makes_no_few_alike() -> None:
    files = {f"{name}.java": f"package org.shop; class {name.upper()} {{}}" for name in "ab"}
    assert link(build(files)).shared == {}


def test_a_name_is_shared_by_files_whose_names_are_counted() -> None:
    recipes = {f"{name}/Makefile": "ROOT_DIR = 1\n" for name in "ab"}
    sources = {**recipes, "a.py": "ROOT_DIR = 1", "b.py": "from a import ROOT_DIR"}
    assert link(build(recipes)).shared == {}
    assert link(build(sources)).shared == {"ROOT_DIR": ("a.py", "b.py")}


def test_a_file_that_does_not_parse_is_still_a_module() -> None:
    links = link(build({"a.py": "def f(:", "b.py": "from a import f"}))
    assert links.imports["b.py"] == (Resolved("a.py"),)
    assert links.imports["a.py"] == ()


def test_an_import_names_the_file_that_is_loaded_and_not_the_one_that_defines() -> None:
    sources = {
        "pkg/__init__.py": "from pkg.sub.core import tool\nfrom pkg.sub import other\n",
        "pkg/sub/__init__.py": "from .core import other\n",
        "pkg/sub/core.py": "def tool(): ...\ndef other(): ...\n",
        "user.py": "from pkg import tool\nimport os\n",
        "both.py": "from pkg import tool\nfrom pkg.sub.core import other\n",
    }
    links = link(build(sources))
    assert list(links.named("user.py")) == ["pkg/__init__.py"]
    assert list(links.named("pkg/__init__.py")) == ["pkg/sub/core.py", "pkg/sub/__init__.py"]
    assert links.reexports["user.py"] == {"pkg/sub/core.py"}
    assert not links.is_through("both.py", "pkg/sub/core.py")
