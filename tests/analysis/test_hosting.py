"""Addresses of files on their hosts."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from sphinx_kwindex.analysis.hosting import (
    ANY_LINE,
    check_template,
    source_url,
    without_credentials,
)

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("remote", "url"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r/blob/{}/a/b.py#L7"),
        ("https://github.com/o/r/", "https://github.com/o/r/blob/{}/a/b.py#L7"),
        ("git@github.com:o/r.git", "https://github.com/o/r/blob/{}/a/b.py#L7"),
        ("ssh://git@ssh.github.com:443/o/r", "https://github.com/o/r/blob/{}/a/b.py#L7"),
        ("git+ssh://git@github.com/o/r", "https://github.com/o/r/blob/{}/a/b.py#L7"),
        ("git://github.com/o/r", "https://github.com/o/r/blob/{}/a/b.py#L7"),
        ("git@gitlab.com:g/s/r.git", "https://gitlab.com/g/s/r/-/blob/{}/a/b.py#L7"),
        (
            "http://gitlab.example.org:8080/g/r",
            "http://gitlab.example.org:8080/g/r/-/blob/{}/a/b.py#L7",
        ),
        (
            "ssh://git@gitlab.example.org:2222/g/r",
            "https://gitlab.example.org/g/r/-/blob/{}/a/b.py#L7",
        ),
        ("git@bitbucket.org:o/r.git", "https://bitbucket.org/o/r/src/{}/a/b.py#lines-7"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/src/commit/{}/a/b.py#L7"),
        ("https://gitea.example.org/o/r", "https://gitea.example.org/o/r/src/commit/{}/a/b.py#L7"),
        ("git@git.sr.ht:~o/r", "https://git.sr.ht/~o/r/tree/{}/item/a/b.py#L7"),
    ],
)
def test_each_host_spells_it_its_own_way(remote: str, url: str) -> None:
    assert source_url(remote, COMMIT, "a/b.py", line=7) == url.format(COMMIT)
    assert source_url(remote, COMMIT, "a/b.py") == url.format(COMMIT).partition("#")[0]


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/srv/git/r.git",
        "../r",
        "C:\\git\\r",
        "file:///srv/git/github.com/o/r",
        "https://example.org/o/r",
        "https://notgithub.com/o/r",
        "https://github.com.example.org@evil.example/o/r",
        "https://github.com/",
        "https://github.com/o",
        "https://github.com/o/../r",
        "https://github.com:port/o/r",
        "https://github.com\n.example.org/o/r",
        "javascript://github.com/o/r",
        "ext::sh -c whoami% github.com/o/r",
    ],
)
def test_no_address_where_the_host_is_not_known(remote: str) -> None:
    assert source_url(remote, COMMIT, "a.py") == ""


def test_no_address_without_a_commit() -> None:
    assert source_url("https://github.com/o/r", "", "a.py") == ""
    assert source_url("", "", "a.py", "https://x.org/{commit}/{path}") == ""
    assert source_url("", "", "a.py", "https://x.org/{path}") == "https://x.org/a.py"


@pytest.mark.parametrize(
    "remote",
    [
        "https://user:hunter2@github.com/o/r.git?token=hunter2#hunter2",
        "https://hunter2@github.com/o/r",
        "ssh://hunter2@github.com/o/r",
        "hunter2@github.com:o/r.git",
    ],
)
def test_credentials_never_get_through(remote: str) -> None:
    clean = without_credentials(remote)
    assert "hunter2" not in clean
    assert "@" not in clean
    url = source_url(remote, COMMIT, "a.py")
    assert url == source_url(clean, COMMIT, "a.py") == f"https://github.com/o/r/blob/{COMMIT}/a.py"


def test_paths_of_this_machine_are_no_address() -> None:
    for remote in ("/srv/git/r", "file:///srv/git/r", "C:/git/r", "../r", "r"):
        assert without_credentials(remote) == ""


def test_every_byte_of_a_path_survives() -> None:
    path = "a b/#?%&+{line}\n\"'<\u00e9\udcff\\/[x]"
    url = source_url("https://github.com/o/r", COMMIT, path)
    parts = urlsplit(url)
    assert url.isascii()
    assert (parts.query, parts.fragment) == ("", "")
    quoted = parts.path.removeprefix(f"/o/r/blob/{COMMIT}/")
    assert unquote_to_bytes(quoted) == path.encode("utf-8", "surrogateescape")


def test_a_template_goes_before_the_host() -> None:
    template = "https://src.example.org:8443/{commit}/{path}?at={line}#n{line}"
    assert (
        source_url("https://github.com/o/r", "v1/x", "d/a b.py", template, 3)
        == "https://src.example.org:8443/v1/x/d/a%20b.py?at=3#n3"
    )
    assert source_url("", "v1", "a.py", template) == "https://src.example.org:8443/v1/a.py?at=1"
    assert source_url("", "", "a.py", "https://x.org/{path}#top") == "https://x.org/a.py#top"


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("", "{path}"),
        ("https://example.org/", "{path}"),
        ("https://example.org/{path", "braces"),
        ("https://example.org/{path}/{}", "{}"),
        ("https://example.org/{path}/{file}", "{file}"),
        ("https://example.org/{path.__class__}", "{path.__class__}"),
        ("https://example.org/{path!r}", "is not one of"),
        ("https://example.org/{path:>9}", "is not one of"),
        ("https://example.org/a b/{path}", "space"),
        ("https://example.org/\n{path}", "space"),
        ("javascript:alert('{path}')", "http"),
        ("file:///{path}", "http"),
        ("//example.org/{path}", "http"),
        ("https://{path}/", "http"),
        ("https://example.org{line}/{path}", "http"),
        ("https://user:word@example.org/{path}", "user"),
        ("https://example.org:port/{path}", "http"),
    ],
)
def test_a_wrong_template_is_refused(template: str, says: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        check_template(template)
    assert says in str(caught.value)


def test_a_right_template_is_accepted() -> None:
    for template in ("http://localhost:8000/{path}", "https://x.org/r/{commit}/{path}#L{line}"):
        check_template(template)


def test_any_line() -> None:
    remote = "https://github.com/a/b.git"
    found = source_url(remote, "c0ffee", "x {line}.py", line=ANY_LINE)
    assert found == "https://github.com/a/b/blob/c0ffee/x%20%7Bline%7D.py#L{line}"
    template = "https://example.org/{path}"
    assert source_url(remote, "c0ffee", "x.py", template, line=ANY_LINE) == ""
