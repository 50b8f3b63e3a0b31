"""The files that a browser searches: an index of all names, and shards with what results show.

The index is loaded once: every name, how often it is used, and of each of its places the kind and
the file. That is enough to find, filter, order and count whatever is asked. What else a result
shows, its line, signature and full name, lies in many small shards, in the order of names, of
which a list of results loads those that it shows. All are scripts, because a page that was opened
from a folder may load nothing else. Pure: equal entries make equal bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from sphinx_kwindex.sphinx_ext.keyword_search.entries import KINDS, Entries, File, Place, Rank
from sphinx_kwindex.sphinx_ext.keyword_search.packing import (
    DIGITS,
    fixed,
    number,
    numbers,
    texts,
    width,
)

#: Most bytes of a shard, but for a single record that is longer.
SHARD = 4096
#: Most shards that one list of results loads: together with the frame of each they stay below the
#: 60,000 bytes that a query may cost.
SHARDS = 13
#: File with the index, beside the shards.
INDEX = "index.js"

_CALL = "kwindexSearch"


def files(
    entries: Entries, words: Mapping[str, str], messages: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the name and the text, in ASCII, of each file; the index comes last.

    :param words: what each of :data:`KINDS` is called to the reader.
    :param messages: what else the search says, by name.
    """
    shards = list(_shards(entries))
    index = {
        **_names(entries),
        **_places(entries),
        **_addresses(entries.files),
        "kinds": [[kind, words[kind]] for kind in KINDS],
        "shards": numbers(len(shard) for shard in shards),
        "most": SHARDS,
        "messages": dict(messages),
    }
    # A browser may keep an index longer than its shards: those of another build are no use to it.
    digest = blake2b(digest_size=6)
    digest.update(_json(index).encode())
    for shard in shards:
        digest.update("\n".join(shard).encode())
    version = digest.hexdigest()
    for place, shard in enumerate(shards):
        text = _json("\n".join(shard))
        yield f"{place}.js", f'{_CALL}.shard("{version}",{place},{text});\n'
    yield INDEX, f"{_CALL}.index({_json({'version': version, **index})});\n"


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _names(entries: Entries) -> dict[str, object]:
    return {
        "names": texts(entries.places),
        "counts": numbers(map(len, entries.places.values())),
        "uses": numbers(entries.uses.get(name, 0) for name in entries.places),
    }


def _places(entries: Entries) -> dict[str, object]:
    digits = width(len(entries.files))
    packed = (
        DIGITS[2 * place.kind + (place.rank is Rank.PRIVATE)] + fixed(place.file, digits)
        for places in entries.places.values()
        for place in places
    )
    return {"width": digits, "places": "".join(packed)}


def _addresses(all_files: Sequence[File]) -> dict[str, object]:
    """The paths and languages of files, and their addresses, which mostly follow from the path."""
    frames = Counter(
        (file.address.partition(file.path)[0], file.address.rpartition(file.path)[2])
        for file in all_files
        if file.path in file.address
    )
    # The first of the most frequent: the order of files decides.
    start, end = frames.most_common(1)[0][0] if frames else ("", "")
    languages = sorted({file.language for file in all_files})
    numbered = {language: place for place, language in enumerate(languages)}
    return {
        "paths": texts(file.path for file in all_files),
        "start": start,
        "end": end,
        "addresses": {
            str(place): file.address
            for place, file in enumerate(all_files)
            if file.address != f"{start}{file.path}{end}"
        },
        "languages": languages,
        "written": "".join(number(numbered[file.language]) for file in all_files),
    }


def _shards(entries: Entries) -> Iterator[list[str]]:
    """Yield the records of each shard, in the order of names and places."""
    shard: list[str] = []
    room = SHARD
    for places in entries.places.values():
        for place in places:
            record = _record(place)
            # A quote takes two bytes, a line break two, and what is not ASCII six or more.
            size = len(_json(record))
            if shard and size > room:
                yield shard
                shard, room = [], SHARD
            shard.append(record)
            room -= size
    if shard:
        yield shard


def _record(place: Place) -> str:
    fields = (str(place.line or ""), place.before, place.after, place.anchor)
    return "\t".join(fields).rstrip("\t")
