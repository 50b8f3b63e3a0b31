"""Words that name nothing in a language, where they are not the name of a member all the same."""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GO = _words(
    "break case chan const continue default defer else fallthrough for func go goto if import"
    " interface map package range return select struct switch type var nil true false iota _"
)
JAVA = _words(
    "abstract assert boolean break byte case catch char class const continue default do double"
    " else enum extends final finally float for goto if implements import instanceof int"
    " interface long native new package private protected public return short static strictfp"
    " super switch synchronized this throw throws transient try void volatile while true false"
    " null _"
)
RUST = _words(
    "as async await break const continue crate dyn else enum extern false fn for if impl in let"
    " loop match mod move mut pub ref return self Self static struct super trait true type"
    " union unsafe use where while _"
)
JAVASCRIPT = _words(
    "arguments async await break case catch class const continue debugger default delete do"
    " else enum export extends false finally for from function get if in instanceof let new"
    " null of return set static super switch this throw true try typeof undefined var void"
    " while with yield"
)
TYPESCRIPT = JAVASCRIPT | _words(
    "abstract any as asserts bigint boolean declare implements infer interface is keyof module"
    " namespace never number object override private protected public readonly satisfies string"
    " symbol type unique unknown"
)

#: By the distribution whose reader passes over them where it counts names.
PASSED_OVER: Mapping[str, frozenset[str]] = {
    "tree-sitter-go": GO,
    "tree-sitter-java": JAVA,
    "tree-sitter-javascript": JAVASCRIPT,
    "tree-sitter-rust": RUST,
    "tree-sitter-typescript": TYPESCRIPT,
}
