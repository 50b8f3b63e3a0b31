"""Signs in the first bytes of a file that tell its language, where its name does not.

A sign is a regular expression in which a space stands for a space or a tab, ``^`` and ``$`` are the
ends of lines, and a line ends in ``\\n``. Signs are looked for in bytes of any origin: none has a
repetition within another that may match the same, nor one that runs over the ends of lines from the
beginning of each.

https://github.com/github-linguist/linguist/blob/main/lib/linguist/heuristics.yml has signs, too.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

#: A sign and the alias of the lexer that it tells, or nothing where it tells an unknown language.
Row = tuple[bytes, str]


class Shared(Struct, frozen=True):
    """What tells the languages that share a suffix from one another.

    :ivar rows: the first whose sign is found counts.
    :ivar otherwise: alias of the lexer where no sign is found; empty where that tells nothing.
    :ivar is_c: whether comments of C, and what only a compiler of C++ is shown, are no signs.
    """

    rows: tuple[Row, ...]
    otherwise: str = ""
    is_c: bool = False

    @property
    def aliases(self) -> frozenset[str]:
        """All that :meth:`alias` may return."""
        return frozenset((self.otherwise, *(alias for _, alias in self.rows)))

    def alias(self, head: bytes) -> str:
        """The alias of the lexer of a file, by its first bytes; empty where they do not tell."""
        head = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if self.is_c:
            head = _FOR_CPP.sub(b"", _C_COMMENT.sub(b" ", head))
        for sign, alias in self.rows:
            if _compiled(sign).search(head):
                return alias
        return self.otherwise


@cache
def _compiled(sign: bytes) -> re.Pattern[bytes]:
    return re.compile(sign.replace(b" ", rb"[ \t]"), re.MULTILINE)


_C_COMMENT = re.compile(rb"/\*(?:[^*]|\*(?!/))*+(?:\*/)?|//[^\n]*+")
_FOR_CPP = re.compile(
    rb"^[ \t]*#[ \t]*if(?:def[ \t]+|[ \t]+defined[ \t]*\(?[ \t]*)__cplusplus\b"
    rb"(?:(?!\n[ \t]*(?:#[ \t]*(?:else|elif|endif)|class|namespace|template)\b)[\s\S])*+",
    re.MULTILINE,
)


def by(*rows: Row, otherwise: str = "", is_c: bool = False) -> Shared:
    """What tells a language by some signs."""
    return Shared(rows, otherwise, is_c)


def line(words: bytes) -> bytes:
    """A line that begins with one of some words."""
    return rb"^ *(?:" + words + rb")"


XML = rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|!DOCTYPE\b|!--)"
OBJECTIVE_C = line(rb"@(?:class|end|implementation|import|interface|property|protocol)\b|#import\b")
CPP = (
    line(
        rb"(?:class|namespace) +\w|using +\w|template *<|(?:public|protected|private) *:"
        rb"|namespace *\{|inline +namespace\b|enum +(?:class|struct)\b"
        rb"|\# *include *<(?!complex>|assert>)[a-z_]+(?:/[\w/]+)?>"
    )
    + rb"|\b[A-Za-z_]\w*::~?\w|\b(?:static|dynamic|const|reinterpret)_cast *<"
    rb"|\b(?:constexpr|noexcept|typename|decltype)\b|= *(?:default|delete) *;"
    rb"|\boperator *(?:\(\)|[=+<>!*/-])|\bvirtual +\w|\bconst +\w+ *&"
    rb"|\bstruct +\w+ *(?:final *)?: *(?:public|private|protected|virtual)\b"
)
#: Nothing but directives, which may go on on the next line, and linkage.
DIRECTIVES = rb"\A(?: *(?:#(?:[^\\\n]|\\[^\n]|\\\n)*+|extern +\"C\" *\{|\}|) *(?:\n|\Z))*+\Z"
HEADER = Shared(
    ((OBJECTIVE_C, "objective-c"), (CPP, "cpp"), (DIRECTIVES, "c-or-cpp")), "c", is_c=True
)

PROLOG = line(rb":- *\w") + rb"|^[a-z]\w*(?:\([^()\n]*\))? *:-"
PERL = (
    line(
        rb"use +(?:strict|warnings|utf8|vars|lib|base|parent|constant|overload|Test::\w+"
        rb"|v?5[\d._]*)\b"
        rb"|package +\w[\w:]* *[;{]|local *\(? *[$@%]\w"
        rb"|sub +\w+ *(?:\([^()\n]*\) *)?\{? *$|require +[\"'][^\"'\n]+[\"'] *;"
    )
    + rb"|\A#![^\n]*\bperl\b|^=(?:head1|pod|cut)\b|@_\b|@ARGV\b"
)
RAKU = line(
    rb"use +v6\b|unit +(?:module|class)\b|(?:multi|proto) +(?:sub|method)\b"
    rb"|module +[A-Z][\w:]* *;|(?:my +)?class +\w[^;\n]*\{|(?:role|grammar"
    rb"|module) +[A-Z][\w:]*[^;\n]*\{"
)
ROFF = rb"^[.'](?:\\\"| *(?:B|Dd|Dt|IP|Nm|PP|SH|Sh|TH|TP|de|ds|ie|if|ig|nf|nr|so)\b)"
SCHEME = line(
    rb"\((?:define|export|import|lambda|let|library|load|module|use-modules|require)\b"
    rb"|\(define-[\w*-]+"
)
GO_TEMPLATE = (
    rb"\{\{-? *(?:range|if|with|define|template|block|else|end)\b(?! *[%:=])"
    rb"|\{\{-? *\$?\.[A-Z]"
)
GLSL = (
    line(
        rb"#version +\d|precision +(?:low|medium|high)p\b|(?:attribute|uniform|varying) +\w"
        rb"|(?:in|out) +[ib]?(?:vec|mat)[234]\b|layout *\("
    )
    + rb"|\bgl_[A-Z]\w+"
)
SECTION = rb"\A(?:\xef\xbb\xbf)?(?: *(?:[#;][^\n]*)?\n)*+ *\[[^\[\]{}\"',\n]+\] *(?:[#;][^\n]*)?$"
ARMOUR = rb"^-----BEGIN [A-Z0-9\x20]+-----"
ASP = Shared(((rb"(?i)\bLanguage *= *[\"']?VB", "aspx-vb"),), "aspx-cs")
UNIT = Shared(
    (
        (
            rb"^\[(?:Automount|Install|Mount|Path|Scope|Service|Slice|Socket|Swap|Timer|Unit)\]",
            "systemd",
        ),
        (SECTION, "ini"),
    )
)
ANTLR = line(rb"(?:(?:lexer|parser|tree|combined) +)?grammar +\w+ *;")
GAP = (
    line(rb"(?:Bind(?:Global|Constant)|Declare[A-Z]\w*|Install[A-Z]\w*|SetPackageInfo) *\(")
    + rb"|:= *function *\("
)
FORTRAN = (
    rb"(?i)^ {5,}(?:(?:recursive|pure|elemental) +)?(?:block *data|call|common|continue"
    rb"|data|dimension|do +\d|double +precision|end|function|implicit +\w"
    rb"|(?:integer|real|complex|logical|character)\b[^;{\n]*$|program +\w|subroutine +\w)"
)
FORTH = rb"^: +\S+ "
SMALLTALK = (
    rb"^!\w[\w\x20\t]*(?:methodsFor|category):|\bsubclass: *[#\w]|^Class *\{|\baddCategory:"
    rb"|\bif(?:True|False): *\["
)
MASON = rb"<%(?:args|doc|init|method|perl)\b|<& *\S"
R = (
    rb"^ *[\w.$]+(?:\[[^\]\n]*\])* *<- |= *function *\("
    rb"|<- *function\b|" + line(rb"(?:library|require|source) *\([\w\"'./-]+\)")
)
SEMANTIC_WEB = rb"(?i)" + line(
    rb"@?(?:prefix +[\w.-]*:|base) *<|<[^<>\s]+> +(?:a|<[^<>\s]+>|\w+:\w+) "
)
BAZEL = rb"\A\s*\Z|^[A-Za-z_][\w.]* *\(|^[A-Z_]+ *= *[\[\"'{]"
