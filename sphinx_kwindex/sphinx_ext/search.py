"""Sphinx's own search index: cheaper to make, and the same after a second build."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_kwindex.sphinx_ext import lifecycle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.search import IndexBuilder

#: Words whose stems are remembered: those of some thousands of pages.
_WORDS = 1 << 17


def remember_stems(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the indexer stem each word once (``doctree-resolved``, before a page is indexed).

    Sphinx stems each word of each page anew, in pure Python where PyStemmer is not installed, and
    the pages of a repository say the same words over and over.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None and not hasattr(indexer.lang.stem, "cache_info"):
        indexer.lang.stem = lru_cache(_WORDS)(indexer.lang.stem)


def tidy(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Drop the words that no page has any more (``html-collect-pages``).

    Sphinx leaves them in with an empty list, so that a second build would differ from a clean one.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
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


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", remember_stems)
    app.connect("html-collect-pages", tidy)
