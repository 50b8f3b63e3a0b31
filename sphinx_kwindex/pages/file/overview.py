"""High-Level Overview: what a file says of itself, and how much it defines."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.facts import Definition, FileFacts, Kind
from sphinx_kwindex.pages import kinds, sections
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, marked, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import code, code_link, joined, paragraph, prose, sentence

#: What may be counted in several places, which then is said: a heading or a key has one alone.
_COUNTED = frozenset({*(kind for kind in Kind if kind.is_code), Kind.TARGET})

#: Most names of ``__all__`` that are listed.
EXPORTS = 200

_SOURCES = {
    "docstring": marked("The docstring of the module, from the {source}:"),
    "comment": marked("The comment at the head of the {source}:"),
    "heading": marked("The first heading of the {source}:"),
    "title": marked("The title in the {source}:"),
}

#: Where a summary is from that stands in a text, and not in a comment of it.
_OF_TEXTS = frozenset({"heading", "title"})

#: What is said of a language whose files define and import nothing, where nothing is found.
_NOTHING = {
    "CSS": marked("It has no selector and no link that {reader} finds."),
    "HTML": marked("It has no id, no heading and no link to elsewhere that {reader} finds."),
    "Markdown": marked("It has no heading and no link to elsewhere that {reader} finds."),
    "reStructuredText": marked("It has no heading and no link to elsewhere that {reader} finds."),
}

#: Characters of the first paragraph of a text.
PARAGRAPH = 2_000

#: What is said where not every definition is listed.
_CUT = {
    "depth": marked("Keys nested more than four deep are not listed."),
    "number": marked("Those are the first; more were found and are not listed."),
    "variables": marked("Variables that are neither exported nor read-only are not listed."),
    "extension": marked("An extension of this documentation leaves others out."),
}


def content(context: Context) -> list[nodes.Node]:
    """Return the docstring in full, the counts and the exported names."""
    facts = context.facts
    if facts is None:
        return []
    return [
        *_summary(context, facts),
        *_counts(context, facts),
        *_code_blocks(facts),
        *_exports(context, facts),
    ]


def _summary(context: Context, facts: FileFacts) -> list[nodes.Node]:
    if not facts.summary_source:
        if facts.docstring:
            return _paragraph(context, facts)
        known = context.is_analysed and facts.lines.total and facts.language == "Python"
        return [paragraph(_("The module has no docstring."))] if known else []
    if facts.summary_source in _OF_TEXTS:
        said = paragraph(*sentence(_(_SOURCES[facts.summary_source]), source=_source(context)))
        words = paragraph(*prose(facts.summary))
        return [said, _quoted(words), *_paragraph(context, facts)]
    body = context.docstring(facts.docstring) if facts.docstring else []
    return [
        paragraph(*sentence(_(_SOURCES[facts.summary_source]), source=_source(context))),
        _quoted(*(body or [paragraph(*prose(facts.summary))])),
    ]


def _quoted(*body: nodes.Node) -> nodes.container:
    return nodes.container("", *body, classes=["kwindex-docstring"])


def _paragraph(context: Context, facts: FileFacts) -> list[nodes.Node]:
    """Return the first paragraph of a text."""
    if not facts.docstring:
        return []
    said = sentence(_("The first paragraph of the {source}:"), source=_source(context))
    return [paragraph(*said), _quoted(paragraph(*prose(facts.docstring, PARAGRAPH)))]


def _source(context: Context) -> Inline:
    return link(
        sections.target(context.view.docname, sections.SOURCE) if context.view.text else None,
        _("source"),
    )


def _counts(context: Context, facts: FileFacts) -> list[nodes.Node]:
    found = kinds.counts(
        [(group, len(members)) for group, members in kinds.defined(facts).items()]
        + [(group, len(members)) for group, members in kinds.imported(facts).items()]
    )
    cut = [_(_CUT[why]) for why in facts.cut if why in _CUT]
    if found:
        template = _("The file holds {counts}.")
        if facts.problem:
            template = _("As far as it could be read, the file holds {counts}.")
        said = [template.format(counts=", ".join(found))]
        named = [each for each in facts.definitions if each.kind in _COUNTED]
        names = [(kinds.group_of(each), each.qualname) for each in named]
        if len(set(names)) < len(names):
            said.append(_("A name that it defines in several places is counted in each."))
        if facts.language == "reStructuredText" and kinds.imported(facts).get(kinds.LINKS):
            said.append(
                _("A target with an address counts as one link, however often the text names it.")
            )
        return [paragraph(" ".join((*said, *cut)))]
    if "extension" in facts.cut:
        return [paragraph(_("An extension of this documentation leaves all its keywords out."))]
    if context.is_analysed:
        empty = _("The file is empty.")
        none = marked("It defines and imports nothing that {reader} finds.")
        nothing = _(_NOTHING.get(facts.language, none))
        said = [nothing.format(reader=facts.reader), *cut] if facts.lines.total else [empty]
        return [paragraph(" ".join(said))]
    if facts.problem or not facts.encoding:
        return []
    if not facts.lines.total:
        return [paragraph(_("The file is empty."))]
    if not facts.language:
        return [paragraph(_("The language is not known; definitions were not looked for."))]
    template = _("Definitions are not looked for in {language}.")
    return [paragraph(template.format(language=facts.language))]


def _code_blocks(facts: FileFacts) -> list[nodes.Node]:
    """Return how many blocks of code a text has, by language."""
    if not facts.code_blocks:
        return []
    counted = joined(
        [f"{written(number)} ", *([code(name)] if name else [_("without a language")])]
        for name, number in facts.code_blocks
    )
    total = sum(number for _name, number in facts.code_blocks)
    form = ngettext(
        "It has {number} block of code: {{languages}}.",
        "It has {number} blocks of code: {{languages}}.",
        total,
    )
    return [paragraph(*sentence(form, languages=counted))]


def _exports(context: Context, facts: FileFacts) -> list[nodes.Node]:
    if not facts.exports:
        return []
    top: dict[str, Definition] = {}
    for definition in facts.definitions:
        top.setdefault(definition.qualname, definition)
    shown: list[Inline] = []
    for name in facts.exports[:EXPORTS]:
        definition_of = top.get(name)
        shown.append(code_link(context.definition(definition_of) if definition_of else None, name))
    number = len(facts.exports)
    names = joined(shown)
    if number > EXPORTS:
        names += [", ", _("and {number} more").format(number=written(number - EXPORTS))]
    heading = ngettext("{{all}} lists {number} name:", "{{all}} lists {number} names:", number)
    return [paragraph(*sentence(heading, all=code("__all__")), " ", *names)]
