"""What a Python module says, read from its syntax tree and from nothing else."""

from __future__ import annotations

from sphinx_kwindex.analysis import comments
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.python import calls, docstrings, walk
from sphinx_kwindex.analysis.python.adapter import Refused, parse
from sphinx_kwindex.analysis.python.expressions import Source
from sphinx_kwindex.analysis.python.lines import count, count_unparsed
from sphinx_kwindex.analysis.uses import without_definitions
from sphinx_kwindex.model.facts import Definition, FileFacts, Kind


def read(text: str, language: Language) -> FileFacts:
    """Read a file of the language, as the readers of others do."""
    return analyse(text)


def analyse(text: str) -> FileFacts:
    """Read a module.

    :param text: as :func:`sphinx_kwindex.analysis.text.decode` gives it.

    What :func:`ast.parse` accepts is read to the end. What it refuses has a problem, and still its
    lines and its leading comment. Nothing of the module is executed or imported. The fields
    that depend on more than the text (language, encoding, newline) are left for the caller.
    """
    comment = comments.leading(text, comments.HASH)
    comment_end = comment.line + comment.text.count("\n") if comment else 0
    try:
        tree = parse(text)
        source = Source(text)
        seen = walk.walk(tree, source)
    except Refused as refused:
        return FileFacts(
            lines=count_unparsed(text),
            summary=comments.summary(comment.text) if comment else "",
            summary_source="comment" if comment else "",
            docstring=comment.text if comment else "",
            generated=comments.generated(text, comment_end),
            problem=refused.problem,
        )
    docstring = docstrings.of(tree.module)
    if docstring:
        comment_end = max(comment_end, tree.module.doc_node.end_lineno)
    shown = docstring or (comment.text if comment else "")
    summary = comments.summary(shown)
    return FileFacts(
        lines=count(source, tree.strings),
        summary=summary,
        summary_source=("docstring" if docstring else "comment") if summary else "",
        docstring=shown,
        definitions=seen.definitions,
        imports=seen.imports,
        exports=seen.exports,
        main_guard=seen.main_guard,
        generated=comments.generated(text, comment_end),
        uses=without_definitions(tree.uses, [each for each in seen.definitions if _is_set(each)]),
        calls=calls.lines(tree),
        observations=seen.observations,
        doctests=seen.doctests,
        references=seen.references,
        unsure=seen.unsure,
        attributes=seen.attributes,
        reader="astroid",
    )


def _is_set(definition: Definition) -> bool:
    """Whether an assignment defines it, whose name is counted as any other."""
    return definition.kind in (Kind.CONSTANT, Kind.VARIABLE, Kind.TYPE_ALIAS)
