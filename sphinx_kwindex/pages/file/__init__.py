"""The documentation page of a file: its sections in order, each in a module of its own."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.files import Held
from sphinx_kwindex.model.views import FilePage
from sphinx_kwindex.pages import keywords, sections
from sphinx_kwindex.pages.clean import clean, visible
from sphinx_kwindex.pages.docstrings import Docstring
from sphinx_kwindex.pages.file import (
    analysis,
    architecture,
    dependencies,
    metadata,
    overview,
    patterns,
    performance,
    purpose,
    related,
    security,
    testing,
)
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.nodes import filled, source_block
from sphinx_kwindex.pages.parts import (
    joined,
    only_sections,
    paragraph,
    phrase,
    sentence,
    toctree,
    trail,
)


def _source(context: Context, outlined: str) -> list[nodes.Node]:
    """Return the place of the source; its text joins the page when it is written.

    :param outlined: id of the section that outlines the file, or empty.
    """
    view = context.view
    if not view.text:
        return []
    if only_sections():
        return [source_block()]
    follows = [
        (each.reference, each.target.docname, each.target.anchor, _tip(each.tip))
        for each in view.follows
    ]
    return [
        source_block(
            "",
            docname=view.docname,
            path=visible(view.path),
            host=view.host,
            host_line=view.host_line,
            outlined=outlined,
            text=view.text,
            facts=view.facts,
            lexer=view.lexer,
            follows=follows,
        )
    ]


def _tip(text: str) -> str:
    return "\n".join(map(clean, text.split("\n")))


#: What each section says; one without content is left out.
_CONTENT: dict[str, Callable[[Context], list[nodes.Node]]] = {
    sections.METADATA: metadata.content,
    sections.PURPOSE: purpose.content,
    sections.OVERVIEW: overview.content,
    sections.ANALYSIS: analysis.content,
    sections.ARCHITECTURE: architecture.content,
    sections.DEPENDENCIES: dependencies.content,
    sections.PATTERNS: patterns.content,
    sections.PERFORMANCE: performance.content,
    sections.SECURITY: security.content,
    sections.TESTING: testing.content,
    sections.RELATED: related.content,
    sections.CROSS_REFERENCES: related.cross_references,
}


def draw(view: FilePage, facts: FileFacts | None, docstring: Docstring) -> nodes.section:
    """Return the page of a file.

    :param facts: what the file says; ``None`` where it was not read.
    """
    context = Context(view, facts, docstring)
    name = view.path.rpartition("/")[2]
    first = (trail(view.folder, name), *_problem(context), *_held(context))
    page = sections.page(view.docname, visible(name), *first)
    indexes = view.keyword_parts or ((view.keywords,) if view.keywords else ())
    below = [index.docname for index in indexes]
    filled(page, toctree(view.docname, below[1:] if view.combined else below))
    for section in sections.OF_A_FILE[:-1]:
        filled(page, sections.present(view.docname, section, _CONTENT[section](context)))
    if view.combined and facts is not None and facts.has_keywords:
        parts = view.keyword_parts
        filled(page, keywords.index(view.docname, view.docname, facts, view.imports, parts=parts))
    drawn = {name for section in page.findall(nodes.section) for name in section["ids"]}
    outlined = sections.ANALYSIS if sections.ANALYSIS in drawn else ""
    source = sections.present(view.docname, sections.SOURCE, _source(context, outlined))
    return filled(page, source)


def _held(context: Context) -> list[nodes.Node]:
    """Return what of the text is shown nowhere, and where it stands."""
    found = [_credentials(context, held) for held in context.view.held]
    if not found:
        return []
    said = sentence(
        _("Held back, an x for each character, as it looks like a credential: {credentials}."),
        credentials=joined(found, "; "),
    )
    return [paragraph(*said, classes=["kwindex-held"])]


def _credentials(context: Context, held: Held) -> list[Inline]:
    said: list[Inline] = [*phrase(held.what), " ("]
    lines: list[list[Inline]] = [
        [link(context.line(line), _("line {number}").format(number=line))] for line in held.lines
    ]
    more = held.number - len(lines)
    if more > 0:
        lines.append([_("and {number} more").format(number=written(more))])
    return [*said, *joined(lines), ")"]


def _problem(context: Context) -> list[nodes.Node]:
    """Return what stopped the reader, and what that means for the rest of the page."""
    view, facts = context.view, context.facts
    if view.problem is None:
        return []
    said = sentence(_("Not fully indexed: {problem}"), problem=phrase(view.problem))
    line = facts.problem.line if facts and facts.problem else 0
    if line:
        target = context.line(line)
        said += [" (", link(target, _("line {number}").format(number=line)), ")"]
    if facts is None:
        said.append(" " + _("Its content was not analysed; what follows is known without it."))
    return [paragraph(*said, classes=["kwindex-problem"])]
