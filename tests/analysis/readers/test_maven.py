"""POMs of Maven, hostile XML among them."""

from __future__ import annotations

import pytest

from sphinx_kwindex.model.files import Reason
from tests.analysis.readers.written import facts_of, lines_of

POM = """\
<?xml version="1.0" encoding="ISO-8859-1"?>
<project>
  <parent><groupId>g</groupId><artifactId>all</artifactId><relativePath>../pom.xml</relativePath>
  </parent>
  <artifactId>shop</artifactId>
  <version>${revision}</version>
  <modules>
    <module>api</module>
  </modules>
  <dependencyManagement><dependencies>
    <dependency>
      <groupId>g</groupId>
      <artifactId>a</artifactId>
      <exclusions><exclusion><artifactId>no</artifactId></exclusion></exclusions>
    </dependency>
  </dependencies></dependencyManagement>
  <build><plugins><plugin>
    <artifactId>maven-jar-plugin</artifactId><version>3</version>
    <dependencies><dependency><artifactId>b</artifactId></dependency></dependencies>
  </plugin></plugins></build>
</project>
"""


def test_what_a_pom_says() -> None:
    assert lines_of("pom.xml", POM) == [
        "2-21 target shop = ${revision}",
        "11-15 requirement dependencyManagement.dependencies.g:a",
        "17-20 requirement build.plugins.maven-jar-plugin = 3",
        "19 requirement build.plugins.plugin.dependencies.b",
        "3 include ../pom.xml",
        "8 module api",
    ]


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        f'[<!ENTITY a0 "ha">{LAUGHS}]',
        '[<!ENTITY a9 SYSTEM "file:///etc/passwd">]',
        '[<!ENTITY % p SYSTEM "http://127.0.0.1/p"> %p;]',
        'SYSTEM "http://127.0.0.1/a.dtd"',
    ],
)
def test_a_document_type_ends_the_reading(declared: str) -> None:
    text = f"<!DOCTYPE project {declared}>\n<project><artifactId>&a9;</artifactId></project>"
    facts = facts_of("pom.xml", text)
    assert facts.problem is not None
    assert facts.problem.reason is Reason.SYNTAX
    assert facts.problem.message == "a document type is not read"
    assert not facts.definitions


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<project><a></project>", "not well-formed XML: mismatched tag"),
        ("<project>&unknown;</project>", "not well-formed XML: undefined entity"),
        ("", "not well-formed XML: no element found"),
    ],
)
def test_what_is_no_xml(text: str, message: str) -> None:
    problem = facts_of("pom.xml", text).problem
    assert problem is not None
    assert (problem.reason, problem.message) == (Reason.SYNTAX, message)


@pytest.mark.parametrize("text", ["<a>" * 200_000 + "</a>" * 200_000, f"<a>{'b' * 1_000_000}</a>"])
def test_what_is_large_or_deep_is_no_pom(text: str) -> None:
    facts = facts_of("pom.xml", text)
    assert (facts.problem, facts.definitions) == (None, ())


def test_another_root_is_no_project() -> None:
    text = "<x><dependencies><dependency><artifactId>a</artifactId></dependency></dependencies></x>"
    assert lines_of("pom.xml", text) == []
