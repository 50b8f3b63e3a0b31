"""From the facts of single files to what they say of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from sphinx_kwindex.analysis.linking import (
    crates,
    labels,
    packages,
    requirements,
    rust,
    supertypes,
    texts,
)
from sphinx_kwindex.analysis.linking.families import Files, family_of
from sphinx_kwindex.analysis.linking.imports import Resolver
from sphinx_kwindex.analysis.linking.inheritance import base_classes
from sphinx_kwindex.analysis.linking.meanings import Meanings
from sphinx_kwindex.analysis.linking.names import Names
from sphinx_kwindex.analysis.linking.namespace import Namespace, namespace
from sphinx_kwindex.analysis.linking.outline import Outline, outline
from sphinx_kwindex.analysis.linking.pythonic import (
    CYTHON,
    PYTHON_WITHIN,
    is_python,
    modules_of,
)
from sphinx_kwindex.analysis.linking.usage import Usage
from sphinx_kwindex.model.facts import Form, Import, Reference, Scope
from sphinx_kwindex.model.repository import Links, Repository, Resolved

#: Python runs no stub: what one imports makes no cycle.
_STUB = ".pyi"
#: Pages make no difference between the two.
_PLAIN = {Form.SYSTEM: Form.INCLUDE}
#: An import in one of these runs when the module that holds it is imported.
_IMPORT_TIME = frozenset({Scope.MODULE, Scope.CONDITIONAL, Scope.CLASS})


def link(repository: Repository, test_paths: Iterable[tuple[str, str]] = ()) -> Links:
    """Read the facts of each file once and say what the files say of each other.

    An import counts for the file that its statement names and for the file that defines the name
    it takes; ``from package import submodule`` counts for the submodule alone. Imports for type
    checking and in functions count as imports, and not for `Links.loads`: they make no cycle
    when the module is imported.

    Keeps names and lines of each file, not its facts.

    :param test_paths: folders that pytest is told to look in, each with the file that says so.
    """
    names = Names()
    usage = Usage(tuple(test_paths))
    named: dict[str, packages.Packages] = {}
    labelled: labels.Labels = {}
    asked: requirements.Requirements = {}
    outlines: dict[str, Outline] = {}
    spaces: dict[str, Namespace] = {}
    others: dict[str, tuple[str, tuple[Import, ...]]] = {}
    types: dict[str, supertypes.Types] = {}
    built: dict[str, Outline] = {}
    crated: dict[str, rust.Items] = {}
    for file in repository.files:
        if file.facts:
            facts = repository.load(file.facts)
            names.add(file.path, facts)
            usage.add(file.path, facts)
            packages.add(named, file.path, facts)
            labels.add(labelled, file.path, facts)
            requirements.add(asked, file.path, facts)
            if is_python(file):
                outlines[file.path] = outline(facts)
                spaces[file.path] = namespace(facts, outlines[file.path])
                continue
            if file.source.suffix == CYTHON:
                # What it imports is not followed: of ``cimport`` Python sees nothing.
                built[file.path] = outline(replace(facts, imports=()))
            if facts.imports:
                others[file.path] = (file.language, facts.imports)
            if file.language == "Rust":
                crated[file.path] = rust.items(facts)
            if file.language in supertypes.LANGUAGES:
                types[file.path] = supertypes.types(file.language, facts)
    modules = modules_of(repository.files)
    resolver = Resolver(modules, {**outlines, **built})
    imports: dict[str, tuple[Resolved | None, ...]] = {}
    importers: dict[str, dict[str, int]] = {}
    loads: dict[str, tuple[str, ...]] = {}
    reexports: dict[str, frozenset[str]] = {}
    through: dict[str, dict[int, str]] = {}
    for path, kept in outlines.items():
        imports[path] = tuple(resolver.resolve(path, entry) for entry in kept.imports)
        at_import = set()
        named_files, others_defining = set(), set()
        for place, (entry, resolved) in enumerate(zip(kept.imports, imports[path], strict=True)):
            targets = _targets(resolver, path, entry, resolved)
            if entry.scope in _IMPORT_TIME and not path.endswith(_STUB):
                at_import.update(targets[:1])
            named_files.update(targets[:1])
            others_defining.update(targets[1:])
            if targets[1:]:
                through.setdefault(path, {})[place] = targets[0]
            for target in targets:
                if target != path:
                    lines = importers.setdefault(target, {})
                    lines[path] = min(entry.line, lines.get(path, entry.line))
        if others_defining - named_files:
            reexports[path] = frozenset(others_defining - named_files)
        loads[path] = tuple(sorted((at_import & outlines.keys()) - {path}))
    files = Files((file.path for file in repository.files), named, labelled)
    texts.note_includers(
        files, ((path, its) for path, (name, its) in others.items() if name in labels.LANGUAGES)
    )
    said: dict[str, dict[str, list[Form]]] = {}
    uses = rust.Uses(crated, files)

    def answer(path: str, language: str, entry: Import) -> Resolved | None:
        if path in crated:
            return uses.resolve(path, entry)
        if language in PYTHON_WITHIN and entry.form is Form.IMPORT:
            return resolver.resolve(path, entry)
        return _at(family_of(language).resolve(files, path, entry))

    for path, (language, entries) in others.items():
        imports[path] = tuple(answer(path, language, entry) for entry in entries)
        stated_files, others_defining = set(), set()
        for place, (entry, resolved) in enumerate(zip(entries, imports[path], strict=True)):
            other = resolved.path if resolved is not None else None
            stated = crates.module(files, path, entry) if path in crated else None
            if stated is not None and other is not None and stated != other:
                through.setdefault(path, {})[place] = stated
                others_defining.add(other)
            stated_files.add(stated or other)
            for each in dict.fromkeys((stated, other)):
                if each is not None and each != path:
                    form = Form.LINK if entry.form.is_link else _PLAIN.get(entry.form, entry.form)
                    ways = said.setdefault(path, {}).setdefault(each, [])
                    if form not in ways:
                        ways.append(form)
                    lines = importers.setdefault(each, {})
                    lines[path] = min(entry.line, lines.get(path, entry.line))
        if others_defining - stated_files - {path}:
            reexports[path] = frozenset(others_defining - stated_files - {path})
    forms = {path: _first(named) for path, named in said.items()}
    meanings = Meanings(resolver, spaces)

    def meant(
        path: str, references: Sequence[Reference], entries: Sequence[Import]
    ) -> tuple[tuple[int, Resolved], ...]:
        if path in spaces:
            return meanings.of(path, references, entries)
        answers = imports.get(path, ())
        named = ((number, answers[int(each.of)]) for number, each in enumerate(references))
        return tuple((number, meaning) for number, meaning in named if meaning is not None)

    above = supertypes.supertypes(types, imports, files)
    return Links(
        modules={path: modules.name(path) for path in outlines},
        imports=imports,
        importers=_sorted_importers(importers),
        definitions=names.definitions,
        uses=names.uses,
        loads=loads,
        bases={
            path: found
            for path, kept in outlines.items()
            if (found := dict(base_classes(resolver, path, kept)))
        }
        | above.bases,
        implemented=above.implemented,
        shared=names.shared,
        forms={path: found for path, found in forms.items() if found},
        also={path: rest for path, named in said.items() if (rest := _rest(named, forms[path]))},
        through=through,
        reexports=reexports,
        packages=frozenset(named.get("package.json", ())),
        requirements=asked,
        tests=usage.tests,
        calls=usage.calls(resolver, outlines, imports, others),
        meant=meant,
        tip=meanings.tip,
    )


def _first(named: Mapping[str, list[Form]]) -> dict[str, Form]:
    """What a file is said to do with each that it names otherwise than by an import."""
    found = {
        other: next((form for form in ways if form is not Form.IMPORT), None)
        for other, ways in named.items()
    }
    return {other: form for other, form in found.items() if form is not None}


def _rest(
    named: Mapping[str, list[Form]], forms: Mapping[str, Form]
) -> dict[str, tuple[Form, ...]]:
    """The other ways in which a file names others, of those that it names in more than one."""
    return {
        other: tuple(form for form in ways if form is not forms.get(other))
        for other, ways in named.items()
        if len(ways) > 1
    }


def _at(path: str | None) -> Resolved | None:
    return Resolved(path) if path is not None else None


def _targets(resolver: Resolver, path: str, entry: Import, resolved: Resolved | None) -> list[str]:
    """The files that an import counts for, first the one that Python loads for the statement."""
    if resolved is None:
        return []
    module = resolver.module(path, entry.module)
    files = [module or resolved.path]
    if module is not None and entry.name is not None:
        if resolved == Resolved(resolver.modules.submodule(module, entry.name) or ""):
            files = [resolved.path]
        elif resolved.path != module:
            files.append(resolved.path)
    return files


def _sorted_importers(
    importers: Mapping[str, Mapping[str, int]],
) -> dict[str, tuple[tuple[str, int], ...]]:
    return {path: tuple(sorted(importers[path].items())) for path in sorted(importers)}
