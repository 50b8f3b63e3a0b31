"""Does what we read out of Python modules agree with Python's own :mod:`ast`?

    python benchmarks/agreement.py FOLDER

compares each ``.py`` file under FOLDER (``site-packages`` left out): classes, functions with
methods, and imports, by kind, qualified name and line; and which files do not parse. It then
measures one child that reads all of them. The exit status is 1 where anything differs.
"""

from __future__ import annotations

import argparse
import ast
import os
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.supervisor import Supervisor
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import FileFacts, Kind

if sys.platform != "win32":  # there no cost is measured
    import resource

#: One class, function, or import, as both sides name it.
Entry = tuple[str, ...]

SCOPES = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def main() -> int:
    """Compare, print the table, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-cost", action="store_true", help="compare only")
    arguments = parser.parse_args()
    files = list(modules(arguments.folder))
    sys.setrecursionlimit(100_000)
    agrees = compare(files)
    if not arguments.no_cost:
        measure(files)
    return 0 if agrees else 1


def modules(folder: Path) -> Iterator[Path]:
    """Yield the modules under a folder, sorted within each folder."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "site-packages")
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".py"))


def compare(files: list[Path]) -> bool:
    """Print precision and recall of each kind, and the files that do not parse."""
    found, wanted, both = Counter[str](), Counter[str](), Counter[str]()
    refused_here, refused_there = set[Path](), set[Path]()
    for file in files:
        data = file.read_bytes()
        facts = analyse(file.name, data)
        if facts.problem is not None:
            refused_here.add(file)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(data)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            refused_there.add(file)
            continue
        ours, theirs = Counter(from_facts(facts)), Counter(from_tree(tree))
        for tally, entries in ((found, ours), (wanted, theirs), (both, ours & theirs)):
            for entry, count in entries.items():
                tally[entry[0]] += count
        for entry in (ours - theirs) + (theirs - ours):
            print("differs:", file, *entry)
    print(f"{'':10} {'found':>8} {'wanted':>8} precision   recall")
    for kind in ("class", "function", "import"):
        precision = both[kind] / found[kind] if found[kind] else 1.0
        recall = both[kind] / wanted[kind] if wanted[kind] else 1.0
        print(f"{kind:10} {found[kind]:8} {wanted[kind]:8} {precision:9.6f} {recall:8.6f}")
    print(f"{len(files)} files; not parsed: {len(refused_here)}, by ast: {len(refused_there)}")
    for file in sorted(refused_here ^ refused_there):
        print("refused by one only:", file)
    return found == wanted == both and refused_here == refused_there


def from_facts(facts: FileFacts) -> Iterator[Entry]:
    """Yield what our analysis says."""
    for entry in facts.definitions:
        if entry.kind.has_body:
            kind = "class" if entry.kind is Kind.CLASS else "function"
            yield kind, entry.kind, entry.qualname, str(entry.line), str(entry.end_line)
    for item in facts.imports:
        yield "import", item.module, str(item.name), str(item.alias), str(item.line)


def from_tree(tree: ast.Module) -> Iterator[Entry]:
    """Yield the same of Python's own tree."""
    waiting: list[tuple[ast.AST, str, bool]] = [(tree, "", False)]
    while waiting:
        node, prefix, in_class = waiting.pop()
        if isinstance(node, SCOPES):
            is_class = isinstance(node, ast.ClassDef)
            kind = "class" if is_class else "function"
            word = kind if is_class or not in_class else "method"
            name = prefix + node.name
            yield kind, word, name, str(node.lineno), str(node.end_lineno)
            prefix, in_class = f"{name}.", is_class
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                yield "import", *from_alias(node, alias), str(node.lineno)
        for child in ast.iter_child_nodes(node):
            waiting.append((child, prefix, in_class))


def from_alias(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> Entry:
    """Module, name and alias of one part of an import."""
    if isinstance(node, ast.Import):
        return alias.name, "None", str(alias.asname)
    return "." * node.level + (node.module or ""), alias.name, str(alias.asname)


def measure(files: list[Path]) -> None:
    """Print what one child needs to read all the files."""
    start = time.perf_counter()
    problems = size = 0
    with Supervisor(seconds=60.0) as supervisor:
        for file in files:
            facts = supervisor.analyse(file.name, file.read_bytes())
            size += len(facts)
            problems += codec.load(facts, FileFacts).problem is not None
    wall = time.perf_counter() - start
    if sys.platform == "win32":
        return
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"child: {children.ru_utime + children.ru_stime:.1f} s of processor time, "
        f"{wall:.1f} s, peak {children.ru_maxrss / 1024:.0f} MB; "
        f"{size / 1e6:.1f} MB of facts, {problems} files with a problem"
    )


if __name__ == "__main__":
    sys.exit(main())
