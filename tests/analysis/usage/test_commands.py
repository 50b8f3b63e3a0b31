"""Which commands run tests, as configuration files say."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.usage.commands import Run, gather, of_file
from sphinx_kwindex.model.facts import Definition, FileFacts, Import, Kind
from sphinx_kwindex.model.phrases import Phrase, english
from tests.phrases import spoken


def runs(
    files: dict[str, str], path: str, language: str, test: FileFacts | None = None
) -> list[Run]:
    return of_file(gather(files, files.__getitem__), path, language, test)


#: Configuration file, its text, a file, its language; command, reason and line, or nothing.
SAID = {
    "pytest-table": (
        "pyproject.toml",
        "[project]\n\n[tool.pytest.ini_options]\n",
        ("a.py", "Python"),
        ("pytest", "configures pytest", 3),
    ),
    "pytest-own-table": (
        "pyproject.toml",
        "[tool.pytest]\n",
        ("a.py", "Python"),
        ("pytest", "configures pytest", 1),
    ),
    "pytest-ini": ("pytest.ini", "", ("a.py", "Python"), ("pytest", "configures pytest", 1)),
    "pytest-cfg": (
        "setup.cfg",
        "[metadata]\nname = x\n[tool:pytest]\n",
        ("a.py", "Python"),
        ("pytest", "configures pytest", 3),
    ),
    "pytest-tox": (
        "tox.ini",
        "[pytest]\n",
        ("a.py", "Python"),
        ("pytest", "configures pytest", 1),
    ),
    "no-pytest": ("pyproject.toml", "[tool.ruff]\n", ("a.py", "Python"), None),
    "tox": (
        "tox.ini",
        "[tox]\n[testenv]\ncommands = pytest {posargs}\n",
        ("a.py", "Python"),
        ("tox", "has commands of tox that run tests", 2),
    ),
    "tox-lint": ("tox.ini", "[testenv]\ncommands = ruff check\n", ("a.py", "Python"), None),
    "tox-toml": (
        "pyproject.toml",
        "[tool.tox.env_run_base]\ncommands = [['pytest']]\n",
        ("a.py", "Python"),
        ("tox", "has commands of tox that run tests", 1),
    ),
    "nox": (
        "noxfile.py",
        "import nox\n@nox.session\ndef lint(s): ...\n@nox.session\ndef tests(s): ...\n",
        ("a.py", "Python"),
        ("nox -s tests", "has the session ``tests``", 5),
    ),
    "nox-none": ("noxfile.py", "@nox.session\ndef lint(s): ...\n", ("a.py", "Python"), None),
    "ctest": (
        "CMakeLists.txt",
        "project(x)\n# enable_testing()\nenable_testing()\n",
        ("src/a.cpp", "C++"),
        ("ctest", "calls ``enable_testing()``", 3),
    ),
    "ctest-module": (
        "CMakeLists.txt",
        "include(CTest)\n",
        ("src/a.c", "C"),
        ("ctest", "calls ``include(CTest)``", 1),
    ),
    "ctest-none": ("CMakeLists.txt", "# enable_testing()\n", ("src/a.c", "C"), None),
    "npm": (
        "package.json",
        '{\n "scripts": {\n  "test": "jest"\n }\n}',
        ("a.ts", "TypeScript"),
        ("npm test", "has it run ``jest``", 3),
    ),
    "npm-none": (
        "package.json",
        '{"scripts": {"test": "echo \\"Error: no test specified\\" && exit 1"}}',
        ("a.ts", "TypeScript"),
        None,
    ),
    "npm-list": ("package.json", "[]", ("a.ts", "TypeScript"), None),
    "go": (
        "go.mod",
        "// x\nmodule example.org/x\n",
        ("a/b.go", "Go"),
        ("go test ./...", "makes the folder the module ``example.org/x``", 2),
    ),
    "cargo": (
        "Cargo.toml",
        "[package]\n",
        ("src/lib.rs", "Rust"),
        ("cargo test", "makes the folder a package of Cargo", 1),
    ),
    "maven": (
        "pom.xml",
        "<?xml?>\n<project>\n",
        ("src/A.java", "Java"),
        ("mvn test", "is a project of Maven", 2),
    ),
    "make": (
        "Makefile",
        "all:\n\ntest: all\n",
        ("a.c", "C"),
        ("make test", "has the target ``test``", 3),
    ),
    "make-variable": ("Makefile", "test := 1\n", ("a.c", "C"), None),
    "another-language": ("go.mod", "module x\n", ("a.py", "Python"), None),
    "beside": ("sub/pytest.ini", "", ("a.py", "Python"), None),
    "damaged-toml": ("pyproject.toml", "[[[", ("a.py", "Python"), None),
    "damaged-ini": ("tox.ini", "x", ("a.py", "Python"), None),
    "damaged-json": ("package.json", "{" * 100_000, ("a.ts", "TypeScript"), None),
    "damaged-python": ("noxfile.py", "def f(:", ("a.py", "Python"), None),
}


@pytest.mark.parametrize("case", SAID)
def test_what_a_configuration_says(case: str) -> None:
    source, text, (path, language), expected = SAID[case]
    found = [
        (run.text, english(run.reason), run.line) for run in runs({source: text}, path, language)
    ]
    assert found == ([expected] if expected else [])


#: A configuration file, its text, a test, its language, and the command for it alone.
ALONE = {
    "tests/test_a.py": ("pytest.ini", "", "Python", "pytest tests/test_a.py", ""),
    "sub/tests/test_a.py": ("sub/pytest.ini", "", "Python", "pytest tests/test_a.py", "sub"),
    "tests/test a;b.py": ("pytest.ini", "", "Python", "pytest 'tests/test a;b.py'", ""),
    "pkg/a_test.go": ("go.mod", "module x", "Go", "go test ./pkg", ""),
    "a_test.go": ("go.mod", "module x", "Go", "go test .", ""),
    "tests/a.rs": ("Cargo.toml", "[package]", "Rust", "cargo test --test a", ""),
    "a.test.js": ("package.json", '{"scripts": {"test": "x"}}', "JavaScript", "npm test", ""),
}


@pytest.mark.parametrize("path", ALONE)
def test_one_test_alone(path: str) -> None:
    source, text, language, command, folder = ALONE[path]
    test = Definition(Kind.FUNCTION, "test_a", "test_a", "test_a", 1, 1)
    facts = FileFacts(language=language, definitions=(test,))
    (run,) = runs({source: text}, path, language, facts)
    assert (run.text, run.folder, run.path) == (command, folder, source)


def test_a_file_that_only_helps_tests_is_not_run_alone() -> None:
    helper = Definition(Kind.FUNCTION, "check", "check", "check", 1, 1)
    facts = FileFacts(language="Python", definitions=(helper,))
    (run,) = runs({"pytest.ini": ""}, "tests/test_lib.py", "Python", facts)
    assert run.text == "pytest"


@pytest.mark.parametrize(
    ("library", "command"), [("unittest", "python -m unittest t/a.py"), ("pytest", "pytest t/a.py")]
)
def test_a_test_says_what_runs_it_where_nothing_else_does(library: str, command: str) -> None:
    test = FileFacts(imports=(Import(library, None, None, 4),))
    assert spoken(runs({}, "t/a.py", "Python", test)) == [
        Run(command, "", Phrase(f"imports ``{library}``"), "t/a.py", 4)
    ]
    assert runs({}, "t/a.py", "Python") == []
    configured = runs({"pytest.ini": ""}, "t/a.py", "Python", test)
    assert [run.path for run in configured] == ["pytest.ini"]


def test_the_nearest_folder_and_the_first_file_of_a_tool_count() -> None:
    files = {"tox.ini": "[pytest]", "pytest.ini": "", "a/setup.cfg": "[tool:pytest]\n"}
    assert [run.path for run in runs(files, "x.py", "Python")] == ["pytest.ini"]
    assert [run.path for run in runs(files, "a/b/x.py", "Python")] == ["a/setup.cfg"]


def test_what_supports_tests_is_not_run_alone() -> None:
    files = {"pyproject.toml": "[tool.pytest]\n"}
    for path, command in (("t/conftest.py", "pytest"), ("t/test_a.py", "pytest t/test_a.py")):
        assert [run.text for run in runs(files, path, "Python", FileFacts())] == [command]
    fixtures = FileFacts(language="Python", imports=(Import("pytest", None, None, 1),))
    assert runs({}, "t/conftest.py", "Python", fixtures) == []
