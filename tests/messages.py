"""The catalogues of messages: what pages can say, and what it is called in other languages.

Run this after a change of a message, or to begin a language::

    python tests/messages.py update
    python tests/messages.py add fr

Both find the messages of the package, write the template, put what is new into each catalogue,
and compile it. Then translate what the output names, and run it again.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "sphinx_kwindex"
FOLDER = PACKAGE / "locale"
NAME = "sphinx_kwindex"
TEMPLATE = FOLDER / f"{NAME}.pot"

#: The functions whose first argument, or first two, are a message.
SINGULAR = frozenset({"_", "marked", "phrase"})
PLURAL = frozenset({"counted", "marked_plural", "ngettext"})

#: Of every catalogue: a date of its own would make another file of the same messages.
_DATE = datetime(2026, 1, 1, tzinfo=UTC)
#: What the head of a catalogue needs; the rest says nothing of a message.
_HEAD = (b'"Language:', b'"Plural-Forms:', b'"MIME-', b'"Content-')

#: A message as Babel has it: of one that has a plural, both forms.
MessageId = str | tuple[str, str]


def extracted(package: Path = PACKAGE) -> Catalog:
    """Return the messages of the sources of a package, without a translation.

    Babel's own reader of Python takes no message that stands in an f-string.
    """
    catalog = Catalog(fuzzy=False)
    catalog.header_comment = "# What pages of sphinx-kwindex say, under its licence."
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package.parent).as_posix()
        for message in _messages(ast.parse(path.read_bytes())):
            catalog.add(message, locations=[(name, 0)])
    return catalog


def _messages(tree: ast.AST) -> Iterator[MessageId]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            said = [each.value for each in node.args if isinstance(each, ast.Constant)]
            texts = [text for text in said if isinstance(text, str)]
            if node.func.id in SINGULAR and texts:
                yield texts[0]
            elif node.func.id in PLURAL and len(texts) > 1:
                yield texts[0], texts[1]


def unmarked(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts within what a call makes its message of, which nothing extracts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id not in SINGULAR | PLURAL:
                continue
            made = (each for each in node.args if not isinstance(each, ast.Constant))
            yield from (text for each in made for text in _loose(each))


def _loose(node: ast.AST) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node
    elif not isinstance(node, ast.Call | ast.Subscript):
        for child in ast.iter_child_nodes(node):
            yield from _loose(child)


def catalogues() -> list[Path]:
    """Return the catalogue of each language."""
    return sorted(FOLDER.glob(f"*/LC_MESSAGES/{NAME}.po"))


def read(path: Path) -> Catalog:
    """Return a catalogue or the template."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path == TEMPLATE else path.parts[-3])


def untranslated(catalog: Catalog) -> list[Message]:
    """Return the messages that have no translation, or an uncertain one."""
    return [each for each in catalog if each.id and (each.fuzzy or not _whole(each))]


def _whole(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms)


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as programs read it."""
    whole = Catalog(locale=catalog.locale, creation_date=_DATE, revision_date=_DATE)
    for each in catalog:
        if each.id and not each.fuzzy and _whole(each):
            whole.add(each.id, each.string)
    buffer = BytesIO()
    write_mo(buffer, whole)
    return buffer.getvalue()


def meaning(compiled_catalog: bytes) -> dict[object, str]:
    """Return what a compiled catalogue holds; its header names the tool that wrote it."""
    translations = GNUTranslations(BytesIO(compiled_catalog))
    held: dict[object, str] = dict(translations._catalog)  # type: ignore[attr-defined]
    held.pop("", None)
    return held


def update() -> Iterator[str]:
    """Bring the template and each catalogue up to date; yield what is left to do."""
    template = extracted()
    _write(TEMPLATE, template)
    for path in catalogues():
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=True)
        catalog.obsolete.clear()
        _write(path, catalog)
        # Read back, as what builds it from the sources would.
        made = compiled(read(path))
        machine = path.with_suffix(".mo")
        if not machine.exists() or meaning(machine.read_bytes()) != meaning(made):
            machine.write_bytes(made)
        yield from (f"{path.parts[-3]}: not translated: {m.id!r}" for m in untranslated(catalog))


def add(language: str) -> None:
    """Begin the catalogue of a language, by its code: ``fr``, ``pt_BR``."""
    path = FOLDER / language / "LC_MESSAGES" / f"{NAME}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _write(path, Catalog(locale=language, fuzzy=False))


def _write(path: Path, catalog: Catalog) -> None:
    buffer = BytesIO()
    write_po(buffer, catalog, width=96, sort_output=True, include_lineno=False)
    head, end, messages = buffer.getvalue().partition(b"\n\n")
    kept = [
        line for line in head.splitlines() if not line.startswith(b'"') or line.startswith(_HEAD)
    ]
    path.write_bytes(b"\n".join(kept) + end + messages)


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description="Catalogues of messages.")
    parser.add_argument("command", choices=("update", "add"))
    parser.add_argument("language", nargs="?", help="code of the language to begin, as de")
    asked = parser.parse_args()
    if asked.command == "add":
        if not asked.language:
            parser.error("add needs the code of a language")
        add(asked.language)
    left = list(update())
    print("\n".join(left) or "Every message is translated.")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main())
