"""Credentials within a text, told by the formats that their issuers give them to be found by.

Each is held back before anything reads the text: what is secret of it becomes as many ``x``, so
that lines and columns stay, a program still parses, and no output can hold it. Pure; linear in
the size of the text. The formats are those that their issuers document; of each a certain piece
is looked for first, which costs a fiftieth of a second for a megabyte and all of them.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sphinx_kwindex.analysis import logins
from sphinx_kwindex.model.files import Held
from sphinx_kwindex.model.phrases import Phrase, marked

#: How many lines of one format are named.
LINES = 20

#: Where a token may begin: not within a word, but behind an escape of a string or an address.
_EDGE = rb"(?:(?<![A-Za-z0-9_])|(?<=\\[nrt])|(?<=%[0-9A-F]{2}))"
_END = rb"(?![A-Za-z0-9_])"

#: What may stand between the first line of a key and its text: the headers of :rfc:`1421` and
#: :rfc:`4880`.
_HEAD = (
    rb"(?:\\(?:[nr]|u000[ad]|x0[ad])|&#?\w{1,8};|%0[AD]|[^A-Za-z0-9\0]){0,40}"
    rb"(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|X-[A-Za-z-]{1,40}):[^\0]{0,300}?)?"
)

#: What stands in models and in what was held back before, never in what was drawn at random.
_MODEL = re.compile(rb"(?i:xxxxxx|\*{6}|abcdef|123456|example)|\A[a-z_-]+\Z")
#: Characters that differ, at least, in what was drawn at random.
_DISTINCT = 8

_DIGITS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

#: Escapes and entities are kept, so that a string around a key remains one.
_PART = re.compile(
    rb"\\+(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|(?s:.))|&#?[A-Za-z0-9]{1,8};|[A-Za-z0-9+/=_-]+"
)
_LINE_END = re.compile(rb"\r\n|\r|\n")


def _secret(match: re.Match[bytes]) -> bytes:
    """What is secret of what was found: the group that matched."""
    return match[match.lastindex or 0]


def _is_random(match: re.Match[bytes]) -> bool:
    token = _secret(match)
    return len(set(token)) >= _DISTINCT and _MODEL.search(token) is None


def _is_key(match: re.Match[bytes]) -> bool:
    """Whether the text of a key is there, and not held back already."""
    return len(set(_secret(match))) >= 2 * _DISTINCT


def _has_checksum(match: re.Match[bytes]) -> bool:
    """Whether the last six characters are the checksum of those before: CRC-32 in base 62
    ("Behind GitHub's new authentication token formats", 2021)."""
    token = _secret(match)
    number, digits = zlib.crc32(token[:30]), bytearray()
    for _ in range(6):
        number, digit = divmod(number, 62)
        digits.insert(0, _DIGITS[digit])
    return token[30:36] == bytes(digits)


def _is_signed(match: re.Match[bytes]) -> bool:
    """Whether it begins as a JSON Web Token does: with a header that names how it is signed
    (:rfc:`7519`)."""
    head = b"eyJ" + _secret(match).partition(b".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(head + b"=" * (-len(head) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return False
    return isinstance(header, dict) and header.get("alg") not in (None, "none")


@dataclass(frozen=True)
class Format:
    """How the credentials of an issuer look.

    :ivar what: a credential of it, as half a sentence.
    :ivar pieces: one of them stands in each, and is looked for first; none where the pattern is
        found as fast.
    :ivar pattern: of the whole; its groups are what is secret of it.
    :ivar fits: whether what was found can be a credential.
    :ivar part: what of a secret becomes ``x``: all but escapes and entities, unless none can be
        among it.
    """

    what: str
    pieces: tuple[bytes, ...]
    pattern: bytes
    fits: Callable[[re.Match[bytes]], bool] = _is_random
    part: re.Pattern[bytes] = _PART

    @cached_property
    def expression(self) -> re.Pattern[bytes]:
        return re.compile(self.pattern)

    def places(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield where what is secret begins and ends."""
        if not self.pieces or any(piece in data for piece in self.pieces):
            for match in self.expression.finditer(data):
                if match.lastindex and self.fits(match):
                    yield match.span(match.lastindex)


