"""Do our definitions agree with those of Universal Ctags?

    python benchmarks/ctags_agreement.py FOLDER --languages C,C++ --files 500 --seed 3

draws files of a git repository by a fixed seed, out of those in which ctags finds something and
which do not say that a tool generated them (``--all``: out of all), and compares each definition
by kind, name and line. Neither side is the truth: ``--differences`` prints what only one of them
has, to be read in the sources. ``--sample 200`` prints that many of our own definitions instead,
with ``--spread`` as many of each kind as there are, so that the rare ones are read as well.
``--outside`` leaves out fields, constants and variables within functions, where ctags lists some of
what is local and we none.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest
from pathlib import Path

from sphinx_kwindex.analysis.comments import generated
from sphinx_kwindex.analysis.readers import treesitter
from sphinx_kwindex.analysis.worker import analyse
from sphinx_kwindex.model.facts import Definition, FileFacts

#: A definition: its kind as both sides name it, its name, its line.
Entry = tuple[str, str, int]

#: Suffixes that are drawn from, by languages of ctags.
SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "C,C++": (".h", ".hpp", ".hh", ".hxx", ".cuh"),
    "C++": (".cpp", ".cc", ".cxx"),
    "C": (".c",),
    "CUDA": (".cu", ".cuh"),
    "Go": (".go",),
    "Java": (".java",),
    "JavaScript": (".js", ".mjs", ".cjs"),
    "Rust": (".rs",),
    "TypeScript": (".ts",),
}

#: Kinds of ours and of ctags, by the word that both are compared under.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("function", "method", "prototype", "func", "generator", "getter"), "function"),
    **dict.fromkeys(("setter", "methodSpec"), "function"),
    **{
        kind: kind
        for kind in ("class", "struct", "union", "enum", "macro", "namespace", "enumerator")
    },
    **dict.fromkeys(("typedef", "type-alias", "alias", "talias"), "typedef"),
    **dict.fromkeys(("interface", "trait"), "interface"),
    **dict.fromkeys(("member", "field"), "field"),
    **dict.fromkeys(("variable", "constant", "const", "var"), "variable"),
    "annotation": "interface",
    "enumConstant": "enumerator",
    "package": "namespace",
    "property": "field",
    "type": "typedef",
}
#: Languages in which both sides draw the line between fields, constants and variables elsewhere:
#: there all are one kind.
VALUES = frozenset({"Go", "Java", "JavaScript", "Rust", "TypeScript"})
#: Languages in which ctags takes a function with members for a class, and finds one twice that has
#: a name and is assigned to one: there both are one kind, and count once for a name and line.
SCRIPTS = frozenset({"JavaScript", "TypeScript"})
#: Of Rust, ctags 5.9 names what has a type like ``&'static str`` by that type.
MISNAMED = re.compile(r"\b(?:const|static)\s+(?:mut\s+)?(\w+)\s*:")
#: Words that name nothing, which ctags 5.9 takes for names where it loses its way.
RESERVED = frozenset(
    [
        "const",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "export",
        "extends",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "interface",
        "new",
        "null",
        "return",
        "symbol",
        "true",
        "type",
        "typeof",
        "var",
        "void",
        "while",
    ]
)
#: Functions whose bodies ``--outside`` leaves out, in the grammar of each language.
BODIES = frozenset(
    {"arrow_function", "closure_expression", "constructor_declaration", "func_literal"}
    | {"function_declaration", "function_expression", "function_item", "generator_function"}
    | {"generator_function_declaration", "lambda_expression", "method_declaration"}
    | {"method_definition"}
)
GRAMMARS = {"Go": "go", "Java": "java", "JavaScript": "javascript", "Rust": "rust"}


def main() -> None:
    """Draw, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default="C,C++", choices=SUFFIXES)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--all", action="store_true", help="draw out of all files")
    parser.add_argument("--differences", metavar="KIND", help="print what one side alone has")
    parser.add_argument("--outside", action="store_true", help="no values within functions")
    parser.add_argument("--sample", type=int, help="print so many of our definitions")
    parser.add_argument("--spread", action="store_true", help="spread the sample over the kinds")
    parser.add_argument("--verdicts", type=Path, help="definitions that were read by hand")
    arguments = parser.parse_args()
    if arguments.verdicts:
        judge(arguments.folder, arguments.verdicts)
        return
    paths = listed(arguments.folder, SUFFIXES[arguments.languages])
    if arguments.all:
        paths = random.Random(arguments.seed).sample(paths, min(arguments.files, len(paths)))  # noqa: S311 - no secret
        tags = ctags(arguments.folder, arguments.languages, paths)
    else:
        paths = [path for path in paths if not is_generated(arguments.folder / path)]
        tags = ctags(arguments.folder, arguments.languages, paths)
        paths = [path for path in paths if path in tags]
        paths = random.Random(arguments.seed).sample(paths, min(arguments.files, len(paths)))  # noqa: S311 - no secret
    facts = {path: analyse(path, (arguments.folder / path).read_bytes()) for path in paths}
    if arguments.sample:
        sample(facts, arguments.sample, arguments.seed, arguments.spread)
    else:
        inner = {}
        if arguments.outside:
            inner = {path: bodies(arguments.folder / path, arguments.languages) for path in paths}
        compare(facts, tags, arguments.differences, arguments.languages, inner)


