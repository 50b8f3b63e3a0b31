"""Which passwords in addresses are held back, and which are words of examples."""

from __future__ import annotations

import time

import pytest

from sphinx_kwindex.analysis.credentials import hold_back, without
from sphinx_kwindex.model.phrases import english


def said(text: str) -> list[str]:
    return [english(held.what) for held in hold_back(text.encode())[1]]


@pytest.mark.parametrize(
    ("before", "password", "after"),
    [
        ("postgres://app:", "Berl1n-2019x", "@db.acme.org/shop"),
        ("mysql://root:", "kH7-qzpW2m", "@mysql:3306/shop"),  # a service of a compose file
        ("redis://:", "Zq8fLm2xW0pR", "@10.0.0.7:6379/0"),
        ("https://ci:", "p%40Zk81-wqL0x", "@pypi.acme.org/simple"),
        ("amqp://a:", "qWmZkRtYpLdX", "@mq"),  # letters only
        ("mongodb+srv://a:", "p@sT8kLm2x!Q", "@c0.acme.net,c1.acme.net"),  # an "@" in it
        ('{"url": "ftp:\\/\\/a:', "aB3dE5gH7j", '@ftp.acme.org"}'),
        ("postgres://${USER:-app}:", "aB3dE5gH7j", "@${HOST}/x"),
        ("postgres://{user}:", "aB3dE5gH7j", "@{host}/x"),
        ("postgres://app:", "aB3dE5gH7jK9mN1p", "@localhost/x"),  # as if drawn at random
        ("https://app:", "8f14e45fceea167a", "@example.com/x"),
        ("postgres://app:", "aB3dE5gH7jK9mN1p", "@/x?host=/cloudsql/acme"),
        ("amqp://a:", "aB3dE5gH7j@h1;a:aB3dE5gH7j", "@h2"),  # two hosts with a login each
        ("https://a:", "a&bX3dE5;gH7j$k", "@acme.org"),
    ],
)
def test_a_password_is_held_back(before: str, password: str, after: str) -> None:
    masked = without(f"{before}{password}{after}")
    assert masked == f"{before}{'x' * len(password)}{after}"
    assert said(f"{before}{password}{after}") == ["a password in an address"]
    assert said(masked) == []


@pytest.mark.parametrize(
    "text",
    [
        *("http://user:pass@host.org", "https://user:password123@acme.org", "ftp://u:P4ssw0rd!@h"),
        *("postgres://scott:tiger@db", "mssql://scott:tiger^5HHH@mssql2017", "a://b:hunter2@d.e"),
        *("postgres://postgres:postgres@db", "https://user:my-secret-token@acme.org"),
        *(
            "http://user:changeme2024@acme.org",
            "http://a:TestUser1@acme.org",
            "http://a:b@acme.org",
        ),
        *("https://a:12345678@acme.org", "https://a:********@acme.org", "https://a:xxxxxxxxxx@b.c"),
        *("https://a:kumquat-marmalade@acme.org", "https://a:MarmaladeKumquat@acme.org"),
        *("https://a:${PASSWORD}@acme.org", "https://a:$PASSWORD_2@acme.org", "s://%s:%s@%s"),
        *("https://a:<password>@acme.org", "https://a:{password}@acme.org", "s://[u:p@]h:1[/x]"),
        *("https://a:DB_SECRET_V2_PROD@acme.org", "https://a:%(password)s@acme.org"),
        *("https://a:{{ .Values.password2 }}@acme.org", "https://a:#{password_1}@acme.org"),
        *("https://a:%D0%BF%D0%B0%D1%80%D0%BE%D0%BB%D1%8C@acme.org", "http://u%2d:p%2d@%2d.org"),
        *(
            "http://a:aB3dE5gH7j@localhost:80",
            "http://a:aB3dE5gH7j@127.0.0.1",
            "s://a:aB3dE5gH7j@/",
        ),
        *("http://a:aB3dE5gH7j@proxy.example.com", "http://a:aB3dE5gH7j@hostname:80"),
        *("docker://ubuntu:jammy-20240227@sha256:0f1e", "docker://alpine:3.19.1-r4@sha256:0f1e"),
        *("maven://org.acme:core-jdk17-x2@1.2.3", "ivy://org.acme:core-jdk17-x2@2.13.0-M1"),
        *("ssh://git@acme.org:2222/a1b2c3d4e5@x", "https://acme.org:8080/a:aB3dE5gH7j@b"),
        *("http://acme.org/?a=b:aB3dE5gH7j@c", "[a](http://acme.org) b:aB3dE5gH7j@c.d"),
        *("://[^:]+:[^@]+@", "http://host:80", "https://medium.com/@user:aB3dE5gH7j"),
    ],
)
def test_models_and_other_addresses_are_not(text: str) -> None:
    assert said(text) == []


def test_hostile_addresses_take_no_time() -> None:
    for unit in (
        "://",
        "://a:",
        "://{a",
        "://" + "{a}" * 40,
        "{" + "://{" * 19 + "}",
        "://a:" + "b@" * 60,
        "://a:aB3dE5gH@",
    ):
        start = time.process_time()
        hold_back((unit * (1_000_000 // len(unit))).encode())
        assert time.process_time() - start < 2, unit
