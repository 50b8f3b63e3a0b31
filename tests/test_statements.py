"""The draw of statements to be read by hand, and the list of those that were."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Builder

REPOSITORY = Path(__file__).parents[1]
READ = Path(__file__).parent / "data" / "statements" / "flatbuffers.tsv"
LATER = READ.with_name("draws.tsv")


def draw(outdir: Path, seed: int) -> list[dict[str, str]]:
    script = REPOSITORY / "benchmarks" / "statements.py"
    options = ["--pages", "10", "--statements", "40", "--seed", str(seed)]
    command = [sys.executable, str(script), str(outdir), *options]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return list(csv.DictReader(found.stdout.splitlines(), delimiter="\t"))


def test_a_seed_gives_one_draw_over_all_kinds_of_pages(
    repository: Callable[[], Path], build: Builder
) -> None:
    outdir = build(repository() / "docs").outdir
    first = draw(outdir, 1)
    assert first == draw(outdir, 1)
    assert first != draw(outdir, 2)
    assert len(first) == 40
    assert (
        len({(row["page"], row["section"], row["said of"], row["statement"]) for row in first})
        == 40
    )
    pages = {row["page"] for row in first}
    assert all((outdir / page).is_file() for page in pages)
    for ending in ("_docs.html", "_kw.html"):
        assert any(page.endswith(ending) for page in pages)


def test_each_statement_that_was_read_has_its_verdict_and_what_was_looked_at() -> None:
    with READ.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert [int(row["number"]) for row in rows] == list(range(1, 301))
    assert len({row["page"] for row in rows}) == 30
    verdicts = [row["verdict"] for row in rows]
    assert (verdicts.count("true"), verdicts.count("false")) == (261, 39)
    assert all(row["statement"] and row["evidence"] for row in rows)


def test_each_later_draw_has_a_verdict_for_each_of_300_statements_of_30_pages() -> None:
    with LATER.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    draws: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        draws.setdefault(row["repository"], []).append(row)
    for drawn in draws.values():
        assert [int(row["number"]) for row in drawn] == list(range(1, 301))
        assert len({row["page"] for row in drawn}) == 30
        assert {row["verdict"] for row in drawn} <= {"true", "false"}
        assert all(row["evidence"] for row in drawn)
    false = {name: sum(row["verdict"] == "false" for row in drawn) for name, drawn in draws.items()}
    assert false == {
        "google/brotli": 2,
        "tree-sitter/tree-sitter": 1,
        "numba/llvmlite": 4,
        "zeromq/pyzmq": 1,
        "pybind/pybind11": 2,
        "google/leveldb": 4,
        "capnproto/pycapnp": 1,
        "google/re2": 3,
        "MagicStack/asyncpg": 7,
        "giampaolo/psutil": 10,
        "libgit2/pygit2": 6,
        "pallets/click": 2,
        "google/snappy": 5,
        "encode/httpx": 1,
        "marshmallow-code/marshmallow": 3,
        "DaveGamble/cJSON": 9,
        "pypa/packaging": 3,
        "tox-dev/filelock": 1,
        "jpadilla/pyjwt": 6,
        "aio-libs/yarl": 2,
        "redis/hiredis": 3,
        "spf13/cobra": 10,
        "sindresorhus/got": 4,
        "dtolnay/anyhow": 4,
        "theskumar/python-dotenv": 4,
        "benhoyt/inih": 2,
        "apache/commons-cli": 15,
        "jd/tenacity": 3,
        "lz4/lz4": 1,
        "hynek/structlog": 3,
        "docopt/docopt": 3,
        "aio-libs/multidict": 7,
        "pytest-dev/pluggy": 1,
        "sharkdp/hexyl": 4,
        "pallets/itsdangerous": 0,
        "gorilla/websocket": 0,
        "yaml/libyaml": 1,
        "chalk/chalk": 3,
        "pallets/markupsafe": 1,
        "pypa/wheel": 1,
        "pypa/packaging.python.org": 1,
        "agronholm/typeguard": 1,
        "madler/pigz": 3,
        "pypa/installer": 5,
        "pallets-eco/blinker": 0,
        "google/uuid": 0,
        "gorilla/handlers": 0,
        "encode/uvicorn": 0,
        "spf13/afero": 3,
        "jqlang/jq": 0,
        "sindresorhus/ky": 3,
        "pallets/jinja": 1,
    }
