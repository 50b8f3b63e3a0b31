"""A record for each page, which Sphinx takes for its source file, and the parser of records."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.parsers import Parser

from sphinx_kwindex.analysis.store import Page
from sphinx_kwindex.sphinx_ext import bodies, events
from sphinx_kwindex.sphinx_ext.project import SUFFIX

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def write(folder: Path, pages: Iterable[Page], version: str) -> list[str]:
    """Make the records below `folder` those of `pages`, touching only what differs.

    Returns the documents whose records were written.

    The time of a record is what Sphinx decides by whether to read the page again.

    :param version: of this package: another one may draw the same page otherwise.
    """
    wanted = {}
    for page in pages:
        record = {
            "kind": page.kind.value,
            "docname": page.docname,
            "digest": page.digest,
            "version": version,
        }
        wanted[page.docname + SUFFIX] = json.dumps(record) + "\n"
    for path, folders, files in os.walk(folder, topdown=False):
        below = os.path.relpath(path, folder)
        for name in files:
            key = name if below == "." else f"{below}/{name}".replace(os.sep, "/")
            text = wanted.get(key)
            if text is None:
                os.unlink(os.path.join(path, name))
                continue
            with open(os.path.join(path, name), "rb") as record_file:
                if record_file.read() == text.encode():
                    del wanted[key]
        if folders and below != ".":
            with contextlib.suppress(OSError):
                os.rmdir(path)
    for key, text in wanted.items():
        written = folder / key
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_bytes(text.encode())
    return [key.removesuffix(SUFFIX) for key in wanted]


class RecordParser(Parser):
    """Reads the page that a record names, as a frame."""

    supported = ("kwindex",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        self.setup_parse(inputstring, document)
        # Quotes and dashes of a repository stay as they are written.
        document.settings.smart_quotes = False
        env = document.settings.env
        frame = bodies.frame(env, env.docname)
        events.extend(env, env.docname, frame)
        document += frame
        self.finish_parse()


def setup(app: Sphinx) -> None:
    app.add_source_suffix(SUFFIX, "kwindex")
    app.add_source_parser(RecordParser)
