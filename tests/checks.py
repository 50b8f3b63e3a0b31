"""Checks a built site against the repository that it documents, and Python's own ``ast``.

Use :func:`check_site` in a test, or run it on any built site::

    python tests/checks.py OUTDIR ROOT [--builder dirhtml]

What is checked is what the site promises to its readers: ``kwindex.json`` is valid and says what
``ast`` says, each source is there to its last line, each definition's id stands on the line of
its definition, each entry of a keyword index leads there, no internal link of any page leads
nowhere, and no page repeats an id. Pages are read one at a time; kept are their ids.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import re
import subprocess
import sys
import tokenize
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
from lxml import etree

SCHEMA = Path(__file__).parents[1] / "sphinx_kwindex" / "sphinx_ext" / "schema.json"

#: Reasons for which a file is not indexed though Python may well parse it.
NOT_LOOKED_AT = frozenset(
    {"secret", "outside", "link", "special", "submodule", "lfs", "deleted", "unreadable", "size"}
)

IDS = etree.XPath("//@id", smart_strings=False)
LINKS = etree.XPath("//a/@href", smart_strings=False)
SOURCES = etree.XPath("//pre[.//@id[starts-with(., 'L-')]]")
MAIN_TEXT = etree.XPath("string((//*[@role='main'] | //main | //article | //body)[1])")

#: (kind, qualified name, line, end line, whether it is async)
Definition = tuple[str, str, int, int, bool]
#: (module, name, alias, line)
Import = tuple[str, str | None, str | None, int]


def definitions(tree: ast.Module) -> Iterator[Definition]:
    """Every ``class`` and ``def`` of a module, wherever it stands."""
    stack: list[tuple[ast.AST, str, bool]] = [(tree, "", False)]
    while stack:
        parent, prefix, in_class = stack.pop()
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                is_class = isinstance(node, ast.ClassDef)
                kind = "class" if is_class else "method" if in_class else "function"
                name = prefix + node.name
                end = node.end_lineno or node.lineno
                yield kind, name, node.lineno, end, isinstance(node, ast.AsyncFunctionDef)
                stack.append((node, f"{name}.", is_class))
            else:
                stack.append((node, prefix, in_class))


def imports(tree: ast.Module) -> Iterator[Import]:
    """Every name that an import statement of a module brings in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, None, alias.asname, node.lineno
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            for alias in node.names:
                yield module, alias.name, alias.asname, node.lineno


def parse(data: bytes) -> ast.Module | None:
    """Return the tree of a module, or ``None`` where Python itself refuses it.

    :raises RecursionError: whether it does cannot be told in the stack of this process.
    """
    if text_lines(data, True) is None:
        # ``ast.parse`` lets such bytes pass in a comment; in a file Python does not.
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(data)
        except (SyntaxError, ValueError, MemoryError):
            return None


def text_lines(data: bytes, is_python: bool) -> list[str] | None:
    """Lines as Python's tokenizer counts them; ``None`` where the bytes are not plain text."""
    encoding = "utf-8-sig"
    try:
        if is_python:
            encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        lines = re.split("\r\n|\r|\n", data.decode(encoding))
    except (SyntaxError, LookupError, UnicodeDecodeError):  # a codec may be none of text
        return None
    return lines if "\0" not in data.decode("latin-1") else None


def visible(text: str) -> str:
    """What of a line is compared: control characters and spaces may be shown in other ways."""
    return re.sub(r"\\x[89][0-9a-f]|\\ufff[ef]|[^!-~]+", "", text)


@dataclass
class Page:
    """What is kept of a page: its ids, those of its lines only as their number."""

    ids: frozenset[str]
    lines: int


