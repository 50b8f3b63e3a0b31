"""Small builders for what pages repeat.

Each takes text of ours or nodes, and makes plain docutils nodes that every builder knows. Lists
rather than tables: a cell costs five nodes, and tables inside lists break LaTeX and man pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_kwindex.model.parts import Entry, FileRef, FolderRef, Related, Target
from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.pages import i18n
from sphinx_kwindex.pages.clean import LINE, NAME, clean, visible
from sphinx_kwindex.pages.i18n import _, ngettext
from sphinx_kwindex.pages.inline import (
    ONE,
    Code,
    Inline,
    Link,
    link,
    made,
    merged,
    text_of,
)
from sphinx_kwindex.pages.kinds import word
from sphinx_kwindex.pages.nodes import element, filled, listing

#: Most rows that one list of a page shows.
ROWS = 350

#: Class of lists that Sphinx's search leaves out: all that they name stands on the page of a file,
#: which is the answer.
NO_SEARCH = "no-search"

#: Lines of a code block; LaTeX before Sphinx 9.1 breaks on blocks over about 1,350.
BLOCK_LINES = 400

Textual = TypeVar("Textual", bound=nodes.TextElement)

_CODE = re.compile(r"``(.+?)``")
# What docstrings set as code: in one or two backquotes, with or without a role before them.
_MARKED = re.compile(r"(?::([a-z][\w:.+-]*):)?(?:``(.+?)``|`([^`]+)`)")
#: Roles that show their own name before what they are given.
_NUMBERED = {"pep": "PEP", "rfc": "RFC"}
_FIELD = re.compile(r"\{(\w+)\}")

#: Whether only the sections of a page are asked for.
_sections_only: ContextVar[bool] = ContextVar("sections_only", default=False)


@contextmanager
def sections_only() -> Iterator[None]:
    """Let what is drawn within have its sections and their titles; all else may be empty."""
    token = _sections_only.set(True)
    try:
        yield
    finally:
        _sections_only.reset(token)


def only_sections() -> bool:
    """Whether what is drawn now may be empty but for its sections."""
    return _sections_only.get()


def block(kind: type[Textual], *content: Inline, rawsource: str = "", **attributes: Any) -> Textual:
    """Return a node that holds text, kept out of what translators of the manual get."""
    if only_sections() and kind is not nodes.title:
        return kind()
    if issubclass(kind, nodes.FixedTextElement):  # they have a constructor of their own
        return filled(kind(rawsource, translatable=False, **attributes), made(content))
    return element(kind, made(content), rawsource, translatable=False, **attributes)


def paragraph(*content: Inline, classes: Sequence[str] = ()) -> nodes.paragraph:
    """Return a paragraph."""
    return block(nodes.paragraph, *content, classes=list(classes))


def rubric(text: str, name: str = "") -> nodes.rubric:
    """Return a heading that is no section: each title of a section costs memory for good.

    :param name: its id, or empty for none.
    """
    return block(nodes.rubric, text, ids=[name] if name else [])


def bullets(rows: Iterable[Sequence[Inline]], *classes: str) -> nodes.Element:
    """Return a list with one line a row."""
    if only_sections():
        return listing(rows=[])
    kept = [merged(row) for row in rows]
    if any(isinstance(part, nodes.Node) for row in kept for part in row):
        return bullet_list(kept, *classes)
    text = nodes.Text("\n\n".join("".join(map(text_of, row)) for row in kept))
    return element(listing, [text], rows=kept, classes=list(classes))


def bullet_list(rows: Iterable[Sequence[Inline]], *classes: str) -> nodes.bullet_list:
    """Return such a list as nodes of docutils, to which others may add."""
    items = (element(nodes.list_item, [paragraph(*row)]) for row in rows)
    return element(nodes.bullet_list, items, bullet="*", classes=list(classes))


def spread(root: nodes.Node) -> None:
    """Put nodes of docutils in the place of each list that stands under `root`."""
    for found in list(root.findall(listing)):
        found.replace_self(bullet_list(found["rows"], *found["classes"]))


def definitions(
    rows: Iterable[tuple[Sequence[Inline], Sequence[nodes.Node]]], *classes: str
) -> nodes.definition_list:
    """Return a list of terms, each with what is said of it."""
    if only_sections():
        return nodes.definition_list()
    items = (
        element(
            nodes.definition_list_item,
            [block(nodes.term, *term), element(nodes.definition, body)],
        )
        for term, body in rows
    )
    return element(nodes.definition_list, items, classes=list(classes))


def fields(rows: Iterable[tuple[str, Sequence[Inline]]], *classes: str) -> nodes.field_list:
    """Return names with values, as on a form; rows without a value are left out."""
    if only_sections():
        return nodes.field_list()
    shown = (
        element(
            nodes.field,
            [block(nodes.field_name, name), element(nodes.field_body, [paragraph(*value)])],
        )
        for name, value in rows
        if value
    )
    return element(nodes.field_list, shown, classes=list(classes))


def code(text: str, limit: int = NAME) -> Code:
    """Return `text` of the repository, set as code."""
    return Code(clean(text, limit))


def code_link(target: Target | None, text: str) -> Code | Link:
    """Return a name of the repository as code that leads to `target`."""
    shown = code(text)
    return shown if target is None else Link(target, shown)


def path_link(target: Target | None, path: str) -> Inline:
    """Return a path of the repository as code that leads to `target`."""
    return link(target, visible(path), code=True)


def file_link(file: FileRef) -> Inline:
    """Return the path of a file, leading to its page."""
    return path_link(file.target, file.path)


def folder_link(folder: FolderRef) -> Inline:
    """Return the path of a folder, leading to its index."""
    return path_link(folder.index, folder.path + "/") if folder.path else root_link(folder.index)


def root_link(target: Target | None) -> Inline:
    """Return the name that pages give to the root, leading to `target`."""
    return link(target, _("Repository"))


def host_link(address: str, text: str) -> nodes.reference:
    """Return a link out of the documentation; the class lets linkcheck leave it out."""
    shown = nodes.Text(text)
    return nodes.reference(
        "", "", shown, refuri=address, internal=False, classes=["kwindex-external"]
    )


def phrase(found: Phrase) -> list[Inline]:
    """Return half a sentence about the repository, what stands in double backquotes as code."""
    template, values = i18n.said(found)
    shown = {
        name: phrase(value) if isinstance(value, Phrase) else clean(value)
        for name, value in values.items()
    }
    result: list[Inline] = []
    for place, piece in enumerate(_CODE.split(template)):
        if place % 2:
            result.append(code(_FIELD.sub(lambda match: str(values[match[1]]), piece)))
        else:
            result += sentence(piece, **shown)
    return result


def sentence(template: str, **values: Inline | Sequence[Inline]) -> list[Inline]:
    """Return `template` with each ``{name}`` replaced by what stands under that name."""
    result: list[Inline] = []
    for place, piece in enumerate(_pieces(template)):
        value: Inline | Sequence[Inline] = values[piece] if place % 2 else piece
        if isinstance(value, ONE):
            result.append(value)
        else:
            result.extend(value)
    return [part for part in result if part != ""]


@lru_cache(maxsize=512)
def _pieces(template: str) -> list[str]:
    return _FIELD.split(template)


def joined(parts: Iterable[Inline | Sequence[Inline]], between: str = ", ") -> list[Inline]:
    """Return the parts in one line, with `between` between them."""
    result: list[Inline] = []
    for part in parts:
        if result:
            result.append(between)
        if isinstance(part, ONE):
            result.append(part)
        else:
            result.extend(part)
    return result


def trail(folder: FolderRef, name: str = "") -> nodes.paragraph:
    """Return the first line of a page: its path, each folder leading to its index.

    :param folder: the folder that holds the page's subject, or is it.
    :param name: of the file, or empty for the folder itself.
    """
    names = folder.path.split("/") if folder.path else []
    steps: list[Inline] = []
    if len(folder.above) == len(names):
        targets = [*folder.above, folder.index]
        steps.append(root_link(targets[0]))
        pairs = zip(targets[1:], names, strict=True)
        steps.extend(path_link(target, step) for target, step in pairs)
    else:
        steps.append(folder_link(folder))
    if name:
        steps.append(nodes.strong("", visible(name)))
    return paragraph(*joined(steps, " / "), classes=["kwindex-path"])


def said(text: str, limit: int = LINE) -> list[Inline]:
    """Return what the repository says of a row, to stand after its name; or nothing."""
    return [": ", *prose(text, limit)] if text else []


def prose(text: str, limit: int = LINE) -> list[Inline]:
    """Return a line of the repository's own words, what it marks as code set as code."""
    shown = clean(text, limit)
    if "`" not in shown:
        return [shown] if shown else []
    result: list[Inline] = []
    done = 0
    for match in _MARKED.finditer(shown):
        number = _NUMBERED.get(match[1] or "")
        result += [
            shown[done : match.start()],
            f"{number} {match[3]}" if number and match[3] else code(match[2] or match[3]),
        ]
        done = match.end()
    return [part for part in (*result, shown[done:]) if part != ""]


