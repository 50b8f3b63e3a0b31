"""Credentials that open nothing, made at random in the formats of their issuers, and places in a
repository where one may stand."""

from __future__ import annotations

import base64
import json
import random
import string
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import git

_ALNUM = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


@dataclass
class Canaries:
    """Makes credentials from a seed; no two builds of a test differ.

    :ivar made: what is secret of each.
    """

    seed: int = 1
    made: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - they are to open nothing

    def draw(self, length: int, of: str = _ALNUM) -> str:
        """Return what is secret."""
        secret = "".join(self._random.choice(of) for _ in range(length))
        self.made.append(secret)
        return secret

    def github(self) -> str:
        body = self.draw(30)
        number, digits = zlib.crc32(body.encode()), ""
        for _ in range(6):
            number, digit = divmod(number, 62)
            digits = _BASE62[digit] + digits
        return f"ghp_{body}{digits}"

    def aws(self) -> str:
        return "AKIA" + self.draw(16, _BASE32)

    def jwt(self) -> str:
        def part(value: object) -> str:
            encoded = base64.urlsafe_b64encode(json.dumps(value).encode()).decode()
            return encoded.rstrip("=")

        subject = part({"sub": self._random.random(), "admin": True})
        self.made.append(subject[3:])
        return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{subject}.{self.draw(43)}"

    def key(self, kind: str = "RSA ", lines: int = 12) -> str:
        """A private key; the text ends without a newline."""
        body = "\n".join(self.draw(64) for _ in range(lines))
        return f"-----BEGIN {kind}PRIVATE KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----"


