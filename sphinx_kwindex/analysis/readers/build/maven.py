"""Maven's project object model: the artifact, its modules, and what it needs.

https://maven.apache.org/pom.html, read by the expat of Python itself. A document type, which only
a hostile file has, ends the reading: no entity is ever declared, expanded or fetched. Nothing is
interpolated: ``${project.version}`` stays as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.readers.found import Found
from sphinx_kwindex.model.facts import FileFacts, Form, Kind

#: Elements within elements that are followed, and characters of one text that are kept.
_DEEPEST = 32
_LONGEST = 500


class _DocumentTypeError(Exception):
    """The text declares a document type."""


@dataclass(slots=True)
class _Element:
    """An open element.

    :ivar said: the texts of its children that hold nothing else.
    """

    name: str
    line: int
    text: str = ""
    said: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Takes the events of expat, and adds each element when it ends."""

    def __init__(self) -> None:
        self.found = Found()
        self._open: list[_Element] = []
        self._ignored = 0
        self._parser = ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._text
        self._parser.EndElementHandler = self._end

    def read(self, text: str) -> Found:
        try:
            self._parser.Parse(text.encode(), True)
        except ExpatError as error:
            self.found.fail(f"not well-formed XML: {ErrorString(error.code)}", error.lineno)
        except _DocumentTypeError:
            self.found.fail("a document type is not read", self._parser.CurrentLineNumber)
        return self.found

    def _refuse(self, *declared: object) -> NoReturn:
        raise _DocumentTypeError

    def _start(self, name: str, attributes: object) -> None:
        if self._ignored or len(self._open) >= _DEEPEST:
            self._ignored += 1
        else:
            self._open.append(_Element(name, self._parser.CurrentLineNumber))

    def _text(self, text: str) -> None:
        if not self._ignored and self._open and len(self._open[-1].text) < _LONGEST:
            self._open[-1].text += text[:_LONGEST]

    def _end(self, name: str) -> None:
        if self._ignored:
            self._ignored -= 1
            return
        element = self._open.pop()
        path = tuple(each.name for each in self._open)
        if self._open and not element.said:
            self._open[-1].said.setdefault(name, element.text.strip())
        add = _OF_PLACES.get((path[-1] if path else "", name))
        if add is not None and (path or ("project",))[0] == "project":
            add(self.found, element, path, self._parser.CurrentLineNumber)


_Add = Callable[[Found, _Element, tuple[str, ...], int], None]


def _project(found: Found, element: _Element, path: tuple[str, ...], last: int) -> None:
    name = element.said.get("artifactId", "")
    if name:
        version = element.said.get("version", "")
        found.define(Kind.TARGET, name, element.line, end_line=last, value=version)


def _needed(found: Found, element: _Element, path: tuple[str, ...], last: int) -> None:
    """A dependency or a plugin, by the two names that Maven joins with a colon."""
    artifact = element.said.get("artifactId", "")
    if artifact:
        found.define(
            Kind.REQUIREMENT,
            ":".join(filter(None, (element.said.get("groupId", ""), artifact))),
            element.line,
            parent=".".join(path[1:]),
            end_line=last,
            value=element.said.get("version", ""),
        )


def _module(found: Found, element: _Element, path: tuple[str, ...], last: int) -> None:
    found.name(element.text, element.line, form=Form.MODULE)


def _parent(found: Found, element: _Element, path: tuple[str, ...], last: int) -> None:
    found.name(element.said.get("relativePath", ""), element.line, form=Form.INCLUDE)


#: What an element is, by the name of the one around it and its own.
_OF_PLACES: Mapping[tuple[str, str], _Add] = {
    ("", "project"): _project,
    ("project", "parent"): _parent,
    ("modules", "module"): _module,
    ("dependencies", "dependency"): _needed,
    ("plugins", "plugin"): _needed,
    ("extensions", "extension"): _needed,
}


def read(text: str, language: Language) -> FileFacts:
    """Read a POM."""
    return _Reader().read(text).facts(text, language, "sphinx-kwindex")
