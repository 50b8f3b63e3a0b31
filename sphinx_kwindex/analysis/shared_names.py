"""Suffixes and names that several languages share, and what in a file tells which it is.

The name of a language is a statement about a file, so it is made only where it can be known:

1. A suffix or name that one language alone has says it: Pygments has the table.
2. One that several have, by Pygments' table or by that of GitHub's Linguist, or that repositories
   use for other things as well, has a row in :data:`SHARED`: the first sign that the first bytes
   show tells the language. A row may end in a language that all files without a sign are in; where
   there is none, they are in no known language.
3. One that says nothing, and for which there is no sure sign, is in :data:`UNTOLD`.
"""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.analysis import signs
from sphinx_kwindex.analysis.signs import Shared, by, line

#: By suffix or whole name, as it is written or in lower case.
SHARED: Mapping[str, Shared] = {
    **dict.fromkeys((".h", ".H", ".C"), signs.HEADER),
    **dict.fromkeys((".asax", ".ascx", ".ashx", ".asmx", ".aspx"), signs.ASP),
    **dict.fromkeys(
        (
            *(".automount", ".device", ".mount", ".path", ".scope", ".service", ".slice"),
            *(".socket", ".swap", ".target", ".timer"),
        ),
        signs.UNIT,
    ),
    **dict.fromkeys((".cfg", ".inf"), by((signs.SECTION, "ini"))),
    **dict.fromkeys((".f", ".for"), by((signs.FORTH, "forth"), (signs.FORTRAN, "fortranfixed"))),
    **dict.fromkeys(
        (*(f".{section}" for section in range(1, 10)), ".3pm", ".man", ".ms"),
        by((signs.ROFF, "groff")),
    ),
    ".feature": by(otherwise="gherkin"),
    ".lean": by(otherwise="lean4"),
    ".prolog": by(otherwise="prolog"),
    ".sl": by((rb"^#SBATCH\b", "slurm")),
    ".as": by(
        (
            line(
                rb"package(?: +[\w.]+)? *\{? *$|import +[\w.]+(?:\.\*)? *;"
                rb"|(?:intrinsic|dynamic) +class\b"
            )
            + rb"|\bvar +\w+ *: *\w",
            "actionscript3",
        )
    ),
    **dict.fromkeys((".xsl", ".xslt"), by(otherwise="xslt")),
    **dict.fromkeys(("autohandler", "dhandler", ".mc"), by((signs.MASON, "mason"))),
    **dict.fromkeys((".g", ".gi"), by((signs.GAP, "gap"), (signs.ANTLR, "antlr"))),
    **dict.fromkeys(("BUILD", "WORKSPACE"), by((signs.BAZEL, "bazel"))),
    ".pl": by((signs.PROLOG, "prolog"), (signs.RAKU, "raku"), (signs.PERL, "perl")),
    **dict.fromkeys((".p", ".P"), by((signs.PROLOG, "prolog"))),
    **dict.fromkeys((".r", ".R"), by((rb"(?i)\bREBOL *\[", "rebol"), (signs.R, "splus"))),
    **dict.fromkeys(
        (".ss", ".scm"),
        by((rb"^[\x20\t)\]]*@[\w.]+|\] *@[\w.]+", ""), (signs.SCHEME, "scheme")),
    ),
    ".asc": by((signs.ARMOUR, "asc")),
    ".asm": by(otherwise="nasm"),
    ".asy": by((rb"\A(?:SymbolType|Version)\b", ""), otherwise="asymptote"),
    ".aux": by((rb"^\\(?:relax|@input|newlabel)", "tex")),
    ".b": by((rb"^implement +\w+ *;", "limbo")),
    ".bas": by(otherwise="qbasic"),
    ".bb": by(
        (
            rb"^(?:DESCRIPTION|SUMMARY|LICENSE|SRC_URI|DEPENDS|PV|HOMEPAGE) *[?+:.]*="
            rb"|^(?:inherit|require) +[\w./${}-]+ *$",
            "bitbake",
        ),
        (line(rb"\((?:ns|defn?|require) "), "clojure"),
        (rb"(?i)^ *End +(?:Function|Type)\b", "blitzbasic"),
    ),
    ".bf": by((rb"\[(?=[<>]*+[+-])(?=[+-]*+[<>])[<>+.,-]{3,}+\]", "brainfuck")),
    ".bst": by((rb"^ENTRY\b|^FUNCTION *\{", "bst"), (rb"^kind: ", "yaml")),
    ".cl": by(
        (
            rb"(?i)" + line(rb"\((?:defclass|defmacro|defpackage|defun|defvar|in-package) "),
            "common-lisp",
        ),
        (rb"\b__?(?:kernel|global|local)\b|\bget_(?:global|local)_id\b", "opencl"),
    ),
    ".cls": by(
        (
            line(
                rb"\\(?:NeedsTeXFormat|ProvidesClass|ProvidesExplClass|LoadClass"
                rb"|newcommand|def\\)"
            ),
            "tex",
        ),
        (rb"(?i)" + line(rb"(?:class|interface) +[\w.]+[^{}\n]*: *$"), "openedge"),
    ),
    ".cp": by((rb"^MODULE +\w", "componentpascal"), (line(rb"# *include\b"), "cpp")),
    ".cs": by(
        (signs.SMALLTALK, "smalltalk"),
        (
            line(
                rb"# *(?:define|if|nullable|pragma|region)\b|(?:global +)?using +\w"
                rb"|namespace +\w"
                rb"|\[(?:assembly: *)?[A-Z]\w|//|/\*"
                rb"|(?:abstract|class|enum|interface|internal|public|record|sealed"
                rb"|static|struct) +\w"
            )
            + rb"|; *$",
            "csharp",
        ),
    ),
    ".d": by(
        (line(rb"#pragma +D ") + rb"|^[\w$*]*:[\w*-]*:[\w*-]*:[\w*-]* *,?$", ""),
        (rb"^[^\s:#][^:#\n]*\.(?:o|lo|obj|d|rlib|rmeta) *:", "make"),
        (
            line(rb"module +[\w.]+ *;|(?:public +|static +)?import +[\w.,\x20:=]+;")
            + rb"|\bunittest\b",
            "d",
        ),
    ),
    ".def": by((line(rb"DEFINITION +MODULE\b"), "modula2")),
    ".do": by(
        (line(rb"(?:egen|forvalues|gen(?:erate)?|regress|set +more +off|tabulate)\b"), "stata")
    ),
    ".dot": by((rb"\b(?:di)?graph\b[^;{}\n]*\{? *$|\b(?:di)?graph *\w* *\{", "graphviz")),
    ".e": by(
        (
            rb"^(?:note|indexing|(?:deferred |expanded |frozen )?class) *$"
            rb"|^(?:deferred +|expanded +)?class +[A-Z][A-Z_0-9]*\b",
            "eiffel",
        )
    ),
    ".es": by(
        (rb"^-module\(|\A#![^\n]*escript|^main *\([^()\n]*\) *->", "erlang"),
        (
            rb"^import +[\w{*][^\n]*\bfrom +['\"]|^export +(?:class|const|default|function)\b"
            rb"|^(?:const|let|var) +[\w{][^\n=]*=|['\"]use strict['\"]|\bfunction *\w* *\(",
            "javascript",
        ),
    ),
    ".ex": by(
        (
            line(
                rb"defmodule\b|(?:alias|import|require|use) +[A-Z]|def(?:p|macro|impl"
                rb"|protocol)? +\w"
            ),
            "elixir",
        )
    ),
    ".frag": by((signs.GLSL + rb"|\bvoid +main *\(", "glsl")),
    ".fs": by(
        (signs.GLSL, "glsl"),
        (signs.FORTH, "forth"),
        (line(rb"#light|(?:let|module|namespace|open|type) +[\w(`]|\[<"), "fsharp"),
    ),
    ".fun": by((line(rb"(?:functor|fun|structure|val) +\w"), "sml")),
    ".gd": by(
        (signs.GAP, "gap"),
        (
            line(
                rb"(?:class_name|extends|func|signal) +\w|@?(?:export|onready|tool)\b"
                rb"|(?:var|const|enum) +\w"
            ),
            "gdscript",
        ),
    ),
    ".gs": by((rb"^\[indent", ""), (line(rb"uses +[\w.]+"), "gosu")),
    ".hh": by((rb"<\?hh\b", ""), (signs.OBJECTIVE_C, "objective-c++"), otherwise="cpp", is_c=True),
    ".i": by(
        (
            line(rb"%(?:apply|feature|ignore|include|inline|module|rename|template|typemap|\{)"),
            "swig",
        )
    ),
    ".inc": by((rb"<\?(?:php\b|=)", "php")),
    ".j": by(
        (line(rb"@(?:implementation|import|protocol)\b"), "objective-j"),
        (line(rb"\.(?:class|method|super)\b"), "jasmin"),
    ),
    ".lisp": by((line(rb"\(define "), ""), otherwise="common-lisp"),
    ".ll": by((rb"^(?:declare|define|target) |^source_filename\b|^[@%!][\w.\"-]+ *=", "llvm")),
    ".ls": by((line(rb"package *[\w./*]* *\{"), ""), (rb"->|<-|~>", "livescript")),
    ".lsp": by(
        (line(rb"\((?:defclass|defmacro|defpackage|defparameter|in-package) "), "common-lisp")
    ),
    ".m": by(
        (line(rb":- *\w|[\w]+ *: *module *\{"), ""),
        (
            signs.OBJECTIVE_C + rb"|" + line(rb"# *(?:include|define|ifn?def|pragma)\b"),
            "objective-c",
        ),
        (rb"^(?:%?\w+(?:\([^()\n]*\))?)? +;", ""),
        (rb"^\(\*|\bBeginPackage\[|^[A-Z]\w*\[[^\]\n]*_[^\]\n]*\] *:=", "mathematica"),
        (line(rb"(?:endfunction|endif|endwhile)\b|\#\#"), "octave"),
        (line(rb"(?:classdef|function)\b|%"), "matlab"),
    ),
    ".md": by(
        (rb"^\(define_(?:attr|constants|expand|insn|mode|predicate|split)", ""),
        otherwise="markdown",
    ),
    ".mir": by((rb"^body:|^--- \||^machineFunctionInfo:", "llvm-mir")),
    ".ml": by((rb"^(?:structure|signature|functor) +\w", "sml"), otherwise="ocaml"),
    ".mm": by(
        (signs.OBJECTIVE_C + rb"|" + line(rb"# *include\b"), "objective-c++"),
        (signs.XML + rb"|\A<map\b", "xml"),
    ),
    ".mo": by(
        (line(rb"(?:persistent +)?actor\b|import +\w+ +\"|module *\w* *\{"), ""),
        (
            rb"^(?:within\b|(?:encapsulated |partial )?(?:block|class|connector"
            rb"|function|model|operator|package|record|type) +\w)",
            "modelica",
        ),
    ),
    ".mod": by((rb"^(?:IMPLEMENTATION +|DEFINITION +)?MODULE +\w", "modula2")),
    ".module": by((rb"\A\s*<\?php\b", "php")),
    ".mojo": by((signs.XML, "xml"), otherwise="mojo"),
    ".mpl": by((signs.XML, ""), (rb":= *proc\b|\bend +(?:proc|module)\b", "maple")),
    ".el": by((rb"^ *[;(]", "emacs-lisp")),
    ".ncl": by((rb"^begin *$|^load +\"", "ncl")),
    ".nb": by((rb"^\(\*|\bNotebook\[|\bCell\[", "mathematica")),
    ".odin": by((rb"^ *\w+ *= *(?:\([A-Z_]+\) *)?<", "odin")),
    ".pc": by((rb"^(?:Cflags|Description|Libs|Name|Requires|Version):", "pkgconfig")),
    ".php": by((rb"<\?hh\b", ""), otherwise="php"),
    ".plt": by((signs.PROLOG, "prolog"), (line(rb"(?:plot|set|splot|unset) +\S"), "gnuplot")),
    ".pm": by((rb"/\* XPM \*/", ""), (signs.RAKU, "raku"), (signs.PERL, "perl")),
    ".pp": by(
        (
            rb"(?i)"
            + line(rb"(?:unit|program) +\w+ *;|(?:implementation|interface|uses)\b[^{=]*$"),
            "delphi",
        ),
        (line(rb"\w+ +=> |(?:class|define|node) +[\w:'\"]+ *(?:\(|\{|inherits)"), "puppet"),
    ),
    ".pro": by(
        (line(rb"(?:CONFIG|HEADERS|QT|SOURCES|SUBDIRS|TARGET|TEMPLATE) *[+*-]?="), "qmake"),
        (signs.PROLOG, "prolog"),
        (rb"(?i)^ *(?:pro|function) +\w+ *(?:,[^\n;]*)?$", "idl"),
    ),
    ".re": by(
        (line(rb"# *\w") + rb"|\bre2c\b", ""), (line(rb"(?:let|module|open|type) +\w"), "reasonml")
    ),
    ".reds": by((rb"^Red(?:/System)? *\[", "red")),
    ".resource": by((rb"^\*{3} *\w", "robotframework")),
    ".rest": by(
        (rb"^(?:DELETE|GET|HEAD|PATCH|POST|PUT) +\S|^\#\#\#", ""), otherwise="restructuredtext"
    ),
    ".rl": by((rb"^ *%%(?:\{| *(?:machine|write|access)\b)", "ragel")),
    ".rs": by((rb"^ *# *pragma +(?:rs|version)\b", ""), (signs.XML, "xml"), otherwise="rust"),
    ".s": by(otherwise="gas"),
    ".sc": by(
        (rb"\^(?:this|super)\.|^ *~\w+ *=|\|\w+(?:, *\w+)*\|", "supercollider"),
        (
            line(rb"import +(?:scala|java)\.|import +\$(?:ivy|file)\b|(?:object|trait|val) +\w"),
            "scala",
        ),
    ),
    ".scd": by(
        (rb"\A[\w.-]+\(\d\w*\)|^# (?:DESCRIPTION|NAME|SYNOPSIS)\b", "scdoc"),
        (rb"^ *~\w+ *=|\bSynthDef\b|\bSinOsc\b|^\( *$", "supercollider"),
    ),
    ".sig": by((rb"^signature +\w+ *=", "sml")),
    ".sls": by((rb"^\(|\A#!", "scheme"), (rb"^[\w\"'./{-][^\n]*: *$|\{%", "salt")),
    ".sol": by(
        (
            line(
                rb"pragma +solidity\b|(?:abstract +)?contract +\w|(?:interface"
                rb"|library) +\w+ *\{"
            ),
            "solidity",
        )
    ),
    ".sources": by((rb"^Types: ", "debian.sources")),
    ".sp": by((rb"^ *#include *<sourcemod>|^#pragma +(?:semicolon|newdecls)\b", "sp")),
    ".spec": by(
        (
            rb"^(?:Name|Release|Summary|Version): |^%(?:build|define|description|files"
            rb"|global|install|package|prep)\b",
            "spec",
        )
    ),
    ".sql": by(otherwise="sql"),
    ".st": by((signs.SMALLTALK, "smalltalk")),
    ".t": by(
        (rb"\A#include +[<\"](?:adv3|tads)", "tads3"), (signs.RAKU, "raku"), (signs.PERL, "perl")
    ),
    ".sv": by(
        (
            line(
                rb"`\w|(?:class|interface|module|package|program) +\w|import +\w+::"
                rb"|(?:assert|bind|endmodule|property|sequence|typedef)\b|//|/\*"
            ),
            "systemverilog",
        )
    ),
    ".tact": by((rb"\A\s*\{", "json"), otherwise="tact"),
    ".tap": by((rb"^(?:not )?ok\b|^1\.\.\d", "tap")),
    ".td": by((line(rb"(?:class|def|defm|let|multiclass) +\w|include +\""), "tablegen")),
    ".tmpl": by((signs.GO_TEMPLATE, "go-template")),
    ".toc": by(
        (rb"^## ?Interface:", "wowtoc"),
        (rb"^\\(?:babel@toc|beamer|contentsline|defcounter|select@language)", "tex"),
    ),
    ".tpl": by(
        (signs.GO_TEMPLATE, "go-template"),
        (
            rb"(?<!\{)\{(?:\$\w|\*|/?(?:block|extends|foreach|if|include|literal|section)\b)",
            "smarty",
        ),
    ),
    ".ts": by((signs.XML + rb"|\A\s*<TS\b", "xml"), otherwise="typescript"),
    ".tst": by((rb"^gap> ", "gap-console")),
    ".tsx": by((signs.XML, "xml"), otherwise="tsx"),
    ".ttl": by((signs.SEMANTIC_WEB, "turtle")),
    ".typ": by((signs.XML, "xml"), (rb"^#(?:import|let|set|show)\b|^=+ \S", "typst")),
    ".usd": by((rb"\A#usda\b", "usd")),
    ".v": by(
        (
            line(rb"(?:macromodule|module|primitive) +[\w\\$]+\s*(?:# *\(|\(|;)")
            + rb"|^ *`(?:celldefine|default_nettype|define|endif|ifn?def|include"
            rb"|pragma|resetall|timescale)\b",
            "verilog",
        ),
        (
            rb"^ *(?:(?:From +\S+ +)?Require\b|Import |Export |Section |Module |Set |Unset "
            rb"|(?:Global |Local |#\[\w+\] )?(?:Axiom|CoInductive|Definition|Fixpoint"
            rb"|Inductive|Lemma|Ltac|Notation|Record|Theorem|Variable)\b)"
            rb"|\b(?:Proof|Qed)\.",
            "coq",
        ),
    ),
    ".vm": by((rb"^ *#(?:else|end|foreach|if|macro|parse|set)\b|\$!?\{\w", "velocity")),
    ".x": by((rb"^%(?:ctor|end|group|hook)\b", "logos")),
    ".xmi": by((signs.XML, "xml")),
    ".xpl": by((signs.XML + rb"|\A\s*<", "xml")),
    ".zone": by((rb"\bSOA\b|^\$(?:ORIGIN|TTL)\b", "zone")),
    "control": by((rb"^(?:Package|Source): ", "debcontrol")),
}

