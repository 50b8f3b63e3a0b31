"""What the end of a build of HTML writes of all documents, and what it keeps in mind of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from sphinx.builders.html import INVENTORY_FILENAME

from sphinx_kwindex.analysis import codec
from sphinx_kwindex.sphinx_ext import domain, exports, imports, keyword_search, stores
from sphinx_kwindex.sphinx_ext.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_kwindex.sphinx_ext.lifecycle import Build


def output_path(app: Sphinx, docname: str) -> Path:
    """Return the file that a document is written to; the builder is one of HTML."""
    return Path(cast("StandaloneHTMLBuilder", app.builder).get_outfilename(docname))


class Exported(Struct, frozen=True):
    """What is written of the whole at the end of a build.

    :ivar made_from: digest of what it is made from.
    :ivar files: the exports.
    :ivar search: the data of the search of keywords that is known, with its index.
    """

    made_from: str
    files: tuple[Path, ...]
    search: tuple[Path, ...]

    def are_there(self, manifest: Manifest) -> bool:
        """Whether all is there, made from the same."""
        files = (*self.files, *self.search)
        return manifest.exported == self.made_from and all(map(Path.exists, files))


def exported(app: Sphinx, build: Build) -> Exported:
    """Return what a build writes of the whole; its builder is one of HTML."""
    found = app.env.found_docs
    files = exports.wanted(app)
    searched = build.has_search(app)
    inputs = (
        stores.of(app.doctreedir).meta("inputs"),
        sorted(build.pages & found),
        app.builder.get_target_uri(build.entry) if build.entry in found else "",
        sorted(files),
        searched,
        app.config.language,
    )
    search: list[Path] = []
    if searched and build.manifest is not None:
        folder = Path(app.outdir) / keyword_search.FOLDER
        data = (Path(app.outdir, name) for name in build.manifest.outputs)
        search = [folder / keyword_search.INDEX, *(path for path in data if path.parent == folder)]
    made_from = codec.digest(repr(inputs).encode())
    return Exported(made_from, tuple(files.values()), tuple(search))


def of_all(app: Sphinx) -> list[Path]:
    """The files that Sphinx makes of all documents at the end of a build."""
    builder = cast("StandaloneHTMLBuilder", app.builder)
    names = [INVENTORY_FILENAME, *([builder.searchindex_filename] if builder.search else [])]
    return [Path(app.outdir, name) for name in names]


def lacks_index(app: Sphinx) -> bool:
    """Whether the index of Sphinx's search is to be there and is not.

    Sphinx cannot make it of less than all documents: it fails where it has none to write.
    """
    builder = cast("StandaloneHTMLBuilder", app.builder)
    return builder.search and not Path(app.outdir, builder.searchindex_filename).exists()


def are_given(app: Sphinx) -> bool:
    """Whether the configuration names files that Sphinx copies over what it has made of all."""
    extra = [Path(app.confdir, path) for path in app.config.html_extra_path]
    names = {path.name for path in of_all(app)}
    return any(
        path.name in names or any(map(Path.exists, map(path.joinpath, names))) for path in extra
    )


def objects(app: Sphinx) -> str:
    """Digest of the objects that are not ours, of which both files tell.

    Extensions may add some although no document was read.
    """
    others = [each for each in app.env.domains.sorted() if each is not domain.of(app.env)]
    found = "\n".join(f"{each.name} {sorted(each.get_objects())}" for each in others)
    return codec.digest(found.encode("utf-8", "surrogatepass"))


def end(
    app: Sphinx,
    build: Build,
    manifest: Manifest,
    navigation: Mapping[str, str],
    environment: str,
) -> None:
    """Write the exports and the data of the search where they are others than are there, and finish
    the manifest with all that is ours.

    :param navigation, environment: as for :meth:`.Manifest.finish`.
    """
    store, folder = stores.of(app.doctreedir), Path(app.outdir) / keyword_search.FOLDER
    made = exported(app, build)
    if not made.are_there(manifest):
        if made.search:
            with imports.installed_only():
                from sphinx_kwindex.sphinx_ext.keyword_search import entries, writing
            gathering = entries.Gathering(build.docnames, store.uses(), exports.addresses(app))
            exports.write(app, store, build.docnames, [gathering.add])
            writing.write(folder, gathering.entries())
        else:
            exports.write(app, store, build.docnames)
    outputs = list(made.files)
    for name in sorted(build.pages & app.env.found_docs):
        page = output_path(app, name)
        outputs += [page, *exports.outputs(app, page)]
    if made.search:
        outputs += folder.glob("*.js")
    manifest.finish(
        navigation,
        outputs,
        made.made_from,
        environment,
        of_all(app),
        objects(app),
        build.due - build.written,
    )
