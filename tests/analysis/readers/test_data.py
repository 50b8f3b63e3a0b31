"""Files that hold data: their keys, with lines, and what manifests and workflows say with them."""

from __future__ import annotations

import configparser
import json
import tomllib
from typing import Any

import pytest

from sphinx_kwindex.analysis.plain_yaml import load_yaml
from sphinx_kwindex.analysis.readers.data.keys import MOST, written
from sphinx_kwindex.model.facts import Kind
from sphinx_kwindex.model.files import Reason
from tests.analysis.readers.written import facts_of, lines_of

#: File, text, and what is found in it.
CASES: dict[str, tuple[str, str, list[str]]] = {
    "json": (
        "a.json",
        '{"a": 1,\n "b.c": {"d": ["x",\n {"e": null}]}, "": 2}',
        ["1 key a = 1", '2-3 key "b.c"', '2-3 key "b.c".d', '3 key "b.c".d[1].e = null',
         '3 key "" = 2'],
    ),
    "json with comments": ("a.json", '// x\n{"a": /* y */ 1}', ["2 key a = 1"]),
    "json with escapes": (
        "a.json", '{"\\u00e9\\n": "\\ud800", "\\udfff": 1}',
        ['1 key "é\\n" = "\\ud800"', "1 key \ufffd = 1"],
    ),
    "json, several": ("a.json", '{"a": 1}\n{"b": 2}\n', ["1 key a = 1", "2 key b = 2"]),
    "json up to a mistake": ("a.json", '{"a": 1,\n"b": [1,],\n"c": 1}', ["1 key a = 1"]),
    "json five deep": (
        "a.json", '{"1": {"2": {"3": {"4": {"5": 1}}}}}',
        ["1 key 1", "1 key 1.2", "1 key 1.2.3", "1 key 1.2.3.4"],
    ),
    "toml": (
        "a.toml", 'x.y = 1\n[a."b.c"]\nd = """\nq\n"""\ne = {f = 1, \'g h\' = [{i=true}]}\n',
        ["1 key x.y = 1", '2-6 section a."b.c"', '3-5 key a."b.c".d = """↵q↵"""', '6 key a."b.c".e',
         '6 key a."b.c".e.f = 1', '6 key a."b.c".e."g h"'],
    ),
    "toml, arrays of tables": (
        "a.toml", "[[t]]\nn = 1\n[[t]]\nn = 2\n[t.u]\nz = 1\n[[t.v]]\nw = 1\n",
        ["1-2 section t", "2 key t[0].n = 1", "4 key t[1].n = 2", "5-6 section t[1].u",
         "6 key t[1].u.z = 1", "7-8 section t[1].v", "8 key t[1].v[0].w = 1"],
    ),
    "toml up to a mistake": ("a.toml", "x = 1\ny = \nz = 2\n", ["1 key x = 1"]),
    "yaml": (
        "a.yaml", "a: 1\nb:\n  - c: x\n    d: |\n      text\n\n  - e\nf: {g: 1, h: [1,\n 2]}\n",
        ["1 key a = 1", "2-7 key b", "3 key b[0].c = x", "4-5 key b[0].d = text", "8-9 key f",
         "8 key f.g = 1", "8-9 key f.h"],
    ),
    "yaml, aliases and odd keys": (
        "a.yaml", "a: &x {k: 1}\nb: *x\n? [c]\n: 1\n? d\n: 2\n*x : 3\n",
        ["1 key a", "1 key a.k = 1", "2 key b = *x", "5-6 key d = 2", '7 key *x = 3'],
    ),
    "yaml, a text of several lines": (
        "a.yaml", "a: |\n  b  c\n  d\ne: >\n  f\n  g\n", ["1-3 key a = b c↵d", "4-6 key e = f g"],
    ),
    "yaml, lines as others count them": (
        "a.yaml", "a: |\n  b\u2028  c\u2029\u2029\n\nd: e\x85\n",
        ["1-2 key a = b c", "4 key d = e"],
    ),
    "tox": (
        "tox.ini", "[testenv]\ndeps =\n  a>1\n  py{310,311}: b\n  -r c\n[testenv:d]\ndeps = e\n",
        ["1-5 section testenv", "2-5 key testenv.deps", "3 requirement testenv.deps.a = >1",
         "4 requirement testenv.deps.b", "6-7 section testenv:d",
         "7 requirement testenv:d.deps.e", "7 key testenv:d.deps = e"],
    ),
    "yaml, several": ("a.yaml", "a: 1\n---\n- b: 2\n", ["1 key a = 1", "3 key [0].b = 2"]),
    "yaml up to a mistake": ("a.yaml", "a: 1\nb: c: d\ne: 1\n", ["1 key a = 1"]),
    "ini": (
        "a.ini", "# x\nfirst = 1\n[a b]\nc: d\n; y\nlong =\n  1\n\n  2\nflag\n[e]\n",
        ["2 key first = 1", '3-10 section "a b"', '4 key "a b".c = d', '6-9 key "a b".long',
         '10 key "a b".flag', "11 section e"],
    ),
    "ini, names with signs": (
        "a.ini", '[a \\n]\nb "c" = 1\n', ['1-2 section "a \\n"', '2 key "a \\n"."b \\"c\\"" = 1'],
    ),
    "credentials": (
        "a.ini", "[s]\napi_key = 1\nKeyboard = 2\nurl = https://me:pw@x.org/\nn = ghp_" + "a" * 36,
        ["1-5 section s", "2 key s.api_key [withheld]", "3 key s.Keyboard = 2",
         "4 key s.url [withheld]", "5 key s.n [withheld]"],
    ),
    "credentials below a key": (
        "a.yaml", "secrets:\n  a: b\n", ["1-2 key secrets", "2 key secrets.a [withheld]"],
    ),
    "workflow": (
        "ci.yml",
        "on: push\njobs:\n  t:\n    steps:\n      - uses: a/b@v1\n      - run: x\n"
        "  c:\n    uses: ./.github/workflows/b.yml\n",
        ["1 key on = push", "2-8 key jobs", "3-6 job jobs.t", "4-6 key jobs.t.steps",
         "5 key jobs.t.steps[0].uses = a/b@v1", "6 key jobs.t.steps[1].run = x", "7-8 job jobs.c",
         "8 key jobs.c.uses = ./.github/workflows/b.yml", "5 use a/b@v1",
         "8 use ./.github/workflows/b.yml"],
    ),
    "no workflow": ("ci.yml", "jobs:\n  t:\n    uses: x\n",
                    ["1-3 key jobs", "2-3 key jobs.t", "3 key jobs.t.uses = x"]),
    "compose": (
        "compose.yaml", "services:\n  web:\n    image: nginx:1\n  db:\n    build: .\n",
        ["1-5 key services", "2-3 service services.web", "3 key services.web.image = nginx:1",
         "4-5 service services.db", "5 key services.db.build = .", "3 use nginx:1"],
    ),
    "pyproject": (
        "pyproject.toml",
        '[project]\ndependencies = [\n  "a-b[x]>1 ; python_version<\'3\'",\n  # c\n  "d",\n]\n'
        "[tool.poetry.dependencies]\npython = '3'\n[dependency-groups]\n"
        "t = ['e', {include-group='u'}]",
        ["1-6 section project", "2-6 key project.dependencies",
         "3 requirement project.dependencies.a-b = [x]>1 ; python_version<'3'",
         "5 requirement project.dependencies.d", "7-8 section tool.poetry.dependencies",
         "8 requirement tool.poetry.dependencies.python = '3'", "9-10 section dependency-groups",
         "10 key dependency-groups.t", "10 requirement dependency-groups.t.e",
         "10 key dependency-groups.t[1].include-group = 'u'"],
    ),
    "setup.cfg": (
        "setup.cfg", "[options]\ninstall_requires =\n  a>1 # why\n  git+https://x\n",
        ["1-4 section options", "2-4 key options.install_requires",
         "3 requirement options.install_requires.a = >1"],
    ),
    "package.json": (
        "package.json", '{"scripts": {"test": "jest"},\n"devDependencies": {"@a/b": "^1"}}',
        ["1 key scripts", '1 target scripts.test = "jest"', "2 key devDependencies",
         '2 requirement devDependencies.@a/b = "^1"'],
    ),
    "Cargo.toml": (
        "Cargo.toml", "[dependencies]\na = '1'\nb = {path = 'x'}\n",
        ["1-3 section dependencies", "2 requirement dependencies.a = '1'",
         "3 requirement dependencies.b", "3 key dependencies.b.path = 'x'"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), CASES.values(), ids=CASES)
def test_found(name: str, text: str, expected: list[str]) -> None:
    assert lines_of(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", '{"a": 1,\n"b": [1,],\n"c": 1}', 2),
        ("a.toml", "x = 1\ny = \nz = 2\n", 2),
        ("a.yaml", "a: 1\nb: c: d\n", 2),
        ("a.yaml", "a: \0".replace("\0", "\x01"), 1),
    ],
)
def test_a_mistake_is_said(name: str, text: str, line: int) -> None:
    problem = facts_of(name, text).problem
    assert problem is not None
    assert (problem.reason, problem.line) == (Reason.SYNTAX, line)


