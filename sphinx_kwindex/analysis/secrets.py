"""Files that are withheld: their name tells of a credential, or they are a private key.

The names are those that the tools concerned document, and what secret scanners agree on. A file
that is shown by mistake cannot be taken back, one that is withheld by mistake is a line in the
list of skipped files: in doubt a name is in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from sphinx_kwindex.model.phrases import marked

#: What a name says, and the names that say it. A pattern with slashes is the end of a path.
#: Upper and lower case are the same.
NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (marked("settings of an environment, passwords often among them"), (".env*", "*.env")),
    (
        marked("a private key"),
        (
            *("id_rsa", "id_dsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk"),
            *("*_rsa", "*_dsa", "*_ecdsa", "*_ed25519", "ssh_host_*_key", "identity.key"),
            *("*.pem", "*.key", "*.ppk", "*.p8", "*.pk8", "*.asc.key", "secring.*"),
        ),
    ),
    (marked("a certificate"), ("*.crt", "*.cer", "*.der", "*.p7b", "*.p7c", "*.p7s")),
    (
        marked("a store of keys or passwords"),
        (
            *("*.p12", "*.pfx", "*.jks", "*.keystore", "*.bks", "*.keytab", "*.kdb", "*.kdbx"),
            *("*.agilekeychain", "*.keychain", "*.psafe3", "wallet.dat"),
        ),
    ),
    (
        marked("the login of a tool"),
        (
            *(".netrc", "_netrc", ".npmrc", ".pypirc", ".git-credentials", ".htpasswd"),
            *(".pgpass", "pgpass.conf", ".my.cnf", ".mylogin.cnf", ".s3cfg", ".boto"),
            *(".dockercfg", ".dockerconfigjson", ".docker/config.json", ".vault-token"),
            *(".cargo/credentials", ".cargo/credentials.toml", ".gem/credentials"),
            *(".composer/auth.json", "gh/hosts.yml", ".kube/config", "kubeconfig"),
            *(".terraformrc", ".databrickscfg", ".kaggle/kaggle.json"),
        ),
    ),
    (
        marked("the login of a cloud service"),
        (
            *(".aws/credentials", "credentials.json", "credentials.csv", "credentials.db"),
            *("client_secret*.json", "service-account*.json", "service_account*.json"),
            *("application_default_credentials.json", ".azure/accesstokens.json"),
        ),
    ),
    (marked("the state of Terraform, passwords included"), ("*.tfstate", "*.tfstate.*")),
    (
        marked("the variables of Terraform, passwords often among them"),
        ("*.tfvars", "*.tfvars.json"),
    ),
    (
        marked("the history of a shell"),
        (".bash_history", ".zsh_history", ".sh_history", ".psql_history", ".mysql_history"),
    ),
)

#: Models for an ``.env`` are made to be published: they name the settings, not their values.
PUBLISHED = frozenset({"example", "sample", "template", "dist", "tpl"})

#: How a private key starts, in the forms of OpenSSL, OpenSSH and PGP (:rfc:`7468`) and of PuTTY.
_HEADER = re.compile(
    r"\s*(?:-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-[0-9]+:)"
)

_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def is_secret(path: str) -> str:
    """Return what the name of a file says that it holds, or nothing where it may be shown.

    :param path: relative to the root, ``/`` between parts.
    """
    folded = "/" + path.lower()
    match = _matcher().fullmatch(folded)
    if match is None:
        return ""
    name = folded.rpartition("/")[2]
    start, _, end = name.rpartition(".")
    if (start.startswith(".env") and end in PUBLISHED) or (end == "env" and start in PUBLISHED):
        return ""
    return NAMES[(match.lastindex or 1) - 1][0]


#: Words of a name whose value is not shown. "key" alone is many harmless things, and is here: a
#: value that is left out is a line to look up, one that is shown cannot be taken back.
_WORDS = frozenset(
    {
        *("password", "passwords", "passwd", "passphrase", "pass", "pwd", "pw"),
        *("secret", "secrets", "token", "tokens", "key", "keys", "apikey", "credential"),
        *("credentials", "auth", "authorization", "bearer", "cookie", "salt", "dsn", "pin"),
    }
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
#: What a value looks like that is a credential whatever its name: a login in an address, and the
#: forms that hosts give their tokens so that scanners find them.
_CREDENTIAL = re.compile(
    r"://[^/\s:@]*:[^/\s@]+@|\bgh[opusr]_\w{20}|\bgithub_pat_\w{20}|\bglpat-|\bAKIA[0-9A-Z]{12}"
    r"|\bxox[abeoprs]-|\bpypi-[\w-]{20}|\bnpm_\w{20}|\beyJ[\w-]{10,}\.|-----BEGIN "
)
#: What begins each of these: a search for letters takes a tenth of one that asks what is around.
_SUSPECT = re.compile(r"://[^/\s:@]*:|gh[opusr]_|github_pat_|glpat-|AKIA|xox|pypi-|npm_|eyJ|-----B")


def withheld(names: Iterable[str], value: str) -> bool:
    """Whether the value of a key or variable is not shown, by its name or by what it looks like.

    :param names: its own and those of what it stands in.
    """
    if any(map(_tells, names)):
        return True
    return _SUSPECT.search(value) is not None and _CREDENTIAL.search(value) is not None


@lru_cache(maxsize=1024)
def _tells(name: str) -> bool:
    """Whether a word of a name says that a credential stands there."""
    return any(word.lower() in _WORDS for word in _WORD.findall(name))


def is_key(data: bytes) -> bool:
    """Whether a file is a private key, by its first line that is not blank."""
    head = data[:1024]
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return _HEADER.match(head[2:].decode(encoding, "ignore")) is not None
    return _HEADER.match(head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")) is not None


@cache
def _matcher() -> re.Pattern[str]:
    """One expression for the table: 12,000 names take a moment, not a second."""
    groups = (f"(.*/(?:{'|'.join(map(_expression, patterns))}))" for _, patterns in NAMES)
    return re.compile("|".join(groups), re.DOTALL)


def _expression(pattern: str) -> str:
    return "[^/]*".join(map(re.escape, pattern.split("*")))