FORMATS: tuple[Format, ...] = (
    Format(
        marked("a private key"),
        (b"PRIVATE KEY",),
        # To its end, and where that is cut off as far as lines of base64 follow each other.
        rb"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
        rb"((?=%(head)s[A-Za-z0-9+/=]{40})(?:(?:[^-\0]|-(?!----)){1,65536}(?=-----END )"
        rb"|%(head)s[A-Za-z0-9+/=]{40,}(?:[^A-Za-z0-9+/=\0]{0,40}[A-Za-z0-9+/=]{16,})*))"
        % {b"head": _HEAD},
        _is_key,
    ),
    Format(
        marked("a GitHub token"),
        (),
        rb"gh[pous]_([A-Za-z0-9]{36})",
        _has_checksum,
    ),
    Format(
        marked("a GitHub token"),
        (b"github_pat_",),
        rb"github_pat_([A-Za-z0-9]{22}_[A-Za-z0-9]{59})",
    ),
    Format(
        marked("a GitLab token"),
        (),
        rb"gl(?:pat|dt|rt|ptt|cbt)-([A-Za-z0-9_-]{20,300}(?:\.[A-Za-z0-9_.-]{9,40})?)",
    ),
    Format(
        marked("a Slack token"),
        (b"xox", b"xapp-"),
        rb"(?:xox[a-z](?:\.xox[a-z])?-(\d{9,}-[0-9A-Za-z-]{20,}|\d-[0-9A-Za-z]{100,})"
        rb"|xapp-\d-([A-Z0-9]{9,}-\d{9,}-[a-f0-9]{64}))",
    ),
    Format(
        marked("an address of Slack that anyone may post to"),
        (b"hooks.slack.com/",),
        rb"hooks\.slack\.com/(?:services|workflows|triggers)/"
        rb"([A-Za-z0-9]{6,}/[A-Za-z0-9]{6,}/[A-Za-z0-9]{20,})",
    ),
    Format(
        marked("an address of Discord that anyone may post to"),
        (b"/api/webhooks/",),
        rb"discord(?:app)?\.com/api/webhooks/(\d{17,20}/[A-Za-z0-9_-]{60,})",
    ),
    Format(
        marked("a Stripe key"),
        (b"k_live_", b"k_test_", b"whsec_"),
        _EDGE + rb"(?:[sr]k_(?:live|test)_([A-Za-z0-9]{20,})|whsec_([A-Za-z0-9+/]{32,}))",
    ),
    Format(
        marked("a Google key"),
        (b"AIza", b"GOCSPX-"),
        _EDGE + rb"(?:AIza([\w-]{35})(?![\w-])|GOCSPX-([\w-]{28}))",
    ),
    Format(
        marked("an npm token"),
        (b"npm_", b"_authToken="),
        rb"(?:npm_([A-Za-z0-9]{36})(?![A-Za-z0-9_])"
        rb"|_authToken=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))",
    ),
    Format(
        marked("a PyPI token"),
        (b"pypi-AgEIcHlwaS5vcmc", b"pypi-AgENdGVzdC5weXBpLm9yZw"),
        rb"pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)([\w-]{50,})",
    ),
    Format(
        marked("an AWS key"),
        (b"AKIA", b"ASIA"),
        _EDGE + rb"A[KS]IA([A-Z2-7]{16})" + _END,
    ),
    Format(
        marked("an AWS key"),
        (b"ecret_access_key", b"ECRET_ACCESS_KEY", b"ecretAccessKey"),
        rb"(?:ecret_access_key|ECRET_ACCESS_KEY|ecretAccessKey)[\\\"'\s:=>]{1,12}"
        rb"([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])",
    ),
    Format(
        marked("an Azure key"),
        (b"AccountKey=",),
        rb"AccountKey=([A-Za-z0-9+/]{86}==)",
    ),
    Format(
        marked("a JSON Web Token"),
        (b"eyJ",),
        rb"eyJ([\w-]{8,1000}+\.eyJ[\w-]{8,}+\.[\w-]{16,})",
        _is_signed,
    ),
    Format(
        marked("an OpenAI key"),
        (b"T3BlbkFJ",),
        rb"sk-([\w-]{20,100}T3BlbkFJ[\w-]{20,})",
    ),
    Format(
        marked("an Anthropic key"),
        (b"sk-ant-",),
        rb"sk-ant-[a-z]{2,8}\d\d-([\w-]{80,})",
    ),
    Format(
        marked("a Hugging Face token"),
        (b"hf_",),
        _EDGE + rb"hf_((?=[a-z]*[A-Z])(?=[A-Z]*[a-z])[A-Za-z]{34})" + _END,
    ),
    Format(
        marked("a Docker token"),
        (b"dckr_",),
        rb"dckr_[po]at_([\w-]{27,32})",
    ),
    Format(
        marked("a SendGrid key"),
        (b"SG.",),
        _EDGE + rb"SG\.([\w-]{22}\.[\w-]{43})",
    ),
    Format(
        marked("a DigitalOcean token"),
        (b"_v1_",),
        rb"do[opr]_v1_([a-f0-9]{64})",
    ),
    Format(
        marked("a Shopify token"),
        (),
        rb"shp(?:at|ss|ca|pa)_([a-fA-F0-9]{32})",
    ),
    Format(
        marked("a RubyGems key"),
        (b"rubygems_",),
        rb"rubygems_([a-f0-9]{48})",
    ),
    Format(
        marked("a Vault token"),
        (b"hvs.",),
        _EDGE + rb"hvs\.([\w-]{90,})",
    ),
    Format(
        marked("a Terraform Cloud token"),
        (b".atlasv1.",),
        rb"\.atlasv1\.([\w-]{60,})",
    ),
    Format(
        marked("a Grafana token"),
        (),
        rb"glsa_([A-Za-z0-9]{32}_[A-Fa-f0-9]{8})",
    ),
    Format(
        marked("a Telegram token"),
        (b":AA",),
        rb"(?<!\d)\d{8,10}:(AA[\w-]{33})(?![\w-])",
    ),
    Format(
        marked("a key of age"),
        (b"AGE-SECRET-KEY-1",),
        rb"AGE-SECRET-KEY-1([QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})",
    ),
    Format(
        marked("a password in an address"),
        logins.PIECES,
        logins.PATTERN,
        logins.is_password,
        re.compile(rb"[!-~]"),
    ),
)


