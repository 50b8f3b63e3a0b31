"""Sphinx's own search index: cheaper to make, and the same after a second build."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from msgspec import Struct
from sphinx import addnodes
from sphinx.util.docutils import new_document

from sphinx_kwindex.sphinx_ext import lifecycle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.search import IndexBuilder, WordStore

#: Words whose stems are remembered: all that pages say often; of others memory would hold more than
#: the stemmer costs.
_WORDS = 1 << 16


class Words(Struct, frozen=True):
    """What the indexer takes from a document.

    :ivar store: its words and its titles.
    :ivar entries: those of its index directives.
    """

    docname: str
    filename: str | os.PathLike[str]
    title: str
    store: WordStore
    entries: Sequence[Any]

    @classmethod
    def of(
        cls,
        indexer: IndexBuilder,
        docname: str,
        filename: str | os.PathLike[str],
        title: str,
        doctree: nodes.document,
    ) -> Words:
        """Take them as ``indexer.feed`` would."""
        entries = [node["entries"] for node in doctree.findall(addnodes.index)]
        return cls(docname, filename, title, indexer._word_collector(doctree), entries)

    def feed(self, indexer: IndexBuilder) -> None:
        """Give them to the indexer, in place of the document."""
        doctree = new_document("")
        doctree += [addnodes.index(entries=entries) for entries in self.entries]
        collect = indexer._word_collector
        indexer._word_collector = lambda doctree: self.store  # type: ignore[method-assign]
        try:
            indexer.feed(self.docname, self.filename, self.title, doctree)
        finally:
            indexer._word_collector = collect  # type: ignore[method-assign]


def quicken(indexer: IndexBuilder) -> None:
    """Let the indexer stem each word once, and look once at each word of a document.

    Sphinx stems each word of each page anew, in pure Python where PyStemmer is not installed, and
    the pages of a repository say the same words over and over.
    """
    if hasattr(indexer.lang.stem, "cache_info"):
        return
    indexer.lang.stem = lru_cache(_WORDS)(indexer.lang.stem)  # type: ignore[method-assign]
    collect = indexer._word_collector

    def unique(doctree: nodes.document) -> WordStore:
        store = collect(doctree)
        store.words = list(dict.fromkeys(store.words))
        return store

    indexer._word_collector = unique  # type: ignore[method-assign]


def _before_indexing(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Quicken the indexer (``doctree-resolved``, before a page is indexed)."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        quicken(indexer)


def tidy(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Drop the words that no page has any more (``html-collect-pages``).

    Sphinx leaves them in with an empty list, so that a second build would differ from a clean one.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None and not lifecycle.of(app).is_unchanged:
        _prune_by_sets(indexer)
        indexer.prune(app.env.all_docs)
        drop_sections(indexer, lifecycle.of(app).pages)
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, docnames in words.items() if not docnames]:
                del words[word]
    return []


def _prune_by_sets(indexer: IndexBuilder) -> None:
    """Let the indexer drop documents in a time that does not grow with their number.

    Sphinx hands it a dictionary, of which a set looks at every key for every word: the words of a
    large repository times its pages, here and once more before the index is written.
    """
    prune = indexer.prune
    indexer.prune = lambda docnames: prune(frozenset(docnames))  # type: ignore[method-assign]


def drop_sections(indexer: IndexBuilder, pages: Set[str]) -> None:
    """Drop the titles of sections of our pages: they are the same on each, and no answer.

    The title of a page stays, with its words.
    """
    titles = indexer._all_titles
    kept: dict[str, set[str]] = {}
    for docname in pages & titles.keys():
        titles[docname] = titles[docname][:1]
        words = [word for title, _ in titles[docname] for word in indexer.lang.split(title)]
        kept[docname] = {*words, *(indexer.lang.stem(word).lower() for word in words)}
    for word, docnames in indexer._title_mapping.items():
        docnames -= {name for name in docnames if name in kept and word not in kept[name]}


def release(app: Sphinx, exception: Exception | None) -> None:
    """Let the indexer out of memory (``build-finished``), now that it is written: what we write at
    the end takes as much, and another build in this process makes its own."""
    if getattr(app.builder, "indexer", None) is not None:
        app.builder.indexer = None  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", _before_indexing)
    app.connect("html-collect-pages", tidy)
    app.connect("build-finished", release, priority=100)
