"""Which types the bases of types name in languages other than Python."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sphinx_kwindex.analysis.linking.linker import link
from tests.analysis.linking.builder import build

CPP = {
    "include/lib/base.h": """
        namespace lib {
        struct Base {};
        template <class T> class Wrapped {};
        namespace detail { struct Inner {}; struct Shadow {}; }
        inline namespace v1 { struct Versioned {}; }
        struct Twice {};
        struct Outer { struct Nested {}; };
        struct Tag {};
        using Alias = Base;
        }
        """,
    "include/lib/middle.h": '#include "base.h"\n',
    "include/lib/other.h": """
        namespace lib { struct Twice {}; struct Unseen {}; }
        namespace far { struct Base {}; }
        """,
    "src/use.cpp": """
        #include <lib/middle.h>
        namespace lib {
        struct A : public Base {};
        struct B : Wrapped<Base>, private virtual detail::Inner {};
        struct C : Versioned, Outer::Nested {};
        template <class Tag> struct D : Tag {};
        struct E : Unseen {};
        struct F : Alias {};
        struct G : std::vector<int> {};
        namespace detail { struct H : Base {}; struct Base2 : Shadow {}; }
        template <class T> struct I : Wrapped<T>::type {};
        enum Colour : int { RED };
        struct L : Later {};
        struct Later {};
        }
        struct J : ::lib::Base {};
        struct K : Base {};
        """,
    "src/both.cpp": """
        #include <lib/base.h>
        #include <lib/other.h>
        namespace lib {
        struct A : Twice {};
        struct B : Base {};
        namespace inner { struct C : Base {}; }
        }
        """,
    "src/again.cpp": """
        template <class T> struct S {};
        template <class T> struct S<T*> : S<T> {};
        """,
}

JAVA = {
    "java/a/b/Base.java": """
        package a.b;
        public class Base<T> { public static class Inner {} interface Hook {} }
        class Beside {}
        """,
    "java/a/c/Face.java": "package a.c;\npublic interface Face extends Cloneable {}\n",
    "java/a/c/Beside.java": "package a.c;\npublic class Beside {}\n",
    "java/a/b/Use.java": """
        package a.b;
        import a.c.*;
        import other.Missing;
        class Use extends Base<String> implements Face, Base.Hook, Missing {
          class Own {}
          class One extends Own {}
          class Two extends Beside {}
        }
        class Three extends Beside {}
        class Four extends a.c.Beside {}
        class Five extends Base.Inner {}
        """,
}

SCRIPT = {
    "src/base.ts": """
        export class Base<T> {}
        export interface Face {}
        export default class Main {}
        export namespace Space { export class Deep {} }
        """,
    "src/index.ts": """
        export * from './base';
        export { Base as Renamed } from './base';
        """,
    "src/use.ts": """
        import Chief, { Base, Renamed } from './index';
        import Main from './base';
        import * as all from './base';
        import type { Face } from './index.js';
        import { Missing } from 'elsewhere';
        class A extends Base<string> implements Face {}
        class B extends Renamed {}
        class C extends Main {}
        class D extends all.Space.Deep {}
        class E extends Missing {}
        class F extends mixed(Base) {}
        class G extends A {}
        interface H extends Face, all.Face {}
        class I extends Chief {}
        function mixin(Base: any) { return class J extends Base {}; }
        """,
    "src/old.js": """
        const { Base } = require('./base.ts');
        class A extends Base {}
        """,
}

RUST = {
    "src/lib.rs": "pub mod shapes;\npub mod draw;\npub trait Root {}\n",
    "src/shapes.rs": """
        pub trait Shape {}
        pub mod inner { pub trait Deep: super::Shape {} }
        """,
    "src/draw.rs": """
        use std::fmt::Display;
        use crate::shapes::{inner::Deep, Shape as Form};
        use crate::Root;
        struct A;
        impl Form for A {}
        impl Display for A {}
        struct B;
        impl Root for B {}
        impl crate::shapes::inner::Deep for B {}
        trait C: Form + Deep + Send {}
        mod within { struct D; impl Form for D {} impl super::C for D {} }
        """,
}

GO = {
    "pkg/a.go": "package pkg\n\ntype Base struct{}\n",
    "pkg/b.go": """
        package pkg

        type Derived struct {
        \tBase
        \tother.Base
        }
        """,
    "other/c.go": "package other\n\ntype Derived struct {\n\t*Base\n}\n",
}

#: The sources, a file of them, a type in it, and what it names, in the order of the source.
CASES: list[tuple[Mapping[str, str], str, str, list[str]]] = [
    (CPP, "src/use.cpp", "lib::A", ["include/lib/base.h lib::Base"]),
    (
        CPP,
        "src/use.cpp",
        "lib::B",
        ["include/lib/base.h lib::Wrapped", "include/lib/base.h lib::detail::Inner"],
    ),
    (
        CPP,
        "src/use.cpp",
        "lib::C",
        ["include/lib/base.h lib::v1::Versioned", "include/lib/base.h lib::Outer::Nested"],
    ),
    (CPP, "src/use.cpp", "lib::D", ["-"]),  # a parameter of the template
    (CPP, "src/use.cpp", "lib::E", ["-"]),  # no include leads there
    (CPP, "src/use.cpp", "lib::F", ["-"]),  # another name for it
    (CPP, "src/use.cpp", "lib::G", ["-"]),
    (CPP, "src/use.cpp", "lib::detail::H", ["include/lib/base.h lib::Base"]),
    (CPP, "src/use.cpp", "lib::detail::Base2", ["include/lib/base.h lib::detail::Shadow"]),
    (CPP, "src/use.cpp", "lib::I", ["-"]),
    (CPP, "src/use.cpp", "lib::L", ["-"]),  # defined below
    (CPP, "src/use.cpp", "J", ["include/lib/base.h lib::Base"]),
    (CPP, "src/use.cpp", "K", ["-"]),  # no ``lib::`` before it
    (CPP, "src/both.cpp", "lib::A", ["-"]),  # two of them
    (CPP, "src/both.cpp", "lib::B", ["include/lib/base.h lib::Base"]),
    (CPP, "src/both.cpp", "lib::inner::C", ["-"]),  # a ``using`` may have brought the other
    (CPP, "src/again.cpp", "S~2", ["-"]),  # the template or its specialisation
    (
        JAVA,
        "java/a/b/Use.java",
        "Use",
        ["java/a/b/Base.java Base", "java/a/c/Face.java Face", "java/a/b/Base.java Base.Hook", "-"],
    ),
    (JAVA, "java/a/b/Use.java", "Use.One", ["java/a/b/Use.java Use.Own"]),
    (JAVA, "java/a/b/Use.java", "Use.Two", ["-"]),  # ``Base`` may hold one
    (JAVA, "java/a/b/Use.java", "Three", ["java/a/b/Base.java Beside"]),
    (JAVA, "java/a/b/Use.java", "Four", ["java/a/c/Beside.java Beside"]),
    (JAVA, "java/a/b/Use.java", "Five", ["java/a/b/Base.java Base.Inner"]),
    (JAVA, "java/a/c/Face.java", "Face", ["-"]),
    (SCRIPT, "src/use.ts", "A", ["src/base.ts Base", "src/base.ts Face"]),
    (SCRIPT, "src/use.ts", "B", ["src/base.ts Base"]),
    (SCRIPT, "src/use.ts", "C", ["src/base.ts Main"]),
    (SCRIPT, "src/use.ts", "D", ["src/base.ts Space.Deep"]),
    (SCRIPT, "src/use.ts", "E", ["-"]),
    (SCRIPT, "src/use.ts", "F", ["-"]),
    (SCRIPT, "src/use.ts", "G", ["src/use.ts A"]),
    (SCRIPT, "src/use.ts", "H", ["src/base.ts Face", "src/base.ts Face"]),
    (SCRIPT, "src/use.ts", "I", ["-"]),  # a star passes no default on
    (SCRIPT, "src/use.ts", "mixin.J", ["-"]),  # whatever the caller passes
    (SCRIPT, "src/old.js", "A", ["src/base.ts Base"]),
    (RUST, "src/shapes.rs", "inner::Deep", ["src/shapes.rs Shape"]),
    (RUST, "src/draw.rs", "A", ["src/shapes.rs Shape", "-"]),
    (RUST, "src/draw.rs", "B", ["src/lib.rs Root", "src/shapes.rs inner::Deep"]),
    (RUST, "src/draw.rs", "C", ["src/shapes.rs Shape", "src/shapes.rs inner::Deep", "-"]),
    (RUST, "src/draw.rs", "within::D", ["-", "src/draw.rs C"]),
    (GO, "pkg/b.go", "Derived", ["pkg/a.go Base", "-"]),
    (GO, "other/c.go", "Derived", ["-"]),
]


@pytest.mark.parametrize(("sources", "path", "anchor", "expected"), CASES)
def test_supertypes(
    sources: Mapping[str, str], path: str, anchor: str, expected: list[str]
) -> None:
    links = link(build(sources))
    found = (
        *links.bases.get(path, {}).get(anchor, ()),
        *links.implemented.get(path, {}).get(anchor, ()),
    )
    assert [f"{each.path} {each.anchor}" if each else "-" for each in found] == expected
