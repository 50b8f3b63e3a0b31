"""``sphinx-kwindex PATH``: the site of any repository, by Sphinx's own build.

A thin command: it makes a source folder with one page that leads to ours, and hands everything
else to ``sphinx-build``. No conf.py is ever run.
"""

from __future__ import annotations

import argparse
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from sphinx.cmd.build import build_main

_DESCRIPTION = """\
Build the documentation site of a repository from its files. Nothing of the repository is imported
or run. Options that are not listed here are those of sphinx-build, and are passed on to it: -b
BUILDER, -j N, -W, -n, -q, -D name=value (any option of Sphinx, a theme or this extension), and so
on.
"""

#: Options of sphinx-build that take a value which may stand apart from them.
_VALUED = frozenset(
    {
        *("-b", "--builder", "-j", "--jobs", "-d", "--doctree-dir", "-D", "--define"),
        *("-A", "--html-define", "-t", "--tag", "-w", "--warning-file"),
    }
)

#: Options of sphinx-build that would run a conf.py.
_REFUSED = ("-c", "--conf-dir", "--config-dir")

#: The extension adds the toctree, since it knows which pages a builder gets.
_INDEX = """\
{title}
{underline}

.. kwindex-repository::
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of our own options."""
    made = argparse.ArgumentParser("sphinx-kwindex", description=_DESCRIPTION)
    made.add_argument("path", nargs="?", default=".", type=Path, help="the repository's folder")
    made.add_argument(
        "-o", "--output", type=Path, help="where the site goes (default: PATH/_build/kwindex)"
    )
    made.add_argument("--open", action="store_true", help="open the first page when it is built")
    return made


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part our arguments from those of sphinx-build. Pure."""
    ours: list[str] = []
    theirs: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument in ("-o", "--output"):
            ours += [argument, *[value for value in [next(rest, None)] if value is not None]]
        elif argument in ("-h", "--help", "--open") or argument.startswith("--output="):
            ours.append(argument)
        elif argument.startswith("-"):
            theirs.append(argument)
            if argument in _VALUED:
                theirs += [value for value in [next(rest, None)] if value is not None]
        else:
            ours.append(argument)
    return ours, theirs


def _builder(arguments: Sequence[str]) -> str:
    """The builder that sphinx-build's arguments name. Pure."""
    found = argparse.ArgumentParser(add_help=False)
    found.add_argument("-b", "--builder", default="html")
    return str(found.parse_known_args(arguments)[0].builder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the site, and say where it is.

    :param arguments: of the command line, without the program's name.
    :returns: 0, or the status of sphinx-build.
    """
    ours, theirs = _split(sys.argv[1:] if arguments is None else arguments)
    options = parser().parse_args(ours)
    if any(argument.startswith(_REFUSED) for argument in theirs):
        parser().error("a conf.py is never run by this command; use sphinx-build for that")
    root = options.path.resolve()
    if not root.is_dir():
        parser().error(f"{options.path} is not a folder")
    output = (options.output or root / "_build" / "kwindex").resolve()
    source = _source_folder(output, root.name)
    doctrees = output / ".doctrees"
    defaults = [
        *("-C", "-d", str(doctrees), "-D", "extensions=sphinx_kwindex"),
        *("-D", f"kwindex_root={root}", "-D", f"project={root.name}"),
        *("-D", "html_copy_source=0", "-D", f"html_title={root.name}"),
        # Whose the repository is, is in its licence; a sign with nobody behind it says nothing.
        *("-D", "html_show_copyright=0"),
    ]
    status = build_main([*defaults, *theirs, str(source), str(output)])
    first = output / "index.html"
    if status == 0 and _builder(theirs) in ("html", "dirhtml", "singlehtml") and first.exists():
        address = first.as_uri()
        print(f"\nThe site is built. Its first page is\n  {address}")
        if options.open:
            webbrowser.open(address)
    elif status == 0:
        print(f"\nThe output is in\n  {output}")
    return status


def _source_folder(output: Path, title: str) -> Path:
    """Make the output folder, which git is told to ignore, and a source folder inside it."""
    source = output / ".source"
    source.mkdir(parents=True, exist_ok=True)
    ignore = output / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")
    printable = " ".join(title.encode("utf-8", "replace").decode().split()) or "Repository"
    index = _INDEX.format(title=_escape(printable), underline="=" * (4 * len(printable)))
    page = source / "index.rst"
    if not page.exists() or page.read_text("utf-8") != index:
        page.write_text(index, "utf-8")
    return source


def _escape(text: str) -> str:
    """`text` as a title of reStructuredText in which nothing is markup. Pure."""
    return "".join(f"\\{char}" if not char.isalnum() and char != " " else char for char in text)
