"""Documents that name definitions: the pages of their files list them, and code in their text can
lead there.

What may name something is kept of each document when it is read; what it names is asked of the
store when a page is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_kwindex.analysis import mentions
from sphinx_kwindex.analysis.answers import Place
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.embedded import mention
from sphinx_kwindex.sphinx_ext.domain.references import Found, References

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: The word of code in the text of a document, among what it may name and among our references.
LITERAL = "literal"
#: That of what must be a name in full: texts, of which the first that is one counts.
_FULL = "full"

#: What a document may name: a word, and texts.
Candidate = tuple[str, ...]


def candidates(document: nodes.document) -> list[Candidate]:
    """Return what a document may name: references and descriptions of Python, code in its text,
    and names in its blocks of code."""
    found: set[Candidate] = set()
    for node in document.findall(addnodes.pending_xref):
        if node.get("refdomain") == "py":
            found.add((_FULL, *_in_full(node)))
    for signature in document.findall(addnodes.desc_signature):
        if name := signature.get("fullname"):
            module = signature.get("module")
            found.add((_FULL, f"{module}.{name}" if module else name))
    found.update((LITERAL, node.astext()) for node in literals(document))
    found.update(
        (LITERAL, node["reftarget"])
        for node in document.findall(addnodes.pending_xref)
        if node["reftype"] == LITERAL
    )
    for block in document.findall(nodes.literal_block):
        found.update((_FULL, name) for name in mentions.in_code(block.astext()))
    return sorted(found)


def _in_full(node: nodes.Element) -> Iterator[str]:
    """What the target of a reference of Python could be in full, the nearest first."""
    target = node["reftarget"].lstrip(".~")
    module, owner = node.get("py:module"), node.get("py:class")
    if module and owner:
        yield f"{module}.{owner}.{target}"
    if module:
        yield f"{module}.{target}"
    yield target


def literals(document: nodes.document) -> list[nodes.literal]:
    """Return the code in a document's text that may name a definition: no role has a say in it, and
    it is in no title or link."""
    return [
        node
        for node in document.findall(nodes.literal)
        if not node["classes"]
        and not isinstance(node.parent, _TAKEN)
        and mentions.is_name(node.astext())
    ]


_TAKEN = (nodes.reference, nodes.title, addnodes.pending_xref)


class Mentioned:
    """Which documents name what the files of the repository define.

    :param found: of each document, what it may name.
    :param roles: of each document, the roles and directives in it with what they name.
    """

    def __init__(
        self,
        references: References,
        found: Mapping[str, Iterable[Candidate]],
        roles: Mapping[str, Iterable[tuple[str, str]]],
    ) -> None:
        self._references = references
        self._found = found
        self._roles = roles

    def _target(self, place: Place) -> Target:
        return Target(self._references.docnames.file(place.path).docname, place.anchor)

    @cached_property
    def by_page(self) -> dict[str, dict[str, list[str]]]:
        """Of the page of each file, the documents that name what it defines, each with the ids."""
        found: dict[str, dict[str, set[str]]] = {}
        for docname in sorted({*self._found, *self._roles}):
            for target in self._targets(docname):
                if target.docname in self._references.pages:
                    found.setdefault(target.docname, {}).setdefault(docname, set())
                    found[target.docname][docname] |= {target.anchor} - {""}
        return {
            page: {docname: sorted(ids) for docname, ids in documents.items()}
            for page, documents in found.items()
        }

    def _targets(self, docname: str) -> Iterator[Target]:
        for word, *texts in self._found.get(docname, ()):
            if word == LITERAL:
                place = self._references.mentions.certain(texts[0])
            else:
                place = self._references.mentions.first(texts)
            if place is not None:
                yield self._target(place)
        for role, asked in self._roles.get(docname, ()):
            if role == "kw":
                meaning = self._references.meaning(role, asked)
                if isinstance(meaning, Found):
                    yield meaning.target

    def digest(self, env: BuildEnvironment, page: str) -> str:
        """What the page of a file shows of this; empty for most."""
        documents = self.by_page.get(page)
        if not documents:
            return ""
        return repr([(docname, _title(env, docname), ids) for docname, ids in documents.items()])

    def list_documents(self, env: BuildEnvironment, doctree: nodes.document, page: str) -> None:
        """List the documents on the page of a file."""
        documents = self.by_page.get(page)
        if documents:
            for shown in doctree.findall(nodes.bullet_list):
                if "kwindex-cross-references" in shown["classes"]:
                    shown.extend(
                        mention(Target(docname), _title(env, docname), page, ids)
                        for docname, ids in documents.items()
                    )
                    break


class LinkLiterals(SphinxTransform):
    """Lets code in the text of a document be looked for, where that is wanted."""

    # Before the domains look for what a document names.
    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        if not self.config.kwindex_link_literals:
            return
        docname = self.env.current_document.docname
        for node in literals(self.document):
            pending = addnodes.pending_xref(
                refdomain="kw",
                reftype=LITERAL,
                reftarget=node.astext(),
                refdoc=docname,
                refexplicit=False,
                refwarn=False,
            )
            node.replace_self(pending)
            pending += node


def _title(env: BuildEnvironment, docname: str) -> str:
    title = env.titles.get(docname)
    return title.astext() if title is not None else docname
