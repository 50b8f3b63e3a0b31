"""Much of one thing: long lines, many lines, many names, long names."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from tests.hostile.inputs.made import Input

#: By suffix, one definition with its number left open, and one assignment.
DEFINITIONS: Mapping[str, str] = {
    ".py": "def f{}(a, b=1): pass\n",
    ".c": "int f{}(int a) {{ return a; }}\n",
    ".cpp": "namespace n {{ class C{} {{ int m(); }}; }}\n",
    ".go": "func f{}(a int) int {{ return a }}\n",
    ".java": "class C{} {{ int m() {{ return 1; }} }}\n",
    ".js": "export function f{}(a) {{ return a; }}\n",
    ".ts": "export interface I{} {{ a: string }}\n",
    ".rs": "pub fn f{}(a: i32) -> i32 {{ a }}\n",
    ".sh": "f{}() {{ :; }}\n",
    ".sql": "CREATE TABLE t{} (a int);\n",
    ".css": ".c{} {{ a: b }}\n",
    ".html": '<h1 id="i{}">x</h1>\n',
    ".yaml": "k{}: 1\n",
    ".toml": "k{} = 1\n",
    ".ini": "k{} = 1\n",
    ".md": "# Heading {}\n",
    ".rst": "Heading {}\n==============\n\n",
    ".proto": "message M{} {{ string a = 1; }}\n",
    ".cmake": "function(f{})\nendfunction()\n",
    ".mk": "t{}: a\n\techo\n",
    ".kt": "fun f{}() {{ }}\n",
    ".rb": "def f{}; end\n",
}

IMPORTS: Mapping[str, str] = {
    ".py": "from a{}.b import c, d as e{}\n",
    ".c": '#include "a{}.h"\n',
    ".js": 'import a{} from "./a{}.js";\n',
    ".go": 'import "a/b{}"\n',
    ".java": "import a.b{}.C;\n",
    ".rs": "use a::b{};\n",
    ".proto": 'import "a{}.proto";\n',
    ".md": "[a](b{}.md)\n",
    ".css": '@import "a{}.css";\n',
}


def many(random: random.Random) -> Iterator[Input]:
    """Many definitions, many of one name, many imports, all of them in one line."""
    for suffix, one in DEFINITIONS.items():
        count = 1_100
        yield Input(
            f"different{suffix}", "".join(map(one.format, range(count))), f"{count} names", True
        )
        yield Input(f"same{suffix}", one.format(0) * 300, "300 times one name")
        text = "".join(map(one.format, range(900))).replace("\n", " ")
        yield Input(f"line{suffix}", text, "900 names in one line", True)
    for suffix, one in IMPORTS.items():
        text = "".join(one.format(place, place) for place in range(1_100))
        yield Input(f"imports{suffix}", text, "1,100 imports", True)


def long(random: random.Random) -> Iterator[Input]:
    """Long lines, long names, and many lines."""
    letter, word = "x", "word "
    for suffix in (".py", ".c", ".js", ".md", ".rst", ".json", ".yaml", ".css", ".txt", ".unknown"):
        yield Input(f"name{suffix}", letter * 200_000 + " = 1\n", "a name of 200,000", True)
        yield Input(f"words{suffix}", word * 40_000 + "\n", "a line of 40,000 words", True)
        yield Input(f"marks{suffix}", '"' + "\\" * 100_000 + '"\n', "100,000 backslashes", True)
        yield Input(f"lines{suffix}", "\n" * 30_000, "30,000 empty lines", True)
        yield Input(f"spaces{suffix}", (" " * 500 + "\n") * 300, "lines of 500 spaces", True)
    name = "a" * 5_000
    yield Input("names.py", f"class {name}:\n    def {name}(self, {name}): {name}\n", "long names")
    yield Input("string.py", f'x = """{word * 50_000}"""\n', "a long string")
    yield Input("comment.py", f"# {word * 50_000}\n", "a long comment")
    yield Input("doc.py", f'"""{word * 50_000}"""\n', "a long docstring")
    yield Input("arguments.py", f"def f({', '.join(f'a{n}=1' for n in range(5_000))}): pass\n", "")
    yield Input("decorators.py", "@d\n" * 5_000 + "def f(): pass\n", "5,000 decorators", True)
    yield Input("bases.py", f"class C({', '.join(f'B{n}' for n in range(5_000))}): pass\n", "bases")
    yield Input("targets.py", " = ".join(f"x{n}" for n in range(3_000)) + " = 1\n", "targets", True)
    yield Input("all.py", f"__all__ = {[f'n{n}' for n in range(5_000)]}\n", "5,000 exports")
    yield Input("large.py", f'x = "{letter * 3_000_000}"\n', "more than the limit of a file")
    yield Input("large.bin", random.randbytes(100_000), "random bytes")
