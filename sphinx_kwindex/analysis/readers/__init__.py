"""Readers of files: one module a language, or a family of languages."""
