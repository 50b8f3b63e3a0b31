"""The domain ``kw``: roles that lead to definitions, files, folders and lines of the repository.

What they lead to, and what the directives show, is not kept in Sphinx's environment but asked of
the store when a document is written: ``references`` and ``shown`` answer, ``rewrites`` says which
documents to write again because the answer is another one, ``inventory`` names the objects to other
projects.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.errors import NoUri

from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.pages.nodes import page_link
from sphinx_kwindex.sphinx_ext import builders
from sphinx_kwindex.sphinx_ext.domain import code, directives, inventory, mentions, rewrites, roles
from sphinx_kwindex.sphinx_ext.domain.references import (
    CODE,
    Ambiguous,
    Meaning,
    Missing,
    References,
)
from sphinx_kwindex.sphinx_ext.warnings import WarningKind, logger

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class KeywordDomain(Domain):
    """The domain; what it keeps in the environment is what each document names."""

    name = "kw"
    label = "Keywords"
    roles: ClassVar[dict[str, Any]] = roles.ROLES
    initial_data: ClassVar[dict[str, Any]] = {"named": {}, "mentions": {}, "written": {}}
    data_version = 2

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # Without ``object_types``: the role ``any`` looks for all of them in the inventories of
        # other projects, and would find a source where it found a description before.
        self.objtypes_for_role = inventory.TYPES.get
        self.references: References | None = None
        self.mentioned: mentions.Mentioned | None = None

    @property
    def named(self) -> dict[str, list[tuple[str, str]]]:
        """Of each document, the roles and directives in it with what they name."""
        named: dict[str, list[tuple[str, str]]] = self.data["named"]
        return named

    @property
    def mentions(self) -> dict[str, list[mentions.Candidate]]:
        """Of each document, what else it may name."""
        kept: dict[str, list[mentions.Candidate]] = self.data["mentions"]
        return kept

    def clear_doc(self, docname: str) -> None:
        for kept in (self.named, self.mentions):
            kept.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for word in ("named", "mentions"):
            found = otherdata[word]
            self.data[word].update((name, found[name]) for name in docnames if name in found)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        found = {
            (node["reftype"], node["reftarget"])
            for node in document.findall(addnodes.pending_xref)
            if node.get("refdomain") == self.name
        }
        found |= {(node["word"], node["asked"]) for node in document.findall(directives.embedded)}
        found |= {(CODE, node["target"]) for node in document.findall(code.source_anchor)}
        if found:
            self.named[docname] = sorted(found)
        ours = self.references is not None and docname in self.references.pages
        if env.config.kwindex_link_documents and not ours:
            may_name = mentions.candidates(document)
            if may_name:
                self.mentions[docname] = may_name

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> Any:
        """Return a link of our own, which becomes a reference when all of a page is there."""
        meaning = self._meaning(typ, target)
        if isinstance(meaning, Missing):
            # Code in a text is no reference that anybody promised.
            return contnode if typ == mentions.LITERAL else None
        if isinstance(meaning, Ambiguous):
            logger.warning(
                "%s",
                meaning.message(target),
                type="kwindex",
                subtype=WarningKind.AMBIGUOUS.value,
                location=node,
            )
            # No other project is asked for it.
            raise NoUri(target)
        place = meaning.target
        return page_link(
            "", "", contnode, docname=place.docname, anchor=place.anchor, reftitle=meaning.title
        )

    def resolve_any_xref(self, *arguments: Any) -> list[Any]:
        """Nothing: what we know the domains of the languages may know as well, and Sphinx warns
        of what two domains know."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        if self.references is not None:
            searched = inventory.SEARCHED[self.env.config.kwindex_search]
            yield from inventory.objects(self.references, searched)

    def _meaning(self, role: str, target: str) -> Meaning:
        return Missing() if self.references is None else self.references.meaning(role, target)


def of(env: BuildEnvironment) -> KeywordDomain:
    """Return the domain of an environment."""
    return cast("KeywordDomain", env.get_domain(KeywordDomain.name))


def begin(app: Sphinx, docnames: Docnames, pages: frozenset[str]) -> None:
    """Let the domain answer for a repository that was surveyed.

    :param docnames: the names of our documents, by path.
    :param pages: which of them the build has.
    """
    domain = of(app.env)
    domain.references = References(app.doctreedir, docnames, pages)
    if app.config.kwindex_link_documents and builders.is_html(app.builder):
        domain.mentioned = mentions.Mentioned(domain.references, domain.mentions, domain.named)


def updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the documents that are to be written again (``env-updated``)."""
    domain = of(env)
    written = domain.data["written"].setdefault(app.builder.name, {})
    return rewrites.changed(domain.named, written, lambda docname: digest(env, docname))


def digest(env: BuildEnvironment, docname: str) -> str:
    """What a document shows of the repository, beside what was read for it; empty for most."""
    domain = of(env)
    if domain.references is None:
        return ""
    named = domain.named.get(docname)
    shown = rewrites.digest(domain.references, named) if named else ""
    return shown + (domain.mentioned.digest(env, docname) if domain.mentioned is not None else "")


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put what directives show where they stand, links to the source into descriptions, and on the
    page of a file the documents that name what it defines (``doctree-resolved``)."""
    domain = of(app.env)
    if domain.references is not None:
        directives.fill(domain.references, doctree)
        code.fill(domain.references, app.builder, doctree)
    if domain.mentioned is not None:
        domain.mentioned.list_documents(app.env, doctree, docname)


def warn_missing(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Say what is near to a name that means nothing (``warn-missing-reference``)."""
    if not isinstance(domain, KeywordDomain) or domain.references is None:
        return None
    role, target = node["reftype"], node["reftarget"]
    meaning = domain.references.meaning(role, target)
    if not isinstance(meaning, Missing):
        return None
    logger.warning(
        "%s",
        domain.references.missing(target, meaning, role),
        type="kwindex",
        subtype=WarningKind.REFERENCE.value,
        location=node,
    )
    return True


def setup(app: Sphinx) -> None:
    app.add_domain(KeywordDomain)
    # The short form, without the domain's name before it.
    app.add_role("kw", roles.ROLES["kw"])
    app.add_node(directives.embedded)
    for name, directive in directives.DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_node(code.source_anchor)
    app.add_transform(mentions.LinkLiterals)
    app.add_transform(code.AddAnchors)
    app.connect("doctree-resolved", fill, priority=55)
    app.connect("env-updated", updated, priority=200)
    app.connect("warn-missing-reference", warn_missing)
