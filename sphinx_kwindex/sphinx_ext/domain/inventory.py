"""The objects of ``objects.inv``, so that other projects lead to sources of this one.

An object is named in full: what is short today may be ambiguous tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sphinx_kwindex.analysis.named import Named
from sphinx_kwindex.sphinx_ext.domain.references import References

#: Of each role, the types of objects that it leads to in an inventory.
TYPES: dict[str, list[str]] = {"kw": ["definition"], "file": ["file"]}

#: Keeps an object out of the results of Sphinx's own search, or puts it after what a manual
#: describes.
_HIDDEN, _LAST = -1, 2

#: Which definitions Sphinx's own search finds, by the value of ``kwindex_search``.
SEARCHED: Mapping[str, Callable[[Named], bool]] = {
    "public": lambda named: named.prominent,
    "all": lambda named: True,
    "none": lambda named: False,
}

Object = tuple[str, str, str, str, str, int]


def objects(references: References, searched: Callable[[Named], bool]) -> Iterator[Object]:
    """Yield the files that have a page in this build, and what they define.

    :param searched: whether Sphinx's own search finds a definition.
    """
    lookup = references.lookup
    pages = {}
    for path in lookup.files:
        docname = references.docnames.file(path).docname
        if docname in references.pages:
            pages[path] = docname
            if _is_fit(path):
                yield path, path, "file", docname, "", _HIDDEN
    seen = set()
    for named in references.store.names() if pages else ():
        page = pages.get(named.path)
        name = lookup.full_name(named)
        if page is not None and _is_fit(name) and name not in seen:
            seen.add(name)
            priority = _LAST if searched(named) else _HIDDEN
            yield name, name, "definition", page, _anchor(named.anchor), priority


def _is_fit(name: str) -> bool:
    """Whether a line of an inventory that begins with a name is read back as it was meant.

    The columns of a line are found by the first number that stands by itself.
    """
    if " " not in name:
        return name != "" and name.isprintable()
    words = name.split(" ")
    numbered = any(word.lstrip("-").isdigit() for word in words[1:])
    return name.isprintable() and all(words) and not numbered


def _anchor(anchor: str) -> str:
    """An inventory takes a dollar at the end of an address for the object's name."""
    return f"{anchor[:-1]}%24" if anchor.endswith("$") else anchor
