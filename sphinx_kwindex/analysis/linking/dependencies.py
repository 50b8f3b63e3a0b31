"""The modules that a file imports, each with all that is taken from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sphinx_kwindex.analysis.linking.modules import Modules
from sphinx_kwindex.analysis.linking.standard import STANDARD_LIBRARY
from sphinx_kwindex.model.facts import Form, Import, Scope
from sphinx_kwindex.model.parts import Dependency, Origin, Target
from sphinx_kwindex.model.repository import Resolved

_ORDER = (Origin.FIRST, Origin.THIRD, Origin.STANDARD, Origin.UNRESOLVED)


@dataclass(slots=True)
class _Module:
    first: Import
    names: dict[str, Resolved | None] = field(default_factory=dict)
    lines: set[tuple[int, Scope]] = field(default_factory=set)
    answered: bool = False


def dependencies(
    imports: Sequence[tuple[Import, Resolved | None]],
    find: Callable[[Import], str | None],
    origin: Callable[[Import, bool], Origin],
    place: Callable[[Resolved | None], Target | None],
    declaring: Callable[[str], str],
) -> tuple[Dependency, ...]:
    """Group the imports of a file by the module that they name.

    :param imports: each with what it names in the repository.
    :param find: the file of the module that an import names.
    :param origin: where the module of an import comes from; told whether the repository has any of
        what is taken from it.
    :param place: where something of the repository is shown, or ``None``.
    :param declaring: the file that declares the distribution of a module, or empty.
    :returns: first party, third party, standard library, unresolved; each sorted by module.
    """
    found: dict[tuple[str, Form | None], _Module] = {}
    for entry, resolved in imports:
        key = entry.module, entry.form if entry.form.is_link else None
        module = found.setdefault(key, _Module(entry))
        module.lines.add((entry.line, entry.scope))
        module.answered = module.answered or resolved is not None
        if entry.name is not None:
            module.names[entry.name] = resolved
    result = []
    for key in sorted(found, key=lambda key: (key[0], key[1] or "")):
        written, module = key[0], found[key]
        path = find(module.first)
        source = origin(module.first, module.answered or path is not None)
        result.append(
            Dependency(
                module=written,
                origin=source,
                names=tuple(
                    # The module itself stands for a name that cannot be seen in it.
                    (name, None if resolved == Resolved(path or "") else place(resolved))
                    for name, resolved in sorted(module.names.items())
                ),
                target=place(Resolved(path)) if path is not None else None,
                declared=declaring(written) if source is Origin.THIRD else "",
                lines=tuple(sorted(module.lines)),
                form=module.first.form,
            )
        )
    return tuple(sorted(result, key=lambda dependency: _ORDER.index(dependency.origin)))


def origin_of_module(importer: str, entry: Import, answered: bool, modules: Modules) -> Origin:
    """Where the module of an import of Python comes from."""
    module = entry.module
    if answered:
        return Origin.FIRST
    if module.startswith("."):
        built = modules.may_be_built(importer, module, entry.name or "")
        return Origin.FIRST if built else Origin.UNRESOLVED
    if modules.is_first_party(importer, module):
        return Origin.FIRST
    standard = module.partition(".")[0] in STANDARD_LIBRARY
    return Origin.STANDARD if standard else Origin.THIRD
