"""Each construct that defines a name, with the definitions that it makes."""

from __future__ import annotations

import sys

import pytest

from sphinx_kwindex.analysis.python import analyse
from sphinx_kwindex.model.facts import Definition

#: Source, and of each definition: kind, qualified name, first and last line.
PLACES = {
    "class": ("class A:\n    pass\n", "class A 1 2"),
    "function": ("def f():\n    return 1\n", "function f 1 2"),
    "async": ("async def f(): ...\n", "function f 1 1"),
    "method": ("class A:\n  def f(self): ...\n", "class A 1 2, method A.f 2 2"),
    "method of a nested class": (
        "def f():\n  class A:\n    def g(self): ...\n",
        "function f 1 3, class f.A 2 3, method f.A.g 3 3",
    ),
    "function in a method": (
        "class A:\n  def f(self):\n    def g(): ...\n",
        "class A 1 3, method A.f 2 3, function A.f.g 3 3",
    ),
    "method under if": (
        "class A:\n  if x:\n    def f(self): ...\n  else:\n    def f(self): ...\n",
        "class A 1 5, method A.f 3 3, method A.f 5 5",
    ),
    "decorated": ("@a\n@b(\n  1)\ndef f(): ...\n", "function f 4 4"),
    "decorated class": ("@a\nclass A: ...\n", "class A 2 2"),
    "try": (
        "try:\n  def a(): ...\nexcept E:\n  def b(): ...\nelse:\n  def c(): ...\n"
        "finally:\n  def d(): ...\n",
        "function a 2 2, function b 4 4, function c 6 6, function d 8 8",
    ),
    "try star": ("try:\n  x = 1\nexcept* E:\n  def b(): ...\n", "variable x 2 2, function b 4 4"),
    "with": ("with x as y:\n  def a(): ...\n", "function a 2 2"),
    "loops": (
        "for i in x:\n  def a(): ...\nelse:\n  def b(): ...\nwhile y:\n  class C: ...\n",
        "function a 2 2, function b 4 4, class C 6 6",
    ),
    "match": (
        "match x:\n  case 1:\n    def a(): ...\n  case _:\n    def b(): ...\n",
        "function a 3 3, function b 5 5",
    ),
    "async blocks": (
        "async def f():\n  async with x:\n    def a(): ...\n"
        "  async for y in z:\n    def b(): ...\n",
        "function f 1 5, function f.a 3 3, function f.b 5 5",
    ),
    "lambda": ("f = lambda: 1\n", "variable f 1 1"),
    "targets": ("a, (b, *c) = d = e\n", "variable a 1 1, variable b 1 1, variable c 1 1, "
                "variable d 1 1"),
    "target over lines": ("(a,\n b) = c\n", "variable a 1 2, variable b 2 2"),
    "first assignment only": ("a = 1\na = 2\nclass A:\n  a = 3\n",
                              "variable a 1 1, class A 3 4, variable A.a 4 4"),
    "annotation alone": ("a: int\n", "variable a 1 1"),
    "not of the module": ("a.b = c[0] = 1\na += 1\n_ = 1\ndel q\n", ""),
    "in a function": ("def f():\n  a = 1\n  B: int = 2\n", "function f 1 3"),
    "in blocks": ("if x:\n  a = 1\nelse:\n  b = 1\n", "variable a 2 2, variable b 4 4"),
    "dunder": ("__all__ = []\n", "variable __all__ 1 1"),
    "constants": ("A_1 = 1\n_B = 2\nc: Final = 3\nd: typing.Final[int] = 4\n",
                  "constant A_1 1 1, constant _B 2 2, constant c 3 3, constant d 4 4"),
    "type alias": ("A: TypeAlias = int\nb: t.TypeAlias = 'A'\n",
                   "type-alias A 1 1, type-alias b 2 2"),
    "compatible names": ("def \N{LATIN SMALL LIGATURE FI}x(): ...\n", "function fix 1 1"),
    "one line": ("def f(): ...\ndef g(): ...; x = 1\n", "function f 1 1, function g 2 2"),
    "continued": ("def \\\n f(): ...\n", "function f 1 2"),
    "empty": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_definitions_and_their_places(name: str) -> None:
    source, expected = PLACES[name]
    found = analyse(source)
    assert found.problem is None
    assert expected == ", ".join(
        f"{entry.kind} {entry.qualname} {entry.line} {entry.end_line}"
        for entry in found.definitions
    )


#: A class or function, and of it: signature, bases, decorators, tags.
HEADS = {
    "def f(): ...": ("()", (), (), ()),
    "def f(a, b=1, *c, d, e=2, **g): ...": ("(a, b=1, *c, d, e=2, **g)", (), (), ()),
    "def f(a, /, b, *, c): ...": ("(a, /, b, *, c)", (), (), ()),
    "def f(a, /): ...": ("(a, /)", (), (), ()),
    "def f(a=1, /, **b): ...": ("(a=1, /, **b)", (), (), ()),
    "def f(a:int=0, *b:str, c:'T'=None)->x.Y[int]: ...": (
        "(a: int = 0, *b: str, c: 'T' = None) -> x.Y[int]", (), (), ()),
    "def f(a=[\n  1, # one\n  2,\n ], b=('x'\n 'y')): ...": (
        "(a=[1, 2,], b='x' 'y')", (), (), ()),
    "def f(a='\N{EURO SIGN}', b='\N{GRINNING FACE}'): ...": (
        "(a='\N{EURO SIGN}', b='\N{GRINNING FACE}')", (), (), ()),
    "async def f(): yield 1": ("()", (), (), ("async", "generator")),
    "def f(): (yield from x)": ("()", (), (), ("generator",)),
    "def f(): return lambda: (yield)": ("()", (), (), ()),
    "@t.overload\ndef f(a): ...": ("(a)", (), ("t.overload",), ("overload",)),
    "@property\ndef f(a): ...": ("(a)", (), ("property",), ()),
    "class A(B, metaclass=M, x=1, *c, **d): ...": (
        "", ("B", "metaclass=M", "x=1", "*c", "**d"), (), ()),
    "class A(Generic[\n  T], ValueError): ...": ("", ("Generic[T]", "ValueError"), (),
                                                 ("exception",)),
    "class A(e.IntEnum): ...": ("", ("e.IntEnum",), (), ("enum",)),
    "class A(Protocol[T]): ...": ("", ("Protocol[T]",), (), ("protocol",)),
    "class A(TypedDict, total=False): ...": ("", ("TypedDict", "total=False"), (),
                                             ("typed-dict",)),
    "class A(namedtuple('A', 'x y')): ...": ("", ("namedtuple('A', 'x y')",), (),
                                             ("named-tuple",)),
    "class __A(type): ...": ("", ("type",), (), ("metaclass", "private")),
    "class A(metaclass=abc.ABCMeta): ...": ("", ("metaclass=abc.ABCMeta",), (), ("abstract",)),
    "@dataclasses.dataclass(frozen=True)\nclass A: ...": (
        "", (), ("dataclasses.dataclass(frozen=True)",), ("dataclass",)),
    "class A(Terror, ErrorFactory): ...": ("", ("Terror", "ErrorFactory"), (), ()),
}  # fmt: skip


@pytest.mark.parametrize("source", HEADS)
def test_heads(source: str) -> None:
    (found,) = analyse(source + "\n").definitions
    shown = (found.signature, found.bases, found.decorators, found.tags)
    assert shown == HEADS[source]


#: A method, and its tags.
METHODS = {
    "@property\n  def f(self): ...": ("property",),
    "@f.setter\n  def f(self, v): ...": ("property",),
    "@functools.cached_property\n  def f(self): ...": ("property",),
    "@staticmethod\n  def f(): ...": ("static",),
    "@classmethod\n  @abc.abstractmethod\n  def f(cls): ...": ("abstract", "class"),
    "async def __f__(self): ...": ("async", "dunder"),
    "x = 1": ("attribute",),
    "_x: int": ("attribute", "private"),
}


@pytest.mark.parametrize("source", METHODS)
def test_tags_in_classes(source: str) -> None:
    assert analyse(f"class A:\n  {source}\n").definitions[1].tags == METHODS[source]


def first(source: str) -> Definition:
    return analyse(source).definitions[0]


def test_values_and_annotations_are_as_written() -> None:
    found = first("a: dict[str,\n  int] = {'x':  1, # one\n 'y': '''z\nz'''}\n")
    assert found.annotation == "dict[str, int]"
    assert found.value == "{'x':  1, 'y': '''z\\nz'''}"
    assert [entry.value for entry in analyse("a, b = c = f(1)\n").definitions] == [
        "",
        "",
        "f(1)",
    ]


@pytest.mark.parametrize(
    ("source", "field", "limit"),
    [
        ("a = [" + "1, " * 500 + "]\n", "value", 80),
        ("a = [" + "1,  # one\n" * 50_000 + "]\n", "value", 80),
        ("a = (1 +  # one\n'" + "b" * 200 + "')\n", "value", 80),
        (f"def f(a={'b' * 9_000}): ...\n", "signature", 500),
        ("def f(" + ", ".join(f"a{n}=1" for n in range(9_000)) + "): ...\n", "signature", 500),
    ],
    ids=["long value", "value over lines", "long end", "long default", "many parameters"],
)
def test_long_expressions_are_cut(source: str, field: str, limit: int) -> None:
    shown = getattr(first(source), field)
    assert limit - 10 < len(shown) <= limit
    assert shown.endswith("\N{HORIZONTAL ELLIPSIS}")


def test_a_first_line_that_breaks_off_goes_on_to_the_end_of_its_sentence() -> None:
    broken = "One that is called with\n  two `a.b` and\n  three. Four."
    assert first(f'def f():\n  """{broken}"""\n').summary == (
        "One that is called with two `a.b` and three."
    )
    assert first('def f():\n  """One\n  Two"""\n').summary == "One ..."
    assert first('def f():\n  """One\n  :param a: b"""\n').summary == "One"


def test_summary_is_the_first_line_of_the_docstring() -> None:
    assert first('def f():\n  """\n  One.\n\n  Two."""\n').summary == "One."
    assert first("class A:\n  'One.'\n").summary == "One."
    assert first("class A:\n  'One.\\n  two'\n").summary == "One."
    assert first("def f():\n  b'no'\n").summary == ""
    assert first("def f():\n  '\\ud800.a'\n").summary == "\ufffd.a"


def test_later_definitions_of_a_name_have_anchors_of_their_own() -> None:
    source = "f = 1\nif x:\n  def f(): ...\nelse:\n  def f(): ...\n"
    assert [entry.anchor for entry in analyse(source).definitions] == ["f~3", "f", "f~2"]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695 is of Python 3.12")
def test_type_parameters() -> None:
    found = analyse("type A[T] = list[T]\ndef f[T: int, *U](a: T) -> T: ...\nclass C[T](B): ...\n")
    alias, function, generic = found.definitions
    assert (alias.kind, alias.qualname, alias.value) == ("type-alias", "A", "list[T]")
    assert function.signature == "[T: int, *U](a: T) -> T"
    assert (generic.qualname, generic.bases) == ("C", ("B",))


def test_a_line_end_that_is_no_part_of_a_string_is_not_shown() -> None:
    written = ('"""\\\na\nb"""', 'r"""\\\na"""', '"""a\\\\\nb"""')
    shown = [first(f"x = {value}\n").value for value in written]
    assert shown == ['"""a\\nb"""', 'r"""\\↵a"""', '"""a\\\\\\nb"""']
