"""Names of modules, and which file an import names."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.linking.modules import Modules

NAMES = {
    "a package": ("pkg/__init__.py pkg/sub/__init__.py pkg/sub/mod.py", "pkg.sub.mod"),
    "the package itself": ("pkg/sub/mod.py pkg/__init__.py", "pkg"),
    "a package below the top": ("libs/pkg/__init__.py libs/pkg/mod.py", "pkg.mod"),
    "under src": ("src/pkg/__init__.py", "pkg"),
    "a namespace under src": ("src/space/pkg/__init__.py src/space/pkg/mod.py", "space.pkg.mod"),
    "a namespace in a package": ("pkg/__init__.py pkg/gap/mod.py", "pkg.gap.mod"),
    "a folder that is no name": ("pkg/__init__.py pkg/my-data/mod.py", "mod"),
    "a loose script": ("tools/run.py", "run"),
    "a stub": ("pkg/__init__.py pkg/mod.pyi", "pkg.mod"),
    "the root is a package": ("__init__.py", "__init__"),
    "beside the root's __init__": ("__init__.py mod.py", "mod"),
    "a project in python": (
        "python/__init__.py python/setup.py python/pkg/__init__.py python/pkg/mod.py", "pkg.mod",
    ),
    "python is a package": ("python/__init__.py python/pkg/__init__.py", "python.pkg"),
    "src is a package": ("src/__init__.py src/mod.py", "src.mod"),
}  # fmt: skip


@pytest.mark.parametrize(("paths", "name"), NAMES.values(), ids=NAMES)
def test_name(paths: str, name: str) -> None:
    modules = Modules(paths.split())
    assert modules.name(paths.split()[-1]) == name


#: paths, importer, module, answer
IMPORTS = {
    "from the root": ("pkg/__init__.py pkg/a.py b.py", "b.py", "pkg.a", "pkg/a.py"),
    "across import roots": (
        "one/src/x/__init__.py two/src/y/__init__.py", "two/src/y/__init__.py", "x",
        "one/src/x/__init__.py",
    ),
    "from the root through a namespace": ("a/b/mod.py main.py", "main.py", "a.b.mod", "a/b/mod.py"),
    "source before stub": ("m.py m.pyi n.py", "n.py", "m", "m.py"),
    "package before module": ("m/__init__.py m.py n.py", "n.py", "m", "m/__init__.py"),
    "a stub alone": ("m.pyi n.py", "n.py", "m", "m.pyi"),
    "the importer's own root": (
        "a/x/__init__.py a/x/m.py a/y/__init__.py b/x/__init__.py b/x/m.py",
        "a/y/__init__.py", "x.m", "a/x/m.py",
    ),
    "the nearest": (
        "a/one/x/__init__.py a/two/run.py b/one/x/__init__.py", "a/two/run.py", "x",
        "a/one/x/__init__.py",
    ),
    "two as near": ("a/x/__init__.py b/x/__init__.py run.py", "run.py", "x", None),
    "never a part of another package": (
        "a/x/__init__.py b/x/__init__.py b/x/m.py", "a/x/__init__.py", "x.m", None,
    ),
    "a sibling script": ("tools/run.py tools/helper.py", "tools/run.py", "helper",
                         "tools/helper.py"),
    "no script of another folder": ("tools/run.py other/helper.py", "tools/run.py", "helper", None),
    "no implicit relative import": ("p/__init__.py p/a.py p/numpy.py", "p/a.py", "numpy", None),
    "the standard library comes first": ("types.py run.py", "run.py", "types", None),
    "a sibling named like it": ("s/types.py s/run.py", "s/run.py", "types", None),
    "inside a package named like it": (
        "types/__init__.py types/a.py types/b.py", "types/a.py", "types.b", "types/b.py",
    ),
    "the standard library's own repository": (
        "Lib/os.py Lib/abc.py Lib/codecs.py Lib/io.py Lib/site.py Tools/run.py",
        "Tools/run.py", "os", "Lib/os.py",
    ),
    "what tests imitate": ("tests/data/x/__init__.py pkg/__init__.py", "pkg/__init__.py", "x",
                           None),
    "what tests imitate, from a test": (
        "tests/data/x/__init__.py tests/test_x.py", "tests/test_x.py", "x",
        "tests/data/x/__init__.py",
    ),
    "relative": ("p/__init__.py p/a.py p/q/__init__.py p/q/b.py", "p/q/b.py", "..a", "p/a.py"),
    "relative to a package": ("p/__init__.py p/a.py", "p/__init__.py", ".a", "p/a.py"),
    "relative beyond the root": ("p/__init__.py p/a.py", "p/a.py", "...a", None),
    "relative without __init__": ("p/a.py p/b.py", "p/a.py", ".b", "p/b.py"),
    "a module of Cython": ("p/__init__.py p/a.pyx p/b.py", "p/b.py", ".a", "p/a.pyx"),
    "a module of Cython before its stub": (
        "p/__init__.py p/a.pyi p/a.pyx b.py", "b.py", "p.a", "p/a.pyx",
    ),
    "Python before Cython": ("p/__init__.py p/a.py p/a.pyx b.py", "b.py", "p.a", "p/a.py"),
    "no declarations of Cython": ("p/__init__.py p/a.pxd p/b.py", "p/b.py", ".a", None),
    "the package around": ("p/__init__.py p/a.py", "p/a.py", ".", "p/__init__.py"),
}  # fmt: skip


@pytest.mark.parametrize(("paths", "importer", "module", "answer"), IMPORTS.values(), ids=IMPORTS)
def test_import(paths: str, importer: str, module: str, answer: str | None) -> None:
    modules = Modules(paths.split())
    find = modules.relative if module.startswith(".") else modules.absolute
    assert find(importer, module) == answer


def test_a_compiled_part_of_the_project_is_first_party() -> None:
    modules = Modules(["pkg/__init__.py", "pkg/a.py"])
    assert modules.is_first_party("pkg/a.py", "pkg._compiled")
    assert not modules.is_first_party("pkg/a.py", "numpy")


@pytest.mark.parametrize(
    ("module", "name", "may"),
    [
        ("._fast", "f", True),
        (".", "_fast", True),
        (".sub.made", "", True),
        ("..pkg._fast", "", True),
        (".gone", "f", False),
        (".notes", "", False),
        ("...far", "f", False),
    ],
)
def test_a_relative_import_may_be_built_from_a_file_of_the_name(
    module: str, name: str, may: bool
) -> None:
    files = ["pkg/__init__.py", "pkg/_fast.c", "pkg/sub/made.pyx.in", "pkg/notes.md"]
    assert Modules(files[:1], files).may_be_built("pkg/a.py", module, name) is may


def test_paths_may_be_deeper_than_the_recursion_limit() -> None:
    folder = "/".join(["d"] * 2000)
    modules = Modules([f"{folder}/__init__.py", f"{folder}/m.py"])
    assert modules.absolute(f"{folder}/__init__.py", "d.m") == f"{folder}/m.py"
