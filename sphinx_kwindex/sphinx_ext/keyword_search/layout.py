"""The files that a browser searches; each is loaded when it is wanted.

===========  ====================================================================================
index.js     the directory: the first name of each block, what kinds are called, and messages
n<n>.js      a block of names, in the order of the alphabet: how often each is used, and of each of
             its places the kind and the file. One or two answer what begins with the letters typed;
             all of them, what holds them, what a filter leaves, and how many there are
files.js     the paths and languages of files: what the filters of them look at
<n>.js       a shard of what a result shows: the line, full name, signature, path and address of
             each place, in the order of names. A list of results loads those of its rows
===========  ====================================================================================

All are scripts, because a page that was opened from a folder may load nothing else. Pure: equal
entries make equal bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from sphinx_kwindex.sphinx_ext.keyword_search import INDEX
from sphinx_kwindex.sphinx_ext.keyword_search.entries import (
    KINDS,
    Entries,
    File,
    Place,
    Rank,
    folded,
)
from sphinx_kwindex.sphinx_ext.keyword_search.packing import (
    DIGITS,
    fixed,
    numbers,
    shared,
    texts,
    width,
)

#: Most bytes of a shard and of a block, but for a single record or name that takes more.
SHARD, BLOCK = 4_000, 16_000
#: Most shards that one list of results loads, and one that shows what a part of the index answers:
#: with two blocks beside them they stay below the 60,000 bytes that a query may cost.
SHARDS, FEW = 13, 6
_CALL = "kwindexSearch"

#: The name of a file, the function that it calls, and with what beside the version.
_Call = tuple[str, str, str]

#: Of each place the number of its file, and what else it holds.
_Shard = list[tuple[int, str]]


def files(
    entries: Entries, words: Mapping[str, str], messages: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the name and the text, in ASCII, of each file; the directory comes last.

    :param words: what each of :data:`KINDS` is called to the reader.
    :param messages: what else the search says, by name.
    """
    calls = list(_calls(entries, words, messages))
    digest = blake2b(digest_size=6)
    for call in calls:
        digest.update("\n".join(call).encode())
    # A browser may keep a file longer than others: those of another build are no use to it.
    version = digest.hexdigest()
    for name, function, arguments in calls:
        yield name, f'{_CALL}.{function}("{version}",{arguments});\n'


def _calls(
    entries: Entries, words: Mapping[str, str], messages: Mapping[str, str]
) -> Iterator[_Call]:
    frame = _frame(entries.files)
    sizes = [
        # Two numbers before the path, and what makes the address a member of an object.
        _size(file.path) + 3 + (_size(file.address) + 10) * (not _follows(file, frame))
        for file in entries.files
    ]
    digits = width(len(entries.files))
    numbered = [fixed(number, digits) for number in range(len(entries.files))]
    starts: list[str] = []
    first = 0
    for names in _blocks(entries, digits):
        shards = list(_shards(names, entries, sizes))
        for place, shard in enumerate(shards, first):
            yield f"{place}.js", "details", _json(place, *_details(shard, entries.files, frame))
        block = {
            **_names(names, entries, numbered),
            "first": first,
            "shards": numbers(map(len, shards)),
        }
        yield f"n{len(starts)}.js", "names", _json(len(starts), block)
        starts.append(folded(names[0]))
        first += len(shards)
    yield "files.js", "files", _json(_files(entries.files))
    directory = {
        "starts": texts(starts),
        "width": digits,
        "start": frame[0],
        "end": frame[1],
        "kinds": [[kind, words[kind]] for kind in KINDS],
        "most": SHARDS,
        "few": FEW,
        "messages": dict(messages),
    }
    yield INDEX, "directory", _json(directory)


def _json(*values: object) -> str:
    return ",".join(json.dumps(value, separators=(",", ":")) for value in values)


def _blocks(entries: Entries, digits: int) -> Iterator[list[str]]:
    """Yield the names of each block. Names that differ in capitals alone share one."""
    block: list[str] = []
    room = BLOCK
    before = ""
    for name, places in entries.places.items():
        # Four numbers, of which few take a second digit.
        size = _size(name) - shared(before, name) + 4 + len(places) * (digits + 1)
        if block and size > room and folded(name) != folded(before):
            yield block
            block, room = [], BLOCK
        block.append(name)
        room -= size
        before = name
    if block:
        yield block


def _names(names: Sequence[str], entries: Entries, numbered: Sequence[str]) -> dict[str, object]:
    """A block.

    :param numbered: the packed number of each file.
    """
    held = [entries.places[name] for name in names]
    packed = (
        DIGITS[2 * place.kind + (place.rank is Rank.PRIVATE)] + numbered[place.file]
        for places in held
        for place in places
    )
    return {
        "names": texts(names),
        "counts": numbers(map(len, held)),
        "uses": numbers(entries.uses.get(name, 0) for name in names),
        "places": "".join(packed),
    }


def _files(all_files: Sequence[File]) -> dict[str, object]:
    languages = sorted({file.language for file in all_files})
    numbered = {language: place for place, language in enumerate(languages)}
    return {
        "paths": texts(file.path for file in all_files),
        "languages": languages,
        "written": numbers(numbered[file.language] for file in all_files),
    }


def _frame(all_files: Sequence[File]) -> tuple[str, str]:
    """What most addresses have before the path of their file, and after it."""
    frames = Counter(
        (file.address.partition(file.path)[0], file.address.rpartition(file.path)[2])
        for file in all_files
        if file.path in file.address
    )
    # The first of the most frequent: the order of files decides.
    return frames.most_common(1)[0][0] if frames else ("", "")


def _follows(file: File, frame: tuple[str, str]) -> bool:
    return file.address == f"{frame[0]}{file.path}{frame[1]}"


def _size(text: str) -> int:
    """How many bytes of JSON a text takes: a quote or line break two, what is not ASCII more."""
    if not text.isascii():
        return len(json.dumps(text)) - 2
    return len(text) + sum(map(text.count, '"\\\t\n'))


def _shards(names: Iterable[str], entries: Entries, sizes: Sequence[int]) -> Iterator[_Shard]:
    """Yield what each shard holds of each place, in the order of names.

    :param sizes: what each file takes in a shard.
    """
    shard: _Shard = []
    held: set[int] = set()
    room = SHARD
    for name in names:
        for place in entries.places[name]:
            record = _record(place)
            # The number of its file, with a tab after it, and the end of the line.
            size = len(str(len(held))) + 2 + _size(record) + 2
            if shard and size + (place.file not in held) * sizes[place.file] > room:
                yield shard
                shard, held, room = [], set(), SHARD
            room -= size + (place.file not in held) * sizes[place.file]
            shard.append((place.file, record))
            held.add(place.file)
    if shard:
        yield shard


def _details(
    shard: _Shard, all_files: Sequence[File], frame: tuple[str, str]
) -> tuple[str, str, dict[str, str]]:
    """The records of a shard, the paths of its files, and those addresses that do not follow from
    the path."""
    held = sorted({file for file, _ in shard})
    numbered = {file: place for place, file in enumerate(held)}
    records = "\n".join(f"{numbered[file]}\t{record}" for file, record in shard)
    addresses = {
        str(numbered[number]): file.address
        for number in held
        if not _follows(file := all_files[number], frame)
    }
    return records, texts(all_files[number].path for number in held), addresses


def _record(place: Place) -> str:
    """What a shard holds of a place beside the number of its file."""
    return f"{place.line or ''}\t{place.before}\t{place.after}\t{place.anchor}"
