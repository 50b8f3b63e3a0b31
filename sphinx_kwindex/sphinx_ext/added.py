"""What other extensions add to a page of ours.

It stands in the frame while Sphinx reads, so that Sphinx finds its references, images and titles
as in any document, and joins the body when that is drawn. The section of the page that holds it
is told by its id, which the frame and the body have in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docutils import nodes

from sphinx_kwindex.pages import sections

#: Attribute of what was added; its value is the id of the section that it stands in, or empty for
#: a section of its own.
_ADDED = "kwindex_added"


def block(section: str, content: Sequence[nodes.Node]) -> nodes.container:
    """Return nodes as one block of a section, by its id."""
    made = nodes.container("", *content, classes=["kwindex-added"])
    made[_ADDED] = section
    return made


def section(name: str, title: str, content: Sequence[nodes.Node]) -> nodes.section:
    """Return a section of its own.

    :param name: its id is ``added-`` and this, as docutils makes ids.
    """
    ids = [f"added-{nodes.make_id(name)}"]
    made = nodes.section(
        "", nodes.title(title, title), *content, ids=ids, classes=["kwindex-added"]
    )
    made[_ADDED] = ""
    return made


def taken(page: nodes.section) -> list[nodes.Element]:
    """Return what was added to the frame of a page, in its order."""
    return [*_found(page)]


def _found(page: nodes.section) -> Iterator[nodes.Element]:
    for child in page.children:
        if not isinstance(child, nodes.section):
            continue
        if _ADDED in child:
            yield child
        else:
            for each in child.children:
                if isinstance(each, nodes.Element) and _ADDED in each:
                    yield each


def put(
    page: nodes.section, docname: str, additions: Sequence[nodes.Element]
) -> list[nodes.section]:
    """Put additions into a page or its frame, and return the sections that were made for them.

    :raises KeyError: the page has no such section, and never has one.
    """
    made = []
    for each in additions:
        name = each[_ADDED]
        there = _by_id(page)
        if not name:
            page.insert(_place(page, sections.SOURCE, there), each)
        elif name in there:
            there[name] += each
        elif name in sections.OF_A_FILE:
            new = sections.section(docname, name, each)
            page.insert(_place(page, name, there), new)
            made.append(new)
        else:
            raise KeyError(name)
    return made


def names(page: nodes.section) -> list[str]:
    """Return the ids of the sections of a page."""
    return list(_by_id(page))


def _by_id(page: nodes.section) -> Mapping[str, nodes.section]:
    return {
        child["ids"][0]: child
        for child in page.children
        if isinstance(child, nodes.section) and _ADDED not in child
    }


def _place(page: nodes.section, name: str, there: Mapping[str, nodes.section]) -> int:
    """Where among the children of a page a section goes: before the first that comes after it."""
    after = sections.OF_A_FILE[sections.OF_A_FILE.index(name) :]
    following = (page.index(there[each]) for each in after if each in there)
    return next(following, len(page.children))
