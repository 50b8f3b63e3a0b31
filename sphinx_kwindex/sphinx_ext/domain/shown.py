"""What the directives show, drawn from the store when a page is written."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from docutils import nodes
from msgspec import Struct

from sphinx_kwindex.analysis.answers import Answer
from sphinx_kwindex.model.facts import Definition
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.model.views import FilePage
from sphinx_kwindex.pages import embedded
from sphinx_kwindex.pages.inline import Inline
from sphinx_kwindex.pages.parts import code, root_link
from sphinx_kwindex.sphinx_ext.domain.references import (
    Ambiguous,
    Found,
    Meaning,
    Missing,
    References,
    lines_of,
)
from sphinx_kwindex.sphinx_ext.source import literal_blocks

#: What a directive shows, or why there is nothing to show.
Shown = list[nodes.Node] | Ambiguous | Missing
Options = Mapping[str, Any]

_JOINT = re.compile(r"\.|::|#|/")
_PACKAGE = re.compile(r"(?:(.*)/)?__init__\.pyi?")


class Subject(Struct, frozen=True):
    """What a directive is about.

    :ivar path: of a file or folder.
    :ivar definition: in that file, or ``None`` for the whole.
    """

    path: str
    is_folder: bool = False
    definition: Definition | None = None


def subject(references: References, text: str) -> Subject | Ambiguous | Missing:
    """Return what a file, a folder or a name means; a package of Python is its folder."""
    lookup = references.lookup
    others: tuple[str, ...] = ()
    for look in (lookup.file, lookup.folder, lookup.definition):
        answer: Answer = look(text)
        others = others or answer.others
        if (place := answer.place) is None:
            continue
        if look == lookup.folder:
            return Subject(place.path, is_folder=True)
        if place.anchor:
            found = lookup.facts(place.path).definitions
            definition = next(each for each in found if each.anchor == place.anchor)
            return Subject(place.path, definition=definition)
        package = _PACKAGE.fullmatch(place.path) if look == lookup.definition else None
        return Subject(package[1] or "", is_folder=True) if package else Subject(place.path)
    return Ambiguous(others) if others else Missing()


# -- keywords -----------------------------------------------------------------------------------


def keywords(references: References, text: str, options: Options) -> Shown:
    """The keywords of a file, a folder or a definition."""
    about = subject(references, text)
    if not isinstance(about, Subject):
        return about
    files = _files(references, about)
    listed = (_listed(references, path, about.definition, options) for path in files)
    whole = _whole(references, about)
    columns = options.get("columns", 1)
    return embedded.keywords(
        listed, [_place(about)], whole, several=about.is_folder, columns=columns
    )


def _files(references: References, about: Subject) -> list[str]:
    lookup = references.lookup
    return lookup.within(about.path) if about.is_folder else [about.path]


def _whole(references: References, about: Subject) -> Target:
    docnames = references.docnames
    return docnames.folder(about.path).index if about.is_folder else docnames.keywords(about.path)


def _place(about: Subject) -> Inline:
    if about.definition is not None:
        return code(about.definition.qualname)
    if about.is_folder:
        return code(f"{about.path}/") if about.path else root_link(None)
    return code(about.path)


def _listed(
    references: References, path: str, within: Definition | None, options: Options
) -> embedded.Listed:
    facts = references.lookup.facts(path)
    base = len(_parts(within)) if within is not None else 0
    found: dict[str, Definition] = {}
    for each in facts.definitions:
        if (
            _is_in(each, within)
            and (not options.get("kinds") or each.kind.value in options["kinds"])
            and (not options.get("depth") or len(_parts(each)) - base <= options["depth"])
            and (not options.get("public") or each.is_public)
        ):
            # Of definitions of one name, such as overloads, the first that says what it is.
            earlier = found.get(each.qualname)
            if earlier is None or (each.summary and not earlier.summary):
                found[each.qualname] = each
    return embedded.Listed(
        path, references.docnames.file(path), bool(facts.reader), tuple(found.values())
    )


def _is_in(definition: Definition, around: Definition | None) -> bool:
    if around is None:
        return True
    rest = definition.qualname.removeprefix(around.qualname)
    return rest != definition.qualname and _JOINT.match(rest) is not None


def _parts(definition: Definition) -> list[str]:
    return _JOINT.split(definition.qualname)


# -- source -------------------------------------------------------------------------------------


def source(references: References, text: str, options: Options) -> Shown:
    """The source of a definition, of a range of lines, or of a whole file."""
    lines = lines_of(text)
    if lines is not None:
        meaning: Meaning = references.meaning("line", text)
        if not isinstance(meaning, Found):
            return meaning
        return _excerpt(references, meaning.title, *lines[1:], meaning.target, options)
    about = subject(references, text)
    if not isinstance(about, Subject):
        return about
    if about.is_folder:
        return Missing("a folder has no source")
    page = references.docnames.file(about.path)
    if about.definition is None:
        last = references.lookup.lines(about.path)
        return _excerpt(references, about.path, 1, last, page, options)
    first = _first(references.lookup.text(about.path).split("\n"), about.definition)
    target = Target(page.docname, about.definition.anchor)
    return _excerpt(references, about.path, first, about.definition.end_line, target, options)


def _first(lines: Sequence[str], definition: Definition) -> int:
    """The line of the first decorator of a definition, or its own."""
    wanted = len(definition.decorators)
    own = lines[definition.line - 1]
    margin = own[: len(own) - len(own.lstrip())]
    for number in range(definition.line - 1, 0, -1):
        if not wanted:
            return number + 1
        line = lines[number - 1]
        if line.startswith(f"{margin}@"):
            wanted -= 1
        elif line.strip() and not line.startswith((f"{margin} ", f"{margin}\t", f"{margin})")):
            break
    return definition.line if wanted else 1


def _excerpt(
    references: References, path: str, first: int, last: int, target: Target, options: Options
) -> list[nodes.Node]:
    lines = references.lookup.text(path).split("\n")[first - 1 : last]
    text = textwrap.dedent("\n".join(lines))
    lexer = references.lookup.files[path].lexer
    return [
        *literal_blocks(text, lexer, first, numbered="linenos" in options),
        embedded.caption(target, path, first, last),
    ]


# -- graphs -------------------------------------------------------------------------------------


def graph(references: References, text: str, options: Options) -> Shown:
    """The imports, or the classes, of a file, a folder or a class."""
    about = subject(references, text)
    if not isinstance(about, Subject):
        return about
    of = options.get("of") or ("imports" if about.definition is None else "classes")
    found = _GRAPHS[of](references, about)
    draw = embedded.imports if of == "imports" else embedded.classes
    return draw(found, [_place(about)])


def _imports(references: References, about: Subject) -> embedded.Arrows:
    """Between the files of a folder; of a file, those that it imports and that import it."""
    arrows: list[tuple[str, str]] = []
    inside = set(_files(references, about))
    for view in _views(references, inside):
        others = [importer.path for importer in view.imported_by]
        arrows += ((other, view.path) for other in others if not about.is_folder or other in inside)
        if not about.is_folder:
            imported = {references.path(docname) for docname in _targets(view)}
            arrows += ((view.path, other) for other in imported if other is not None)
    places = {path: references.docnames.file(path) for pair in arrows for path in pair}
    return _arrows(arrows, places)


def _targets(view: FilePage) -> Iterator[str]:
    """The pages of the files that a file imports or includes."""
    for each in view.dependencies:
        if each.target is not None:
            yield each.target.docname
        for _name, target in each.names:
            if target is not None:
                yield target.docname


def _classes(references: References, about: Subject) -> embedded.Arrows:
    """Of each type its bases, and what derives from it."""
    arrows: list[tuple[str, str]] = []
    places: dict[str, Target | None] = {}
    for view in _views(references, _files(references, about)):
        for relation in view.relations:
            if about.definition is not None and relation.anchor != about.definition.anchor:
                continue
            places[relation.qualname] = Target(view.docname, relation.anchor)
            for base, target in (*relation.bases, *relation.implemented):
                if target is not None:
                    places.setdefault(base, target)
                    arrows.append((relation.qualname, base))
            for name, target in (*relation.subclasses, *relation.implementers):
                if not about.is_folder:
                    places.setdefault(name, target)
                    arrows.append((name, relation.qualname))
    return _arrows(arrows, places)


def _arrows(
    arrows: Sequence[tuple[str, str]], places: Mapping[str, Target | None]
) -> embedded.Arrows:
    """The boxes in the order of how many arrows meet in them."""
    kept = sorted({(start, end) for start, end in arrows if start != end})
    weight = Counter(name for pair in kept for name in pair)
    boxes = sorted(weight, key=lambda name: (-weight[name], name))
    return embedded.Arrows({name: places[name] for name in boxes}, tuple(kept))


def _views(references: References, paths: Sequence[str] | set[str]) -> Iterator[FilePage]:
    for path in sorted(paths):
        view = references.store.view(references.docnames.file(path).docname)
        if isinstance(view, FilePage):
            yield view


_GRAPHS = {"imports": _imports, "classes": _classes}

#: What each directive shows.
DRAW: Mapping[str, Callable[[References, str, Options], Shown]] = {
    "kwindex": keywords,
    "kwindex-source": source,
    "kwindex-graph": graph,
}
