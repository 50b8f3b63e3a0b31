"""What kind of binary file some bytes are, by the signature that they begin with.

Signatures are those that the formats document, as in https://www.iana.org/assignments/media-types
and the formats' own manuals. Where none is known the suffix is all that is said.
"""

from __future__ import annotations

from posixpath import splitext

#: How a file begins, and what it is; the first that fits.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"BM", "BMP image"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"%PDF-", "PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE 2 document"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"PK\x05\x06", "ZIP archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"!<arch>\n", "archive of object files"),
    (b"\x7fELF", "ELF object or program"),
    (b"\xcf\xfa\xed\xfe", "Mach-O object or program"),
    (b"\xca\xfe\xba\xbe", "Java class or Mach-O program"),
    (b"MZ", "Windows program or library"),
    (b"\x00asm", "WebAssembly module"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\x89HDF\r\n\x1a\n", "HDF5 data"),
    (b"\x93NUMPY", "NumPy array"),
    (b"PAR1", "Parquet data"),
    (b"\xde\x12\x04\x95", "gettext catalogue"),
    (b"\x95\x04\x12\xde", "gettext catalogue"),
    (b"wOFF", "WOFF font"),
    (b"wOF2", "WOFF2 font"),
    (b"OTTO", "OpenType font"),
    (b"\x00\x01\x00\x00\x00", "TrueType font"),
    (b"RIFF", "RIFF media"),
    (b"OggS", "Ogg media"),
    (b"ID3", "MP3 audio"),
    (b"fLaC", "FLAC audio"),
)

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
        return "tar archive"
    suffix = splitext(name.rpartition("/")[2])[1]
    return f"{suffix} file" if suffix else "file of an unknown kind"
