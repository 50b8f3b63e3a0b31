"""What is known of a repository: frozen dataclasses, and the standard library alone."""
