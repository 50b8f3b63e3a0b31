"""How the child and its supervisor speak: frames over pipes, numbers in network order.

A request is one file, its name in UTF-8 with surrogates and its bytes; a reply is its encoded
facts. The child begins with an empty reply when it is ready.
"""

from __future__ import annotations

from struct import Struct

#: Sizes of the name and of the bytes, before each request.
REQUEST = Struct("!IQ")

#: Whether the child ends after this reply, and the size of it, before each reply.
REPLY = Struct("!?Q")
