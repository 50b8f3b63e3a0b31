"""What names mean that authors write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.analysis.answers import NOTHING, Answer, Place
from sphinx_kwindex.analysis.lookup import Lookup
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.survey import survey
from tests.conftest import commit

FILES = {
    "pkg/__init__.py": "from .impl import *\nfrom . import impl as alias\n__all__ = ['Tool']\n",
    "pkg/impl.py": "class Tool:\n    def run(self): ...\nclass Hidden: ...\ndef twice(): ...\n",
    "pkg/other.py": "class Tool:\n    def stop(self): ...\ndef twice(): ...\n",
    "pkg/typed.py": "def f(): ...\n",
    "pkg/typed.pyi": "def f() -> None: ...\ndef only() -> None: ...\n",
    "one/conftest.py": "def fixture(): ...\n",
    "two/conftest.py": "def fixture(): ...\ndef second(): ...\n",
    "src/a.c": "int main(void) { return 0; }\nint helper(int x) { return x; }\n",
    "src/a.h": "int helper(int x);\nint elsewhere(int x);\n",
    "src/b.cpp": "namespace ns { struct S { int go() { return 1; } }; }\n",
    "conf/settings.yaml": "server:\n  port: 80\n",
    "src/conf/x.txt": "one\ntwo\n",
}


@pytest.fixture(scope="module")
def lookup(tmp_path_factory: pytest.TempPathFactory) -> Lookup:
    root = tmp_path_factory.mktemp("repository")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    commit(root)
    return surveyed(root, tmp_path_factory.mktemp("store"))


def surveyed(root: Path, folder: Path) -> Lookup:
    store = Store(folder / "store.sqlite")
    store.prepare("1")
    survey(Settings(root, root.name), store, lambda reason, path, line, message: None)
    return Lookup(store)


#: What is written, the file that is meant, the id in it, and the name in full.
MEANINGS = [
    ("pkg.impl.Tool", "pkg/impl.py", "Tool", "pkg.impl.Tool"),
    ("pkg.impl.Tool.run", "pkg/impl.py", "Tool.run", "pkg.impl.Tool.run"),
    ("impl.Tool", "pkg/impl.py", "Tool", "pkg.impl.Tool"),
    ("Tool.run", "pkg/impl.py", "Tool.run", "pkg.impl.Tool.run"),
    ("Tool.run()", "pkg/impl.py", "Tool.run", "pkg.impl.Tool.run"),
    ("run", "pkg/impl.py", "Tool.run", "pkg.impl.Tool.run"),
    # As the package re-exports it, by a star and under another name.
    ("pkg.Tool", "pkg/impl.py", "Tool", "pkg.impl.Tool"),
    ("pkg.Tool.run", "pkg/impl.py", "Tool.run", "pkg.impl.Tool.run"),
    ("pkg.alias.Hidden", "pkg/impl.py", "Hidden", "pkg.impl.Hidden"),
    ("pkg.alias", "pkg/impl.py", "", "pkg.impl"),
    # Modules.
    ("pkg", "pkg/__init__.py", "", "pkg"),
    ("pkg.other", "pkg/other.py", "", "pkg.other"),
    ("other", "pkg/other.py", "", "pkg.other"),
    # A module before its stub; what only the stub has.
    ("pkg.typed.f", "pkg/typed.py", "f", "pkg.typed.f"),
    ("only", "pkg/typed.pyi", "only", "pkg/typed.pyi:only"),
    ("pkg.typed.only", "pkg/typed.pyi", "only", "pkg/typed.pyi:only"),
    # Two modules of one name have paths for names.
    ("second", "two/conftest.py", "second", "two/conftest.py:second"),
    ("two/conftest.py:fixture", "two/conftest.py", "fixture", "two/conftest.py:fixture"),
    ("src/a.c:main", "src/a.c", "main", "src/a.c:main"),
    ("a.c:main", "src/a.c", "main", "src/a.c:main"),
    ("main", "src/a.c", "main", "src/a.c:main"),
    # What has a body before what declares it.
    ("helper", "src/a.c", "helper", "src/a.c:helper"),
    ("elsewhere", "src/a.h", "elsewhere", "src/a.h:elsewhere"),
    ("src/b.cpp:ns::S::go", "src/b.cpp", "ns::S::go", "src/b.cpp:ns::S::go"),
    ("S::go", "src/b.cpp", "ns::S::go", "src/b.cpp:ns::S::go"),
    ("S.go", "src/b.cpp", "ns::S::go", "src/b.cpp:ns::S::go"),
    # Behind its file, what no program names.
    ("settings.yaml:server.port", "conf/settings.yaml", "server.port", None),
]


@pytest.mark.parametrize(("text", "path", "anchor", "name"), MEANINGS)
def test_definition(lookup: Lookup, text: str, path: str, anchor: str, name: str | None) -> None:
    place = lookup.definition(text).place
    assert place is not None
    assert (place.path, place.anchor) == (path, anchor)
    assert place.name == (name or f"{path}:{anchor}")


AMBIGUOUS = [
    ("twice", ("pkg.impl.twice", "pkg.other.twice")),
    ("Tool", ("pkg.impl.Tool", "pkg.other.Tool")),
    ("conftest.fixture", ()),
    ("fixture", ("one/conftest.py:fixture", "two/conftest.py:fixture")),
    ("conftest.py:fixture", ("one/conftest.py:fixture", "two/conftest.py:fixture")),
    ("pkg.impl.Missing", ()),
    ("port", ()),
    ("no.such.name", ()),
    ("", ()),
    (":", ()),
    ("..", ()),
]


@pytest.mark.parametrize(("text", "names"), AMBIGUOUS)
def test_no_definition(lookup: Lookup, text: str, names: tuple[str, ...]) -> None:
    assert lookup.definition(text) == Answer(others=names)


def test_files_and_folders(lookup: Lookup) -> None:
    assert lookup.file("src/a.c").place == Place("src/a.c", "", "src/a.c")
    assert lookup.file("a.c").place == Place("src/a.c", "", "src/a.c")
    assert lookup.file("conftest.py").others == ("one/conftest.py", "two/conftest.py")
    assert lookup.file("c") == NOTHING
    assert lookup.folder("pkg/").place == Place("pkg", "", "pkg")
    assert lookup.folder("conf").place == Place("conf", "", "conf")
    assert lookup.folder("src/conf").place == Place("src/conf", "", "src/conf")
    assert lookup.folder(".").place == lookup.folder("/").place == Place("", "", "")
    assert lookup.folder("nowhere") == NOTHING
    assert lookup.lines("src/conf/x.txt") == 2


def test_what_is_near(lookup: Lookup) -> None:
    assert lookup.near_definition("pkg.Toll")[0] in {"pkg.impl.Tool", "pkg.other.Tool"}
    assert lookup.near_definition("impl.Hiden") == ["pkg.impl.Hidden"]
    assert lookup.near_definition("TOOL.run")[0] == "pkg.impl.Tool.run"
    assert lookup.near_definition("wrong.place.helper") == ["src/a.c:helper", "src/a.h:helper"]
    assert lookup.near_definition("zzzzzzzzzzzz") == []
    assert lookup.near_definition("x" * 10_000) == []
    assert lookup.near_file("pkg/impll.py") == ["pkg/impl.py"]
    assert lookup.near_folder("pgk") == ["pkg"]


def test_a_name_of_the_small_repository_is_followed_through_its_packages(
    repository: Callable[[str], Path], tmp_path: Path
) -> None:
    lookup = surveyed(repository("small"), tmp_path)
    for text, name in (
        ("shop.Order", "shop.orders.order.Order"),
        ("shop.Shelf.take", "shop.stock.shelf.Shelf.take"),
        ("orders.Status", "shop.orders.order.Status"),
        ("Order.amount", "shop.orders.order.Order.amount"),
    ):
        place = lookup.definition(text).place
        assert place is not None, text
        assert place.name == name
