"""What ruff says of files, and what becomes of it where ruff, or a file, is hostile."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sphinx_kwindex.analysis import ruff
from sphinx_kwindex.analysis.ruff import copies, program
from sphinx_kwindex.analysis.ruff.program import Program, RuffFailed, installed
from sphinx_kwindex.analysis.ruff.report import Report, Reports
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.survey import survey
from sphinx_kwindex.model.findings import Finding, Review
from sphinx_kwindex.model.views import FilePage
from tests.conftest import commit

ROOT = Path(__file__).parents[3]
ASSERT = "https://docs.astral.sh/ruff/rules/assert"

ODD = "# ruff: noqa\nimport pickle\n\npickle.loads(b'')  # noqa\nassert 1; assert 2\nassert 3\n"


@pytest.fixture
def real() -> Program:
    found = installed(ROOT)
    assert found is not None
    return found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store.sqlite")
    store.prepare("1")
    return store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that would rather not be looked at."""
    root = tmp_path / "odd"
    (root / "build").mkdir(parents=True)
    (root / "build/odd.py").write_text(ODD)
    (root / "same.py").write_text(ODD)
    (root / "clean.pyi").write_text("def f() -> None: ...\n")
    (root / "broken.py").write_text("def f(:\n")
    (root / "tool.sh").write_text("eval x\n")
    (root / "ruff.toml").write_text("exclude = ['*']\nfix = true\n[lint]\nselect = ['F401']\n")
    commit(root)
    return root


def fake(path: Path, body: str) -> Program:
    """A program that answers as `body` does."""
    path.write_text(f"#!{sys.executable} -IS\nimport os, sys, time\n{body}\n")
    path.chmod(0o755)
    return Program(str(path), "1.2.3")


def reviews(root: Path, store: Store, configuration: str = "") -> dict[str, Review | None]:
    """Survey a repository, and return what its pages have of ruff, by path."""
    survey(Settings(root, root.name, ruff_config=configuration), store, lambda *warning: None)
    views = (store.view(page.docname) for page in store.pages())
    return {view.path: view.review for view in views if isinstance(view, FilePage)}


def test_nothing_of_the_repository_silences_ruff(root: Path, store: Store, real: Program) -> None:
    found = reviews(root, store)
    assert found.keys() == {"build/odd.py", "same.py", "clean.pyi", "broken.py", "tool.sh"} | {
        "ruff.toml"
    }
    odd = found["build/odd.py"]
    assert odd is not None
    assert found["same.py"] == odd
    assert (odd.version, odd.problem) == (real.version, "")
    pickle, check = odd.findings
    assert (pickle.rule, pickle.count, pickle.lines) == ("S301", 1, (4,))
    assert check == Finding("S101", "Use of `assert` detected", ASSERT, 2, (5, 6), 3)
    assert [each.rule for each in odd.of("S")] == ["S301", "S101"]
    assert odd.of("PERF") == ()
    clean = found["clean.pyi"]
    assert clean is not None
    assert clean.findings == ()
    assert {name for name, _ in clean.rules} == {"S", "PERF", "ASYNC", "C"}
    assert [found[path] for path in ("broken.py", "tool.sh", "ruff.toml")] == [None] * 3


def test_rules_are_counted_as_ruff_lists_them(real: Program) -> None:
    listed = subprocess.run(
        [real.path, "rule", "--all", "--output-format", "json"], check=True, capture_output=True
    )
    sets = {"flake8-bandit": "S", "Perflint": "PERF", "flake8-async": "ASYNC"}
    counts = dict.fromkeys(sets.values(), 0) | {"C": 1}
    for rule in json.loads(listed.stdout):
        # What was removed has no status of its own before ruff 0.15.
        if rule["linter"] in sets and not rule["preview"] and "Removed" not in str(rule):
            counts[sets[rule["linter"]]] += 1
    assert dict(copies.rules(real)) == counts


