"""What the keyword search finds: identifiers, imports and files, each with its places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from posixpath import basename
from sys import intern

from msgspec import Struct, field

from sphinx_kwindex.model.anchors import line_anchor
from sphinx_kwindex.model.docnames import Docnames
from sphinx_kwindex.model.facts import Definition, Form, Import, Kind
from sphinx_kwindex.model.keywords import Keywords
from sphinx_kwindex.model.repository import ReadFile
from sphinx_kwindex.pages.clean import NAME, clean, visible

#: Longest signature, in characters, that a result shows.
_SIGNATURE = 120

#: The word of a file among the kinds.
FILE = "file"
#: Every kind of entry, as a filter names it. What kinds are imports has the words of their forms.
KINDS: tuple[str, ...] = (
    *(kind.value for kind in Kind if kind.is_code),
    *(f"import-{form.value}" for form in Form if not form.is_link),
    FILE,
)
_NUMBER = {word: number for number, word in enumerate(KINDS)}


class Rank(IntEnum):
    """Which places of a name stand before others."""

    PUBLIC = 0
    PRIVATE = 1
    FILE = 2
    IMPORT = 3


class Place(Struct, frozen=True, order=True):
    """Where something of a name stands; sorted as results are.

    :ivar file: number of its file among :attr:`Entries.files`.
    :ivar kind: its number in :data:`KINDS`.
    :ivar before: what stands before the name in its qualified name: ``Order.``.
    :ivar after: its signature, bases, type and value, or the module that it is imported from.
    :ivar anchor: the id of its line; empty where that is `before` and the name.
    """

    rank: Rank
    file: int
    line: int
    kind: int
    before: str = ""
    after: str = ""
    anchor: str = ""


class File(Struct, frozen=True):
    """A file that has a page.

    :ivar address: of its page, relative to the output folder.
    """

    path: str
    address: str
    language: str


class Entries(Struct, frozen=True):
    """All that is searched.

    :ivar files: sorted by path.
    :ivar places: of each name, sorted; the names are in the order of :func:`alphabetical`.
    :ivar uses: how often the repository names an identifier, where that is counted.
    """

    files: tuple[File, ...] = ()
    places: Mapping[str, list[Place]] = field(default_factory=dict)
    uses: Mapping[str, int] = field(default_factory=dict)

    @property
    def identifiers(self) -> int:
        """How many names there are that the repository defines."""
        last = Rank.PRIVATE
        return sum(places[0].rank <= last for places in self.places.values())


class Gathering:
    """What a build's search finds, in the making; texts are clean.

    :param uses: how often the repository names each identifier.
    :param address: returns where a document lies, relative to the output folder, or ``None``
        where this builder has no such document.
    """

    def __init__(
        self,
        docnames: Docnames,
        uses: Mapping[str, int],
        address: Callable[[str], str | None],
    ) -> None:
        self._docnames = docnames
        self._uses = uses
        self._address = address
        self._files: list[File] = []
        self._places: dict[str, list[Place]] = {}

    def add(self, file: ReadFile, facts: Keywords) -> None:
        """Take what is searched of a file; they come in the order of their paths."""
        path = file.path
        page = self._address(self._docnames.file(path).docname) if file.has_page else None
        if page is None:
            return
        number = len(self._files)
        self._files.append(File(visible(path), page, clean(file.language)))
        places = self._places
        name = visible(basename(path))
        places.setdefault(name, []).append(Place(Rank.FILE, number, 0, _NUMBER[FILE]))
        for definition in facts.definitions:
            if definition.kind.is_code:
                name = clean(definition.name, NAME)
                places.setdefault(name, []).append(_defined(definition, name, number))
        for statement in facts.imports:
            if not statement.form.is_link:
                name, place = _imported(statement, number)
                places.setdefault(name, []).append(place)

    def entries(self) -> Entries:
        """Return what is searched, now that all files were added; once."""
        uses = {clean(name, NAME): count for name, count in self._uses.items() if count}
        places = self._places
        places.pop("", None)
        ordered = {name: _sorted(places.pop(name)) for name in sorted(places, key=alphabetical)}
        return Entries(tuple(self._files), ordered, uses)


def _sorted(places: list[Place]) -> list[Place]:
    return sorted(set(places)) if len(places) > 1 else places


def alphabetical(name: str) -> tuple[bytes, str]:
    """Sort names as a browser compares their small letters, by units of UTF-16."""
    return folded(name).encode("utf-16-be", "surrogatepass"), name


def folded(name: str) -> str:
    """Return a name in small letters, each in the place of its own: a letter whose small one takes
    two stays."""
    if name.isascii():
        return name.lower()
    return "".join(small if len(small := char.lower()) == 1 else char for char in name)


def _defined(definition: Definition, name: str, file: int) -> Place:
    """The place of a definition.

    :param name: its own, clean.
    """
    # Many have the same, and all are held at once.
    before = intern(clean(definition.qualname.removesuffix(definition.name), NAME))
    plain = before + name == definition.anchor
    return Place(
        Rank.PUBLIC if definition.is_public else Rank.PRIVATE,
        file,
        definition.line,
        _NUMBER[definition.kind.value],
        before,
        intern(clean(_shown(definition), _SIGNATURE)),
        "" if plain else definition.anchor,
    )


def _shown(definition: Definition) -> str:
    """What follows a name where it is defined."""
    if definition.signature:
        return definition.signature
    if definition.bases:
        return f"({', '.join(definition.bases)})"
    annotation = f": {definition.annotation}" if definition.annotation else ""
    value = f" = {definition.value}" if definition.value else ""
    return annotation + value


def _imported(statement: Import, file: int) -> tuple[str, Place]:
    """The name that a statement imports; a whole module's is all that is written of it."""
    whole = statement.name is None or statement.name == "*"
    place = Place(
        Rank.IMPORT,
        file,
        statement.line,
        _NUMBER[f"import-{statement.form.value}"],
        after="" if whole else intern(clean(f"from {statement.module}", _SIGNATURE)),
        anchor=line_anchor(statement.line),
    )
    return clean(statement.written if whole else statement.name or "", NAME), place