def test_what_is_left_out_is_said() -> None:
    many = json.dumps({f"k{number}": number for number in range(MOST + 5)})
    facts = facts_of("a.json", many)
    assert (len(facts.definitions), facts.cut) == (MOST, ("number",))
    assert facts_of("a.json", '{"1": {"2": {"3": {"4": {"5": 1}}}}}').cut == ("depth",)
    assert facts_of("a.json", '{"1": {"2": {"3": {"4": ["5"]}}}}').cut == ()
    assert facts_of("a.json", '{"1": {"2": {"3": {"4": {}}}}}').cut == ()


#: Data within four levels, to be read by the standard reader of each format and by ours.
DATA: dict[str, Any] = {
    "a": {"b": {"c": 1, "d e": "x.y"}, "f.g": [{"h": True}, {"h": False, "i": [1, 2]}]},
    "j": [[{"k": 1}]],
    "l": "#no comment",
    "m": "\"quotes\" \\ and 'more'",
}
TOML = """
l = '#no comment' # a comment
m = "\\"quotes\\" \\\\ and 'more'"
j = [[{k = 1}]]
a.b = {c = 1, "d e" = "x.y"}
[[a."f.g"]]
h = true
[[a."f.g"]]
h = false
i = [1, 2]
"""


def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[str]:
    inner = list(value.items()) if isinstance(value, dict) else []
    inner = list(enumerate(value)) if isinstance(value, list) else inner
    found = {written((*path, key)) for key, _ in inner if isinstance(key, str)}
    return found.union(*(paths(each, (*path, key)) for key, each in inner))


