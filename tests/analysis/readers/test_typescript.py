"""What the reader of TypeScript finds, from sources."""

from __future__ import annotations

import pytest

from sphinx_kwindex.model.facts import LineCounts
from tests.analysis.readers import show

DEFINITIONS: dict[str, tuple[str, list[str]]] = {
    "a class": (
        "/** Doc. */\n"
        "export abstract class A<T> extends B<T> implements I, J {\n"
        "  private static readonly x: number = 1;\n"
        "  #y?: string;\n"
        "  constructor(private readonly q: string, public z = 1) { super() }\n"
        "  abstract m(a: T, b?: number): R;\n"
        "  get w(): number { return 1 }\n"
        "  protected m2?(): void;\n"
        "  m3(a: string): void;\n"
        "  m3(a: any) {}\n"
        "  declare f: string;\n"
        "}",
        [
            '2-12 class A <B<T>, implements I, implements J> [abstract export template] "Doc."',
            "3 field A.x [private readonly static] : number = 1",
            "4 field A.#y [private] : string",
            "5 method A.constructor(private readonly q: string, public z = 1) [constructor]",
            "5 field A.q [private readonly] : string",
            "5 field A.z",
            "6 method A.m(a: T, b?: number) -> R [abstract declaration]",
            "7 method A.w() -> number [property]",
            "8 method A.m2() -> void [declaration protected]",
            "9 method A.m3(a: string) -> void [declaration]",
            "10 method A.m3(a: any)",
            "11 field A.f [declaration] : string",
        ],
    ),
    "decorators": (
        "@Comp({a: 1})\n"
        "export class B {\n"
        "  @Input() name: string;\n"
        "}",
        [
            "2-4 class B [export] @Comp({a: 1})",
            "3 field B.name @Input() : string",
        ],
    ),
    "an interface": (
        "export interface I extends K, L<T> {\n"
        "  a: string;\n"
        "  m(x: number): void;\n"
        "  readonly b?: T;\n"
        "  new (x: number): I;\n"
        "  [k: string]: any;\n"
        "  get w(): string\n"
        "}",
        [
            "1-8 interface I <K, L<T>> [export]",
            "2 field I.a : string",
            "3 method I.m(x: number) -> void [declaration]",
            "4 field I.b [readonly] : T",
            "7 method I.w() -> string [declaration property]",
        ],
    ),
    "enumerations": (
        "export enum E { A = 1, B, 'c' }\n"
        "const enum F { Z }\n"
        "declare enum G { Q }",
        [
            "1 enum E [export]",
            "1 enumerator E.A = 1",
            "1 enumerator E.B",
            "1 enumerator E.c",
            "2 enum F [const]",
            "2 enumerator F.Z",
            "3 enum G [declaration]",
            "3 enumerator G.Q",
        ],
    ),
    "aliases": (
        "export type U<T> = { a: T } | null;\n"
        "import Y = N.M;",
        [
            "1 type-alias U [export template] = { a: T } | null",
            "2 type-alias Y = N.M",
        ],
    ),
    "namespaces": (
        "namespace N.M {\n"
        "  export function f(): void {}\n"
        "  export const x = 1;\n"
        "}\n"
        "declare module \"ext\" { export function g(): string; }\n"
        "declare module 'foo';\n"
        "declare global { interface Window { a: string } }",
        [
            "1-4 namespace N.M",
            "2 function N.M.f() -> void [export]",
            "3 constant N.M.x [export] = 1",
            "5 module ext [declaration]",
            "5 function ext.g() -> string [declaration export]",
            "7 interface Window [declaration]",
            "7 field Window.a : string",
        ],
    ),
    "functions": (
        "export declare function h(a: string): void;\n"
        "function over(a: string): void;\n"
        "function over(a) {}\n"
        "function is(x: any): asserts x is string {}\n"
        "const fn = <T,>(a: T): T => a;",
        [
            "1 function h(a: string) -> void [declaration export]",
            "2 function over(a: string) -> void [declaration]",
            "3 function over(a) [internal]",
            "4 function is(x: any) -> asserts x is string [internal]",
            "5 function fn(a: T) -> T [internal template]",
        ],
    ),
    "variables": (
        "let v: string = 'a';\n"
        "declare const dc: number;\n"
        "let z = a as unknown;\n"
        "const obj = { m(): void {}, async *g() {} } as const;",
        [
            "1 variable v : string = 'a'",
            "2 constant dc [declaration] : number",
            "3 variable z = a as unknown",
            "4 constant obj = { m(): void {}, async *g() {} } as const",
            "4 method obj.m() -> void",
            "4 method obj.g() [async generator]",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "wanted"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_definitions(source: str, wanted: list[str]) -> None:
    assert show.definitions(show.read("a.ts", source)) == wanted


def test_a_file() -> None:
    facts = show.read(
        "a.tsx",
        """\
        import type { T1 } from './t';
        import { type T2, f } from './u';
        import x = require('x');
        export type { Z } from './z';
        // A comment.
        f<T1>(1);
        new Worker<T2>("w");
        Promise.all([f(2)]);
        """,
    )
    assert (facts.language, facts.reader) == ("TSX", "tree-sitter-typescript")
    assert facts.lines == LineCounts(8, code=7, comment=1, blank=0)
    assert show.imports(facts) == [
        "1 import ./t take T1 (type-checking)", "2 import ./u take T2 (type-checking)",
        "2 import ./u take f", "3 import x as x", "4 import ./z take Z (type-checking)",
    ]  # fmt: skip
    assert show.observations(facts) == [
        "7 performance worker new Worker", "8 performance concurrency Promise.all",
    ]  # fmt: skip
    assert dict(facts.calls) == {"Worker": (7,), "all": (8,), "f": (6, 8)}


@pytest.mark.parametrize("name", ["a.ts", "a.mts", "a.cts"])
def test_names_of_files(name: str) -> None:
    assert show.read(name, "let x: number = 1;").language == "TypeScript"


def test_what_is_declared_within_a_function() -> None:
    source = "function f() {\n  type T = 1;\n  interface I {}\n  enum E { A }\n  let x: number;\n}"
    assert show.definitions(show.read("a.ts", source)) == [
        "1-6 function f()", "2 type-alias f.T = 1", "3 interface f.I", "4 enum f.E",
        "4 enumerator f.E.A",
    ]  # fmt: skip
