"""The pages of files that were not fully indexed, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.views.reasons import sentence, type_of
from sphinx_kwindex.analysis.views.tree import PAGE_LIMIT, FolderTree, batches
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.parts import Target
from sphinx_kwindex.model.repository import ReadFile, Repository
from sphinx_kwindex.model.views import Skipped, SkippedPage


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
                    file.source.size,
                    type_of(file, problem),
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
