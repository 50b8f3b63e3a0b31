"""Draws links from the sources of a repository, for a reader to check.

    python benchmarks/follow.py FOLDER --links 300 --seed 1

surveys a git repository, and prints how many names of its sources lead somewhere, of how many that
are read in its Python files; then the links that it drew, by tabulators: file, line, column, name,
the file and the line that it leads to, and the text of both lines. A reader adds a verdict. Links
of one file and target count once, so that a name that is everywhere is not all that is drawn.
"""

from __future__ import annotations

import argparse
import ast
import csv
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.survey import survey
from sphinx_kwindex.model.views import FilePage

Link = tuple[str, int, int, str, str, int, str, str]


def main() -> None:
    """Survey, draw and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--links", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--suffixes", default=".py,.pyi")
    arguments = parser.parse_args()
    suffixes = tuple(arguments.suffixes.split(","))
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(Path(scratch, "store.sqlite"))
        store.prepare("benchmark")
        root = arguments.folder.resolve()
        survey(Settings(root, root.name), store, lambda *what: None)
        groups = [group for group in linked(store) if group[0][0].endswith(suffixes)]
        read = sum(map(names, texts(store, suffixes)))
        store.close()
    count = sum(map(len, groups))
    print(f"# {count} links in {len(groups)} groups; {read} names read", file=sys.stderr)
    draw = random.Random(arguments.seed)  # noqa: S311 - no secret
    chosen = draw.sample(groups, min(arguments.links, len(groups)))
    writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
    writer.writerows(sorted(draw.choice(group) for group in chosen))


def texts(store: Store, suffixes: tuple[str, ...]) -> Iterator[str]:
    """The texts of the files that were read."""
    for page in store.pages():
        view = store.view(page.docname)
        if isinstance(view, FilePage) and view.text and view.path.endswith(suffixes):
            yield store.text(view.text)


def names(text: str) -> int:
    """How many names and attributes a module reads."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return 0
    read = (node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute))
    return sum(isinstance(node.ctx, ast.Load) for node in read)


def linked(store: Store) -> Iterator[list[Link]]:
    """The links of each reference of each file."""
    views = [store.view(page.docname) for page in store.pages()]
    files = {view.docname: view for view in views if isinstance(view, FilePage)}
    rows = {name: store.text(view.text).split("\n") for name, view in files.items() if view.text}
    lines = {
        name: {each.anchor: each.line for each in store.facts(view.facts).definitions}
        for name, view in files.items()
        if view.facts
    }
    for view in files.values():
        facts = store.facts(view.facts)
        for followed in view.follows:
            target = followed.target
            line = lines[target.docname].get(target.anchor, 0)
            if target.anchor.startswith("L-"):
                line = int(target.anchor[2:])
            there = rows[target.docname][line - 1].strip() if line else ""
            reference = facts.references[followed.reference]
            places = zip(reference.places[::2], reference.places[1::2], strict=True)
            group: list[Link] = []
            for number, column in places:
                row = rows[view.docname][number - 1]
                word = row[column : column + reference.length]
                if target.docname != view.docname or line != number:
                    path = files[target.docname].path
                    group.append((view.path, number, column, word, path, line, row.strip(), there))
            if group:
                yield group


if __name__ == "__main__":
    main()
