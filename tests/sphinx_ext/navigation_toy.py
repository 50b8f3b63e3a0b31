"""A repository's documents as plain text, and Sphinx builds of them without a repository."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from posixpath import basename, dirname
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_kwindex.model.views import PageKind
from sphinx_kwindex.sphinx_ext import navigation
from sphinx_kwindex.sphinx_ext.site import Site

#: With blocks of three files and at most four subfolders: one block that is full, one that is
#: not, folders that are not all shown, names that HTML and links must quote.
FILES = [
    "setup.py",
    *(f"pkg/{name}.py" for name in ("__init__", "a", "b", "c", "d", "é", "g")),
    "pkg/inner/deep/bottom.py",
    "pkg/inner/deep/floor.py",
    "pkg/inner/top.py",
    *(f"tools/t{number}/x{number}.py" for number in range(6)),
]
MANUAL = {
    "index": ("Manual", ["guide/index", "kwindex/index"], []),
    "guide/index": ("Guide & more", ["guide/one"], ["Start", "End"]),
    "guide/one": ("One", [], ["First"]),
}
ENDS = {
    "_docs": PageKind.FILE,
    "_kw": PageKind.KEYWORDS,
    "/doc": PageKind.FOLDER,
    "/sub": PageKind.SUBTREE,
    "kwindex/index": PageKind.REPOSITORY,
    "/index": PageKind.FOLDER_INDEX,
    "/book": PageKind.BOOK,
}

Document = tuple[str, list[str], list[str]]

CONF = """
project = "toy"
extensions = ["kwindex_toy"]
html_copy_source = False
html_theme_options = {}
exclude_patterns = ["_*"]
numfig = False
"""


def kind_of(docname: str) -> PageKind | None:
    """What a document of the toy is."""
    if re.fullmatch(r"kwindex/keywords(-\d)?", docname):
        return PageKind.ALPHABET
    if not docname.startswith("kwindex/"):
        return None
    return next(kind for end, kind in ENDS.items() if docname.endswith(end))


def documents(files: list[str]) -> dict[str, Document]:
    """Title, toctree and sections of each document of a repository with `files`."""
    folders: dict[str, tuple[list[str], list[str]]] = {"": ([], [])}
    for path in files:
        parts = path.split("/")[:-1]
        for depth in range(len(parts)):
            folder, parent = "/".join(parts[: depth + 1]), "/".join(parts[:depth])
            if folder not in folders:
                folders[folder] = ([], [])
                folders[parent][0].append(folder)
        folders[dirname(path)][1].append(path)
    found: dict[str, Document] = dict(MANUAL)
    parts_of_alphabet = [f"kwindex/keywords-{number}" for number in range(5)]
    found["kwindex/book"] = ("Book", [], ["Part 1"])
    found["kwindex/keywords"] = ("A to Z", parts_of_alphabet, [])
    found |= {name: (f"Part {name[-1]}", [], []) for name in parts_of_alphabet}
    for folder, (inner, members) in folders.items():
        base = f"kwindex/{folder}".rstrip("/")
        own = [] if folder else ["kwindex/book", "kwindex/keywords"]
        own += [f"{base}/doc", f"{base}/sub"]
        below = [f"kwindex/{name}/index" for name in inner]
        below += [f"kwindex/{path}_docs" for path in members]
        title = basename(folder) or "Repository"
        found[f"{base}/index"] = (title, [*own, *below], ["Files"])
        found[f"{base}/doc"] = (f"About {title}", [], ["Role <x>", "Contents"])
        found[f"{base}/sub"] = (f"Below {title}", [], [])
        for path in members:
            name = f"kwindex/{path}"
            sections = ["File metadata", "Analysis & design", "> Classes", "Related"]
            found[f"{name}_docs"] = (basename(path), [f"{name}_kw"], sections)
            found[f"{name}_kw"] = (f"Keywords of {basename(path)}", [], ["Functions"])
    return found


def text(document: Document) -> str:
    """The source of a document; a section that starts with ``>`` is below the one before."""
    title, below, sections = document
    title = title.replace("_", "\\_")
    lines = [title, "=" * 40, "", ".. toctree::", "   :hidden:", ""]
    lines += [f"   /{name}" for name in below]
    for section in sections:
        deeper = section.startswith("> ")
        lines += ["", section.removeprefix("> "), ("~" if deeper else "-") * 40, "", "Text."]
    return "\n".join([*lines, ""])


def write(source: Path, files: list[str]) -> None:
    """Make `source` the source folder of a repository with `files`."""
    for name, document in documents(files).items():
        path = source / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(document), "utf-8")
    (source / "conf.py").write_text(CONF, "utf-8")


Listener = tuple[str, Callable[..., Any], int]


def build(
    source: Path,
    out: Path,
    *,
    builder: str = "html",
    jobs: int = 1,
    read: bool = False,
    again: bool = False,
    listeners: list[Listener] | None = None,
    **options: Any,
) -> Sphinx:
    """Build the toy and return the application.

    :param read: whether to read the documents; they are those of an earlier test otherwise.
    :param again: whether to build once more, all pages, with the same application.
    """
    doctrees = out / ".doctrees" if read else source / "_doctrees"
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source,
            source,
            out,
            doctrees,
            builder,
            # Themes append to Sphinx's own default, which the next build would inherit.
            confoverrides={"templates_path": [], **options},
            status=None,
            warning=warnings,
            parallel=jobs,
        )
        for event, listener, priority in listeners or []:
            app.connect(event, listener, priority=priority)
        app.build()
        if again:
            app.build(force_all=True)
    assert warnings.getvalue() == ""
    return app


def pages(out: Path) -> dict[str, str]:
    """The HTML files of an output folder."""
    return {
        path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*.html")
    }


def unseen(app: Sphinx) -> bool:
    """Whether the environment has its own mappings, and none of ours."""
    mappings: list[object] = [app.env.tocs, app.env.toctree_includes]
    return [type(mapping) for mapping in mappings] == [dict, dict]


class Sidebar(HTMLParser):
    """Titles, links and marks of the entries of a toctree."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.entries: list[tuple[int, str]] = []
        self.current: list[tuple[str, str]] = []
        self._level, self._link, self._marked = 0, "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = values.get("class") or ""
        if tag == "li":
            found = re.search(r"toctree-l(\d+)", classes)
            self._level = int(found[1]) if found else 0
        if tag == "a" and "reference internal" in classes:
            self._link, self._marked = values["href"] or "", "current" in classes

    def handle_data(self, data: str) -> None:
        if self._link and self._level:
            self.entries.append((self._level, data))
            if self._marked:
                self.current.append((data, self._link))
            self._link = ""

    def __str__(self) -> str:
        return "\n".join("  " * (level - 1) + title for level, title in self.entries)


def sidebars(source: Path, out: Path, **options: Any) -> Mapping[str, Sidebar]:
    """What furo's way of asking gives for each page."""
    found: dict[str, Sidebar] = {}

    def ask(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
        html = context["toctree"](collapse=False, titles_only=True, maxdepth=-1, includehidden=True)
        found[page] = Sidebar(html)

    build(source, out, listeners=[("html-page-context", ask, 500)], **options)
    return found


def install(app: Sphinx) -> None:
    """Install the navigation for the documents of the toy."""
    if app.config.kwindex_toy_installed:
        kinds = {name: kind_of(name) for name in app.project.discover()}
        ours = {name: kind for name, kind in kinds.items() if kind is not None}
        navigation.install(app, Site(ours, "kwindex"))


def setup(app: Sphinx) -> dict[str, bool]:
    """The extension of the toy."""
    app.add_config_value("kwindex_toctree_depth", 1, "")
    app.add_config_value("kwindex_toy_installed", True, "")
    app.connect("builder-inited", install)
    navigation.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
