"""The search of keywords: a box on each of our pages, a page, and the data that a browser searches.

``entries`` gathers what is found, ``layout`` and ``packing`` make files of it, ``writing`` writes
them, ``box`` makes the page and the boxes, and four scripts in ``static`` search:
``kwindex-search-index.js`` unpacks names, ``-match.js`` finds, ``-data.js`` loads, and
``kwindex-search.js`` shows. A box is the same on each page, whatever the repository holds.
"""

from __future__ import annotations

#: Where the data lies in the output folder.
FOLDER = "kwindex/search"

#: File with the directory, beside the others.
INDEX = "index.js"
