"""The bar above a source, and the script that follows its lines and filters long lists.

Without the script the bar leads to the top of the page, to the outline of the file and to its
host; lines are addresses by their numbers all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_kwindex.pages import sections
from sphinx_kwindex.pages.i18n import _
from sphinx_kwindex.pages.nodes import source_block
from sphinx_kwindex.sphinx_ext import builders, lifecycle
from sphinx_kwindex.sphinx_ext.highlighting import escape

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCRIPT = "kwindex-source.js"


def html(node: source_block) -> str:
    """Return the bar of a source as HTML, in one line."""
    parts = [
        f'<a class="kwindex-source-path" href="#{sections.PAGE}">{escape(node["path"])}</a>',
        '<span class="kwindex-source-here"></span>',
    ]
    if node["outlined"]:
        parts.append(
            f'<a class="kwindex-source-outline" href="#{node["outlined"]}">'
            f"{escape(_('Outline'))}</a>"
        )
    if node["host"]:
        host = urlsplit(node["host"]).hostname or ""
        lines = f' data-line="{escape(node["host_line"])}"' if node["host_line"] else ""
        parts.append(
            f'<a class="kwindex-source-host" href="{escape(node["host"])}"{lines}>'
            f"{escape(_('On {host}').format(host=host))}</a>"
        )
    parts.append('<span class="kwindex-source-said" role="status"></span>')
    return f'<div class="kwindex-source-bar">{"".join(parts)}</div>'


def enter(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Load the script on a page of ours (``html-page-context``)."""
    if page not in lifecycle.of(app).pages or not builders.is_site(app.builder):
        return
    words: dict[str, Any] = {
        "data-keys": "on" if app.config.kwindex_keys else "off",
        "data-copied": _("Address copied"),
        "data-filter": _("Filter these lists"),
        "data-shown": _("{shown} of {number} shown"),
    }
    app.add_js_file(SCRIPT, loading_method="defer", **words)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", enter, priority=100)
