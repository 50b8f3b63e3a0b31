"""How themes ask for their navigation, and where each can share what was drawn.

Themes that are not named here get the small tree through Sphinx's own calls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sphinx_kwindex.sphinx_ext.navigation.digests import Sections
from sphinx_kwindex.sphinx_ext.navigation.fragments import Fragments, Place

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Context = dict[str, Any]

#: How furo's handler asks for the tree that it makes its own from.
_FURO = {"collapse": False, "titles_only": True, "maxdepth": -1, "includehidden": True}
#: Themes, and those built on them, whose sidebars show titles alone.
_TITLES_ONLY = ("furo", "pydata_sphinx_theme")
#: Of other themes, the option to collapse what is not above the page, and that for titles alone.
_OPTIONS = {
    "alabaster": ("sidebar_collapse", ""),
    "sphinx_rtd_theme": ("collapse_navigation", "titles_only"),
}
_FALSE = frozenset({"", "0", "false", "no", "off", "none"})


def sections_shown(app: Sphinx) -> Sections:
    """Whose sections the theme's sidebar shows; all where the theme is not known."""
    if any(name in app.extensions for name in _TITLES_ONLY):
        return Sections.NONE
    theme = getattr(app.builder, "theme", None)
    if theme is None or theme.name not in _OPTIONS:
        return Sections.ALL
    options = theme.get_options(app.config.html_theme_options)
    collapse, titles_only = (str(options.get(name, "")) for name in _OPTIONS[theme.name])
    if titles_only.lower() not in _FALSE:
        return Sections.NONE
    return Sections.ALL if collapse.lower() in _FALSE else Sections.OPEN


def deepened(options: Mapping[str, Any], levels: int) -> dict[str, Any]:
    """Return options of a ``toctree()`` that show a page of ours in its place.

    Limits of depth keep a large tree small. Ours is small, and cut it would not show the page.

    :param levels: how many levels lead to the page and what is shown below it.
    """
    given = options.get("maxdepth")
    if given in {None, ""}:
        # The limit is that of the root's own toctrees, of which only one branch is open.
        return {**options, "maxdepth": -1} if options.get("collapse", True) else dict(options)
    depth = int(str(given))
    return {**options, "maxdepth": max(depth, levels) if depth > 0 else depth}


def toctree(
    plain: Callable[..., str],
    levels: int,
    place: Place | None,
    fragments: Fragments,
    draw: Callable[[Callable[[], str]], str],
) -> Callable[..., str]:
    """Return the ``toctree()`` of a page's context, shared where the page can share it.

    :param plain: Sphinx's own.
    :param draw: calls what it is given so that sections are stood in for.
    """

    def toctree(**options: Any) -> str:
        options = deepened(options, levels)
        shared = None
        if place is not None:
            how = ("toctree", repr(sorted(options.items())))
            shared = fragments.share(place, how, lambda: draw(lambda: plain(**options)))
        return plain(**options) if shared is None else shared

    # A plain function: builders that save the context as data drop these, and only these.
    return toctree


def before_furo(context: Context, place: Place | None, fragments: Fragments) -> None:
    """Spare furo's handler the tree where the page shares one, and put that aside.

    It would parse the HTML of each page, and keep it until the build ends.
    """
    html = None if place is None else fragments.find(place, "furo")
    if html is None:
        return
    plain = context["toctree"]

    def toctree(**options: Any) -> str:
        return "" if options == _FURO else str(plain(**options))

    context["toctree"] = toctree
    context["kwindex_shared"] = (plain, html)


def after_furo(context: Context, place: Place | None, fragments: Fragments) -> None:
    """Give the page its tree, or keep what furo's handler made for those that share it."""
    shared = context.pop("kwindex_shared", None)
    if shared is not None:
        context["toctree"], context["furo_navigation_tree"] = shared
    elif place is not None:
        fragments.keep(place, "furo", context["furo_navigation_tree"])


class Forgetful(dict[Any, Any]):
    """A cache that keeps nothing."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


def keep_pydata_from_sharing(app: Sphinx) -> None:
    """Take its own cache of sidebars from pydata-sphinx-theme, which has one since 0.24.

    It takes the sidebar that was drawn first in a folder for the pages beside it, as if all had
    the same tree. Ours differ, and what was drawn first depends on what is written at all.
    """
    app._pst_sidebar_toctree_cache = Forgetful()  # type: ignore[attr-defined]


def after_pydata(context: Context, levels: int, place: Place | None, fragments: Fragments) -> None:
    """Let the sidebars of pydata-sphinx-theme, and of themes built on it, be shared."""
    plain = context["generate_toctree_html"]

    def generate_toctree_html(
        kind: str, startdepth: int = 1, show_nav_level: int = 1, **options: Any
    ) -> Any:
        options = deepened(options, levels - startdepth)
        shared = None

        def draw() -> Any:
            return plain(kind, startdepth=startdepth, show_nav_level=show_nav_level, **options)

        if place is not None and kind == "sidebar":
            how = ("pydata", startdepth, show_nav_level, repr(sorted(options.items())))
            shared = fragments.share(place, how, lambda: str(draw()))
        return draw() if shared is None else shared

    context["generate_toctree_html"] = generate_toctree_html


#: What a theme's handler leaves in the context of a page, and what then becomes of it.
AFTER: Mapping[str, Callable[[Context, int, Place | None, Fragments], None]] = {
    "furo_navigation_tree": lambda context, levels, place, fragments: after_furo(
        context, place, fragments
    ),
    "generate_toctree_html": after_pydata,
}
