"""What the reader of Java finds, from sources."""

from __future__ import annotations

import pytest

from sphinx_kwindex.model.facts import LineCounts
from sphinx_kwindex.pages.kinds import defined
from tests.analysis.readers import show

DEFINITIONS: dict[str, tuple[str, list[str]]] = {
    "a class": (
        "/**\n"
        " * Doc {@code x} of <b>this</b>.\n"
        " *\n"
        " * @see what\n"
        " */\n"
        "@Deprecated\n"
        "public abstract class A extends B<T> implements I {\n"
        "    /** The limit. */\n"
        "    private static final int X = 1, Y = 2;\n"
        "    protected int f[];\n"
        "    public A() {}\n"
        "    @Override public <R> R m(int a, String... b) throws E { return null; }\n"
        "    abstract void ab();\n"
        "    native int nn();\n"
        "    static class In {}\n"
        "    synchronized void s() { class Local { void lm() {} } }\n"
        "}",
        [
            "7-17 class A <B<T>, implements I> [abstract deprecated export] @Deprecated"
            ' "Doc x of this."',
            '9 constant A.X [final private static] : int = 1 "The limit."',
            '9 constant A.Y [final private static] : int = 2 "The limit."',
            "10 field A.f [protected] : int",
            "11 method A.A() [constructor export]",
            "12 method A.m(int a, String... b) -> R [export template] @Override",
            "13 method A.ab() -> void [abstract declaration]",
            "14 method A.nn() -> int [declaration native]",
            "15 class A.In [static]",
            "16 method A.s() -> void [synchronized]",
            "16 class A.s.Local",
            "16 method A.s.Local.lm() -> void",
        ],
    ),
    "an interface": (
        "sealed interface S extends T1, T2 permits U {\n"
        "    int C = 1;\n"
        "    void m();\n"
        "    default void d() {}\n"
        "    private void p() {}\n"
        "}",
        [
            "1-6 interface S <T1, T2>",
            "2 constant S.C [export] : int = 1",
            "3 method S.m() -> void [abstract declaration export]",
            "4 method S.d() -> void [default export]",
            "5 method S.p() -> void [private]",
        ],
    ),
    "an enumeration": (
        "enum En {\n"
        "    P,\n"
        "    Q(1) { void z() {} };\n"
        "    int z;\n"
        "}",
        [
            "1-5 enum En",
            "2 enumerator En.P [export]",
            "3 enumerator En.Q [export]",
            "3 method En.Q.z() -> void",
            "4 field En.z : int",
        ],
    ),
    "a record": (
        "record R(int a, String b) implements I {\n"
        "    R { }\n"
        "    static int q;\n"
        "}",
        [
            "1-4 class R(int a, String b) <implements I> [record]",
            "1 field R.a : int",
            "1 field R.b : String",
            "2 method R.R() [constructor]",
            "3 field R.q [static] : int",
        ],
    ),
    "an annotation": (
        "@interface Ann {\n"
        "    int value() default 1;\n"
        "    String x();\n"
        "}",
        [
            "1-4 interface Ann [annotation]",
            "2 method Ann.value() -> int [declaration export] = 1",
            "3 method Ann.x() -> String [declaration export]",
        ],
    ),
    "an exception": (
        "class NoStock extends RuntimeException { }\n"
        "class Terror implements OfError { }",
        [
            "1 class NoStock <RuntimeException> [exception]",
            "2 class Terror <implements OfError>",
        ],
    ),
    "tests": (
        "class T {\n"
        "    @Test public void a() {}\n"
        "    @org.junit.jupiter.api.ParameterizedTest(name = \"x\") void b() {}\n"
        "    void testNothing() {}\n"
        "}",
        [
            "1-5 class T",
            "2 method T.a() -> void [export test] @Test",
            '3 method T.b() -> void [test] @org.junit.jupiter.api.ParameterizedTest(name = "x")',
            "4 method T.testNothing() -> void",
        ],
    ),
    "what is broken leaves the rest": (
        "class A { void f( { }\n"
        "}\n"
        "\n"
        "class B { int x; }\n",
        [
            "1-2 class A",
            "1 method A.f",
            "4 class B",
            "4 field B.x : int",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "wanted"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_definitions(source: str, wanted: list[str]) -> None:
    assert show.definitions(show.read("a.java", source)) == wanted


def test_a_file() -> None:
    facts = show.read(
        "A.java",
        '''\
        // The shop.
        package a.b;

        import java.util.*;
        import static x.Y.z;
        import a.B;

        class A {
            String s = """
                // new ProcessBuilder() is "text"
                """;
            void f() {
                Runtime.getRuntime().exec("x");
                other.exec("x"); // exec("y")
                new ObjectInputStream(in);
                new java.lang.Thread(r); new ArrayList<>(1); List.<String>of(f());
                synchronized (this) { }
            }
        }
        ''',
    )
    assert (facts.language, facts.reader) == ("Java", "tree-sitter-java")
    assert facts.summary == "The shop."
    assert facts.lines == LineCounts(19, code=16, comment=1, blank=2)
    assert show.imports(facts) == [
        "4 import java.util take *", "5 import x.Y take z", "6 import a take B",
    ]  # fmt: skip
    assert show.observations(facts) == [
        "13 security process Runtime.getRuntime().exec",
        "15 security deserialisation new ObjectInputStream", "16 performance thread new Thread",
        "17 performance synchronized",
    ]  # fmt: skip
    calls = dict(facts.calls)
    assert (calls["exec"], calls["of"], calls["f"]) == ((13, 14), (16,), (16,))
    assert calls["ArrayList"] == (16,)
    assert "ProcessBuilder" not in calls
    assert "text" not in dict(facts.uses)


def test_a_constructor_is_told_from_methods_and_stands_in_a_list_of_its_own() -> None:
    facts = show.read("A.java", "class A {\n  A() {}\n  void a() {}\n}\n")
    assert [each.variety for each in facts.definitions] == ["", "constructor", ""]
    lists = {group.title: [each.name for each in found] for group, found in defined(facts).items()}
    assert lists == {"Classes": ["A"], "Methods": ["a"], "Constructors": ["A"]}
