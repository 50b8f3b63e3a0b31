"""What does a reader cost beside its parser alone?

    python benchmarks/readers.py FOLDER --suffixes .h,.hpp,.cuh --files 500 --seed 3

draws files of a git repository by a fixed seed, and prints the processor time of the parse of each
file as it is (by tree-sitter, of YAML by the events of PyYAML, of Markdown by MyST's own parser, of
Python by astroid's rebuilder, of a notebook by `json` and, cell by cell, by astroid or MyST), and
of all that its reader does, parse included, by reader. `--suffixes .json,.toml,.yml,.yaml,.sh`
measures those of data and of shell scripts. Both are measured on one file after the other, the best
of three rounds, without garbage collection.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import random
import subprocess
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import yaml
from astroid.manager import AstroidManager
from astroid.rebuilder import TreeRebuilder
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_kwindex.analysis.languages import identify
from sphinx_kwindex.analysis.readers import table, treesitter
from sphinx_kwindex.analysis.text import decode

ROUNDS = 3


def main() -> None:
    """Draw, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--suffixes", default=".h,.hpp,.cuh")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    command = ["git", "-C", str(arguments.folder), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")
    paths = sorted(path for path in listed if path.endswith(tuple(arguments.suffixes.split(","))))
    drawn = random.Random(arguments.seed).sample(paths, min(arguments.files, len(paths)))  # noqa: S311 - no secret
    grammars = {treesitter.reader(grammar): grammar for grammar in treesitter.GRAMMARS}
    alone: dict[str, float] = {}
    whole: dict[str, float] = {}
    sizes: dict[str, int] = {}
    gc.disable()
    for path in drawn:
        data = (arguments.folder / path).read_bytes()
        language = identify(path, data)
        text = decode(data, language.is_python).text
        read = table.read(text, language).reader
        if language.analyser in PARSERS:
            read = language.analyser
        if read in PARSERS or read in grammars:
            parsed = best(
                lambda text=text, read=read: (
                    PARSERS[read](text)
                    if read in PARSERS
                    else treesitter.parse(grammars[read], text.encode())
                )
            )
            alone[read] = alone.get(read, 0.0) + parsed
            taken = best(lambda text=text, language=language: table.read(text, language))
            whole[read] = whole.get(read, 0.0) + taken
            sizes[read] = sizes.get(read, 0) + len(data)
    print(f"{'':24} {'MB':>6} {'parser':>8} {'reader':>8} {'ratio':>6}")
    for read in sorted(alone):
        size, ratio = sizes[read] / 1e6, whole[read] / alone[read]
        print(f"{read:24} {size:6.1f} {alone[read]:8.3f} {whole[read]:8.3f} {ratio:6.2f}")


def events(text: str) -> None:
    """Parse YAML as far as its reader needs it."""
    try:
        for _ in yaml.parse(text, Loader=LOADER):
            pass
    except yaml.YAMLError:
        return


def notebook(text: str) -> None:
    """Parse a notebook, each of its code cells that is Python, and each of its texts."""
    for cell in json.loads(text)["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            MYST.parse(source)
        elif cell["cell_type"] == "code":
            rebuilt(source)


def rebuilt(text: str) -> None:
    """Rebuild the tree of a module with astroid's own rebuilder, as astroid's builder does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # What the reader says of these on their pages.
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            TreeRebuilder(ASTROID, text).visit_module(ast.parse(text), "", "", False)


ASTROID = AstroidManager()
MYST = create_md_parser(MdParserConfig(), RendererHTML)

#: The loader of libyaml, where PyYAML was built with it, as the reader of YAML uses it.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

#: What parses the texts that tree-sitter does not, by analyser or distribution.
PARSERS: dict[str, Callable[[str], object]] = {
    "markdown": MYST.parse,
    "notebook": notebook,
    "python": rebuilt,
    "pyyaml": events,
}


def best(action: Callable[[], object]) -> float:
    """Least processor time of some rounds, in seconds."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        action()
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    main()
