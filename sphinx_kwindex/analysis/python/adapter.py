"""The one door to astroid: a module's text goes in, its tree and what was met on the way come out.

Only astroid's rebuilder is used. Its builder would go on to infer the type of every attribute and
to load other modules for star imports, which costs three times as much and has executed code of
the repository. Nothing is inferred here, and no tree is kept.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from sphinx_kwindex.analysis.python.rebuilder import Rebuilder
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.analysis.text import without_surrogates
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.files import Reason
from sphinx_kwindex.model.phrases import english, phrase


class Refused(Exception):
    """Python's parser does not accept the text, or it was too deep or too large for it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(english(problem.message))
        self.problem = problem


def parse(text: str) -> Tree:
    """Parse a module.

    :raises Refused: where :func:`ast.parse` raises, or where the tree is too deep to be rebuilt.
    """
    with _refusing():
        return Rebuilder().rebuild(ast.parse(text))


def check(text: str) -> None:
    """Parse a text as Python, and keep nothing of it.

    :raises Refused: where :func:`ast.parse` raises.
    """
    with _refusing():
        ast.parse(text)


@contextmanager
def _refusing() -> Iterator[None]:
    """Give what the parser raises the form of a problem.

    Warnings about the text (invalid escapes, ``is`` with a literal) stay here: they are its
    author's business and not that of whoever builds the manual.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (RecursionError, MemoryError) as error:
        what = phrase("the module is too large or too deep to be read")
        if isinstance(error, RecursionError):
            what = phrase("the module is nested too deeply to be read")
        raise Refused(Problem(Reason.LIMIT, what)) from None
    except SyntaxError as error:
        message = without_surrogates(error.msg or "invalid syntax")[:300]
        raise Refused(Problem(Reason.SYNTAX, message, error.lineno or 0)) from None
    except ValueError as error:
        message = without_surrogates(str(error))[:300]
        raise Refused(Problem(Reason.SYNTAX, message)) from None
