"""Which documents are written again although they were not read: what they name is elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.sphinx_ext.domain import directives
from sphinx_kwindex.sphinx_ext.domain.references import References


def digest(references: References, named: Iterable[tuple[str, str]]) -> str:
    """Digest of what all that a document names means, and of what its directives show."""
    parts = []
    for word, asked in named:
        key = word, asked
        if key not in references.digests:
            references.digests[key] = codec.digest(
                _shown(references, word, asked).encode("utf-8", "backslashreplace")
            )
        parts.append(f"{word} {asked} {references.digests[key]}")
    return codec.digest("\n".join(parts).encode("utf-8", "backslashreplace"))


def _shown(references: References, word: str, asked: str) -> str:
    if word not in directives.DIRECTIVES:
        return repr(references.meaning(word, asked))
    shown = directives.draw(references, word, asked)
    return "".join(node.pformat() for node in shown) if isinstance(shown, list) else repr(shown)


def changed(
    named: Mapping[str, object], written: dict[str, str], digest_of: Callable[[str], str]
) -> list[str]:
    """Return the documents that name something else than when one builder wrote them.

    :param named: the documents that name anything.
    :param written: the digest of each, brought up to date.
    """
    now = {docname: digest_of(docname) for docname in named}
    different = sorted(docname for docname, seen in now.items() if written.get(docname) != seen)
    written.clear()
    written.update(now)
    return different
