"""Everything that needs to know Sphinx."""
