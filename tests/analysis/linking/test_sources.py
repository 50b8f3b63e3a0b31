"""What files of JavaScript, TypeScript, Java, Go and Rust name, from sources."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.linking.families import family_of
from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.parts import Origin
from tests.analysis.linking.builder import assert_named

#: Files, the one that is asked for, and what each of its imports names.
CASES: dict[str, tuple[dict[str, str], str, list[str]]] = {
    "JavaScript": (
        {"a/x.js": "require('./y'); require('../z'); require('./d'); require('./w.json');"
         "require('y'); require('./gone'); require('/a/y');\nimport('./t.js')",
         "a/y.js": "", "z.mjs": "", "a/d/index.js": "", "a/w.json": "{}", "a/t.ts": ""},
        "a/x.js", ["a/y.js", "z.mjs", "a/d/index.js", "a/w.json", "", "", "", "a/t.ts"],
    ),
    "a file wins over a folder, and JavaScript over TypeScript": (
        {"x.js": "require('./y'); require('.')", "y.js": "", "y.ts": "", "y/index.js": "",
         "index.ts": ""}, "x.js", ["y.js", "index.ts"],
    ),
    "TypeScript": (
        {"a/x.ts": "import y from './y';\nimport './z.js';\nexport * from './t';\n"
         "import v = require('./v.jsx');\nimport { w } from '../a';",
         "a/y.js": "", "a/y.ts": "", "a/z.js": "", "a/z.ts": "", "a/t.d.ts": "", "a/v.tsx": "",
         "a/index.ts": ""},
        "a/x.ts", ["a/y.ts", "a/z.ts", "a/t.d.ts", "a/v.tsx", "a/index.ts"],
    ),
    "Java": (
        {"src/main/java/a/b/C.java": "package a.b;\nimport a.D;\nimport a.D.Inner;\n"
         "import static a.D.make;\nimport static a.D.MAX;\nimport a.*;\n"
         "import java.util.List;\nimport x.D;",
         "src/main/java/a/D.java": "", "src/test/java/a/D.java": ""},
        "src/main/java/a/b/C.java",
        ["src/main/java/a/D.java", "src/main/java/a/D.java", "src/main/java/a/D.java",
         "src/main/java/a/D.java", "", "", ""],
    ),
    "Go": (
        {"go.mod": "module example.org/shop", "tools/go.mod": "module example.org/shop/tools",
         "a/x.go": 'package a\nimport (\n"example.org/shop/b"\n"example.org/shop/c"\n'
         '"example.org/shop/tools/d"\n"example.org/shop"\n"example.org/other/b"\n'
         '"example.org/shopping"\n"fmt"\n)',
         "b/b.go": "", "b/a.go": "", "c/doc.go": "", "c/c.go": "", "tools/d/y.go": "",
         "tools/d/a_test.go": "", "main.go": "", "example.org/other/b/b.go": ""},
        "a/x.go", ["b/b.go", "c/doc.go", "tools/d/y.go", "main.go", "", "", ""],
    ),
    "Go without go.mod": ({"x.go": 'package a\nimport "a/b"', "a/b/b.go": ""}, "x.go", [""]),
    "Rust": (
        {"k/src/lib.rs": "mod a;\nmod b;\nmod gone;\nuse crate::a::c::T;\nuse crate::b;\n"
         "use crate::b::f;\nuse super::x;\nuse std::fs;\nmod m { mod deep; }",
         "k/src/a.rs": "", "k/src/a/c.rs": "", "k/src/b/mod.rs": "", "k/src/m/deep.rs": ""},
        "k/src/lib.rs",
        ["k/src/a.rs", "k/src/b/mod.rs", "", "k/src/a/c.rs", "k/src/b/mod.rs", "k/src/b/mod.rs",
         "", "", "k/src/m/deep.rs"],
    ),
    "Rust, of a module": (
        {"src/main.rs": "", "src/a.rs": "mod c;\nuse crate::b;", "src/a/c.rs": "", "src/c.rs": "",
         "src/b.rs": ""}, "src/a.rs", ["src/a/c.rs", "src/b.rs"],
    ),
    "Rust, at a path": (
        {"src/main.rs": "", "src/a.rs": '#[path = "b/c.rs"] mod d;'
         ' mod m { #[path = "o.rs"] mod p; }',
         "src/b/c.rs": "", "src/a/m/o.rs": "", "src/a/d.rs": ""},
        "src/a.rs", ["src/b/c.rs", "src/a/m/o.rs"],
    ),
    "Rust, of another crate": (
        {"one/Cargo.toml": '[package]\nname = "one-two"', "one/src/lib.rs": "",
         "one/src/a.rs": "", "tests/t.rs": "use one_two::a::F;\nuse one_two::G;\nuse crate::a;\n"
         "use other::H;\nmod common;", "tests/common/mod.rs": ""},
        "tests/t.rs", ["one/src/a.rs", "one/src/lib.rs", "", "", "tests/common/mod.rs"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sources", "path", "named"), CASES.values(), ids=CASES)
def test_named(sources: dict[str, str], path: str, named: list[str]) -> None:
    assert_named(sources, path, named)


@pytest.mark.parametrize(
    ("language", "module", "origin"),
    [
        ("JavaScript", "fs", Origin.STANDARD),
        ("JavaScript", "fs/promises", Origin.STANDARD),
        ("TypeScript", "node:test", Origin.STANDARD),
        ("TSX", "react", Origin.THIRD),
        ("JSX", "./gone", Origin.UNRESOLVED),
        ("TypeScript", "@/alias", Origin.UNRESOLVED),
        ("Java", "java.util", Origin.STANDARD),
        ("Java", "javax.swing", Origin.STANDARD),
        ("Java", "javax.inject", Origin.THIRD),
        ("Java", "org.junit", Origin.THIRD),
        ("Java", "com.shop.gone", Origin.UNRESOLVED),
        ("Go", "net/http", Origin.STANDARD),
        ("Go", "github.com/a/b", Origin.THIRD),
        ("Go", "./b", Origin.UNRESOLVED),
        ("Rust", "std::fs", Origin.STANDARD),
        ("Rust", "::core::fmt", Origin.STANDARD),
        ("Rust", "serde", Origin.THIRD),
        ("Rust", "super::a", Origin.FIRST),
    ],
)
def test_origin(language: str, module: str, origin: Origin) -> None:
    entry = Import(module, None, None, 1)
    assert family_of(language).origin("src/com/shop/x", entry) is origin
