"""How files are tested and used: tests, the commands that run them, and real calls."""
