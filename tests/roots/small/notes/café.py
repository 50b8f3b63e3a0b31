# -*- coding: latin-1 -*-
"""Café, in the encoding that the file names."""
CAFÉ = 1


def naïve():
    """Windows line ends."""
