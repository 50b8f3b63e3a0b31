"""Names that manifests give to folders: the module of a ``go.mod``, the crate of a ``Cargo.toml``,
the package of a ``package.json``.

Files of other folders name what is here by these names, so only a manifest that was read makes
such a link certain.
"""

from __future__ import annotations

from posixpath import basename, dirname, join

from sphinx_kwindex.model.facts import FileFacts, Kind

#: By name, the folder; the empty folder is the root.
Packages = dict[str, str]

#: The name of what manifests of Node call single files, with a sign before: each by its folder and
#: that name (https://nodejs.org/api/packages.html#subpath-imports). One that hangs on conditions
#: is left out.
SUBPATHS = "imports of package.json"


def add(packages: dict[str, Packages], path: str, facts: FileFacts) -> None:
    """Note what a manifest calls its folder, under the name of the manifest."""
    manifest = basename(path)
    if manifest == "go.mod":
        for definition in facts.definitions:
            if definition.kind is Kind.MODULE:
                packages.setdefault(manifest, {})[definition.name] = dirname(path)
    elif manifest == "Cargo.toml":
        for definition in facts.definitions:
            if definition.qualname == "package.name":
                name = definition.value.strip("\"'").replace("-", "_")
                packages.setdefault(manifest, {})[name] = dirname(path)
    elif manifest == "package.json" and "node_modules" not in path.split("/"):
        for definition in facts.definitions:
            if definition.qualname == "name":
                packages.setdefault(manifest, {})[definition.value.strip('"')] = dirname(path)
            elif definition.parent == "imports" and definition.value:
                subpath = join(dirname(path), definition.name.strip('"'))
                target = join(dirname(path), definition.value.strip('"'))
                packages.setdefault(SUBPATHS, {})[subpath] = target
