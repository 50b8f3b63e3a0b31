"""What a fuzzer guided by coverage found (``tests/hostile/fuzz.py``), made as small as it goes."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.hostile.inputs.made import Input, numbered

#: Suffix, text, and what went wrong; the last is for the limit of time to end, not for a reader.
FOUND = (
    (".cpp", 'enum{"E\xb6\xdf,,,e(),,,,,,,,,,,,a,,', "an enumerator whose name is filled in"),
    (".pyx", "import d as", "an alias that is missing"),
    (".html", "<id=>h", "an element that looks like an attribute"),
    (".rs", '(m>().g("""k"("";c(=m>("")(""()u.c);', "a parse by the grammar without an end"),
    (".tsx", "h=n=(/;\n~/o}}}}", "another"),
)


def everything(random: random.Random) -> Iterator[Input]:
    """Each that was found."""
    for place, (suffix, text, why) in enumerate(FOUND):
        yield Input(numbered(place, suffix), text, why, heavy=suffix in (".rs", ".tsx"))
