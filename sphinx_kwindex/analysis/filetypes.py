"""What kind of binary file some bytes are, by the signature that they begin with.

Signatures are those that the formats document, as in https://www.iana.org/assignments/media-types
and the formats' own manuals. Where none is known the suffix is all that is said.
"""

from __future__ import annotations

from posixpath import splitext

from sphinx_kwindex.model.phrases import Phrase, marked, phrase

#: How a file begins, and what it is; the first that fits.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", marked("PNG image")),
    (b"\xff\xd8\xff", marked("JPEG image")),
    (b"GIF8", marked("GIF image")),
    (b"BM", marked("BMP image")),
    (b"II*\x00", marked("TIFF image")),
    (b"MM\x00*", marked("TIFF image")),
    (b"\x00\x00\x01\x00", marked("icon")),
    (b"%PDF-", marked("PDF document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", marked("OLE 2 document")),
    (b"PK\x03\x04", marked("ZIP archive")),
    (b"PK\x05\x06", marked("ZIP archive")),
    (b"\x1f\x8b", marked("gzip archive")),
    (b"BZh", marked("bzip2 archive")),
    (b"\xfd7zXZ\x00", marked("xz archive")),
    (b"7z\xbc\xaf\x27\x1c", marked("7-Zip archive")),
    (b"\x28\xb5\x2f\xfd", marked("Zstandard archive")),
    (b"!<arch>\n", marked("archive of object files")),
    (b"\x7fELF", marked("ELF object or program")),
    (b"\xcf\xfa\xed\xfe", marked("Mach-O object or program")),
    (b"\xca\xfe\xba\xbe", marked("Java class or Mach-O program")),
    (b"MZ", marked("Windows program or library")),
    (b"\x00asm", marked("WebAssembly module")),
    (b"SQLite format 3\x00", marked("SQLite database")),
    (b"\x89HDF\r\n\x1a\n", marked("HDF5 data")),
    (b"\x93NUMPY", marked("NumPy array")),
    (b"PAR1", marked("Parquet data")),
    (b"\xde\x12\x04\x95", marked("gettext catalogue")),
    (b"\x95\x04\x12\xde", marked("gettext catalogue")),
    (b"wOFF", marked("WOFF font")),
    (b"wOF2", marked("WOFF2 font")),
    (b"OTTO", marked("OpenType font")),
    (b"\x00\x01\x00\x00\x00", marked("TrueType font")),
    (b"RIFF", marked("RIFF media")),
    (b"OggS", marked("Ogg media")),
    (b"ID3", marked("MP3 audio")),
    (b"fLaC", marked("FLAC audio")),
)

_OF_TAR, _UNKNOWN = marked("tar archive"), marked("file of an unknown kind")
_KINDS = frozenset({words for _, words in SIGNATURES} | {_OF_TAR, _UNKNOWN})
#: What stands behind a suffix where nothing else is known.
_FILE = " file"

#: Where the signature of a tar archive stands (POSIX.1, ``ustar``).
_TAR = (257, b"ustar")


def kind(name: str, head: bytes) -> str:
    """Return what a binary file is, in a few words.

    :param name: of the file; folders before it are ignored.
    :param head: its first bytes, 262 or more where it has them.
    """
    for signature, words in SIGNATURES:
        if head.startswith(signature):
            return words
    start, signature = _TAR
    if head[start : start + len(signature)] == signature:
        return _OF_TAR
    suffix = splitext(name.rpartition("/")[2])[1]
    return f"{suffix}{_FILE}" if suffix else _UNKNOWN


def said(kind_of: str) -> str | Phrase:
    """Return what :func:`kind` returned, to be said in the language of the reader."""
    if kind_of in _KINDS:
        return Phrase(kind_of)
    suffix = kind_of.removesuffix(_FILE)
    return phrase("{suffix} file", suffix=suffix) if suffix != kind_of else kind_of
