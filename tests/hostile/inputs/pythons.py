"""The syntax of every Python from 2.7 to 3.15, and what never was any."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from tests.hostile.inputs.made import Input, numbered

#: By the version that brought it, or the last that had it.
SYNTAX: Mapping[str, tuple[str, ...]] = {
    "2.7": (
        *("print 'a', b", "print >>f, a,", "print", "exec 'x = 1'", "exec code in g, l", "`a`"),
        *("a <> b", "raise E, 'text'", "raise E, 'text', tb", "try: pass\nexcept E, e: pass"),
        *("0777", "10L", "0xFFL", "ur'text'", "def f((a, b), c): pass", "lambda (a, b): a"),
        *("[x for x in 1, 2, 3]", "from __future__ import print_function\nprint('a', file=f)"),
        *("def f(a, (b, (c, d))=(1, (2, 3))):\n\tif a:\n        print a", "class C: pass\nC.x ="),
        *("import a, b\nfrom .c import *\nfrom . import (d, e,)", "async = 1\nawait = async"),
        *("True = 0", "None = 1", "nonlocal = 1", "with a as b, c as (d, e): pass", "{1, 2}"),
    ),
    "3.0": (
        *("def f(a: int, *, b: str = 'x') -> None: pass", "nonlocal x", "a, *b, c = d", "0o777"),
        *("class C(metaclass=M, x=1): pass", "raise E from e", "...", "b'\\xff'", "é = 'é'"),
    ),
    "3.3": ("def f(): x = yield from g()", "u'text'"),
    "3.5": (
        *("async def f(): await g()", "async def f():\n async for x in y: pass", "a @ b; a @= b"),
        *("async def f():\n async with x as y: pass", "[*a, *b]; {**c, **d}; f(*a, *b, **c, **d)"),
        *("def f(): async = await = 1", "async def f(): await = 1"),
    ),
    "3.6": (
        *(
            "f'{a!r:>{width}} {{}} {b[\"c\"]}'",
            "x: int",
            "x: int = 1",
            "self.x: 'T' = 1",
            "1_000.0_1",
        ),
        *("[x async for x in y]", "async def f(): yield 1", "f'{x:{y:{z}}}'", "f'{'", "f'}'"),
        *("class C:\n x: int\n y: str = 'a'\n def __init_subclass__(cls): pass", "f'''{\n1\n}'''"),
    ),
    "3.8": (
        *("(x := 1)", "def f(a, /, b, *, c): pass", "f'{x=}'", "while chunk := read(): pass"),
        *("[y := f(x), y**2]", "f'{(x := 1)}'", "def f(x=(y := 1)): return *x, y"),
    ),
    "3.9": ("@a[0].b(c)\ndef f(): pass", "@(lambda f: f)\ndef f(): pass", "with (a): pass"),
    "3.10": (
        "match x:\n case 1: pass\n case [a, *_]: pass\n case {'k': v, **r}: pass\n case C(y=0): pass",
        "match x:\n case 'a' | 'b' as c if c: pass\n case -1+2j: pass\n case _: pass",
        *(
            "match = case = type = _ = 1\nmatch(x)\nmatch[x]\nmatch.x",
            "match x, y:\n case a, b: pass",
        ),
        *("with (open(a) as b, open(c) as d,): pass", "def f(x: int | None): pass", "print(match)"),
        "match (match):\n case case: pass\nmatch *a, b:\n case [*_]: pass",
    ),
    "3.11": (
        *("try: pass\nexcept* E as e: pass", "def f(*args: *Ts): pass", "a[*b]; a[*b, c]"),
        "try: pass\nexcept* (A, B): pass\nexcept* C: pass\nelse: pass\nfinally: pass",
    ),
    "3.12": (
        *("type X = int", "type X[T, *Ts, **P] = C[T]", "def f[T: int](x: T) -> T: pass"),
        *("class C[T: (int, str)](B[T]): pass", "f'{'a'}'", "f'{f'{f'{1}'}'}'", "type = type"),
        *("f'{\n# comment\nx}'", 'f"{"\\n".join(a)}"', "type type = type\ntype match = case"),
        "class C[T]:\n type A[U] = dict[T, U]\n def m[V](self, v: V) -> V: pass",
    ),
    "3.13": (
        *("type X[T = int] = T", "def f[T = int, *Ts = *tuple[int, ...], **P = [int]](): pass"),
        "class C[T: int = bool, *Ts = *tuple[()]]: pass",
    ),
    "3.14": (
        *("t'{a}'", "t'{a!r:{b}}'", "rt'{a}\\d'", "tr'''{\nb}'''", "t'{t'{f'{x}'}'}'", "t'{x=}'"),
        *("try: pass\nexcept A, B: pass", "try: pass\nexcept* A, B: pass", "tb'{x}'", "tf'{x}'"),
        *("def f():\n try: pass\n finally: return 1", "while 1:\n try: pass\n finally: continue"),
        *("def f(x: Later) -> Later: pass\nclass Later: pass", "try: pass\nexcept A, B as e: pass"),
    ),
    "3.15": (
        *("[*x for x in y]", "{**d for d in ds}", "{*s for s in ss}", "(*x for x in y)"),
        *("lazy import a", "lazy from a import b", "lazy = 1\nlazy.x", "from a import (lazy, b)"),
    ),
    "none": (
        *("def", "class", "def f(", "class C(:", "if x", "else: pass", "return", "yield", "break"),
        *("x = ", "= x", "x y", "1x", "1__0", "0b2", "0o8", "09", "'", '"', "'''", '"""', "f'{a"),
        *("(", ")", "[", "]", "{", "}", "([)]", "\\", "\\ ", "x = \\\n", "$", "?", "!", "@", "@\n"),
        *("  x = 1\n y = 2", "\tx\n        y", "if x:\npass", "if x:\n\tpass\n    pass", "\x00"),
        *("def f(a, a): pass", "def f(*, **k): pass", "def f(a=1, b): pass", "global x; x: int"),
        *("from a import", "from . import", "import .a", "from a import (b", "import a as b.c"),
        *(
            "nonlocal x",
            "return 1",
            "await x",
            "async x",
            "del f()",
            "f() = 1",
            "None = 1",
            "a + 1 = 2",
        ),
        *(
            "def f():\n\tdef g():\n\t\tnonlocal zz",
            "*a",
            "**a",
            "a if b",
            "lambda",
            "not",
            "x := 1",
        ),
        *("class C:\n\treturn 1", "f'{lambda x: 1}'", "f'{a b}'", "f'{!x}'", "f'{}'", "'\\N{no}'"),
        *("b'é'", "'\\x'", "'\\u12'", "'\\U99999999'", "9" * 5_000, "1e999", "0x", "1e", "1.2.3"),
        *(
            "from __future__ import braces",
            "from __future__ import nothing",
            "x = 1\nfrom __future__ import annotations",
            "import __future__ as f",
            "__debug__ = 1",
            "class C: __slots__ = 1",
        ),
    ),
}

_AROUND = (
    "{}\n",
    "{}",
    "def before(): pass\n\n{}\n\ndef after(): pass\n",
    "class Around:\n    def method(self):\n        pass\n\n{}\n",
    "'''Doc.'''\n{}\n{}\n",
)


def syntax(random: random.Random) -> Iterator[Input]:
    """Each construct by itself or among others."""
    place = 0
    for version, sources in SYNTAX.items():
        for source in sources:
            form = random.choice(_AROUND)
            text = form.replace("{}", source)
            yield Input(numbered(place, ".py"), text, f"{version}: {source[:40]!r}")
            place += 1


def broken(random: random.Random) -> Iterator[Input]:
    """Whole modules with one character taken out, put in or doubled."""
    pieces = [source for sources in SYNTAX.values() for source in sources if "\x00" not in source]
    for place in range(60):
        text = "\n".join(random.sample(pieces, 6)) + "\n"
        at = random.randrange(len(text))
        put = random.choice(["", text[at] * 2, random.choice("(){}[]'\"\\:,=\t\n#@\u2028")])
        yield Input(
            numbered(place, ".py"), text[:at] + put + text[at + 1 :], f"{put!r} put at {at}"
        )
