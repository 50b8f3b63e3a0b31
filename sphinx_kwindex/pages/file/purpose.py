"""File Purpose: each role of a file, with what shows it."""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.parts import Role
from sphinx_kwindex.pages.clean import clean
from sphinx_kwindex.pages.file.context import Context
from sphinx_kwindex.pages.i18n import _, marked
from sphinx_kwindex.pages.inline import Inline, link
from sphinx_kwindex.pages.parts import bullets, phrase

_NAMES = {
    "test": marked("Test"),
    "package": marked("Package"),
    "script": marked("Script"),
    "configuration": marked("Configuration"),
    "documentation": marked("Documentation"),
    "example": marked("Example"),
    "benchmark": marked("Benchmark"),
    "stub": marked("Type stub"),
    "generated": marked("Generated"),
    "vendored": marked("Vendored"),
}


def content(context: Context) -> list[nodes.Node]:
    """Return a row for each role."""
    roles = context.view.roles
    return [bullets((_row(role) for role in roles), "kwindex-roles")] if roles else []


def _row(role: Role) -> list[Inline]:
    name = _(_NAMES[role.name]) if role.name in _NAMES else clean(role.name)
    row: list[Inline] = [nodes.strong("", name), ": ", *phrase(role.evidence)]
    if role.target:
        row += [" (", link(role.target, _("evidence")), ")"]
    return row
