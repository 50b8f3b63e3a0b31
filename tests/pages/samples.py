"""One view of each page kind, small enough to read, with every field in use."""

from __future__ import annotations

from sphinx_kwindex.model.facts import (
    Definition,
    FileFacts,
    Form,
    Import,
    Kind,
    LineCounts,
    Observation,
    Problem,
    Scope,
    Topic,
)
from sphinx_kwindex.model.files import Held, Reason
from sphinx_kwindex.model.findings import Finding, Review
from sphinx_kwindex.model.parts import (
    CallSite,
    Change,
    Dependency,
    Entry,
    FileRef,
    FileUsage,
    FolderRef,
    History,
    Importer,
    ImportingTest,
    Origin,
    Owners,
    Position,
    Related,
    Relation,
    Role,
    RunCommand,
    Target,
)
from sphinx_kwindex.model.phrases import Phrase, counted, phrase
from sphinx_kwindex.model.views import (
    AlphabetPage,
    BookPage,
    Central,
    Concept,
    FilePage,
    FolderIndexPage,
    FolderPage,
    GlossaryEntry,
    KeywordsPage,
    Observed,
    Package,
    RepositoryPage,
    SearchPage,
    Skipped,
    SkippedPage,
    SubtreePage,
    Tool,
    Usage,
    View,
)

DOC = "kwindex/pkg/tool.py_docs"
KEYWORDS = "kwindex/pkg/tool.py_kw"

ROOT = FolderRef("", Target("kwindex/index"), Target("kwindex/doc"), Target("kwindex/sub"), files=3)
FOLDER = FolderRef(
    "pkg",
    Target("kwindex/pkg/index"),
    Target("kwindex/pkg/doc"),
    Target("kwindex/pkg/sub"),
    "A package of tools.",
    2,
    (ROOT.index,),
)
BASE = FileRef("pkg/base.py", Target("kwindex/pkg/base.py_docs"), None, "What tools share.")
TOOL = FileRef("pkg/tool.py", Target(DOC), Target(KEYWORDS), "Tools.")
IMPORTED = counted("imported by {number} file", "imported by {number} files", 5)
README = FileRef("README.md", Target("kwindex/README.md_docs"), None, "Tools for all")
WEIGHT = Entry(
    "weight", Kind.METHOD, "pkg.tool.Hammer.weight", Target(DOC, "Hammer.weight"), "property"
)
HAMMER = Entry("Hammer", Kind.CLASS, "pkg.tool.Hammer", Target(DOC, "Hammer"))
BASE_CLASS = Target("kwindex/pkg/base.py_docs", "Base")

