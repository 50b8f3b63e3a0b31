"""What a project's files declare."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_kwindex.analysis.metadata import declaring_file, project_metadata
from sphinx_kwindex.model.files import SourceFile
from sphinx_kwindex.model.metadata import Command, ProjectMetadata
from sphinx_kwindex.model.repository import ReadFile


def metadata(**texts: str) -> ProjectMetadata:
    """Read files, given by path with ``__`` for a slash and ``_DOT_`` for a dot."""
    files = {
        name.replace("__", "/").replace("_DOT_", "."): dedent(text) for name, text in texts.items()
    }
    return project_metadata(
        [ReadFile(SourceFile(path), text="key") for path in sorted(files)], files.__getitem__
    )


def test_pyproject() -> None:
    read = metadata(
        pyproject_DOT_toml="""
            [build-system]
            requires = ["hatchling>=1"]
            build-backend = "hatchling.build"
            [project]
            name = "Kw.Index"
            description = "One
            line."
            requires-python = ">=3.11"
            dependencies = ["PyYAML >= 6 ; python_version > '3'", "a_b[extra]", "./no", 5]
            [project.optional-dependencies]
            fast = ["numpy"]
            [project.scripts]
            kw = "kwindex.cli:main"
            [project.entry-points."pytest11"]
            plug = "kwindex.plugin"
            [dependency-groups]
            dev = ["pytest", {include-group = "other"}]
            [tool.pytest.ini_options]
            testpaths = ["tests", "more/*"]
        """.replace("One\n            line.", "One line.")
    )
    assert read == ProjectMetadata(
        path="pyproject.toml",
        name="Kw.Index",
        description="One line.",
        requires_python=">=3.11",
        backend="hatchling.build",
        dependencies=dict.fromkeys(
            ["a-b", "hatchling", "numpy", "pytest", "pyyaml"], "pyproject.toml"
        ),
        scripts=(
            Command("kw", "console_scripts", "kwindex.cli:main", "pyproject.toml"),
            Command("plug", "pytest11", "kwindex.plugin", "pyproject.toml"),
        ),
        test_paths=(("tests", "pyproject.toml"),),
    )
    assert [command.module for command in read.scripts if command.is_script] == ["kwindex.cli"]


def test_poetry() -> None:
    read = metadata(
        pyproject_DOT_toml="""
            [tool.poetry]
            name = "p"
            [tool.poetry.dependencies]
            python = "^3.11"
            Requests = "*"
            [tool.poetry.group.dev.dependencies]
            black = {version = "1"}
            [tool.poetry.scripts]
            run = "p:run"
        """
    )
    assert (read.name, read.requires_python) == ("p", "^3.11")
    assert list(read.dependencies) == ["black", "requests"]
    assert read.scripts == (Command("run", "console_scripts", "p:run", "pyproject.toml"),)


def test_setuptools() -> None:
    read = metadata(
        setup_DOT_cfg="""
            [metadata]
            name = c
            [options]
            python_requires = >=3.9
            install_requires =
                attrs
                six>=1  # old
            [options.entry_points]
            console_scripts =
                c = c.main:run
            [tool:pytest]
            testpaths = checks
        """,
        setup_DOT_py="""
            import setuptools
            NEEDS = ["numpy", "six"]
            setuptools.setup(name=compute(), install_requires=NEEDS,
                             extras_require={"x": ["pandas"]})
        """,
    )
    assert (read.name, read.requires_python) == ("c", ">=3.9")
    assert read.dependencies == {
        "attrs": "setup.cfg", "numpy": "setup.py", "pandas": "setup.py", "six": "setup.cfg",
    }  # fmt: skip
    assert read.scripts == (Command("c", "console_scripts", "c.main:run", "setup.cfg"),)
    assert read.test_paths == (("checks", "setup.cfg"),)


def test_requirements() -> None:
    read = metadata(
        requirements_DOT_txt="""
            # a comment
            -r other.txt
            --hash=sha256:00
            Django==4  # why
            git+https://host/x.git#egg=Fork&subdirectory=y
            pkg @ https://host/pkg.zip
            https://host/nameless.zip
        """,
        requirements__dev_DOT_txt="django\ntox",
        notes__other_DOT_txt="flask",
        constraints_DOT_txt="urllib3<2",
    )
    assert read.dependencies == {
        "django": "requirements.txt",
        "fork": "requirements.txt",
        "pkg": "requirements.txt",
        "tox": "requirements/dev.txt",
        "urllib3": "constraints.txt",
    }


def test_the_file_nearest_to_the_root_counts() -> None:
    inner = '[project]\nname = "inner"\ndependencies = ["numpy", "scipy"]'
    outer = '[project]\nname = "outer"\ndependencies = ["numpy"]'
    read = metadata(a__pyproject_DOT_toml=inner, pyproject_DOT_toml=outer)
    assert (read.name, read.path) == ("outer", "pyproject.toml")
    assert read.dependencies == {"numpy": "pyproject.toml", "scipy": "a/pyproject.toml"}


@pytest.mark.parametrize(
    "text",
    ["[project", "project = 1", "[project]\nname = 1\ndependencies = {a = 1}", "x = " + "[" * 5000,
     "tool.poetry.group = 5", "a = 1\n" * 100_000, "[project]\nscripts = ['a']"],
)  # fmt: skip
def test_damaged_files_say_nothing(text: str) -> None:
    read = metadata(
        pyproject_DOT_toml=text, setup_DOT_cfg=text, setup_DOT_py=text, requirements_DOT_txt="ok"
    )
    assert read == ProjectMetadata(dependencies={"ok": "requirements.txt"})


@pytest.mark.parametrize("text", ["-" * 150_000 + "1", "(" * 90_000, "'\\d'; setup(", "f(" * 500])
def test_a_hostile_setup_py_says_nothing(text: str) -> None:
    assert metadata(setup_DOT_py=text) == ProjectMetadata()


PROVIDED = {
    "yaml": "pyyaml",
    "PIL.Image": "pillow",
    "sklearn.svm": "scikit-learn",
    "google.protobuf.message": "protobuf",
    "google.cloud.storage.blob": "google-cloud-storage",
    "typing_extensions": "typing-extensions",
    "cv2": "opencv-python-headless",
}


@pytest.mark.parametrize("module", PROVIDED)
def test_the_distribution_of_a_module(module: str) -> None:
    declared = ProjectMetadata(dependencies={PROVIDED[module]: "file"})
    assert declaring_file(declared, module) == "file"
    assert declaring_file(declared, "other") == ""
