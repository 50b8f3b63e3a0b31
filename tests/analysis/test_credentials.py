"""Which credentials are held back, and what of a text stays as it is."""

from __future__ import annotations

import ast
import json
import random
import time

import pytest
import yaml

from sphinx_kwindex.analysis.credentials import FORMATS, hold_back, without
from sphinx_kwindex.model.files import Held
from sphinx_kwindex.model.phrases import english
from tests.hostile.credentials import Canaries, formats

MADE = formats(Canaries())


def said(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(english(held.what), held.lines) for held in hold_back(text.encode())[1]]


def test_each_format_has_a_canary() -> None:
    assert {each.what for each in FORMATS} == set(MADE)


@pytest.mark.parametrize("what", MADE)
@pytest.mark.parametrize(
    "around",
    ["{}", "x = '{}'\n", '{{"a": "{}"}}', "a: {}\n", "\\n{}\\n", "?a={}&b=1", "<a>{}</a>", "% {} "],
)
def test_each_is_held_back(what: str, around: str) -> None:
    text = f"first\n{around.format(MADE[what])}"
    masked, held = hold_back(text.encode())
    assert held == (Held(held[0].what, (2,), 1),)
    assert english(held[0].what) == what
    assert len(masked) == len(text.encode())
    # What its issuer gives each to be known by may stay; 16 characters in a row are secret.
    start = text.index(MADE[what])
    length = len(MADE[what])
    gone = [at for at in range(start, start + length) if masked[at] != text.encode()[at]]
    assert len(gone) >= 16
    assert hold_back(masked) == (masked, ())


@pytest.mark.parametrize(
    "text",
    [
        "ghp_" + "a" * 36,
        "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5",  # its checksum is another
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "AKIAIOSFODNN7EXAMPLE",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "XAKIAJ5QJ2WEXAJSLKDJ",
        "def npm_install_all_of_the_packages_that_are_wanted(): pass",
        "hf_hub_download_and_cache_the_whole_file_here",
        "xoxb-not-a-real-token-this-will-not-work",
        "glpat-your-token-goes-here",
        "eyJub3QiOiAiYSB0b2tlbiJ9.eyJhIjoxfQ.c2lnbmF0dXJlc2lnbmF0dXJl",
        "-----BEGIN PUBLIC KEY-----\n" + "MIIBIjANBgkqhkiG" * 20 + "\n-----END PUBLIC KEY-----\n",
        "-----BEGIN CERTIFICATE-----\n" + "MIIBIjANBgkqhkiG" * 20 + "\n-----END CERTIFICATE-----\n",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq...\n-----END PRIVATE KEY-----\n",
        'HEADER = "-----BEGIN PRIVATE KEY-----"\nMD = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"',
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "sk_live_" + "x" * 24,
    ],
)
def test_models_and_names_are_not(text: str) -> None:
    assert said(text) == []


def test_lines_are_those_of_the_text() -> None:
    make = Canaries(2)
    text = f"a\r\nb\rc\n{make.github()} {make.github()}\n{make.github()}\n"
    assert said(text) == [("a GitHub token", (4, 5))]


def test_a_long_list_is_cut() -> None:
    make = Canaries(3)
    (held,) = hold_back("\n".join(make.github() for _ in range(50)).encode())[1]
    assert (len(held.lines), held.number) == (20, 50)


def test_syntax_stays_syntax() -> None:
    make = Canaries(4)
    key = make.key()
    escaped = json.dumps({"k": key, "t": make.github()})
    assert json.loads(without(escaped))["k"].count("\n") == key.count("\n")
    ast.parse(without(f"x = {key!r}\ny = b'{make.aws()}'\n"))
    entity = without(f"<k>{key.replace(chr(10), '&#10;')}</k>")
    assert entity.count("&#10;") == key.count("\n")
    assert yaml.safe_load(without(f"a: {make.github()}\nb: |\n  {make.aws()}\n"))["a"][:4] == "ghp_"
    assert not [secret for secret in make.made if secret[:12] in without(escaped + entity)]


def test_headers_of_a_key_are_no_part_of_the_form() -> None:
    key = Canaries(6).key()
    head = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\n\n"
    start = key.index("\n") + 1
    for text in (key[:start] + head + key[start:], key.replace("\n", "\\r\\n"), f" {key[:99]}"):
        assert said(text) == [("a private key", (1,))]


def test_a_key_that_is_cut_off_is_held_back() -> None:
    key = Canaries(5).key(lines=6).rpartition("-----END")[0]
    masked = without(f"{key}\n\nwords after it stay words\n")
    assert masked.endswith("words after it stay words\n")
    assert len(set(masked.split("\n")[3])) == 1


def test_hostile_texts_take_no_time() -> None:
    generator = random.Random(1)  # noqa: S311 - no secret
    units = [
        *("eyJ", "eyJaaaaaaaa.", "eyJaaaaaaaa.eyJ", "sk-", "T3BlbkFJ", "AIza", "glpat-", ":AA"),
        *("-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n" + "A" * 60, "1"),
        *("-----BEGIN PRIVATE KEY-----\n" + ("A" * 59 + " ") * 6, "xoxb-1", "-----BEGIN ", "_"),
        *("SecretAccessKey ", "hooks.slack.com/services/", ".atlasv1.", "pypi-AgEIcHlwaS5vcmc"),
    ]
    texts = [unit * (500_000 // len(unit)) for unit in units]
    texts.append("".join(generator.choice(units) for _ in range(50_000)))
    for text in texts:
        start = time.process_time()
        hold_back(f"{text} T3BlbkFJ ".encode())
        assert time.process_time() - start < 5, text[:60]
