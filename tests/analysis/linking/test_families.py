"""What files of other languages than Python name, each family in its way."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.linking.families import family_of
from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.model.facts import Form, Import
from sphinx_kwindex.model.parts import Origin
from tests.analysis.linking.builder import assert_named, build

#: Files, the one that is asked for, and what each of its imports names.
CASES: dict[str, tuple[dict[str, str], str, list[str]]] = {
    "cmake": (
        {"CMakeLists.txt": "include(cmake/a.cmake)\nadd_subdirectory(src)\ninclude(b)\n"
         "find_package(Z)\nfind_package(Y)\ninclude(${CMAKE_CURRENT_SOURCE_DIR}/c.cmake)\n"
         "include(${X}/c.cmake)\ninclude(GNUInstallDirs)",
         "cmake/a.cmake": "", "src/CMakeLists.txt": "", "cmake/b.cmake": "",
         "cmake/FindZ.cmake": "", "c.cmake": ""},
        "CMakeLists.txt",
        ["cmake/a.cmake", "src/CMakeLists.txt", "cmake/b.cmake", "cmake/FindZ.cmake", "",
         "c.cmake", "", ""],
    ),
    "cmake, elsewhere": (
        {"cmake/a.cmake": "include(${CMAKE_CURRENT_LIST_DIR}/b.cmake)\n"
         "include(${CMAKE_CURRENT_SOURCE_DIR}/b.cmake)", "cmake/b.cmake": ""},
        "cmake/a.cmake", ["cmake/b.cmake", ""],
    ),
    "make": ({"a/Makefile": "include b.mk top.mk $(X).mk", "a/b.mk": "", "top.mk": ""},
             "a/Makefile", ["a/b.mk", "top.mk", ""]),
    "bash": ({"a/x.sh": "source ./y.sh\n. lib/z.sh\n. $D/y.sh\n. /etc/profile", "a/y.sh": "",
              "lib/z.sh": "", "etc/profile": ""}, "a/x.sh", ["a/y.sh", "lib/z.sh", "", ""]),
    "requirements": ({"r/requirements.txt": "-r base.txt\n-c ../constraints.txt\n-r /base.txt",
                      "r/base.txt": "", "constraints.txt": ""},
                     "r/requirements.txt", ["r/base.txt", "constraints.txt", ""]),
    "protobuf": (
        {"a/x.proto": 'import "b/y.proto";\nimport "google/protobuf/any.proto";',
         "src/b/y.proto": ""}, "a/x.proto", ["src/b/y.proto", ""],
    ),
    "bazel": (
        {"a/BUILD": 'load("//b:c.bzl", "f")\nload(":d.bzl", "g")\nload("@x//b:c.bzl", "h")',
         "b/c.bzl": "", "a/d.bzl": ""}, "a/BUILD", ["b/c.bzl", "a/d.bzl", ""],
    ),
    "workflow": (
        {".github/workflows/a.yml": "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n"
         "  b:\n    steps:\n    - uses: ./.github/actions/x\n    - uses: a/b@v1\n",
         ".github/workflows/b.yml": "", ".github/actions/x/action.yml": ""},
        ".github/workflows/a.yml", [".github/workflows/b.yml", ".github/actions/x/action.yml", ""],
    ),
    "maven": (
        {"pom.xml": "<project><modules>\n<module>a</module>\n<module>b/x.xml</module>\n"
         "<module>gone</module>\n</modules></project>",
         "a/pom.xml": "", "b/x.xml": ""},
        "pom.xml", ["a/pom.xml", "b/x.xml", ""],
    ),
    "node, names of the manifest": (
        {"package.json": '{"imports": {"#a": "./src/a.js", "#b": {"node": "./src/b.js"}}}',
         "src/a.js": "", "src/b.js": "", "src/c/d.js": "import '#a'; import '#b'; import '#c';",
         "src/c/package.json": '{"imports": {"#c": "./e.js"}}', "src/c/e.js": ""},
        "src/c/d.js", ["", "", "src/c/e.js"],
    ),
    "node, names of the manifest above": (
        {"package.json": '{"imports": {"#a": "./src/a.js", "#b": {"node": "./src/b.js"}}}',
         "src/a.js": "", "src/b.js": "", "src/d.js": "import '#a'; import '#b'; import '#c';"},
        "src/d.js", ["src/a.js", "", ""],
    ),
    "docker": ({"Dockerfile": "FROM python", "python": ""}, "Dockerfile", [""]),
    "cython, the standard library": (
        {"p/a.pyx": "import codecs\nfrom types import x", "p/codecs/__init__.py": "",
         "p/types.py": ""},
        "p/a.pyx", ["", ""],
    ),
    "cython": (
        {"p/a.pyx": "cimport p.b\nfrom .c cimport f\nfrom . cimport d\nfrom libc.stdlib cimport x\n"
         'include "e.pxi"\nimport q', "p/b.pxd": "", "p/c.pyx": "", "p/d.pxd": "", "p/e.pxi": ""},
        "p/a.pyx", ["p/b.pxd", "p/c.pyx", "p/d.pxd", "", "p/e.pxi", ""],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sources", "path", "named"), CASES.values(), ids=CASES)
def test_named(sources: dict[str, str], path: str, named: list[str]) -> None:
    assert_named(sources, path, named)


@pytest.mark.parametrize(
    ("language", "module", "origin"),
    [
        ("Shell", "$X/a.sh", Origin.UNRESOLVED),
        ("CMake", "ZLIB", Origin.THIRD),
        ("Cython", "os.path", Origin.STANDARD),
        ("Cython", "libc.math", Origin.STANDARD),
        ("Cython", ".x", Origin.UNRESOLVED),
        ("Cython", "numpy", Origin.THIRD),
        ("YAML", "actions/checkout@v4", Origin.THIRD),
        ("YAML", "./.github/actions/gone", Origin.UNRESOLVED),
    ],
)
def test_origin(language: str, module: str, origin: Origin) -> None:
    entry = Import(module, None, None, 1, form=Form.IMPORT)
    assert family_of(language).origin("a", entry) is origin


def test_a_file_that_names_another_in_two_ways_is_said_to_do_both() -> None:
    links = link(
        build(
            {
                "Cargo.toml": "[package]\nname = 'a'\n",
                "src/lib.rs": "mod ptr;\nuse crate::ptr::Own;\n",
                "src/ptr.rs": "pub struct Own;\n",
                "src/fmt.rs": "use crate::ptr::Own;\n",
            }
        )
    )
    assert links.forms == {"src/lib.rs": {"src/ptr.rs": Form.MODULE}}
    assert links.also == {"src/lib.rs": {"src/ptr.rs": (Form.IMPORT,)}}
