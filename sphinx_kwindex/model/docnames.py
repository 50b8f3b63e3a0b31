"""From paths of the repository to names of documents.

What is in a name: letters of any script, digits, ``_``, ``-`` and inner dots stand for
themselves, and every other character for its bytes in UTF-8 as ``=XX`` (a lone surrogate for the
byte that it carries). ``=-`` and a digest, which no such spelling holds, tell apart what would be
one name to a file system that folds case, and end what would be too long for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from posixpath import basename, dirname

from sphinx_kwindex.model.parts import FolderRef, Target

#: Bytes of one part of a name: with ``_docs``, a suffix and ``.doctree`` it stays under the 255
#: that file systems allow.
SEGMENT_BYTES = 180
#: Bytes of the name of a folder's documents: what lies deeper is named by a digest of its path,
#: so that no path on disk reaches the 4,096 bytes that Linux allows.
FOLDER_BYTES = 1500

_SAFE = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?", re.ASCII)
#: Folders that would meet a document of ours, or a file that a builder makes of one: ``doc`` and
#: ``doc.html``, ``a_docs`` and ``a_docs.html``.
_OURS_START = re.compile(
    r"(?:(?:doc|index|sub|book|search|skipped)(?:-[0-9]+)?|keywords(?:-[^.]*)?)(?:\.|$)", re.DOTALL
)
_OURS_END = re.compile(r"_(?:docs|kw(?:-[0-9]+)?)(?:\.|$)")


class Docnames:
    """Names of the documents of one repository.

    The mapping is injective over the output paths of html and dirhtml on a file system that
    folds case and normalises Unicode.

    :param paths: every file of the repository (folders follow from them).
    :param prefix: ``kwindex_docname_prefix``, without slashes at its ends.
    :param combined: whether a keyword index is a section of the documentation page.
    :ivar collisions: files and folders whose plain name another one has: ``(path that got
        another name, path that has the plain one)``, sorted. The first in the order of paths
        keeps it.
    """

    prefix: str
    collisions: tuple[tuple[str, str], ...]

    def __init__(self, paths: Iterable[str], prefix: str = "kwindex", combined: bool = False):
        self.prefix = prefix
        self._combined = combined
        files = sorted(set(paths))
        folders = sorted({folder for path in files for folder in _ancestors(path)})
        collisions: list[tuple[str, str]] = []
        # A folder sorts before all that lies in it, so its own name is known by then.
        self._folders = {"": prefix}
        self._name(folders, self._folders, collisions, is_folder=True)
        self._files: dict[str, str] = {}
        self._name(files, self._files, collisions, is_folder=False)
        self.collisions = tuple(sorted(collisions))

    def file(self, path: str) -> Target:
        """The documentation page of a file.

        :raises KeyError: if it is not one of the repository's; so do the next four.
        """
        return Target(f"{self._files[path]}_docs")

    def keywords(self, path: str) -> Target:
        """The keyword index of a file: a page, or a section of its documentation page."""
        name = self._files[path]
        return Target(f"{name}_docs", "keyword-index") if self._combined else Target(f"{name}_kw")

    def keywords_part(self, path: str, part: int) -> Target:
        """A page of the keyword index of a file, from 1; further ones are pages in any layout."""
        return self.keywords(path) if part == 1 else Target(_part(f"{self._files[path]}_kw", part))

    def folder(self, path: str) -> FolderRef:
        """The pages of a folder, without what only its content tells; ``""`` is the root."""
        name = self._folders[path]
        return FolderRef(
            path, Target(f"{name}/index"), Target(f"{name}/doc"), Target(f"{name}/sub")
        )

    def folder_part(self, path: str, part: int) -> Target:
        """A page of the index of a folder, from 1, which is the index itself."""
        return Target(_part(f"{self._folders[path]}/index", part))

    def alphabet(self, prefix: str = "") -> Target:
        """The A-Z of identifiers, or the part of it that starts with `prefix`, case and all."""
        name = f"{self.prefix}/keywords"
        return Target(f"{name}-{_identifier(prefix)}" if prefix else name)

    def skipped(self, part: int = 1) -> Target:
        """The list of skipped files, or a further page of it."""
        return Target(_part(f"{self.prefix}/skipped", part))

    @property
    def search(self) -> Target:
        """The search of keywords."""
        return Target(f"{self.prefix}/search")

    @property
    def book(self) -> Target:
        """The book."""
        return Target(f"{self.prefix}/book")

    def _name(
        self,
        paths: list[str],
        names: dict[str, str],
        collisions: list[tuple[str, str]],
        *,
        is_folder: bool,
    ) -> None:
        """Enter the name of each of `paths`, whose folders have theirs, into `names`."""
        owners: dict[str, str] = {}
        for path in paths:
            parent = self._folders[dirname(path)]
            segment = _segment(basename(path), is_folder)
            name = f"{parent}/{segment}"
            if is_folder and len(name.encode()) > FOLDER_BYTES:
                name = f"{self.prefix}/=-{_digest(path)}"
            owner = owners.setdefault(_fold(name), path)
            if owner is not path:
                collisions.append((path, owner))
                name = f"{parent}/{_cut(segment, _digest(path))}"
                owners[_fold(name)] = path
            names[path] = name


def _ancestors(path: str) -> Iterator[str]:
    """The folders that hold `path`, the nearest first, without the root."""
    while path := dirname(path):
        yield path


def _part(name: str, part: int) -> str:
    return name if part == 1 else f"{name}-{part}"


def _segment(text: str, is_folder: bool) -> str:
    """Spell one part of a path."""
    segment = text if _SAFE.fullmatch(text) else _spelled(unicodedata.normalize("NFC", text))
    if is_folder:
        folded = _fold(segment)
        if _OURS_START.match(folded):
            segment = _bytes(segment[0]) + segment[1:]
        if _OURS_END.search(folded):
            segment = segment.replace("_", _bytes("_"))
    return segment if len(segment.encode()) <= SEGMENT_BYTES else _cut(segment, _digest(text))


def _spelled(text: str) -> str:
    parts: list[str] = []
    kept = False
    last = len(text) - 1
    for position, char in enumerate(text):
        if char == ".":
            kept = 0 < position < last
        else:
            # A mark belongs to the letter before it, and does not join the spelling of a byte.
            kept = _is_plain(char) and (kept or unicodedata.category(char)[0] != "M")
        parts.append(char if kept else _bytes(char))
    return "".join(parts)


@lru_cache(maxsize=4096)
def _is_plain(char: str) -> bool:
    """Whether a character stands for itself, and stays a letter or digit when it is folded."""
    return char in "_-" or all(
        part.isalnum() or unicodedata.category(part)[0] == "M"
        for part in unicodedata.normalize("NFKC", char)
    )


def _bytes(char: str) -> str:
    try:
        data = char.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that carries no byte: not from a file system
        data = char.encode("utf-8", "surrogatepass")
    return "".join(f"={byte:02X}" for byte in data)


def _cut(segment: str, digest: str) -> str:
    """The start of a spelled segment, never a part of an ``=XX``, and a digest."""
    head = segment.encode()[: SEGMENT_BYTES - len(digest) - 2].decode("utf-8", "ignore")
    return f"{re.sub('=[0-9A-F]?$', '', head)}=-{digest}"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _fold(text: str) -> str:
    """What a file system may make of a name: compatible characters and both cases are one.

    Unicode's compatibility caseless matching (section 3.13, D146).
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text).casefold())
    return unicodedata.normalize("NFKC", text.casefold())


def _identifier(prefix: str) -> str:
    """Spell the start of an identifier so that different ones differ, folded too, each by itself.

    A capital of ASCII becomes a hyphen and the small letter.
    """
    name = "".join(_letter(char, char == _fold(char) and char.isalnum()) for char in prefix)
    if _fold(name) != name.casefold():  # letters that only fold together, such as Hangul's parts
        name = "".join(_letter(char, False) for char in prefix)
    return name if len(name.encode()) <= SEGMENT_BYTES else _cut(name, _digest(prefix))


def _letter(char: str, keep: bool) -> str:
    if char.isascii() and (char.isalnum() or char == "_"):
        return f"-{char.lower()}" if char.isupper() else char
    return char if keep else _bytes(char)