#: Suffixes that Pygments has for a language which few files with them are in.
UNTOLD: frozenset[str] = frozenset(
    (
        *(".adl", ".aes", ".alg", ".ans", ".art", ".arw", ".at", ".axd"),
        *(".bare", ".bbc", ".bc", ".boa", ".bug", ".cdl", ".cel", ".cf"),
        *(".ci", ".clay", ".cml", ".cpl", ".csl", ".cw", ".dasm", ".dax"),
        *(".dg", ".duby", ".duel", ".ec", ".ecl", ".edp", ".eg", ".eh"),
        *(".exec", ".exw", ".fc", ".fif", ".flo", ".flx", ".func", ".graph"),
        *(".gsp", ".gst", ".hdp", ".hyb", ".icn", ".icon", ".idc", ".ik"),
        *(".instances", ".io", ".isa", ".jag", ".jbst", ".jp", ".k", ".kal"),
        *(".kif", ".kn", ".load", ".lpad", ".ma", ".mac", ".mask", ".max"),
        *(".mi", ".mos", ".moo", ".msc", ".mt", ".n", ".nl", ".ns2"),
        *(".nt", ".pack", ".peg", ".ph", ".pr", ".prg", ".prm", ".proc"),
        *(".prom", ".psc", ".psi", ".psl", ".pye", ".q", ".react", ".ride"),
        *(".rita", ".rpf", ".rql", ".rsl", ".rts", ".run", ".rx", ".savi"),
        *(".sbl", ".sgf", ".sil", ".siv", ".sla", ".smv", ".spice", ".spt"),
        *(".ssp", ".tal", ".tasm", ".tea", ".teal", ".ti", ".tid", ".tlb"),
        *(".tnt", ".tt", ".u", ".u1", ".u2", ".vp", ".vpr", ".wdiff"),
        *(".xc", ".xm", ".xi", ".xpp", ".xtm"),
    )
)
