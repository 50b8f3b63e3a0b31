extensions = ["sphinx_kwindex"]