@pytest.mark.parametrize(
    ("name", "text", "data"),
    [
        ("a.json", json.dumps(DATA), DATA),
        ("a.json", json.dumps(DATA, indent=1), DATA),
        ("a.yaml", json.dumps(DATA), load_yaml(json.dumps(DATA))),
        ("a.toml", TOML, tomllib.loads(TOML)),
    ],
)
def test_the_keys_are_those_of_the_standard_reader(name: str, text: str, data: Any) -> None:
    facts = facts_of(name, text)
    assert facts.problem is None
    # A table that stands in an array, or that only dots tell of, has no key of its own.
    ours = {each.qualname for each in facts.definitions}
    assert ours <= paths(data)
    assert paths(data) - ours <= {"a"}
    lines = text.split("\n")
    for each in facts.definitions:
        assert each.name.strip('"') in lines[each.line - 1]


def test_ini_is_read_as_configparser_reads_it() -> None:
    text = "[a]\nx = 1\ny: two\n  three\n# z\n\n[b]\nz\n[c d]\nq=w=e\n"
    parser = configparser.RawConfigParser(allow_no_value=True)
    parser.read_string(text)
    theirs = {written((name, key)) for name in parser.sections() for key in parser[name]}
    theirs |= {written((name,)) for name in parser.sections()}
    assert {each.qualname for each in facts_of("a.ini", text).definitions} == theirs


def test_a_manifest_counts_its_requirements() -> None:
    facts = facts_of("package.json", '{"dependencies": {"a": "1", "b": "2"}}')
    assert facts.count(Kind.REQUIREMENT) == 2


#: Texts that are made to hang or to crash a reader; ``N`` is a hundred thousand.
N = 100_000
HOSTILE = {
    "json, open lists": ("a.json", "[" * N),
    "json, lists": ("a.json", "[" * N + "]" * N),
    "json, mappings": ("a.json", '{"a":' * N + "1" + "}" * N),
    "json, one key": ("a.json", '{"' + "a" * N * 10 + '": 1}'),
    "json, many keys": ("a.json", "{" + '"a": 1,' * N + '"a": 1}'),
    "json, many items": ("a.json", "[" + "1," * N * 5 + "1]"),
    "json, backslashes": ("a.json", '{"' + "\\" * N + '": 1}'),
    "json, open strings": ("a.json", '"a\n' * N),
    "toml, dots": ("a.toml", "a." * N + "b = 1"),
    "toml, dots of a table": ("a.toml", "[" + "a." * N + "b]\nc = 1"),
    "toml, lists": ("a.toml", "a = " + "[" * N + "]" * N),
    "toml, tables": ("a.toml", "[[a]]\n" * N),
    "toml, quotes": ("a.toml", "a = " + '"' * N),
    "toml, inline tables": ("a.toml", "a = " + "{a = " * 10_000),
    "yaml, lists": ("a.yaml", "[" * N + "]" * N),
    "yaml, mappings": ("a.yaml", "{a: " * N),
    "yaml, dashes": ("a.yaml", "- " * N),
    "yaml, indents": ("a.yaml", "\n".join(" " * n + "a:" for n in range(1_000))),
    "yaml, laughs": ("a.yaml", "a: &a [x]\n" + "".join(
        f"k{n}: &k{n} [{', '.join([f'*k{n - 1}' if n else '*a'] * 9)}]\n" for n in range(50))),
    "yaml, question marks": ("a.yaml", "? " * N),
    "yaml, anchors": ("a.yaml", "&a " * N),
    "yaml, tags": ("a.yaml", "a: !!python/object/apply:os.system [exit 1]\n" * 1_000),
    "ini, no section": ("a.ini", "a\n" * N),
    "ini, brackets": ("a.ini", "[" * N + "\n" + "[x]]" * N),
    "ini, one value": ("a.ini", "a = 1\n" + " b\n" * N),
    "ini, equals": ("a.ini", "=" * N + "\n" + ":\n" * N),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), HOSTILE.values(), ids=HOSTILE)
def test_hostile(name: str, text: str) -> None:
    facts = facts_of(name, text)
    assert facts.problem is None or facts.problem.reason is Reason.SYNTAX
    assert len(facts.definitions) <= MOST
