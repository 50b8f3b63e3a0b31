"""The reader of C, C++ and CUDA.

A text is made ready for its grammar first: comments, strings, directives, the bodies of functions,
macros that no grammar knows and what a pattern has read already become white space of the same
length, and what is left is squeezed. The grammar reads a small part of most texts, and is much
quicker where it does not lose its way.
"""

from __future__ import annotations

import re
from collections import Counter

from sphinx_kwindex.analysis import comments
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.readers.c_family import (
    bodies,
    layout,
    macros,
    plain,
    preprocessor,
    walk,
)
from sphinx_kwindex.analysis.readers.c_family.drafts import Draft
from sphinx_kwindex.analysis.readers.c_family.squeezed import Squeezed
from sphinx_kwindex.analysis.readers.c_family.state import Walk
from sphinx_kwindex.analysis.readers.c_family.text import Text
from sphinx_kwindex.analysis.readers.c_family.words import KEYWORDS
from sphinx_kwindex.analysis.readers.scan import full_lines
from sphinx_kwindex.analysis.uses import without_definitions
from sphinx_kwindex.model import anchors
from sphinx_kwindex.model.facts import Definition, FileFacts, Kind, LineCounts, Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import phrase

#: Grammar of each lexer.
GRAMMARS = {"c": "c", "cpp": "cpp", "cuda": "cuda"}

#: What C has no word for, and what it asks whether it is C++: such a text named like C is C++ too.
_CPP = re.compile(
    rb"\b(?:namespace\s+\w|class\s+\w+\s*[:{;]|template\s*<|public\s*:|using\s+\w)|\w::\w|__cplusplus\b"
)
#: Makes white space of all that is in no identifier or number.
_WORDS = bytes(
    byte if byte > 127 or chr(byte).isalnum() or byte in b"_$" else 32 for byte in range(256)
)

_CUT = Problem(Reason.LIMIT, phrase("holds more definitions, or deeper ones, than are read"))


def read(text: str, language: Language) -> FileFacts:
    """Read a file of C, C++ or CUDA.

    :param text: with ``\\n`` between lines and without NUL.
    """
    data = text.encode()
    bare = layout.bare(data)
    found, blank = layout.directives(bare.text)
    code = layout.blanked(bare.text, blank)
    grammar = GRAMMARS.get(language.lexer, "cpp")
    if grammar == "c" and _CPP.search(bare.text):
        grammar = "cpp"
    place = Text(data, bare)
    blank = layout.bodies(code)
    heads = layout.blanked(code, blank)
    if stored := preprocessor.stored(found, bare.text):
        heads = macros.without_words(heads, stored)
    heads = macros.without(heads)
    declared = plain.find(heads)
    kept = Squeezed(layout.blanked(heads, [(each.start, each.end) for each in declared]))
    root = treesitter.parse(grammar, kept.text).root_node
    state = Walk(kept.text, kept.place, place, [each.end for each in declared])
    walk.run(state, root)
    plain.drafts(state, declared)
    drafts = sorted(
        [*state.drafts, *preprocessor.macros(found, place)], key=lambda each: each.start
    )
    _settle(drafts)
    spans = [each.body for each in drafts if each.body is not None]
    branching = bodies.BRANCHING | preprocessor.branching(found, bare.text)
    said = bodies.read(grammar, root, kept, code, place, blank, branching)
    leading = comments.leading(text, comments.SLASHES)
    summary = comments.summary(leading.text) if leading else ""
    definitions = _definitions(drafts, said.complexities(spans), place)
    observations = [*said.observations, *preprocessor.pragmas(found, place)]
    return FileFacts(
        lines=_lines(data, bare.text),
        summary=summary,
        summary_source="comment" if summary else "",
        docstring=leading.text if leading else "",
        definitions=definitions,
        imports=preprocessor.includes(found, place),
        generated=comments.generated(
            text, leading.line + leading.text.count("\n") if leading else 0
        ),
        uses=without_definitions(_uses(bare.text, found), definitions),
        calls=tuple((name, tuple(said.calls[name])) for name in sorted(said.calls)),
        observations=tuple(sorted(observations, key=lambda each: each.line)),
        reader=treesitter.reader(grammar),
        problem=_CUT if state.cut else None,
    )


def _settle(drafts: list[Draft]) -> None:
    """Call the functions of a class methods whose class other methods of the text tell:
    ``A::A() {}`` says what `A` is in ``void A::f() {}``, which may stand before it."""
    classes = {each.qualname.rpartition("::")[0] for each in drafts if each.kind is Kind.METHOD}
    classes.difference_update(each.qualname for each in drafts if each.kind is Kind.NAMESPACE)
    for each in drafts:
        if each.kind is Kind.FUNCTION and each.qualname.rpartition("::")[0] in classes:
            each.kind = Kind.METHOD


def _definitions(
    drafts: list[Draft], complexities: list[int], text: Text
) -> tuple[Definition, ...]:
    ids = anchors.assign((each.qualname, each.kind.has_body) for each in drafts)
    counted = iter(complexities)
    return tuple(
        Definition(
            each.kind,
            each.name,
            each.qualname,
            anchor,
            text.line(each.start),
            text.line(max(each.end - 1, each.start)),
            each.signature,
            each.bases,
            (),
            each.tags,
            each.summary,
            each.annotation,
            each.value,
            next(counted) if each.body is not None else 0,
            each.parameters,
        )
        for each, anchor in zip(drafts, ids, strict=True)
    )


def _lines(data: bytes, bare: bytes) -> LineCounts:
    """Count lines by what stands on them."""
    total = data.count(b"\n") + (data[-1:] not in (b"\n", b""))
    full, coded = full_lines(data), full_lines(bare)
    return LineCounts(total, coded, full - coded, total - full)


def _uses(bare: bytes, found: list[layout.Directive]) -> dict[str, int]:
    """How often each identifier stands in the code, macros and their values included."""
    counts = Counter(bare.translate(_WORDS).split())
    for each in found:
        counts[each.word] -= 1
        if each.word in preprocessor.INCLUDES:
            counts.subtract(bare[each.rest : each.end].translate(_WORDS).split())
    named = (
        (name.decode("utf-8", "replace"), number)
        for name, number in counts.items()
        if number > 0 and not 48 <= name[0] <= 57
    )
    return {name: number for name, number in named if name not in KEYWORDS}
