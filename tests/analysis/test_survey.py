"""What a second survey must notice, and what it need not read again."""

from __future__ import annotations

import gc
import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

import pytest

from sphinx_kwindex.analysis import analysers, discovery, garbage, pool
from sphinx_kwindex.analysis.analysers import Analyser
from sphinx_kwindex.analysis.linking.imports import Resolver
from sphinx_kwindex.analysis.linking.meanings import Meanings
from sphinx_kwindex.analysis.linking.namespace import Namespace
from sphinx_kwindex.analysis.linking.outline import Outline
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.analysis.supervisor import Supervisor
from sphinx_kwindex.analysis.survey import survey
from sphinx_kwindex.model.repository import Links
from sphinx_kwindex.model.views import FilePage
from tests.conftest import commit, git

PAGE = "kwindex/shop/errors.py_docs"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store.sqlite")
    store.prepare("1")
    return store


def run(root: Path, store: Store, *, untracked: bool = False) -> list[str]:
    """Survey a repository, and return the paths of the files that were opened."""
    opened: list[str] = []

    def progress(paths: Iterable[str], total: int) -> Iterable[str]:
        opened.extend(paths)
        return opened

    settings = Settings(root, root.name, untracked=untracked)
    survey(settings, store, lambda reason, path, line, message: None, progress)
    return opened


def page(store: Store, docname: str = PAGE) -> FilePage:
    view = store.view(docname)
    assert isinstance(view, FilePage)
    return view


def age(root: Path, seconds: int = 60) -> None:
    """Give every file a time that lies in the past."""
    moment = time.time_ns() - seconds * 1_000_000_000
    for path in root.rglob("*.*"):
        if ".git" not in path.parts:
            os.utime(path, ns=(moment, moment))


def test_a_file_that_was_only_touched_is_read_once(
    repository: Callable[[str], Path], store: Store
) -> None:
    root = repository("small")
    age(root)
    run(root, store)
    age(root, 50)
    assert "shop/errors.py" in run(root, store)
    assert run(root, store) == []


