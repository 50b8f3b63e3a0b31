"""The options, each declared once: registration, validation and the manual read this table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from sphinx.errors import ConfigError

from sphinx_kwindex.analysis import discovery, factories, hosting

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The builders whose site is a folder of pages that link each other.
PAGE_BUILDERS = ("html", "dirhtml", "json", "pickle")


class Option(Struct, frozen=True):
    """One configuration value.

    :ivar types: the Python types that its value may have.
    :ivar help: what it does, in one line.
    :ivar accepts: what its value may be, as the error message and the manual say it.
    :ivar valid: whether a value of a right type is acceptable.
    :ivar rebuild: what Sphinx reads anew where it changes: ``env`` for all documents.
    """

    name: str
    default: Any
    types: tuple[type, ...]
    help: str
    accepts: str
    valid: Callable[[Any], bool] = lambda value: True
    rebuild: Literal["", "env"] = "env"


def _strings(value: Any) -> bool:
    return all(isinstance(item, str) and item for item in value)


def _patterns(value: Any) -> bool:
    if not _strings(value):
        return False
    try:
        discovery.patterns(value)
    except ValueError:
        return False
    return True


def _one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: value in words


def _at_least(smallest: int) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, bool) and value >= smallest


def _prefix(value: str) -> bool:
    parts = value.split("/")
    return all(re.fullmatch(r"\w[\w.-]*", part) and not part.endswith(".") for part in parts)


def _template(value: str) -> bool:
    try:
        hosting.check_template(value)
    except ValueError:
        return False
    return True


_LISTS = (list, tuple, set, frozenset)
#: Of patterns the last that matches counts.
_ORDERED = (list, tuple)

OPTIONS: tuple[Option, ...] = (
    Option(
        "kwindex_root",
        "",
        (str,),
        "Folder of the repository; empty to find it upward from conf.py.",
        "the path of a folder, relative to the folder of conf.py",
    ),
    Option(
        "kwindex_include",
        [],
        _ORDERED,
        "Patterns of the files to document; none means all.",
        "a list of patterns as in .gitignore",
        _patterns,
    ),
    Option(
        "kwindex_exclude",
        [],
        _ORDERED,
        "Patterns of files to leave out.",
        "a list of patterns as in .gitignore",
        _patterns,
    ),
    Option(
        "kwindex_untracked",
        False,
        (bool,),
        "Whether files that git does not track, and does not ignore, are documented too.",
        "True or False",
    ),
    Option(
        "kwindex_generated",
        False,
        (bool,),
        "Whether files that a tool generated, as their first lines say, have pages of their own.",
        "True or False",
    ),
    Option(
        "kwindex_vendored",
        False,
        (bool,),
        "Whether copies of other projects (vendor, third_party, node_modules) have pages too.",
        "True or False",
    ),
    Option(
        "kwindex_secrets",
        [],
        _ORDERED,
        "Patterns of the files that are published as they are, although their name or text tells "
        "of a credential.",
        "a list of patterns as in .gitignore",
        _patterns,
    ),
    Option(
        "kwindex_docname_prefix",
        "kwindex",
        (str,),
        "Folder of our pages among the documents.",
        "a document name such as 'kwindex' or 'reference/source'",
        _prefix,
    ),
    Option(
        "kwindex_layout",
        "split",
        (str,),
        "Whether a file has two pages, or one that holds its keyword index too.",
        "'split' or 'combined'",
        _one_of("split", "combined"),
    ),
    Option(
        "kwindex_builders",
        list(PAGE_BUILDERS),
        _LISTS,
        "Builders that get a page for each file and folder; every other gets the book alone.",
        "a list of names of builders, or ['*'] for all",
        _strings,
    ),
    Option(
        "kwindex_add_toctree_entry",
        True,
        (bool,),
        "Whether the root document leads to our pages where no toctree of yours does.",
        "True or False",
    ),
    Option(
        "kwindex_link_documents",
        True,
        (bool,),
        "Whether a document and the page of the file that it is made of lead to each other, and "
        "pages of files to the documents that name what they define.",
        "True or False",
    ),
    Option(
        "kwindex_link_literals",
        False,
        (bool,),
        "Whether code in the text of a document leads to the definition that it certainly names.",
        "True or False",
    ),
    Option(
        "kwindex_link_code",
        False,
        (bool,),
        "Whether descriptions of Python, such as autodoc's, lead to the source on our pages, in "
        "place of the pages of sphinx.ext.viewcode.",
        "True or False",
    ),
    Option(
        "kwindex_toctree_depth",
        1,
        (int,),
        "How many levels of our pages that entry of the root document shows.",
        "a whole number from 1",
        _at_least(1),
    ),
    Option(
        "kwindex_max_file_size",
        2 * 1024 * 1024,
        (int,),
        "Size in bytes above which a file is listed and not read.",
        "a whole number of bytes from 1",
        _at_least(1),
    ),
    Option(
        "kwindex_jobs",
        0,
        (int,),
        "How many processes read files side by side; 0 for one a processor.",
        "a whole number from 0",
        _at_least(0),
        rebuild="",
    ),
    Option(
        "kwindex_cache_dir",
        "",
        (str,),
        "Folder in which what was read of each file is kept for other builds; empty for none.",
        "the path of a folder, relative to the folder of conf.py",
        rebuild="",
    ),
    Option(
        "kwindex_executor",
        "",
        (str,),
        "Function that gives an executor of concurrent.futures, through which files are read; "
        "empty to read them on this machine.",
        "a function as 'package.module:function', or ''",
        lambda value: not value or factories.is_name(value),
        rebuild="",
    ),
    Option(
        "kwindex_source_url",
        "",
        (str,),
        "Address of a file on its host; empty to derive it from git's remote.",
        "an http or https address with {path}, and {commit} and {line} where wanted",
        lambda value: not value or _template(value),
    ),
    Option(
        "kwindex_ruff_config",
        "",
        (str,),
        "Which rules of ruff Python files are read with: ours, or as the repository configures.",
        "'' for our own selection, or 'repository'",
        _one_of("", "repository"),
    ),
    Option(
        "kwindex_coverage",
        "",
        (str,),
        "Data file of coverage.py whose contexts name the tests of a file; empty to read none. It "
        "is read by Python's own sqlite3: neither coverage.py nor an extra of ours is needed.",
        "the path of a file within the repository, from its root",
        lambda value: not value.startswith("/") and ".." not in value.split("/"),
    ),
    Option(
        "kwindex_exports",
        ["json", "tags"],
        _LISTS,
        "Which files for other programs are written beside the pages of HTML: kwindex.json, tags "
        "for editors, llms.txt with a Markdown page beside each of ours.",
        "a list of 'json', 'tags' and 'llms'",
        lambda value: all(item in ("json", "tags", "llms") for item in value),
    ),
    Option(
        "kwindex_search",
        "public",
        (str,),
        "Which definitions Sphinx's own search finds, beside the search of keywords: public types "
        "and public functions outside of them, all, or none.",
        "'public', 'all' or 'none'",
        _one_of("public", "all", "none"),
    ),
    Option(
        "kwindex_keys",
        True,
        (bool,),
        "Whether the key y copies the address of the line of a source that is chosen.",
        "True or False",
    ),
    Option(
        "kwindex_docstrings",
        "plaintext",
        (str,),
        "Markup of the docstrings.",
        "'plaintext', 'rst' or 'markdown'",
        _one_of("plaintext", "rst", "markdown"),
    ),
)


def problems(values: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each option whose value is wrong. Pure."""
    found = []
    for option in OPTIONS:
        value = values[option.name]
        right_type = isinstance(value, option.types) and (
            bool in option.types or not isinstance(value, bool)
        )
        if not (right_type and option.valid(value)):
            found.append(f"{option.name} must be {option.accepts}, not {value!r}")
    return found


def check(app: Sphinx, config: Config) -> None:
    """Refuse wrong values (``config-inited``).

    :raises ConfigError: names each option that is wrong, and what it accepts.
    """
    if wrong := problems({option.name: config[option.name] for option in OPTIONS}):
        raise ConfigError("; ".join(wrong))


def setup(app: Sphinx) -> None:
    for option in OPTIONS:
        # Sphinx reads values of the command line by these types. It checks them later than
        # ``check``, whose message says more than Sphinx's warning.
        app.add_config_value(option.name, option.default, option.rebuild, option.types)
    app.connect("config-inited", check)
