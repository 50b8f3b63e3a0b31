"""Ids and titles of the sections of our pages.

Every id holds a hyphen, which no Python name does, so that none meets the id of a definition;
none is made from text of the repository.
"""

from __future__ import annotations

from docutils import nodes

from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.pages.i18n import _, marked
from sphinx_kwindex.pages.nodes import element
from sphinx_kwindex.pages.parts import block

PAGE = "page-title"

METADATA = "file-metadata"
PURPOSE = "file-purpose"
SOURCE = "original-source"
OVERVIEW = "high-level-overview"
ANALYSIS = "detailed-analysis"
ARCHITECTURE = "architecture-design"
DEPENDENCIES = "section-dependencies"
PATTERNS = "code-patterns"
PERFORMANCE = "performance-considerations"
SECURITY = "security-safety"
TESTING = "testing-usage"
RELATED = "related-files"
CROSS_REFERENCES = "cross-references"

INFORMATION = "file-information"
KEYWORDS = "keyword-index"
SECTION_MAP = "keyword-section-map"

FOLDERS = "folder-subfolders"
FILES = "folder-files"
CONTENTS = "folder-contents"
CONCEPTS = "folder-concepts"
IMPORTANT = "folder-important-files"
FOLDER_TESTING = "folder-testing"
FOLDER_DEPENDENCIES = "folder-dependencies"
IDENTIFIERS = "subtree-identifiers"

WAYS_IN = "repository-ways-in"
ALPHABET = "alphabet-entries"
SKIPPED = "skipped-files"

BOOK_OVERVIEW = "book-overview"
BOOK_ARCHITECTURE = "book-architecture"
BOOK_CORE = "book-core-components"
BOOK_ADVANCED = "book-advanced-features"
BOOK_DEVELOPMENT = "book-development-testing"
BOOK_PERFORMANCE = "book-performance"
BOOK_CONTRIBUTING = "book-contributing"
BOOK_FILES = "book-file-reference"
BOOK_GLOSSARY = "book-glossary"

#: What stands on the page of a file, in order. The source comes last: it can be thousands of lines,
#: and a reader who is past it has left the page.
OF_A_FILE = (
    METADATA,
    PURPOSE,
    OVERVIEW,
    ANALYSIS,
    ARCHITECTURE,
    DEPENDENCIES,
    PATTERNS,
    PERFORMANCE,
    SECURITY,
    TESTING,
    RELATED,
    CROSS_REFERENCES,
    SOURCE,
)

#: Title of each section that has the same one on every page.
TITLES = {
    METADATA: marked("File Metadata"),
    PURPOSE: marked("File Purpose"),
    SOURCE: marked("Original Source"),
    OVERVIEW: marked("High-Level Overview"),
    ANALYSIS: marked("Detailed Analysis"),
    ARCHITECTURE: marked("Architecture & Design"),
    DEPENDENCIES: marked("Dependencies"),
    PATTERNS: marked("Code Patterns & Idioms"),
    PERFORMANCE: marked("Performance Considerations"),
    SECURITY: marked("Security & Safety"),
    TESTING: marked("Testing & Usage"),
    RELATED: marked("Related Files"),
    CROSS_REFERENCES: marked("Cross-References"),
    INFORMATION: marked("File Information"),
    KEYWORDS: marked("Keywords"),
    SECTION_MAP: marked("Keyword to Section Map"),
    FOLDERS: marked("Subfolders"),
    FILES: marked("Files"),
    CONTENTS: marked("Contents"),
    CONCEPTS: marked("Key Concepts"),
    IMPORTANT: marked("Important Files"),
    FOLDER_TESTING: marked("Testing"),
    FOLDER_DEPENDENCIES: marked("Dependencies"),
    IDENTIFIERS: marked("Identifiers"),
    WAYS_IN: marked("Where to Start"),
    ALPHABET: marked("Entries"),
    SKIPPED: marked("Files and Reasons"),
    BOOK_OVERVIEW: marked("Overview"),
    BOOK_ARCHITECTURE: marked("Architecture"),
    BOOK_CORE: marked("Core Components"),
    BOOK_ADVANCED: marked("Advanced Features"),
    BOOK_DEVELOPMENT: marked("Development and Testing"),
    BOOK_PERFORMANCE: marked("Performance"),
    BOOK_CONTRIBUTING: marked("Contributing"),
    BOOK_FILES: marked("File Reference"),
    BOOK_GLOSSARY: marked("Glossary"),
}


def page(docname: str, title: str, *content: nodes.Node) -> nodes.section:
    """Return the one top section of a page."""
    return _section(docname, PAGE, title, content)


def section(docname: str, name: str, *content: nodes.Node) -> nodes.section:
    """Return a section of a page.

    :param name: one of the ids of this module; its title is in :data:`TITLES`.
    """
    return _section(docname, name, _(TITLES[name]), content)


def target(docname: str, name: str) -> Target:
    """Return the place of a section of a document."""
    return Target(docname, name)


def present(docname: str, name: str, content: list[nodes.Node]) -> list[nodes.section]:
    """Return the section as a list, which is empty where it has nothing to say."""
    return [section(docname, name, *content)] if content else []


def _section(docname: str, name: str, title: str, content: tuple[nodes.Node, ...]) -> nodes.section:
    # sphinx.ext.autosectionlabel makes a label of the raw source of a title: only the pair of
    # document and section is unique over the project.
    heading = block(nodes.title, title, rawsource=f"{docname} {name}")
    return element(nodes.section, [heading, *content], ids=[name])
