"""The address of a file on the host of its repository.

Pure: the remote, the commit and the path come from the caller. Results are ``http`` or ``https``
addresses without user names, passwords or tokens, or nothing.
"""

from __future__ import annotations

import re
from string import Formatter
from urllib.parse import quote, urlsplit

from msgspec import Struct

#: Any line: the address holds ``{line}`` where its number goes.
ANY_LINE = -1

_GITHUB = "{base}/blob/{commit}/{path}#L{line}"
_GITLAB = "{base}/-/blob/{commit}/{path}#L{line}"
_BITBUCKET = "{base}/src/{commit}/{path}#lines-{line}"
_GITEA = "{base}/src/commit/{commit}/{path}#L{line}"
_SOURCEHUT = "{base}/tree/{commit}/item/{path}#L{line}"

#: Hosts by name, and how each spells the address of a line. A name that ends in a dot is the
#: start of a host's name: ``gitlab.`` stands for ``gitlab.example.org``.
HOSTS: tuple[tuple[str, str], ...] = (
    ("github.com", _GITHUB),
    ("gitlab.com", _GITLAB),
    ("bitbucket.org", _BITBUCKET),
    ("codeberg.org", _GITEA),
    ("gitea.com", _GITEA),
    ("git.sr.ht", _SOURCEHUT),
    ("salsa.debian.org", _GITLAB),
    ("invent.kde.org", _GITLAB),
    ("framagit.org", _GITLAB),
    ("github.", _GITHUB),
    ("gitlab.", _GITLAB),
    ("gitea.", _GITEA),
    ("forgejo.", _GITEA),
)

#: Names of the same host for other ways of getting there.
_ALIASES = {
    "www.github.com": "github.com",
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
}

_PLACEHOLDERS = frozenset({"path", "commit", "line"})
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.ASCII)
#: ``user@host:path``, as scp and git have it; a drive letter of Windows is no host.
_SCP = re.compile(r"(?:[^@/:]*@)?(?P<host>[A-Za-z0-9.-]{2,}):(?P<path>[^:]+)", re.ASCII)


class _Remote(Struct, frozen=True):
    """Scheme, host in lower case, port with its colon or nothing, path without slashes around."""

    scheme: str
    host: str
    port: str
    path: str


def source_url(remote: str, commit: str, path: str, template: str = "", line: int = 0) -> str:
    """Return the address of a file on its host; empty where the host is not known.

    :param remote: address of the repository as git has it, https or ssh.
    :param commit: that the address is to show: a hash, or a name.
    :param path: of the file within the repository; lone surrogates stand for bytes (:pep:`383`).
    :param template: the option ``kwindex_source_url``, see :func:`check_template`; it goes
        before what is known of hosts.
    :param line: from 1; 0 for the whole file; or :data:`ANY_LINE`, for which the result is empty
        where addresses do not tell lines.
    """
    base = "" if template else _base(remote)
    pattern = template or _pattern(remote)
    if not pattern or (not template and not base) or ("{commit}" in pattern and not commit):
        return ""
    if line == ANY_LINE and "{line}" not in pattern:
        return ""
    if not line:
        address, hash_sign, fragment = pattern.partition("#")
        pattern = address if "{line}" in fragment else address + hash_sign + fragment
    url = pattern.format(
        base=base,
        commit=_quoted(commit),
        path=_quoted(path),
        line="{line}" if line == ANY_LINE else line or 1,
    )
    return url if _is_public(url) else ""


def check_template(template: str) -> None:
    """Check a value of ``kwindex_source_url``: an address with ``{path}`` and, where wanted,
    ``{commit}`` and ``{line}`` in it. Without a line to show, a fragment (``#...``) that holds
    ``{line}`` is left out, and elsewhere ``{line}`` is 1.

    :raises ValueError: saying what is wrong with it.
    """
    try:
        fields = list(Formatter().parse(template))
    except ValueError as error:
        raise ValueError(f"its braces do not match ({error})") from error
    names = [name for _, name, _, _ in fields if name is not None]
    for _, name, specification, conversion in fields:
        if name is not None and (name not in _PLACEHOLDERS or specification or conversion):
            raise ValueError(f"{{{name}}} is not one of {{path}}, {{commit}} and {{line}}")
    if "path" not in names:
        raise ValueError("it does not hold {path}")
    if not template.isprintable() or " " in template:
        raise ValueError("it holds a space or a character that cannot be printed")
    if not _is_public(template):
        raise ValueError("it is not an http or https address of a host, without user and password")


def without_credentials(remote: str) -> str:
    """Return the address of a repository without user, password, query and fragment.

    Empty where it is not on another machine, so that no path of this one gets out.
    """
    parts = _parse(remote)
    return f"{parts.scheme}://{parts.host}{parts.port}/{parts.path}" if parts else ""


def _pattern(remote: str) -> str:
    parts = _parse(remote)
    if parts is None:
        return ""
    for name, pattern in HOSTS:
        if parts.host == name or (name.endswith(".") and parts.host.startswith(name)):
            return pattern
    return ""


def _base(remote: str) -> str:
    """Address of the repository's own page."""
    parts = _parse(remote)
    if parts is None:
        return ""
    segments = parts.path.removesuffix(".git").rstrip("/").split("/")
    if len(segments) < 2 or not {"", ".", ".."}.isdisjoint(segments):
        return ""
    web = parts.scheme in ("http", "https")
    authority = parts.host + (parts.port if web else "")
    return f"{parts.scheme if web else 'https'}://{authority}/{quote('/'.join(segments), '/~%')}"


def _parse(remote: str) -> _Remote | None:
    """Read both ways to write a remote; ``None`` for a local path and for what is neither."""
    remote = remote.strip()
    if not remote.isprintable():  # urlsplit would drop a line end, and see another host
        return None
    if "://" not in remote:
        match = _SCP.fullmatch(remote)
        return match and _remote("ssh", match["host"], None, match["path"])
    try:
        parts = urlsplit(remote)
        port = parts.port
    except ValueError:
        return None
    return _remote(parts.scheme, parts.hostname or "", port, parts.path)


def _remote(scheme: str, host: str, port: int | None, path: str) -> _Remote | None:
    host = _ALIASES.get(host.lower(), host.lower())
    scheme = scheme.lower().removeprefix("git+")
    if scheme not in ("http", "https", "ssh", "git") or not _HOST.fullmatch(host):
        return None
    return _Remote(scheme, host, f":{port}" if port else "", path.strip("/"))


def _quoted(text: str) -> str:
    """Percent-encoded, byte for byte; the slashes between folders stay (:rfc:`3986`)."""
    return quote(text.encode("utf-8", "surrogateescape"), safe="/~")


def _is_public(url: str) -> bool:
    """Whether it is an address of the web that carries no credentials."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        return False
    authority = host + (f":{port}" if port is not None else "")
    return (
        parts.scheme in ("http", "https")
        and _HOST.fullmatch(host) is not None
        and parts.netloc.lower() == authority
    )
