"""From the name that is imported to the name that is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Distributions whose name says nothing of what they let one import, or says it otherwise.
#: Where several provide the same module, all of them, the most usual first.
_KNOWN: dict[str, tuple[str, ...]] = {
    "Crypto": ("pycryptodome", "pycrypto"),
    "Cryptodome": ("pycryptodomex",),
    "IPython": ("ipython",),
    "OpenSSL": ("pyopenssl",),
    "PIL": ("pillow", "pillow-simd"),
    "_pytest": ("pytest",),
    "apiclient": ("google-api-python-client",),
    "attr": ("attrs",),
    "bs4": ("beautifulsoup4",),
    "cairo": ("pycairo",),
    "charset_normalizer": ("charset-normalizer",),
    "cv2": (
        "opencv-python",
        "opencv-python-headless",
        "opencv-contrib-python",
        "opencv-contrib-python-headless",
    ),
    "dateutil": ("python-dateutil",),
    "distutils": ("setuptools",),
    "dns": ("dnspython",),
    "docx": ("python-docx",),
    "dotenv": ("python-dotenv",),
    "faiss": ("faiss-cpu", "faiss-gpu"),
    "fitz": ("pymupdf",),
    "git": ("gitpython",),
    "github": ("pygithub",),
    "gi": ("pygobject",),
    "google.protobuf": ("protobuf",),
    "googleapiclient": ("google-api-python-client",),
    "grpc": ("grpcio",),
    "grpc_tools": ("grpcio-tools",),
    "jose": ("python-jose",),
    "jwt": ("pyjwt",),
    "ldap": ("python-ldap",),
    "magic": ("python-magic",),
    "mpl_toolkits": ("matplotlib",),
    "multipart": ("python-multipart",),
    "mx": ("egenix-mx-base",),
    "MySQLdb": ("mysqlclient",),
    "OpenGL": ("pyopengl",),
    "pkg_resources": ("setuptools",),
    "pptx": ("python-pptx",),
    "psycopg2": ("psycopg2", "psycopg2-binary"),
    "pylab": ("matplotlib",),
    "pythoncom": ("pywin32",),
    "serial": ("pyserial",),
    "skimage": ("scikit-image",),
    "sklearn": ("scikit-learn",),
    "slugify": ("python-slugify",),
    "snappy": ("python-snappy",),
    "socks": ("pysocks",),
    "telegram": ("python-telegram-bot",),
    "tensorflow": ("tensorflow", "tensorflow-cpu", "tensorflow-gpu"),
    "usb": ("pyusb",),
    "umap": ("umap-learn",),
    "websocket": ("websocket-client",),
    "win32api": ("pywin32",),
    "win32com": ("pywin32",),
    "win32con": ("pywin32",),
    "wx": ("wxpython",),
    "yaml": ("pyyaml",),
    "zmq": ("pyzmq",),
}
_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:$|[\[(@;<>=!~,])")


def normalise(name: str) -> str:
    """A distribution's name as :pep:`503` compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(requirement: str) -> str:
    """Normalised name of what a dependency specifier (:pep:`508`) asks for; empty where it is
    none: an option, a path or an address."""
    match = _REQUIREMENT.match(requirement)
    return normalise(match.group(1)) if match else ""


def candidates(module: str) -> Iterator[str]:
    """Yield the normalised names of distributions that may provide a module, the best first.

    >>> list(candidates("google.protobuf.message"))
    ['google-protobuf-message', 'protobuf', 'google-protobuf', 'google']
    """
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        prefix = ".".join(parts[:length])
        yield from _KNOWN.get(prefix, ())
        yield normalise(prefix)
