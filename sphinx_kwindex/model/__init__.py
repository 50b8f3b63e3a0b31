"""What is known of a repository: frozen structs; msgspec and the standard library alone."""
