"""The rules of the keyword search by brute force, name by name: what the script is held against.

A name answers a term in the first of these ways: it is the term; it is, but for capitals; it
begins with it; its parts begin with the parts of the term; it holds it; where few places answer,
it begins with a text that is one typo away from it. Names that answer equally well stand in the
order of use, length and alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from sphinx_kwindex.sphinx_ext.keyword_search.entries import KINDS, Entries, File, Place

EXACT, FOLDED, PREFIX, HUMPS, INSIDE, TYPO = range(1, 7)
#: Fewer places than these, and typos are looked for; places that are shown of one name.
FEW, SHOWN = 12, 3

_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PART = re.compile(r"[A-Z][a-z]*|[a-z]+|[0-9]+")
_FILTER = re.compile(r"([a-z-]+):(?!:)(.*)", re.DOTALL)

#: Name, kind, path and line; without a kind, how many more places there are.
Row = tuple[str, str, str, int]


@dataclass
class Query:
    """What a text asks for, as the page of the search explains it."""

    terms: list[str] = field(default_factory=list)
    kinds: set[str] | None = None
    paths: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        return any(term.startswith('"') for term in self.terms)


def parse(text: str) -> Query:
    query = Query()
    for word in text.split():
        found = _FILTER.fullmatch(word)
        name, value = (found[1], found[2]) if found else ("", word)
        if name == "path":
            query.paths += [value.lower()] if value else []
        elif name == "lang":
            query.languages += [value.lower()] if value else []
        elif name and (kinds := _kinds(name)):
            query.kinds = (query.kinds or set()) | kinds
            query.terms += [value] if value else []
        else:
            query.terms.append(word)
    return query


def _kinds(name: str) -> set[str]:
    wanted = "function" if name == "fn" else name
    imports = {kind for kind in KINDS if wanted == "import" and kind.startswith("import-")}
    return {kind for kind in KINDS if kind == wanted} | imports


def one_typo(term: str, text: str) -> bool:
    """Whether a text is a term with one character missing, added or other, or two swapped."""
    if len(text) < len(term):
        return any(term[:i] + term[i + 1 :] == text for i in range(len(term)))
    if len(text) > len(term):
        return any(text[:i] + text[i + 1 :] == term for i in range(len(text)))
    other = [i for i, char in enumerate(term) if char != text[i]]
    if len(other) == 2:
        first, second = other
        return second == first + 1 and term[first] + term[second] == text[second] + text[first]
    return len(other) == 1


def near(name: str, term: str) -> bool:
    lengths = (len(term) - 1, len(term), len(term) + 1)
    starts = {name[:length].lower() for length in lengths if length <= len(name)}
    return any(one_typo(term.lower(), start) for start in starts)


def humps(name: str, term: str) -> bool:
    plain = term.islower() and not re.search("[_0-9]", term)
    wanted = re.findall("[a-z]", term) if plain else _PART.findall(term)
    there = _HUMP.findall(name.lstrip("_"))
    return 2 <= len(wanted) <= len(there) and all(
        own.lower().startswith(part.lower()) for own, part in zip(there, wanted, strict=False)
    )


def how(name: str, term: str) -> int:
    """How a name answers a term; 0 where it does not."""
    if term.startswith('"'):
        return EXACT if term.strip('"') == name else 0
    folded, small = name.lower(), term.lower()
    if name == term or folded == term:
        return EXACT
    if folded == small:
        return FOLDED
    if folded.startswith(small):
        return PREFIX
    if humps(name, term):
        return HUMPS
    return INSIDE if small in folded else 0


def rows(entries: Entries, text: str) -> tuple[int, list[Row]]:
    """Return how many places answer, and the rows of the list."""
    query = parse(text)
    if not (query.terms or query.kinds or query.paths or query.languages):
        return 0, []
    matched = {
        name: max((how(name, term) for term in query.terms), default=EXACT)
        for name in entries.places
        if all(how(name, term) for term in query.terms)
    }
    passing = {
        name: [place for place in places if _passes(entries, place, query)]
        for name, places in entries.places.items()
    }
    few = sum(len(passing[name]) for name in matched) < FEW
    if few and len(query.terms) == 1 and len(query.terms[0]) > 3 and not query.is_exact:
        for name in entries.places:
            if name not in matched and near(name, query.terms[0]):
                matched[name] = TYPO
    alphabet = {name: number for number, name in enumerate(entries.places)}
    order = sorted(
        (matched[name], rank, -entries.uses.get(name, 0), len(name), alphabet[name], name)
        for name in matched
        for rank in {place.rank for place in passing[name]}
    )
    listed = [
        row
        for _, rank, *_, name in order
        for row in _rows(entries, name, [p for p in passing[name] if p.rank == rank], query)
    ]
    return sum(len(passing[name]) for name in matched), listed


def qualified(entries: Entries, text: str) -> list[Row]:
    """Return the rows of a qualified name, the nearest to what it is said to be in first."""
    *within, own = re.split(r"\.|::|#|->", text)
    alphabet = {name: number for number, name in enumerate(entries.places)}
    ranked = []
    for name, places in entries.places.items():
        answer = how(name, own)
        order = (-entries.uses.get(name, 0), len(name), alphabet[name])
        for number, place in enumerate(places):
            path = entries.files[place.file].path
            deep = _depth([part for part in within if part], path, place.before)
            if answer in (EXACT, FOLDED, PREFIX) and deep is not None:
                row = name, KINDS[place.kind], path, place.line
                ranked.append((answer, place.rank, deep, *order, number, row))
    return [row for *_, row in sorted(ranked)]


def _depth(within: list[str], path: str, before: str) -> tuple[int, int] | None:
    """How many names stand between the innermost of `within` and what stands there, where the
    folders, the file and the definitions around it hold all of them in order; and how many those
    are."""
    around = re.sub(r"\.[^./]*$", "", path).split("/") + re.split(r"\.|::|#|->", before)
    names = [name.lower() for name in around if name]
    ways = [
        (len(names) - 1 - places[-1], len(names))
        for places in combinations(range(len(names)), len(within))
        if [names[place] for place in places] == [name.lower() for name in within]
    ]
    return min(ways, default=None)


def _passes(entries: Entries, place: Place, query: Query) -> bool:
    file = entries.files[place.file]
    return (
        (query.kinds is None or KINDS[place.kind] in query.kinds)
        and all(part in file.path.lower() for part in query.paths)
        and (not query.languages or any(_speaks(entries, file, name) for name in query.languages))
    )


def _speaks(entries: Entries, file: File, name: str) -> bool:
    """The whole name of a language is that language alone; C is not C++."""
    spoken = file.language.lower()
    is_whole = any(name == other.language.lower() for other in entries.files)
    return spoken == name if is_whole else spoken.startswith(name)


def _rows(entries: Entries, name: str, places: list[Place], query: Query) -> Iterator[Row]:
    shown = places if query.is_exact else places[:SHOWN]
    for place in shown:
        yield name, KINDS[place.kind], entries.files[place.file].path, place.line
    if len(shown) < len(places):
        yield name, "", "", len(places) - len(shown)
