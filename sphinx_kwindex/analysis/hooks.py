"""What others have a say in while a repository is surveyed."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.facts import Definition
from sphinx_kwindex.model.repository import ReadFile


def _never(path: str) -> bool:
    return False


class Hooks(Struct, frozen=True):
    """Who is asked.

    :ivar skips_file: whether a file is left out, by its path from the root.
    :ivar skips_keyword: whether a keyword is left out, by the path of its file; ``None`` where
        nobody is asked, so that no facts are looked through.
    """

    skips_file: Callable[[str], bool] = _never
    skips_keyword: Callable[[str, Definition], bool] | None = None

    def files(self, store: Store, files: tuple[ReadFile, ...]) -> tuple[ReadFile, ...]:
        """Return files whose facts lack the keywords that are left out, with what lies in them.

        Facts belong to a content, which several files may have, and the answer to one of them:
        they are kept under a name of their own, beside those that the reader told.
        """
        skips = self.skips_keyword
        if skips is None:
            return files
        with store.transaction():
            return tuple(_without(file, store, skips) if file.facts else file for file in files)


NOBODY = Hooks()


def _without(file: ReadFile, store: Store, skips: Callable[[str, Definition], bool]) -> ReadFile:
    facts = store.facts(file.facts)
    kept = _kept(facts.definitions, lambda each: skips(file.path, each))
    if len(kept) == len(facts.definitions):
        return file
    cut = tuple(sorted({*facts.cut, "extension"}))
    shown = replace(facts, definitions=kept, cut=cut)
    blob = codec.dump(shown)
    key = codec.digest(b"\0".join((file.facts.encode(), blob)))
    store.put_facts(key, blob)
    return replace(file, facts=key, told=file.facts, has_keywords=shown.has_keywords)


def _kept(
    definitions: tuple[Definition, ...], skips: Callable[[Definition], bool]
) -> tuple[Definition, ...]:
    """Return the definitions that are not left out, by themselves or with what holds them.

    Several may have one name: what lies in it is left out with the last of them.
    """
    kept = [each for each in definitions if not skips(each)]
    gone = {each.qualname for each in definitions} - {each.qualname for each in kept}
    while gone:
        inner = {each.qualname for each in kept if each.parent in gone}
        kept = [each for each in kept if each.qualname not in inner]
        gone = inner
    return tuple(kept)
