"""Files of C, C++ and CUDA, and what is read out of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import Definition, FileFacts, Form, Observation, Scope, Topic


def facts(source: str, name: str = "a.cpp") -> FileFacts:
    found = analyse(name, source.encode())
    assert found.problem is None
    return found


def shown(each: Definition) -> str:
    """``3 method a::X::f (int) -> int [const]``."""
    words = [str(each.line), each.kind.value, each.qualname, each.signature]
    if each.bases:
        words.append(f"< {', '.join(each.bases)}")
    if each.annotation:
        words.append(f": {each.annotation}")
    if each.value:
        words.append(f"= {each.value}")
    if each.tags:
        words.append(f"[{' '.join(each.tags)}]")
    if each.summary:
        words.append(f'"{each.summary}"')
    return " ".join(word for word in words if word)


#: Name of the file, its text, and its definitions.
DEFINITIONS = {
    "namespaces": (
        "a.cpp",
        "namespace a::b { inline namespace v1 { int f(); } }\nnamespace { int g(); }\n"
        "namespace a::inline c { int h(); }\n",
        [
            "1 namespace a",
            "1 namespace a::b",
            "1 namespace a::b::v1 [inline]",
            "1 function a::b::v1::f () -> int [declaration]",
            "2 function g () -> int [declaration]",
            "3 namespace a",
            "3 namespace a::c",
            "3 function a::c::h () -> int [declaration]",
        ],
    ),
    "macros with arguments before a namespace": (
        "a.cc",
        'FLAG_OF(int32_t, start, -1,\n        "A text (-1: all)");\n'
        'FLAG_OF(bool, zlib, true, "B");\n'
        "namespace a {\nnamespace {\nclass X {\n public:\n  ~X() { f(); }\n private:\n"
        "  const char* d_;\n};\nenum T { A, B };\n}  // namespace\n}  // namespace a\n",
        [
            "4 namespace a",
            "6 class a::X",
            "8 method a::X::~X ()",
            "10 field a::X::d_ : const char* [private]",
            "12 enum a::T",
            "12 enumerator a::T::A",
            "12 enumerator a::T::B",
        ],
    ),
    "a macro around a type": (
        "a.h",
        "int a;\n\n/* Reads it. */\nAPI_CALL(const char*) read_it(void);\n"
        "API_CALL(t *) parse(const char *v, int n)\n{\n}\n",
        [
            "1 variable a : int",
            '4 function read_it (void) -> const char* [declaration] "Reads it."',
            "5 function parse (const char *v, int n) -> t*",
        ],
    ),
    "macros on two lines": (
        "a.h",
        "NAMESPACE_BEGIN(OUTER)\nNAMESPACE_BEGIN(detail)\n\nenum op : int { add };\n",
        ["4 enum op", "4 enumerator op::add"],
    ),
    "members of a type without a name": (
        "a.h",
        "struct {\n  const char* label;\n  int n;\n} const table[] = {{0, 0}};\nint after;\n",
        [
            "2 field label : const char*",
            "3 field n : int",
            "4 constant table : const struct[] = {{0, 0}}",
            "5 variable after : int",
        ],
    ),
    "what is constant": (
        "a.h",
        "struct A {\n  const char* p;\n  int* const q;\n  char const *s;\n"
        "  const char* const* r;\n  const int m;\n};\nstatic const int n = 5;\n",
        [
            "1 struct A",
            "2 field A::p : const char*",
            "3 field A::q : int* const",
            "4 field A::s : const char*",
            "5 field A::r : const char* const*",
            "6 field A::m : const int",
            "8 constant n : const int = 5 [static]",
        ],
    ),
    "a class and its members": (
        "a.cpp",
        "class X final : public A<int>, virtual protected b::B {\n  int a = 1, *p, q[2];\n"
        " public:\n  explicit X(int a);\n  virtual ~X() = default;\n"
        "  virtual int f(int) const noexcept = 0;\n  void g() override { }\n"
        "  static constexpr int k = 3;\n protected:\n  X& operator=(const X&) = delete;\n"
        "  operator bool() const;\n  bool operator () (int);\n  int b : 3;\n"
        "  using W = int;\n  typedef long V;\n  class Forward;\n  friend class Other;\n"
        "  friend bool operator==(X a, X b) { return true; }\n};\n",
        [
            "1 class X < A<int>, b::B [final]",
            "2 field X::a : int = 1 [private]",
            "2 field X::p : int* [private]",
            "2 field X::q : int[2] [private]",
            "4 method X::X (int a) [constructor declaration explicit]",
            "5 method X::~X () [defaulted virtual]",
            "6 method X::f (int) -> int [abstract const declaration noexcept virtual]",
            "7 method X::g () -> void [override]",
            "8 constant X::k : int = 3 [constexpr static]",
            "10 method X::operator= (const X&) -> X& [deleted protected]",
            "11 method X::operator bool () [const declaration protected]",
            "12 method X::operator() (int) -> bool [declaration protected]",
            "13 field X::b : int [protected]",
            "14 type-alias X::W = int [protected]",
            "15 typedef X::V = long [protected]",
            "18 function operator== (X a, X b) -> bool",
        ],
    ),
    "members out of their class": (
        "a.cpp",
        "namespace n { void f(); }\nvoid n::f() {}\nn::A::A(int x) : x_(x) {}\nA::~A() {}\n"
        "const std::vector<int>& A<T>::g(int /* x */ a) const & { return v; }\n"
        "A::operator int() const { return 1; }\nint A::count = 0;\n",
        [
            "1 namespace n",
            "1 function n::f () -> void [declaration]",
            "2 function n::f () -> void",
            "3 method n::A::A (int x) [constructor]",
            "4 method A::~A ()",
            "5 method A::g (int a) -> const std::vector<int>& [const]",
            "6 method A::operator int () [const]",
            "7 variable A::count : int = 0",
        ],
    ),
    "templates": (
        "a.h",
        "template <class T> requires C<T>\nstruct X { template <int N> T f() const; };\n"
        "template <> struct X<int> {};\ntemplate <class T> using P = X<T>*;\n"
        "template <class T> constexpr T zero = T(0);\ntemplate <class T> concept Q = true;\n"
        "template <> void spec<int>(int);\nextern template struct X<long>;\n"
        "extern template bool g<true>(int* a,\n  int b);\ntemplate class Y<int>;\n"
        "struct After {};\nint h(decltype(int(), void()) a);\n",
        [
            "2 struct X [template]",
            "2 method X::f () -> T [const declaration template]",
            "3 struct X [template]",
            "4 type-alias P = X<T>* [template]",
            "5 constant zero : T = T(0) [constexpr template]",
            "6 name Q [concept template]",
            "7 function spec (int) -> void [declaration template]",
            "12 struct After",
            "13 function h (decltype(int(), void()) a) -> int [declaration]",
        ],
    ),
    "enumerations and unions": (
        "a.cpp",
        "enum class E : int { A, B = 2 /* two */, };\nenum F { C };\nenum { D };\n"
        "union U { int i; float f; };\nstruct S { union { int a; }; struct { int c; } b; };\n"
        "enum class Opaque : int;\n",
        [
            "1 enum E < int [scoped]",
            "1 enumerator E::A",
            "1 enumerator E::B = 2",
            "2 enum F",
            "2 enumerator F::C",
            "3 enumerator D",
            "4 union U",
            "4 field U::i : int",
            "4 field U::f : float",
            "5 struct S",
            "5 field S::a : int",
            "5 field S::b::c : int",
            "5 field S::b : struct",
        ],
    ),
    "types of functions that a macro says how to call": (
        "a.c",
        "typedef BOOL(WINAPI *A)(HANDLE h);\ntypedef int (WINAPI *B)(int x);\n"
        "typedef int (CALLBACK C)(int);\ntypedef VOID(NTAPI *D)(\n    HANDLE h, DWORD y);\n",
        ["1 typedef A", "2 typedef B", "3 typedef C", "4 typedef D"],
    ),
    "declarators": (
        "a.c",
        "int (*fp)(void *, int), *p, a[2] = {1, 2};\ntypedef int (*callback)(int);\n"
        "typedef struct node { struct node *next; } node_t, *node_p;\n"
        'typedef struct { int x; } point;\nstatic const char *const names[] = {"a"};\n'
        "extern int declared;\nunsigned long (f)(int a) { return 0; }\n"
        "char *(*signal(int sig))(int);\nstruct node head;\nint x, f2(void);\n",
        [
            "1 variable fp : int (*)(void *, int)",
            "1 variable p : int*",
            "1 variable a : int[2] = {1, 2}",
            "2 typedef callback = int (*)(int)",
            "3 struct node",
            "3 field node::next : struct node*",
            "3 typedef node_t = struct node",
            "3 typedef node_p = struct node*",
            "4 field point::x : int",
            "4 typedef point = struct",
            '5 constant names : const char* const[] = {"a"} [static]',
            "6 variable declared : int [declaration external]",
            "7 function f (int a) -> unsigned long",
            "8 function signal (int sig) -> char* (*)(int) [declaration]",
            "9 variable head : struct node",
            "10 variable x : int",
            "10 function f2 (void) -> int [declaration]",
        ],
    ),
    "types around a name": (
        "a.cpp",
        "const char *name(int a[2][3]);\nint (*rows)[3], grid[2][3];\nvolatile int busy;\n"
        "typedef const char *text;\ntypedef int compare(int, int);\n"
        "int wide[A_SIZE_THAT_IS_NOT_SHOWN_AS_IT_IS_TOO_LONG];\n"
        'static const char *words[] = {"' + "a" * 100 + '"};\n',
        [
            "1 function name (int a[2][3]) -> const char* [declaration]",
            "2 variable rows : int (*)[3]",
            "2 variable grid : int[2][3]",
            "3 variable busy : volatile int",
            "4 typedef text = const char*",
            "5 typedef compare = int (int, int)",
            "6 variable wide : int[...]",
            '7 variable words : const char*[] = {"' + "a" * 75 + "... [static]",
        ],
    ),
    "methods of a class that is not here": (
        "a.cpp",
        "void A::f() {}\nA::A() {}\nvoid N::g() {}\nnamespace N { void h(); }\n"
        "int B::x() const {}\n"
        "void B::y() {}\n",
        [
            "1 method A::f () -> void",
            "2 method A::A () [constructor]",
            "3 function N::g () -> void",
            "4 namespace N",
            "4 function N::h () -> void [declaration]",
            "5 method B::x () -> int [const]",
            "6 method B::y () -> void",
        ],
    ),
    "macros behind a name": (
        "a.cpp",
        "class A {\n  port::CondVar cv_ GUARDED_BY(mu_);\n  State state_ GUARDED_BY(mu_);\n"
        "  int MAX(int a);\n  static Foo MIN(int);\n};\n",
        [
            "1 class A",
            "2 field A::cv_ : port::CondVar [private]",
            "3 field A::state_ : State [private]",
            "4 method A::MAX (int a) -> int [declaration private]",
            "5 method A::MIN (int) -> Foo [declaration private static]",
        ],
    ),
    "names that macros make": (
        "a.cpp",
        "typedef struct FN(Box) { int a; } FN(Box);\n"
        "static void FN(Clear)(FN(Box)* self, int n) {\n  if (n) {}\n}\n"
        "static int FN(Size)( void ) { return 0; }\n"
        "JNIEXPORT jobject JNICALL Java_create(\n    JNIEnv* env, jobject /*self*/, int n) { }\n",
        [
            "2 function FN(Clear) (FN(Box)* self, int n) -> void [static]",
            "5 function FN(Size) (void) -> int [static]",
            "6 function Java_create (JNIEnv* env, jobject, int n) -> jobject",
        ],
    ),
    "functions of old C": (
        "a.c",
        "int add(a, b)\n  int a;\n  int b;\n{ return a + b; }\n",
        ["1 function add (a, b) -> int"],
    ),
    "macros that define": (
        "a.h",
        "#ifndef A_H\n#define A_H\n#define ONE 1\n#define ADD(a, b) \\\n  ((a) + (b))\n"
        "/* #define NOT 1 */\n\n#  define SPACED(...) f(__VA_ARGS__) // words\n#endif\n",
        [
            "2 macro A_H",
            "3 macro ONE = 1",
            "4 macro ADD (a, b) = ((a) + (b))",
            "8 macro SPACED (...) = f(__VA_ARGS__)",
        ],
    ),
    "macros that only the preprocessor knows": (
        "a.h",
        "struct MY_API A : B { MY_API A(); MY_API void f() MY_NOEXCEPT; };\n"
        "class MY_API C final { };\nclass MY_API Forward;\n"
        "MY_API int g(const char* MY_RESTRICT p);\n"
        'MY_DEPRECATED("no ) more") inline std::vector<int> h();\nDECLARE_THING(a, b)\n'
        "int MY_CALL k(void);\nstruct __attribute__((packed)) D { int x; };\n"
        "struct __declspec(dllexport) E {};\nclass [[nodiscard]] F {};\nstruct alignas(8) G {};\n"
        "MY_BEGIN_NAMESPACE\nstruct H {};\nenum MY_API I { J };\nTEST(Suite, Case) { h(); }\n",
        [
            "1 struct A < B",
            "1 method A::A () [constructor declaration]",
            "1 method A::f () -> void [declaration]",
            "2 class C [final]",
            "4 function g (const char* MY_RESTRICT p) -> int [declaration]",
            "5 function h () -> std::vector<int> [declaration inline]",
            "7 function k (void) -> int [declaration]",
            "8 struct D",
            "8 field D::x : int",
            "9 struct E",
            "10 class F [nodiscard]",
            "11 struct G",
            "13 struct H",
            "14 enum I",
            "14 enumerator I::J",
        ],
    ),
    "conditions in the middle": (
        "a.hpp",
        "int f(int a\n#ifdef X\n, int b\n#endif\n);\n#if A\nvoid g(int a) {\n#else\nvoid g() {\n"
        "#endif\n}\n#if 0\nint off;\n#else\nint on;\n#endif\nstruct S\n#if B\n : P\n#else\n : Q\n"
        "#endif\n{ int x; };\n#ifdef C\nint c1;\n#else\nint c2;\n#endif\n",
        [
            "1 function f (int a, int b) -> int [declaration]",
            "7 function g (int a) -> void",
            "15 variable on : int",
            "17 struct S < P",
            "23 field S::x : int",
            "25 variable c1 : int",
            "27 variable c2 : int",
        ],
    ),
    "C within C++": (
        "a.h",
        '#ifdef __cplusplus\nextern "C" {\n#endif\nvoid f(void);\n#ifdef __cplusplus\n}\n#endif\n'
        'extern "C" int g(int);\n',
        [
            "4 function f (void) -> void [declaration]",
            "8 function g (int) -> int [declaration external]",
        ],
    ),
    "a body that the grammar does not know": (
        "a.cpp",
        "namespace n {\nstruct A {\n  void f() {\n"
        "    g([p(q), r(std::move(r))](T& /* x */) -> V {\n"
        "      try { } catch (E& e) { { h; } }\n    }, $ $);\n  }\n  int after;\n};\n}\n",
        [
            "1 namespace n",
            "2 struct n::A",
            "3 method n::A::f () -> void",
            "8 field n::A::after : int",
        ],
    ),
    "kernels": (
        "a.cu",
        "__global__ void k(int a) {}\n__device__ __forceinline__ float d(float x) { return x; }\n"
        "template <class T>\n__global__ __launch_bounds__(256) void t(T* p) {}\n"
        "__host__ __device__ int both();\n",
        [
            "1 function k (int a) -> void [kernel]",
            "2 function d (float x) -> float [device inline]",
            "4 function t (T* p) -> void [kernel template]",
            "5 function both () -> int [declaration device host]",
        ],
    ),
    "parameters that look like values": (
        "a.hpp",
        "API_X bool first(\n    Ref<G>& graph,\n    std::set<c::S> ops = {});\n"
        "void second(void (*callback)());\n"
        "inline void third(Ref<G>& graph, Made made = {1, 2}, int n = 0) {}\n"
        "Type fourth(value);\nType fifth(1 + a);\nType sixth(Made{});\n"
        "struct S { int f(Made = {}) const noexcept -> int { return 1; } int g(); };\n",
        [
            "1 function first (Ref<G>& graph, std::set<c::S> ops = {}) -> bool [declaration]",
            "4 function second (void (*callback)()) -> void [declaration]",
            "5 function third (Ref<G>& graph, Made made = {1, 2}, int n = 0) -> void [inline]",
            "6 function fourth (value) -> Type [declaration]",
            "7 variable fifth : Type = (1 + a)",
            "8 variable sixth : Type = (Made{})",
            "9 struct S",
            "9 method S::f (Made = {}) -> int [const noexcept]",
            "9 method S::g () -> int [declaration]",
        ],
    ),
    "conversions out of their class": (
        "a.hpp",
        "inline API_X A::operator float() const {\n  return 1;\n}\nA::operator b::C*() {}\n",
        [
            "1 method A::operator float () [const inline]",
            "4 method A::operator b::C* ()",
        ],
    ),
    "how functions are called": (
        "a.hpp",
        'namespace d {\nextern "C" __declspec(dllimport) int __stdcall Write(  //\n'
        "    void*, dword);\nstruct S {\n  int a;\n};\n}\n"
        "int __cdecl g(int a);\ntypedef int(__stdcall* P)(int);\n",
        [
            "1 namespace d",
            "2 function d::Write (void*, dword) -> int [declaration external]",
            "4 struct d::S",
            "5 field d::S::a : int",
            "8 function g (int a) -> int [declaration]",
            "9 typedef P = int (*)(int)",
        ],
    ),
    "a specialised operator": (
        "a.cuh",
        "struct A {\n  template <> __host__ void operator()<c::b, c::b>\n"
        "    (c::b& x, const c::b& y) const\n    {\n    };\n  float beta;\n};\n",
        [
            "1 struct A",
            "2 method A::operator() (c::b& x, const c::b& y) -> void [const host template]",
            "6 field A::beta : float",
        ],
    ),
    "macros behind what they speak of": (
        "a.hpp",
        "template <>\nV<int> ALWAYS_INLINE\nfirst<float>(const V<float>& a) {\n}\n"
        "struct S {\n  static const Field table[]\n    PUT_INTO(cold);\n};\n"
        "MY_API a::F<void(a::F<void(int)>)>&\nsecond();\nMY_API const ::a::B& third();\n"
        "extern MY_API F<const int*, f(1)> fourth;\n"
        "int fifth(int x)\n    __no_check__ {\n  int local;\n  return x;\n}\n",
        [
            "3 function first (const V<float>& a) -> V<int> [template]",
            "5 struct S",
            "6 constant S::table : const Field[] [static]",
            "10 function second () -> a::F<void(a::F<void(int)>)>& [declaration]",
            "11 function third () -> const ::a::B& [declaration]",
            "12 variable fourth : F<const int*, f(1)> [declaration external]",
            "13 function fifth (int x) -> int",
        ],
    ),
    "pointers to members": (
        "a.hpp",
        "struct W {\n  R (C<int>::*m)(Args...);\n  int C::*p, *q;\n  int (*f)(int);\n};\n"
        "typedef void (a::C::*Method)();\nint (C::*table)(int) = nullptr;\n",
        [
            "1 struct W",
            "2 field W::m : R (C<int>::*)(Args...)",
            "3 field W::p : int C::*",
            "3 field W::q : int*",
            "4 field W::f : int (*)(int)",
            "6 typedef Method = void (a::C::*)()",
            "7 variable table : int (C::*)(int) = nullptr",
        ],
    ),
    "macros on lines of their own": (
        "a.hpp",
        'WARNING_POP\nstatic_assert(AT_LEAST(1, 2), "text");\n'
        "struct A {\n  PyObject_HEAD\n  at::G data;\n};\n"
        "struct B {\n  PyObject_VAR_HEAD\n  int data;\n};\n"
        "struct C {\n  My_Type\n  name;\n};\nResult_T\nname(int x);\n"
        "enum E {\n  ONLY_ONE\n};\nEND_EXPORT\nEND_ALL\n",
        [
            "3 struct A",
            "5 field A::data : at::G",
            "7 struct B",
            "9 field B::data : int",
            "11 struct C",
            "13 field C::name : My_Type",
            "16 function name (int x) -> Result_T [declaration]",
            "17 enum E",
            "18 enumerator E::ONLY_ONE",
        ],
    ),
    "types of Objective-C": (
        "a.hpp",
        "@class First, Second;\n@protocol Third;\n@interface A : B\n"
        "- (C* __nullable)make:(id<M>)first\n   with:(D*)second;\n@end\n"
        "@interface M ()\n@property(readwrite) BOOL set;\n@end\nint f();\n",
        ["10 function f () -> int [declaration]"],
    ),
    "parameters of macros": (
        "a.h",
        "#define F( A, B ) A\n#define G( \\\n    A) A\n",
        ["1 macro F (A, B) = A", "2 macro G (A) = A"],
    ),
    "comments": (
        "a.h",
        "int first;\n\n/// Adds. Twice.\n/// More.\nint add(int a);\n\n"
        "/**\n * \\brief Of a block.\n"
        " */\nMY_API\nvoid f();\n\n// Too far.\n\nint far;\nint same;  ///< Behind it.\n"
        "int other;  // of other\nint next;\n"
        "enum E {\n  // The one.\n  A,\n  B, //!< The second.\n};\n",
        [
            "1 variable first : int",
            '5 function add (int a) -> int [declaration] "Adds. Twice."',
            '11 function f () -> void [declaration] "Of a block."',
            "15 variable far : int",
            '16 variable same : int "Behind it."',
            "17 variable other : int",
            "18 variable next : int",
            "19 enum E",
            '21 enumerator E::A "The one."',
            '22 enumerator E::B "The second."',
        ],
    ),
}


@pytest.mark.parametrize("case", DEFINITIONS)
def test_definitions(case: str) -> None:
    name, source, expected = DEFINITIONS[case]
    assert [shown(each) for each in facts(source, name).definitions] == expected


def test_definitions_in_a_text_for_a_macro_are_none() -> None:
    found = facts(
        "const auto s = to_text(\n  template <typename T>\n  T f(T x) { return g(x); }\n"
        "  int h(int a) { return a; });\nint after(int a);\n"
    )
    assert [each.qualname for each in found.definitions] == ["s", "after"]


def test_a_macro_behind_the_name_of_a_class_is_not_its_name() -> None:
    found = facts("class SOME_EXPORT Mixin SOME_FINAL :\n    public Base {\n  int a;\n};\n")
    assert [each.qualname for each in found.definitions] == ["Mixin", "Mixin::a"]


def test_a_member_is_called_a_method_where_that_is_certain() -> None:
    found = facts(
        "struct A { void f(); };\nvoid A::f() {}\nvoid B::f() {}\nint B::g() const { return 1; }\n"
        "B::B() {}\ntemplate <class T> void C<T>::f() {}\n"
    )
    assert [(each.kind.value, each.qualname) for each in found.definitions] == [
        ("struct", "A"),
        ("method", "A::f"),
        ("method", "A::f"),
        ("method", "B::f"),
        ("method", "B::g"),
        ("method", "B::B"),
        ("method", "C::f"),
    ]


def test_branches_and_calls_of_bodies() -> None:
    found = facts(
        "template <class... T> bool f(T&&... all) {\n  auto&& x = g();\n  T&& y = x;\n"
        "  std::vector<int> v(10);\n  T* p(x);\n  if constexpr (a && b) { return h<int>(x); }\n"
        "  do { x->m(); } while (x);\n  return (... && ok(all));\n}\n"
    )
    assert [each.complexity for each in found.definitions] == [4]
    assert [name for name, _ in found.calls] == ["g", "h", "m", "ok"]


def test_includes() -> None:
    found = facts(
        '#ifndef A_H\n#define A_H\n#include "a/b.h"\n#  include <vector>\n#if X\n#include <x.h>\n'
        '#endif\n#include MACRO\n// #include "no.h"\n#endif\nchar* s = "#include <no>";\n',
        "a.h",
    )
    assert [(each.module, each.line, each.form, each.scope) for each in found.imports] == [
        ("a/b.h", 3, Form.INCLUDE, Scope.MODULE),
        ("vector", 4, Form.SYSTEM, Scope.MODULE),
        ("x.h", 6, Form.SYSTEM, Scope.CONDITIONAL),
    ]


def test_calls_and_dangerous_functions_are_those_of_the_tree() -> None:
    found = facts(
        'void f(char* a) {\n  strcpy(a, "gets(b)"); // sprintf(a)\n  std::strcat(a, b);\n'
        "  x.strtok(a);\n  my::gets(a);\n  h<int>(1);\n  h<int>(2);\n}\nint gets;\n"
    )
    assert found.calls == (
        ("gets", (5,)),
        ("h", (6, 7)),
        ("strcat", (3,)),
        ("strcpy", (2,)),
        ("strtok", (4,)),
    )
    assert found.observations == (
        Observation(Topic.SECURITY, "dangerous-function", 2, "strcpy"),
        Observation(Topic.SECURITY, "dangerous-function", 3, "strcat"),
    )


def test_launches_loops_and_openmp() -> None:
    found = facts(
        "void f() {\n  k<<<1, 2>>>(3);\n  ns::k<int><<<g, b>>>(a);\n#pragma omp parallel for\n"
        "  for (;;) {\n    while (x)\n      do { for (;;) {} } while (y);\n  }\n}\n",
        "a.cu",
    )
    assert [(each.topic, each.name, each.line, each.detail) for each in found.observations] == [
        (Topic.PATTERN, "kernel-launch", 2, "k"),
        (Topic.PATTERN, "kernel-launch", 3, "ns::k<int>"),
        (Topic.PERFORMANCE, "openmp", 4, "parallel for"),
        (Topic.PERFORMANCE, "nested-loops", 7, "3"),
    ]


def test_complexity() -> None:
    found = facts(
        "int f(int a) {\n  if (a && b) return 1;\n  for (auto x : y) a++;\n  switch (a) {\n"
        "    case 1: break;\n    default: break;\n  }\n  try { } catch (...) { }\n"
        "  return a ? 1 : 2;\n}\nint g(int&& a) { return 0; }\n"
    )
    assert [each.complexity for each in found.definitions] == [7, 1]


def test_macros_of_the_text_that_say_how_something_is_stored_or_that_make_a_loop() -> None:
    found = facts(
        "#define local static   // not exported\n#define until(a) while(!(a))\n"
        "local int count = 1;\nlocal struct { int first; } g;\n"
        "local void wait(int x) { until (x) { if (count) x++; } }\n",
        "a.c",
    )
    wait = found.definitions[-1]
    assert (wait.signature, wait.complexity) == ("(int x) -> void", 3)
    kinds = {each.qualname: (each.kind.value, each.annotation) for each in found.definitions}
    assert kinds["count"] == ("variable", "int")
    assert "first" not in kinds
    assert ("until", (5,)) in found.calls


def test_lines_uses_and_the_leading_comment() -> None:
    found = facts(
        "// Copyright somebody.\n\n/* What it is.\n   More. */\n#include <vector>\n"
        'int used = 0x1F + 1\'000, more = used + used; // used\nchar* s = "text" R"x(raw "\n)x";\n'
    )
    counts = (found.lines.total, found.lines.code, found.lines.comment, found.lines.blank)
    assert counts == (8, 4, 3, 1)
    assert (found.summary, found.summary_source) == ("What it is.", "comment")
    assert found.uses == (("used", 2),)
    assert found.reader == "tree-sitter-cpp"


@pytest.mark.parametrize(
    ("name", "number"), [("cpp_precision.tsv", 200), ("cpp_precision_by_kind.tsv", 400)]
)
def test_definitions_read_by_hand(name: str, number: int) -> None:
    """Some of our definitions in PyTorch 2.13, each looked up in its source."""
    with (Path(__file__).parent / "data" / name).open(encoding="utf-8") as file:
        verdicts = [row["verdict"] for row in csv.DictReader(file, delimiter="\t")]
    assert len(verdicts) == number
    assert verdicts.count("right") / len(verdicts) >= 0.97


def test_complexity_of_a_constructor_counts_what_sets_its_members() -> None:
    found = facts(
        "struct A {\n  A(int n) : x(n > 1 ? n : 0), y{1} { if (n) {} }\n"
        "  A() noexcept(a && b) {}\n  int x, y;\n};\n",
    )
    assert [each.complexity for each in found.definitions] == [0, 3, 1, 0, 0]