def test_what_could_not_be_read_is_tried_again(
    repository: Callable[[str], Path], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository("small")
    age(root)
    with monkeypatch.context() as patch:
        patch.setattr(discovery, "read", lambda root, file: os.open(os.devnull + "/x", os.O_RDONLY))
        run(root, store)
    assert PAGE not in {page.docname for page in store.pages()}
    run(root, store)
    assert page(store).problem is None


def test_another_remote_is_linked(repository: Callable[[str], Path], store: Store) -> None:
    root = repository("small")
    git(root, "remote", "add", "origin", "https://github.com/ada/old.git")
    run(root, store)
    assert page(store).host.startswith("https://github.com/ada/old/blob/")
    git(root, "remote", "set-url", "origin", "https://github.com/ada/new.git")
    run(root, store)
    assert page(store).host.startswith("https://github.com/ada/new/blob/")


def test_history_that_was_fetched_later_is_shown(
    repository: Callable[[str], Path], store: Store, tmp_path: Path
) -> None:
    deep = repository("small")
    (deep / "more.py").write_text("")
    commit(deep, "Second")
    root = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", deep.as_uri(), str(root))
    run(root, store)
    assert page(store).change is None
    git(root, "fetch", "--quiet", "--unshallow")
    run(root, store)
    change = page(store).change
    assert change is not None
    assert change.subject == "First"


def test_the_history_of_another_root_is_not_taken(
    repository: Callable[[str], Path], store: Store
) -> None:
    root = repository("small")
    (root / "__init__.py").write_text("")
    commit(root, "Outer")
    run(root, store)
    run(root / "shop", store)
    change = page(store, "kwindex/__init__.py_docs").change
    assert change is not None
    assert change.subject == "First"


def test_what_was_never_committed_is_on_no_host(
    repository: Callable[[str], Path], store: Store
) -> None:
    root = repository("small")
    git(root, "remote", "add", "origin", "https://github.com/ada/shop.git")
    (root / "draft.py").write_text("x = 1\n")
    run(root, store, untracked=True)
    assert page(store).host
    assert page(store, "kwindex/draft.py_docs").host == ""


def test_names_at_the_end_of_a_long_all(repository: Callable[[str], Path], store: Store) -> None:
    root = repository("small")
    path = root / "wide.py"
    text = f"apple = pears = 1\n__all__ = ['{'x' * 90}', 'apple']\n"
    path.write_text(text)
    commit(root, "Wide")
    run(root, store)
    before = {page.docname: page.digest for page in store.pages()}
    path.write_text(text.replace("'apple'", "'pears'"))
    run(root, store)
    after = {page.docname: page.digest for page in store.pages()}
    changed = {docname for docname in after if after[docname] != before[docname]}
    assert changed == {"kwindex/wide.py_docs", "kwindex/wide.py_kw"}


def test_a_private_key_by_its_content(repository: Callable[[str], Path], store: Store) -> None:
    root = repository("small")
    (root / "notes.txt").write_text("-----BEGIN PRIVATE KEY-----\n" + "A" * 64 + "\n")
    commit(root, "A key")
    said: list[tuple[str, str]] = []
    survey(
        Settings(root, root.name),
        store,
        lambda reason, path, line, message: said.append((path, message)),
    )
    assert ("notes.txt", "it holds a private key") in said


def test_names_are_those_of_a_first_survey(
    repository: Callable[[str], Path], store: Store, tmp_path: Path
) -> None:
    root = repository("small")
    edited = root / "shop/errors.py"
    text = edited.read_text("utf-8")
    for change in (
        lambda: edited.write_text("def first(): pass\n" + text, "utf-8"),
        lambda: edited.write_text("def last(): pass\n", "utf-8"),
        lambda: (root / "shop/_between.py").write_text("def between(): pass\n", "utf-8"),
        lambda: edited.unlink(),
    ):
        run(root, store, untracked=True)
        change()
        run(root, store, untracked=True)
        clean = Store(tmp_path / "clean.sqlite")
        clean.reset()
        run(root, clean, untracked=True)
        names = list(store.names())
        assert names == list(clean.names())
        assert list(store.names("between")) == [n for n in names if n.qualname == "between"]
        assert store.pages() == clean.pages()
    assert "between" in {named.qualname for named in store.names()}
    assert "last" not in {named.qualname for named in store.names()}


def test_what_an_edit_leaves_as_it_was_is_not_written_again(
    repository: Callable[[str], Path], store: Store
) -> None:
    root = repository("small")
    run(root, store)
    edited = root / "shop/errors.py"
    edited.write_text(edited.read_text("utf-8") + "# A comment.\n", "utf-8")
    written: list[str] = []
    store._connect().set_trace_callback(written.append)
    run(root, store)
    views = [each for each in written if each.startswith("INSERT OR REPLACE INTO views")]
    names = [each for each in written if each.startswith("INSERT INTO names")]
    assert 0 < len(views) < len(store.pages()) / 2
    assert 0 < len(names) < len(list(store.names()))


def test_garbage_is_looked_for_again_after_a_survey(
    repository: Callable[[str], Path], store: Store
) -> None:
    run(repository("small"), store)
    assert gc.isenabled()
    with garbage.unsought():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_how_often_names_are_used_is_kept(repository: Callable[[str], Path], store: Store) -> None:
    root = repository("small")
    run(root, store)
    before = store.uses()
    assert before["Order"] > 0
    (root / "scripts/more.py").write_text("from shop.orders.order import Order\n\nOrder()\n")
    commit(root)
    run(root, store)
    assert store.uses()["Order"] == before["Order"] + 2


def test_facts_are_read_twice_to_link_files_and_to_make_their_pages(
    repository: Callable[[str], Path], store: Store
) -> None:
    root = repository("small")
    run(root, store)
    age(root)
    run(root, store)
    store.put_meta("inputs", "")
    asked: Counter[str] = Counter()
    store._connect().set_trace_callback(lambda said: asked.update({said}))
    run(root, store)
    read = {said: times for said, times in asked.items() if "FROM facts WHERE" in said}
    assert len(read) == len({file.facts for _, file in store.files().values() if file.facts})
    assert max(read.values()) <= 2


def test_what_was_linked_is_let_go_of_without_a_look_for_garbage(
    repository: Callable[[str], Path], store: Store
) -> None:
    root = repository("small")
    run(root, store)
    store.put_meta("inputs", "")
    gc.collect()
    kinds = (Namespace, Outline, Resolver, Meanings, Links)
    before = sum(isinstance(each, kinds) for each in gc.get_objects())
    with garbage.unsought():
        run(root, store)
        assert sum(isinstance(each, kinds) for each in gc.get_objects()) == before


@pytest.mark.parametrize("others", [(), (Analyser("Gherkin", "json:loads", (".feature",)),)])
def test_a_child_has_the_readers_that_there_are_files_for(
    repository: Callable[[str], Path],
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    others: tuple[Analyser, ...],
) -> None:
    started: list[Collection[str]] = []

    def recorded(*arguments: Any, **named: Any) -> Supervisor:
        started.append(named["readers"])
        return Supervisor(*arguments, **named)

    monkeypatch.setattr(pool, "Supervisor", recorded)
    root = repository("small")
    age(root)
    settings = Settings(root, root.name, analysers=others)
    survey(settings, store, lambda *arguments: None)
    with (root / "shop/errors.py").open("a") as module:
        module.write("added = 1\n")
    survey(settings, store, lambda *arguments: None)
    analysers.know(())
    # A reader of another package may ask any of ours.
    assert started[-1] == (set() if others else {"python"})
    assert others or {"python", "pyproject"} <= {*started[0]}
