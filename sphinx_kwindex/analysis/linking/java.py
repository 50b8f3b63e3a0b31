"""How files of Java name types: by package and name, which are folders and a file
(specification, 7.2)."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING

from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.parts import Origin

if TYPE_CHECKING:
    from sphinx_kwindex.analysis.linking.families import Files

#: Packages of the Java SE platform, each with all below it.
_PLATFORM = (
    *("java", "jdk", "org.ietf.jgss", "org.w3c.dom", "org.xml.sax", "javax.accessibility"),
    *("javax.annotation.processing", "javax.crypto", "javax.imageio", "javax.lang.model"),
    *("javax.management", "javax.naming", "javax.net", "javax.print", "javax.rmi"),
    *("javax.script", "javax.security", "javax.smartcardio", "javax.sound", "javax.sql"),
    *("javax.swing", "javax.tools", "javax.transaction.xa", "javax.xml"),
)


def named(files: Files, importer: str, entry: Import) -> str | None:
    """The file of a type, or of the type around it; a package alone is no file."""
    parts = entry.module.split(".")
    # What is taken is a type, or a member of one.
    if entry.name and entry.name[0].isupper():
        parts.append(entry.name)
    # A type within another type is in the file of the outer one.
    while parts and parts[-1][:1].isupper():
        answer = files.ending(importer, f"{'/'.join(parts)}.java") if len(parts) > 1 else None
        if answer is not None:
            return answer
        parts.pop()
    return None


def origin(importer: str, entry: Import) -> Origin:
    """Where a type comes from that no file here answers: the platform, or somebody else; of a
    package that begins like that of the importer it is not known."""
    module = entry.module
    if any(module == name or module.startswith(f"{name}.") for name in _PLATFORM):
        return Origin.STANDARD
    own = "/".join(module.split(".")[:2])
    is_own = "/" in own and f"/{own}/" in f"/{dirname(importer)}/"
    return Origin.UNRESOLVED if is_own else Origin.THIRD
