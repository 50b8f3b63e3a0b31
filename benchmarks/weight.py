"""How many bytes of HTML the pages of a built site have: all, without source, of a theme's frame.

Reads each page of ours in the output folder of a build with HTML. What a page weighs without its
source is the file without what stands within ``pre.kwindex-source``. Compressed is as a server
sends it, by gzip::

    python benchmarks/weight.py OUTDIR
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import defaultdict
from pathlib import Path
from statistics import median

_SOURCE = re.compile(rb'<pre class="[^"]*kwindex-source.*?</pre>', re.DOTALL)
_KINDS = {
    "_docs": "file",
    "_kw": "keywords",
    "index": "folder index",
    "doc": "folder",
    "sub": "sub",
}
_ROW = "{:<14} {:>6} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}"


def kind(page: Path) -> str:
    """What a page is, by the end of its name."""
    stem = page.stem
    return next(
        (name for end, name in _KINDS.items() if re.fullmatch(f".*{end}(-\\d+)?", stem)), "other"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--prefix", default="kwindex", help="folder of our pages")
    parser.add_argument("--largest", type=int, default=10, help="how many of the largest to name")
    arguments = parser.parse_args()
    weights: dict[str, list[tuple[int, int, int, str]]] = defaultdict(list)
    for page in sorted((arguments.outdir / arguments.prefix).rglob("*.html")):
        data = page.read_bytes()
        bare = _SOURCE.sub(b"", data)
        name = page.relative_to(arguments.outdir).as_posix()
        weights[kind(page)].append((len(bare), len(gzip.compress(bare, 6)), len(data), name))
    every = [weight for of_kind in weights.values() for weight in of_kind]
    print(_ROW.format("pages", "number", "median", "90 %", "largest", "gzip", "whole", "largest"))
    for label, of_kind in [*sorted(weights.items()), ("all", every)]:
        bare, packed, whole, _ = zip(*of_kind, strict=True)
        ordered = sorted(bare)
        print(
            _ROW.format(
                *(label, len(bare), f"{median(bare):,.0f}", f"{ordered[len(bare) * 9 // 10]:,}"),
                *(f"{max(bare):,}", f"{median(packed):,.0f}"),
                *(f"{median(whole):,.0f}", f"{max(whole):,}"),
            )
        )
    for bare, _, _, name in sorted(every, reverse=True)[: arguments.largest]:
        print(f"{bare:>10,} {name}")


if __name__ == "__main__":
    main()
