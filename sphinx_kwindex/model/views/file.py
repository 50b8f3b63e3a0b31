"""What the pages of one file show."""

from __future__ import annotations

from sphinx_kwindex.model.files import Held
from sphinx_kwindex.model.findings import Review
from sphinx_kwindex.model.parts import (
    NO_USAGE,
    Change,
    Dependency,
    FileRef,
    FileUsage,
    FolderRef,
    Followed,
    History,
    Importer,
    Owners,
    Position,
    Related,
    Relation,
    Role,
    Target,
)
from sphinx_kwindex.model.phrases import Phrase
from sphinx_kwindex.model.records import Record

#: Most definitions and imports that one page of a keyword index lists.
KEYWORD_ENTRIES = 400


class FilePage(Record, frozen=True):
    """The documentation page of a file.

    :ivar facts: key of its facts in the store; empty where it was not read.
    :ivar content: digest (BLAKE2b, 32 hexadecimal digits) of its bytes; empty likewise.
    :ivar text: key of its text in the store; empty where there is no text to show.
    :ivar problem: why it is not fully indexed, as a sentence, or ``None``.
    :ivar held: the credentials in its text that are held back.
    :ivar lexer: alias of the Pygments lexer of its source.
    :ivar host: address of the file on its host, or empty.
    :ivar host_line: of a line of it, with ``{line}`` where its number goes, or empty.
    :ivar history: ``None`` where no commit is known to hold the file; where one does and `change`
        is ``None``, a shallow clone does not tell which commit changed it last.
    :ivar review: what ruff says of it; ``None`` where ruff did not read it.
    :ivar follows: where the names of its source lead, in the order of the references of its facts.
    :ivar imported_by: sorted by path; at most 500, of the number that `position` has.
    :ivar keywords: its keyword index; ``None`` where it has none. In the layout ``combined`` it
        is a section of this page.
    :ivar keyword_parts: every page of the keyword index, in order; empty where there is one.
    :ivar combined: whether this page holds the keyword index as well, or its first part.
    :ivar imports: in the layout ``combined``, as on :class:`KeywordsPage`.
    """

    path: str
    docname: str
    size: int
    facts: str
    content: str
    text: str
    lexer: str
    folder: FolderRef
    executable: bool = False
    problem: Phrase | None = None
    host: str = ""
    change: Change | None = None
    history: History | None = None
    owners: tuple[Owners, ...] = ()
    roles: tuple[Role, ...] = ()
    review: Review | None = None
    position: Position | None = None
    dependencies: tuple[Dependency, ...] = ()
    imported_by: tuple[Importer, ...] = ()
    relations: tuple[Relation, ...] = ()
    testing: FileUsage = NO_USAGE
    related: tuple[Related, ...] = ()
    previous: FileRef | None = None
    next: FileRef | None = None
    keywords: Target | None = None
    combined: bool = False
    imports: tuple[Target | None, ...] = ()
    keyword_parts: tuple[Target, ...] = ()
    follows: tuple[Followed, ...] = ()
    host_line: str = ""
    held: tuple[Held, ...] = ()


class KeywordsPage(Record, frozen=True):
    """The keyword index of a file, or a part of it: its facts, and what its imports mean in the
    repository. A part lists :data:`KEYWORD_ENTRIES` definitions and imports at most.

    :ivar imports: for each entry of the facts' imports, in their order, what it names in the
        repository, or ``None``.
    :ivar part: number of this part, from 1.
    :ivar parts: every part; empty where there is one.
    """

    path: str
    docname: str
    facts: str
    file: Target
    folder: FolderRef
    imports: tuple[Target | None, ...] = ()
    part: int = 1
    parts: tuple[Target, ...] = ()
