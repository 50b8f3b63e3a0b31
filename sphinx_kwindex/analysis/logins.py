"""Passwords in addresses, ``scheme://user:password@host`` (:rfc:`3986`), told from models of them.

A password has no form of its own, and most that stand in the addresses of a repository are words of
examples. One is taken for real that has eight letters and digits beside such words, some of another
kind than the rest; where the host is one of examples too, or this machine, it must look as if it
was drawn at random. Pure; linear in the size of the text.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

#: One of them stands before each login; JSON may escape a slash.
PIECES = (b"://", rb":\/\/")

#: From there to the sign before the host; the group is the password. What a template puts in for
#: the user may hold a colon. A password holds "@" unescaped too: the last one counts, as it does
#: for :mod:`urllib`.
PATTERN = (
    rb":(?://|\\/\\/)(?:[!$%&*+,.;=\w~-]{1,100}+|\{[^}\s]{0,80}\}|<[^>\s]{1,80}>){0,8}+"
    rb":([!$%&*+,.;=\w~:@^-]{8,200})@"
)

#: Letters and digits that a password has at least beside words of examples.
_LETTERS = 8
#: Those of one that was drawn at random, and how many of them differ.
_RANDOM, _DISTINCT = 16, 8

#: What stands in models, as `_FOLD` leaves it, and what counts up or down.
_WORDS = re.compile(
    rb"pass(?:w(?:or[dt])?|wd|phrase)?|secret|geheim|credential|token|apikey|dummy|sample|example"
    rb"|demo|test|placeholder|redacted|removed|hidden|masked|change|your|user|name|admin|root|guest"
    rb"|login|letmein|welcome|hunter|scott|tiger|foobar|some|value|string|qwerty|abcd?e?f?|x{3,}"
)
_FOLD = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ013457@$", b"abcdefghijklmnopqrstuvwxyzoleastas"
)
_COUNTED = re.compile(rb"0?1234?5?6?7?8?9?0?|9876?5?4?3?2?1?|4321|[^A-Za-z0-9]")

#: A name of what holds the password: of a shell, or of what is to be put in.
_NAME = re.compile(rb"\$\w+|.*\$[A-Z_]{2}.*|[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+")

_HOST = re.compile(rb"[\w.-]*")
#: Numbers of a host are four; others, and a digest, are the version that a package manager wants.
_VERSION = re.compile(rb"(?!\d+(?:\.\d+){3}\Z)v?\d+(?:\.\d.*)?|(?:sha|md)\d+|latest", re.DOTALL)
_MODEL_HOST = re.compile(
    rb"(?:.*\.)?(?:example(?:\.\w+)?|invalid|test|localhost|domain\.\w+)|(?:foo|bar)(?:\.\w+)?"
    rb"|(?:my|some|your)?[_-]?(?:host|server|proxy)(?:name|spec)?\d?|127\.[\d.]+|0\.0\.0\.0",
    re.IGNORECASE,
)


def is_password(match: re.Match[bytes]) -> bool:
    """Whether what :data:`PATTERN` found is a password, and not a model of one."""
    password = unquote_to_bytes(match[1])
    beside = _beside_words(password)
    if len(beside) < _LETTERS or not _is_mixed(beside) or _NAME.fullmatch(password):
        return False
    text, end = match.string, match.end()
    place = _HOST.match(text, end, end + 253)
    host = place[0] if place else b""
    if _VERSION.fullmatch(host):
        return False
    # Behind the sign may stand what a template puts in, or nothing, where a socket is meant.
    is_model = not host and text[end : end + 1] not in (b"$", b"{", b"%", b"<", b"[")
    if is_model or _MODEL_HOST.fullmatch(host):
        return len(beside) >= _RANDOM and len(set(beside)) >= _DISTINCT
    return True


def _beside_words(password: bytes) -> bytes:
    """The letters and digits beside words of examples, and beside what counts."""
    kept = bytearray(password)
    for expression, text in ((_WORDS, password.translate(_FOLD)), (_COUNTED, password)):
        for match in expression.finditer(text):
            kept[match.start() : match.end()] = b" " * len(match[0])
    return bytes(kept).replace(b" ", b"")


def _is_mixed(letters: bytes) -> bool:
    """Whether there are digits among letters, or large ones where no word begins."""
    if letters.isdigit():
        return False
    if re.search(rb"\d", letters):
        return True
    words = re.findall(rb"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", letters)
    return len(letters) < 3 * len(words)