def listed(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    """The tracked files with one of some suffixes, sorted."""
    command = ["git", "-C", str(folder), "ls-files", "-z"]
    found = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return sorted(path for path in found.split("\0") if path.endswith(suffixes))


def is_generated(path: Path) -> bool:
    """Whether a file says in its first lines that a tool generated it."""
    return generated(path.read_text("utf-8", "replace")) > 0


def ctags(folder: Path, languages: str, paths: list[str]) -> dict[str, list[Entry]]:
    """What ctags finds in each file; files in which it finds nothing are left out."""
    command = ["ctags", "--options=NONE", f"--languages={languages}", "--kinds-C++=+p"]
    command += ["--kinds-C=+p", "--fields=+neK", "--output-format=json", "-f", "-", "-L", "-"]
    if languages == "C,C++":
        command.append("--map-C++=+.cuh")
    found = subprocess.run(
        command, input="\n".join(paths), capture_output=True, check=True, text=True, cwd=folder
    ).stdout
    tags: dict[str, list[Entry]] = {}
    for line in found.rstrip("\n").split("\n"):
        tag = json.loads(line)
        if tag.get("_type") == "tag":
            entries = tags.setdefault(tag["path"], [])
            kind = KINDS.get(tag["kind"])
            if languages in SCRIPTS and kind == "class" and "class" not in tag["pattern"]:
                continue  # an object, or a function with members
            named = MISNAMED.search(tag["pattern"]) if languages == "Rust" else None
            if kind == "variable" and named and named[1] != tag["name"]:
                continue
            if kind and not tag["name"].startswith(("__anon", "AnonymousFunction")):
                names = tag["name"].split("::") if kind == "namespace" else [tag["name"]]
                entries += [(kind, plain(name), tag["line"]) for name in names]
    return tags


def plain(name: str) -> str:
    """A name as both sides write it: without spaces, and without template arguments."""
    name = "".join(name.split())
    return name if name.startswith("operator") else name.partition("<")[0]


def ours(facts: FileFacts) -> Iterator[Entry]:
    """What our reader finds."""
    for each in facts.definitions:
        if (
            (kind := KINDS.get(each.kind.value)) and "external" not in each.tags
        ) or kind == "function":
            yield kind, plain(each.name), each.line


def alike(entries: Iterable[Entry], language: str) -> Counter[Entry]:
    """Definitions by the kinds that can be compared in a language."""
    if language in VALUES:
        values = ("field", "variable")
        entries = [
            ("value" if kind in values else kind, name, line) for kind, name, line in entries
        ]
    if language in SCRIPTS:
        entries = {
            ("function" if kind == "class" else kind, name.strip("#'\""), line)
            for kind, name, line in entries
        }
    return Counter(entries)


def bodies(path: Path, language: str) -> list[tuple[int, int]]:
    """The first and the last line of each function that has more than one."""
    grammar = GRAMMARS.get(language) or ("tsx" if path.suffix == ".tsx" else "typescript")
    found: list[tuple[int, int]] = []
    waiting = [treesitter.parse(grammar, path.read_bytes()).root_node]
    while waiting:
        node = waiting.pop()
        if node.type in BODIES and node.end_point[0] > node.start_point[0]:
            found.append((node.start_point[0] + 1, node.end_point[0] + 1))
        else:
            waiting.extend(node.named_children)
    return found


def without_locals(entries: Counter[Entry], inner: Iterable[tuple[int, int]]) -> Counter[Entry]:
    """Entries without the values that stand in functions."""
    inside = {line for first, last in inner for line in range(first + 1, last + 1)}
    return Counter(
        {
            entry: number
            for entry, number in entries.items()
            if entry[0] not in ("value", "variable", "field") or entry[2] not in inside
        }
    )


def renamed(theirs: Counter[Entry], mine: Counter[Entry]) -> Counter[Entry]:
    """Entries of ctags, a constant that is given a function as a function, where we have it so,
    and without reserved words that we do not have."""
    found = Counter[Entry]()
    for (kind, name, line), number in theirs.items():
        if name in RESERVED and (kind, name, line) not in mine:
            continue
        function = ("function", name, line)
        is_function = kind == "value" and function in mine and function not in theirs
        found["function" if is_function else kind, name, line] += number
    return found


def compare(
    facts: Mapping[str, FileFacts],
    tags: Mapping[str, list[Entry]],
    printed: str | None,
    language: str,
    inner: Mapping[str, list[tuple[int, int]]],
) -> None:
    """Print recall and precision of each kind, each side measured by the other."""
    found, wanted, both = Counter[str](), Counter[str](), Counter[str]()
    for path, read in facts.items():
        mine, theirs = alike(ours(read), language), alike(tags.get(path, ()), language)
        if language in SCRIPTS:
            theirs = renamed(theirs, mine)
        mine, theirs = (without_locals(each, inner.get(path, ())) for each in (mine, theirs))
        for tally, entries in ((found, mine), (wanted, theirs), (both, mine & theirs)):
            for (kind, _, _), number in entries.items():
                tally[kind] += number
        if printed:
            for sign, entries in (("-", theirs - mine), ("+", mine - theirs)):
                for kind, name, line in sorted(entries, key=lambda entry: entry[2]):
                    if kind == printed:
                        print(f"{sign} {path}:{line} {name}")
    if printed:
        return
    print(f"{'':12} {'ours':>7} {'ctags':>7} {'both':>7}  ours of ctags  ctags of ours")
    for kind in sorted(wanted | found):
        recall = both[kind] / wanted[kind] if wanted[kind] else 1.0
        precision = both[kind] / found[kind] if found[kind] else 1.0
        counts = f"{found[kind]:7} {wanted[kind]:7} {both[kind]:7}"
        print(f"{kind:12} {counts} {recall:14.4f} {precision:14.4f}")
    problems = sum(read.problem is not None for read in facts.values())
    print(f"{len(facts)} files, {problems} with a problem")


def sample(facts: Mapping[str, FileFacts], number: int, seed: int, spread: bool) -> None:
    """Print some of our definitions, for somebody to look each up in the source."""
    every = [(path, each) for path in sorted(facts) for each in facts[path].definitions]
    draw = random.Random(seed)  # noqa: S311 - no secret
    drawn = dealt(every, number, draw) if spread else draw.sample(every, number)
    for path, each in drawn:
        lines = (each.line, each.end_line)
        print(path, *lines, each.kind.value, each.qualname, each.signature, sep="\t")


def dealt(
    every: list[tuple[str, Definition]], number: int, draw: random.Random
) -> list[tuple[str, Definition]]:
    """One definition of each kind in turn, until there are enough."""
    kinds: dict[str, list[tuple[str, Definition]]] = {}
    for each in every:
        kinds.setdefault(each[1].kind.value, []).append(each)
    stacks = [draw.sample(kinds[kind], len(kinds[kind])) for kind in sorted(kinds)]
    rounds = zip_longest(*stacks)
    return [each for each in chain.from_iterable(rounds) if each is not None][:number]


def judge(folder: Path, verdicts: Path) -> None:
    """Print how many definitions that were judged right or wrong our reader finds."""
    found: dict[str, set[tuple[str, ...]]] = {}
    counts = Counter[tuple[str, bool]]()
    with verdicts.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            path = row["path"]
            if path not in found:
                read = analyse(path, (folder / path).read_bytes())
                found[path] = {(str(e.line), e.kind.value, e.qualname) for e in read.definitions}
            here = (row["line"], row["kind"], row["qualname"]) in found[path]
            counts[row["verdict"], here] += 1
    for (verdict, here), number in sorted(counts.items()):
        print(f"{verdict}: {number} {'found' if here else 'not found'}")


if __name__ == "__main__":
    main()
