"""Files that tools read their settings from, by name or path."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOOLS = """
.babelrc: Babel
.bazelrc: Bazel
.clang-format: clang-format
.clang-tidy: clang-tidy
.codecov.yml: Codecov
.coveragerc: coverage.py
.dockerignore: Docker
.editorconfig: EditorConfig
.eslintrc: ESLint
.eslintrc.js: ESLint
.eslintrc.json: ESLint
.eslintrc.yml: ESLint
.flake8: flake8
.gitattributes: git
.gitignore: git
.gitlab-ci.yml: GitLab
.gitmodules: git
.golangci.yml: golangci-lint
.npmrc: npm
.pre-commit-config.yaml: pre-commit
.prettierrc: Prettier
.pylintrc: pylint
.pytest.ini: pytest
.readthedocs.yaml: Read the Docs
.readthedocs.yml: Read the Docs
.travis.yml: Travis CI
BUILD.bazel: Bazel
CMakeLists.txt: CMake
CMakePresets.json: CMake
CODEOWNERS: the host of the repository
Cargo.lock: Cargo
Cargo.toml: Cargo
Dockerfile: Docker
GNUmakefile: make
Gemfile: Bundler
Jenkinsfile: Jenkins
MANIFEST.in: setuptools
MODULE.bazel: Bazel
Makefile: make
Pipfile: pipenv
WORKSPACE: Bazel
appveyor.yml: AppVeyor
azure-pipelines.yml: Azure Pipelines
build.gradle: Gradle
build.gradle.kts: Gradle
clippy.toml: Clippy
codecov.yml: Codecov
composer.json: Composer
conf.py: Sphinx
conftest.py: pytest
docker-compose.yml: Docker Compose
docker-compose.yaml: Docker Compose
go.mod: Go
go.sum: Go
go.work: Go
jest.config.js: Jest
jest.config.ts: Jest
makefile: make
meson.build: Meson
meson_options.txt: Meson
mypy.ini: mypy
noxfile.py: nox
package-lock.json: npm
package.json: npm
poetry.lock: Poetry
pom.xml: Maven
pyproject.toml: every tool of Python packaging
pyrightconfig.json: pyright
pytest.ini: pytest
rollup.config.js: Rollup
ruff.toml: ruff
rustfmt.toml: rustfmt
settings.gradle: Gradle
setup.cfg: setuptools
setup.py: setuptools
tox.ini: tox
tsconfig.json: TypeScript
uv.lock: uv
vcpkg.json: vcpkg
vite.config.js: Vite
vite.config.ts: Vite
webpack.config.js: webpack
yarn.lock: Yarn
"""

#: The tool that reads a file, by the name of the file.
NAMES: Mapping[str, str] = dict(line.split(": ") for line in _TOOLS.split("\n") if line)

#: Files that a host reads, by their path from the root.
_PATHS = (
    (re.compile(r"\.github/workflows/[^/]+\.ya?ml"), "GitHub Actions"),
    (re.compile(r"\.github/dependabot\.ya?ml"), "Dependabot"),
    (re.compile(r"\.circleci/config\.yml"), "CircleCI"),
)


def reader(path: str) -> tuple[str, str]:
    """The tool that reads a file, and the name or path that says so; both empty for none."""
    name = path.rpartition("/")[2]
    if (tool := NAMES.get(name)) is not None:
        return tool, name
    for pattern, tool in _PATHS:
        if pattern.fullmatch(path):
            return tool, path
    return "", ""
