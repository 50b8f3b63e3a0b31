"""Universal Ctags, where it is installed: definitions in languages that have no reader.

One run for all such files, as a child, on copies of their texts under neutral names: ctags is
never given a path of the repository, no option file is read, and what it prints is JSON. Where it
is not installed, or does not end in time, the files have what their own reader found.

https://docs.ctags.io/en/latest/man/ctags.1.html, ctags-json-output.5.html.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import splitext
from typing import Any

from msgspec.structs import replace

from sphinx_kwindex.analysis import above
from sphinx_kwindex.analysis.ctags_kinds import kind_of
from sphinx_kwindex.analysis.ctags_program import Ctags
from sphinx_kwindex.analysis.readers.drafts import finished
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.analysis.shared_names import SHARED
from sphinx_kwindex.analysis.text import shortened
from sphinx_kwindex.model.facts import FileFacts

#: Seconds for a run.
SECONDS = 60.0

_NAMED = "universal-ctags"
#: The whole name of a module of Elixir, of which ctags tells the last part.
_ELIXIR = re.compile(r"\bdefmodule\s+([\w.]+)")
#: Languages whose functions are told clause by clause.
_CLAUSES = frozenset({"Elixir", "Erlang"})
#: Languages whose own tokens tell more than ctags does: it lists what is local in Kotlin, and loses
#: the class around it.
_BETTER_KNOWN = frozenset({"Kotlin", "Swift"})
#: Languages that name nothing.
_UNTOLD = _BETTER_KNOWN | {"", "Text", "Ignore list", "Git attributes", "CODEOWNERS"}
#: Suffixes by which ctags knows a language, for files whose own suffix it may take for another's.
_SUFFIXES: Mapping[str, str] = {
    "Assembly": ".asm",
    "BASIC": ".bas",
    "C#": ".cs",
    "Clojure": ".clj",
    "Common Lisp": ".lisp",
    "D": ".d",
    "Eiffel": ".e",
    "Elixir": ".ex",
    "Emacs Lisp": ".el",
    "Erlang": ".erl",
    "Fortran": ".f",
    "MATLAB": ".m",
    "OCaml": ".ml",
    "Objective-C": ".m",
    "Objective-C++": ".mm",
    "PHP": ".php",
    "Pascal": ".pas",
    "Perl": ".pl",
    "Puppet": ".pp",
    "R": ".r",
    "RPM spec": ".spec",
    "Raku": ".p6",
    "Roff": ".1",
    "Scheme": ".scm",
    "Standard ML": ".sml",
    "SystemVerilog": ".sv",
    "TeX": ".tex",
    "Verilog": ".v",
    "systemd unit": ".service",
}
_ANONYMOUS = re.compile(r"(?:^|[.:])__anon")
#: Names of files that a copy keeps; of others the suffix is what tells the language.
_NEUTRAL = re.compile(r"[A-Za-z0-9_][\w.+-]{0,60}", re.ASCII)
_SUFFIX = re.compile(r"\.[A-Za-z0-9+_-]{1,12}\Z")


def definitions(
    tagger: Ctags, sources: Sequence[tuple[str, str]], seconds: float = SECONDS
) -> dict[int, Found]:
    """Read all files in one run.

    :param sources: of each its name, without folders, and its text.
    :returns: what was found, by the place of the file in `sources`; nothing at all where the
        run failed, so that no part of it depends on how far it came.
    """
    found: dict[int, Found] = {}
    with tempfile.TemporaryDirectory(prefix="kwindex-ctags-") as folder:
        names = [_copy(Path(folder), place, *each) for place, each in enumerate(sources)]
        for tag in _tags(tagger.run(names, folder, seconds)):
            place = int(tag["path"].partition("/")[0])
            _add(found.setdefault(place, Found()), tag)
    return found


def is_asked(facts: FileFacts) -> bool:
    """Whether a file is one that ctags may say more of: none but Pygments has read it."""
    known = facts.language not in _UNTOLD
    return known and facts.problem is None and facts.reader in ("", "pygments")


def tell(
    tagger: Ctags,
    untold: Mapping[str, FileFacts],
    names: Mapping[str, str],
    text: Callable[[str], str],
) -> Iterator[tuple[str, FileFacts]]:
    """Yield what ctags says of files that have no reader of their own, all read in one run.

    :param untold: what is known of each, by a key of any kind.
    :param names: of each, without folders.
    :param text: gives the text of a key.
    """
    # Children end in any order; which files are read together, and in which order, does not.
    asked = {key: _known_name(names[key], facts.language) for key, facts in untold.items()}
    keys = sorted(key for key, name in asked.items() if name)
    found = definitions(tagger, [(asked[key], text(key)) for key in keys]) if keys else {}
    places = {key: place for place, key in enumerate(keys)}
    for key in sorted(untold):
        facts = told(untold[key], found.get(places.get(key, -1)))
        yield key, above.noted(facts, text(key)) if key in places else facts


def _known_name(name: str, language: str) -> str:
    """The name by which ctags takes a file for one of its language; empty where there is none."""
    suffix = splitext(name)[1]
    if {suffix, suffix.lower()}.isdisjoint(SHARED):
        return name
    return f"x{_SUFFIXES[language]}" if language in _SUFFIXES else ""


def told(facts: FileFacts, found: Found | None) -> FileFacts:
    """Return facts with the definitions that ctags found, or as they are where it found none."""
    if found is None or not found.definitions:
        return facts
    return replace(
        facts,
        definitions=finished(found.definitions),
        cut=tuple(sorted(found.cut)),
        reader=_NAMED,
    )


def _copy(folder: Path, place: int, name: str, text: str) -> str:
    """Write a text where ctags can read it, and return its path from `folder`."""
    suffix = _SUFFIX.search(name)
    neutral = name if _NEUTRAL.fullmatch(name) else f"x{suffix[0] if suffix else ''}"
    (folder / str(place)).mkdir()
    (folder / str(place) / neutral).write_text(text, encoding="utf-8", newline="\n")
    return f"{place}/{neutral}"


def _tags(printed: bytes) -> Iterator[Any]:
    for line in printed.split(b"\n"):
        try:
            tag = json.loads(line.decode("utf-8", "replace"))
        except ValueError:
            continue
        if isinstance(tag, dict) and tag.get("_type") == "tag" and isinstance(tag.get("line"), int):
            yield tag


def _add(found: Found, tag: Mapping[str, Any]) -> None:
    name, scope, language = str(tag["name"]), str(tag.get("scope", "")), str(tag.get("language"))
    word, line = str(tag.get("kind")), str(tag.get("pattern", "")).removeprefix("/^")
    kind = kind_of(language, word, str(tag.get("scopeKind", "")), line)
    if kind is None or _ANONYMOUS.search(name) or _ANONYMOUS.search(scope) or len(name.split()) > 1:
        return
    if language in _CLAUSES and found.definitions and found.definitions[-1].name == name:
        return
    if (whole := _ELIXIR.search(line)) is not None and language == "Elixir":
        name = whole[1]
    found.define(
        kind,
        name,
        tag["line"],
        parent=scope,
        joint="::" if "::" in scope else ".",
        end_line=int(tag.get("end", 0)),
        signature=shortened(str(tag.get("signature", "")), 200),
        tags=(word,) if word == "property" else (),
    )
