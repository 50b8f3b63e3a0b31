"""The book: what the repository is, read from one end to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes

from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.views import BookPage, Central, GlossaryEntry, Observed, Package, Tool
from sphinx_kwindex.pages import listing, sections
from sphinx_kwindex.pages.clean import NAME, clean
from sphinx_kwindex.pages.file.observations import WORDS, Chapter, title_of
from sphinx_kwindex.pages.i18n import _, marked, ngettext, written
from sphinx_kwindex.pages.inline import Inline
from sphinx_kwindex.pages.parts import (
    bullets,
    code,
    code_link,
    definitions,
    fields,
    file_link,
    file_row,
    folder_link,
    folder_row,
    joined,
    paragraph,
    phrase,
    prose,
    rubric,
    sentence,
)
from sphinx_kwindex.pages.pictures import graph

#: Longest description of the repository, in characters.
DESCRIPTION = 2000
#: Most packages that are named of one that depends on them.
NAMED = 20


def draw(view: BookPage) -> nodes.section:
    """Return the book; chapters without content are left out."""
    title = _("The book of {name}").format(name=clean(view.name, NAME))
    page = sections.page(view.docname, title)
    for chapter, content in _CHAPTERS:
        page += sections.present(view.docname, chapter, content(view))
    return page


def _overview(view: BookPage) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    if view.description:
        text = prose(view.description, DESCRIPTION)
        if view.readme:
            text += [" (", *sentence(_("from {file}"), file=file_link(view.readme)), ")"]
        result.append(paragraph(*text))
    if view.languages:
        rows = listing.counted_files(view.languages)
        result += [rubric(_("Languages")), bullets(rows, "kwindex-languages")]
    if view.folders:
        rows = [folder_row(folder) for folder in view.folders]
        result += [rubric(_("Folders")), bullets(rows, "kwindex-folders")]
    return result


def _architecture(view: BookPage) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    if view.modules:
        result.append(paragraph(*_modules(view)))
    if not view.packages:
        return result
    ranked = sorted(view.packages, key=lambda package: (-package.modules, package.name))
    arrows = (
        (package.name, name, written(number))
        for package in view.packages
        for name, number in package.imports
    )
    caption = _("Packages and folders, with how many imports lead from one to another.")
    return [
        *result,
        paragraph(
            _(
                "Packages of Python, and folders with source files of other languages, by all of"
                " their imports and includes. One depends on those of lower layers, and on the"
                " others of its cycle."
            )
        ),
        *graph([package.name for package in ranked], arrows, caption),
        definitions(map(_package, view.packages), "kwindex-packages"),
    ]


def _modules(view: BookPage) -> list[Inline]:
    form = ngettext(
        "By the imports that run at import time, {number} module of Python stands in {{layers}};"
        " {{cycles}}.",
        "By the imports that run at import time, {number} modules of Python stand in {{layers}};"
        " {{cycles}}.",
        view.modules,
    )
    cycles = _("none of these imports is part of a cycle")
    if view.cycles:
        cycles = ngettext(
            "there is {number} cycle, of {{largest}} modules",
            "there are {number} cycles, the largest of {{largest}} modules",
            view.cycles,
        ).format(largest=written(view.largest_cycle))
    layers = ngettext("{number} layer", "{number} layers", view.layers)
    return sentence(form, layers=layers, cycles=cycles)


def _package(package: Package) -> tuple[list[Inline], list[nodes.Node]]:
    number = (
        ngettext("{number} module of Python", "{number} modules of Python", package.modules)
        if package.is_python
        else ngettext("{number} source file", "{number} source files", package.modules)
    )
    layer = _("layer {number}").format(number=package.layer) if package.is_read else ""
    term: list[Inline] = [
        code_link(package.folder.index, package.name),
        "".join(f", {said}" for said in (number, layer) if said),
    ]
    body: list[nodes.Node] = [paragraph(*prose(package.summary))] if package.summary else []
    imports = _listed([code(name), f" ({written(number)})"] for name, number in package.imports)
    if imports:
        body.append(paragraph(*sentence(_("Depends on {packages}."), packages=imports)))
    elif not package.is_read:
        body.append(paragraph(_("What its files import was not looked for.")))
    else:
        body.append(paragraph(_("Depends on no other that is listed here.")))
    if package.cycle:
        others = _listed([code(name)] for name in package.cycle)
        body.append(paragraph(*sentence(_("Part of a cycle with {packages}."), packages=others)))
    return term, body


def _listed(names: Iterable[list[Inline]]) -> list[Inline]:
    """Return the names in one line: of many the first, and how many more there are."""
    all_names = list(names)
    shown = joined(all_names[:NAMED])
    if (rest := len(all_names) - NAMED) > 0:
        shown += [", ", _("and {number} more").format(number=written(rest))]
    return shown


def _central(view: BookPage) -> list[nodes.Node]:
    if not view.central:
        return []
    return [
        paragraph(
            _(
                "The files that most others import or include, with the public names of three"
                " letters or more that they define at their top, without variables:"
            )
        ),
        definitions(map(_core, view.central), "kwindex-central"),
    ]


def _core(central: Central) -> tuple[list[Inline], list[nodes.Node]]:
    body: list[nodes.Node] = []
    if central.file.summary:
        body.append(paragraph(*prose(central.file.summary)))
    if central.defines:
        names = joined(code_link(entry.target, entry.name) for entry in central.defines)
        if (rest := central.defined - len(central.defines)) > 0:
            names += [", ", _("and {number} more").format(number=written(rest))]
        body.append(paragraph(*sentence(_("Public names at its top: {names}."), names=names)))
    return [file_link(central.file), ", ", *phrase(central.reason)], body


def _advanced(view: BookPage) -> list[nodes.Node]:
    return _observed(view, Chapter.ADVANCED)


def _performance(view: BookPage) -> list[nodes.Node]:
    return _observed(view, Chapter.PERFORMANCE)


def _observed(view: BookPage, chapter: Chapter) -> list[nodes.Node]:
    """Return what the words of a chapter tell of, in the order of the words."""
    observed = {(each.topic, each.name): each for each in view.observed}
    found = [
        observed[topic, name]
        for topic, words in WORDS.items()
        for name, word in words.items()
        if word.chapter is chapter and (topic, name) in observed
    ]
    return [bullets(map(_observation, found), "kwindex-observed")] if found else []


def _observation(observed: Observed) -> list[Inline]:
    times = ngettext("{number} time", "{number} times", observed.total)
    files = ngettext("in {number} file", "in {number} files", observed.files)
    places = joined(
        [file_link(file), f" ({written(number)})"] if observed.files > 1 else file_link(file)
        for file, number in observed.places
    )
    if observed.files > len(observed.places):
        places += [", ", _("and others")]
    return [
        nodes.strong("", title_of(observed.topic, observed.name)),
        f": {times} {files}: ",
        *places,
    ]


def _development(view: BookPage) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    tests = _tests(view)
    if tests:
        result += [rubric(_("Tests")), *tests]
    tools = _tools(view)
    if tools:
        result += [rubric(_("How it is built, tested and installed")), *tools]
    return result


def _contributing(view: BookPage) -> list[nodes.Node]:
    return [bullets(map(file_row, view.contributing), "kwindex-files")] if view.contributing else []


def _tests(view: BookPage) -> list[nodes.Node]:
    rows: list[list[Inline]] = [
        [folder_link(folder), ": ", ngettext("{number} test file", "{number} test files", number)]
        for folder, number in view.tests
    ]
    return [bullets(rows, "kwindex-folders")] if rows else []


def _tools(view: BookPage) -> list[nodes.Node]:
    told = [tool for tool in view.tools if tool.facts]
    bare = [tool for tool in view.tools if not tool.facts]
    result: list[nodes.Node] = []
    if told:
        result.append(definitions(map(_tool, told), "kwindex-tools"))
    if bare:
        files = joined(file_link(tool.file) for tool in bare)
        result.append(paragraph(*sentence(_("Also there: {files}."), files=files)))
    return result


#: What a file says that builds, tests or installs, as analysis names it.
WHAT = frozenset(
    {
        marked("Poetry dependencies"),
        marked("Poetry groups"),
        marked("Sphinx configuration"),
        marked("base images"),
        marked("build backend"),
        marked("build requires"),
        marked("commands"),
        marked("configures"),
        marked("dependencies"),
        marked("dependency groups"),
        marked("development dependencies"),
        marked("edition"),
        marked("environments"),
        marked("extension modules"),
        marked("extras"),
        marked("features"),
        marked("formats"),
        marked("hooks"),
        marked("includes"),
        marked("jobs"),
        marked("name"),
        marked("package manager"),
        marked("ports"),
        marked("project"),
        marked("requires"),
        marked("requires CMake"),
        marked("requires Node.js"),
        marked("requires Python"),
        marked("requires Rust"),
        marked("runs on"),
        marked("scripts"),
        marked("sessions"),
        marked("setup requires"),
        marked("system"),
        marked("targets"),
        marked("tools"),
        marked("version"),
        marked("workspace members"),
        marked("workspaces"),
    }
)


def _tool(tool: Tool) -> tuple[list[Inline], list[nodes.Node]]:
    rows: list[tuple[str, list[Inline]]] = [
        (_(what) if what in WHAT else clean(what), _value(value)) for what, value in tool.facts
    ]
    return [file_link(tool.file)], [fields(rows)]


def _value(value: str | Phrase) -> list[Inline]:
    return phrase(value) if isinstance(value, Phrase) else [clean(value)]


def _files(view: BookPage) -> list[nodes.Node]:
    if not view.files:
        return []
    result: list[nodes.Node] = [bullets(map(file_row, view.files), "kwindex-files")]
    if view.omitted:
        more = ngettext(
            "{number} more file is in the indexes of the folders.",
            "{number} more files are in the indexes of the folders.",
            view.omitted,
        )
        result.append(paragraph(more))
    return result


def _glossary(view: BookPage) -> list[nodes.Node]:
    if not view.glossary:
        return []
    result: list[nodes.Node] = [definitions(map(_term, view.glossary), "kwindex-glossary")]
    if view.documented > len(view.glossary):
        form = ngettext(
            "{number} more class with a docstring is not listed here.",
            "{number} more classes with a docstring are not listed here.",
            view.documented - len(view.glossary),
        )
        result.append(paragraph(form))
    return result


def _term(entry: GlossaryEntry) -> tuple[list[Inline], list[nodes.Node]]:
    term: list[Inline] = [code_link(entry.target, entry.name), ", ", clean(entry.module, NAME)]
    return term, [paragraph(*prose(entry.summary))]


_CHAPTERS: tuple[tuple[str, Callable[[BookPage], list[nodes.Node]]], ...] = (
    (sections.BOOK_OVERVIEW, _overview),
    (sections.BOOK_ARCHITECTURE, _architecture),
    (sections.BOOK_CORE, _central),
    (sections.BOOK_ADVANCED, _advanced),
    (sections.BOOK_DEVELOPMENT, _development),
    (sections.BOOK_PERFORMANCE, _performance),
    (sections.BOOK_CONTRIBUTING, _contributing),
    (sections.BOOK_FILES, _files),
    (sections.BOOK_GLOSSARY, _glossary),
)
