"""What a name means that an author writes: a name of the repository in full, or the end of one.

In full, a definition of Python is its module and its qualified name, any other the path of its
file and its qualified name: ``shop.orders.order.Order``, ``src/main.c:main``. A name of Python is
followed through imports as Python follows it, so that ``shop.Order`` is found where the package
``shop`` imports it. The end of a name counts where all that ends so is one definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from posixpath import basename, dirname

from sphinx_kwindex.analysis.answers import NEAREST, NOTHING, Answer, Place
from sphinx_kwindex.analysis.linking.imports import Resolver
from sphinx_kwindex.analysis.linking.outline import Outline, outline
from sphinx_kwindex.analysis.linking.pythonic import is_python, modules_of
from sphinx_kwindex.analysis.named import Named
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.repository import ReadFile, Resolved

#: Longest name that is compared with others: comparing takes the square of its length.
_COMPARED = 200
_JOINT = re.compile(r"\.|::|#")
#: Between a path and a name, which may hold ``::``.
_COLON = re.compile(r"(?<!:):(?!:)")


class Lookup:
    """Answers for the repository that a store holds.

    Reads what the store knows of each file when it is made; names and facts when it is asked.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        known = [file for _seen, file in store.files().values()]
        self._modules = modules_of(known)
        #: The files that have a page.
        self.files: Mapping[str, ReadFile] = {file.path: file for file in known if file.has_page}
        self._folders = {"", *_ancestors(file.path for file in known)}

    # -- names in full --------------------------------------------------------------------------

    def full_name(self, named: Named) -> str:
        """A definition's name in full."""
        return self._full(named.path, named.qualname)

    def _full(self, path: str, qualname: str) -> str:
        module = self._module_names.get(path)
        return f"{module}.{qualname}" if module else f"{path}:{qualname}"

    @cached_property
    def _module_names(self) -> dict[str, str]:
        """The module of each file that alone has the name of it: of a module and its stub, the
        module."""
        return {path: name for name, path in self._module_files.items()}

    @cached_property
    def _module_files(self) -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for path, file in self.files.items():
            if is_python(file):
                found.setdefault(self._modules.name(path), []).append(path)
        single = {}
        for name, paths in found.items():
            paths = [path for path in paths if path.removesuffix("i") not in {*paths} - {path}]
            if len(paths) == 1 and all(part.isidentifier() for part in name.split(".")):
                single[name] = paths[0]
        return single

    # -- definitions ----------------------------------------------------------------------------

    def definition(self, text: str) -> Answer:
        """What the name of a definition or of a module means.

        :param text: in full, or the end of a name; behind the path of a file, or the end of one,
            and a colon, every name that the file defines. Parentheses at its end are no part.
        """
        for written in dict.fromkeys((text, text.removesuffix("()"))):
            for look in self._ways:
                answer = look(self, written)
                if answer != NOTHING:
                    return answer
        return NOTHING

    def in_full(self, text: str) -> Answer:
        """What a name in full means, and a name of Python that a module has from another one."""
        answer = self._in_full(text)
        return answer if answer != NOTHING else self._imported(text)

    def member(self, text: str) -> Place | None:
        """The one definition of all that ends so, where what stands before its last part is a
        type of the same file."""
        parts = _parts(text)
        answer = self._by_end(text)
        if answer.place is None:
            return None
        owners = {
            _parts(each.qualname)
            for each in self.facts(answer.place.path).definitions
            if each.kind.is_type
        }
        held = [owner[-len(parts[:-1]) :] == parts[:-1] for owner in owners]
        return answer.place if any(held) else None

    def alone(self, name: str) -> Place | None:
        """The one definition of a name, where it is public and at the top of its file."""
        found = list(self._store.names(name))
        answer = self._one(found)
        top = all(each.qualname == name for each in found)
        return answer.place if top and not name.startswith("_") else None

    def _in_file(self, text: str) -> Answer:
        found: list[Named] = []
        for colon in _COLON.finditer(text):
            written = text[colon.end() :]
            for path in self._ending(text[: colon.start()]):
                found += self._defined(path, written)
        return self._one(found)

    def _defined(self, path: str, written: str) -> list[Named]:
        """What a name means in a file: an id, a qualified name, or the end of one."""
        definitions = self.facts(path).definitions
        parts = _parts(written)
        for fits in (
            lambda each: each.anchor == written,
            lambda each: each.qualname == written,
            lambda each: _parts(each.qualname)[-len(parts) :] == parts,
        ):
            found = {each.qualname: each for each in reversed(definitions) if fits(each)}
            if found:
                return [Named(path, each.qualname, each.anchor) for each in found.values()]
        return []

    def _in_full(self, text: str) -> Answer:
        return self._one([each for each in self._called(text) if self.full_name(each) == text])

    def _by_end(self, text: str) -> Answer:
        parts = _parts(text)
        found = []
        for each in self._called(text):
            module = self._module_names.get(each.path)
            whole = _parts(f"{module}.{each.qualname}" if module else each.qualname)
            if whole[-len(parts) :] == parts:
                found.append(each)
        return self._one(found)

    def _called(self, text: str) -> Iterator[Named]:
        return self._store.names(_parts(text)[-1])

    def _one(self, found: Sequence[Named]) -> Answer:
        """The one definition that is meant: the module before its stub, and what has a body
        before what declares it elsewhere."""
        places = {(each.path, each.qualname) for each in found}
        with_body = {_parts(each.qualname) for each in found if not each.declared}
        meant = {
            (each.path, each.qualname): each
            for each in reversed(found)
            if not (each.path.endswith(".pyi") and (each.path[:-1], each.qualname) in places)
            and not (each.declared and _parts(each.qualname) in with_body)
        }
        return _answer(
            Place(each.path, each.anchor, self.full_name(each)) for each in meant.values()
        )

    # -- names that Python imports --------------------------------------------------------------

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self._modules, _Outlines(self))

    def _imported(self, text: str) -> Answer:
        """What the longest module that begins the name has under the rest of it."""
        parts = text.split(".")
        for length in range(len(parts) - 1, 0, -1):
            path = self._module_files.get(".".join(parts[:length]))
            if path is not None:
                place = self._attribute(path, parts[length:])
                return Answer(place) if place is not None else NOTHING
        return NOTHING

    def _imported_by_end(self, text: str) -> Answer:
        parts = text.split(".")
        places = set()
        for length in range(1, len(parts)):
            end = "." + ".".join(parts[:length])
            for name, path in self._module_files.items():
                if name.endswith(end):
                    places.add(self._attribute(path, parts[length:]))
        return _answer(place for place in places if place is not None)

    def _attribute(self, path: str, names: Sequence[str]) -> Place | None:
        while names:
            resolved = self._resolver.attribute(path, names[0])
            if resolved is None:
                return None
            if resolved.anchor:
                return self._member(resolved, names[1:])
            path, names = resolved.path, names[1:]
        return Place(path, "", self._module_names.get(path, path)) if path in self.files else None

    def _member(self, resolved: Resolved, names: Sequence[str]) -> Place | None:
        if resolved.path not in self.files:
            return None
        facts = self.facts(resolved.path)
        owner = next(each for each in facts.definitions if each.anchor == resolved.anchor)
        if not names:
            return Place(resolved.path, owner.anchor, self._full(resolved.path, owner.qualname))
        wanted = ".".join([owner.qualname, *names])
        anchors = [each.anchor for each in facts.definitions if each.qualname == wanted]
        if not anchors:
            return None
        return Place(resolved.path, min(anchors, key=len), self._full(resolved.path, wanted))

    def _module(self, text: str) -> Answer:
        path = self._module_files.get(text)
        if path is not None:
            return Answer(Place(path, "", text))
        end = f".{text}"
        found = self._module_files.items()
        return _answer(Place(path, "", name) for name, path in found if name.endswith(end))

    #: From the certain to the short.
    _ways = (_in_file, _in_full, _imported, _by_end, _imported_by_end, _module)

    # -- files and folders ----------------------------------------------------------------------

    def file(self, text: str) -> Answer:
        """What the path of a file means, or the end of one after a slash."""
        return _answer(Place(path, "", path) for path in self._ending(text))

    def folder(self, text: str) -> Answer:
        """What the path of a folder means, or the end of one; a dot or a slash is the root."""
        written = "" if text == "." else text.strip("/")
        if written in self._folders:
            return Answer(Place(written, "", written))
        end = f"/{written}"
        return _answer(Place(path, "", path) for path in self._folders if path.endswith(end))

    def within(self, folder: str) -> list[str]:
        """The files that have a page in a folder and below it, sorted."""
        start = f"{folder}/" if folder else ""
        return sorted(path for path in self.files if path.startswith(start))

    def facts(self, path: str) -> FileFacts:
        """What a file says."""
        key = self.files[path].facts
        return self._store.facts(key) if key else FileFacts()

    def text(self, path: str) -> str:
        """The text of a file, as it was analysed."""
        return self._store.text(self.files[path].text)

    def lines(self, path: str) -> int:
        """How many lines a file has."""
        return self.files[path].lines

    def _ending(self, text: str) -> list[str]:
        if text in self.files:
            return [text]
        end = f"/{text}"
        return [path for path in self._by_basename.get(basename(text), ()) if path.endswith(end)]

    @cached_property
    def _by_basename(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.files:
            found.setdefault(basename(path), []).append(path)
        return found

    # -- what is near to a name that means nothing ----------------------------------------------

    def near_definition(self, text: str) -> list[str]:
        """Names in full that are near to one that means nothing, the nearest first."""
        last = _parts(text.removesuffix("()"))[-1][:_COMPARED]
        names = [last]
        if not any(self._store.names(last)):
            slack = max(2, len(last) // 4)
            lengths = len(last) - slack, len(last) + slack
            known = self._store.names_of_length(*lengths)
            folded = [name for name in known if name.casefold() == last.casefold()]
            names = folded or get_close_matches(last, known, NEAREST)
        found = {self.full_name(each) for name in names for each in self._store.names(name)}
        return _nearest(text, found)

    def near_file(self, text: str) -> list[str]:
        """Likewise of paths of files."""
        names = get_close_matches(basename(text)[:_COMPARED], self._by_basename, NEAREST)
        return _nearest(text, {path for name in names for path in self._by_basename[name]})

    def near_folder(self, text: str) -> list[str]:
        """Likewise of paths of folders."""
        by_name: dict[str, list[str]] = {}
        for path in sorted(self._folders - {""}):
            by_name.setdefault(basename(path), []).append(path)
        names = get_close_matches(basename(text.strip("/"))[:_COMPARED], by_name, NEAREST)
        return _nearest(text, {path for name in names for path in by_name[name]})


class _Outlines(Mapping[str, Outline]):
    """The outlines of Python files, each made when it is asked for."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._made: dict[str, Outline] = {}

    def __getitem__(self, path: str) -> Outline:
        if path not in self._made:
            self._made[path] = outline(self._lookup.facts(path))
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lookup.files)

    def __len__(self) -> int:
        return len(self._lookup.files)


def _answer(places: Iterable[Place]) -> Answer:
    found = sorted(places, key=lambda place: (place.name, place.path))
    if len(found) == 1:
        return Answer(found[0])
    return Answer(others=tuple(place.name for place in found))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(_JOINT.split(text))


def _ancestors(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        while path := dirname(path):
            yield path


def _nearest(text: str, names: Iterable[str]) -> list[str]:
    """The names that are most like a text."""
    matcher = SequenceMatcher(b=text[:_COMPARED])
    scored = []
    for name in sorted(names)[:1000]:
        matcher.set_seq1(name[:_COMPARED])
        scored.append((-matcher.ratio(), name))
    return [name for _score, name in sorted(scored)[:NEAREST]]
