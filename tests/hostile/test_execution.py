"""No reader, directive or role executes what it reads: Python's own audit events say so."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from unittest.mock import MagicMock

import pytest

import sphinx_kwindex
from sphinx_kwindex.analysis.languages import HEAD, identify
from sphinx_kwindex.analysis.readers import table
from tests.conftest import commit
from tests.hostile import audit
from tests.hostile.canaries import CANARIES, HOST, TEXTS, USES, VARIABLE
from tests.hostile.watched import OURS, Built, Event, Order

#: What the environment says to who asks it; it must be nowhere.
VALUE = "c4nary-of-the-environment"

#: Nothing opens it: it lies outside of the repository.
OUTSIDE = "/etc/passwd"

CONF = """\
import sys
extensions = [
    "sphinx_kwindex", "sphinx.ext.autodoc", "sphinx.ext.doctest", "sphinx.ext.graphviz",
    "sphinx.ext.ifconfig", "sphinx.ext.todo", "sphinx.ext.viewcode",
]
# A manual that describes its modules has them there; ours must not be who imports them.
sys.path.append({root!r})
project, version, copyright = "p", "1", "c"
"""

#: The programs that are started, by the words that they begin with; ``limited`` is Python, which
#: becomes what follows it.
PROGRAMS = ("git", "ruff", "ctags", "dot")


def test_each_reader_has_a_canary_that_it_reads() -> None:
    assert CANARIES.keys() == table.READERS.keys()
    for word, canary in CANARIES.items():
        data = canary.data("/mark")
        assert identify(canary.name, data[:HEAD]).analyser == word
        assert b"/mark" in data or HOST.encode() in data


def test_each_directive_and_role_is_asked_for_canaries() -> None:
    app = MagicMock()
    sphinx_kwindex.setup(app)
    directives = {call.args[0] for call in app.add_directive.call_args_list}
    roles = {role for call in app.add_domain.call_args_list for role in call.args[0].roles}
    assert USES.keys() == directives | roles
    assert {call.args[0] for call in app.add_role.call_args_list} <= roles


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    mark = str(tmp_path / "mark")
    for canary in (*CANARIES.values(), *TEXTS):
        file = root / canary.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(canary.data(mark))
    commit(root)
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF.format(root=str(root)))
    uses = [
        use.replace("{name}", canary.name)
        for word, lines in USES.items()
        for use in lines
        for canary in (CANARIES.values() if "{name}" in use else [CANARIES["python"]])
    ]
    (source / "index.rst").write_text("Top\n===\n\n" + "\n\n".join(uses) + "\n")
    return root


def built(root: Path, builders: list[str], **overrides: object) -> Built:
    order = Order(
        str(root.parent / "source"),
        str(root.parent / "output"),
        builders,
        {
            "kwindex_root": str(root),
            "kwindex_builders": ["*"],
            "kwindex_exports": ["json", "tags", "llms"],
            "kwindex_link_literals": True,
            "kwindex_link_code": True,
            **overrides,
        },
        [OUTSIDE],
    )
    return order.start(300, **{VARIABLE: VALUE})


def is_ours(event: Event, root: Path) -> bool:
    """Whether an event is one that a build needs."""
    name, about, _ = event
    if name == "compile":  # the first code of a child, before which the watching was put
        return bool(about == str(OURS / "sphinx_kwindex/analysis/bootstrap.py"))
    if name != "subprocess.Popen":
        return False
    words = [word for word in about if "\n" not in word]  # beside the code of our own children
    named = (HOST, str(root.parent / "mark"), "canary")
    if any(name in word.lower() for word in words for name in named):
        return False
    started = Path(words[0]).name
    if Path(words[0]) == Path(sys.executable):
        # A child of ours, or Python that limits itself and becomes another program.
        assert words[1:4] == ["-I", "-S", "-c"]
        started = "child" if words[4].startswith("{") else Path(words[5]).name
    return started in (*PROGRAMS, "child") and not Path(words[0]).is_relative_to(root)


@pytest.mark.parametrize(
    ("markup", "builders"), [("rst", ["html", "epub", "text", "latex"]), ("markdown", ["html"])]
)
def test_nothing_of_the_repository_is_executed(
    root: Path, markup: str, builders: list[str]
) -> None:
    done = built(root, builders, kwindex_docstrings=markup)
    assert done.status == 0, done.said
    events = done.events()
    assert [event for event in events if not is_ours(event, root)] == []
    started = {Path(about[0]).name for name, about, _ in events if name == "subprocess.Popen"}
    assert {"git", Path(sys.executable).name} <= started  # so it was watched
    assert not (root.parent / "mark").exists()
    # Each canary was met on the way: it has a page, and the manual's page shows and names it.
    index = (root.parent / "output/html/index.html").read_text("utf-8")
    for canary in CANARIES.values():
        assert (root.parent / f"output/html/kwindex/{canary.name}_docs.html").exists()
        assert f"{canary.name}_docs.html" in index
    for path in (root.parent / "output").rglob("*"):
        if path.is_file():
            assert VALUE.encode() not in path.read_bytes(), path
            assert b"root:x:0" not in path.read_bytes(), path


#: What a reader or a directive must not do, with the event that tells of it.
SONGS = {
    "import kwindex_canary": "exec",
    "import runpy; runpy.run_path('kwindex_canary.py')": "exec",
    "exec('1')": "exec",
    "eval('1')": "exec",
    "import os; os.system('true')": "os.system",
    "import os; os.execv('/bin/true', ['true'])": "os.exec",
    "import subprocess; subprocess.run(['true'])": "subprocess.Popen",
    "import socket; socket.getaddrinfo('127.0.0.1', 1)": "socket.getaddrinfo",
    "import socket; socket.socket().bind(('127.0.0.1', 0))": "socket.bind",
    "import ctypes; ctypes.CDLL('./none.so')": "ctypes.dlopen",
    f"open({OUTSIDE!r})": "open",
    "import yaml; yaml.unsafe_load('!!python/object/apply:os.system [\"true\"]')": "os.system",
    "import pickle; pickle.loads(b'ckwindex_canary\\nx\\n.')": "pickle.find_class",
}


@pytest.mark.parametrize("song", SONGS)
def test_what_would_be_executed_is_heard(song: str, tmp_path: Path) -> None:
    """The events of the tests above are those that a mistake would give."""
    (tmp_path / "kwindex_canary.py").write_text("x = 1\n")
    trace = tmp_path / "trace"
    trusted = [sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")]
    variables = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(OURS), str(tmp_path)]),
        audit.TRACE: str(trace),
        audit.TRUSTED: os.pathsep.join([*trusted, str(OURS / "tests")]),
    }
    code = f"from tests.hostile import audit\naudit.install(({OUTSIDE!r},))\n{song}\n"
    subprocess.run(
        [sys.executable, "-c", code], env=variables, cwd=tmp_path, check=False, capture_output=True
    )
    heard = [ast.literal_eval(line)[0] for line in trace.read_text().splitlines()]
    assert SONGS[song] in heard


@pytest.mark.parametrize("word", ["python", "bash", "make"])
def test_canaries_tell_when_they_are_executed(word: str, tmp_path: Path) -> None:
    """By the program that they are made for."""
    program = {"python": sys.executable, "bash": shutil.which("sh")}.get(word, shutil.which(word))
    if program is None:
        pytest.skip(f"{word} is not installed")
    mark = tmp_path / "mark"
    file = tmp_path / CANARIES[word].name
    file.write_bytes(CANARIES[word].data(str(mark)).replace(b"; curl", b"; : "))
    arguments = ["-f", str(file)] if word == "make" else [str(file)]
    variables = {**os.environ, VARIABLE: VALUE}
    subprocess.run(
        [program, *arguments], env=variables, cwd=tmp_path, check=False, capture_output=True
    )
    assert mark.exists()
