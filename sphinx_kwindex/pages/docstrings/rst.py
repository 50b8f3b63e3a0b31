"""Docstrings in reStructuredText, read by docutils with what it may do cut down.

The state machine is run directly, with states and an inliner of our own: looking directives and
roles up in the tables below leaves docutils' and Sphinx's process-wide registries, which Sphinx
replaces while it reads, as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any, ClassVar

from docutils import nodes, statemachine
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, states
from docutils.parsers.rst.directives import admonitions
from docutils.utils import Reporter
from sphinx import addnodes

from sphinx_kwindex.pages.docstrings.languages import lexer
from sphinx_kwindex.pages.docstrings.moved import moved
from sphinx_kwindex.pages.i18n import _, marked


def parse(text: str) -> list[nodes.Node]:
    """Return the nodes of `text`.

    :raises docutils.utils.SystemMessage: where docutils finds a fault.
    :raises RecursionError: where it is nested too deeply.
    """
    settings = _settings()
    # A problem raises at once: no message is ever made, and hostile text stops being read.
    reporter = Reporter("", report_level=5, halt_level=Reporter.WARNING_LEVEL, stream=False)
    document = nodes.document(settings, reporter, source="")
    document.note_source("", -1)
    lines = statemachine.string2lines(text, convert_whitespace=True)
    machine = states.RSTStateMachine(state_classes=_STATES, initial_state="Body")
    try:
        machine.run(lines, document, inliner=_inliner())
    finally:
        # docutils keeps machines for reuse, each with the document that it read last.
        _Restricted.nested_sm_cache.clear()
    return moved(document)


@cache
def _settings() -> Any:
    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.syntax_highlight = "none"
    return settings


_TITLED = re.compile(r"(.+?)\s*<[^<>]*>$", re.DOTALL)

_ROLES: dict[str, type[nodes.TextElement]] = {
    "": nodes.literal,
    "code": nodes.literal,
    "literal": nodes.literal,
    "math": nodes.literal,
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "sub": nodes.subscript,
    "subscript": nodes.subscript,
    "sup": nodes.superscript,
    "superscript": nodes.superscript,
    "title": nodes.emphasis,
    "title-reference": nodes.emphasis,
    "abbr": nodes.emphasis,
    "dfn": nodes.emphasis,
}


def _inliner() -> states.Inliner:
    """Return an inliner that asks the table above for roles."""
    inliner: Any = states.Inliner()
    # Set on the instance: docutils reads its patterns off the class itself, not off its bases.
    inliner.interpreted = _interpreted
    return inliner  # type: ignore[no-any-return]


def _interpreted(rawsource: str, text: str, role: str, lineno: int) -> Any:
    """Return the text of a role; what is not in the table, cross-references too, is a literal."""
    shown = nodes.unescape(text)
    kind = _ROLES.get(role.lower())
    if kind is None:
        kind, titled = nodes.literal, _TITLED.match(shown)
        shown = titled[1] if titled else _shortened(shown)
        if (number := role.upper()) in ("PEP", "RFC") and not titled:
            kind, shown = nodes.inline, f"{number} {shown}"
    return [kind(shown, shown)], []


def _shortened(text: str) -> str:
    """Return a cross-reference as Sphinx shows it: ``~a.b.C`` is ``C``, ``!x`` is ``x``."""
    return text[1:].rpartition(".")[2] if text.startswith("~") else text.removeprefix("!")


#: What a directive may be told, and the function that reads it.
Options = dict[str, Callable[[str], Any]]

#: Options of code blocks, all without effect: in docutils one that is not known is an error.
_CODE_OPTIONS = (
    "caption",
    "class",
    "dedent",
    "emphasize-lines",
    "force",
    "lineno-start",
    "linenos",
    "name",
    "number-lines",
)


class _Code(Directive):
    """A code block, of which only the language counts."""

    optional_arguments = 1
    has_content = True
    option_spec: ClassVar[Options] = dict.fromkeys(_CODE_OPTIONS, directives.unchanged)

    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        language = lexer(self.arguments[0] if self.arguments else "")
        return [nodes.literal_block(text, text, language=language)]


class _Version(Directive):
    """Since when something is so."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    words: ClassVar[dict[str, str]] = {
        "versionadded": marked("Added in version {version}."),
        "versionchanged": marked("Changed in version {version}."),
        "versionremoved": marked("Removed in version {version}."),
        "deprecated": marked("Deprecated since version {version}."),
    }

    def run(self) -> list[nodes.Node]:
        said = _(self.words[self.name.lower()]).format(version=self.arguments[0])
        first = nodes.paragraph("", "", nodes.emphasis("", said))
        if len(self.arguments) == 2:
            inline, _messages = self.state.inline_text(self.arguments[1], self.lineno)
            first += [nodes.Text(" "), *inline]
        rest = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, rest)
        return [first, *rest.children]


class _SeeAlso(admonitions.BaseAdmonition):
    node_class = addnodes.seealso


class _Heading(Directive):
    """A heading that is no section."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Options] = dict.fromkeys(("class", "name"), directives.unchanged)

    def run(self) -> list[nodes.Node]:
        return [nodes.rubric("", self.arguments[0])]


_DIRECTIVES: dict[str, type[Directive]] = {
    "attention": admonitions.Attention,
    "caution": admonitions.Caution,
    "danger": admonitions.Danger,
    "error": admonitions.Error,
    "hint": admonitions.Hint,
    "important": admonitions.Important,
    "note": admonitions.Note,
    "tip": admonitions.Tip,
    "warning": admonitions.Warning,
    "seealso": _SeeAlso,
    "code": _Code,
    "code-block": _Code,
    "sourcecode": _Code,
    "rubric": _Heading,
    **dict.fromkeys(_Version.words, _Version),
}


class _Restricted(states.RSTState):
    """What all states share: directives from the table above, no substitutions."""

    explicit = SimpleNamespace(**vars(states.Body.explicit))

    def __init__(self, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)
        self.nested_sm_kwargs = {"state_classes": _STATES, "initial_state": "Body"}

    def directive(self: Any, match: re.Match[str], **presets: Any) -> Any:
        found = _DIRECTIVES.get(match[1].lower())
        if found is None:
            return self.unknown_directive(match[1])
        return self.run_directive(found, match, match[1], presets)

    def unknown_directive(self: Any, type_name: str) -> Any:
        """Show a directive that is not in the table as it is written."""
        indented, _indent, _offset, blank_finish = self.state_machine.get_first_known_indented(
            0, strip_indent=False
        )
        text = "\n".join(indented).rstrip()
        return [nodes.literal_block(text, text)], blank_finish

    def substitution_def(self: Any, match: re.Match[str]) -> Any:
        """Leave a substitution out, as a comment is."""
        return self.comment(match)


# docutils keeps nested machines on the class, for all states to use: ours and the real ones must
# not meet.
_Restricted.nested_sm_cache = []

# docutils calls these by reference, not by name.
_OURS = {"directive": _Restricted.directive, "substitution_def": _Restricted.substitution_def}
_Restricted.explicit.constructs = [
    (_OURS.get(method.__name__, method), pattern)
    for method, pattern in states.Body.explicit.constructs
]

# A transition names the state that follows by the name of its class.
_STATES: tuple[type[states.RSTState], ...] = tuple(
    type(state.__name__, (_Restricted, state), {}) for state in states.state_classes
)