FACTS = FileFacts(
    language="Python",
    lexer="python",
    encoding="utf-8",
    newline="LF",
    lines=LineCounts(40, 30, 4, 6),
    summary="Tools.",
    summary_source="docstring",
    licence="MIT",
    licence_line=1,
    docstring="Tools.\n\nThere are two.",
    doctests=(12, 17),
    definitions=(
        Definition(Kind.CONSTANT, "LIMIT", "LIMIT", "LIMIT", 5, 5, annotation="int", value="10"),
        Definition(
            Kind.CLASS,
            "Hammer",
            "Hammer",
            "Hammer",
            8,
            20,
            bases=("Base", "Generic[T]"),
            decorators=("final",),
            tags=("abstract",),
            summary="Hits nails.",
        ),
        Definition(Kind.VARIABLE, "weight", "Hammer.weight", "Hammer.weight", 9, 9, value="1"),
        Definition(
            Kind.METHOD,
            "hit",
            "Hammer.hit",
            "Hammer.hit",
            11,
            14,
            signature="(self, nail: Nail) -> None",
            summary="Hit it.",
            complexity=3,
        ),
        Definition(
            Kind.METHOD,
            "hit",
            "Hammer.hit",
            "Hammer.hit~2",
            16,
            17,
            signature="(self)",
            decorators=("property",),
            tags=("property",),
            complexity=1,
        ),
        Definition(Kind.CLASS, "Head", "Hammer.Head", "Hammer.Head", 19, 20),
        Definition(Kind.FUNCTION, "main", "main", "main", 23, 30, signature="()", tags=("async",)),
        Definition(Kind.FUNCTION, "inner", "main.inner", "main.inner", 24, 25, signature="()"),
        Definition(Kind.TYPE_ALIAS, "Nails", "Nails", "Nails", 33, 33, value="list[Nail]"),
    ),
    imports=(
        Import("os.path", None, None, 1, Scope.MODULE),
        Import(".base", "Base", "B", 2, Scope.TYPE_CHECKING),
        Import("numpy", None, "np", 26, Scope.FUNCTION),
    ),
    exports=("Hammer", "gone"),
    observations=(
        Observation(Topic.PATTERN, "abstract-class", 8, "Hammer"),
        Observation(Topic.PATTERN, "with", 12, "open"),
        Observation(Topic.PERFORMANCE, "nested-loops", 13),
        Observation(Topic.PATTERN, "raise", 14, "ValueError"),
        Observation(Topic.PATTERN, "raise", 17, "ValueError"),
        Observation(Topic.PATTERN, "raise", 17, "KeyError"),
        Observation(Topic.SECURITY, "compiled-code", 28, "compile"),
        Observation(Topic.PATTERN, "a-name-of-tomorrow", 29),
    ),
)

FILE = FilePage(
    path="pkg/tool.py",
    docname=DOC,
    size=7131,
    facts="facts-key",
    content="0123456789abcdef0123456789abcdef",
    text="text-key",
    lexer="python",
    folder=FOLDER,
    executable=True,
    host="https://example.org/pkg/tool.py",
    change=Change("f" * 40, "2026-01-31T12:00:00+01:00", "A. Smith", "Add the hammer"),
    history=History(
        True,
        Change("e" * 40, "2025-12-24T12:00:00+01:00", "B. Jones", "Begin"),
        1_234,
        (("A. Smith", 1_100), ("B. Jones", 30)),
        12,
    ),
    owners=(
        Owners(
            ("@tools/all", "address"),
            ".github/CODEOWNERS",
            Target("kwindex/=2Egithub/CODEOWNERS_docs", "L-3"),
        ),
    ),
    roles=(
        Role("script", Phrase("it has a main guard"), Target(DOC, "L-38")),
        Role("test", phrase("its name starts with ``{start}``", start="test_")),
    ),
    review=Review(
        "0.17.6",
        (("ASYNC", 15), ("C", 1), ("PERF", 1), ("S", 58)),
        (
            Finding(
                "C901", "`main` is too complex (12 > 10)", "https://example.org/C901", 1, (23,), 1
            ),
            Finding("S101", "Use of `assert` detected", "https://example.org/S101", 3, (24, 25), 3),
            Finding("S999", "Bad", "javascript:alert(1)", 1, (26,), 1),
        ),
    ),
    position=Position("pkg.tool", "pkg", 1, 3, 1, 2, (BASE,), 1),
    dependencies=(
        Dependency(
            ".base",
            Origin.FIRST,
            (("Base", BASE_CLASS),),
            Target("kwindex/pkg/base.py_docs"),
            "",
            ((2, Scope.TYPE_CHECKING),),
        ),
        Dependency("numpy", Origin.THIRD, (), None, "pyproject.toml", ((26, Scope.FUNCTION),)),
        Dependency("built_ext", Origin.THIRD, (), None, "", ((27, Scope.FUNCTION),)),
        Dependency("os.path", Origin.STANDARD, (), None, "", ((1, Scope.MODULE),)),
    ),
    imported_by=(
        Importer("pkg/far.py", Target("kwindex/pkg/far.py_docs", "L-3"), is_through=True),
        Importer("pkg/shop.py", Target("kwindex/pkg/shop.py_docs", "L-4")),
    ),
    relations=(
        Relation(
            "Hammer",
            "Hammer",
            (("Base", BASE_CLASS), ("Generic[T]", None)),
            (("pkg.shop.Sledge", Target("kwindex/pkg/shop.py_docs", "Sledge")),),
        ),
    ),
    testing=FileUsage(
        looked=True,
        any_tests=True,
        tests=(
            ImportingTest(
                "tests/test_tool.py",
                Target("kwindex/tests/test_tool.py_docs", "L-3"),
                ("Hammer", "main"),
                12,
            ),
            ImportingTest("tests/test_all.py", Target("kwindex/tests/test_all.py_docs", "L-1")),
        ),
        test_count=3,
        commands=(
            RunCommand(
                "pytest",
                "",
                phrase("configures pytest"),
                "pyproject.toml",
                Target("kwindex/pyproject.toml_docs", "L-9"),
            ),
            RunCommand(
                "nox -s tests",
                "sub",
                phrase("has the session ``{name}``", name="tests"),
                "sub/noxfile.py",
            ),
        ),
        calls=(
            CallSite(
                "Hammer",
                "pkg/shop.py",
                7,
                Target("kwindex/pkg/shop.py_docs", "L-7"),
                "sell(Hammer())",
            ),
        ),
        contexts=("tests/test_tool.py::test_hit|run",),
        context_count=2,
    ),
    related=(
        Related(
            BASE,
            (
                phrase("imported by this file"),
                phrase(
                    "shares the name ``{first}``, which at most {rare} of the files whose names are"
                    " counted have",
                    first="nail",
                    rare="4",
                ),
            ),
        ),
    ),
    previous=BASE,
    keywords=Target(KEYWORDS),
)

