"""Who owns a file."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.owners import of_files
from sphinx_kwindex.model.repository import Ownership

#: The examples of GitHub's manual, "About code owners", with its own comments as expectations.
GITHUB = """\
# This is a comment.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
a[bc].py @nobody
!b.py @nobody
my\\ file @spacer
\\#x @nobody
/

"""
EVERYBODY = ("@global-owner1", "@global-owner2")
OWNERS = {
    "a.py": (EVERYBODY, 2),
    "ab.py": (EVERYBODY, 2),
    "b.py": (EVERYBODY, 2),
    "#x": (EVERYBODY, 2),
    "x/y.js": (("@js-owner",), 3),
    "x/y.go": (("address",), 4),
    "y.txt": (("@octo-org/octocats",), 5),
    "build/logs/x": (("@octocat",), 11),
    "x/docs/getting-started.md": (EVERYBODY, 2),
    "docs/build-app/x.md": (("@doctocat",), 9),
    "x/apps/y.py": (("@octocat",), 8),
    "scripts/x": (("@doctocat", "@octocat"), 10),
    "deeply/nested/logs/x": (("@octocat",), 11),
    "apps/x": (("@octocat",), 12),
    "apps/github/x.js": None,
    "my file": (("@spacer",), 16),
}


@pytest.mark.parametrize("path", OWNERS)
def test_owners_as_on_github(path: str) -> None:
    owners = of_files({"docs/CODEOWNERS", "CODEOWNERS"}, {"CODEOWNERS": GITHUB}.__getitem__)
    expected = OWNERS[path]
    assert owners(path) == (
        (Ownership(expected[0], "CODEOWNERS", expected[1]),) if expected else ()
    )


GITLAB = """\
* @all
[Backend] @backend
*.rb
special.rb @special address@example.org other@example.org
!generated.rb
^[Optional][2]
*.rb @reviewer
"""
SECTIONS = {
    "x.md": [(("@all",), 1)],
    "x.rb": [(("@all",), 1), (("@backend",), 3), (("@reviewer",), 7)],
    "special.rb": [(("@all",), 1), (("@special", "address"), 4), (("@reviewer",), 7)],
    "generated.rb": [(("@all",), 1), (("@reviewer",), 7)],
}


@pytest.mark.parametrize("path", SECTIONS)
def test_each_section_has_its_owners(path: str) -> None:
    owners = of_files({".gitlab/CODEOWNERS"}, lambda source: GITLAB)
    assert [(owned.names, owned.line) for owned in owners(path)] == SECTIONS[path]


def test_nobody_owns_without_the_file() -> None:
    assert of_files({"src/CODEOWNERS"}, lambda source: "* @all")("a.py") == ()


def test_hostile_lines_are_no_rules() -> None:
    lines = [
        "[",
        "^[]",
        "[x",
        "\\",
        "//",
        "***",
        "*" * 5000,
        "(" * 500,
        "**/" * 50,
        "a*" * 50,
        "a\0b @x",
    ]
    owners = of_files({"CODEOWNERS"}, lambda source: "\n".join([*lines, "*.py @py"]))
    assert [owned.names for owned in owners("x/a.py")] == [("@py",)]
