"""What kind of binary file some bytes are, by the signature that they begin with.

Signatures are those that the formats document, as in https://www.iana.org/assignments/media-types
and the formats' own manuals. Where none is known the suffix is all that is said.
"""

from __future__ import annotations

from posixpath import splitext

from sphinx_kwindex.model.phrases import Phrase, phrase

#: How a file begins, and what it is; the first that fits.
SIGNATURES: tuple[tuple[bytes, Phrase], ...] = (
    (b"\x89PNG\r\n\x1a\n", phrase("PNG image")),
    (b"\xff\xd8\xff", phrase("JPEG image")),
    (b"GIF8", phrase("GIF image")),
    (b"BM", phrase("BMP image")),
    (b"II*\x00", phrase("TIFF image")),
    (b"MM\x00*", phrase("TIFF image")),
    (b"\x00\x00\x01\x00", phrase("icon")),
    (b"%PDF-", phrase("PDF document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", phrase("OLE 2 document")),
    (b"PK\x03\x04", phrase("ZIP archive")),
    (b"PK\x05\x06", phrase("ZIP archive")),
    (b"\x1f\x8b", phrase("gzip archive")),
    (b"BZh", phrase("bzip2 archive")),
    (b"\xfd7zXZ\x00", phrase("xz archive")),
    (b"7z\xbc\xaf\x27\x1c", phrase("7-Zip archive")),
    (b"\x28\xb5\x2f\xfd", phrase("Zstandard archive")),
    (b"!<arch>\n", phrase("archive of object files")),
    (b"\x7fELF", phrase("ELF object or program")),
    (b"\xcf\xfa\xed\xfe", phrase("Mach-O object or program")),
    (b"\xca\xfe\xba\xbe", phrase("Java class or Mach-O program")),
    (b"MZ", phrase("Windows program or library")),
    (b"\x00asm", phrase("WebAssembly module")),
    (b"SQLite format 3\x00", phrase("SQLite database")),
    (b"\x89HDF\r\n\x1a\n", phrase("HDF5 data")),
    (b"\x93NUMPY", phrase("NumPy array")),
    (b"PAR1", phrase("Parquet data")),
    (b"\xde\x12\x04\x95", phrase("gettext catalogue")),
    (b"\x95\x04\x12\xde", phrase("gettext catalogue")),
    (b"wOFF", phrase("WOFF font")),
    (b"wOF2", phrase("WOFF2 font")),
    (b"OTTO", phrase("OpenType font")),
    (b"\x00\x01\x00\x00\x00", phrase("TrueType font")),
    (b"RIFF", phrase("RIFF media")),
    (b"OggS", phrase("Ogg media")),
    (b"ID3", phrase("MP3 audio")),
    (b"fLaC", phrase("FLAC audio")),
)

#: Where the signature of a tar archive stands (POSIX.1, ``ustar``).
_TAR = (257, b"ustar")


def kind(name: str, head: bytes) -> Phrase:
    """Return what a binary file is, in a few words.

    :param name: of the file; folders before it are ignored.
    :param head: its first bytes, 262 or more where it has them.
    """
    for signature, words in SIGNATURES:
        if head.startswith(signature):
            return words
    start, signature = _TAR
    if head[start : start + len(signature)] == signature:
        return phrase("tar archive")
    suffix = splitext(name.rpartition("/")[2])[1]
    if suffix:
        return phrase("{suffix} file", suffix=suffix)
    return phrase("file of an unknown kind")
