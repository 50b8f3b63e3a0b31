"""What git says of the work tree, of the changes of each file, and of its address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from sphinx_kwindex.analysis import changes, codec, git, hosting
from sphinx_kwindex.analysis.changes import Changes
from sphinx_kwindex.analysis.store import Store
from sphinx_kwindex.model.parts import Change


class Checkout(Struct, frozen=True):
    """What git says of a work tree beside its files; all of it is empty where there is no git.

    :ivar commit: full hash of the commit that is checked out.
    :ivar remote: address of the remote ``origin``, without credentials.
    :ivar boundary: hashes of the commits at which a shallow clone was cut off, sorted: deepening
        it tells more of the same commit.
    """

    commit: str
    remote: str
    boundary: tuple[str, ...]

    @classmethod
    def of(cls, root: Path) -> Checkout:
        commit = git.head_commit(root)
        if not commit:
            return cls("", git.remote_url(root), ())
        return cls(commit, git.remote_url(root), tuple(sorted(git.boundary(root))))


def of_files(root: Path, checkout: Checkout, paths: Iterable[str], store: Store) -> Changes:
    """What changed each path; git is asked again only where its answer may be another."""
    if not checkout.commit:
        return Changes()
    asked = repr((root, checkout.commit, checkout.boundary, sorted(paths)))
    key = codec.digest(asked.encode())
    if store.meta("changes-of") == key:
        return codec.load(store.meta("changes").encode(), Changes)
    found = changes.gather(root)
    with store.transaction():
        store.put_meta("changes", codec.dump(found).decode())
        store.put_meta("changes-of", key)
    return found


def addresses(
    root: Path,
    checkout: Checkout,
    last: Mapping[str, Change],
    *,
    remote: str = "",
    commit: str = "",
    template: str = "",
    line: int = 0,
) -> Callable[[str], str]:
    """Return what gives the address of a file on its host, or nothing where it has none.

    It shows the commit that last changed the file; the built one where a shallow clone does not
    tell which that was. A file that no commit holds is on no host.

    :param remote, commit: as the host's environment gives them; else empty.
    :param template: the option ``kwindex_source_url``.
    :param line: as :func:`~sphinx_kwindex.analysis.hosting.source_url` takes it.
    """
    remote = remote or checkout.remote
    built = commit or checkout.commit
    whole = bool(checkout.commit) and not checkout.boundary
    below = _below_work_tree(root)

    def address(path: str) -> str:
        change = last.get(path)
        if change is None and whole:
            return ""
        revision = change.commit if change else built
        return hosting.source_url(remote, revision, below + path, template, line)

    return address


def _below_work_tree(root: Path) -> str:
    """Where the root lies in git's work tree, which is what addresses on the host begin at."""
    try:
        return git.prefix(root)
    except git.GitError:
        return ""
