"""What ruff says of the Python files of a repository, asked once for each content.

ruff reads copies that have no name but their key, and none of the repository's configuration,
unless the option ``kwindex_ruff_config`` asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from posixpath import splitext

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.analysis.ruff import copies, own
from sphinx_kwindex.analysis.ruff.program import Program, RuffFailed, installed
from sphinx_kwindex.analysis.ruff.report import Report
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.findings import Review
from sphinx_kwindex.model.repository import ReadFile

#: The value of ``kwindex_ruff_config`` that stands for the repository's own configuration.
REPOSITORY = "repository"


def signature(root: Path, configuration: str) -> str:
    """What decides, beside the files, what is said of them; empty where there is no ruff."""
    program = installed(root)
    return f"{program.version} {configuration} {copies.SELECTION}" if program else ""


def review(
    root: Path,
    configuration: str,
    files: Iterable[ReadFile],
    store: Store,
    fail: Callable[[str], None],
) -> Mapping[str, Review]:
    """Return what ruff says of each file that Python's parser accepts, by path.

    :param configuration: the option ``kwindex_ruff_config``.
    :param fail: is told, in words, that ruff is there and does not work. Files are then missing
        from the result, as all are where ruff is not installed.
    """
    program = installed(root)
    python = [file for file in files if file.language == "Python" and _is_whole(file)]
    if program is None or not python:
        return {}
    try:
        if configuration == REPOSITORY:
            return _of_repository(program, root, python)
        return _of_copies(program, python, store)
    except RuffFailed as failed:
        detail = f" ({failed.detail})" if failed.detail else ""
        fail(f"ruff {program.version} failed: {failed}{detail}")
        return {}


def _is_whole(file: ReadFile) -> bool:
    return bool(file.text) and file.problem is None


def _of_repository(program: Program, root: Path, files: list[ReadFile]) -> Mapping[str, Review]:
    reports = own.reports(program, root, [file.path for file in files])
    return {
        path: Review(program.version, (), report.findings, report.problem)
        for path, report in reports.items()
    }


def _of_copies(program: Program, files: list[ReadFile], store: Store) -> Mapping[str, Review]:
    rules = _rules(program, store)
    keys = {file.path: _key(program, file) for file in files}
    wanted: dict[str, tuple[str, bool]] = {}
    for file in files:
        key = keys[file.path]
        if not store.has_report(key):
            wanted[key] = file.text, _is_stub(file)
    with store.transaction():
        for key, report in copies.reports(program, wanted, store.text):
            store.put_report(key, codec.dump(report))
        store.prune_reports(set(keys.values()))
    result = {}
    for file in files:
        report = codec.load(store.report(keys[file.path]), Report)
        result[file.path] = Review(program.version, rules, report.findings, report.problem)
    return result


def _rules(program: Program, store: Store) -> tuple[tuple[str, int], ...]:
    """How many rules of each set our selection has, asked once for each version."""
    asked = f"{program.version} {copies.SELECTION}"
    if store.meta("rules-of") != asked:
        counted = codec.dump(copies.rules(program)).decode()
        with store.transaction():
            store.put_meta("rules", counted)
            store.put_meta("rules-of", asked)
    return codec.load(store.meta("rules").encode(), tuple[tuple[str, int], ...])


def _key(program: Program, file: ReadFile) -> str:
    # The key of the text holds the version of Python, and with it the grammar.
    parts = (file.text, str(_is_stub(file)), program.version, copies.SELECTION)
    return codec.digest("\0".join(parts).encode())


def _is_stub(file: ReadFile) -> bool:
    return splitext(file.path)[1] == ".pyi"