def formats(make: Canaries) -> dict[str, str]:
    """A credential of each format, by the words that say what it is."""
    draw = make.draw
    return {
        "a private key": make.key(),
        "a GitHub token": make.github(),
        "a GitLab token": "glpat-" + draw(20, _ALNUM + "_-"),
        "a Slack token": f"xoxb-{draw(12, string.digits)}-{draw(12, string.digits)}-{draw(24)}",
        "an address of Slack that anyone may post to": (
            f"https://hooks.slack.com/services/T{draw(10)}/B{draw(10)}/{draw(24)}"
        ),
        "an address of Discord that anyone may post to": (
            f"https://discord.com/api/webhooks/{draw(18, string.digits)}/{draw(68)}"
        ),
        "a Stripe key": "sk_live_" + draw(24),
        "a Google key": "AIza" + draw(35),
        "an npm token": "npm_" + draw(36),
        "a PyPI token": "pypi-AgEIcHlwaS5vcmc" + draw(150),
        "an AWS key": make.aws(),
        "an Azure key": f"AccountKey={draw(86)}==",
        "a JSON Web Token": make.jwt(),
        "an OpenAI key": f"sk-proj-{draw(40)}T3BlbkFJ{draw(40)}",
        "an Anthropic key": "sk-ant-api03-" + draw(95),
        "a Hugging Face token": "hf_" + draw(34, string.ascii_letters),
        "a Docker token": "dckr_pat_" + draw(27),
        "a SendGrid key": f"SG.{draw(22)}.{draw(43)}",
        "a DigitalOcean token": "dop_v1_" + draw(64, _HEX),
        "a Shopify token": "shpat_" + draw(32, _HEX),
        "a RubyGems key": "rubygems_" + draw(48, _HEX),
        "a Vault token": "hvs." + draw(95),
        "a Terraform Cloud token": f"{draw(14)}.atlasv1.{draw(67)}",
        "a Grafana token": f"glsa_{draw(32)}_{draw(8, _HEX)}",
        "a Telegram token": f"{draw(10, '123456789')}:AA{draw(33)}",
        "a key of age": "AGE-SECRET-KEY-1" + draw(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
        "a password in an address": f"postgres://app:{draw(20)}@db.acme.org/shop",
    }


#: Files that are withheld by their name, or because they are a key.
WITHHELD: dict[str, Callable[[Canaries], str]] = {
    ".env": lambda make: f"PASSWORD={make.draw(20)}\n",
    "web/.env.production": lambda make: f"PASSWORD={make.draw(20)}\n",
    "id_ed25519": lambda make: make.key("OPENSSH "),
    "server.pem": lambda make: make.key(""),
    "server.key": lambda make: make.key("EC "),
    "keys.p12": lambda make: make.draw(200),
    "keys.jks": lambda make: make.draw(200),
    ".netrc": lambda make: f"machine a.org login me password {make.draw(20)}\n",
    ".npmrc": lambda make: f"//a.org/:_authToken={make.draw(20)}\n",
    ".pypirc": lambda make: f"[pypi]\npassword = {make.draw(20)}\n",
    "terraform.tfstate": lambda make: json.dumps({"outputs": {"x": {"value": make.draw(20)}}}),
    "terraform.tfvars": lambda make: f'password = "{make.draw(20)}"\n',
    "env/prod.auto.tfvars.json": lambda make: json.dumps({"password": make.draw(20)}),
    "notes": lambda make: make.key("RSA "),
    "wide.txt": lambda make: f"\ufefftoken SG.{make.draw(22)}.{make.draw(43)}\n",
}

#: Files that have a page, on which the credential is held back.
HELD: dict[str, Callable[[Canaries], str]] = {
    "constant.py": lambda make: f'TOKEN = "{make.github()}"\n',
    "docstring.py": lambda make: f'"""Use {make.aws()} here."""\n\n\ndef f(): "{make.aws()}"\n',
    "default.py": lambda make: f'def f(x="{make.github()}", *, y=["{make.aws()}"]): pass\n',
    "comment.py": lambda make: f"# xoxb-{make.draw(12, string.digits)}-{make.draw(30)}\nx = 1\n",
    "name.py": lambda make: f"class npm_{make.draw(36)}: pass\n",
    "import.py": lambda make: f"import npm_{make.draw(36)}\n",
    "block.py": lambda make: f'KEY = """\\\n{make.key()}\n"""\nLAST = 1\n',
    "broken.py": lambda make: f"def f(:\n    '{make.github()}'\n",
    "settings.json": lambda make: json.dumps({"private_key": make.key(), "a": [make.github()]}),
    "settings.yaml": lambda make: f"a:\n  b: {make.github()}\n  c: |\n    {make.aws()}\n",
    "settings.toml": lambda make: f'a = "{make.aws()}"\n["{make.github()}"]\nx = 1\n',
    "settings.ini": lambda make: f"[a]\r\nb = AccountKey={make.draw(86)}==\r\n",
    "README.md": lambda make: f"# sk_live_{make.draw(24)}\n\n[x](https://a.org/?t={make.jwt()})\n",
    "text.rst": lambda make: f"Title\n=====\n\n::\n\n    pypi-AgEIcHlwaS5vcmc{make.draw(99)}\n",
    "script.js": lambda make: f"export const a = `Bearer ${{x}}{make.jwt()}`;\n",
    "header.h": lambda make: f'#define KEY "AIza{make.draw(35)}"\n',
    "Main.java": lambda make: f'class Main {{ static final String K = "{make.github()}"; }}\n',
    "main.go": lambda make: f'package main\n\nconst K = "{make.github()}"\n',
    "lib.rs": lambda make: f'pub const K: &str = "{make.github()}";\n',
    "run.sh": lambda make: (
        f"#!/bin/sh\nexport T={make.github()}\ncat <<X\nnpm_{make.draw(36)}\nX\n"
    ),
    "Dockerfile": lambda make: f"FROM a\nENV T={make.github()}\n",
    "Makefile": lambda make: f"T = {make.github()}\nall:\n\techo {make.aws()}\n",
    "page.html": lambda make: f'<a href="?key=AIza{make.draw(35)}" id="x">{make.aws()}</a>\n',
    "style.css": lambda make: f"/* {make.github()} */ a {{ content: '{make.aws()}' }}\n",
    "data.sql": lambda make: f"CREATE TABLE t (a TEXT DEFAULT '{make.github()}');\n",
    "cells.ipynb": lambda make: json.dumps(
        {
            "cells": [
                {"cell_type": "code", "source": [f"T = '{make.github()}'\n"], "metadata": {}},
                {"cell_type": "markdown", "source": f"# {make.aws()}", "metadata": {}},
            ],
            "nbformat": 4,
            "metadata": {},
        }
    ),
    "login.py": lambda make: f'URL = "postgres://app:{make.draw(12)}@db.acme.org/shop"\n',
    "login.md": lambda make: f"# <amqp://app:{make.draw(16)}@mq.acme.org>\n",
    "login.json": lambda make: json.dumps({"url": f"redis://:{make.draw(24)}@10.0.0.7:6379/0"}),
    "compose.yaml": lambda make: f"a:\n  b: mysql://root:{make.draw(12)}@mysql/shop\n",
    "requirements.txt": lambda make: (
        f"--index-url https://ci:{make.draw(20)}@pypi.acme.org/simple\nattrs\n"
    ),
    ".gitmodules": lambda make: (
        f'[submodule "a"]\n\tpath = a\n\turl = https://ci:{make.draw(20)}@git.acme.org/a\n'
    ),
    ".env.example": lambda make: f"TOKEN={make.github()}\n",
    "public.txt": lambda make: f"secret_access_key = {make.draw(40)}\n",
    "latin.txt": lambda make: f"caf\udce9 {make.github()}\n",
}


def repository(root: Path, make: Canaries) -> None:
    """Write a repository that has a credential in each place, in the names of files and in its
    history too."""
    for path, content in (WITHHELD | HELD).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        encoding = "utf-16-le" if path == "wide.txt" else "utf-8"
        file.write_bytes(content(make).encode(encoding, "surrogateescape"))
    (root / f"glpat-{make.draw(20)}.py").write_text("x = 1\n")
    (root / "plain.py").write_text("x = 1\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all", "--force")
    author = f"dckr_pat_{make.draw(27)}"
    message = f"Revoke {make.github()}"
    git(root, "commit", "--quiet", f"--author={author} <a@a.org>", f"--message={message}")
