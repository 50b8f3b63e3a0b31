"""Testing & Usage: the tests of a file, what runs them, and real calls of what it defines."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_kwindex.model.parts import CallSite, ImportingTest, RunCommand
from sphinx_kwindex.pages.clean import visible
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, ngettext, written
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import (
    bullets,
    code,
    joined,
    paragraph,
    path_link,
    phrase,
    rubric,
    sentence,
)

#: Characters of a line of code.
CODE = 120
#: Doctests that are listed.
DOCTESTS = 50


def content(context: Context) -> list[nodes.Node]:
    """Return the tests, the commands, the calls, the doctests and the contexts of coverage."""
    return [
        *_tests(context),
        *how_to_run(context.view.testing.commands),
        *_calls(context),
        *_doctests(context),
        *_contexts(context),
    ]


def _tests(context: Context) -> list[nodes.Node]:
    testing = context.view.testing
    if testing.tests:
        found = ngettext(
            "{number} test file imports or calls it; the names are those of this file whose last "
            "part stands in the test, whatever it stands for there.",
            "{number} test files import or call it; the names are those of this file whose last "
            "part stands in the test, whatever it stands for there.",
            testing.test_count,
        )
        result: list[nodes.Node] = [
            paragraph(found),
            bullets(map(_test, testing.tests), "kwindex-tests"),
        ]
        if (more := testing.test_count - len(testing.tests)) > 0:
            result.append(_more(more))
        return result
    if not testing.looked:
        return []
    if not testing.any_tests:
        return [
            paragraph(
                _("No file of the repository is known as a test by its name, folder or content.")
            )
        ]
    return [
        paragraph(
            _(
                "No test file of the repository imports or includes it directly. Test files are "
                "known by their names, their folders and what they define."
            )
        )
    ]


def _test(test: ImportingTest) -> list[Inline]:
    row: list[Inline] = [path_link(test.target, test.path)]
    if test.names:
        names = joined(map(code, test.names))
        if (more := test.name_count - len(test.names)) > 0:
            names += [", ", _("and {number} more").format(number=written(more))]
        row += [": ", *names]
    return row


def how_to_run(commands: Sequence[RunCommand], more: int = 0) -> list[nodes.Node]:
    """Return the commands that run tests, each with the file that says so.

    :param more: how many are not among `commands`.
    """
    if not commands:
        return []
    rows = bullets(map(_command, commands), "kwindex-commands")
    return [rubric(_("How to run the tests")), rows, *([_more(more)] if more else [])]


def _command(command: RunCommand) -> list[Inline]:
    file = path_link(command.target, command.path)
    reason = phrase(command.reason)
    typed = code(command.text)
    if command.folder:
        folder = code(visible(command.folder) + "/")
        return sentence(
            _("{command} in {folder}: {file} {reason}"),
            command=typed,
            folder=folder,
            file=file,
            reason=reason,
        )
    return sentence(_("{command}: {file} {reason}"), command=typed, file=file, reason=reason)


def _calls(context: Context) -> list[nodes.Node]:
    found = context.view.testing.calls
    if not found:
        return []
    return [rubric(_("Calls in other files")), bullets(map(_call, found), "kwindex-calls")]


def _call(call: CallSite) -> list[Inline]:
    place = link(call.target, _("line {number}").format(number=call.line))
    return sentence(
        _("{name} in {file}, {line}: {code}"),
        name=code(call.name),
        file=code(visible(call.path)),
        line=place,
        code=code(call.code, CODE),
    )


def _doctests(context: Context) -> list[nodes.Node]:
    lines = context.facts.doctests if context.facts is not None else ()
    if not lines:
        return []
    shown = joined(
        link(context.line(line), _("line {number}").format(number=line))
        for line in lines[:DOCTESTS]
    )
    result: list[nodes.Node] = [rubric(_("Doctests")), paragraph(*shown)]
    if (more := len(lines) - DOCTESTS) > 0:
        result.append(_more(more))
    return result


def _contexts(context: Context) -> list[nodes.Node]:
    testing = context.view.testing
    if not testing.contexts:
        return []
    result: list[nodes.Node] = [
        rubric(_("Tests that ran it, by the coverage data")),
        bullets(([code(name)] for name in testing.contexts), "kwindex-contexts"),
    ]
    if (more := testing.context_count - len(testing.contexts)) > 0:
        result.append(_more(more))
    return result


def _more(number: int) -> nodes.paragraph:
    return paragraph(
        ngettext("{number} more is not listed.", "{number} more are not listed.", number)
    )
