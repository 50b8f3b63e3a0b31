"""Which files belong together, and why."""

from __future__ import annotations

from sphinx_kwindex.analysis.linking import link
from sphinx_kwindex.analysis.linking.related import Relations
from tests.analysis.linking.builder import build


def related(sources: dict[str, str], path: str) -> dict[str, tuple[str, ...]]:
    return dict(Relations(frozenset(sources), link(build(sources))).of(path))


def test_reasons() -> None:
    sources = {
        "p/__init__.py": "",
        "p/tool.py": "from p import base\ndef sharpen(): ...\ndef grind(): ...",
        "p/tool.pyi": "",
        "p/base.py": "",
        "p/user.py": "import p.tool",
        "docs/tool.md": "# Tool",
        "docs/other.md": "# Other",
        "tests/test_tool.py": "from p.tool import sharpen, grind",
        "x.py": "thing.sharpen",
    }
    assert related(sources, "p/tool.py") == {
        "tests/test_tool.py": (
            "is named as the test of this file",
            "imports this file",
            "shares the rare names ``grind`` and ``sharpen``",
        ),
        "p/base.py": ("imported by this file",),
        "p/user.py": ("imports this file",),
        "docs/tool.md": ("has the same name with another suffix",),
        "p/tool.pyi": ("has the same name with another suffix",),
        "x.py": ("shares the rare name ``sharpen``",),
    }
    assert related(sources, "tests/test_tool.py")["p/tool.py"][0] == (
        "this file is named as its test"
    )


def test_what_all_import_says_little() -> None:
    users = {f"u{number}.py": "import common" for number in range(20)}
    sources = {"common.py": "", "near.py": "", "m.py": "import common, near", **users}
    assert list(related(sources, "m.py")) == ["near.py", "common.py"]
    assert len(related(sources, "common.py")) == 10


def test_utilities_of_many_folders_are_no_relatives() -> None:
    sources = {f"f{number}/utils.{suffix}": "" for number in range(9) for suffix in ("py", "pyi")}
    assert list(related(sources, "f3/utils.py")) == ["f3/utils.pyi"]
