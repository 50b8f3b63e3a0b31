"""What the reader of JavaScript finds, from sources."""

from __future__ import annotations

import time

import pytest

from sphinx_kwindex.model.facts import LineCounts
from tests.analysis.readers import show

DEFINITIONS: dict[str, tuple[str, list[str]]] = {
    "a class": (
        "/**\n"
        " * Doc.\n"
        " * @deprecated\n"
        " */\n"
        "export default class A extends B.C {\n"
        "  static #x = 1;\n"
        "  y;\n"
        "  get z() { return 1 }\n"
        "  set z(v) {}\n"
        "  async *m(a, b = 2) {}\n"
        "  constructor() {}\n"
        "  'a key'() {}\n"
        "  [k]() {}\n"
        "  arrow = async () => 1;\n"
        "}",
        [
            '5-15 class A <B.C> [default deprecated export] "Doc."',
            "6 field A.#x [private static] = 1",
            "7 field A.y",
            "8 method A.z() [property]",
            "9 method A.z(v) [property]",
            "10 method A.m(a, b = 2) [async generator]",
            "11 method A.constructor() [constructor]",
            "12 method A.a key()",
            "13 method A.[k]()",
            "14 method A.arrow() [async]",
        ],
    ),
    "functions": (
        "export async function* f({a}, ...r) {}\n"
        "function g(\n"
        "  a,\n"
        "  b\n"
        ") {}\n"
        "// no documentation\n"
        "const h = async x => x, i = function () {};\n"
        "let j = (function named() {});",
        [
            "1 function f({a}, ...r) [async export generator]",
            "2-5 function g(a, b) [internal]",
            "7 function h(x) [async internal]",
            "7 function i() [internal]",
            "8 function j() [internal]",
        ],
    ),
    "variables": (
        "const A = 1, {b, c: d = 2, ...e} = f;\n"
        "let [x, , y] = z, w;\n"
        "var q = require('q');",
        [
            "1 constant A = 1",
            "1 constant b",
            "1 constant d",
            "1 constant e",
            "2 variable x",
            "2 variable y",
            "2 variable w",
            "3 variable q = require('q')",
        ],
    ),
    "objects": (
        "var o = { a: 1, m() {}, get q() { return 1 }, 'k': () => 1, n: { p() {} } };",
        [
            "1 variable o = { a: 1, m() {}, get q() { return 1 }, 'k': () => 1, n: { p() {} } }",
            "1 field o.a [property] = 1",
            "1 method o.m()",
            "1 method o.q() [property]",
            "1 method o.k()",
            "1 field o.n [property] = { p() {} }",
            "1 method o.n.p()",
        ],
    ),
    "data of objects, to their second level": (
        "const defaults = {\n"
        "  port: 80,\n"
        "  'a-\\u00e4': b,\n"
        "  [computed]: 1,\n"
        "  7: 2,\n"
        "  short,\n"
        "  ...rest,\n"
        "  deep: { two: { three: 3, f() {} } },\n"
        "  apiKey: 'abc',\n"
        "};\n"
        "exports.made = Object.freeze({ x: 1 });\n"
        "app.settings = { y: 2 };\n"
        "module.exports = { defaults: defaults, version: 3 };\n"
        "function f() { const local = { z: 1 }; app.locals.user = { z: 1 }; }\n"
        "run({ z: 1 });",
        [
            "1-10 constant defaults [export]"
            " = { port: 80, 'a-\\u00e4': b, [computed]: 1, 7: 2, short, ...rest, deep: { two:...",
            "2 field defaults.port [property] = 80",
            "3 field defaults.a-ä [property] = b",
            "6 field defaults.short [property]",
            "8 field defaults.deep [property] = { two: { three: 3, f() {} } }",
            "8 field defaults.deep.two [property] = { three: 3, f() {} }",
            "8 method defaults.deep.two.f()",
            "9 field defaults.apiKey [property withheld]",
            "11 variable exports.made [export] = Object.freeze({ x: 1 })",
            "11 field exports.made.x [property] = 1",
            "12 field app.settings.y [property] = 2",
            "13 field module.exports.version [export property] = 3",
            "14 function f()",
        ],
    ),
    "CommonJS": (
        "exports.z = function named() {};\n"
        "exports.v = 1;\n"
        "function a() {}\n"
        "function hidden() {}\n"
        "module.exports = { a, b: function () {}, C: class {} };",
        [
            "1 function exports.z() [export]",
            "2 variable exports.v [export] = 1",
            "3 function a() [export]",
            "4 function hidden()",
            "5 method module.exports.b() [export]",
            "5 class module.exports.C [export]",
        ],
    ),
    "a module that is a class": (
        "module.exports = class Shop {};",
        [
            "1 class Shop [export]",
        ],
    ),
    "a module that is a function": (
        "exports = module.exports = create;\n"
        "function create() {}",
        [
            "2 function create() [export]",
        ],
    ),
    "prototypes": (
        "function A() { this.own = function () {}; }\n"
        "A.prototype.foo = function (x) {};\n"
        "A.prototype = { bar() {} };\n"
        "A.make = () => 1;\n"
        "app.use = 3;",
        [
            "1 function A()",
            "1 method A.own()",
            "2 method A.foo(x)",
            "3 method A.bar()",
            "4 method A.make()",
        ],
    ),
    "what stands in functions": (
        "(function () {\n"
        "  function inside() { class Deep {} }\n"
        "  var local = 1;\n"
        "  var named = function () {};\n"
        "}).call(this);\n"
        "define(['x'], function () { return { f: function () {} }; });\n"
        "if (x) { function conditional() {} }\n"
        "for (;;) { try { run(() => { function late() {} }) } catch (e) { function caught() {} } }",
        [
            "2 function inside() [internal]",
            "2 class inside.Deep",
            "4 function named() [internal]",
            "6 method f() [internal]",
            "7 function conditional()",
            "8 function late() [internal]",
            "8 function caught()",
        ],
    ),
    "exported by name": (
        "function a() {}\n"
        "const b = 1;\n"
        "export { a, b as c };\n"
        "export default a;",
        [
            "1 function a() [export]",
            "2 constant b [export] = 1",
        ],
    ),
    "callbacks with names": (
        "define(o, 'get', function getter() {});\n"
        "returned(() => { return function inner() {} });\n"
        "new Maker(function made() { class Late {} });\n"
        "O[s] = function keyed() { function within() {} };\n"
        "class F { f = (() => { function g() {} })() }",
        [
            "1 function getter()",
            "2 function inner() [internal]",
            "3 function made()",
            "3 class made.Late",
            "4 function keyed()",
            "4 function keyed.within()",
            "5 class F",
            "5 field F.f = (() => { function g() {} })()",
            "5 function F.f.g()",
        ],
    ),
    "without a name": (
        "export default function () {}",
        [
            "1 function default() [default export]",
        ],
    ),
    "decorators": (
        "@dec(1) class D { @p() m() {} @q f = 1 }",
        [
            "1 class D @dec(1)",
            "1 method D.m() @p()",
            "1 field D.f @q = 1",
        ],
    ),
    "a class that is assigned": (
        "let K = class Named extends X {};\n"
        "class MyError extends Error {}",
        [
            "1 class K <X>",
            "2 class MyError <Error> [exception]",
        ],
    ),
    "a component": (
        "const El = ({ x }) => <div onClick={() => x}>{x}</div>;",
        [
            "1 function El({ x })",
        ],
    ),
    "what is broken leaves the rest": (
        "function f( {\n"
        "}\n"
        "\n"
        "function g() {}\n",
        [
            "4 function g()",
        ],
    ),
}  # fmt: skip


