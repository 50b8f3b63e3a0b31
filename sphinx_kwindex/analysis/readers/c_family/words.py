"""Words of C, C++ and CUDA."""

from __future__ import annotations

_KEYWORDS = """
    alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t
    char32_t class compl concept const consteval constexpr constinit const_cast continue
    co_await co_return co_yield decltype default defined delete do double dynamic_cast else
    enum explicit export extern false final float for friend goto if inline int long mutable
    namespace new noexcept not not_eq nullptr operator or or_eq override private protected
    public register reinterpret_cast requires restrict return short signed sizeof static
    static_assert static_cast struct switch template this thread_local throw true try typedef
    typeid typename typeof union unsigned using virtual void volatile wchar_t while xor xor_eq
    R L u U u8 _Alignas _Alignof _Atomic _Bool _Complex _Generic _Noreturn _Static_assert
    _Thread_local __attribute__ __declspec __global__ __device__ __host__ __shared__
    __constant__ __forceinline__ __restrict__
"""
_OF_BOTH = """
    auto break case char const continue default do double else enum extern float for goto if int
    inline long register return short signed sizeof static static_assert struct switch typedef union
    unsigned void volatile while _Static_assert
"""
_DANGEROUS = """
    gets getwd strcpy stpcpy strcat sprintf vsprintf wcscpy wcscat
    strncpy strncat wcsncpy wcsncat strtok wcstok alloca _alloca mktemp tmpnam tempnam
"""

#: Keywords of C23, C++23 and CUDA, and what prefixes of strings leave behind.
KEYWORDS: frozenset[str] = frozenset(_KEYWORDS.split())

#: Keywords that C and C++ share: in neither has a variable such a name.
OF_BOTH: frozenset[str] = frozenset(_OF_BOTH.split())

#: Functions of C and POSIX whose use we call CWE-676, "Use of Potentially Dangerous Function". CWE
#: gives no complete list, so this one is our choice: copies without a bound, copies whose bound may
#: leave a string without its end, `strtok` with its hidden state, `alloca`, which cannot fail, and
#: names of temporary files that another process may take.
#: https://cwe.mitre.org/data/definitions/676.html
DANGEROUS: frozenset[str] = frozenset(_DANGEROUS.split())