UNREAD = FilePage(
    path=".env",
    docname="kwindex/=2Eenv_docs",
    size=12,
    facts="",
    content="",
    text="",
    lexer="text",
    folder=ROOT,
    problem=Phrase("It may hold a credential, so its content is withheld."),
)

BROKEN = FilePage(
    path="old.py",
    docname="kwindex/old.py_docs",
    size=9,
    facts="facts-key",
    content="0123456789abcdef0123456789abcdef",
    text="text-key",
    lexer="python",
    folder=ROOT,
    problem=phrase(
        "{sentence}: {detail}.",
        sentence=phrase("{python} could not parse it", python="Python"),
        detail="invalid syntax",
    ),
    history=History(False, None, 0, (), 0),
    testing=FileUsage(looked=True),
)
BROKEN_FACTS = FileFacts(
    language="Python",
    lexer="python",
    encoding="utf-8",
    newline="LF",
    lines=LineCounts(1, 1, 0, 0),
    problem=Problem(Reason.SYNTAX, "invalid syntax", 1),
)

KEYWORDS_PAGE = KeywordsPage(
    "pkg/tool.py", KEYWORDS, "facts-key", Target(DOC), FOLDER, (None, BASE_CLASS, None)
)

FOLDER_INDEX = FolderIndexPage(
    FOLDER,
    "kwindex/pkg/index",
    ROOT,
    (),
    (BASE, TOOL),
    ("kwindex/pkg/doc", "kwindex/pkg/sub", "kwindex/pkg/base.py_docs", DOC),
    first_skipped=Target("kwindex/skipped"),
)
FOLDER_INDEX_PART = FolderIndexPage(
    FOLDER,
    "kwindex/pkg/index-2",
    FOLDER,
    (),
    (TOOL,),
    (DOC,),
    part=2,
    parts=(
        ("a.py to s.py", Target("kwindex/pkg/index")),
        ("tool.py", Target("kwindex/pkg/index-2")),
    ),
)
FOLDER_PAGE = FolderPage(
    folder=FOLDER,
    docname="kwindex/pkg/doc",
    parent=ROOT,
    role="A package of tools.",
    role_source=BASE,
    folders=(),
    files=(BASE, TOOL),
    languages=(("Python", 2, 1_040),),
    suffixes=((".py", 2),),
    concepts=(Concept(HAMMER, 12, 4),),
    distinctive=(Concept(HAMMER, 9, 8),),
    important=(Related(BASE, (IMPORTED,)),),
    depends_on=((ROOT, 1),),
    used_by=((ROOT, 3),),
    omitted=7,
    tests=((ROOT, 2),),
    test_files=1,
    commands=(
        RunCommand(
            "pytest",
            "",
            phrase("configures pytest"),
            "pyproject.toml",
            Target("kwindex/pyproject.toml_docs", "L-9"),
        ),
    ),
    command_count=2,
    pageless=2,
    skipped=Target("kwindex/skipped"),
    between=(("pkg/a", "pkg/b", 3),),
)
SUBTREE = SubtreePage(
    ROOT,
    "kwindex/sub",
    (Usage("Hammer", 12, (HAMMER,), 3), Usage("weight", 2, (WEIGHT,), 1), Usage("main", 1, (), 0)),
    40,
    (FOLDER,),
    Target("kwindex/keywords"),
    2,
)
REPOSITORY = RepositoryPage(
    name="toolbox",
    docname="kwindex/index",
    summary="Tools for all",
    readme=README,
    root=ROOT,
    folders=(FOLDER,),
    files=(README,),
    counts=(("files", 3), ("folders", 1), ("modules", 0)),
    languages=(("Python", 2), ("C++", 1)),
    kinds=((Kind.STRUCT, 3), (Kind.CLASS, 1), (Kind.HEADING, 2)),
    alphabet=Target("kwindex/keywords"),
    book=Target("kwindex/book"),
    skipped=Target("kwindex/skipped"),
    search=Target("kwindex/search"),
    commit="f" * 40,
    toctree=("kwindex/book", "kwindex/keywords"),
)
ALPHABET = AlphabetPage(
    "kwindex/keywords",
    "",
    1200,
    (("h", 700, Target("kwindex/keywords-h")),),
    (),
    None,
    ("kwindex/keywords-h",),
)
ALPHABET_PART = AlphabetPage(
    "kwindex/keywords-h", "h", 2, (), (HAMMER, WEIGHT), Target("kwindex/keywords"), ()
)
BOOK = BookPage(
    name="toolbox",
    docname="kwindex/book",
    description="Tools for all.",
    readme=README,
    languages=(("Python", 2),),
    folders=(FOLDER,),
    packages=(
        Package("pkg", FOLDER, "A package of tools.", 2, (("shop", 4),), layer=1),
        Package("shop", FOLDER, "", 1, (("src/", 1),), cycle=("src/",)),
        Package("src/", FOLDER, "", 9, (("shop", 2),), is_python=False, cycle=("shop",)),
        Package("app/", FOLDER, "", 3, (), is_python=False, is_read=False),
    ),
    modules=12,
    layers=3,
    cycles=1,
    largest_cycle=2,
    central=(
        Central(BASE, IMPORTED, 5, (HAMMER,), 3),
        Central(TOOL, counted("included by {number} file", "included by {number} files", 1), 1),
    ),
    observed=(
        Observed(Topic.PATTERN, "metaclass", 3, 2, ((BASE, 2), (TOOL, 1))),
        Observed(Topic.PATTERN, "with", 30, 1, ((BASE, 30),)),
        Observed(Topic.PERFORMANCE, "cache", 1, 1, ((TOOL, 1),)),
        Observed(Topic.PERFORMANCE, "thread", 9, 6, ((TOOL, 4),)),
    ),
    contributing=(FileRef("LICENSE", Target("kwindex/LICENSE_docs")),),
    tests=((FOLDER, 1),),
    tools=(
        Tool(FileRef("pyproject.toml"), (("build backend", "hatchling"),)),
        Tool(FileRef("Makefile"), ()),
    ),
    files=(README, TOOL),
    omitted=1,
    glossary=(GlossaryEntry("Hammer", "Hits nails.", "pkg.tool", HAMMER.target),),
)
SKIPPED = SkippedPage(
    "kwindex/skipped",
    1,
    (
        Skipped(
            FileRef("old.py", Target("kwindex/old.py_docs")),
            "syntax",
            Phrase("No Python."),
            3,
            9,
            "Python",
        ),
    ),
    found=4,
)
SEARCH = SearchPage("kwindex/search", Target("kwindex/keywords"))
SKIPPED_NONE = SkippedPage("kwindex/skipped", 0, (), found=4)

