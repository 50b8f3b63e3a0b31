"""The keyword index of all that lies under a folder."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.facts import Kind
from sphinx_kwindex.model.parts import Entry
from sphinx_kwindex.model.views import SubtreePage, Usage
from sphinx_kwindex.pages import listing, sections
from sphinx_kwindex.pages.clean import NAME, clean
from sphinx_kwindex.pages.i18n import _, ngettext
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.kinds import word
from sphinx_kwindex.pages.parts import (
    NO_SEARCH,
    ROWS,
    bullets,
    code,
    joined,
    paragraph,
    sentence,
    trail,
)


def draw(view: SubtreePage) -> nodes.section:
    """Return the identifiers, the most used first, and the way to the rest."""
    title = listing.title(
        view.folder, _("Identifiers of the repository"), _("Identifiers under {folder}")
    )
    share = _share(view.usages)
    content: list[nodes.Node] = []
    if view.usages:
        rows = (_row(usage, share, view) for usage in view.usages)
        content.append(bullets(rows, "kwindex-usages", NO_SEARCH))
    return sections.page(
        view.docname,
        title,
        trail(view.folder),
        paragraph(*_heading(view)),
        *sections.present(view.docname, sections.IDENTIFIERS, content),
        *sections.present(view.docname, sections.FOLDERS, _folders(view)),
        sections.section(view.docname, sections.CROSS_REFERENCES, _ways(view)),
    )


def _heading(view: SubtreePage) -> list[Inline]:
    if not view.total:
        return _nothing(view)
    said: list[Inline] = [
        ngettext(
            "The files under this folder define {number} identifier that was looked for.",
            "The files under this folder define {number} identifiers that were looked for.",
            view.total,
        )
    ]
    if view.total > len(view.usages):
        form = ngettext(
            "The most used one is listed here; all are in {{alphabet}}.",
            "The {number} most used are listed here; all are in {{alphabet}}.",
            len(view.usages),
        )
        said += [" ", *sentence(form, alphabet=link(view.alphabet, _("Keywords A-Z")))]
    if any(usage.uses for usage in view.usages):
        said.append(" ")
        said.append(
            _(
                "Names are counted by their spelling, whatever they stand for, other than where"
                " they are defined."
            )
        )
    if any(usage.uses is None for usage in view.usages):
        said.append(" ")
        said.append(
            _(
                "How often an identifier is named is not counted where it is no plain name, such as"
                " an operator, where it is spelled like a keyword, or where a file defines it whose"
                " reader counts no names."
            )
        )
    return said


def _nothing(view: SubtreePage) -> list[Inline]:
    if not view.pageless:
        return [_("No file under this folder defines an identifier that was looked for.")]
    read = max(view.folder.files - view.pageless, 0)
    form = ngettext(
        "Of the files under this folder, {number} has a page, and defines no identifier that was"
        " looked for; without a page: {{skipped}}.",
        "Of the files under this folder, {number} have a page, and define no identifier that was"
        " looked for; without a page: {{skipped}}.",
        read,
    )
    if not read:
        form = _("No file under this folder has a page; without one: {skipped}.")
    return sentence(form, skipped=listing.without_page(view.pageless, view.skipped))


def _share(usages: tuple[Usage, ...]) -> int:
    """Return how many definitions of each identifier the page has room for."""
    share = max((len(usage.definitions) for usage in usages), default=0)
    while share > 1 and sum(min(len(usage.definitions), share) for usage in usages) > ROWS:
        share -= 1
    return share


def _row(usage: Usage, share: int, view: SubtreePage) -> list[Inline]:
    alike: dict[tuple[str, Kind, str], list[Entry]] = {}
    for entry in usage.definitions[:share]:
        alike.setdefault((entry.label, entry.kind, entry.variety), []).append(entry)
    places = joined(map(_place, alike.values()))
    rest = usage.total - min(len(usage.definitions), share)
    if rest > 0:
        form = ngettext("and {number} more", "and {number} more", rest)
        places += [", ", link(view.alphabet, form)]
    return [code(usage.name), *_named(usage), *([": ", *places] if places else [])]


def _named(usage: Usage) -> list[Inline]:
    if usage.uses is None:
        return []
    if not usage.uses:
        form = _("named nowhere but where it is defined, in the files whose names are counted")
        return [", ", form]
    return [", ", ngettext("named {number} time", "named {number} times", usage.uses)]


def _place(entries: list[Entry]) -> list[Inline]:
    """Return definitions of one dotted name, such as overloads or a declaration
    and what it declares, leading to the first."""
    first = entries[0]
    said = word(first.kind, first.variety)
    if len(entries) > 1:
        places = ngettext("in {number} place", "in {number} places", len(entries))
        said = f"{said}, {places}"
    return [link(first.target, clean(first.label, NAME)), f" ({said})"]


def _folders(view: SubtreePage) -> list[nodes.Node]:
    if not view.folders:
        return []
    rows: list[list[Inline]] = [
        [link(folder.sub, _("Identifiers under")), " ", code(folder.path + "/")]
        for folder in view.folders
    ]
    result: list[nodes.Node] = [bullets(rows, "kwindex-folders")]
    if view.omitted:
        form = ngettext(
            "{number} more subfolder is in the {{index}}.",
            "{number} more subfolders are in the {{index}}.",
            view.omitted,
        )
        result.append(paragraph(*sentence(form, index=link(view.folder.index, _("index")))))
    return result


def _ways(view: SubtreePage) -> nodes.Element:
    rows: list[list[Inline]] = [
        [link(view.folder.index, _("Index of the folder"))],
        [link(view.folder.doc, _("About the folder"))],
        [link(view.alphabet, _("Keywords A-Z"))],
    ]
    return bullets(rows, "kwindex-cross-references")
