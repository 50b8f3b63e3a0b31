"""The keyword index of a file: every name that it defines or imports, leading to its line.

In the layout ``split`` it is a page of its own; in ``combined`` the same sections stand on the
documentation page. Further parts of a long one are pages in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from docutils import nodes

from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.facts import Definition, FileFacts, Import, Topic
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.model.views import KEYWORD_ENTRIES, KeywordsPage
from sphinx_kwindex.pages import kinds, sections
from sphinx_kwindex.pages.clean import NAME, clean, visible
from sphinx_kwindex.pages.i18n import _, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    bullets,
    code,
    code_link,
    fields,
    folder_link,
    joined,
    paragraph,
    path_link,
    rubric,
    trail,
)

#: Most names of one row of the map.
MAPPED = 100


def draw(view: KeywordsPage, facts: FileFacts) -> nodes.section:
    """Return the keyword index, or a part of it, as a page."""
    name = view.path.rpartition("/")[2]
    found = kinds.counts(
        [(group, len(members)) for group, members in kinds.defined(facts).items()]
        + [(group, len(members)) for group, members in kinds.imported(facts).items()]
    )
    information = fields(
        [
            (_("File"), [path_link(view.file, view.path)]),
            (_("Folder"), [folder_link(view.folder)]),
            (_("Keywords"), [", ".join(found)] if found else []),
        ],
        "kwindex-metadata",
    )
    title = _("Keywords of {name}").format(name=visible(name))
    if view.part > 1:
        title = _("{title}, part {number}").format(title=title, number=view.part)
    return sections.page(
        view.docname,
        title,
        trail(view.folder, name),
        sections.section(view.docname, sections.INFORMATION, information),
        *index(view.docname, view.file.docname, facts, view.imports, view.part, view.parts),
    )


def index(
    docname: str,
    file: str,
    facts: FileFacts,
    targets: Sequence[Target | None],
    part: int = 1,
    parts: Sequence[Target] = (),
) -> list[nodes.section]:
    """Return the sections of a keyword index.

    :param docname: the document that they stand in.
    :param file: the documentation page, which holds the lines and definitions.
    :param targets: what each import of the facts names in the repository, in their order.
    :param part: which part of the entries, from 1.
    :param parts: where every part is; empty where there is one.
    """
    keywords = _ordered.of(facts)
    first = KEYWORD_ENTRIES * (part - 1)
    content = [
        *_ways(keywords, part, parts),
        *_grouped(file, keywords[first : first + KEYWORD_ENTRIES], targets),
    ]
    return [
        *sections.present(docname, sections.KEYWORDS, content),
        *(sections.present(docname, sections.SECTION_MAP, _map(file, facts)) if part == 1 else []),
    ]


#: A keyword with the list that shows it: a definition, or an import and its place in the facts.
_Keyword = tuple[kinds.Group, Definition | tuple[int, Import]]


class _Ordered:
    """The keywords of the file that was asked for last: a long index asks once a part."""

    def __init__(self) -> None:
        self._facts: FileFacts | None = None
        self._keywords: tuple[_Keyword, ...] = ()

    def of(self, facts: FileFacts) -> tuple[_Keyword, ...]:
        """Return every keyword, group by group, each group sorted by name."""
        if facts is not self._facts:
            self._facts, self._keywords = facts, tuple(_keywords(facts))
        return self._keywords


_ordered = _Ordered()


def _keywords(facts: FileFacts) -> Iterator[_Keyword]:
    for group, members in kinds.defined(facts).items():
        yield from ((group, each) for each in sorted(members, key=_by_name))
    for group, statements in kinds.imported(facts).items():
        yield from ((group, pair) for pair in sorted(statements, key=lambda p: _by_written(p[1])))


def _grouped(
    file: str, keywords: Sequence[_Keyword], targets: Sequence[Target | None]
) -> list[nodes.Node]:
    """Return a list with a heading for each group."""

    def row(keyword: Definition | tuple[int, Import]) -> list[Inline]:
        if isinstance(keyword, Definition):
            return _defined(file, keyword)
        place, statement = keyword
        return _imported(file, statement, _at(targets, place))

    result: list[nodes.Node] = []
    for group, members in groupby(keywords, key=itemgetter(0)):
        rows = (row(keyword) for __, keyword in members)
        result += [rubric(_(group.title), group.name), bullets(rows, "kwindex-entries")]
    return result


def _ways(keywords: Sequence[_Keyword], part: int, parts: Sequence[Target]) -> list[nodes.Node]:
    """Return the way to the parts, each by its first and its last keyword."""
    rows: list[list[Inline]] = []
    for number, target in enumerate(parts, 1):
        those = keywords[KEYWORD_ENTRIES * (number - 1) : KEYWORD_ENTRIES * number]
        if those:
            text = _("Part {number}").format(number=number)
            first, last = (code(_name(those[end][1])) for end in (0, -1))
            here = None if number == part else target
            rows.append([link(here, text), ": ", first, " - ", last])
    if not rows:
        return []
    return [
        paragraph(_("The keywords stand on more than one page:")),
        bullets(rows, "kwindex-parts"),
    ]


def _name(keyword: Definition | tuple[int, Import]) -> str:
    return keyword.qualname if isinstance(keyword, Definition) else _shown(keyword[1])


def _at(targets: Sequence[Target | None], place: int) -> Target | None:
    return targets[place] if place < len(targets) else None


def _by_name(definition: Definition) -> tuple[str, str, int]:
    return definition.qualname.casefold(), definition.qualname, definition.line


def _by_written(statement: Import) -> tuple[str, str, int]:
    return statement.bound.casefold(), statement.written, statement.line


def _defined(file: str, definition: Definition) -> list[Inline]:
    name = code_link(Target(file, definition.anchor), definition.qualname)
    return [name, ", ", _("line {number}").format(number=definition.line)]


def _imported(file: str, statement: Import, target: Target | None) -> list[Inline]:
    place = Target(file, line_anchor(statement.line))
    row: list[Inline] = [code_link(place, _shown(statement))]
    origin = _origin(statement)
    if origin:
        row.append(f" {origin}")
    row += [", ", _("line {number}").format(number=statement.line)]
    if target:
        row += [", ", link(target, _("definition") if target.anchor else _("page"))]
    return row


def _shown(statement: Import) -> str:
    """``tool`` for a name, ``os.path`` for a module, whatever it is bound to."""
    return statement.module if statement.name is None else statement.name


def _origin(statement: Import) -> str:
    parts: list[str] = []
    if statement.name is not None:
        parts.append(_("from {module}").format(module=clean(statement.module, NAME)))
    if statement.alias:
        parts.append(_("as {name}").format(name=clean(statement.alias, NAME)))
    return " ".join(parts)


def _map(file: str, facts: FileFacts) -> list[nodes.Node]:
    """Return, for each section of the documentation page, the keywords that it treats."""
    rows: list[list[Inline]] = []
    for section, treated in _TREATED:
        keywords = treated(file, facts)
        if keywords:
            title = _(sections.TITLES[section])
            rows.append([link(sections.target(file, section), title), ": ", *keywords])
    return [bullets(rows, "kwindex-section-map")] if rows else []


def _definitions(file: str, facts: FileFacts) -> list[Inline]:
    found = kinds.defined(facts).items()
    return joined(kinds.counts((group, len(members)) for group, members in found))


def _imports(file: str, facts: FileFacts) -> list[Inline]:
    found = kinds.imported(facts).items()
    return joined(kinds.counts((group, len(members)) for group, members in found))


def _exports(file: str, facts: FileFacts) -> list[Inline]:
    public = set(facts.exports or ())
    return _names(file, [each for each in facts.definitions if each.qualname in public])


def _derived(file: str, facts: FileFacts) -> list[Inline]:
    return _names(file, [each for each in facts.definitions if each.derives])


def _observed(topic: Topic) -> Callable[[str, FileFacts], list[Inline]]:
    return lambda file, facts: _names(file, list(facts.observed(topic)))


def _everything(file: str, facts: FileFacts) -> list[Inline]:
    return [_("every keyword, on its line")] if facts.has_keywords else []


def _names(file: str, found: list[Definition]) -> list[Inline]:
    links = joined(code_link(Target(file, each.anchor), each.qualname) for each in found[:MAPPED])
    if len(found) > MAPPED:
        links += [", ", _("and {number} more").format(number=written(len(found) - MAPPED))]
    return links


#: The sections that treat keywords; each is on the page whenever its function returns something.
_TREATED: tuple[tuple[str, Callable[[str, FileFacts], list[Inline]]], ...] = (
    (sections.OVERVIEW, _exports),
    (sections.ANALYSIS, _definitions),
    (sections.ARCHITECTURE, _derived),
    (sections.DEPENDENCIES, _imports),
    (sections.PATTERNS, _observed(Topic.PATTERN)),
    (sections.PERFORMANCE, _observed(Topic.PERFORMANCE)),
    (sections.SECURITY, _observed(Topic.SECURITY)),
    (sections.SOURCE, _everything),
)