@dataclass
class Site:
    """A site while it is checked."""

    outdir: Path
    root: Path
    builder: str
    problems: list[str] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    #: For each page that a link leads to, the fragments, each with the first page that names it.
    targets: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    counts: Counter[str] = field(default_factory=Counter)

    def say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")

    def page_file(self, docname: str) -> str:
        """Path of a document's page below `outdir`, as the builder names it."""
        if self.builder != "dirhtml" or docname == "index" or docname.endswith("/index"):
            return f"{docname}.html"
        return f"{docname}/index.html"

    def resolve(self, page: str, href: str) -> tuple[str, str] | None:
        """What a link on `page` leads to, as a web server resolves it: a file and a fragment.

        ``None`` for a link out of the site.
        """
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return None
        if not parts.path:
            return page, unquote(parts.fragment)
        path = unquote(parts.path)
        target = normpath(join(dirname(page), path)) if path[0] != "/" else f"..{path}"
        if path.endswith(("/", "/.", "/..")) or path in {".", ".."}:
            target = normpath(join(target, "index.html"))
        return target, unquote(parts.fragment)


def read_json(site: Site) -> list[dict[str, Any]]:
    """Return the files that ``kwindex.json`` lists, after validation."""
    path = site.outdir / "kwindex" / "kwindex.json"
    if not path.is_file():
        site.say("kwindex.json", "missing")
        return []
    content = json.loads(path.read_bytes())
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
    for error in validator.iter_errors(content):
        site.say("kwindex.json", f"{error.json_path}: {error.message[:200]}")
        if len(site.problems) > 20:
            break
    files: list[dict[str, Any]] = content["files"]
    return files


def check_listing(site: Site, files: list[dict[str, Any]]) -> None:
    """Every tracked file is listed, once, and nothing else is."""
    paths = [file["path"] for file in files]
    for path, number in Counter(paths).items():
        if number > 1:
            site.say(path, f"listed {number} times")
    if not (site.root / ".git").exists():
        return
    tracked = {
        os.fsdecode(name)
        for name in subprocess.run(
            ["git", "ls-files", "-z"], cwd=site.root, check=True, capture_output=True
        ).stdout.split(b"\0")
        if name
    }
    for path in sorted(tracked ^ set(paths)):
        site.say(path, "tracked, but not listed" if path in tracked else "listed, but not tracked")


def compare(site: Site, path: str, what: str, found: Counter[Any], true: Counter[Any]) -> None:
    """Name what is in one count and not in the other."""
    site.counts[f"{what}s"] += found.total()
    for item in found - true:
        site.say(path, f"no such {what}: {item}")
    for item in true - found:
        site.say(path, f"{what} not found: {item}")


def check_facts(site: Site, file: dict[str, Any], tree: ast.Module | None) -> None:
    """The definitions and imports of a Python file are those that ``ast`` finds."""
    path = file["path"]
    if file["indexed"] is not (tree is not None):
        verb = "parses" if tree is not None else "does not parse"
        site.say(path, f"indexed is {file['indexed']} ({file['reason']}), but Python {verb} it")
    if tree is None or not file["indexed"]:
        return
    bodies = [word for word in file["keywords"] if word["kind"] in {"class", "function", "method"}]
    found_definitions = Counter(
        (w["kind"], w["qualname"], w["line"], w["end_line"], "async" in w["tags"]) for w in bodies
    )
    found_imports = Counter(
        (item["module"], item["name"], item["alias"], item["line"]) for item in file["imports"]
    )
    compare(site, path, "definition", found_definitions, Counter(definitions(tree)))
    compare(site, path, "import", found_imports, Counter(imports(tree)))
    plain = Counter(word["qualname"] for word in bodies)
    for word in file["keywords"]:
        if word["name"] != word["qualname"].rpartition(".")[2]:
            site.say(path, f"name {word['name']} of {word['qualname']}")
        digested = len(word["qualname"]) > 200 and word["anchor"].startswith("k:")
        if word["anchor"] != word["qualname"] and "~" not in word["anchor"] and not digested:
            site.say(path, f"anchor {word['anchor']} of {word['qualname']}")
    first = {word["qualname"]: word for word in reversed(bodies)}
    for name, word in first.items():
        if plain[name] > 1 and word["anchor"] not in {name, f"{name}~2"}:
            site.say(path, f"the first {name} has the anchor {word['anchor']}")


def source_lines(tree: Any) -> Iterator[tuple[str, list[str]]]:
    """Each line of the source on a page: the text that is shown, and the ids on it."""
    for block in SOURCES(tree):
        markup = etree.tostring(block, encoding="unicode", with_tail=False)
        for line in markup.removesuffix("</pre>").split("\n"):
            ids = [unescape(name) for name in re.findall(r'<[^>]*\bid="([^"]*)"', line)]
            yield unescape(re.sub(r"<[^>]*>", "", line)), ids