#: A text, whose headings stand in each other and whose links lead to files and hosts.
TEXT = FilePage(
    path="README.md",
    docname="kwindex/README.md_docs",
    size=300,
    facts="text-facts",
    content="0" * 32,
    text="text-text",
    lexer="markdown",
    folder=ROOT,
    dependencies=(
        Dependency("pkg/", Origin.FIRST, (), FOLDER.index, "", ((3, Scope.MODULE),), Form.LINK),
        Dependency(
            "https://a.org/b",
            Origin.THIRD,
            (),
            None,
            "",
            ((4, Scope.MODULE), (5, Scope.MODULE)),
            Form.LINK,
        ),
        Dependency("https://a.org/c", Origin.THIRD, (), None, "", ((4, Scope.MODULE),), Form.LINK),
        Dependency("mailto:a@b.org", Origin.THIRD, (), None, "", ((6, Scope.MODULE),), Form.LINK),
        Dependency("gone.md", Origin.UNRESOLVED, (), None, "", ((7, Scope.MODULE),), Form.LINK),
    ),
    held=(
        Held(Phrase("a GitHub token"), (3, 5), 4),
        Held(Phrase("a private key"), (9,), 1),
    ),
    imported_by=(
        Importer("pkg/base.py", Target("kwindex/pkg/base.py_docs", "L-1"), Form.LINK),
        Importer("pkg/tool.py", Target(DOC, "L-2"), Form.INCLUDE),
    ),
)
TEXT_FACTS = FileFacts(
    language="Markdown",
    lexer="markdown",
    encoding="utf-8",
    newline="LF",
    lines=LineCounts(9, blank=2),
    summary="Tools for `all`",
    summary_source="heading",
    docstring="Hammers, mostly.",
    definitions=(
        Definition(Kind.HEADING, "Tools", "Tools", "Tools", 1, 8),
        Definition(Kind.HEADING, "Use", "Tools / Use", "k:Tools_Use", 3, 6),
        Definition(Kind.HEADING, "Deep", "Tools / Use / Deep", "k:Tools_Use_Deep", 5, 6),
        Definition(Kind.HEADING, "Use", "Tools / Use", "k:Tools_Use~2", 7, 8),
        Definition(Kind.HEADING, "End", "End", "End", 9, 9),
    ),
    code_blocks=(("python", 2), ("", 1)),
    reader="markdown-it-py",
)

#: Name of the expected page, its view, the facts that belong to it.
PAGES: dict[str, tuple[View, FileFacts | None]] = {
    "file": (FILE, FACTS),
    "file-text": (TEXT, TEXT_FACTS),
    "file-unread": (UNREAD, None),
    "file-broken": (BROKEN, BROKEN_FACTS),
    "keywords": (KEYWORDS_PAGE, FACTS),
    "folder-index": (FOLDER_INDEX, None),
    "folder-index-part": (FOLDER_INDEX_PART, None),
    "folder": (FOLDER_PAGE, None),
    "subtree": (SUBTREE, None),
    "repository": (REPOSITORY, None),
    "alphabet": (ALPHABET, None),
    "alphabet-part": (ALPHABET_PART, None),
    "book": (BOOK, None),
    "search": (SEARCH, None),
    "skipped": (SKIPPED, None),
    "skipped-none": (SKIPPED_NONE, None),
}