def file_row(file: FileRef, within: str = "") -> list[Inline]:
    """Return a file as a list names it: page, keyword index, summary.

    :param within: the folder that the page is about; its path goes without saying.
    """
    row: list[Inline] = [path_link(file.target, _below(file.path, within))]
    if file.keywords:
        row += [" (", link(file.keywords, _("keywords")), ")"]
    if file.problem is not None:
        return [*row, ": ", *phrase(file.problem)]
    return row + said(file.summary)


def folder_row(folder: FolderRef, within: str = "") -> list[Inline]:
    """Return a folder as a list names it: index, number of files, summary."""
    name = path_link(folder.index, _below(folder.path, within) + "/")
    row: list[Inline] = [name if folder.path else root_link(folder.index)]
    if folder.files:
        row.append(" (" + ngettext("{number} file", "{number} files", folder.files) + ")")
    return row + said(folder.summary)


def _below(path: str, folder: str) -> str:
    return path.removeprefix(f"{folder}/") if folder else path


def related_row(related: Related) -> list[Inline]:
    """Return a file with the reasons why it is named."""
    reasons = joined(map(phrase, related.reasons), "; ")
    return [file_link(related.file), ": ", *reasons] if reasons else [file_link(related.file)]


def entry_row(entry: Entry) -> list[Inline]:
    """Return a definition as a list of many files names it."""
    name = code_link(entry.target, entry.name)
    return [
        name,
        f" ({word(entry.kind, entry.variety)}): ",
        clean(entry.label, NAME),
    ]


def code_blocks(text: str, language: str = "text") -> list[nodes.Node]:
    """Return `text` as literal blocks of at most :data:`BLOCK_LINES` lines.

    :param language: alias of a Pygments lexer, which must exist.
    """
    lines = text.split("\n")
    chunks = ["\n".join(lines[i : i + BLOCK_LINES]) for i in range(0, len(lines), BLOCK_LINES)]
    # `force` keeps Sphinx from warning of what the lexer does not understand.
    return [
        block(nodes.literal_block, chunk, rawsource=chunk, language=language, force=True)
        for chunk in chunks
    ]


def toctree(docname: str, below: Sequence[str]) -> list[nodes.Node]:
    """Return the hidden toctree of a page, as Sphinx's own directive makes it; or nothing."""
    if not below:
        return []
    node = addnodes.toctree(
        "",
        parent=docname,
        entries=[(None, name) for name in below],
        includefiles=list(below),
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )
    return [nodes.compound("", node, classes=["toctree-wrapper"])]
