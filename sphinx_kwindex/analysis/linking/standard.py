"""Which modules are Python's own."""

from __future__ import annotations

import sys

#: Modules that Python 3 once had: code that still imports them means these. :pep:`594`,
#: :pep:`632`, and "Removed" in "What's New in Python" 3.12 to 3.14.
_GONE = """
    aifc asynchat asyncore audioop cgi cgitb chunk crypt distutils imghdr imp lib2to3 mailcap msilib
    nis nntplib ossaudiodev pipes sndhdr smtpd spwd sunau telnetlib uu xdrlib
"""

#: Modules that came after Python 3.11, so that each version that runs us gives the same answer.
_NEW = "annotationlib compression"

#: Top-level names of the standard library.
STANDARD_LIBRARY: frozenset[str] = sys.stdlib_module_names.union(_GONE.split(), _NEW.split())

#: What every interpreter loads when it starts: a folder that holds all of these as modules is a
#: standard library, and no project's own.
STARTUP: tuple[str, ...] = ("os", "abc", "codecs", "io", "site")
