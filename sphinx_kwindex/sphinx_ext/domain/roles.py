"""The roles, as Sphinx's own: titles of their own, ``~`` for the last part, ``!`` for no link."""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import basename
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class KeywordRole(XRefRole):
    """A role of the domain.

    :param last: returns the last part of a target, which stands for it after ``~``.
    """

    def __init__(self, last: Callable[[str], str]) -> None:
        super().__init__(warn_dangling=True)
        self._last = last

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        if ":" not in self.name:
            self.name = f"kw:{self.name}"
        return super().run()

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        if not has_explicit_title and target.startswith("~"):
            target = target[1:]
            title = self._last(target)
        return title, target


def _last_name(target: str) -> str:
    return re.split(r"::|[.:#]", target)[-1] or target


def _last_segment(target: str) -> str:
    return basename(target.rstrip("/")) or target


ROLES = {
    "kw": KeywordRole(_last_name),
    "file": KeywordRole(_last_segment),
    "folder": KeywordRole(_last_segment),
    "line": KeywordRole(_last_segment),
}
