"""What ruff found in a file, and with how many rules it looked."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_kwindex.model.findings import Finding, Review, rule_set
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.file.observations import line_links
from sphinx_kwindex.pages.i18n import _, ngettext
from sphinx_kwindex.pages.inline import Inline
from sphinx_kwindex.pages.parts import (
    ROWS,
    bullets,
    code,
    host_link,
    joined,
    paragraph,
    prose,
    sentence,
)

#: What each set of rules is called by those who made it.
SETS = {
    "ASYNC": "flake8-async",
    "C": "mccabe",
    "PERF": "Perflint",
    "S": "flake8-bandit",
}

#: Complexity above which ruff's rule C901 speaks.
COMPLEXITY = 10


def findings(context: Context, *sets: str) -> list[nodes.Node]:
    """Return what ruff says of the file by the rules of `sets`, and that it looked."""
    review = context.view.review
    if review is None:
        return _not_analysed(context)
    if review.problem:
        said = _("Not analysed by ruff {version}: {problem}.")
        return [paragraph(*sentence(said, version=review.version, problem=prose(review.problem)))]
    return _listed(context, review, review.of(*sets), _read(review, sets))


def others(context: Context, *sets: str) -> list[nodes.Node]:
    """Return what ruff says by rules of no set of `sets`: the repository chose them."""
    review = context.view.review
    if review is None:
        return []
    found = tuple(each for each in review.findings if rule_set(each.rule) not in sets)
    return _listed(context, review, found, _own(review)) if found else []


def complexity(context: Context) -> list[nodes.Node]:
    """Return the functions that ruff finds too complex; nothing where there are none."""
    review = context.view.review
    found = review.of("C") if review else ()
    if review is None or not found:
        return []
    if review.rules:
        said = _("Functions more complex than {number}, by ruff {version} (rule C901):")
        head = said.format(number=COMPLEXITY, version=review.version)
    else:
        said = _(
            "Functions more complex than the repository allows, by ruff {version} (rule C901):"
        )
        head = said.format(version=review.version)
    return [paragraph(head), _rows(context, found)]


def _not_analysed(context: Context) -> list[nodes.Node]:
    facts = context.facts
    if facts is None or facts.language != "Python" or facts.problem is not None:
        return []
    return [paragraph(_("Not analysed by ruff."))]


def _listed(
    context: Context, review: Review, found: Sequence[Finding], read: str
) -> list[nodes.Node]:
    if not found:
        return [paragraph(_("{read}: nothing found.").format(read=read))]
    total = sum(each.times for each in found)
    number = ngettext("{number} finding", "{number} findings", total)
    return [
        paragraph(_("{read}: {findings}.").format(read=read, findings=number)),
        _rows(context, found),
    ]


def _read(review: Review, sets: Sequence[str]) -> str:
    """Say that ruff read the file, and what it looked for."""
    if not review.rules:
        names = ", ".join(f"{SETS[each]} ({each})" for each in sets)
        said = _("{read}, as far as that selects rules of {names}")
        return said.format(read=_own(review), names=names)
    counts = dict(review.rules)
    rules = ", ".join(_rules(each, counts[each]) for each in sets if each in counts)
    said = _("Read by ruff {version} with {rules}")
    return said.format(version=review.version, rules=rules)


def _rules(name: str, number: int) -> str:
    form = ngettext(
        "{number} rule of {{name}} ({{set}})", "{number} rules of {{name}} ({{set}})", number
    )
    return form.format(name=SETS[name], set=name)


def _own(review: Review) -> str:
    said = _("Read by ruff {version} with the repository's own configuration")
    return said.format(version=review.version)


def _rows(context: Context, found: Sequence[Finding]) -> nodes.Element:
    return bullets((_row(context, each) for each in found[:ROWS]), "kwindex-findings")


def _row(context: Context, finding: Finding) -> list[Inline]:
    rule: Inline = code(finding.rule)
    if finding.address.startswith("https://"):
        rule = host_link(finding.address, finding.rule)
    places = line_links(context, list(finding.lines), finding.count)
    return joined([[rule, ": ", *prose(finding.message)], [" (", *places, ")"]], "")
