"""Dependencies: what a file imports, from where, and what imports it."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_kwindex.model.facts import Form, Scope
from sphinx_kwindex.model.parts import Dependency, Importer, Origin
from sphinx_kwindex.pages.file import links
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, marked, marked_plural, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    ROWS,
    bullets,
    code,
    code_link,
    joined,
    paragraph,
    path_link,
    rubric,
    sentence,
)

_ORIGINS = {
    Origin.FIRST: marked("From this repository"),
    Origin.THIRD: marked("Third party"),
    Origin.STANDARD: marked("Standard library"),
}
_HEADERS = marked("Headers of C, C++ and POSIX")
#: What may be somebody else's, made from files of the repository when it is built, or a file that a
#: program finds by a search path of its own.
_NAMES = marked("Names found for certain in no file of the repository and in no manifest")
_RELATIVE = marked("Relative imports that no file of the repository answers")
#: The same for files that name others by paths.
_PATHS = marked("Paths whose file is not known")
_TITLES = (*_ORIGINS.values(), _HEADERS, _NAMES, _RELATIVE, _PATHS)
#: Forms that say nothing of whose it is that they name, as an image or a requirement does.
_OPEN = frozenset({Form.IMPORT, Form.INCLUDE, Form.SYSTEM})

_INCLUDED = frozenset({Form.INCLUDE, Form.SYSTEM})

#: What is said of a line whose import does not simply run with the module.
_SCOPES = {
    Scope.TYPE_CHECKING: marked("type checking only"),
    Scope.CONDITIONAL: marked("conditional"),
    Scope.CLASS: marked("in a class"),
    Scope.FUNCTION: marked("lazy, in a function"),
}

#: How other files name this one, each as "N files".
_NAMED = (
    ({Form.IMPORT}, marked_plural("Imported by {number} file", "Imported by {number} files")),
    (
        {Form.INCLUDE, Form.SYSTEM},
        marked_plural("Included by {number} file", "Included by {number} files"),
    ),
    (
        {Form.MODULE},
        marked_plural(
            "Declared as a module by {number} file", "Declared as a module by {number} files"
        ),
    ),
    ({Form.USE}, marked_plural("Used by {number} file", "Used by {number} files")),
    # What includes a text may give its links another meaning.
    (
        {Form.LINK},
        marked_plural(
            "Linked for certain, by path or label, from {number} file",
            "Linked for certain, by path or label, from {number} files",
        ),
    ),
)

_THROUGH = marked_plural(
    "What it defines is imported through another file by {number} file",
    "What it defines is imported through another file by {number} files",
)

#: Most names and most lines of one module that are listed.
NAMES = 100


def content(context: Context) -> list[nodes.Node]:
    """Return the modules by origin, then the importers."""
    result: list[nodes.Node] = []
    room = ROWS
    named = [each for each in context.view.dependencies if not each.form.is_link]
    titles = [_title(context, each) for each in named]
    for title in _TITLES:
        found = [each for each, its in zip(named, titles, strict=True) if its is title]
        if found:
            result += [rubric(_(title)), *_modules(context, found[:room], len(found))]
            room = max(room - len(found), 0)
    return result + links.content(context) + _importers(context.view.imported_by)


def _title(context: Context, dependency: Dependency) -> str:
    """The title that a dependency stands under, one of :data:`_TITLES`."""
    if dependency.origin is Origin.UNRESOLVED:
        return _RELATIVE if _is_python(context) else _NAMES if _is_java(context) else _PATHS
    if dependency.origin is Origin.THIRD and not dependency.declared and dependency.form in _OPEN:
        return _NAMES
    if dependency.origin is Origin.STANDARD and dependency.form in _INCLUDED:
        return _HEADERS
    return _ORIGINS[dependency.origin]


def _is_python(context: Context) -> bool:
    return context.facts is not None and context.facts.language == "Python"


def _is_java(context: Context) -> bool:
    return context.facts is not None and context.facts.language == "Java"


def _modules(context: Context, shown: list[Dependency], total: int) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    if shown:
        rows = (_row(context, each) for each in shown)
        result.append(bullets(rows, "kwindex-dependencies"))
    if len(shown) < total:
        result.append(_more(total - len(shown)))
    return result


def _row(context: Context, dependency: Dependency) -> list[Inline]:
    row: list[Inline] = [code_link(dependency.target, dependency.module)]
    names = joined(code_link(target, name) for name, target in dependency.names[:NAMES])
    if names:
        row += [": ", *_ended(names, len(dependency.names))]
    lines = joined(_line(context, number, scope) for number, scope in dependency.lines[:NAMES])
    row += [" (", *_ended(lines, len(dependency.lines)), ")"]
    # Much that other languages name (an image, an action, a header) no metadata declares.
    if dependency.origin is Origin.THIRD and (dependency.declared or _is_python(context)):
        row += ["; ", *_declared(dependency.declared)]
    return row


def _ended(shown: list[Inline], total: int) -> list[Inline]:
    if total <= NAMES:
        return shown
    return [*shown, ", ", _("and {number} more").format(number=written(total - NAMES))]


def _line(context: Context, number: int, scope: Scope) -> list[Inline]:
    shown: list[Inline] = [link(context.line(number), _("line {number}").format(number=number))]
    return [*shown, " ", _(_SCOPES[scope])] if scope in _SCOPES else shown


def _declared(path: str) -> list[Inline]:
    if not path:
        return [_("declared in no metadata that was read")]
    return sentence(_("declared in {file}"), file=code(path))


def _importers(found: tuple[Importer, ...]) -> list[nodes.Node]:
    if not found:
        return []
    result: list[nodes.Node] = []
    groups = [
        (template, [each for each in found if each.form in forms and not each.is_through])
        for forms, template in _NAMED
    ]
    groups.insert(1, (_THROUGH, [each for each in found if each.is_through]))
    for template, named in groups:
        if named:
            rows = _files(named[:ROWS])
            heading = ngettext(*template, len(named))
            result += [rubric(heading), bullets(rows, "kwindex-importers")]
        if len(named) > ROWS:
            result.append(_more(len(named) - ROWS))
    return result


def _files(found: Iterable[Importer]) -> Iterable[list[Inline]]:
    return ([path_link(each.target, each.path)] for each in found)


def _more(number: int) -> nodes.paragraph:
    return paragraph(
        ngettext("{number} more is not listed.", "{number} more are not listed.", number)
    )
