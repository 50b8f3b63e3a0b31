"""What the files of a repository say of each other, from their facts alone."""
