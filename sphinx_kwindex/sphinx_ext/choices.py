"""From the configuration, and what the host says of the checkout, to what a survey is to do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_kwindex.analysis import discovery, factories
from sphinx_kwindex.analysis.cache import LAYOUT
from sphinx_kwindex.analysis.errors import NotAnExecutor
from sphinx_kwindex.analysis.settings import Settings
from sphinx_kwindex.sphinx_ext import events

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What Sphinx calls a project that has no name.
_UNNAMED = "Project name not set"


def repository_root(app: Sphinx) -> Path:
    """Return the root of the repository: as configured, or found upward from conf.py.

    :raises ConfigError: the configured folder does not exist.
    """
    given = app.config.kwindex_root
    if not given:
        return discovery.find_root(Path(app.confdir))
    root = Path(app.confdir, given).resolve()
    if not root.is_dir():
        raise ConfigError(f"kwindex_root must be the path of a folder, not {given!r}")
    return root


def _cache(app: Sphinx) -> Path | None:
    """The folder that builds share, which need not be there yet.

    :raises ConfigError: there is something else.
    """
    given = app.config.kwindex_cache_dir
    if not given:
        return None
    folder = Path(app.confdir, os.path.expanduser(given)).resolve()
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"kwindex_cache_dir must be the path of a folder, not {given!r}")
    return folder


def _executor(name: str) -> factories.Factory | None:
    try:
        return factories.factory(name) if name else None
    except NotAnExecutor as error:
        raise ConfigError(f"kwindex_executor: {error}") from error


def settings_of(app: Sphinx) -> Settings:
    """Return what the survey is to do, from the configuration and the environment."""
    config = app.config
    root = repository_root(app)
    cache = _cache(app)
    return Settings(
        root=root,
        # A service checks out into a folder of any name.
        name=root.name if config.project == _UNNAMED else config.project,
        include=tuple(config.kwindex_include),
        exclude=tuple(config.kwindex_exclude),
        untracked=config.kwindex_untracked,
        max_size=config.kwindex_max_file_size,
        prefix=config.kwindex_docname_prefix,
        combined=config.kwindex_layout == "combined",
        generated=config.kwindex_generated,
        vendored=config.kwindex_vendored,
        ruff_config=config.kwindex_ruff_config,
        jobs=config.kwindex_jobs or os.cpu_count() or 1,
        cache=cache,
        executor=_executor(config.kwindex_executor),
        source_url=config.kwindex_source_url,
        coverage=config.kwindex_coverage,
        secrets=tuple(config.kwindex_secrets),
        clone_url=os.environ.get("READTHEDOCS_GIT_CLONE_URL", ""),
        commit=os.environ.get("READTHEDOCS_GIT_COMMIT_HASH", ""),
        analysers=events.analysers(app),
        # What else lies in the folder of the cache, documents for one, is no part of it.
        never=(Path(app.outdir), Path(app.doctreedir), *([cache / LAYOUT] if cache else [])),
    )
