"""Which manifest asks for what a file imports."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.linking.linker import link
from sphinx_kwindex.analysis.linking.requirements import declaring
from tests.analysis.linking.builder import build

SOURCES = {
    "go.mod": "module a.org/b\nrequire c.org/d/v2 v2.0.0\n",
    "package.json": '{"dependencies": {"left": "1"}}',
    "web/package.json": '{"devDependencies": {"@x/y": "1"}}',
    "rust/Cargo.toml": "[package]\nname = 'a'\n[dependencies]\nserde-json = '1'\n",
}

#: Language, file and what it imports, with the manifest that asks for it.
ASKED = {
    ("Go", "cmd/main.go", "c.org/d/v2/e"): "go.mod",
    ("Go", "cmd/main.go", "c.org/d"): "",
    ("TypeScript", "web/src/a.ts", "@x/y/z"): "web/package.json",
    ("JavaScript", "web/src/a.js", "left"): "package.json",
    ("JavaScript", "a.js", "@x/y"): "",
    ("Rust", "rust/src/lib.rs", "serde_json::Value"): "rust/Cargo.toml",
    ("Rust", "src/lib.rs", "serde_json"): "",
    ("Java", "A.java", "left"): "",
}


@pytest.mark.parametrize(("language", "path", "module"), ASKED)
def test_the_nearest_manifest_that_asks_for_it(language: str, path: str, module: str) -> None:
    requirements = link(build(SOURCES)).requirements
    assert declaring(requirements, language, path, module) == ASKED[language, path, module]