def test_each_content_is_read_once(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reviews(root, store)
    (root / "more.py").write_text("assert 1\n")
    (root / "clean.pyi").unlink()
    commit(root)
    asked: list[str] = []
    original = copies.reports

    def reports(program: Program, wanted: Mapping[str, Any], text: Any) -> Any:
        asked.extend(wanted)
        return original(program, wanted, text)

    monkeypatch.setattr(copies, "reports", reports)
    after = reviews(root, store)
    assert len(asked) == 1
    assert after["more.py"] is not None
    assert after["same.py"] == before["same.py"]


def test_the_repository_may_decide_when_it_is_asked(
    root: Path, store: Store, tmp_path: Path
) -> None:
    (root / "ruff.toml").write_text(
        "exclude = ['build']\nfix = true\nunsafe-fixes = true\n[lint]\nselect = ['S', 'F401']\n"
    )
    text = "import os\nassert 1\nassert 2  # noqa\n"
    (root / "plain.py").write_text(text)
    commit(root)
    found = reviews(root, store, ruff.REPOSITORY)
    plain = found["plain.py"]
    assert plain is not None
    assert plain.rules == ()
    assert [(each.rule, each.lines) for each in plain.findings] == [("F401", (1,)), ("S101", (2,))]
    assert (root / "plain.py").read_text() == text
    assert found["build/odd.py"] is None
    assert not (root / ".ruff_cache").exists()


def test_a_configuration_that_ruff_refuses_ends_no_build(root: Path, store: Store) -> None:
    (root / "ruff.toml").write_text("select = [\n")
    said: list[str] = []
    settings = Settings(root, root.name, ruff_config=ruff.REPOSITORY)
    survey(settings, store, lambda reason, *rest: said.append(str(reason)))
    assert "ruff" in said
    assert store.pages()


@pytest.mark.parametrize("there", [True, False], ids=["fails", "absent"])
def test_a_build_without_ruff(
    there: bool, root: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def run() -> None:
        said.clear()
        survey(Settings(root, root.name), store, lambda reason, *rest: said.append(str(reason)))

    broken = fake(tmp_path / "ruff", "sys.exit('no')") if there else None
    with monkeypatch.context() as patch:
        patch.setattr(ruff, "installed", lambda root: broken)
        run()
        assert said.count("ruff") == there
        run()
        assert said.count("ruff") == there
        assert store.pages()
    run()
    assert "ruff" not in said
    view = store.view("kwindex/same.py_docs")
    assert isinstance(view, FilePage)
    assert view.review is not None


def test_one_file_that_ends_ruff_costs_the_others_nothing(tmp_path: Path) -> None:
    body = """
for name in sorted(os.listdir(".")):
    if "boom" in open(name).read(): os.abort()
    print('{"filename": "/x/%s", "code": "S101", "message": "m", "url": null,' % name,
          '"location": {"row": 3}}')
sys.exit(1)"""
    texts = {f"{number:02}": "boom" if number == 5 else "x" for number in range(9)}
    wanted = {key: (key, False) for key in texts}
    found = dict(copies.reports(fake(tmp_path / "ruff", body), wanted, texts.__getitem__))
    assert found.keys() == texts.keys()
    assert found.pop("05") == Report(problem="it ended with status -6")
    assert set(found.values()) == {Report((Finding("S101", "m", "", 1, (3,), 1),))}


def test_ruff_is_ended_when_its_time_is_over(tmp_path: Path) -> None:
    sleeper = fake(tmp_path / "ruff", "time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(RuffFailed, match=r"more than 0\.5 seconds"):
        sleeper.run((), tmp_path, 0.5, lambda line: None)
    assert time.monotonic() - start < 20


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse the limit")
def test_ruff_is_ended_when_it_takes_too_much_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "MEMORY", 200_000_000)
    body = "try: b'x' * int(sys.argv[1])\nexcept MemoryError: os.abort()"
    eater = fake(tmp_path / "ruff", body)
    eater.run(("4000",), tmp_path, 60, lambda line: pytest.fail("it prints nothing"))
    with pytest.raises(RuffFailed, match="status -6"):
        eater.run(("400000000",), tmp_path, 60, lambda line: pytest.fail("it prints nothing"))


def test_a_ruff_within_the_repository_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "ruff-99.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ruff\nVersion: 99\n")
    (info / "RECORD").write_text("bin/ruff,,\n")
    (tmp_path / "bin").mkdir()
    fake(tmp_path / "bin/ruff", "")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path / "none"))
    inside, outside = installed(tmp_path), installed(tmp_path / "elsewhere")
    assert outside is not None
    assert outside.version == "99"
    assert inside is None or inside.version != "99"


def line(**changes: object) -> bytes:
    said = {
        "filename": "/t/a.py",
        "code": "S101",
        "location": {"row": 1},
        "message": "m",
        "url": "https://example.org",
    }
    return json.dumps({**said, **changes}).encode()


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("invalid-syntax", "it takes line 1 for a syntax error"),
        (None, "it takes line 1 for a syntax error"),
        ("panic", "it failed on the file"),
        ("E902", "it failed on the file"),
    ],
)
def test_what_is_no_finding_is_a_problem(code: str | None, problem: str) -> None:
    found = Reports()
    found.take(line(code=code))
    assert found.of("/t/a.py") == Report(problem=problem)


def test_many_findings_are_one_with_its_first_lines() -> None:
    found = Reports()
    for row in (*range(50, 0, -1), 50, 50):
        found.take(line(location={"row": row}, message="x" * 1000))
    found.take(line(location={"row": 50, "column": 9}, message="x" * 1000))
    (finding,) = found.of("/t/a.py").findings
    assert (finding.count, finding.lines) == (50, tuple(range(1, 21)))
    assert finding.times == 51
    assert len(finding.message) == 300


def test_surrogates_of_a_message_are_replaced() -> None:
    found = Reports()
    found.take(line(message="\ud800"))
    assert found.of("/t/a.py").findings[0].message == "\ufffd"


def test_ruff_reads_no_variable_of_its_own(
    real: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUFF_OUTPUT_FILE", str(tmp_path / "stolen"))
    taken: list[bytes] = []
    (tmp_path / "a.py").write_text("assert 1\n")
    arguments = ("check", "--isolated", "--select", "S", "--output-format", "json-lines", "a.py")
    real.run(arguments, tmp_path, 20, taken.append)
    assert len(taken) == 1
    assert not (tmp_path / "stolen").exists()
