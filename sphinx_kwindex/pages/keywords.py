"""The keyword index of a file: every name that it defines or imports, leading to its line.

In the layout ``split`` it is a page of its own; in ``combined`` the same sections stand on the
documentation page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.facts import Definition, FileFacts, Import
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.model.views import KeywordsPage
from sphinx_kwindex.pages import kinds, sections
from sphinx_kwindex.pages.clean import NAME, clean, visible
from sphinx_kwindex.pages.i18n import _, ngettext
from sphinx_kwindex.pages.nodes import link
from sphinx_kwindex.pages.parts import (
    Inline,
    bullets,
    code_link,
    fields,
    folder_link,
    joined,
    path_link,
    rubric,
    sentence,
    trail,
)

#: Most entries of one keyword index.
ENTRIES = 5000

#: Most names of one row of the map.
MAPPED = 100


def draw(view: KeywordsPage, facts: FileFacts) -> nodes.section:
    """Return the keyword index as a page."""
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
    return sections.page(
        view.docname,
        _("Keywords of {name}").format(name=visible(name)),
        trail(view.folder, name),
        sections.section(view.docname, sections.INFORMATION, information),
        *index(view.docname, view.file.docname, facts, view.imports),
    )


def index(
    docname: str, file: str, facts: FileFacts, targets: Sequence[Target | None]
) -> list[nodes.section]:
    """Return the sections of a keyword index.

    :param docname: the document that they stand in.
    :param file: the documentation page, which holds the lines and definitions.
    :param targets: what each import of the facts names in the repository, in their order.
    """
    return [
        *sections.present(docname, sections.KEYWORDS, _entries(file, facts, targets)),
        *sections.present(docname, sections.SECTION_MAP, _map(file, facts)),
    ]


def _entries(file: str, facts: FileFacts, targets: Sequence[Target | None]) -> list[nodes.Node]:
    """Return the groups, sorted by name, at most :data:`ENTRIES` entries of all together."""
    result: list[nodes.Node] = []
    room = ENTRIES
    for group, members in kinds.defined(facts).items():
        ordered = sorted(members, key=_by_name)[:room]
        rows = [_defined(file, each) for each in ordered]
        result += _group(file, group, rows, len(members))
        room -= len(rows)
    for group, statements in kinds.imported(facts).items():
        chosen = sorted(statements, key=lambda each: _by_written(each[1]))[:room]
        rows = [_imported(file, each, _at(targets, place)) for place, each in chosen]
        result += _group(file, group, rows, len(statements))
        room -= len(rows)
    return result


def _at(targets: Sequence[Target | None], place: int) -> Target | None:
    return targets[place] if place < len(targets) else None


def _by_name(definition: Definition) -> tuple[str, str, int]:
    return definition.qualname.casefold(), definition.qualname, definition.line


def _by_written(statement: Import) -> tuple[str, str, int]:
    return statement.bound.casefold(), statement.written, statement.line


def _group(file: str, group: kinds.Group, rows: list[list[Inline]], total: int) -> list[nodes.Node]:
    if len(rows) < total:
        form = ngettext(
            "{number} more is in the {{source}}.",
            "{number} more are in the {{source}}.",
            total - len(rows),
        )
        source = link(sections.target(file, sections.SOURCE), _("source"))
        rows.append(sentence(form, source=source))
    return [rubric(_(group.title), group.name), bullets(rows, "kwindex-entries")]


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
    classes = (each for each in facts.definitions if each.kind.is_type)
    return _names(file, [each for each in classes if each.base_classes])


def _everything(file: str, facts: FileFacts) -> list[Inline]:
    return [_("every keyword, on its line")] if facts.has_keywords else []


def _names(file: str, found: list[Definition]) -> list[Inline]:
    links = joined(code_link(Target(file, each.anchor), each.qualname) for each in found[:MAPPED])
    if len(found) > MAPPED:
        links += [", ", _("and {number} more").format(number=f"{len(found) - MAPPED:,}")]
    return links


#: The sections that treat keywords; each is on the page whenever its function returns something.
_TREATED: tuple[tuple[str, Callable[[str, FileFacts], list[Inline]]], ...] = (
    (sections.OVERVIEW, _exports),
    (sections.ANALYSIS, _definitions),
    (sections.ARCHITECTURE, _derived),
    (sections.DEPENDENCIES, _imports),
    (sections.SOURCE, _everything),
)
