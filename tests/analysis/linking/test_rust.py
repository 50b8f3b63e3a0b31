"""What uses of Rust mean: definitions, through globs and uses of other modules."""

from __future__ import annotations

from sphinx_kwindex.analysis.linking.linker import link
from tests.analysis.linking.builder import build

SOURCES = {
    "Cargo.toml": '[package]\nname = "show-hex"\n',
    "src/lib.rs": """
        mod colors;
        pub mod input;
        pub use colors::*;
        pub use input::{Input as In, *};
        pub enum Side { Left }
        fn f() { use crate::Side::*; }
        mod tests { use super::*; use super::super::gone; use Side::*; }
    """,
    "src/colors.rs": "pub const RED: u8 = 1;\npub const SAME: u8 = 1;\nuse super::Side;\n",
    "src/input.rs": "pub struct Input;\npub const SAME: u8 = 1;\nuse self::deep::*;\nmod deep {}\n",
    "src/main.rs": """
        use show_hex::{RED, In, Side, SAME, gone};
        mod checks;
        enum Unit { Byte }
    """,
    "src/checks.rs": """
        use super::*;
        fn f() { use Unit::*; use RED as Again; }
        use crate::Unit as U;
        use rand::rand;
    """,
}


def meant(path: str) -> dict[str, str]:
    links = link(build(SOURCES))
    entries = build(SOURCES).load(path).imports
    return {
        f"{entry.module} {entry.name or ''}".strip(): f"{found.path} {found.anchor}".strip()
        for entry, found in zip(entries, links.imports[path], strict=True)
        if found is not None
    }


def test_a_name_leads_to_its_definition_through_globs_and_other_names() -> None:
    assert meant("src/main.rs") == {
        "show_hex RED": "src/colors.rs RED",
        "show_hex In": "src/input.rs Input",
        "show_hex Side": "src/lib.rs Side",
        # Two globs bring it in, and nothing of the crate has the name of the other.
        "show_hex SAME": "src/lib.rs",
        "show_hex gone": "src/lib.rs",
        "checks": "src/checks.rs",
    }


def test_a_module_and_a_function_may_have_one_name() -> None:
    sources = {
        "src/lib.rs": "mod escape;\npub use crate::escape::{escape, Other};\n",
        "src/escape.rs": "pub fn escape() {}\npub struct Other;\nuse crate::escape::escape as e;\n",
        "src/main.rs": "mod search;\nuse crate::search::Found;\nfn search() {}\n",
        "src/search.rs": "pub struct Found;\n",
    }
    links = link(build(sources))
    named = {
        path: [f"{found.path} {found.anchor}".strip() for found in links.imports[path] if found]
        for path in ("src/lib.rs", "src/escape.rs", "src/main.rs")
    }
    assert named == {
        "src/lib.rs": ["src/escape.rs", "src/escape.rs escape", "src/escape.rs Other"],
        "src/escape.rs": ["src/escape.rs escape"],
        "src/main.rs": ["src/search.rs", "src/search.rs Found"],
    }


def test_what_is_above_and_in_the_file_itself() -> None:
    assert meant("src/checks.rs") == {
        "super *": "src/main.rs",
        "Unit *": "src/main.rs Unit",
        "RED": "src/colors.rs RED",
        "crate Unit": "src/main.rs Unit",
    }
    assert meant("src/lib.rs") == {
        "colors": "src/colors.rs",
        "colors *": "src/colors.rs",
        "input": "src/input.rs",
        "input Input": "src/input.rs Input",
        "input *": "src/input.rs",
        "crate::Side *": "src/lib.rs Side",
        "super *": "src/lib.rs",
        "Side *": "src/lib.rs Side",
    }
    assert meant("src/colors.rs") == {"super Side": "src/lib.rs Side"}


def test_a_file_counts_as_named_and_one_that_defines_as_found_through_it() -> None:
    links = link(build(SOURCES))
    assert "src/main.rs" in dict(links.importers["src/lib.rs"])
    assert "src/main.rs" in dict(links.importers["src/colors.rs"])
    assert links.is_through("src/main.rs", "src/colors.rs")
    assert not links.is_through("src/main.rs", "src/lib.rs")
