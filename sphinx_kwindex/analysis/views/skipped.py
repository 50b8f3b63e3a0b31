"""The pages of files that were not fully indexed, each with the reason."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from sphinx_kwindex.analysis.views.tree import PAGE_LIMIT, FolderTree, batches
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.model.repository import ReadFile, Repository
from sphinx_kwindex.model.views import Skipped, SkippedPage

_PYTHON = f"Python {sys.version_info.major}.{sys.version_info.minor}"

#: What each reason means, as a sentence without its full stop.
SENTENCES: Mapping[Reason, str] = {
    Reason.SECRET: "It is withheld, because it may hold a credential",
    Reason.OUTSIDE: "It is a link that leads out of the repository or into a loop",
    Reason.LINK: "It is a link, which is not followed",
    Reason.SPECIAL: "It is no regular file but a pipe, a socket or a device",
    Reason.SUBMODULE: "It is another repository",
    Reason.LFS: "It is a pointer of Git LFS, and its content is stored elsewhere",
    Reason.DELETED: "Git tracks it, but it is not on disk",
    Reason.UNREADABLE: "The operating system did not let it be read",
    Reason.SIZE: "It is larger than the limit that kwindex_max_file_size sets",
    Reason.BINARY: "It is binary: it holds NUL bytes",
    Reason.GENERATED: "A tool generated it, as it says itself",
    Reason.VENDORED: "It is a copy of another project's file, as the name of its folder says",
    Reason.ENCODING: "Its bytes are not text in the encoding that it names",
    Reason.SYNTAX: "The parser of its language could not read it",
    Reason.LIMIT: "Reading it took more time or memory than the limit allows",
    Reason.INTERNAL: "A mistake in sphinx-kwindex kept it from being read",
}


def sentence(problem: Problem, language: str) -> str:
    """Say to a reader why a file is not fully indexed, in one sentence."""
    said = SENTENCES[problem.reason]
    if problem.reason is Reason.SYNTAX and language == "Python":
        said = f"{_PYTHON} could not parse it"
    detail = " ".join(problem.message.split()).rstrip(".")
    # A message that only repeats the word of the reason, or of the sentence, adds nothing.
    adds = detail and detail != problem.reason.value and not said.endswith(detail)
    return f"{said}: {detail}." if adds else f"{said}."


def skipped_pages(repository: Repository) -> Iterator[SkippedPage]:
    """Yield the page of skipped files and its later parts; the first also where there is none."""
    docnames = repository.docnames
    tree = FolderTree(repository)
    found = _with_problem(repository)
    targets = [docnames.skipped(part) for part, _ in enumerate(batches(found), 1)]
    for files, target in zip(batches(found), targets, strict=True):
        first = target == targets[0]
        yield SkippedPage(
            docname=target.docname,
            total=len(found),
            files=tuple(
                Skipped(
                    tree.file_ref(file),
                    problem.reason.value,
                    sentence(problem, file.language),
                    problem.line,
                )
                for file, problem in files
            ),
            parent=None if first else targets[0],
            toctree=tuple(later.docname for later in targets[1:]) if first else (),
            found=len(repository.files),
        )


def skipped_parts(repository: Repository) -> dict[str, Target]:
    """For each file that was not fully indexed, the page that says why."""
    return {
        file.path: repository.docnames.skipped(1 + position // PAGE_LIMIT)
        for position, (file, _) in enumerate(_with_problem(repository))
    }


def _with_problem(repository: Repository) -> list[tuple[ReadFile, Problem]]:
    return [(file, file.problem) for file in repository.files if file.problem is not None]