def test_a_file_of_data_has_its_first_keys_and_says_so() -> None:
    keys = "".join(f"  k{number}: {number},\n" for number in range(1_100))
    facts = show.read("a.js", f"export default {{\n{keys}}};\nfunction f() {{}}\n")
    names = [each.qualname for each in facts.definitions]
    assert names == [*(f"default.k{number}" for number in range(1_000)), "f"]
    assert facts.cut == ("number",)


@pytest.mark.parametrize(("source", "wanted"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_definitions(source: str, wanted: list[str]) -> None:
    assert show.definitions(show.read("a.js", source)) == wanted


def test_a_file() -> None:
    facts = show.read(
        "a.jsx",
        """\
        #!/usr/bin/env node
        /**
         * Shows the shop.
         */
        import d, { e as e2, default as q } from './x.js';
        import * as ns from "y";
        import 'side';

        export * from './z';
        export { k as k2 } from './k'; /* two */ // three
        const { r1, r2: r3 } = require('fs'), path = require("path");
        if (x) { require('./late').then }
        const lazy = () => import('./lazy'); // import('no')
        const cp = require('child_process');
        cp.exec('ls'); re.exec('ls'); exec('ls');
        el.innerHTML = x; y = el.innerHTML; "innerHTML = 1";
        new Function("a"); eval("1"); o.eval("1");
        const El = () => <div dangerouslySetInnerHTML={{__html: x}}>// no comment</div>;
        describe('x', function () { it("does", () => {}); it("later"); });
        function* g() { yield /eval(1)/; }
        a.b(1).c(`eval(${eval(2)}`);
        """,
    )
    assert (facts.language, facts.reader) == ("JSX", "tree-sitter-javascript")
    assert facts.summary == "Shows the shop."
    assert facts.lines == LineCounts(21, code=17, comment=3, blank=1)
    assert show.imports(facts) == [
        "5 import ./x.js take default as d", "5 import ./x.js take e as e2",
        "5 import ./x.js take default as q", "6 import y take * as ns", "7 import side",
        "9 import ./z take *", "10 import ./k take k as k2", "11 import fs take r1",
        "11 import fs take r2 as r3", "11 import path as path",
        "12 import ./late take then (conditional)", "13 import ./lazy (function)",
        "14 import child_process as cp",
    ]  # fmt: skip
    assert show.observations(facts) == [
        "15 security process cp.exec", "16 security unescaped-html innerHTML",
        "17 security dynamic-code eval", "17 security dynamic-code new Function",
        "18 security unescaped-html dangerouslySetInnerHTML", "19 pattern test describe: x",
        "19 pattern test it: does", "20 pattern generator g", "21 security dynamic-code eval",
    ]  # fmt: skip
    calls = dict(facts.calls)
    assert calls["exec"] == (15,)
    assert (calls["b"], calls["c"], calls["eval"]) == ((21,), (21,), (17, 21))
    assert "import" not in calls
    uses = dict(facts.uses)
    assert (uses["exec"], uses.get("path"), uses.get("env")) == (3, None, None)


def test_a_suite_without_a_test_is_none() -> None:
    source = "suite('a', () => { bench('b', () => {}); });"
    assert show.observations(show.read("a.js", source)) == []


def test_templates_and_regular_expressions_name_nothing_beside_their_code() -> None:
    facts = show.read(
        "a.js",
        "const a = html`<b>don't ${x.map(y => `in'ner ${z}`)} and ${w /* c` */} text</b>\n"
        " more`;\n"
        "const r = /`'/; const p = `plain text` + q;\n",
    )
    assert dict(facts.uses) == dict.fromkeys(["html", "map", "q", "w", "x", "y", "z"], 1)
    assert facts.lines == LineCounts(3, 3, 0, 0)


def test_words_of_a_regular_expression_are_no_names() -> None:
    facts = show.read(
        "a.js",
        "f(/^Request failed (?<x>[/]b) \\/c/v, d / e / g, [/h/]);\n"
        "return_ = <p>/i/</p>; import j from './k/l.js';\n",
    )
    assert {"Request", "failed", "b", "c", "h"}.isdisjoint(dict(facts.uses))
    assert {"f", "d", "e", "g", "j"} <= dict(facts.uses).keys()


def test_a_long_line_of_escaped_slashes_is_looked_at_once() -> None:
    start = time.process_time()
    show.read("a.js", 'const a = "' + "\\/abcdefgh" * 20_000 + '";\n')
    assert time.process_time() - start < 5


def test_tests_have_their_titles_as_they_are_meant() -> None:
    facts = show.read(
        "a.js",
        "test('a `b`', t => {});\n"
        "test.serial('`c` d', macro, async t => {});\n"
        "it.only('doesn\\'t', function () {});\n"
        "o.only('no test', () => {});\n",
    )
    shown = [each.detail for each in facts.observations if each.name == "test"]
    assert shown == ["test: a `b`", "test.serial: `c` d", "it.only: doesn't"]


def test_asynchronous_functions_without_a_name_are_told_by_their_lines() -> None:
    facts = show.read(
        "a.js",
        "const a = async () => {};\nf(async x => x, async function () {});\nasync_();\n",
    )
    shown = [(each.line, each.detail) for each in facts.observations if each.name == "async"]
    assert shown == [(1, "a"), (2, ""), (2, "")]
