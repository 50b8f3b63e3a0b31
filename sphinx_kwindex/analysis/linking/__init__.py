"""What the files of a repository say of each other, from their facts alone."""

from sphinx_kwindex.analysis.linking.linker import link

__all__ = ["link"]
