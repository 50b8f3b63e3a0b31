"""The directives: each stands for what it shows until its page is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_kwindex.model.facts import Kind
from sphinx_kwindex.sphinx_ext.domain.references import Ambiguous, References
from sphinx_kwindex.sphinx_ext.domain.shown import DRAW, Shown
from sphinx_kwindex.sphinx_ext.warnings import WarningKind, logger

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec


class embedded(nodes.General, nodes.Element):
    """Stands where a part of the repository will.

    Attributes: ``word``, of the directive, and ``asked``, its argument and options as JSON.
    """


class _Embed(SphinxDirective):
    """A directive with one argument: a file, a folder, or the name of a definition."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        asked = json.dumps([self.arguments[0], self.options], sort_keys=True)
        node = embedded(word=self.name, asked=asked)
        self.set_source_info(node)
        return [node]


def kinds(argument: str) -> list[str]:
    """The words of kinds, with commas or spaces between them.

    :raises ValueError: one of them is none.
    """
    words = argument.replace(",", " ").split()
    known = [kind.value for kind in Kind]
    for word in words:
        if word not in known:
            raise ValueError(f"{word!r} is no kind; the kinds are {', '.join(known)}")
    return words


def _level(argument: str) -> int:
    number = directives.positive_int(argument)
    if number < 1:
        raise ValueError("a number from 1 is wanted")
    return number


def _columns(argument: str) -> int:
    if (number := _level(argument)) > 6:
        raise ValueError("at most 6 columns are possible")
    return number


def _of(argument: str) -> str:
    return directives.choice(argument, ("imports", "classes"))


def _flag(argument: str | None) -> bool:
    directives.flag(argument)
    return True


class Keywords(_Embed):
    """The keywords of a file, a folder or a definition."""

    option_spec: ClassVar[OptionSpec] = {
        "kinds": kinds,
        "depth": _level,
        "public": _flag,
        "columns": _columns,
    }


class Source(_Embed):
    """The source of a definition, a range of lines, or a file."""

    option_spec: ClassVar[OptionSpec] = {"linenos": _flag}


class Graph(_Embed):
    """Imports or classes as a picture."""

    option_spec: ClassVar[OptionSpec] = {"of": _of}


DIRECTIVES: dict[str, type[_Embed]] = {
    "kwindex": Keywords,
    "kwindex-source": Source,
    "kwindex-graph": Graph,
}


def draw(references: References, word: str, asked: str) -> Shown:
    """Return what a directive shows."""
    target, options = json.loads(asked)
    return DRAW[word](references, target, options)


def fill(references: References, doctree: nodes.document) -> None:
    """Put what directives show where they stand; a name that means nothing is a warning."""
    for node in list(doctree.findall(embedded)):
        shown = draw(references, node["word"], node["asked"])
        if isinstance(shown, list):
            node.replace_self(shown)
            continue
        target = json.loads(node["asked"])[0]
        if isinstance(shown, Ambiguous):
            kind, message = WarningKind.AMBIGUOUS, shown.message(target)
        else:
            kind, message = WarningKind.REFERENCE, references.missing(target, shown)
        logger.warning("%s", message, type="kwindex", subtype=kind.value, location=node)
        node.parent.remove(node)