def hold_back(data: bytes) -> tuple[bytes, tuple[Held, ...]]:
    """Return `data` with ``x`` in place of what is secret in it, and what that is.

    :param data: in an encoding in which ASCII is ASCII.
    """
    found: dict[str, list[int]] = {}
    masked: bytearray | None = None
    for each in FORMATS:
        for start, end in each.places(data):
            if masked is None:
                masked = bytearray(data)
            masked[start:end] = each.part.sub(_masked, data[start:end])
            found.setdefault(each.what, []).append(start)
    if masked is None:
        return data, ()
    return bytes(masked), tuple(
        Held(Phrase(what), lines[:LINES], len(lines))
        for what, starts in found.items()
        for lines in [_lines(data, starts)]
    )


def without(text: str) -> str:
    """Return `text` with ``x`` in place of what is secret in it."""
    data = text.encode("utf-8", "surrogatepass")
    masked, held = hold_back(data)
    return masked.decode("utf-8", "surrogatepass") if held else text


def _masked(match: re.Match[bytes]) -> bytes:
    part = match[0]
    return part if len(part) > 1 and part[:1] in b"\\&" else b"x" * len(part)


def _lines(data: bytes, starts: list[int]) -> tuple[int, ...]:
    """The lines of places, each once, as :func:`.text.decode` ends them."""
    lines, line, before = [], 1, 0
    for start in sorted(starts):
        line += len(_LINE_END.findall(data, before, start))
        before = start
        lines.append(line)
    return tuple(dict.fromkeys(lines))
