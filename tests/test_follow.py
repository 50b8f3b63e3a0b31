"""The links that were drawn and read by hand, and the script that draws them."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOTS

REPOSITORY = Path(__file__).parents[1]
#: pallets/flask at 2ac89889f4cc, which nothing was developed with: `follow.py --links 300 --seed
#: 20261125`.
READ = Path(__file__).parent / "data" / "follow" / "flask.tsv"


def draw(root: Path, *options: str) -> list[list[str]]:
    script = REPOSITORY / "benchmarks" / "follow.py"
    found = subprocess.run(
        [sys.executable, str(script), str(root), *options],
        check=True,
        capture_output=True,
        text=True,
    )
    return list(csv.reader(found.stdout.splitlines(), dialect="excel-tab"))


def test_99_of_100_links_are_right() -> None:
    with READ.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, dialect="excel-tab"))
    assert len({(row["path"], row["line"], row["column"]) for row in rows}) == len(rows) == 300
    assert {row["verdict"] for row in rows} <= {"right", "doubtful", "wrong"}
    assert sum(row["verdict"] == "right" for row in rows) >= 0.99 * len(rows)
    assert all(row["looked at"] for row in rows)


def test_a_seed_gives_one_draw(repository: Callable[[str], Path]) -> None:
    root = repository("small")
    first = draw(root, "--links", "20", "--seed", "1")
    assert first == draw(root, "--links", "20", "--seed", "1")
    assert len(first) == 20
    for path, line, column, name, target, target_line, text, there in first:
        row = (ROOTS / "small" / path).read_text("latin-1").splitlines()[int(line) - 1]
        assert row.strip() == text
        assert row.startswith(name, int(column))
        assert (ROOTS / "small" / target).is_file()
        assert bool(there) == bool(int(target_line))
