"""What must be in no output: markup that runs, and bytes from outside of the repository.

Markup is judged as what reads it sees it: pages by parsers of HTML and XML, Markdown after it was
rendered, JSON after it was loaded, LaTeX by its commands. Text that is shown may say anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree, html
from markdown_it import MarkdownIt

from tests.hostile.markup import OUTSIDE

#: Words of files that lie outside of the repository.
FOREIGN = (OUTSIDE.encode(), b"root:x:0:")

#: The scheme of an address, as a browser looks for it.
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")

#: Elements that a page of ours has no use for, and the theme neither.
ELEMENTS = frozenset({"iframe", "object", "embed", "base", "svg", "frame", "applet", "math"})

#: Attributes whose value is an address that a browser follows or loads.
ADDRESSES = frozenset({"href", "src", "action", "data", "formaction", "poster", "background"})

#: What the inputs call, in whatever would run.
CALLED = re.compile(r"alert|kwxss|onerror")

#: A command of LaTeX that an input holds; escaped, its backslash is a command of its own.
COMMANDS = re.compile(rb"\\(?:kwxss|input\{/etc|write18)")

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def dangers(tree: etree._Element) -> Iterator[str]:
    """What of a page would run, or lead where it must not."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname.lower()
        if name in ELEMENTS:
            yield f"<{name}>"
        if name in ("script", "style") and CALLED.search(element.text or ""):
            yield f"<{name}>{(element.text or '')[:60]}"
        if name == "meta" and "refresh" in str(element.get("http-equiv")).lower():
            yield "<meta http-equiv=refresh>"
        for key, value in element.attrib.items():
            word = str(key).rpartition("}")[2].lower()
            if word.startswith("on") or word == "srcdoc":
                yield f"{name} {key}={value}"
            if word == "style" and "url(" in str(value):
                yield f"{name} {key}={value}"
            if word in ADDRESSES:
                scheme = SCHEME.match("".join(str(value).split()))
                if scheme is not None and scheme[1].lower() not in ("http", "https"):
                    yield f"{name} {key}={value}"


def _html(data: bytes) -> Iterator[str]:
    yield from dangers(
        html.document_fromstring(data or b"<p>", parser=html.HTMLParser(huge_tree=True))
    )


def _xml(data: bytes) -> Iterator[str]:
    """Well formed, as the readers of an EPUB want it."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        yield f"not well formed: {error}"
        return
    yield from dangers(tree)


def _markdown(data: bytes) -> Iterator[str]:
    yield from _html(b"<div>" + _MARKDOWN.render(data.decode()).encode() + b"</div>")


def _page_of_json(data: bytes) -> Iterator[str]:
    """What Sphinx's builder of JSON gives to the templates of others, as HTML."""
    for key, value in json.loads(data).items():
        if (
            isinstance(value, str)
            and "<" in value
            and key not in ("sourcename", "current_page_name")
        ):
            yield from (
                f"{key}: {danger}" for danger in _html(value.encode("utf-8", "surrogatepass"))
            )


def _latex(data: bytes) -> Iterator[str]:
    yield from (match[0].decode() for match in COMMANDS.finditer(data))


def _json(data: bytes) -> Iterator[str]:
    json.loads(data)
    yield from ()


def _tags(data: bytes) -> Iterator[str]:
    """Lines of three fields at least, the third a search or a number."""
    for line in data.decode("utf-8", "surrogateescape").split("\n")[:-1]:
        fields = line.split("\t")
        is_tag = len(fields) >= 3 and re.match(r"/\^|\d|\?", fields[2])
        if not is_tag and not line.startswith("!_"):
            yield f"no tag: {line[:80]!r}"


def _index(data: bytes) -> Iterator[str]:
    """One call with one argument of JSON, which ends no element of script."""
    text = data.decode()
    match = re.fullmatch(r"Search\.setIndex\((.*)\)\s*", text, re.DOTALL)
    if match is None:
        yield "more than a call of Search.setIndex"
        return
    json.loads(match[1])


#: By the name or the suffix of an output, what is said against it.
JUDGES: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "kwindex.json": _json,
    "searchindex.js": _index,
    "searchindex.json": _json,
    "tags": _tags,
    ".html": _html,
    ".xhtml": _xml,
    ".opf": _xml,
    ".ncx": _xml,
    ".fjson": _page_of_json,
    ".md": _markdown,
    ".tex": _latex,
}


def problems(outdir: Path) -> Iterator[tuple[str, str]]:
    """Yield the path of each output that is not harmless, from `outdir`, with what is wrong."""
    for path in sorted(outdir.rglob("*")):
        if not path.is_file():
            continue
        name = str(path.relative_to(outdir))
        data = path.read_bytes()
        yield from ((name, f"holds {word.decode()}") for word in FOREIGN if word in data)
        judge: Any = JUDGES.get(path.name) or JUDGES.get(path.suffix)
        if judge is not None and "_static" not in path.parts:
            try:
                yield from ((name, said) for said in dict.fromkeys(judge(data)))
            except (ValueError, etree.ParserError) as error:
                yield name, f"not to be read: {error}"