def is_held_back(shown: str, line: str) -> bool:
    """Whether what is shown of a line, behind its number, differs from it by an ``x`` or more."""
    number = len(shown) - len(line)
    pairs = zip(shown[number:], line, strict=False)
    return number >= 0 and all(one in (other, "x") for one, other in pairs)


def check_source(
    site: Site, file: dict[str, Any], page: str, tree: Any, lines: list[str] | None
) -> None:
    """The whole source is on the page, and each id on the line that it names."""
    at: dict[str, int] = {}
    shown: list[str] = []
    for text, ids in source_lines(tree):
        numbers = [int(name[2:]) for name in ids if re.fullmatch(r"L-\d+", name)]
        if numbers:
            shown.append(text)
            if numbers != [len(shown)]:
                site.say(page, f"line {len(shown)} has the ids {numbers}")
        elif text.strip():
            site.say(page, f"a line of the source without an id: {text[:60]!r}")
        at.update(dict.fromkeys(ids, len(shown)))
    site.counts["lines"] += len(shown)
    if lines is not None:
        extra = lines[len(shown) :]
        if any(extra) or len(extra) > 1 or len(shown) > len(lines):
            site.say(page, f"{len(shown)} lines are shown of {len(lines)}")
        for number, (text, line) in enumerate(zip(shown, lines, strict=False), 1):
            if not visible(text).endswith(visible(line)) and not (
                file["held_back"] and is_held_back(text, line)
            ):
                site.say(page, f"line {number} shows {text[:60]!r}, not {line[:60]!r}")
                break
    for word in file["keywords"]:
        if at.get(word["anchor"]) != word["line"]:
            site.say(
                page, f"id {word['anchor']} is on line {at.get(word['anchor'])}, not {word['line']}"
            )


def check_keywords(
    site: Site, file: dict[str, Any], page: str, links: Iterable[tuple[str, str]]
) -> None:
    """The keyword index links each definition and import to its place."""
    source = site.page_file(file["docname"])
    fragments = {fragment for target, fragment in links if target == source}
    wanted = {word["anchor"] for word in file["keywords"]}
    wanted |= {f"L-{item['line']}" for item in file["imports"]}
    for name in sorted(wanted - fragments):
        site.say(page, f"no link to {source}#{name}")
    for word in file["keywords"]:
        # Relative to the output folder.
        if site.resolve("index.html", word["href"]) != (source, word["anchor"]):
            site.say(file["path"], f"href {word['href']} of {word['qualname']}")
            break
    site.counts["keyword links"] += len(wanted)


def read(site: Site, path: str) -> bytes | None:
    """Return the bytes of a file of the repository."""
    try:
        return (site.root / path).read_bytes()
    except OSError as error:
        site.say(path, f"cannot be read: {error.strerror}")
        return None


def check_page(site: Site, page: str, file: dict[str, Any] | None) -> set[tuple[str, str]]:
    """Read one page, and return where its links lead: `file` says whose source it is."""
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8")
    tree = etree.parse(str(site.outdir / page), parser)
    ids = Counter(IDS(tree))
    for name, number in ids.items():
        if number > 1:
            site.say(page, f"id {name} occurs {number} times")
    numbered = {name for name in ids if re.fullmatch(r"L-\d+", name)}
    site.pages[page] = Page(frozenset(map(sys.intern, ids.keys() - numbered)), len(numbered))
    links = set()
    for href in LINKS(tree):
        place = site.resolve(page, href)
        if place is not None:
            links.add(place)
            site.targets[place[0]].setdefault(place[1], page)
    data = None if file is None else read(site, file["path"])
    if file is not None and data is not None:
        is_python = file["language"] == "Python"
        if is_python and file["reason"] not in NOT_LOOKED_AT:
            with suppress(RecursionError):
                check_facts(site, file, parse(data))
        check_source(site, file, page, tree, text_lines(data, is_python))
    return links


def first_part(page: str, by_index: Mapping[str, Any]) -> str | None:
    """The first page of the keyword index that `page` is a part of; ``None`` where it is none."""
    if page in by_index:
        return page
    plain = re.sub(r"_kw-\d+(/index\.html|\.html)$", r"_kw\1", page)
    candidates = (plain, re.sub(r"_kw(/index\.html|\.html)$", r"_docs\1", plain))
    return next((c for c in candidates if plain != page and c in by_index), None)


def check_targets(site: Site) -> None:
    """Each internal link leads to a page, and to an id of it."""
    for target, fragments in site.targets.items():
        known = site.pages.get(target)
        if known is None:
            if not (site.outdir / target).is_file():
                site.say(next(iter(fragments.values())), f"a link to {target}, which is not there")
            continue
        for fragment, source in fragments.items():
            site.counts["targets"] += 1
            line = re.fullmatch(r"L-(\d+)", fragment)
            if line and 1 <= int(line[1]) <= known.lines:
                continue
            if fragment and fragment not in known.ids:
                site.say(source, f"a link to {target}#{fragment}, which is not there")


def check_skipped(site: Site, files: list[dict[str, Any]]) -> None:
    """The page of skipped files and its parts name the files that were not indexed."""
    pages = [
        page for page in site.pages if re.search(r"kwindex/skipped(-\d+)?(/index)?\.html$", page)
    ]
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8")
    shown = visible(
        " ".join(MAIN_TEXT(etree.parse(str(site.outdir / page), parser)) for page in pages)
    )
    for file in files:
        if not file["indexed"] and visible(file["path"]) not in shown:
            site.say(file["path"], f"not indexed ({file['reason']}), and not on the skipped page")


def examine(outdir: Path, root: Path, builder: str, whole: bool) -> Site:
    """Check a site and return what was found and counted."""
    site = Site(outdir, root, builder)
    files = read_json(site)
    if whole:
        check_listing(site, files)
    by_page: dict[str, dict[str, Any]] = {}
    by_index: dict[str, dict[str, Any]] = {}
    for file in files:
        if file["docname"]:
            by_page[site.page_file(file["docname"])] = file
        if file["keywords_docname"]:
            by_index[site.page_file(file["keywords_docname"].partition("#")[0])] = file
        elif file["keywords"] or file["imports"]:
            site.say(file["path"], "has keywords, but no keyword index")
        is_python = file["language"] == "Python"
        if is_python and not file["docname"] and file["reason"] not in NOT_LOOKED_AT | {"binary"}:
            site.say(file["path"], f"has no page ({file['reason']})")
    indexed: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for path in sorted(outdir.rglob("*.html")):
        page = path.relative_to(outdir).as_posix()
        if path.is_file() and not page.startswith(("_static/", "_modules/")):
            links = check_page(site, page, by_page.get(page))
            index = first_part(page, by_index)
            if index:
                indexed[index] |= links
    for index, links in indexed.items():
        check_keywords(site, by_index[index], index, links)
    for page in sorted((by_page.keys() | by_index.keys()) - site.pages.keys()):
        site.say(page, "missing")
    check_targets(site)
    check_skipped(site, files)
    site.counts["pages"] = len(site.pages)
    site.counts["files"] = len(files)
    site.counts["not indexed"] = sum(not file["indexed"] for file in files)
    return site


def check_site(
    outdir: Path, repository_root: Path, builder: str = "html", *, whole: bool = True
) -> list[str]:
    """Return the problems of a built site, each as ``where: what``; none is what is wanted.

    :param builder: ``html`` or ``dirhtml``.
    :param whole: whether the site documents all files that git tracks, as it does by default.

    The repository must be as it was when the site was built.
    """
    return examine(outdir, repository_root, builder, whole).problems


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("outdir", type=Path)
    parser.add_argument("root", type=Path)
    parser.add_argument("--builder", choices=("html", "dirhtml"), default="html")
    parser.add_argument("--part", action="store_true", help="not all tracked files are documented")
    options = parser.parse_args()
    site = examine(options.outdir, options.root, options.builder, not options.part)
    for problem in site.problems[:100]:
        print(problem.encode("utf-8", "backslashreplace").decode())
    for what, number in sorted(site.counts.items()):
        print(f"{number:>10,} {what}")
    print(f"{len(site.problems):>10,} problems")
    return 1 if site.problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
